"""From blocks to passages and back: where in a paper authorities are used, and on which page that is.

Each use is numbered, and its number is put on the word it begins with; layout carries numbers to pages.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from asylum_packet.findings import Finding, Severity, Source
from asylum_packet.papers.authorities import used
from asylum_packet.papers.authorities_values import Passage, Use, Used
from asylum_packet.papers.blocks import (
    Authorities,
    Block,
    Box,
    Inline,
    LineBreak,
    NoteCall,
    Paper,
    Paragraph,
    Row,
    Span,
    Table,
    Together,
)
from asylum_packet.sheets import Mark
from asylum_packet.values import replace

_Starts = Sequence[tuple[int, int]]
"""Offsets in a passage, rising, and the number of the use that begins at each."""


def numbered(paper: Paper) -> tuple[Paper, Used]:
    """Find the uses of authorities in a paper and number the words they begin with."""
    body = tuple(_paragraphs(paper.blocks))
    notes = (
        replace(_passage(one), is_note=True, note=number)
        for number, note in enumerate(paper.notes, start=1)
        for one in _paragraphs(note)
    )
    passages = [*map(_passage, body), *notes]
    found = used(passages)
    if not found.uses:
        return paper, found
    starts: list[list[tuple[int, int]]] = [[] for _ in passages]
    for number, use in enumerate(found.uses):
        starts[use.passage].append((use.start, number))
    waiting = iter(starts)
    marked = replace(
        paper,
        blocks=_all_marked(paper.blocks, waiting),
        notes=tuple(_all_marked(note, waiting) for note in paper.notes),
        uses=found.uses,
    )
    return marked, found


def strays(found: Used) -> tuple[Finding, ...]:
    """Warn of what looks like a citation and could not be placed."""
    return tuple(
        Finding(
            code="CITE-authority-unplaced",
            severity=Severity.WARNING,
            message=f"'{stray.text}' is not in the table of authorities: {stray.why}",
            source=stray.source,
            fix=stray.fix,
        )
        for stray in found.strays
    )


def pages_of(uses: Sequence[Use], marks: Sequence[Mark]) -> tuple[tuple[Use, int], ...]:
    """Give each use with the page it is on, 1-based inside the paper; 0 where it is on none."""
    first: dict[str, int] = {}
    for mark in marks:
        first.setdefault(mark.name, mark.page)
    return tuple((use, first.get(str(number), 0)) for number, use in enumerate(uses))


def _paragraphs(blocks: Sequence[Block] | Iterator[Block]) -> Iterator[Paragraph]:
    """Yield every paragraph, in the order in which `_marked` meets them."""
    for block in blocks:
        match block:
            case Paragraph():
                yield block
            case Together(blocks=inner) | Box(blocks=inner) | Authorities(head=inner):
                yield from _paragraphs(inner)
            case Table(rows=rows):
                yield from _paragraphs(one for row in rows for cell in row.cells for one in cell)
            case _:
                pass


def _passage(paragraph: Paragraph) -> Passage:
    """Read the text of a paragraph; what is no word counts as one space."""
    parts: list[str] = []
    lines: list[tuple[int, Source]] = []
    records: list[tuple[int, int]] = []
    slanted: list[tuple[int, int]] = []
    calls: list[tuple[int, int]] = []
    at = 0
    for word in paragraph.words:
        text = word.text if isinstance(word, Span) else "\n" if isinstance(word, LineBreak) else " "
        if isinstance(word, Span):
            lines += ((at + offset, source) for offset, source in word.written)
            if word.target:
                records.append((at, at + len(text)))
            elif word.italic:
                slanted.append((at, at + len(text)))
        elif isinstance(word, NoteCall):
            calls.append((at, word.number))
        parts.append(text)
        at += len(text)
    if not lines and paragraph.source:
        lines.append((0, paragraph.source))
    return Passage(
        text="".join(parts),
        lines=tuple(lines),
        records=tuple(records),
        slanted=tuple(slanted),
        calls=tuple(calls),
    )


def _all_marked(blocks: Sequence[Block], waiting: Iterator[_Starts]) -> tuple[Block, ...]:
    """Number the words of neighbouring blocks."""
    return tuple(_marked(block, waiting) for block in blocks)


def _marked(block: Block, waiting: Iterator[_Starts]) -> Block:
    """Number the words of a block; every paragraph takes the next list of starts."""
    match block:
        case Paragraph():
            starts = next(waiting)
            return replace(block, words=tuple(_with_numbers(block.words, starts))) if starts else block
        case Together() | Box():
            return replace(block, blocks=_all_marked(block.blocks, waiting))
        case Authorities():
            return replace(block, head=_all_marked(block.head, waiting))
        case Table():
            return replace(block, rows=tuple(_row(row, waiting) for row in block.rows))
        case _:
            return block


def _row(row: Row, waiting: Iterator[_Starts]) -> Row:
    """Number the words of a row."""
    return replace(row, cells=tuple(_all_marked(cell, waiting) for cell in row.cells))


def _with_numbers(words: Sequence[Inline], starts: _Starts) -> Iterator[Inline]:
    """Cut spans where uses begin, always at the head of a word, so that no word is set in two pieces."""
    at, done = 0, 0
    for word in words:
        if not isinstance(word, Span):
            at += 1
            continue_with: Sequence[Inline] = (word,)
        else:
            end = bisect_right(starts, (at + len(word.text) - 1, len(starts) + starts[-1][1]))
            continue_with = tuple(_cut(word, [(start - at, number) for start, number in starts[done:end]]))
            done, at = end, at + len(word.text)
        yield from continue_with


def _cut(span: Span, starts: _Starts) -> Iterator[Span]:
    """Cut one span; starts that fall into one word share it."""
    heads: dict[int, tuple[int, ...]] = {}
    for start, number in starts:
        head = max(span.text.rfind(sign, 0, start) for sign in " \t\n") + 1
        heads[head] = (*heads.get(head, ()), number)
    cuts = [*heads, len(span.text)]
    if not heads or cuts[0] > 0:
        yield replace(span, text=span.text[: cuts[0]])
    for (head, numbers), end in zip(heads.items(), cuts[1:], strict=True):
        yield replace(span, text=span.text[head:end], uses=numbers, written=())
