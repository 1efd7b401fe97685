"""Cites that lost their @ or a bracket: which are found, which words are left alone, what is said."""

from __future__ import annotations

import pytest

from asylum_packet.findings import Severity, Source
from asylum_packet.papers.cites import Citing
from asylum_packet.papers.damaged import damaged_cites
from asylum_packet.papers.origins import Traced
from asylum_packet.papers.reading import Reader
from tests.support.papers_case import papers_case

IDS = ("police", "police-report", "passport", "letter", "declaration")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("He filed it. [police-report 1]", "[@police-report 1]"),
        ("[ police-report 3-4, 7 ]", "[@police-report 3-4, 7]"),
        ("[police-report/original 2]", "[@police-report/original 2]"),
        ("[police-report\npp. 3-4]", "[@police-report pp. 3-4]"),
        ("[police-report 1; letter 2]", "[@police-report 1]"),
        ("[declaration ¶12]", "[@declaration ¶12]"),
        ("As @police-report 1 says.", "[@police-report 1]"),
        ("(@police-report)", "[@police-report]"),
        ("See @declaration ¶12.", "[@declaration ¶12]"),
        ("See @declaration#beating.", "[@declaration#beating]"),
        ("[see @police-report 2]", "[@police-report 2]"),
        ("[@police-report 2 is not closed", "[@police-report 2]"),
        ("Good [@letter 1], bad @letter 2.", "[@letter 2]"),
    ],
)
def test_a_damaged_cite_is_found_with_its_right_spelling(text: str, right: str) -> None:
    assert [fix for _, _, fix in damaged_cites(text, IDS)] == [right]


@pytest.mark.parametrize(
    "text",
    [
        "She showed her passport 2 times.",
        "He took [the passport] away, and [passport] too.",
        "write to ana@passport.example or to a.b@letter",
        "See [@police-report 2; @letter 1].",
        "The account @police-reports and @passport.example.com, or https://example.com/@passport",
        "Type `[police-report 1]` or `@police-report 1`.",
        "[passport 2](https://example.com)",
        "[police report 1] and [polices 1] and [letterhead 2]",
        "[12 letter]",
        r"an escaped \@passport",
    ],
)
def test_words_addresses_and_whole_cites_are_left_alone(text: str) -> None:
    assert not list(damaged_cites(text, IDS))


def read(text: str, file: str) -> list[tuple[str, Severity, Source | None, str]]:
    lines = text.split("\n")
    traced = Traced(
        text=text, origins=tuple(Source(file=file, line=number) for number in range(1, len(lines) + 1))
    )
    findings = Reader(traced, Citing(papers_case(), None, {}, {})).read().findings
    return [(one.code, one.severity, one.source, one.fix) for one in findings]


@pytest.mark.parametrize("file", ["brief/facts.md", "declaration.md"])
def test_a_damaged_cite_is_an_error_on_its_line(file: str) -> None:
    found = read("# Facts\n\nHe filed it\nthat day. [police-report 1]", file)
    assert found == [("CITE-syntax", Severity.ERROR, Source(file=file, line=4), "type [@police-report 1]")]


def test_the_words_of_a_template_are_not_searched() -> None:
    assert read("@police-report 1", "templates/tab-sheet.md.j2") == []
