"""The table of authorities in a brief: printed when it is due, true to the pages, counted in no limit."""

from __future__ import annotations

import re

import pytest

from asylum_packet.case.model import TextFile
from asylum_packet.findings import Severity
from asylum_packet.papers.authorities_values import Form
from tests.papers.sheets import inside, open_sheets, texts
from tests.support.papers_case import alone, papers_case

ACOSTA = "*Matter of Acosta*, 19 I&N Dec. 211 (BIA 1985)"
FILLER = "She went to the market and sold what there was to sell, and came home in the evening. " * 14
ALWAYS = ":::: authorities\n::: page\n:::\n\n::: title\nTABLE OF AUTHORITIES\n:::\n::::\n\n::: body\n:::\n\n"


def brief(text: str, **changes: object):
    sections = (TextFile(file="brief/argument.md", text=text),)
    written, packet = alone(papers_case(brief=sections, **changes), "brief/body")
    return written, packet.piece("brief/body").pages


def long_brief(paragraphs: int, *cites: str) -> str:
    """Write a brief whose paragraphs fill most of a page each, with a cite at the end of some of them."""
    parts = [FILLER + (cites[n] if n < len(cites) else "") for n in range(paragraphs)]
    return "# Statement of Facts\n\n" + "\n\n".join(parts) + "\n"


CITES = (
    f"{ACOSTA}; INA § 208(b)(1).",
    "*Id.* at 233. See *INS v. Stevic*, 467 U.S. 407 (1984).",
    "*Acosta* at 234.",
    "The law is old. *INS v.\nStevic*, 467 U.S. 407 (1984), and 8 C.F.R. § 1208.13(b)(1)(i)-(ii).",
)


@pytest.mark.parametrize(("paragraphs", "printed"), [(10, False), (22, True)])
def test_our_template_prints_the_table_in_briefs_of_more_than_ten_pages(paragraphs, printed):
    written, _ = brief(long_brief(paragraphs, *CITES))
    assert (len(written.body) > 10) is printed
    assert ("TABLE OF AUTHORITIES" in "".join(texts(written.sheets))) is printed


def test_a_template_can_always_ask_for_it():
    written, _ = brief(ALWAYS + long_brief(1, *CITES))
    assert "TABLE OF AUTHORITIES" in "".join(texts(written.sheets))


def test_a_brief_without_authorities_has_no_empty_table():
    written, _ = brief(ALWAYS + long_brief(1))
    assert "TABLE OF AUTHORITIES" not in "".join(texts(written.sheets))
    assert written.uses == ()


def test_every_page_in_the_table_holds_the_authority_and_is_where_its_link_leads():
    written, pages = brief(long_brief(24, *CITES))
    shown = texts(written.sheets)
    for use, page in written.uses:
        word = use.text.split()[0]
        assert word in shown[page - 1], (use.text, page)
    document = open_sheets(written.sheets)
    table = next(
        n for n, text in enumerate(shown, start=1) if text.lstrip().find("TABLE OF AUTHORITIES") >= 0
    )
    links = [link for link in written.sheets.links if link.page == table]
    expected = {pages.page(page) for _, page in written.uses}
    assert {pages.page(link.target.page) for link in links} == expected
    for link in links:
        printed = inside(document, written.sheets.skip + table - 1, link.rect)
        assert str(pages.page(link.target.page)) in printed


def test_the_table_is_not_counted_in_the_body():
    with_table, _ = brief(ALWAYS.replace("::: body\n:::\n\n", "") + long_brief(14, *CITES))
    without, _ = brief(long_brief(14))
    assert len(with_table.body) - len(without.body) in {0, 1, 2}
    written, _ = brief(long_brief(24, *CITES))
    assert written.body.first > 2
    assert "TABLE" not in texts(written.sheets)[written.body.first - 1]


def test_an_inserted_paragraph_moves_every_number():
    text = long_brief(24, *CITES)
    before, first = brief(text)
    after, second = brief("# Introduction\n\n" + "\n\n".join([FILLER] * 6) + "\n\n" + text)
    moved = [second.page(b[1]) - first.page(a[1]) for a, b in zip(before.uses, after.uses, strict=True)]
    assert all(step >= 2 for step in moved)
    shown = texts(after.sheets)
    assert all(use.text.split()[0] in shown[page - 1] for use, page in after.uses)


def test_five_pages_are_passim():
    written, _ = brief(long_brief(24, *[f"{ACOSTA}."] * 10))
    line = next(
        line for line in "\n".join(texts(written.sheets)).splitlines() if line.startswith("Matter of")
    )
    assert re.search(r"1985\)[ .]+passim$", line.strip()), line


def test_footnotes_headings_lists_and_tables_are_read_too():
    text = (
        f"# Argument: INA § 241(b)(3)\n\nWords.[^1]\n\n1. {ACOSTA}\n\n> INA § 101(a)(42)(A)\n\n"
        "| Law |\n|---|\n| 8 C.F.R. § 1208.18 |\n\n"
        "[^1]: *INS v. Stevic*, 467 U.S. 407 (1984). *Id.* at 424.\n"
    )
    written, _ = brief(text)
    assert [use.authority.key for use, _ in written.uses] == [
        "INA 241(b)(3)",
        "19 I&N Dec. 211",
        "INA 101(a)(42)(A)",
        "8 CFR 1208.18",
        "467 U.S. 407",
        "467 U.S. 407",
    ]
    assert all(page for _, page in written.uses)


def test_lines_are_those_of_the_file():
    text = f"# Argument\n\nOne -- two --- three\nfour {ACOSTA} and\n*INS v. Stevic*,\n467 U.S. 407 (1984).\n"
    written, _ = brief(text)
    assert [str(use.source) for use, _ in written.uses] == ["brief/argument.md:4", "brief/argument.md:5"]


def test_an_id_behind_a_pin_cite_means_the_record():
    written, _ = brief(f"# Argument\n\n{ACOSTA}. So it was [@police-report 1]. *Id.* at 2. *Acosta* at 2.\n")
    assert [use.form for use, _ in written.uses] == [Form.FULL, Form.SHORT]


def test_what_cannot_be_placed_is_a_warning_with_its_line():
    written, _ = brief("# Argument\n\nWords.\n*Cardoza-Fonseca*, 480 U.S. at 431.\n")
    (finding,) = [one for one in written.findings if one.code == "CITE-authority-unplaced"]
    assert finding.severity is Severity.WARNING
    assert str(finding.source) == "brief/argument.md:4"
    assert "480 U.S. at 431" in finding.message


def test_numbering_words_changes_no_letter_on_the_page():
    plain = "# Argument\n\n" + FILLER.join(["(", *CITES])
    written, _ = brief(plain)
    said = " ".join(" ".join(texts(written.sheets)).split())
    assert "233. See INS v. Stevic, 467 U.S. 407 (1984)." in said


def test_id_at_the_head_of_a_footnote_is_what_the_text_cites_where_it_is_called():
    body = f"She fled. {ACOSTA}.[^1] *INS v. Stevic*, 467 U.S. 407 (1984)."
    text = f"# Argument\n\n{body}\n\n[^1]: *Id.* at 233.\n"
    written, _ = brief(text)
    assert [(use.authority.key, use.form) for use, _ in written.uses][-1] == ("19 I&N Dec. 211", Form.ID)
    assert not written.findings
