"""How a last day was counted, in words that a person can follow with a calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from asylum_packet.case.answers import EntryToUS
from asylum_packet.law.deadlines import ONE_YEAR_COUNTS_FROM, LastDay, named
from asylum_packet.law.holidays import holidays

_SATURDAY, _SUNDAY = 5, 6


def back_from_hearing(hearing: dt.date, days: int, last: LastDay) -> str:
    """Say how days were counted back from a hearing."""
    start = f"{days} calendar days back from the hearing on {named(hearing)}, which is day 0"
    return f"{start}: {named(last.counted)}{_moved(last)}"


def forward(what: str, start: dt.date, days: int, last: LastDay) -> str:
    """Say how days were counted on from something."""
    first = f"{days} calendar days from {what}, {named(start)}, which is day 0"
    return f"{first}: {named(last.counted)}{_moved(last)}"


def year_after_arrival(arrival: dt.date, entries: Iterable[EntryToUS], last: LastDay) -> str:
    """Say how the year after the last arrival was counted."""
    exact = any(entry.date.first == entry.date.last == arrival for entry in entries)
    said = named(arrival) if exact else f"{named(arrival)}, the first day that the entry's date can mean"
    if arrival < ONE_YEAR_COUNTS_FROM:
        said += f", which counts as {named(ONE_YEAR_COUNTS_FROM)}"
    day = f"one year from the last arrival, {said}; that day itself does not count: {named(last.counted)}"
    return f"{day}{_moved(last)}" if last.moved else f"{day}; the business day before is the safe one"


def _moved(last: LastDay) -> str:
    """Say why the day is not the one the count ends on, and which business day is before both."""
    if not last.moved:
        return ""
    return (
        f" is {_no_business_day(last.counted)}, so the last day moves to {named(last.day)}, the next "
        f"business day; the business day before, {named(last.safe)}, is safe in every reading"
    )


def _no_business_day(day: dt.date) -> str:
    """Say why nobody is at work."""
    if day in holidays(day.year):
        return "a federal holiday"
    return {_SATURDAY: "a Saturday", _SUNDAY: "a Sunday"}[day.weekday()]
