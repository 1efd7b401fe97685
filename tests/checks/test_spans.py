"""Gaps between the rows of a table, compared with a count of every single day."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylum_packet.case.values import read_form_date
from asylum_packet.checks.spans import LONGEST_GAP, Gap, Span, descending, gaps, spans

TODAY = dt.date(2027, 2, 1)
SINCE = dt.date(2022, 2, 1)


def times(*rows):
    return spans(((read_form_date(a), read_form_date(b)) for a, b in rows), TODAY)


def found(*rows):
    return gaps(times(*rows), since=SINCE, until=TODAY)


def test_months_that_touch_leave_no_gap():
    assert found(("2024-03", "Present"), ("2020-01", "2024-02")) == ()


@pytest.mark.parametrize("month", ["2024-04", "2023-03"])
def test_a_whole_month_missing_is_a_gap_even_february(month):
    before = (dt.date.fromisoformat(f"{month}-01") - dt.timedelta(days=32)).strftime("%Y-%m")
    assert found((month, "Present"), ("2020-01", before)) == (Gap(after=1, before=0),)


def test_rows_may_stand_in_any_order_and_overlap():
    assert found(("2020-01", "2023-06"), ("2021-01", "2022-01"), ("2023-06", "Present")) == ()


def test_a_history_that_ends_early_and_starts_late_has_two_gaps():
    assert found(("2023-01", "2026-01")) == (Gap(after=0, before=None), Gap(after=None, before=0))


def test_what_lies_more_than_five_years_back_does_not_matter():
    assert found(("2021-12", "Present"), ("2001-01", "2002-01")) == ()


def test_a_date_in_words_cannot_be_judged():
    assert times(("about 2019", "Present")) is None


def test_without_a_filing_date_only_the_times_between_rows_count():
    rows = times(("2024-03", "2025-01"), ("2020-01", "2023-01"))
    assert gaps(rows, since=None, until=None) == (Gap(after=1, before=0),)


DAYS = st.integers(0, 2500)


@given(st.lists(st.tuples(DAYS, DAYS).map(sorted), min_size=1, max_size=6))
def test_there_is_a_gap_exactly_where_more_days_than_allowed_are_uncovered(pairs):
    day = lambda offset: TODAY - dt.timedelta(days=2500) + dt.timedelta(days=offset)  # noqa: E731
    rows = tuple(Span(n, day(first), day(last)) for n, (first, last) in enumerate(pairs))
    covered = {
        row.first + dt.timedelta(days=n) for row in rows for n in range((row.last - row.first).days + 1)
    }
    longest = run = 0
    for offset in range((TODAY - SINCE).days + 1):
        run = 0 if SINCE + dt.timedelta(days=offset) in covered else run + 1
        longest = max(longest, run)
    has_gap = bool(gaps(rows, since=SINCE, until=TODAY))
    if longest > LONGEST_GAP.days + 1:
        assert has_gap
    if longest < LONGEST_GAP.days - 1:
        assert not has_gap


def test_the_first_row_that_is_later_than_the_one_above_is_named():
    days = [dt.date(2024, 1, 1), None, dt.date(2020, 1, 1), dt.date(2022, 1, 1)]
    assert descending(days) == 3
    assert descending(sorted((day for day in days if day), reverse=True)) is None
