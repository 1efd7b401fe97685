"""Slabs: strips of a paper that a page break never cuts, and everything that lies on them.

A line of text is a slab, so is a row of a table or a box. Places inside a slab are measured from its left
edge and downwards from its top, in points; only `draw.py` knows where on a page a slab came to lie.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from asylum_packet.papers.lines import Piece
from asylum_packet.values import Struct, replace


class Text(Struct, frozen=True):
    """A piece of text: its left edge and its baseline."""

    x_pt: float
    down_pt: float
    piece: Piece


class Stroke(Struct, frozen=True, kw_only=True):
    """A straight line between two points."""

    x_pt: float
    down_pt: float
    to_x_pt: float
    to_down_pt: float
    weight_pt: float = 0.6


class Title(Struct, frozen=True, kw_only=True):
    """A heading that begins in a slab."""

    down_pt: float
    level: int
    title: str


class Spot(Struct, frozen=True, kw_only=True):
    """A named spot that cites point at."""

    down_pt: float
    name: str


class Signing(Struct, frozen=True, kw_only=True):
    """A place to sign."""

    name: str
    who: str


class Cited(Struct, frozen=True, kw_only=True):
    """A use of an authority begins here; its number in the paper."""

    down_pt: float
    number: int


Ink = Text | Stroke
Note = Title | Spot | Signing | Cited


class Slab(Struct, frozen=True, kw_only=True):
    """A strip of a page. `before_pt` is room above it, dropped at the head of a page.

    `may_end` says that a page may end below it; `calls` are the footnotes it calls; `header` repeats above it
    where a page begins with it. One of several strips of a row of a table has the left edges of its columns
    in `edges`; all but the first of them go on.
    """

    height_pt: float
    before_pt: float = 0.0
    ink: tuple[Ink, ...] = ()
    notes: tuple[Note, ...] = ()
    calls: tuple[int, ...] = ()
    may_end: bool = True
    header: tuple[Slab, ...] = ()
    edges: tuple[float, ...] = ()
    goes_on: bool = False
    new_page: bool = False
    begins_body: bool = False
    ends_body: bool = False


def shifted(ink: Iterable[Ink], x_pt: float, down_pt: float) -> tuple[Ink, ...]:
    """Move ink to the right and down."""
    return tuple(_shift(one, x_pt, down_pt) for one in ink)


def _shift(one: Ink, x_pt: float, down_pt: float) -> Ink:
    """Move one text or stroke."""
    x, down = one.x_pt + x_pt, one.down_pt + down_pt
    if isinstance(one, Text):
        return Text(x, down, one.piece)
    return replace(one, x_pt=x, down_pt=down, to_x_pt=one.to_x_pt + x_pt, to_down_pt=one.to_down_pt + down_pt)


def _lowered(note: Note, down_pt: float) -> Note:
    """Move a heading or spot down."""
    return note if isinstance(note, Signing) else replace(note, down_pt=note.down_pt + down_pt)


def joined(slabs: Sequence[Slab]) -> Slab:
    """Make one slab of several, one below the other; the room above the first stays room above."""
    if not slabs:
        return Slab(height_pt=0.0)
    if len(slabs) == 1:
        return slabs[0]
    placed: list[tuple[float, Slab]] = []
    notes: list[Note] = []
    down = 0.0
    for index, slab in enumerate(slabs):
        down += slab.before_pt if index else 0.0
        placed.append((down, slab))
        notes += (_lowered(note, down) for note in slab.notes)
        down += slab.height_pt
    return Slab(
        height_pt=down,
        before_pt=slabs[0].before_pt,
        ink=tuple(one for top, ink in in_reading_order(placed) for one in shifted(ink, 0.0, top)),
        notes=tuple(notes),
        calls=tuple(call for slab in slabs for call in slab.calls),
        may_end=slabs[-1].may_end,
    )


def held(slabs: Sequence[Slab], *, with_last: bool) -> tuple[Slab, ...]:
    """Forbid page breaks between slabs; `with_last` forbids it below the last one too."""
    last = len(slabs) - 1
    return tuple(
        replace(slab, may_end=slab.may_end and index == last and not with_last)
        for index, slab in enumerate(slabs)
    )


def beside(columns: Sequence[tuple[float, Sequence[Slab]]], *, whole_pt: float) -> tuple[Slab, ...]:
    """Lay columns of slabs side by side, cut into strips wherever that keeps every slab whole.

    Columns up to `whole_pt` tall, which no page parts, are one strip. Those of taller ones are read column by
    column all the same (`in_reading_order`): "78" would stand in the midst of a title beside it.

    Args:
        columns: The left edge of each column in points, and its slabs.
        whole_pt: How tall they may be to stay whole, in points.
    """
    laid = [(x_pt, _placed(slabs)) for x_pt, slabs in columns]
    bottom = max((end for _, placed in laid for _, end, _ in placed), default=0.0)
    if bottom <= whole_pt:
        return (_strip(laid, 0.0, bottom),)
    cuts = _common_cuts([placed for _, placed in laid], bottom)
    edges = tuple(x_pt for x_pt, _ in columns)
    strips = (_strip(laid, above, below) for above, below in pairwise(cuts))
    return tuple(replace(one, edges=edges, goes_on=index > 0) for index, one in enumerate(strips))


def in_reading_order(placed: Iterable[tuple[float, Slab]]) -> Iterator[tuple[float, Sequence[Ink]]]:
    """Yield what lies on slabs as it is read, each with its top: the strips of a row column by column."""
    row: list[tuple[float, Slab]] = []
    for top, slab in placed:
        if row and not (slab.goes_on and row[-1][1].edges):
            yield from _by_column(row)
            row.clear()
        row.append((top, slab))
    yield from _by_column(row)


def _by_column(row: Sequence[tuple[float, Slab]]) -> Iterator[tuple[float, Sequence[Ink]]]:
    """Yield what lies on strips of a row on one page; on a single one they follow each other anyway."""
    if len(row) <= 1:
        yield from ((top, slab.ink) for top, slab in row)
        return
    edges = (edge - 0.01 for edge in row[0][1].edges[1:])
    for left, right in pairwise((-math.inf, *edges, math.inf)):
        for top, slab in row:
            yield top, [one for one in slab.ink if left <= one.x_pt < right]


def _placed(slabs: Sequence[Slab]) -> list[tuple[float, float, Slab]]:
    """Give the top and bottom of each slab of a column."""
    placed: list[tuple[float, float, Slab]] = []
    down = 0.0
    for slab in slabs:
        top = down + (slab.before_pt if placed else 0.0)
        down = top + slab.height_pt
        placed.append((top, down, slab))
    return placed


def _common_cuts(columns: list[list[tuple[float, float, Slab]]], bottom: float) -> list[float]:
    """Find the heights at which no slab of any column would be cut, and none forbids it."""
    ends = {end for placed in columns for _, end, _ in placed}
    cuts = [0.0]
    for height in sorted(ends):
        if height >= bottom - 0.01:
            break
        if all(_may_cut(placed, height) for placed in columns) and height > cuts[-1] + 0.01:
            cuts.append(height)
    return [*cuts, bottom]


def _may_cut(placed: list[tuple[float, float, Slab]], height: float) -> bool:
    """Say whether a column may be cut at a height."""
    above = None
    for top, end, slab in placed:
        if top < height - 0.01 and end > height + 0.01:
            return False
        if end <= height + 0.01:
            above = slab
    return above is None or above.may_end or above is placed[-1][2]


def _strip(laid: list[tuple[float, list[tuple[float, float, Slab]]]], above: float, below: float) -> Slab:
    """Gather what lies between two heights."""
    ink: list[Ink] = []
    notes: list[Note] = []
    calls: list[int] = []
    for x_pt, placed in laid:
        for top, _, slab in placed:
            if above - 0.01 <= top < below - 0.01 or (top == above == below):
                ink += shifted(slab.ink, x_pt, top - above)
                notes += (_lowered(note, top - above) for note in slab.notes)
                calls += slab.calls
    return Slab(height_pt=below - above, ink=tuple(ink), notes=tuple(notes), calls=tuple(calls))


def divided(strip: Slab, width_pt: float, gap_pt: float) -> Slab:
    """Draw the lines of a caption: between the columns, and below the first."""
    x, down = width_pt + gap_pt / 2, strip.height_pt + 2.0
    upright = Stroke(x_pt=x, down_pt=0.0, to_x_pt=x, to_down_pt=down)
    level = Stroke(x_pt=0.0, down_pt=down, to_x_pt=x, to_down_pt=down)
    return replace(strip, height_pt=down + 2.0, ink=(*strip.ink, upright, level))
