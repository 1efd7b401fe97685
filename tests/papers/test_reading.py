"""Markdown becomes paragraphs, tables and findings; nothing a person wrote is dropped."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asylum_packet.errors import TemplateError
from asylum_packet.findings import Finding, Severity, Source
from asylum_packet.papers.blocks import Blank, Block, Box, NoteCall, Paragraph, Span, Table, Together
from asylum_packet.papers.cites import Citing
from asylum_packet.papers.laying import lay
from asylum_packet.papers.origins import Traced
from asylum_packet.papers.reading import Read, Reader
from asylum_packet.papers.typography import ordinal, roman, typeset
from tests.support.papers_case import papers_case

DOUBLE = "::: style spacing=double headings=numbered\n:::\n\n"


def read(text: str) -> Read:
    origins = tuple(Source(file="brief/a.md", line=n) for n, _ in enumerate(text.split("\n"), start=1))
    citing = Citing(papers_case(), None, {"farm-gate/original": 1}, {})
    return Reader(Traced(text=text, origins=origins), citing).read()


def words(block: Block) -> str:
    if isinstance(block, Paragraph):
        shown = "".join(word.text for word in block.words if isinstance(word, Span))
        return f"{block.number or block.bullet} {shown}".strip()
    if isinstance(block, Table):
        return " / ".join(" | ".join(words(cell[0]) for cell in row.cells) for row in block.rows)
    if isinstance(block, Box | Together):
        return " ".join(words(inner) for inner in block.blocks)
    return ""


def said(text: str) -> list[str]:
    return [shown for block in read(text).paper.blocks if (shown := words(block))]


def one(text: str) -> Finding:
    (finding,) = read(text).findings
    return finding


@pytest.mark.parametrize("end", ["- a\n    - b", "> quoted", "| a | b |\n    |---|---|\n    | c | d |"])
def test_a_footnote_may_end_in_a_list_a_quotation_or_a_table(end: str) -> None:
    found = read(f"Text[^1].\n\n[^1]: Note:\n\n    {end}\n")
    assert not found.findings
    assert len(found.paper.notes[0]) > 1


@pytest.mark.parametrize(
    ("text", "code", "line", "message"),
    [
        ("one\n\n![a house](house.png)\n", "TEXT-unsupported", 3, "picture"),
        ("one\n\n<div>\nraw\n</div>\n", "TEXT-unsupported", 3, "HTML"),
        ("one\ntwo <b>three</b>", "TEXT-unsupported", 2, "HTML"),
        ("<!-- to myself -->\n", "TEXT-unsupported", 1, "HTML"),
        ("she and <others> fled", "TEXT-unsupported", 1, "what stands between < and > is read as HTML"),
        ("one\n\nsee [this](other.md)\n", "TEXT-unsupported", 3, "other.md"),
        ("one\n\n::: bix\ntext\n:::\n", "TEXT-unsupported", 3, "'bix'"),
        ("one\n\n[^a]: never called\n", "TEXT-footnote", 3, "[^a]"),
        ("one\n\ntwo [@nothing 2]\n", "CITE-unknown-id", 3, "'nothing'"),
        ("one\nand\ntwo [@nothing 2]\n", "CITE-unknown-id", 3, "'nothing'"),
        ("- item\n- item [@nothing 2]\n", "CITE-unknown-id", 2, "'nothing'"),
        ("a | b\n--|--\nc | [@nothing]\n", "CITE-unknown-id", 3, "'nothing'"),
        ('one\n\n[a](https://example.org "title")\n', "TEXT-unsupported", 3, "title"),
        ("```python\nx\n```\n", "TEXT-unsupported", 1, "behind ```"),
        ("|a|b|\n|-|-|\n|c|d|e|\n", "TEXT-unsupported", 3, "more cells"),
        ("one\n\n| a | b |\n|---|\n| c |\n", "TEXT-unsupported", 4, "columns do not agree"),
        (
            "one\n\n::: table shares=1,2,3\n| a | b |\n|---|---|\n| c | d |\n:::\n",
            "TEXT-unsupported",
            3,
            "there are 2 columns",
        ),
        (
            ":::: columns shares=2\n::: column\na\n:::\n::: column\nb\n:::\n::::\n",
            "TEXT-unsupported",
            1,
            "there are 2 columns",
        ),
        ("> a | b\n> ---|---|---\n> c | d\n", "TEXT-unsupported", 2, "columns do not agree"),
        ("one\n\n" + "> " * 60 + "deep\n", "TEXT-unsupported", 3, "too deep"),
        ("one[^1]\n\n[^1]: note [@nothing 1]\n", "CITE-unknown-id", 3, "'nothing'"),
        ("one\n\ntwo\nthree^[note [@nothing 1]]\n", "CITE-unknown-id", 4, "'nothing'"),
        ("one\n\na letter \u0378 here\n", "FONT-missing-letter", 3, "U+0378"),
    ],
)
def test_what_cannot_be_printed_is_an_error_at_its_line(
    text: str, code: str, line: int, message: str
) -> None:
    finding = one(text)
    assert finding.severity is Severity.ERROR
    assert finding.code == code
    assert finding.source == Source(file="brief/a.md", line=line)
    assert message in finding.message
    assert finding.fix


def test_letters_that_one_font_would_mend_are_one_finding_for_a_file() -> None:
    lines = "\n\n".join(f"a name \u0378{chr(0x2FE0 + number)} here" for number in range(9))
    finding = one(f"first\n\n{lines}\n")
    assert finding.source == Source(file="brief/a.md", line=3)
    assert "10 letters: U+0378" in finding.message
    assert "and 4 more (lines 3, 5, 7, 9, 11, 13 and 3 more)" in finding.message


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("<div>raw</div>", ["<div>raw</div>"]),
        ("a ![house](x.png) b", ["a [house] b"]),
        ("a <b>c</b>", ["a <b>c</b>"]),
        ("see [@nothing 2]", ["see [@nothing 2]"]),
        ("::: bix\ntext\n:::", ["text"]),
        ("[Smith]: https://example.org", ["[Smith]: https://example.org"]),
        ("[^none]", ["[^none]"]),
        ("[text](https://example.org)", ["text (https://example.org)"]),
        ("<https://example.org>", ["https://example.org"]),
        ("a\\\nb", ["ab"]),
        ("    indented\n      code", ["indented\u00a0\u00a0code"]),
        ("```\na * b\n```", ["a\u00a0*\u00a0b"]),
        ("term\n: meaning", ["term", "meaning"]),
        ("a\u0378b", ["a\u0378b"]),
    ],
)
def test_nothing_is_dropped(text: str, printed: list[str]) -> None:
    assert said(text) == printed


def test_a_footnote_nobody_wrote_is_a_warning() -> None:
    finding = one("one\n\ntwo[^2]\n")
    assert (finding.code, finding.severity, str(finding.source)) == (
        "TEXT-footnote",
        Severity.WARNING,
        "brief/a.md:3",
    )


def test_what_only_looks_like_the_call_of_a_footnote_is_none() -> None:
    text = "a \\[^2] b\n"
    assert (said(text), read(text).findings) == (["a [^2] b"], ())


@pytest.mark.parametrize("row", ["|c|d|", "c|d", "|c|", "| c \\| e | d |", "|c|`d`|", ">|c|d|"])
def test_rows_with_as_many_cells_as_the_head_are_fine(row: str) -> None:
    quote = ">" if row.startswith(">") else ""
    assert read(f"{quote}|a|b|\n{quote}|-|-|\n{row}\n").findings == ()


WORDS = st.sampled_from(["alpha", "beta", "gamma", "delta", "epsilon", "zeta"])
MARKS = st.sampled_from(
    ["\n", "\n\n", " ", "*", "**", "_", "`", "# ", "- ", "1. ", "> ", "    ", "|", "\n|-|-|\n", "[", "](",
     ")", "<", ">", "!", "[^", "]: ", "::: ", "\n:::\n", "```\n", "\\", "&", "[@", "]", "~", "---", ": "]
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(st.one_of(WORDS, MARKS), max_size=30))
def test_every_word_is_printed_or_there_is_a_finding(parts: list[str]) -> None:
    text = " ".join(parts) if len(parts) % 2 else "".join(parts)
    found = read(text)
    shown = " ".join(_all_words(found))
    for word in ("alpha", "beta", "gamma", "delta", "epsilon", "zeta"):
        if shown.count(word) < text.count(word):
            assert found.findings, text


def _all_words(found: Read) -> Iterator[str]:
    notes = (block for note in found.paper.notes for block in note)
    for block in (*found.paper.blocks, *notes):
        yield words(block)


def test_headings_are_numbered_as_in_briefs() -> None:
    text = DOUBLE + "# A\n\n## B\n\n## C\n\n### D\n\n#### E\n\n# F {-}\n\n# G\n\n## H\n"
    assert said(text) == ["I. A", "A. B", "B. C", "1. D", "a. E", "F", "II. G", "A. H"]


def test_lists_keep_their_numbers_and_nest() -> None:
    text = "3. three\n4. four\n    - in\n        1. deep\n        2. deeper\n\n* bullet\n"
    assert said(text) == ["3. three", "4. four", "– in", "1. deep", "2. deeper", "• bullet"]


def test_quotation_is_single_spaced_and_indented_in_a_double_spaced_brief() -> None:
    blocks = [b for b in read(DOUBLE + "text\n\n> quoted\n").paper.blocks if isinstance(b, Paragraph)]
    assert [block.look.leading_pt for block in blocks] == [24.0, 15.0]
    assert (blocks[1].look.left_pt, blocks[1].look.right_pt) == (36.0, 36.0)


def test_quotes_become_curly_and_apostrophes_too() -> None:
    assert said("She said \"I won't\" to the 'chief'.") == ["She said “I won’t” to the ‘chief’."]


def test_subsections_do_not_become_copyright_signs() -> None:
    assert said("8 C.F.R. § 1208.16(c) and (r) and (tm)") == [
        "8\u00a0C.F.R.\u00a0§\u00a01208.16(c) and (r) and (tm)"
    ]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("29 I&N Dec. 233", "29\u00a0I&N\u00a0Dec.\u00a0233"),
        ("§ 1208.13", "§\u00a01208.13"),
        ("§§ 1 and 2", "§§\u00a01 and 2"),
        ("480 U.S. 421", "480\u00a0U.S.\u00a0421"),
        ("8 U.S.C. § 1158", "8\u00a0U.S.C.\u00a0§\u00a01158"),
        ("12 F.3d 9", "12\u00a0F.3d\u00a09"),
        ("Mr. Reyes", "Mr.\u00a0Reyes"),
        ("INA § 208", "INA\u00a0§\u00a0208"),
        ("2019--2021", "2019–2021"),
        ("war---and peace", "war—and peace"),
        ("----", "----"),
        ("in 2019 Us", "in 2019 Us"),
        ("on June 20, 2019, or Sept. 3", "on June\u00a020, 2019, or Sept.\u00a03"),
        ("in June 2019 he may 5", "in June 2019 he may 5"),
        ("on 8:30 AM (master)", "on 8:30\u00a0AM (master)"),
        ("by 8:30 a.m. or", "by 8:30\u00a0a.m. or"),
        ("by 8:30 AMERICA", "by 8:30 AMERICA"),
    ],
)
def test_small_typography(typed: str, printed: str) -> None:
    assert typeset(typed) == printed


def test_a_citation_over_a_line_end_is_kept_together_too() -> None:
    assert said("29 I&N\nDec. 233") == ["29\u00a0I&N\u00a0Dec.\u00a0233"]


def test_blanks_are_as_wide_as_they_are_typed() -> None:
    (block,) = read("Date: [__________]").paper.blocks
    assert isinstance(block, Paragraph)
    assert block.words[-1] == Blank(width_pt=60.0)


def test_footnotes_are_numbered_in_the_order_they_are_called() -> None:
    paper = read("a[^x] b[^y]^[inline]\n\n[^y]: second\n\n[^x]: first\n").paper
    (block,) = paper.blocks
    assert isinstance(block, Paragraph)
    assert [word.number for word in block.words if isinstance(word, NoteCall)] == [1, 2, 3]
    assert [words(note[0]) for note in paper.notes] == ["1 first", "2 second", "3 inline"]


def test_tables_keep_a_group_together_and_repeat_their_head() -> None:
    (table,) = [b for b in read("|A|B|\n|-|-|\n|x|1|\n||2|\n|y|3|\n").paper.blocks if isinstance(b, Table)]
    assert table.header == 1
    assert [row.keep_next for row in table.rows] == [False, True, False, False]
    assert [row.rule_above for row in table.rows] == [True, True, False, True]


def test_a_declaration_numbers_paragraphs_and_list_items_but_not_headings() -> None:
    text = "::: paragraphs\none\n\n# Head\n\ntwo\n\n1. three\n2. four\n\n> quoted\n\n- bullet\n:::\n"
    paper = read(text).paper
    marks = [b.mark for b in paper.blocks if isinstance(b, Paragraph) and b.mark]
    assert marks == ["¶1", "¶2", "¶3", "¶4"]
    assert said(text) == ["1. one", "Head", "2. two", "3. three", "4. four", "quoted", "• bullet"]


@pytest.mark.parametrize(
    ("number", "text"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (1999, "MCMXCIX")]
)
def test_roman_numbers(number: int, text: str) -> None:
    assert roman(number) == text


def test_letters_go_on_after_z() -> None:
    assert ordinal(2, 27) == "AA."


@pytest.mark.parametrize(
    "options",
    [
        "size=0",
        "size=-3",
        "size=1e309",
        "size=nan",
        "size=99999999",
        "leading=0",
        "indent=9999",
        "after=inf",
        "size=x",
        'size="',
    ],
)
def test_foolish_options_still_print_the_text(options: str) -> None:
    found = read(f"::: center {options}\ntext\n:::\n")
    laid, _ = lay(found.paper, "x", 1)
    assert 1 <= len(laid.pages) <= 2


@pytest.mark.parametrize("options", ["gap=9999", "shares=0,0", "shares=9999,0.001", "shares=,", "gap=-1"])
def test_foolish_columns_still_print_the_text(options: str) -> None:
    text = f":::: columns {options}\n::: column\nleft\n:::\n::: column\nright\n:::\n::::\n"
    found = read(text)
    laid, _ = lay(found.paper, "x", 1)
    assert said(text) == ["left | right"]
    assert len(laid.pages) == 1


def test_a_paper_without_end_is_refused() -> None:
    with pytest.raises(TemplateError, match="more than 3000 pages"):
        lay(read("::: space 600\n:::\n\n" * 4000).paper, "x", 1)


@pytest.mark.parametrize(
    ("text", "line"),
    [("These:\na. one\nb. two\n", 2), ("1. These:\n    (a) one\n    (b) two\n", 2), ("a) one\nb) two", 1)],
)
def test_a_list_typed_with_letters_is_told_for_it_runs_on(text: str, line: int) -> None:
    found = one(text)
    assert (found.code, found.severity) == ("TEXT-list", Severity.WARNING)
    assert found.source == Source(file="brief/a.md", line=line)


@pytest.mark.parametrize("text", ["a. one\n\nb. two\n", "from\na. one\nand two\n", "1. one\n    1. two\n"])
def test_what_does_not_run_on_is_not_told_as_a_list(text: str) -> None:
    assert read(text).findings == ()


def test_bullets_below_a_paragraph_of_a_declaration_hang_where_its_words_begin() -> None:
    text = "These were taken:\n\n- the table;\n- the scale:\n    - of iron.\n"
    blocks = [b for b in read(f":::: paragraphs\n{text}::::\n").paper.blocks if isinstance(b, Paragraph)]
    hung = [b.look.left_pt + b.look.first_pt - b.bullet_pt for b in blocks]
    assert hung[1] == hung[2] == blocks[0].look.first_pt
    assert hung[3] > hung[2]


def test_the_number_of_a_footnote_follows_without_a_space() -> None:
    for text in ("It ended. [^1] Then.", "It ended.\n[^1] Then.", "*It ended.* [^1] Then."):
        (paragraph,) = read(f"{text}\n\n[^1]: Note.\n").paper.blocks
        assert isinstance(paragraph, Paragraph)
        before, call = paragraph.words[:2] if "*" not in text else paragraph.words[-3:-1]
        assert isinstance(call, NoteCall)
        assert isinstance(before, Span)
        assert not before.text.endswith(" ")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("> 1. one\n> 2. two\n", ["1. one", "2. two"]),
        ("1. one\n    1. two\n        1. three\n", ["1. one", "(a) two", "1. three"]),
        ("- one\n    1. two\n", ["• one", "(a) two"]),
        ("> - one\n>     - two\n", ["• one", "– two"]),
        (":::: paragraphs\n1. one\n    1. two\n::::\n", ["1. one", "(a) two"]),
        (":::: paragraphs\nHe read:\n\n> 1. one\n::::\n", ["1. He read:", "1. one"]),
    ],
)
def test_a_list_is_lettered_only_inside_another_list(text: str, printed: list[str]) -> None:
    assert said(text) == printed


def test_a_list_in_a_footnote_keeps_its_numbers() -> None:
    (note,) = read("Text.[^1]\n\n[^1]: These:\n\n    1. one\n    2. two\n").paper.notes
    assert [words(block) for block in note[1:]] == ["1. one", "2. two"]


def test_words_that_were_to_be_struck_out_are_told_and_print_with_their_signs() -> None:
    found = one("one\ntwo ~~three four~~ five\n")
    assert (found.code, found.source) == ("TEXT-unsupported", Source(file="brief/a.md", line=2))
    assert said("two ~~three~~ five\n") == ["two ~~three~~ five"]
    for text in ("\\~~three~~", "`~~three~~`", "a ~~ b ~~ c", "about ~20"):
        assert read(text).findings == (), text
