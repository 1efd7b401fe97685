"""Last days, counted by hand on a calendar."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylum_packet.law.deadlines import (
    after,
    anniversary,
    filing_deadline,
    forward_deadline,
    named,
    one_year_deadline,
    set_deadline,
)
from asylum_packet.law.holidays import is_business_day

DAYS = st.dates(dt.date(1998, 1, 1), dt.date(2060, 12, 31))
ANY_DAY = st.dates() | st.sampled_from([dt.date.min, dt.date.max])


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


BACKWARD = (  # hearing, days before it, day the count ends on, day the rule allows, safe day
    ("2027-03-10", 30, "2027-02-08", "2027-02-08", "2027-02-08"),  # a Monday
    ("2027-03-17", 30, "2027-02-15", "2027-02-16", "2027-02-12"),  # Washington's Birthday
    ("2027-03-15", 30, "2027-02-13", "2027-02-16", "2027-02-12"),  # the Saturday before it
    ("2027-03-31", 30, "2027-03-01", "2027-03-01", "2027-03-01"),  # over the end of February
    ("2028-03-30", 30, "2028-02-29", "2028-02-29", "2028-02-29"),  # on a leap day
    ("2028-03-31", 30, "2028-03-01", "2028-03-01", "2028-03-01"),  # the day after it
    ("2027-01-29", 30, "2026-12-30", "2026-12-30", "2026-12-30"),  # over the end of a year
    ("2028-01-31", 30, "2028-01-01", "2028-01-03", "2027-12-30"),  # New Year kept on Friday, 31 December
    ("2027-01-16", 15, "2027-01-01", "2027-01-04", "2026-12-31"),  # New Year on a Friday
    ("2027-03-10", 15, "2027-02-23", "2027-02-23", "2027-02-23"),
    ("2027-07-20", 15, "2027-07-05", "2027-07-06", "2027-07-02"),  # the Monday for 4 July, a Sunday
)


@pytest.mark.parametrize(("hearing", "days", "counted", "last", "safe"), BACKWARD)
def test_days_are_counted_back_from_a_hearing(hearing, days, counted, last, safe):
    found = filing_deadline(day(hearing), days)
    assert (found.counted, found.day, found.safe) == (day(counted), day(last), day(safe))
    assert found.moved == (counted != last)


FORWARD = (  # start, days, day the count ends on, day the rule allows, safe day
    ("2027-03-01", 10, "2027-03-11", "2027-03-11", "2027-03-11"),
    ("2027-03-02", 10, "2027-03-12", "2027-03-12", "2027-03-12"),
    ("2027-03-03", 10, "2027-03-13", "2027-03-15", "2027-03-12"),  # a Saturday
    ("2026-12-15", 10, "2026-12-25", "2026-12-28", "2026-12-24"),  # Christmas on a Friday
    ("2028-02-19", 10, "2028-02-29", "2028-02-29", "2028-02-29"),  # a leap day
    ("2027-12-01", 30, "2027-12-31", "2028-01-03", "2027-12-30"),  # New Year kept the day before
)


@pytest.mark.parametrize(("start", "days", "counted", "last", "safe"), FORWARD)
def test_days_are_counted_on_from_a_paper_or_a_decision(start, days, counted, last, safe):
    found = forward_deadline(day(start), days)
    assert (found.counted, found.day, found.safe) == (day(counted), day(last), day(safe))


YEARS = (  # arrival, end of the year, day the rule allows, safe day
    ("2025-03-10", "2026-03-10", "2026-03-10", "2026-03-09"),
    ("2025-03-14", "2026-03-14", "2026-03-16", "2026-03-13"),  # a Saturday
    ("2025-12-25", "2026-12-25", "2026-12-28", "2026-12-24"),  # a holiday
    ("2024-02-29", "2025-02-28", "2025-02-28", "2025-02-27"),  # a leap day
    ("2027-02-28", "2028-02-28", "2028-02-28", "2028-02-25"),  # the year before one
    ("2026-12-31", "2027-12-31", "2028-01-03", "2027-12-30"),  # New Year kept the day before
    ("1991-05-05", "1998-04-01", "1998-04-01", "1998-03-31"),  # before 1 April 1997
    ("1997-03-31", "1998-04-01", "1998-04-01", "1998-03-31"),
    ("1997-04-01", "1998-04-01", "1998-04-01", "1998-03-31"),
    ("1997-04-02", "1998-04-02", "1998-04-02", "1998-04-01"),
)


@pytest.mark.parametrize(("arrival", "counted", "last", "safe"), YEARS)
def test_the_year_ends_on_the_anniversary_of_the_arrival(arrival, counted, last, safe):
    found = one_year_deadline(day(arrival))
    assert (found.counted, found.day, found.safe) == (day(counted), day(last), day(safe))


@pytest.mark.parametrize(
    ("ordered", "safe"),
    [("2027-02-08", "2027-02-08"), ("2027-02-14", "2027-02-12"), ("2027-02-15", "2027-02-12")],
)
def test_no_rule_moves_the_day_a_judge_set(ordered, safe):
    found = set_deadline(day(ordered))
    assert (found.day, found.safe, found.moved) == (day(ordered), day(safe), False)


def test_a_leap_day_has_its_anniversary_on_the_day_before_march():
    assert anniversary(dt.date(2024, 2, 29)) == dt.date(2025, 2, 28)
    assert anniversary(dt.date(2024, 2, 29), -4) == dt.date(2020, 2, 29)


def test_a_day_is_printed_with_its_weekday_whatever_the_language_of_the_machine():
    assert [named(dt.date(2027, 2, n)) for n in (1, 7)] == ["Mon 2027-02-01", "Sun 2027-02-07"]


@given(hearing=DAYS, days=st.sampled_from([15, 30]))
def test_a_filing_deadline_is_a_business_day_with_its_safe_day_not_later(hearing, days):
    last = filing_deadline(hearing, days)
    assert is_business_day(last.day)
    assert is_business_day(last.safe)
    assert last.safe <= last.counted <= last.day < hearing
    assert last.moved == (last.safe != last.day)
    assert last.moved == (not is_business_day(last.counted))


@given(start=DAYS, days=st.sampled_from([5, 10, 30]))
def test_a_day_counted_on_is_a_business_day_with_its_safe_day_not_later(start, days):
    last = forward_deadline(start, days)
    assert is_business_day(last.day)
    assert is_business_day(last.safe)
    assert last.safe <= last.counted <= last.day
    assert (last.counted - start).days == days


@given(arrival=DAYS)
@pytest.mark.parametrize("most", [371])
def test_the_year_is_never_shorter_than_a_year(arrival, most):
    last = one_year_deadline(arrival)
    assert 365 <= (last.day - arrival).days <= most
    assert last.safe < last.counted
    assert is_business_day(last.day)
    assert is_business_day(last.safe)


@given(any_day=ANY_DAY, days=st.integers(-400, 400), years=st.integers(-200, 200))
def test_no_day_that_can_be_typed_breaks_a_count(any_day, days, years):
    for last in (filing_deadline(any_day, 30), forward_deadline(any_day, 30), one_year_deadline(any_day)):
        assert last.safe <= last.day
    assert set_deadline(any_day).safe <= set_deadline(any_day).day
    assert isinstance(after(any_day, days), dt.date)
    assert isinstance(anniversary(any_day, years), dt.date)
