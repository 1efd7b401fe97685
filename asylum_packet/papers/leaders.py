"""Leaders: the dots and page numbers that end a line of a table of contents or authorities."""

from __future__ import annotations

from math import ceil

from asylum_packet.papers.blocks import Paragraph
from asylum_packet.papers.bullets import simple
from asylum_packet.papers.lines import pieces_of
from asylum_packet.papers.slabs import Ink, Text


def leader_width(paragraph: Paragraph) -> float:
    """Keep room for a leader's page numbers and a few dots."""
    if not paragraph.leader:
        return 0.0
    pieces = pieces_of(paragraph.leader, paragraph.look.size_pt, bold=False)
    # In steps, so that lines break the same when a number changes.
    return max(40.0, 20.0 * ceil((sum(piece.width_pt for piece in pieces) + 10.0) / 20.0))


def leader(paragraph: Paragraph, x: float, measure: float, base: float) -> tuple[Ink, ...]:
    """Set dots and page numbers at the right margin."""
    size = paragraph.look.size_pt
    right = paragraph.look.left_pt + measure
    numbers = pieces_of(paragraph.leader, size, bold=False)
    wide = sum(piece.width_pt for piece in numbers)
    dot = simple(". ", size)
    # Dots stand on a grid from the right margin, so that they line up from entry to entry.
    grid = right - 36.0
    while grid > right - wide - 4.0:
        grid -= dot.width_pt
    count = max(0, int((grid - x - 6.0) / dot.width_pt))
    ink: list[Ink] = []
    at = right - wide
    for piece in numbers:
        ink.append(Text(x_pt=at, down_pt=base, piece=piece))
        at += piece.width_pt
    if count:
        dots = simple(". " * count, size)
        ink.append(Text(x_pt=grid - dots.width_pt, down_pt=base, piece=dots))
    return tuple(ink)
