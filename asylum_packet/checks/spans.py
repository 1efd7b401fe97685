"""Months and days in the tables of Part A.III: order, gaps, and how far back they go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from asylum_packet.case.values import FormDate
from asylum_packet.values import Struct

LONGEST_GAP = dt.timedelta(days=28)
"""Months are as exact as the form gets, so what is shorter than the shortest of them is no gap."""

_STILL = frozenset({"present", "now", "current", "today", "to date", "presente", "present day"})


class Span(Struct, frozen=True):
    """A row's time: from the first day its start can mean to the last day its end can mean."""

    row: int
    first: dt.date
    last: dt.date


class Gap(Struct, frozen=True):
    """A time no row covers: between the row that ends (None: before every row) and the one that begins."""

    after: int | None
    before: int | None


def is_still(date: FormDate) -> bool:
    """Say whether a date means that it goes on."""
    return date.printed.strip().lower() in _STILL


def spans(rows: Iterable[tuple[FormDate, FormDate]], until: dt.date) -> tuple[Span, ...] | None:
    """Give the times of rows; None where one of them cannot be computed with."""
    found = []
    for row, (start, end) in enumerate(rows):
        last = until if is_still(end) else end.last
        if start.first is None or last is None:
            return None
        found.append(Span(row, start.first, last))
    return tuple(found)


def gaps(times: Sequence[Span], *, since: dt.date | None, until: dt.date | None) -> tuple[Gap, ...]:
    """Find the times between `since` and `until` that no row covers, the latest first.

    Where `since` or `until` is None only the times between the rows are looked at.
    """
    found = []
    later: Span | None = None
    reached = until
    for time in sorted(times, key=lambda one: (one.last, one.first), reverse=True):
        if reached is not None and reached - time.last > LONGEST_GAP and not _before(reached, since):
            found.append(Gap(after=time.row, before=later.row if later else None))
        if reached is None or time.first < reached:
            later, reached = time, time.first
    if since is not None and reached is not None and reached - since > LONGEST_GAP:
        found.append(Gap(after=None, before=later.row if later else None))
    return tuple(found)


def _before(day: dt.date, since: dt.date | None) -> bool:
    """Say whether everything that matters has been covered."""
    return since is not None and day <= since


def descending(days: Iterable[dt.date | None]) -> int | None:
    """Give the index of the first day that is later than the one above it; None where the order is right."""
    above: dt.date | None = None
    for index, day in enumerate(days):
        if day is not None and above is not None and day > above:
            return index
        above = day or above
    return None
