"""Last days and first days, counted from dates. Pure: every date is an argument.

Counts and their sources are rules of `rules.yaml`: DL-individual-nondetained-30, DL-master-15,
DL-response-10, DL-count-backward, DL-count-safe, INA-208a2B-one-year, CFR-1208.4-count, INA-208d2-ead,
INA-208d5-180-adjudication, DL-bia-appeal-2026, BIO-address. `due.py` asks them for a case.
"""

from __future__ import annotations

import datetime as dt

from asylum_packet.law.holidays import business_day_before, business_day_from, is_business_day
from asylum_packet.values import Struct

DAYS_BEFORE_INDIVIDUAL = 30
"""EOIR Policy Manual App. C (2025); the editions of 2008 to 2024 said 15."""
DAYS_BEFORE_MASTER = 15
"""EOIR Policy Manual App. C (2025)."""
DAYS_TO_RESPOND = 10
"""After the court received the other side's paper: EOIR Policy Manual App. C (2025)."""
ONE_YEAR_COUNTS_FROM = dt.date(1997, 4, 1)
"""Arrivals before this day count as of this day: 8 CFR 1208.4(a)(2)(ii)."""
CLOSE_TO_ONE_YEAR = 350
"""From this day after the arrival on, a filing is called close (CFR-1208.4-count)."""
DAYS_TO_ASK_FOR_WORK = 150
"""After filing, before work permission can be asked for: INA 208(d)(2); 8 CFR 1208.7."""
DAYS_TO_GRANT_WORK = 180
"""After filing, before it can be given."""
DAYS_TO_DECIDE = 180
"""Within which the law wants a decision: INA 208(d)(5)(A)(iii)."""
DAYS_TO_APPEAL = 10
"""8 CFR 1003.38(b)-(d) as of 2026-09-30; before 2026 every appeal had 30."""
DAYS_TO_APPEAL_MERITS = 30
"""Where an asylum application was decided, and not refused under INA 208(a)(2)(A)-(C)."""
DAYS_TO_REPORT_A_MOVE = 5
"""Form EOIR-33/IC after a change of address: EOIR Policy Manual App. C."""

FIRST_DAY, LAST_DAY = dt.date(1900, 1, 1), dt.date(2999, 12, 31)
"""Between these every count stays inside the calendar of a computer; a typed year 0207 or 9999 becomes one
of them, and so is far too early or too late instead of an error."""
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class LastDay(Struct, frozen=True, kw_only=True):
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
    return _ends_on(after(hearing, -days))


def forward_deadline(start: dt.date, days: int) -> LastDay:
    """Count calendar days on from a day, which is day 0; a weekend or holiday moves the end."""
    return _ends_on(after(start, days))


def set_deadline(day: dt.date) -> LastDay:
    """Give a day that a judge set: no rule moves it, and on no business day the one before is safe."""
    set_ = within_reach(day)
    return LastDay(counted=set_, day=set_, safe=_safe(set_))


def one_year_deadline(arrival: dt.date) -> LastDay:
    """Give the last day of the year in which asylum must be asked for (INA 208(a)(2)(B)).

    The day of arrival does not count, so the year ends on the anniversary; a weekend or holiday there runs on
    to the next business day. The safe day is the business day before the anniversary.
    """
    counted = anniversary(max(arrival, ONE_YEAR_COUNTS_FROM))
    return LastDay(counted=counted, day=business_day_from(counted), safe=business_day_before(counted))


def anniversary(day: dt.date, years: int = 1) -> dt.date:
    """Give the same day some years later (before, where negative); 29 February becomes 28 February."""
    near = within_reach(day)
    try:
        return near.replace(year=near.year + years)
    except ValueError:
        return near.replace(year=near.year + years, day=28)


def after(day: dt.date, days: int) -> dt.date:
    """Give the day some calendar days later; before, where negative."""
    return within_reach(day) + dt.timedelta(days=days)


def within_reach(day: dt.date) -> dt.date:
    """Give the day, or the end of the centuries that are counted in."""
    return min(max(day, FIRST_DAY), LAST_DAY)


def named(day: dt.date) -> str:
    """Print a day with its weekday: "Mon 2027-02-08"."""
    return f"{_WEEKDAYS[day.weekday()]} {day.isoformat()}"


def _ends_on(counted: dt.date) -> LastDay:
    """Give the last day of a count that ends on a day."""
    return LastDay(counted=counted, day=business_day_from(counted), safe=_safe(counted))


def _safe(counted: dt.date) -> dt.date:
    """Give the day itself, or the last business day before it."""
    return counted if is_business_day(counted) else business_day_before(counted)
