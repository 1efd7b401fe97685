"""Tab sheets that are counted without being set: the rule never says one page where there are two."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from asylum_packet.case.model import Case, Tab
from asylum_packet.packet.slots import slots_for
from asylum_packet.papers.press import Press
from asylum_packet.papers.tabsheets import TEMPLATE, fills_one_page
from asylum_packet.sequence import PieceKind
from tests.support.papers_case import document, papers_case

WORDS = st.text(st.sampled_from("WWm@il.-\"'…§é—0 "), max_size=60)
TITLES = st.lists(st.one_of(WORDS, st.just("Country report on human rights practices")), max_size=4)


def tab(label: str, title: str, *documents: str) -> Tab:
    named = (document(f"d{number}", one, date="May 5, 2025") for number, one in enumerate(documents))
    return Tab(label=label, title=title, documents=tuple(named))


def case_of(one: Tab, folder: Path = Path("/nowhere")) -> Case:
    return papers_case(folder, tabs=(one,))


def sheets(case: Case):
    slots = slots_for(case, official=False, forms=len(case.applications))
    return tuple(slot for slot in slots if slot.kind is PieceKind.TAB_SHEET)


def counted(case: Case) -> frozenset[str]:
    return Press(case).counted(sheets(case))


@given(st.sampled_from(["A", "WWW", "QQQ"]), TITLES.map(" ".join), TITLES)
@example("WWW", "W " * 110, ["x"])
@example("WWW", "W" * 52 + " W" * 52, ["W" * 52 + " W" * 52])
@example("WWW", "x", ["W" * 19 + " W"] * 6)
@example("WWW", "x", ["short"] * 10)
@example("A", "a letter [^1]", ["x [^1]", "[^1]"])
@example("A", "\u1780\u200b\u0301", ["x"])
@example("A", "x", ["--\u17d2"])
def test_what_is_counted_for_one_page_fills_one_and_has_nothing_wrong(label, title, documents):
    one = tab(label, title, *(documents or ["x"]))
    if fills_one_page(one):
        ((_, made),) = Press(case_of(one))._all(sheets(case_of(one)), None, {}).items()
        assert len(made.laid.pages) == 1
        assert made.read.findings == ()


def test_the_sheets_of_ordinary_tabs_are_counted():
    both = ("Declaration of Rosa Reyes Molina, the respondent’s sister", "Her passport, with translation")
    for one in (
        tab("A", "Declaration"),
        tab("CC", "What the neighbours saw, and the letters they wrote", *both),
    ):
        assert counted(case_of(one)) == {f"exhibits/tab-{one.label}"}


@pytest.mark.parametrize(
    "one",
    [
        tab("A", "many documents", *["Declaration"] * 14),
        tab("A", "W" * 400),
        tab("WWWW", "a long letter"),
        tab("A", "the letter \U00012000 that no font has"),
        tab("A", "words from the right: שלום"),
    ],
)
def test_a_sheet_that_is_not_ordinary_is_set(one):
    assert counted(case_of(one)) == frozenset()


def test_a_sheet_of_the_firms_own_is_set(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / TEMPLATE).write_text("{{ tab.label }}\n\n::: page\n:::\n\nmore")
    assert counted(case_of(tab("A", "Declaration"), tmp_path)) == frozenset()
