"""The legal holidays of the federal government, as they are kept: those of the `holidays` library.

Its days follow 5 U.S.C. 6103(a) and (b) and Executive Order 11582: a holiday on a Saturday is kept on the
Friday before, one on a Sunday on the Monday after. It knows the years up to 2100; a day that the President
grants for one year comes with a release of it.

Every build counts days, and the library takes a tenth of a second to import. So what it says of the years
that packets are about is written down here, and a test holds each of them against the library; it is asked
itself about all other years.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

_ONE_DAY = dt.timedelta(days=1)
_SATURDAY = 5

WRITTEN_DOWN = {
    2016: "01-01 01-18 02-15 05-30 07-04 09-05 10-10 11-11 11-24 12-26",
    2017: "01-02 01-16 02-20 05-29 07-04 09-04 10-09 11-10 11-23 12-25",
    2018: "01-01 01-15 02-19 05-28 07-04 09-03 10-08 11-12 11-22 12-25",
    2019: "01-01 01-21 02-18 05-27 07-04 09-02 10-14 11-11 11-28 12-25",
    2020: "01-01 01-20 02-17 05-25 07-03 09-07 10-12 11-11 11-26 12-25",
    2021: "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31",
    2022: "01-17 02-21 05-30 06-20 07-04 09-05 10-10 11-11 11-24 12-26",
    2023: "01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25",
    2024: "01-01 01-15 02-19 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25",
    2025: "01-01 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25",
    2026: "01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25",
    2027: "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31",
    2028: "01-17 02-21 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25",
    2029: "01-01 01-15 02-19 05-28 06-19 07-04 09-03 10-08 11-12 11-22 12-25",
    2030: "01-01 01-21 02-18 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25",
    2031: "01-01 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25",
    2032: "01-01 01-19 02-16 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31",
    2033: "01-17 02-21 05-30 06-20 07-04 09-05 10-10 11-11 11-24 12-26",
    2034: "01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25",
    2035: "01-01 01-15 02-19 05-28 06-19 07-04 09-03 10-08 11-12 11-22 12-25",
}
"""Month and day of every holiday on a weekday, by year."""


@cache
def holidays(year: int) -> frozenset[dt.date]:
    """Give the days of a calendar year on which a federal holiday is kept."""
    if year in WRITTEN_DOWN:
        return frozenset(dt.date.fromisoformat(f"{year}-{day}") for day in WRITTEN_DOWN[year].split())
    return asked_of_the_library(year)


def asked_of_the_library(year: int) -> frozenset[dt.date]:
    """Ask the library for the days of a calendar year on which a federal holiday is kept."""
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
