"""The clocks that run beside and after a filing: answers, work permit, decision, notices, appeal. Pure.

`schedule.py` puts them into one table with the deadlines of the filing itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from asylum_packet.case.model import Case
from asylum_packet.law.agenda import Deadline, Kind, Standing, reached
from asylum_packet.law.counting import forward
from asylum_packet.law.deadlines import (
    DAYS_TO_APPEAL,
    DAYS_TO_APPEAL_MERITS,
    DAYS_TO_ASK_FOR_WORK,
    DAYS_TO_DECIDE,
    DAYS_TO_GRANT_WORK,
    DAYS_TO_REPORT_A_MOVE,
    DAYS_TO_RESPOND,
    LastDay,
    after,
    forward_deadline,
)
from asylum_packet.law.due import DETAINED, application_filed
from asylum_packet.values import Struct

_RECENT_MOVE_DAYS = 60
"""A move longer ago was reported, or is late anyway: the reminder without a date is for it."""


def responses(case: Case, today: dt.date) -> Iterator[Deadline]:
    """When an answer to a paper of DHS is due, and theirs to this packet."""
    detained = case.court.is_detained
    yield Deadline(
        key="response",
        name="answer a paper of DHS",
        kind=Kind.LAST,
        last=None,
        when="set by the court" if detained else f"{DAYS_TO_RESPOND} days after the court receives it",
        counted="in custody the court sets the time for answers"
        if detained
        else f"{DAYS_TO_RESPOND} calendar days from the day on which the court received their paper",
        rules=(DETAINED,) if detained else ("DL-response-10",),
        do="look at each paper's date of receipt when it arrives, and put its last day into the calendar",
        standing=Standing.OPEN,
    )
    if case.filing.date is None or detained:
        return
    last = forward_deadline(case.filing.date, DAYS_TO_RESPOND)
    yield Deadline(
        key="their-response",
        name="DHS answers this packet, at the latest",
        kind=Kind.THEIRS,
        last=last,
        counted=forward("filing.date", case.filing.date, DAYS_TO_RESPOND, last),
        rules=("DL-response-10",),
        do="expect their answer by then; a later one can be objected to",
        standing=reached(last.day, today),
    )


class _Clock(Struct, frozen=True, kw_only=True):
    """A count of calendar days that starts when the application is filed."""

    key: str
    name: str
    days: int
    kind: Kind
    rules: tuple[str, ...]
    do: str


_CLOCKS = (
    _Clock(
        key="work-permit-ask",
        name="a work permit can be asked for",
        days=DAYS_TO_ASK_FOR_WORK,
        kind=Kind.EARLIEST,
        rules=("INA-208d2-ead", "DHS-ead-nprm-2026"),
        do="confirm the count with the court, then file Form I-765, category (c)(8); delay on our side stops "
        "the clock, a rejected or incomplete form does not start it, and a new rule may have made the wait "
        "longer",
    ),
    _Clock(
        key="work-permit-grant",
        name="a work permit can be given",
        days=DAYS_TO_GRANT_WORK,
        kind=Kind.EARLIEST,
        rules=("INA-208d2-ead", "DHS-ead-nprm-2026"),
        do="expect nothing sooner, and later where that clock was stopped",
    ),
    _Clock(
        key="decision-aim",
        name="the law wants a decision",
        days=DAYS_TO_DECIDE,
        kind=Kind.AIM,
        rules=("INA-208d5-180-adjudication",),
        do="expect short schedules: gather evidence and witnesses early",
    ),
)


def since_filing(case: Case, today: dt.date) -> Iterator[Deadline]:
    """The clocks that run from the day on which the application is filed."""
    if not case.applications:
        return
    filed = application_filed(case)
    for clock in _CLOCKS:
        last = None if filed is None else _on(after(filed, clock.days))
        yield Deadline(
            key=clock.key,
            name=clock.name,
            kind=clock.kind,
            last=last,
            when="" if last else f"{clock.days} days after the application is filed",
            counted=forward("filing.date", filed, clock.days, last)
            if filed and last
            else f"{clock.days} calendar days from the day on which the court accepts the application",
            rules=clock.rules,
            do=clock.do,
            standing=reached(last.day, today) if last else Standing.OPEN,
        )


def _on(day: dt.date) -> LastDay:
    """Give a day that no weekend moves: nobody has to act on it."""
    return LastDay(counted=day, day=day, safe=day)


def biometrics(case: Case) -> Iterator[Deadline]:
    """Fingerprints, on the day that USCIS names."""
    if case.applications:
        yield Deadline(
            key="biometrics",
            name="fingerprints (biometrics)",
            kind=Kind.LAST,
            last=None,
            when="set by the notice from USCIS",
            counted="USCIS names the day in a notice that goes to the address the court has",
            rules=("BIO-auto-schedule", "BIO-address", "BIO-proof"),
            do="put the day of the notice into the calendar for everyone on the form; missing it can end the "
            "application; file the receipt",
            standing=Standing.OPEN,
        )


def address(case: Case, today: dt.date) -> Iterator[Deadline]:
    """A change of address, to be told to the court."""
    moved = _last_move(case)
    recent = moved is not None and (moved - today).days >= -_RECENT_MOVE_DAYS
    last = forward_deadline(moved, DAYS_TO_REPORT_A_MOVE) if moved is not None and recent else None
    yield Deadline(
        key="address",
        name="tell the court of a move (EOIR-33/IC)",
        kind=Kind.LAST,
        last=last,
        when="" if last else f"{DAYS_TO_REPORT_A_MOVE} days after every move",
        counted=forward("the start of the last residence", moved, DAYS_TO_REPORT_A_MOVE, last)
        if moved is not None and last
        else f"{DAYS_TO_REPORT_A_MOVE} days from each change of address, for everyone in the case",
        rules=("BIO-address",),
        do="file Form EOIR-33/IC for everyone who moved, and serve DHS; until then notices go astray",
        standing=Standing.OPEN if last is None else _told(last, today),
    )


def _told(last: LastDay, today: dt.date) -> Standing:
    """Say where a day stands whose keeping no file of the case tells."""
    return Standing.DUE if today <= last.day else Standing.NOT_SAID


def _last_move(case: Case) -> dt.date | None:
    """Give the day on which the latest residence of any form began; None where only its month is known."""
    starts = [row.from_ for form in case.applications for row in form.answers.residences]
    days = [start.first for start in starts if start.first is not None and start.first == start.last]
    return max(days, default=None)


_APPEALS = (
    (
        "appeal-merits",
        "appeal, where asylum was decided on its merits",
        DAYS_TO_APPEAL_MERITS,
        "asylum decided, and not refused under INA 208(a)(2)(A)-(C)",
    ),
    (
        "appeal",
        "appeal, every other decision",
        DAYS_TO_APPEAL,
        "every other decision, also asylum refused as late",
    ),
)


def appeals(decided: dt.date | None, today: dt.date) -> Iterator[Deadline]:
    """When an appeal must have reached the Board: two rows, because the kind of decision makes the time."""
    for key, name, days, which in _APPEALS:
        last = None if decided is None else forward_deadline(decided, days)
        told = "" if decided is None or last is None else forward("the decision", decided, days, last)
        yield Deadline(
            key=key,
            name=name,
            kind=Kind.LAST,
            last=last,
            when="" if last else f"{days} days after the decision",
            counted=f"{which}: {told or f'{days} calendar days from the decision'}",
            rules=("DL-bia-appeal-2026",),
            do="the Board must have received Form EOIR-26 by then; where in doubt keep the shorter time"
            if last
            else "after the decision give its day: asylum-packet deadlines CASE --decided 2027-03-10",
            standing=Standing.OPEN if last is None else _told(last, today),
        )
