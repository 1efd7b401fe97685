"""The table of authorities as blocks: grouped, sorted, names in italics, dots, and pages that lead there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from asylum_packet.papers.authorities import entries, grouped
from asylum_packet.papers.authorities_places import pages_of
from asylum_packet.papers.authorities_values import Authority, Entry, Use
from asylum_packet.papers.blocks import Align, Block, Look, Paragraph, Span
from asylum_packet.papers.typography import typeset
from asylum_packet.sheets import Mark, Target

_HANG_PT = 28.0
_LINE = Look(left_pt=_HANG_PT, first_pt=-_HANG_PT, before_pt=2.0, after_pt=4.0)
_GROUP = Look(before_pt=12.0, after_pt=4.0, bold=True, keep_next=True)
_FATE = re.compile(r"(?<=, )([a-z][a-z' ]+(?:, [a-z][a-z' ]+)*)(?=, \d)")
_PAGES = Look(align=Align.RIGHT, after_pt=0.0, keep_next=True)


def table(uses: Sequence[Use], marks: Sequence[Mark], key: str, first_page: int) -> Iterator[Block]:
    """Give the blocks of the table.

    Args:
        uses: The uses of authorities in the paper.
        marks: Where they came to lie in the last round; none in the first.
        key: The paper's key in the packet, for links.
        first_page: The packet's number of its first page.
    """
    targets: dict[int, Target] = {}
    for mark in marks:
        number = first_page + mark.page - 1
        targets.setdefault(number, Target(piece=key, page=mark.page))
    pages = [first_page + page - 1 if page else 0 for _, page in pages_of(uses, marks)]
    lines = entries(uses, pages)
    for index, (group, inside) in enumerate(grouped(lines)):
        if not index:
            yield Paragraph(words=(Span(text="Page(s)", bold=True),), look=_PAGES)
        yield Paragraph(words=(Span(text=group.value, bold=True),), look=_GROUP)
        for line in inside:
            yield _line(line, targets)


def _line(line: Entry, targets: dict[int, Target]) -> Paragraph:
    """Set one line: the name of a case in italics, its citation, and its pages."""
    return Paragraph(words=tuple(_words(line.authority)), look=_LINE, leader=tuple(_leader(line, targets)))


def _words(authority: Authority) -> Iterator[Span]:
    """Set the name of a case and what became of it ("vacated") in italics."""
    if not authority.name:
        yield Span(text=_printed(authority.label))
        return
    yield Span(text=_printed(authority.name), italic=True)
    for index, part in enumerate(_FATE.split(f", {authority.label}")):
        if part:
            yield Span(text=_printed(part), italic=index % 2 == 1)


def _printed(text: str) -> str:
    """Put small typography into a citation."""
    return typeset(text.replace("'", "’"))


def _leader(line: Entry, targets: dict[int, Target]) -> Iterator[Span]:
    """Give the pages of a line, or "passim"; each leads to its page."""
    if line.is_passim:
        yield Span(text="passim", italic=True, target=targets.get(line.pages[0]))
        return
    if not line.pages:
        # Before anything is laid out; a number as wide as most.
        yield Span(text="00")
    for index, page in enumerate(line.pages):
        if index:
            yield Span(text=",\u00a0")
        yield Span(text=str(page), target=targets.get(page))
