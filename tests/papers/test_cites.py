"""Pin cites: how they may be written, what they print, where they lead, and what is wrong with them."""

from __future__ import annotations

import pytest

from asylum_packet.case.entries import parse_paragraphs
from asylum_packet.case.model import FilingChoices, Tab
from asylum_packet.findings import Severity, Source
from asylum_packet.packet.layout import plan
from asylum_packet.packet.slots import slots_for, titles
from asylum_packet.pages import PageRange
from asylum_packet.papers.cites import Citing, Pin, Resolved, parse
from asylum_packet.sequence import Packet
from asylum_packet.sheets import Mark, Target
from asylum_packet.values import replace
from tests.support.papers_case import PAGES, document, papers_case

HERE = Source(file="brief/facts.md", line=12)
MARKS = {
    "declaration/original": tuple(
        Mark(name=f"¶{n}", page=1 + (n > 3), top_pt=600.0 - 20 * n) for n in range(1, 7)
    )
}


def ranges(*pairs: tuple[int, int]) -> tuple[PageRange, ...]:
    return tuple(PageRange(first, last) for first, last in pairs)


@pytest.mark.parametrize(
    ("text", "pins"),
    [
        ("@police-report", [("police-report", "", (), False)]),
        ("@police-report 3", [("police-report", "", ranges((3, 3)), False)]),
        ("@police-report 3-4", [("police-report", "", ranges((3, 4)), False)]),
        ("@police-report 3–4", [("police-report", "", ranges((3, 4)), False)]),
        ("@police-report 3, 5", [("police-report", "", ranges((3, 3), (5, 5)), False)]),
        ("@police-report, 3", [("police-report", "", ranges((3, 3)), False)]),
        ("@police-report at 3", [("police-report", "", ranges((3, 3)), False)]),
        ("@police-report p. 3", [("police-report", "", ranges((3, 3)), False)]),
        ("@police-report pp. 3-4", [("police-report", "", ranges((3, 4)), False)]),
        ("@police-report/original 2", [("police-report", "original", ranges((2, 2)), False)]),
        ("@declaration ¶12", [("declaration", "", ranges((12, 12)), True)]),
        ("@declaration ¶ 12", [("declaration", "", ranges((12, 12)), True)]),
        ("@declaration ¶¶ 12-14", [("declaration", "", ranges((12, 14)), True)]),
        ("@declaration para 12", [("declaration", "", ranges((12, 12)), True)]),
        ("@declaration para. 12", [("declaration", "", ranges((12, 12)), True)]),
        ("@declaration paras. 2, 4", [("declaration", "", ranges((2, 2), (4, 4)), True)]),
        ("@a 3;\n@b 5", [("a", "", ranges((3, 3)), False), ("b", "", ranges((5, 5)), False)]),
        ("@police-report\n3", [("police-report", "", ranges((3, 3)), False)]),
    ],
)
def test_a_cite_is_read_as_written(
    text: str, pins: list[tuple[str, str, tuple[PageRange, ...], bool]]
) -> None:
    assert parse(text) == tuple(Pin(id=a, part=b, ranges=c, paragraphs=d) for a, b, c, d in pins)


@pytest.mark.parametrize(
    "text", ["@", "@a;", "@a 3; b 5", "@a x", "@a 4-3", "@a 0", "@a 3--4", "@a ¶x", "a 3"]
)
def test_what_is_no_cite_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"cite|page|runs|range"):
        parse(text)


@pytest.fixture
def packet() -> Packet:
    case = papers_case()
    slots = slots_for(case, official=False, forms=1)
    return plan(slots, {s.key: PAGES.get(s.key, 1) for s in slots}, submissions=titles(case), first_page=2)


def citing(packet: Packet | None, form: str = "Tab {tab} at {page}") -> Citing:
    case = papers_case(filing=FilingChoices(cite=form))
    counts = {"declaration/original": 2, **PAGES}
    return Citing(case, packet, counts, MARKS)


def printed(text: str, packet: Packet, form: str = "Tab {tab} at {page}") -> str:
    resolved = citing(packet, form).resolve(text, HERE)
    assert not resolved.findings
    return "".join(said.text for said in resolved.said).replace("\u00a0", " ")


# The police report's translation begins on packet page 14, its certificate on 16, its original on 17.
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("@police-report 1", "Tab B at 14"),
        ("@police-report 1-2", "Tab B at 14–15"),
        ("@police-report 3", "Tab B at 16"),
        ("@police-report 2-5", "Tab B at 15–18"),
        ("@police-report 1, 3", "Tab B at 14, 16"),
        ("@police-report 1-2, 6", "Tab B at 14–15, 19"),
        ("@police-report", "Tab B at 14–19"),
        ("@police-report/original", "Tab B at 17–19"),
        ("@police-report/original 2", "Tab B at 18"),
        ("@police-report/translation 2", "Tab B at 15"),
        ("@farm-gate", "Tab B at 20"),
        ("@farm-gate; @country-report 40", "Tab B at 20; Tab C at 64"),
        ("@declaration ¶2", "Tab A at 11, ¶ 2"),
        ("@declaration 1", "Tab A at 11"),
    ],
)
def test_a_cite_prints_the_page_of_the_packet(text: str, said: str, packet: Packet) -> None:
    assert printed(text, packet) == said


def test_several_paragraphs_share_a_cite(packet: Packet) -> None:
    assert printed("@declaration ¶2-3", packet) == "Tab A at 11, ¶¶ 2–3"
    assert printed("@declaration ¶1, 3", packet) == "Tab A at 11, ¶¶ 1, 3"


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("Exh. {tab} at {page}", "Exh. B at 14, 16"),
        ("({page})", "(14, 16)"),
        ("Tab {tab}, p. {page}.", "Tab B, p. 14, 16."),
        ("Tab {tab}", "Tab B 14, 16"),
        ("{tab.__class__} {page}", "{tab.__class__} 14, 16"),
    ],
)
def test_the_form_of_cites_is_the_firms_choice(form: str, said: str, packet: Packet) -> None:
    assert printed("@police-report 1, 3", packet, form) == said


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("Tab {tab} at {page}", "Tab_B_at_14|, |16"),
        ("({page} of Tab {tab})", "(14|, |16_of_Tab_B)"),
        ("Exh. {tab}, page {page}", "Exh._B,_page_14|, |16"),
        ("Exhibit {tab} of the respondent, page {page}", "Exhibit_B of the respondent, page_14|, |16"),
    ],
)
def test_a_line_may_end_inside_a_cite_only_between_its_pages(form: str, said: str, packet: Packet) -> None:
    resolved = citing(packet, form).resolve("@police-report 1, 3", HERE)
    assert "|".join(said.text for said in resolved.said).replace("\u00a0", "_") == said


def test_one_paragraph_stays_with_its_page_and_a_list_of_them_may_follow_on_the_next_line(
    packet: Packet,
) -> None:
    def text(cite: str) -> str:
        return citing(packet).resolve(cite, HERE).said[0].text.replace("\u00a0", "_")

    assert text("@declaration ¶2") == "Tab_A_at_11,_¶_2"
    assert text("@declaration ¶2-3") == "Tab_A_at_11,_¶¶_2–3"
    assert text("@declaration ¶1, 2, 3") == "Tab_A_at_11, ¶¶_1, 2, 3"
    assert text("@declaration ¶2-5") == "Tab_A_at_11–12, ¶¶_2–5"


def test_every_range_is_a_link_of_its_own_and_a_cite(packet: Packet) -> None:
    resolved = citing(packet).resolve("@police-report 2, 5", HERE)
    links = [(said.text, said.target) for said in resolved.said if said.target]
    assert links == [
        ("Tab\u00a0B\u00a0at\u00a015", Target(piece="police-report/translation", page=2)),
        ("18", Target(piece="police-report/original", page=2)),
    ]
    assert [(c.file, c.line, c.id, c.page, c.packet_page, c.text) for c in resolved.cites] == [
        ("brief/facts.md", 12, "police-report", 2, 15, "Tab B at 15"),
        ("brief/facts.md", 12, "police-report", 5, 18, "18"),
    ]


def test_a_paragraph_leads_to_its_place_on_the_page(packet: Packet) -> None:
    resolved = citing(packet).resolve("@declaration ¶2", HERE)
    assert resolved.said[0].target == Target(piece="declaration/original", page=1, top_pt=560.0)
    assert resolved.cites[0].page == 1


def test_the_whole_document_has_no_page_in_its_cite(packet: Packet) -> None:
    cite = citing(packet).resolve("@police-report", HERE).cites[0]
    assert (cite.page, cite.packet_page) == (None, 14)


@pytest.mark.parametrize(
    ("text", "code", "message", "fix"),
    [
        ("@police-raport 1", "CITE-unknown-id", "'police-raport'", "did you mean 'police-report'?"),
        ("@zzzz", "CITE-unknown-id", "'zzzz'", "asylum-packet cites"),
        ("@police-report 7", "CITE-page-beyond", "has no page 7", "it has 6 pages"),
        (
            "@police-report/original 4",
            "CITE-page-beyond",
            "'police-report/original' has no page 4",
            "3 pages",
        ),
        ("@farm-gate 1-2", "CITE-page-beyond", "has no page 2", "it has one page"),
        ("@declaration ¶7", "CITE-unknown-paragraph", "has no paragraph 7", "from 1 to 6"),
        ("@police-report ¶1", "CITE-unknown-paragraph", "no numbered paragraphs", "[@police-report 2]"),
        ("@police-report/back 1", "CITE-syntax", "'back'", "original, translation, certificate"),
        ("@farm-gate/translation 1", "CITE-syntax", "has no translation", "[@farm-gate]"),
        ("@police-report third", "CITE-syntax", "is not a cite", "[@id 3-4, 7]"),
    ],
)
def test_a_cite_that_fails_says_why_and_prints_as_typed(
    text: str, code: str, message: str, fix: str, packet: Packet
) -> None:
    resolved = citing(packet).resolve(text, HERE)
    assert [said.text for said in resolved.said] == [f"[{text}]"]
    assert not resolved.cites
    (finding,) = resolved.findings
    assert (finding.code, finding.severity, finding.source) == (code, Severity.ERROR, HERE)
    assert message in finding.message
    assert fix in finding.fix


def test_without_a_plan_cites_print_zeros_and_are_no_values_yet() -> None:
    resolved = citing(None).resolve("@police-report 1-2", HERE)
    assert "".join(said.text for said in resolved.said) == "Tab\u00a0B\u00a0at\u00a0000–000"
    assert not resolved.cites


def test_one_bad_cite_in_a_bracket_keeps_the_whole_bracket_as_typed(packet: Packet) -> None:
    resolved = citing(packet).resolve("@police-report 1; @nothing 2", HERE)
    assert resolved.said[0].text == "[@police-report 1; @nothing 2]"
    assert len(resolved.findings) == 1


def test_tabs_may_begin_later_in_the_alphabet(packet: Packet) -> None:
    case = papers_case()
    tabs = tuple(replace(tab, label=label) for tab, label in zip(case.tabs, "QRS", strict=True))
    citing = Citing(replace(case, tabs=tabs), packet, PAGES, {})
    assert citing.resolve("@farm-gate", HERE).said[0].text == "Tab\u00a0R\u00a0at\u00a020"


NAMED = {
    "declaration/original": (
        Mark(name="¶1", page=1, top_pt=700.0),
        Mark(name="¶2", page=1, top_pt=400.0),
        Mark(name="#beating", page=1, top_pt=400.0),
        Mark(name="¶3", page=2, top_pt=700.0),
        Mark(name="#town-hall", page=2, top_pt=500.0),
    )
}


def of_named_passages(text: str, packet: Packet) -> Resolved:
    return Citing(papers_case(), packet, {"declaration/original": 2, **PAGES}, NAMED).resolve(text, HERE)


def test_a_named_passage_is_cited_by_its_paragraph_and_page(packet: Packet) -> None:
    resolved = of_named_passages("@declaration#beating; @declaration#town-hall", packet)
    assert [said.text.replace("\u00a0", " ") for said in resolved.said] == [
        "Tab A at 11, ¶ 2",
        "; ",
        "Tab A at 12, ¶ 3",
    ]
    assert resolved.said[2].target == Target(piece="declaration/original", page=2, top_pt=700.0)
    assert [cite.id for cite in resolved.cites] == ["declaration", "declaration"]


@pytest.mark.parametrize(
    ("text", "code", "fix"),
    [
        ("@declaration#beeting", "CITE-unknown-passage", "did you mean 'beating'?"),
        ("@declaration#court", "CITE-unknown-passage", "type {#court} at the end of the paragraph you mean"),
        (
            "@farm-gate#beating",
            "CITE-unknown-paragraph",
            "write in exhibits.yaml those that begin on each page, paragraphs: 1-7, 8-14, "
            "or cite its pages: [@farm-gate 2]",
        ),
        ("@declaration#beating ¶2", "CITE-syntax", None),
        ("@declaration#", "CITE-syntax", None),
        ("@declaration ¶4", "CITE-unknown-paragraph", "its paragraphs run from 1 to 3"),
    ],
)
def test_a_passage_that_is_not_there_is_an_error(
    text: str, code: str, fix: str | None, packet: Packet
) -> None:
    (finding,) = of_named_passages(text, packet).findings
    assert (finding.code, finding.severity, finding.source) == (code, Severity.ERROR, HERE)
    assert fix is None or finding.fix == fix


def signed(text: str, paragraphs: str = "1-2, -, 3-5", pages: int = 3) -> Resolved:
    """Resolve a cite of a declaration that is a PDF of its own, whose pages are known to the case."""
    one = document("declaration", "Declaration")
    one = replace(one, paragraphs=parse_paragraphs(paragraphs) if paragraphs else ())
    case = papers_case(declaration=None, tabs=(Tab(label="A", title="Declaration", documents=(one,)),))
    slots = slots_for(case, official=False, forms=1)
    counts = {slot.key: pages if slot.key == "declaration/original" else 1 for slot in slots}
    made = plan(slots, counts, submissions=titles(case), first_page=1)
    return Citing(case, made, counts, {}).resolve(text, HERE)


def test_paragraphs_of_a_signed_declaration_are_cited_by_the_page_they_begin_on() -> None:
    (said,) = signed("@declaration ¶3").said
    (first,) = signed("@declaration 1").cites
    assert said.text.replace("\u00a0", " ") == f"Tab A at {first.packet_page + 2}, ¶ 3"
    assert said.target == Target(piece="declaration/original", page=3)
    (cite,) = signed("@declaration ¶2").cites
    assert (cite.packet_page, cite.packet_last) == (first.packet_page, first.packet_page + 2)


@pytest.mark.parametrize(
    ("text", "paragraphs", "code", "fix"),
    [
        ("@declaration ¶3", "", "CITE-unknown-paragraph", "paragraphs: 1-7, 8-14"),
        ("@declaration ¶6", "1-2, 3-5", "CITE-unknown-paragraph", "run from 1 to 5"),
        ("@declaration#beating", "1-2, 3-5", "CITE-unknown-passage", "[@declaration ¶2]"),
        ("@declaration ¶8", "1-2, 3-5, 6, 7-9", "CITE-page-beyond", "it has 3 pages"),
    ],
)
def test_paragraphs_that_nobody_placed_are_errors_that_say_what_to_write(
    text: str, paragraphs: str, code: str, fix: str
) -> None:
    (finding,) = signed(text, paragraphs).findings
    assert finding.code == code
    assert fix in finding.fix
