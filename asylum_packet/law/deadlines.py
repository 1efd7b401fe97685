"""Last days: for filing before a hearing, and for asking for asylum. Pure: every date is an argument.

Counts and their sources are rules of `rules.yaml`: DL-individual-nondetained-30, DL-master-15,
DL-count-backward, DL-count-safe, INA-208a2B-one-year, CFR-1208.4-count.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from asylum_packet.law.holidays import business_day_before, business_day_from, is_business_day

DAYS_BEFORE_INDIVIDUAL = 30
"""EOIR Policy Manual App. C (2025); the editions of 2008 to 2024 said 15."""
DAYS_BEFORE_MASTER = 15
"""EOIR Policy Manual App. C (2025)."""
ONE_YEAR_COUNTS_FROM = dt.date(1997, 4, 1)
"""Arrivals before this day count as of this day: 8 CFR 1208.4(a)(2)(ii)."""
CLOSE_TO_ONE_YEAR = 350
"""From this day after the arrival on, a filing is called close (CFR-1208.4-count)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastDay:
    """The last day to act, and how it came about.

    `counted` is the calendar day the count ends on; `day` is the day the rule allows, moved to a business
    day where `counted` is none; `safe` is a business day that no reading of the rule calls late.
    """

    counted: dt.date
    day: dt.date
    safe: dt.date

    @property
    def moved(self) -> bool:
        """Whether the day the count ends on is a weekend or holiday."""
        return self.day != self.counted


def filing_deadline(hearing: dt.date, days: int) -> LastDay:
    """Count calendar days back from a hearing, which is day 0.

    A last day on a weekend or holiday moves on to the next business day (ICPM 3.1(c)(ii)(B), 2020);
    because that cuts into the days of notice, the business day before it is the safe one.
    """
    counted = hearing - dt.timedelta(days=days)
    safe = counted if is_business_day(counted) else business_day_before(counted)
    return LastDay(counted=counted, day=business_day_from(counted), safe=safe)


def one_year_deadline(arrival: dt.date) -> LastDay:
    """Give the last day of the year in which asylum must be asked for (INA 208(a)(2)(B)).

    The day of arrival does not count, so the year ends on the anniversary; a weekend or holiday there runs on
    to the next business day. The safe day is the business day before the anniversary.
    """
    counted = anniversary(max(arrival, ONE_YEAR_COUNTS_FROM))
    return LastDay(counted=counted, day=business_day_from(counted), safe=business_day_before(counted))


def anniversary(day: dt.date, years: int = 1) -> dt.date:
    """Give the same day some years later (before, where negative); 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
