"""What a case's own dates say about when its papers are due, and whether they come in time."""

import datetime as dt

import pytest

from asylum_packet.law.due import (
    application_filed,
    filed_late,
    filing_due,
    is_late,
    last_arrival,
    one_year,
)
from tests.support.inline_case import a_case

DUE = (  # changes of case.yaml, the rule, the last day
    ("", "DL-individual-nondetained-30", "2027-02-08"),
    ("hearing: {kind: master}", "DL-master-15", "2027-02-23"),
    ("court: {detained: yes}", "DL-detained-court-sets", None),
    ("court: {detained: yes}\nhearing: {kind: master}", "DL-detained-court-sets", None),
    ("filings_due: 2027-01-15", "DL-judge-order-controls", "2027-01-15"),
    ("filings_due: 2027-02-14", "DL-judge-order-controls", "2027-02-14"),
    ("filings_due: 2027-01-15\ncourt: {detained: yes}", "DL-judge-order-controls", "2027-01-15"),
    ("filings_due: 2027-01-15\nhearing: {kind: master}", "DL-judge-order-controls", "2027-01-15"),
)


@pytest.mark.parametrize(("change", "rule", "last"), DUE)
def test_order_goes_before_custody_and_custody_before_the_kind_of_hearing(change, rule, last):
    due = filing_due(a_case(change))
    assert due.rule == rule
    assert (due.last.day.isoformat() if due.last else None) == last


@pytest.mark.parametrize("without", ["hearing", "hearing.date"])
def test_without_a_hearing_day_nothing_is_due(without):
    assert filing_due(a_case(without=[without])) is None


@pytest.mark.parametrize(
    ("change", "late"),
    [
        ("filing: {date: 2027-02-08}", False),
        ("filing: {date: 2027-02-09}", True),
        ("filing: {date: 2027-02-09}\ncourt: {detained: yes}", False),
        ("filing: {date: 2027-02-09}\nhearing: {kind: master}", False),
        ("filing: {date: 2027-02-09}\nfilings_due: 2027-02-08", True),
        ("filing: {date: 2027-02-09}\nfilings_due: 2027-02-09", False),
    ],
)
def test_a_filing_is_late_only_after_a_day_that_is_known(change, late):
    assert (filed_late(a_case(change)) is not None) is late


def test_a_filing_without_its_day_is_not_late():
    assert filed_late(a_case(without=["filing.date"])) is None


def test_the_last_of_several_entries_counts():
    case = a_case(i589="entries: [{date: 2019-01-02}, {date: 2026-05-20}, {date: 2022-06}]")
    assert last_arrival(case.applications[0]) == dt.date(2026, 5, 20)


def test_a_month_counts_from_its_first_day():
    case = a_case(i589="entries: [{date: 2026-05}]")
    assert one_year(case.applications[0]).counted == dt.date(2027, 5, 1)


@pytest.mark.parametrize("entries", ["entries: []", "entries: [{date: 2026-05-20}, {date: unknown}]"])
def test_an_entry_without_a_day_leaves_the_year_open(entries):
    case = a_case(i589=entries)
    assert one_year(case.applications[0]) is None
    assert is_late(case, case.applications[0]) is None


@pytest.mark.parametrize(("filed", "late"), [("2027-05-20", False), ("2027-05-21", True)])
def test_an_application_is_late_after_its_year(filed, late):
    case = a_case(f"filing: {{date: {filed}}}")
    assert is_late(case, case.applications[0]) is late


def test_a_packet_without_the_application_says_nothing_about_its_day():
    case = a_case("filing: {date: 2028-01-03, submissions: [brief]}")
    assert application_filed(case) is None
    assert is_late(case, case.applications[0]) is None
