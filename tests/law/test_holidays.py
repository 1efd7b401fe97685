"""Federal holidays, as the library gives them, compared with published calendars and with the statute."""

import datetime as dt
import subprocess
import sys

import pytest

from asylum_packet.law.holidays import (
    WRITTEN_DOWN,
    asked_of_the_library,
    business_day_before,
    business_day_from,
    holidays,
    is_business_day,
)

KEPT = {
    2026: "01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25",
    2023: "01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25",
}


@pytest.mark.parametrize("year", KEPT)
def test_the_eleven_holidays_fall_as_published(year):
    assert sorted(f"{day:%m-%d}" for day in holidays(year)) == KEPT[year].split()


def nth(year: int, month: int, weekday: int, number: int) -> dt.date:
    """Give the n-th Monday (0), Thursday (3), ... of a month."""
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))


def by_statute(year: int) -> set[dt.date]:
    """Work out 5 U.S.C. 6103(a) and (b) from its text."""
    days = {dt.date(year, 1, 1), dt.date(year, 7, 4), dt.date(year, 11, 11), dt.date(year, 12, 25)}
    days |= {nth(year, 1, 0, 3), nth(year, 2, 0, 3), nth(year, 9, 0, 1), nth(year, 10, 0, 2)}
    days |= {nth(year, 11, 3, 4), nth(year, 6, 0, 1) - dt.timedelta(days=7), dt.date(year + 1, 1, 1)}
    days |= {dt.date(year, 6, 19)} if year >= 2021 else set()
    moved = {5: dt.timedelta(days=-1), 6: dt.timedelta(days=1)}
    kept = {day + moved.get(day.weekday(), dt.timedelta()) for day in days}
    return {day for day in kept if day.year == year}


@pytest.mark.parametrize("year", range(1997, 2061))
def test_the_library_says_what_the_statute_says(year):
    assert holidays(year) == by_statute(year)


@pytest.mark.parametrize("year", WRITTEN_DOWN)
def test_what_is_written_down_is_what_the_library_says(year):
    assert holidays(year) == asked_of_the_library(year)


@pytest.mark.parametrize("year", [1900, 2999])
def test_a_year_nobody_means_is_no_error(year):
    assert business_day_from(dt.date(year, 12, 24)).year == year


def test_counting_the_days_of_our_years_does_not_load_the_library():
    code = (
        "import sys, datetime as dt; from asylum_packet.law.holidays import business_day_from;"
        "business_day_from(dt.date(2026, 12, 24)); sys.exit('holidays' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_new_years_day_on_a_saturday_is_kept_in_the_year_before():
    assert dt.date(2027, 12, 31) in holidays(2027)
    assert dt.date(2028, 1, 1) not in holidays(2028)


def test_juneteenth_is_no_holiday_before_2021():
    assert dt.date(2020, 6, 19) not in holidays(2020)
    assert dt.date(2021, 6, 18) in holidays(2021)


def test_a_business_day_is_its_own_next_one():
    assert business_day_from(dt.date(2027, 2, 8)) == dt.date(2027, 2, 8)


def test_a_long_weekend_is_stepped_over_both_ways():
    assert business_day_from(dt.date(2027, 2, 13)) == dt.date(2027, 2, 16)
    assert business_day_before(dt.date(2027, 2, 16)) == dt.date(2027, 2, 12)
    assert not is_business_day(dt.date(2027, 2, 15))
