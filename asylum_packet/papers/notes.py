"""Footnotes as they are placed: each once, where it is first called, and below it those it calls itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from asylum_packet.papers.slabs import Slab
from asylum_packet.values import replace


def called_once(slabs: Iterable[Slab]) -> tuple[Slab, ...]:
    """Leave every footnote to the first slab that calls it; its number may stand in the text again."""
    slabs = tuple(slabs)
    if not any(slab.calls for slab in slabs):
        return slabs
    seen: set[int] = set()
    found = []
    for slab in slabs:
        calls = tuple(dict.fromkeys(number for number in slab.calls if number not in seen))
        seen.update(calls)
        found.append(slab if calls == slab.calls else replace(slab, calls=calls))
    return tuple(found)


def with_inner(slabs: Iterable[Slab], notes: Mapping[int, Sequence[Slab]]) -> Mapping[int, tuple[Slab, ...]]:
    """Put footnotes that only footnotes call below those that call them; no page would print them else."""
    called = [number for slab in slabs for number in slab.calls]
    if not any(slab.calls for note in notes.values() for slab in note):
        return {number: tuple(note) for number, note in notes.items()}
    placed = set(called)
    return {number: tuple(_with_inner(number, notes, placed)) for number in called if number in notes}


def _with_inner(number: int, notes: Mapping[int, Sequence[Slab]], placed: set[int]) -> Iterator[Slab]:
    """Yield a footnote and, below it, those it calls that stand nowhere yet."""
    yield from notes[number]
    for inner in (call for slab in notes[number] for call in slab.calls):
        if inner in notes and inner not in placed:
            placed.add(inner)
            yield from _with_inner(inner, notes, placed)
