"""The plan: which paper lies on which page. Pure: it opens no file and knows no PDF.

Some papers print page numbers (the index, the brief), and their own length moves the pages behind them.
`settle` typesets and counts until the lengths stand still. To make sure that they do, a paper may shrink
only in the first rounds; later it keeps its pages, and the ones it no longer fills are left blank.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from asylum_packet.errors import PacketError
from asylum_packet.pages import PageRange
from asylum_packet.sequence import Packet, Piece, Slot, Submission
from asylum_packet.values import Struct, field

FREE_ROUNDS = 3
"""Rounds in which a paper may become shorter; afterwards it may only grow."""

Measure = Callable[[Packet], Mapping[str, int]]
"""Typeset against a plan and count: the pages of every paper whose length depends on the plan."""


class SubmissionTitle(Struct, frozen=True, kw_only=True):
    """What a submission is called: `name` as in `Slot.submission`, `stem` of its upload file."""

    name: str
    title: str
    stem: str


class Settled(Struct, frozen=True, kw_only=True):
    """A plan that stands still.

    `padded` names the papers that fill fewer pages than they hold, with the number of pages at their
    end that are left blank; `rounds` is how often the papers were typeset.
    """

    packet: Packet
    rounds: int
    padded: Mapping[str, int] = field(default_factory=dict)


def plan(
    slots: Sequence[Slot],
    lengths: Mapping[str, int],
    *,
    submissions: Sequence[SubmissionTitle],
    first_page: int = 1,
) -> Packet:
    """Give every paper its pages, one after the other from `first_page`, in the order of `slots`.

    Raises:
        ValueError: A key comes twice, a submission is torn apart or has no title, or a paper has no length.
    """
    _refuse_twice([slot.key for slot in slots])
    titles = {entry.name: entry for entry in submissions}
    page, planned = first_page, []
    for name, group in groupby(slots, key=lambda slot: slot.submission):
        if name not in titles:
            raise ValueError(f"submission '{name}' has no title")
        pieces = []
        for slot in group:
            pieces.append(Piece(slot=slot, pages=PageRange.of_length(page, _length(slot, lengths))))
            page = pieces[-1].pages.last + 1
        title = titles[name]
        planned.append(Submission(name=title.name, title=title.title, stem=title.stem, pieces=tuple(pieces)))
    if not planned:
        raise ValueError("there is no paper to plan")
    _refuse_twice([submission.name for submission in planned])
    _refuse_twice([submission.stem.casefold() for submission in planned])
    return Packet(submissions=tuple(planned))


def settle(
    slots: Sequence[Slot],
    lengths: Mapping[str, int],
    measure: Measure,
    *,
    submissions: Sequence[SubmissionTitle],
    first_page: int = 1,
    rounds: int = 8,
    divide: Callable[[Packet], Packet] = lambda packet: packet,
    guess: Measure = lambda _packet: {},
) -> Settled:
    """Plan, typeset, count, and plan again until no length changes.

    Args:
        slots: The papers in packet order.
        lengths: Pages of every paper: those that stand, and a first guess for those that `measure` counts.
        measure: Typesets against a plan; called once a round.
        submissions: What the submissions are called.
        first_page: Number of the packet's first page.
        rounds: How often to typeset at most.
        divide: Says in which upload file each page lies, for papers that print it.
        guess: Counts the papers alone that are longer once they print what a plan says, such as an index that
            names parts: everything behind them moves, and would be typeset a second time.

    Raises:
        PacketError: The lengths still move after the last round; the message names the papers.
    """
    current = dict(lengths)
    before = divide(plan(slots, current, submissions=submissions, first_page=first_page))
    current |= _counted(slots, guess(before))
    moving: tuple[str, ...] = ()
    for number in range(1, rounds + 1):
        packet = divide(plan(slots, current, submissions=submissions, first_page=first_page))
        counted = _counted(slots, measure(packet))
        wanted = counted if number <= FREE_ROUNDS else _grown(current, counted)
        moving = tuple(key for key, count in wanted.items() if current[key] != count)
        if not moving:
            padded = {key: current[key] - n for key, n in counted.items() if n < current[key]}
            return Settled(packet=packet, rounds=number, padded=padded)
        current |= wanted
    raise PacketError(
        f"the page numbers do not come to rest: after {rounds} rounds {_listed(moving)} still changed length",
        fix="look for text in these papers whose length follows the page numbers it prints",
    )


def _length(slot: Slot, lengths: Mapping[str, int]) -> int:
    """Look up the pages of a paper."""
    length = lengths.get(slot.key, 0)
    if length < 1:
        raise ValueError(f"{slot.key} has no pages")
    return length


def _refuse_twice(names: Sequence[str]) -> None:
    """Refuse a list in which something comes twice."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ValueError(f"{name} comes twice in the packet")
        seen.add(name)


def _counted(slots: Sequence[Slot], counted: Mapping[str, int]) -> dict[str, int]:
    """Keep what was counted for papers of this packet, in packet order."""
    return {slot.key: counted[slot.key] for slot in slots if slot.key in counted}


def _grown(current: Mapping[str, int], counted: Mapping[str, int]) -> dict[str, int]:
    """Take the larger of both counts for every paper."""
    return {key: max(current[key], count) for key, count in counted.items()}


def _listed(keys: Sequence[str]) -> str:
    """Name up to five papers."""
    more = f" and {len(keys) - 5} more" if len(keys) > 5 else ""
    return ", ".join(keys[:5]) + more
