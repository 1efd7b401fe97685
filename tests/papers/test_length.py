"""The length of the brief: 25 pages of body are in order, one more is an error that offers the motion."""

from __future__ import annotations

import pytest

from asylum_packet.case.model import Case, TextFile
from asylum_packet.checks.brief import brief_is_short_enough
from asylum_packet.facts import Facts
from asylum_packet.findings import Severity
from asylum_packet.papers.written import Written
from tests.papers.sheets import texts
from tests.support.papers_case import alone, papers_case

ACOSTA = "*Matter of Acosta*, 19 I&N Dec. 211 (BIA 1985)"


def brief(pages: int) -> tuple[Case, Written]:
    """Typeset a brief whose words fill so many pages."""
    words = [f"## Point {page}\n\nShe fled on page {page}. {ACOSTA}." for page in range(1, pages + 1)]
    text = "# Argument\n\n" + "\n\n::: page\n:::\n\n".join(words) + "\n"
    case = papers_case(brief=(TextFile(file="brief/argument.md", text=text),))
    return case, alone(case, "brief/body")[0]


@pytest.mark.parametrize("pages", [25, 26])
def test_contents_caption_and_service_are_outside_the_25_pages(pages: int) -> None:
    case, written = brief(pages)
    assert written.body is not None
    assert len(written.body) == pages
    assert written.sheets.count > pages
    shown = texts(written.sheets)
    before = "\n".join(shown[: written.body.first - 1])
    assert "TABLE OF CONTENTS" in before
    assert "TABLE OF AUTHORITIES" in before
    found = list(brief_is_short_enough.findings(case, Facts(brief_body=written.body)))
    if pages == 25:
        assert found == []
    else:
        (told,) = found
        assert (told.code, told.severity) == ("ICPM-4.19-page-limit", Severity.ERROR)
        assert "has 26 pages, 25 are allowed" in told.message
        assert "motions: [page-limit]" in told.fix
