"""From slabs to pages: filled from the top, footnotes at the foot of the page that calls them.

A page ends only where a slab allows it, so that headings stay with their text and no line of a paragraph
stands alone. A footnote that does not fit goes on at the foot of the next page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from asylum_packet.papers.slabs import Slab
from asylum_packet.values import Struct

TEXT_HEIGHT_PT = 648.0
"""Letter with one-inch margins."""
_NOTE_GAP_PT = 12.0
"""Room between the text and the first footnote, with the short rule in it."""
_NOTE_LEAST = 2
"""Lines of a footnote that must stand on the page that calls it."""
_WAYS = ((1.0, 0.5), (0.5, 0.3), (0.0, 0.0))
"""How footnotes share a page, best first: how much of it those may take that can go on, and how much text has
to fill, else the next way is tried. Notes stand whole, or take half a page, or stand with two lines."""
_CARRIED, _MOST_CARRIED = 0.5, 0.65
"""How much of a page the rest of a long footnote takes below the text that goes on: half, or more to end."""
_SHORT_PT = 90.0
"""A last page of a table with less than this on it looks forgotten."""


class Page(Struct, frozen=True, kw_only=True):
    """Slabs and how far below the top margin each lies; `rule_pt` is where the rule above footnotes lies."""

    slabs: tuple[tuple[float, Slab], ...]
    rule_pt: float | None = None


def paginate(
    slabs: Sequence[Slab],
    notes: Mapping[int, Sequence[Slab]],
    height_pt: float = TEXT_HEIGHT_PT,
) -> tuple[Page, ...]:
    """Fill pages with slabs and the footnotes they call."""
    pages: list[Page] = []
    at = before = 0
    carried: tuple[Slab, ...] = ()
    while at < len(slabs) or carried:
        end = _end_of_page(slabs, at, notes, carried, height_pt)
        if end >= len(slabs) and len(pages) > 0 and not carried and (sooner := _sooner(slabs, before, at)):
            pages[-1], _ = _page(slabs[before:sooner], notes, (), height_pt)
            at = sooner
        page, carried = _page(slabs[at:end], notes, carried, height_pt)
        pages.append(page)
        before, at = at, end
    return tuple(pages)


def _sooner(slabs: Sequence[Slab], start: int, end: int) -> int | None:
    """End the last page but one sooner, where a table would leave only a line or two for the last.

    None where the last page has enough, where more than rows of one table is on it, or notes at a foot.
    """
    header = slabs[-1].header[:1]
    rest = slabs[end:]
    if not header or any(slab.header[:1] != header for slab in rest) or _height(rest) > _SHORT_PT:
        return None
    if any(slab.calls for slab in slabs[start:]):
        return None
    for earlier in range(end - 1, start, -1):
        if slabs[earlier].header[:1] != header:
            return None
        if slabs[earlier - 1].may_end and _height(slabs[earlier:]) > _SHORT_PT:
            return earlier
    return None


def _end_of_page(
    slabs: Sequence[Slab],
    start: int,
    notes: Mapping[int, Sequence[Slab]],
    carried: tuple[Slab, ...],
    height_pt: float,
) -> int:
    """Find the first slab that goes to the next page.

    Footnotes stand whole on the page that calls them where that leaves a place to end it; else they go on at
    the foot of the next, so that what belongs together stays together.
    """
    legal: int | None = None
    for share, filled in _WAYS:
        end = _fitting(slabs, start, notes, carried, height_pt, most_pt=share * height_pt)
        if end >= len(slabs) or (end > start and slabs[end].new_page):
            return end
        legal = next((k for k in range(end, start, -1) if slabs[k - 1].may_end), None)
        if legal and _height(slabs[start:legal]) > filled * height_pt:
            break
    return legal or max(end, start + 1)


def _fitting(
    slabs: Sequence[Slab],
    start: int,
    notes: Mapping[int, Sequence[Slab]],
    carried: tuple[Slab, ...],
    height_pt: float,
    *,
    most_pt: float,
) -> int:
    """Find the first slab without room; footnotes take theirs, up to `most_pt` or their first lines."""
    used = sum(slab.height_pt for slab in slabs[start].header) if start < len(slabs) else 0.0
    noted = _height(carried[: None if most_pt else _NOTE_LEAST])
    if noted > _MOST_CARRIED * height_pt:
        noted = _CARRIED * height_pt
    end = start
    while end < len(slabs):
        slab = slabs[end]
        if slab.new_page and end > start:
            return end
        tall = slab.height_pt + (slab.before_pt if end > start else 0.0)
        called = [notes[number] for number in slab.calls if number in notes]
        least = noted
        if called:
            least += sum(_height(note) for note in called[:-1]) + _height(called[-1][:_NOTE_LEAST])
        gap = _NOTE_GAP_PT if least else 0.0
        if used + tall + least + gap > height_pt + 0.01:
            break
        used += tall
        if called:
            noted = max(least, min(noted + sum(_height(note) for note in called), most_pt))
        end += 1
    return end


def _height(slabs: Sequence[Slab]) -> float:
    """Add up the heights of slabs, room between them included."""
    return sum(slab.height_pt + slab.before_pt for slab in slabs)


def _page(
    slabs: Sequence[Slab],
    notes: Mapping[int, Sequence[Slab]],
    carried: tuple[Slab, ...],
    height_pt: float,
) -> tuple[Page, tuple[Slab, ...]]:
    """Place the slabs of a page and as much of its footnotes as fits; give back what is left of them."""
    placed, down = _stack(slabs)
    waiting = [*carried, *(s for slab in slabs for n in slab.calls for s in notes.get(n, ()))]
    if not waiting:
        return Page(slabs=tuple(placed)), ()
    room = height_pt - down - _NOTE_GAP_PT
    fitting: list[Slab] = []
    for slab in waiting:
        if _height(fitting) + slab.height_pt + slab.before_pt > room + 0.01 and (fitting or slabs):
            break
        fitting.append(slab)
    if not fitting:
        return Page(slabs=tuple(placed)), tuple(waiting)
    top = height_pt - _height(fitting)
    footed = []
    for slab in fitting:
        top += slab.before_pt
        footed.append((top, slab))
        top += slab.height_pt
    rule = height_pt - _height(fitting) - 5.0
    return Page(slabs=(*placed, *footed), rule_pt=rule), tuple(waiting[len(fitting) :])


def _stack(slabs: Sequence[Slab]) -> tuple[list[tuple[float, Slab]], float]:
    """Lay slabs from the top of a page, a repeated header first; give where they end."""
    placed: list[tuple[float, Slab]] = []
    down = 0.0
    for slab in slabs[0].header if slabs else ():
        placed.append((down, slab))
        down += slab.height_pt
    first = True
    for slab in slabs:
        down += 0.0 if first else slab.before_pt
        first = False
        placed.append((down, slab))
        down += slab.height_pt
    return placed, down
