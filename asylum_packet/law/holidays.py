"""The legal holidays of the federal government, as they are kept: asked of the `holidays` library.

Its days follow 5 U.S.C. 6103(a) and (b) and Executive Order 11582: a holiday on a Saturday is kept on the
Friday before, one on a Sunday on the Monday after. It knows the years up to 2100; a day that the President
grants for one year comes with a release of it.

The library is imported when the first weekday is asked about, so that only what counts days pays for it: a
tenth of the time that Python and its libraries take to start.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

_ONE_DAY = dt.timedelta(days=1)
_SATURDAY = 5


@cache
def holidays(year: int) -> frozenset[dt.date]:
    """Give the days of a calendar year on which a federal holiday is kept."""
    from holidays import country_holidays

    # New Year's Day of the next year can be kept on December 31 of this one.
    known = country_holidays("US", years=(year, year + 1))
    return frozenset(day for day in known if day.year == year and day.weekday() < _SATURDAY)


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
