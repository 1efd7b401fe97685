"""Whether the papers come in time for the hearing: counted from dates in the case, never from the clock."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from asylum_packet.case.model import Case
from asylum_packet.checks.rule import Remark, rule
from asylum_packet.checks.words import says
from asylum_packet.facts import Facts
from asylum_packet.findings import Severity
from asylum_packet.law.deadlines import named, within_reach
from asylum_packet.law.due import DETAINED, INDIVIDUAL, MASTER, ORDER, filed_late, filing_due
from asylum_packet.law.holidays import is_business_day

MAIL_DAYS = 5
"""Calendar days that a letter to the court is given here; our own margin, in no rule."""
_LATE = "file sooner, or with a motion to accept an untimely filing that gives the reasons (ICPM 3.1(d))"
_MOTION = re.compile(r"\bmotion\b.{0,80}\b(?:untimely|late)\b|\b(?:untimely|late)\b.{0,80}\bmotion\b", re.I)


def _late_by(case: Case, rule_id: str) -> Iterator[Remark]:
    """Say that the filing date misses the deadline of this rule of the manual."""
    due = filed_late(case)
    if due is None or due.last is None or due.rule != rule_id:
        return
    yield Remark(
        case.at("filing.date"),
        f"filing.date is after {due.last.day}, the last day {due.days} days before the hearing",
        f"{_LATE}; where the judge set another date, type it as filings_due",
        _weight(case),
    )


def _has_motion(case: Case) -> bool:
    """Say whether the motion to accept a late filing is part of this filing."""
    return any(motion.name == "late-filing" for motion in case.papers.motions)


def _weight(case: Case) -> Severity | None:
    """Weigh lateness: with the motion that asks for leave the filing can go in, and a judge decides."""
    return Severity.WARNING if _has_motion(case) else None


@rule(INDIVIDUAL)
def individual_hearing_in_time(case: Case, _facts: Facts) -> Iterator[Remark]:
    """Papers for an individual hearing outside custody come 30 days before it."""
    yield from _late_by(case, INDIVIDUAL)


@rule(MASTER)
def master_hearing_in_time(case: Case, _facts: Facts) -> Iterator[Remark]:
    """Papers that need a ruling at a master hearing outside custody come 15 days before it."""
    yield from _late_by(case, MASTER)


@rule("DL-count-safe")
def safe_day_kept(case: Case, _facts: Facts) -> Iterator[Remark]:
    """Where the count ends on a weekend or holiday, filing after it relies on the day having moved."""
    due, filed = filing_due(case), case.filing.date
    last = due.last if due else None
    if last and filed and last.moved and last.counted < filed <= last.day:
        yield Remark(
            case.at("filing.date"),
            f"the last day, {last.counted}, is no business day; filing.date relies on {last.day} instead",
            f"file by {last.safe}, which no reading of the rule calls late",
        )


@rule("DL-count-backward")
def hearing_is_on_a_working_day(case: Case, _facts: Facts) -> Iterator[Remark]:
    """The hearing that days are counted back from is on a day when the court sits."""
    day = case.hearing.date if case.hearing else None
    if day is not None and not is_business_day(within_reach(day)):
        yield Remark(
            case.at("hearing.date"),
            f"the hearing is on {named(day)}, a weekend or federal holiday; deadlines are counted from it",
            "compare hearing.date with the hearing notice",
            Severity.WARNING,
        )


@rule("DL-receipt-rule")
def mail_has_time_to_arrive(case: Case, _facts: Facts) -> Iterator[Remark]:
    """A paper filing leaves some days before its last day: it is filed when the court has it."""
    due, filed = filing_due(case), case.filing.date
    last = due.last if due else None
    if case.service.method != "mail" or last is None or filed is None or filed > last.day:
        return
    if (last.safe - filed).days < MAIL_DAYS:
        yield Remark(
            case.at("filing.date"),
            f"papers that are mailed on filing.date may reach the court after {last.day}, the last day",
            f"hand them in, or send them by {last.safe - dt.timedelta(days=MAIL_DAYS)}; the arrival counts",
            Severity.WARNING,
        )


@rule("DL-late-motion")
def lateness_has_its_motion(case: Case, _facts: Facts) -> Iterator[Remark]:
    """A late filing comes with a motion to accept it: among the exhibits, or at least named in the brief."""
    due = filed_late(case)
    if _has_motion(case):
        return
    if due is None or says(case.brief, _MOTION) or any(_MOTION.search(one.title) for one in case.documents):
        return
    yield Remark(
        case.at("filing.date"),
        "the filing is late, and neither an exhibit nor the brief speaks of a motion to accept it",
        "write motions: [late-filing] in case.yaml and the reasons in motions/late-filing.md; "
        "evidence for them goes into exhibits/",
        Severity.WARNING
        if due.rule == MASTER
        else None,  # what needs no ruling may be handed in at the hearing
    )


@rule(DETAINED)
def detained_deadline_is_given(case: Case, _facts: Facts) -> Iterator[Remark]:
    """In custody the court sets the deadline, so it must be in the case."""
    if case.court.is_detained and case.hearing is not None and case.filings_due is None:
        yield Remark(
            case.at("court.detained"),
            "the respondent is detained, and the deadline the court set is not given",
            "type the date of the scheduling order as filings_due: 2027-02-08",
        )


@rule(ORDER)
def judges_date_is_kept(case: Case, _facts: Facts) -> Iterator[Remark]:
    """The filing comes by the date the judge set, and that date lies before the hearing."""
    due, late = case.filings_due, filed_late(case)
    if due is None:
        return
    if late is not None:
        yield Remark(
            case.at("filing.date"),
            "filing.date is after filings_due, the date the judge set",
            _LATE,
            _weight(case),
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
