"""What a case's own dates say: when its papers are due, and when the year of each application ends.

The rules (`checks/`) and the table of deadlines (`schedule.py`) both ask here, so that they cannot disagree.
"""

from __future__ import annotations

import datetime as dt

from asylum_packet.case.model import Application, Case
from asylum_packet.law.deadlines import (
    DAYS_BEFORE_INDIVIDUAL,
    DAYS_BEFORE_MASTER,
    LastDay,
    filing_deadline,
    one_year_deadline,
    set_deadline,
)
from asylum_packet.values import Struct

ORDER = "DL-judge-order-controls"
DETAINED = "DL-detained-court-sets"
INDIVIDUAL = "DL-individual-nondetained-30"
MASTER = "DL-master-15"


class FilingDue(Struct, frozen=True, kw_only=True):
    """When the papers of a case are due: the rule that says so, and the last day.

    `last` is None where the court sets the day and the case does not give it. `days` are the calendar days
    before the hearing, 0 where a person set the day.
    """

    rule: str
    last: LastDay | None
    days: int = 0


def filing_due(case: Case) -> FilingDue | None:
    """Say when the papers are due; None where there is no hearing to count from.

    A date the judge set goes first, then custody, where only the court sets one, then the kind of hearing.
    """
    if case.filings_due is not None:
        return FilingDue(rule=ORDER, last=set_deadline(case.filings_due))
    if case.court.is_detained:
        return FilingDue(rule=DETAINED, last=None)
    return manual_due(case)


def manual_due(case: Case) -> FilingDue | None:
    """Count the manual's days before the hearing, whatever a judge ordered."""
    hearing = case.hearing
    if hearing is None or hearing.date is None:
        return None
    rule, days = (
        (MASTER, DAYS_BEFORE_MASTER) if hearing.kind == "master" else (INDIVIDUAL, DAYS_BEFORE_INDIVIDUAL)
    )
    return FilingDue(rule=rule, last=filing_deadline(hearing.date, days), days=days)


def filed_late(case: Case) -> FilingDue | None:
    """Give what the filing date misses; None where it is in time, or one of both days is not known."""
    due, filed = filing_due(case), case.filing.date
    late = due is not None and due.last is not None and filed is not None and filed > due.last.day
    return due if late else None


def application_filed(case: Case) -> dt.date | None:
    """Give the day on which the application is filed; None where it is not settled, or not in this packet."""
    return case.filing.date if "application" in case.submissions else None


def last_arrival(application: Application) -> dt.date | None:
    """Give the first day the latest entry can mean; None where an entry has no date to compute with."""
    days = [entry.date.first for entry in application.answers.entries]
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None


def one_year(application: Application) -> LastDay | None:
    """Give the end of the year after the last arrival; None where that is not known."""
    arrival = last_arrival(application)
    return None if arrival is None else one_year_deadline(arrival)


def is_late(case: Case, application: Application) -> bool | None:
    """Say whether the application comes after the year; None where a date is missing."""
    last, filed = one_year(application), application_filed(case)
    return None if last is None or filed is None else filed > last.day
