"""Federal holidays, compared with published calendars and with the `holidays` library."""

import datetime as dt

import pytest
from holidays.countries.united_states import UnitedStates

from asylum_packet.law.holidays import business_day_before, business_day_from, holidays, is_business_day

KEPT = {
    2026: "01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25",
    2023: "01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25",
}


@pytest.mark.parametrize("year", KEPT)
def test_the_eleven_holidays_fall_as_published(year):
    assert sorted(f"{day:%m-%d}" for day in holidays(year)) == KEPT[year].split()


@pytest.fixture(scope="module")
def library() -> set[dt.date]:
    """The library's federal holidays as they are kept: on days of work."""
    known = UnitedStates(years=range(1996, 2101), observed=True, language="en_US")
    return {day for day in known if day.weekday() < 5}


@pytest.mark.parametrize("year", range(1997, 2101))
def test_the_library_knows_the_same_holidays(year, library):
    assert holidays(year) == {day for day in library if day.year == year}


def test_a_new_years_day_on_a_saturday_is_kept_in_the_year_before():
    assert dt.date(2027, 12, 31) in holidays(2027)
    assert dt.date(2028, 1, 1) not in holidays(2028)


def test_juneteenth_is_no_holiday_before_2021():
    assert dt.date(2020, 6, 19) not in holidays(2020)
    assert dt.date(2021, 6, 18) in holidays(2021)


@pytest.mark.parametrize("year", range(1990, 2060))
def test_no_holiday_is_kept_on_a_weekend(year):
    assert all(day.weekday() < 5 for day in holidays(year))


def test_a_business_day_is_its_own_next_one():
    assert business_day_from(dt.date(2027, 2, 8)) == dt.date(2027, 2, 8)


def test_a_long_weekend_is_stepped_over_both_ways():
    assert business_day_from(dt.date(2027, 2, 13)) == dt.date(2027, 2, 16)
    assert business_day_before(dt.date(2027, 2, 16)) == dt.date(2027, 2, 12)
    assert not is_business_day(dt.date(2027, 2, 15))
