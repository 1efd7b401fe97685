"""A brief that goes to Word and comes back prints the same: every word, every face, in the same order."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asylum_packet.findings import Source
from asylum_packet.papers.blocks import Block, Paragraph, Span, Table
from asylum_packet.papers.cites import Citing
from asylum_packet.papers.origins import Traced
from asylum_packet.papers.reading import Read, Reader
from asylum_packet.values import replace
from asylum_packet.word.documents import Sheet, document
from asylum_packet.word.importing import Imported, read_brief
from tests.support.papers_case import papers_case

CASE = papers_case()
STYLE = "::: style spacing=double headings=numbered\n:::\n\n"


def read(text: str) -> Read:
    """Read a text as a section of a brief."""
    text = STYLE + text
    origins = tuple(Source(file="brief/a.md", line=n) for n, _ in enumerate(text.split("\n"), start=1))
    return Reader(
        Traced(text=text, origins=origins), Citing(CASE, None, {"farm-gate/original": 1}, {})
    ).read()


def there_and_back(text: str, folder: Path) -> tuple[Read, Read, Imported]:
    """Read a text, write it for Word, import that, and read what came back."""
    before = read(text)
    assert not before.findings, (text, before.findings)
    path = folder / "brief.docx"
    path.write_bytes(document([Sheet(paper=before.paper, sections=frozenset({"brief/a.md"}))], first_page=1))
    imported = read_brief(path)
    back = "\n\n".join(one.text for one in imported.texts)
    return before, read(back), imported


def leveled(blocks: tuple[Block, ...]) -> list[object]:
    """Give blocks so that they can be compared: how many spans words are cut into makes no difference."""
    found: list[object] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            words = [_unbold(word) for word in block.words] if block.look.bold else block.words
            found.append(replace(block, words=tuple(_joined(words))))
        elif isinstance(block, Table):
            found.append([[leveled(cell) for cell in row.cells] for row in block.rows])
        else:
            found.append(block)
    return found


def _unbold(word):
    return replace(word, bold=False) if isinstance(word, Span) else word


def _joined(words):
    last = None
    for word in words:
        if isinstance(word, Span) and last is not None and replace(word, text=last.text) == last:
            last = replace(last, text=last.text + word.text)
            continue
        if last is not None:
            yield last
        last = word if isinstance(word, Span) else None
        if last is None:
            yield word
    if last is not None:
        yield last


def judge(text: str, folder: Path) -> None:
    before, after, imported = there_and_back(text, folder)
    back = "\n\n".join(one.text for one in imported.texts)
    assert not after.findings, (text, back, after.findings)
    assert leveled(after.paper.blocks) == leveled(before.paper.blocks), (text, back)
    notes = [leveled(note) for note in before.paper.notes]
    assert [leveled(note) for note in after.paper.notes] == notes, (text, back)
    lost = {one.code for one in imported.findings} - {"WORD-made", "WORD-running"}
    assert not lost, (lost, text, back)


@pytest.mark.parametrize(
    "text",
    [
        "*a*b **c** ***d*** *e **f** g* **h *i* j** x*y*z",
        "*Matter of A-B-*, 1 (*id.*) *'quoted'* **(bold)** *end*.",
        "[Small *caps* here]{.smallcaps} [under **bold**]{.underline}",
        "\\*not emphasis\\* \\_nor this\\_ \\[nor a link](x) \\`nor code\\` 1\\. 2 < 3 & 4 &amp;amp; \\<b>",
        "`code` and `` a`b `` and `x|y`",
        "<https://example.org/a> [b](https://example.org/c) [*d* e](https://example.org/f_g) <a@example.org>",
        "See [@farm-gate] and [@farm-gate 1]; *see* [@police-report 1-2; @farm-gate].",
        "[___] and [______________]",
        "one\\\ntwo  \nthree",
        "1\\. not a list\n\n\\# not a heading\n\n\\> not a quotation\n\n\\- no\n\n\\+ no\n\n2\\) no\n\n\\---",
        "\\: no\n\n\\~ no\n\n\\| no\n\n= no\n\n\\~~~\n\n\\``` no",
        "{% raw %}{{ braces }} {% and %} {# more #}{% endraw %}"
        .replace("{% raw %}", "").replace("{% endraw %}", "").replace("{", "\\{"),
        "1. a\n2. b\n   - c\n   - d\n\n     e\n3. f\n\ng\n\n7) h\n8) i",
        "- a\n\n  b\n- c\n  1. d\n  2. e\n     - f",
        "> a\n>\n> b\n>\n> > c\n>\n> d\n\ne\n\n> f",
        "> 1. a\n> 2. b\n>\n> c",
        "1. a\n\n   > b\n\n   c\n2. d",
        "Term\n: meaning\n\nOther *term*\n: one\n\n: two",
        "| A | *B* |\n|:-:|--:|\n| a\\|b | **c** |\n| | d<br>e |",
        "| | |\n|---|---|\n| no | head |",
        "```\na  b\n\n  c `d`\n```",
        "a\n\n---\n\nb",
        "a[^1] b[^x]\n\n[^1]: note *c*\n\n    more\n\n[^x]: see [@farm-gate]",
        "a[^1]\\(b) c[^1]\\: d\n\n[^1]: e",
        "# H *i*\n\n## J {-}\n\n### K [^1]\n\na\n\n# L\n\n## M\n\n[^1]: n",
        "\u05e9\u05dc\u05d5\u05dd 12 \u05e2\u05d5\u05dc\u05dd and *\u0645\u0631\u062d\u0628\u0627*.",
        "::: center\na\n\n**b**\n:::\n\n::: right\nc\n:::",
        "\u201ccurly\u201d \u2018quotes\u2019 it\u2019s \u2013 \u2014 \u00a7\u00a0208 \u00b6 4",
        "a " * 120 + "- b 1. c # d > e + f = g : h | i",
    ],
)  # fmt: skip
def test_what_a_brief_may_hold_comes_back_as_it_was(text, tmp_path):
    judge(f"# Heading\n\n{text}" if not text.startswith("# ") else text, tmp_path)


_WORD = st.text(alphabet="abcxyz", min_size=1, max_size=4)
_TOKEN = st.one_of(
    _WORD,
    _WORD.map(lambda w: f"*{w}*"),
    _WORD.map(lambda w: f"**{w}**"),
    _WORD.map(lambda w: f"***{w}***"),
    _WORD.map(lambda w: f"[{w}]{{.smallcaps}}"),
    _WORD.map(lambda w: f"*{w} **{w}** {w}*"),
    _WORD.map(lambda w: f"`{w}`"),
    _WORD.map(lambda w: f"[{w}](https://example.org/{w})"),
    st.sampled_from(
        ["[@farm-gate]", "[____]", "\\*", "\\_", "\\[", "(", ")", "\\#", "\\>", "-", "--", "\\+", "1\\.", ";",
         "\\|", "\\{\\{", "\\{\\%", "\\{\\#", "}}", "&", "\\<", "'", '"', "\\~\\~", "=", "\\:", "\u00a7 208",
         "[^n]", "\u05e9\u05dc", "\\\\", "a\\\nb"]
    ),
)  # fmt: skip
_INLINE = st.lists(_TOKEN, min_size=1, max_size=10).map(" ".join).map(lambda text: f"a {text} z")
_FLAT = _INLINE.map(lambda text: text.replace("\\\n", " "))


def _indented(text: str, first: str, rest: str) -> str:
    return first + text.replace("\n", "\n" + rest)


_LIST = st.recursive(
    st.lists(_FLAT, min_size=1, max_size=3),
    lambda inner: st.lists(st.tuples(_FLAT, inner), min_size=1, max_size=2),
    max_leaves=4,
)


def _list(entries, *, ordered: bool) -> str:
    lines = []
    for number, entry in enumerate(entries, start=1):
        text, below = entry if isinstance(entry, tuple) else (entry, None)
        marker = f"{number}. " if ordered else "- "
        whole = text if below is None else f"{text}\n\n{_list(below, ordered=not ordered)}"
        lines.append(_indented(whole, marker, " " * len(marker)))
    return "\n\n".join(lines)


_BLOCK = st.one_of(
    _INLINE,
    _FLAT.map(lambda text: f"## {text}"),
    _FLAT.map(lambda text: f"### {text} {{-}}"),
    st.lists(_INLINE, min_size=1, max_size=2).map(lambda ps: _indented("\n\n".join(ps), "> ", "> ")),
    st.tuples(_LIST, st.booleans()).map(lambda pair: _list(pair[0], ordered=pair[1])),
    st.tuples(_FLAT, _FLAT).map(lambda pair: f"| {pair[0]} | b |\n|---|:-:|\n| c | {pair[1]} |"),
    st.tuples(_FLAT, _FLAT).map(lambda pair: f"{pair[0]}\n: {pair[1]}"),
    st.just("---"),
    st.just("```\na  b\n c\n```"),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(blocks=st.lists(_BLOCK, min_size=1, max_size=5))
def test_any_brief_comes_back_as_it_was(blocks, tmp_path):
    text = "# Heading\n\n" + "\n\nbetween\n\n".join(blocks)
    if "[^n]" in text:
        text += "\n\n[^n]: the note"
    judge(text, tmp_path)
