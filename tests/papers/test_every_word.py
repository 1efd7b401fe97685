"""Any Markdown either becomes pages with all its words, in order, or is refused with a line."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asylum_packet.findings import Source
from asylum_packet.papers.cites import Citing
from asylum_packet.papers.draw import draw
from asylum_packet.papers.laying import lay
from asylum_packet.papers.origins import Traced
from asylum_packet.papers.reading import Read, Reader
from asylum_packet.sheets import Sheets
from tests.papers.sheets import texts
from tests.support.papers_case import papers_case

CASE = papers_case()
STYLE = "::: style spacing=double headings=numbered\n:::\n\n"
WORD = re.compile(r"q[a-z]{2}\d+z")
"""Words that nothing of ours prints: "qab12z", each used once in a text, so that their order can be told."""


def typeset(text: str) -> tuple[Read, str]:
    """Typeset a text and read its pages back with a library that did not make them."""
    origins = tuple(Source(file="brief/a.md", line=n) for n, _ in enumerate(text.split("\n"), start=1))
    traced = Traced(text=text, origins=origins)
    read = Reader(traced, Citing(CASE, None, {"farm-gate/original": 1}, {})).read()
    laid, _ = lay(read.paper, "brief/body", 1)
    pages = texts(Sheets(pdf=draw((laid,)), count=len(laid.pages)))
    return read, "\n".join(pages)


def words(text: str) -> list[str]:
    """List the test words of a text; small capitals print as capitals, and long ones are cut at line ends."""
    return WORD.findall(re.sub(r"\s", "", text.replace("\u00ad", "")).lower())


def judge(text: str, *, ordered: bool = True) -> None:
    read, printed = typeset(STYLE + text)
    assert all(finding.source is not None and finding.source.line for finding in read.findings), text
    if read.findings:
        return
    found, asked = words(printed), words(text)
    assert Counter(found) == Counter(asked), text
    if ordered:
        assert found == asked, text


@pytest.mark.parametrize(
    "text",
    [
        "Setext qaa1z\n===\n\nqaa2z\n---\n\nqaa3z",
        "    code qaa1z\n\n\tqaa2z\n\n```\nqaa3z\n\n   qaa4z\n```\n\n~~~\nqaa5z",
        "> qaa1z\nqaa2z\n> > qaa3z\n\n> - qaa4z\n>   qaa5z",
        "1. qaa1z\n\n   qaa2z\n\n       qaa3z\n2) qaa4z\n\n10. qaa5z\n0. qaa6z",
        "- qaa1z\n- - qaa2z\n  - 3. qaa3z\n+ qaa4z\n* # qaa5z\n\n  - - - qaa6z",
        "*qaa1z **qaa2z*** qaa3z** __qaa4z _qaa5z___ ***qaa6z*qaa7z**",
        "`` qaa1z ` qaa2z `` `qaa3z\nqaa4z` ` `",
        "qaa1z  \nqaa2z\\\nqaa3z\nqaa4z",
        "\\*qaa1z\\* &amp;qaa2z &copy; &#35;qaa3z &nosuch; qaa4z",
        "<https://x.org/qaa1z> [qaa2z](https://x.org/qaa3z) [qaa4z] [qaa5z][qaa6z]",
        "[qaa1z]: https://x.org\n\n[qaa1z2z] qaa2z",
        "# qaa1z #\n## qaa2z {-}\n####### qaa3z\n#qaa4z\n###### qaa5z",
        "***\n---\n___\nqaa1z\n***",
        "| qaa1z | qaa2z |\n|:--|--:|\n| qaa3z \\| qaa4z | qaa5z |\n| qaa6z |",
        "qaa1z\n: qaa2z\n\n  qaa3z\n: qaa4z\n\nqaa5z\n\n~ qaa6z",
        "[qaa1z *qaa2z*]{.smallcaps} [qaa3z]{.underline}[qaa4z]{.none}",
        "qaa1z[______]qaa2z [@farm-gate] qaa3z",
        "\u201cqaa1z\u201d 'qaa2z' \"qaa3z \u2018qaa4z\u2019\" -- qaa5z --- qaa6z... qaa7z",
        "::: center\nqaa1z\n:::\n\n:::: keep\n> qaa2z\n\n- qaa3z\n::::\n\n::: single\nqaa4z\n:::",
        "::: box\nqaa1z\n:::\n\n::: right\nqaa2z\n:::\n::: signature x\nqaa3z\n:::",
        "qaa1z \u05e9\u05dc\u05d5\u05dd qaa2z",
    ],
)
def test_markdown_as_its_specification_shows_it_prints_every_word_in_order(text: str) -> None:
    judge(text)


@pytest.mark.parametrize(
    "text",
    [
        "qaa1z[^a] qaa2z\n\n[^a]: qaa3z\n\n    qaa4z\n\nqaa5z",
        "qaa1z^[qaa2z] qaa3z",
        "qaa1z[^a] qaa2z\n\n[^a]: qaa3z ^[qaa4z] qaa5z\n    : qaa6z[^b]\n\n[^b]: - qaa7z",
        "^[qaa1z ^[qaa2z ^[qaa3z]]] qaa4z[^a]\n\n[^a]: qaa5z[^a]",
        "qaa1z[^a] qaa2z[^a][^b]\n\nqaa3z[^b]\n\n[^a]: qaa4z[^b]\n\n[^b]: qaa5z",
        ":::: columns\n::: column\nqaa1z\n\nqaa2z\n:::\n::: column\nqaa3z\n:::\n::::\n\nqaa4z",
    ],
)
def test_notes_and_columns_print_every_word_in_their_own_place(text: str) -> None:
    judge(text, ordered=False)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("qaa1z\n\n<div>qaa2z</div>", 3),
        ("qaa1z <b>qaa2z</b>", 1),
        ("qaa1z\n\n![qaa2z](x.png)", 3),
        ('qaa1z\n[qaa2z](https://x.org "qaa3z")', 2),
        ("qaa1z\n\n[^n]: qaa2z", 3),
        ("qaa1z\n\n``` qaa2z\nqaa3z\n```", 3),
        ("qaa1z\n\n| a |\n|---|\n| b | qaa2z |", 5),
        ("> " * 60 + "qaa1z", 1),
        ("qaa1z [@qaa2z]", 1),
    ],
)
def test_what_cannot_be_printed_is_refused_at_its_line(text: str, line: int) -> None:
    read, _ = typeset(text)
    assert line in {finding.source.line for finding in read.findings if finding.source}


# A small grammar: inline pieces, then blocks of them, then blocks inside blocks.
_INLINE = st.lists(
    st.sampled_from(
        ["W", "*W*", "**W**", "`W`", "[W]{.smallcaps}", "[W](https://x.org)", "\\*W", '"W"', "W--W", "§ W",
         "*W **W** W*", "[___]", "[@farm-gate]", "W  \n", "W\\\n", "~W~", "(W)", "W;", "W\n", "<W", "W&W"]
    ),
    min_size=1,
    max_size=25,
).map(" ".join)  # fmt: skip
_SIMPLE = st.one_of(
    _INLINE,
    _INLINE.map(lambda s: "# " + s.replace("\n", " ")),
    _INLINE.map(lambda s: "### " + s.replace("\n", " ")),
    _INLINE.map(lambda s: s.replace("\n", " ") + "\n---"),
    st.just("---"),
    st.just("```\nW  W\n\n W\n```"),
    st.tuples(_INLINE, _INLINE).map(
        lambda pair: "| {} | {} |\n|---|:-:|\n| W | W |".format(*(s.replace("\n", " ") for s in pair))
    ),
    _INLINE.map(lambda s: f"W\n: {s}"),
)


def _indented(text: str, first: str, rest: str) -> str:
    return first + text.replace("\n", "\n" + rest)


def _nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(inner, min_size=1, max_size=4).map("\n\n".join)
    return st.one_of(
        several.map(lambda s: _indented(s, "> ", "> ")),
        several.map(lambda s: _indented(s, "- ", "  ")),
        several.map(lambda s: _indented(s, "7. ", "   ")),
        several.map(lambda s: f":::::: keep\n{s}\n::::::"),
        several.map(lambda s: f":::::: center\n{s}\n::::::"),
    )


_BLOCKS = st.lists(st.recursive(_SIMPLE, _nested, max_leaves=8), min_size=1, max_size=8).map("\n\n".join)


def numbered(text: str) -> str:
    """Give every word of a text a number of its own."""
    parts = text.split("W")
    return "".join(f"{part}qaa{n}z" for n, part in enumerate(parts[:-1])) + parts[-1]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(_BLOCKS)
def test_whatever_is_written_prints_every_word_in_order_or_is_refused_with_a_line(text: str) -> None:
    judge(numbered(text))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="W*_`#>-+1.)[](){}!<>|:~^\\&;\"' \n\t", max_size=120))
def test_so_does_what_is_no_sense_at_all(text: str) -> None:
    judge(numbered(text), ordered=False)
