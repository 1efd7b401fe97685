"""Every deadline a case folder knows of, as of a day: `deadlines(case, today=..., decided=...)`. Pure.

Where something has to happen first (a decision, a paper from DHS, a notice) the row says so in words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from asylum_packet.case.model import Application, Case
from asylum_packet.law import clocks
from asylum_packet.law.agenda import LATE, Deadline, Kind, Standing, standing_of
from asylum_packet.law.counting import back_from_hearing, year_after_arrival
from asylum_packet.law.deadlines import LastDay, named
from asylum_packet.law.due import (
    DETAINED,
    INDIVIDUAL,
    MASTER,
    ORDER,
    FilingDue,
    filing_due,
    last_arrival,
    manual_due,
    one_year,
)
from asylum_packet.law.lateness import EXCEPTIONS

_MOTION = "file at once with a motion to accept an untimely filing: reasons, evidence, proposed order"


def deadlines(case: Case, *, today: dt.date, decided: dt.date | None = None) -> tuple[Deadline, ...]:
    """List the deadlines of a case: what is late first, then by day, then what has no day yet.

    Args:
        case: The case.
        today: The day to look from; only the command line asks a clock.
        decided: The day of the judge's decision, which starts the appeal; no file of the case holds it.
    """
    rows = (
        *_filing(case, today),
        *_one_years(case, today),
        *clocks.responses(case, today),
        *clocks.since_filing(case, today),
        *clocks.biometrics(case),
        *clocks.address(case, today),
        *clocks.appeals(decided, today),
    )
    return tuple(sorted(rows, key=lambda row: (row.standing not in LATE, row.day or dt.date.max)))


def _filing(case: Case, today: dt.date) -> Iterator[Deadline]:
    """When this packet is due, by the judge's order, custody and the kind of hearing."""
    due = filing_due(case)
    if due is None or due.last is None:
        yield _filing_without_a_day(due)
        return
    standing = standing_of(due.last, case.filing.date, today)
    late = standing in LATE
    yield Deadline(
        key="filing",
        name="file the packet",
        kind=Kind.LAST,
        last=due.last,
        counted=_filing_counted(case, due, due.last),
        rules=(*_filing_rules(due), *(("DL-late-motion",) if late else ())),
        do=_filing_advice(due, standing),
        standing=standing,
    )


def _filing_without_a_day(due: FilingDue | None) -> Deadline:
    """Make the row of a deadline that only the court, or a hearing notice, can give."""
    return Deadline(
        key="filing",
        name="file the packet",
        kind=Kind.LAST,
        last=None,
        when="set by the court" if due else "hearing.date is not given",
        counted="the respondent is detained, so no count applies: the court sets the day"
        if due
        else "counted back from the hearing: 30 days before an individual one, 15 before a master one",
        rules=(DETAINED,) if due else (INDIVIDUAL, MASTER),
        do="ask the clerk, and type the day as filings_due: 2027-02-08 in case.yaml"
        if due
        else "type the hearing in case.yaml: hearing: {kind: individual, date: 2027-03-10}",
        standing=Standing.OPEN,
    )


def _filing_rules(due: FilingDue) -> tuple[str, ...]:
    """Name the rules that a filing deadline was counted by."""
    return (due.rule,) if due.rule == ORDER else (due.rule, "DL-count-backward", "DL-count-safe")


def _filing_counted(case: Case, due: FilingDue, last: LastDay) -> str:
    """Say how the day came about."""
    if due.rule != ORDER:
        return (
            back_from_hearing(case.hearing.date, due.days, last) if case.hearing and case.hearing.date else ""
        )
    words = "the date the judge set (filings_due)"
    manual = None if case.court.is_detained else manual_due(case)
    if manual and manual.last:
        words += f"; it goes before the manual's {manual.days} days, which end on {named(manual.last.day)}"
    if last.safe != last.day:
        words += f"; it is no business day, so {named(last.safe)} is the safe one"
    return words


def _filing_advice(due: FilingDue, standing: Standing) -> str:
    """Say what to do about the packet."""
    if standing is Standing.OVERDUE:
        return _MOTION
    if standing is Standing.PLANNED_LATE:
        return f"move filing.date to the safe day or before it, or {_MOTION}"
    if standing is Standing.MET:
        return "keep the court's acceptance; a filing that was rejected was never filed"
    hand_in = "; what needs no ruling may also be handed in at the hearing" if due.rule == MASTER else ""
    return (
        f"file by the safe day and see that the court accepts it; the day of mailing does not count{hand_in}"
    )


def _one_years(case: Case, today: dt.date) -> Iterator[Deadline]:
    """When each application must have been filed."""
    for number, application in enumerate(case.applications, start=1):
        several = len(case.applications) > 1
        yield _one_year(case, application, today, number if several else 0)


def _one_year(case: Case, application: Application, today: dt.date, number: int) -> Deadline:
    """Make the row of one application's year; where it is late, with what may excuse it."""
    arrival, last = last_arrival(application), one_year(application)
    standing = Standing.OPEN
    if last is not None:
        filed_here = "application" in case.submissions
        standing = standing_of(last, case.filing.date, today) if filed_here else Standing.NOT_SAID
    return Deadline(
        key="one-year",
        name="ask for asylum within a year",
        kind=Kind.LAST,
        last=last,
        when="" if last else "an entry has no date",
        counted=year_after_arrival(arrival, application.answers.entries, last)
        if arrival and last
        else "counted from the last arrival in the United States, which entries does not give as a date",
        rules=("INA-208a2B-one-year", "CFR-1208.4-count", "PKT-one-year-safe"),
        do=_one_year_advice(standing),
        standing=standing,
        questions=EXCEPTIONS if standing in LATE else (),
        form=number,
        about=application.file if number else "",
    )


def _one_year_advice(standing: Standing) -> str:
    """Say what to do about the year."""
    if standing in LATE:
        sooner = (
            "move filing.date to the safe day or before it; or " if standing is Standing.PLANNED_LATE else ""
        )
        return (
            f"{sooner}settle which exception below applies, since when, and that the filing follows it "
            "in reasonable time; answer C.5 yes and explain; withholding and Torture Convention claims have "
            "no such year"
        )
    if standing is Standing.MET:
        return "keep the court's acceptance as proof of the day, and proof of the arrival"
    if standing is Standing.NOT_SAID:
        return "this packet holds no application: look up the day on which the court accepted it"
    if standing is Standing.OPEN:
        return "type the day of every entry under entries: in i589.yaml"
    return "file by the safe day; have proof of the day of arrival, it has to be clear and convincing"
