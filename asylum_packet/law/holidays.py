"""The legal holidays of the federal government, computed: 5 U.S.C. 6103(a) and (b), read 2026-11-22.

A holiday on a Saturday is kept on the Friday before, one on a Sunday on the Monday after (6103(b)(1);
Executive Order 11582). Days the President grants for one year only are not known here.

Computed here, not asked of the `holidays` library: its first import takes 0.3 s of every check and build, it
brings two more packages and 10 MB, and it ends with 2100. The tests ask it instead: it says the same for
every year from 1997 on, and a new holiday that it learns of fails them.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

_ONE_DAY = dt.timedelta(days=1)
_MONDAY, _THURSDAY, _SATURDAY, _SUNDAY = 0, 3, 5, 6
_JUNETEENTH_SINCE = 2021  # Pub. L. 117-17
_KING_SINCE = 1986  # Pub. L. 98-144


@cache
def holidays(year: int) -> frozenset[dt.date]:
    """Give the days of a calendar year on which a federal holiday is kept."""
    named = {*_named(year), *_named(year + 1)}
    return frozenset(day for day in map(_kept, named) if day.year == year)


def is_business_day(day: dt.date) -> bool:
    """Say whether a day is neither Saturday, Sunday nor a federal holiday."""
    return day.weekday() < _SATURDAY and day not in holidays(day.year)


def business_day_from(day: dt.date) -> dt.date:
    """Give the day itself, or the next business day after it."""
    while not is_business_day(day):
        day += _ONE_DAY
    return day


def business_day_before(day: dt.date) -> dt.date:
    """Give the last business day before a day."""
    day -= _ONE_DAY
    while not is_business_day(day):
        day -= _ONE_DAY
    return day


def _named(year: int) -> tuple[dt.date, ...]:
    """Give the holidays of a year on the days the statute names."""
    last_of_may = dt.date(year, 5, 31)
    days = [
        dt.date(year, 1, 1),
        _nth(year, 2, _MONDAY, 3),
        last_of_may - dt.timedelta(days=last_of_may.weekday()),
        dt.date(year, 7, 4),
        _nth(year, 9, _MONDAY, 1),
        _nth(year, 10, _MONDAY, 2),
        dt.date(year, 11, 11),
        _nth(year, 11, _THURSDAY, 4),
        dt.date(year, 12, 25),
    ]
    if year >= _KING_SINCE:
        days.append(_nth(year, 1, _MONDAY, 3))
    if year >= _JUNETEENTH_SINCE:
        days.append(dt.date(year, 6, 19))
    return tuple(days)


def _nth(year: int, month: int, weekday: int, nth: int) -> dt.date:
    """Give the `nth` (1-based) Monday, Thursday, ... counted from the first of a month."""
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _kept(day: dt.date) -> dt.date:
    """Move a holiday off the weekend."""
    if day.weekday() == _SATURDAY:
        return day - _ONE_DAY
    return day + _ONE_DAY if day.weekday() == _SUNDAY else day
