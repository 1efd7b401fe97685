"""Whether the papers come in time for the hearing: counted from dates in the case, never from the clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from asylum_packet.case.model import Case
from asylum_packet.checks.rule import Remark, rule
from asylum_packet.facts import Facts
from asylum_packet.findings import Severity
from asylum_packet.law.deadlines import (
    DAYS_BEFORE_INDIVIDUAL,
    DAYS_BEFORE_MASTER,
    LastDay,
    filing_deadline,
)

_LATE = "file sooner, or with a motion to accept an untimely filing that gives the reasons (ICPM 3.1(d))"


def _rule_deadline(case: Case, kind: str, days: int) -> LastDay | None:
    """Give the manual's deadline for a kind of hearing, where neither custody nor an order sets another."""
    hearing = case.hearing
    if hearing is None or hearing.date is None or hearing.kind != kind:
        return None
    if case.court.is_detained or case.filings_due is not None:
        return None
    return filing_deadline(hearing.date, days)


def _late(case: Case, last: LastDay | None, days: int) -> Iterator[Remark]:
    """Compare the filing date with a deadline."""
    filed = case.filing.date
    if last is None or filed is None or filed <= last.day:
        return
    yield Remark(
        case.at("filing.date"),
        f"filing.date is after {last.day}, the last day {days} days before the hearing",
        f"{_LATE}; where the judge set another date, type it as filings_due",
    )


@rule("DL-individual-nondetained-30")
def individual_hearing_in_time(case: Case, _facts: Facts) -> Iterator[Remark]:
    """Papers for an individual hearing outside custody come 30 days before it."""
    last = _rule_deadline(case, "individual", DAYS_BEFORE_INDIVIDUAL)
    yield from _late(case, last, DAYS_BEFORE_INDIVIDUAL)


@rule("DL-master-15")
def master_hearing_in_time(case: Case, _facts: Facts) -> Iterator[Remark]:
    """Papers that need a ruling at a master hearing outside custody come 15 days before it."""
    last = _rule_deadline(case, "master", DAYS_BEFORE_MASTER)
    yield from _late(case, last, DAYS_BEFORE_MASTER)


@rule("DL-count-safe")
def safe_day_kept(case: Case, _facts: Facts) -> Iterator[Remark]:
    """Where the count ends on a weekend or holiday, filing after it relies on the day having moved."""
    filed = case.filing.date
    deadlines = (
        _rule_deadline(case, "individual", DAYS_BEFORE_INDIVIDUAL),
        _rule_deadline(case, "master", DAYS_BEFORE_MASTER),
    )
    for last in deadlines:
        if last and filed and last.moved and last.counted < filed <= last.day:
            yield Remark(
                case.at("filing.date"),
                f"the last day, {last.counted}, is no business day; filing.date relies on {last.day} instead",
                f"file by {last.safe}, which no reading of the rule calls late",
            )


@rule("DL-detained-court-sets")
def detained_deadline_is_given(case: Case, _facts: Facts) -> Iterator[Remark]:
    """In custody the court sets the deadline, so it must be in the case."""
    if case.court.is_detained and case.hearing is not None and case.filings_due is None:
        yield Remark(
            case.at("court.detained"),
            "the respondent is detained, and the deadline the court set is not given",
            "type the date of the scheduling order as filings_due: 2027-02-08",
        )


@rule("DL-judge-order-controls")
def judges_date_is_kept(case: Case, _facts: Facts) -> Iterator[Remark]:
    """The filing comes by the date the judge set, and that date lies before the hearing."""
    due, filed = case.filings_due, case.filing.date
    if due is None:
        return
    if filed is not None and filed > due:
        yield Remark(
            case.at("filing.date"), "filing.date is after filings_due, the date the judge set", _LATE
        )
    if case.hearing is not None and _is_after(due, case.hearing.date):
        yield Remark(
            case.at("filings_due"),
            "filings_due is after the hearing",
            "compare both dates with the order and the hearing notice",
            Severity.ERROR,
        )


def _is_after(day: dt.date, other: dt.date | None) -> bool:
    """Say whether a day comes after another that may not be known."""
    return other is not None and day > other
