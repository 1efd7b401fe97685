"""Last days, counted by hand on a calendar."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylum_packet.law.deadlines import anniversary, filing_deadline, one_year_deadline
from asylum_packet.law.holidays import is_business_day

DAYS = st.dates(dt.date(1998, 1, 1), dt.date(2060, 12, 31))


def test_thirty_days_back_from_a_wednesday_is_a_monday():
    last = filing_deadline(dt.date(2027, 3, 10), 30)
    assert (last.day, last.safe, last.moved) == (dt.date(2027, 2, 8), dt.date(2027, 2, 8), False)


def test_a_last_day_on_a_holiday_moves_on_and_leaves_a_safe_day_before():
    last = filing_deadline(dt.date(2027, 3, 17), 30)
    assert last.counted == dt.date(2027, 2, 15)
    assert (last.day, last.safe, last.moved) == (dt.date(2027, 2, 16), dt.date(2027, 2, 12), True)


def test_the_year_ends_on_the_anniversary_of_the_arrival():
    last = one_year_deadline(dt.date(2025, 3, 10))
    assert (last.counted, last.day) == (dt.date(2026, 3, 10), dt.date(2026, 3, 10))
    assert last.safe == dt.date(2026, 3, 9)


def test_the_year_of_an_arrival_before_april_1997_begins_then():
    assert one_year_deadline(dt.date(1991, 5, 5)).counted == dt.date(1998, 4, 1)


def test_a_leap_day_has_its_anniversary_on_the_day_before_march():
    assert anniversary(dt.date(2024, 2, 29)) == dt.date(2025, 2, 28)
    assert anniversary(dt.date(2024, 2, 29), -4) == dt.date(2020, 2, 29)


@given(hearing=DAYS, days=st.sampled_from([15, 30]))
def test_a_filing_deadline_is_a_business_day_with_its_safe_day_not_later(hearing, days):
    last = filing_deadline(hearing, days)
    assert is_business_day(last.day)
    assert is_business_day(last.safe)
    assert last.safe <= last.counted <= last.day < hearing
    assert last.moved == (last.safe != last.day)


@given(arrival=DAYS)
@pytest.mark.parametrize("most", [371])
def test_the_year_is_never_shorter_than_a_year(arrival, most):
    last = one_year_deadline(arrival)
    assert 365 <= (last.day - arrival).days <= most
    assert last.safe < last.counted
