"""The year in which asylum must be asked for, against the answer to C.5: dates of the case only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from asylum_packet.case.model import Case
from asylum_packet.checks.rule import SILENCE, Remark, rule
from asylum_packet.facts import Facts
from asylum_packet.findings import Severity
from asylum_packet.law.deadlines import CLOSE_TO_ONE_YEAR
from asylum_packet.law.due import application_filed, is_late, last_arrival, one_year

_EXCEPTION = re.compile(r"\b(?:changed|extraordinary|exceptional|unaccompanied)\b", re.IGNORECASE)


@rule("I589-C5-consistency")
def c5_agrees_with_dates(case: Case, _facts: Facts) -> Iterator[Remark]:
    """C.5 says yes exactly where the filing comes after the year."""
    for application in case.applications:
        late, answer = is_late(case, application), application.answers.bars.one_year.answer
        place = application.at("bars.one_year.answer")
        if late is None and answer and "application" in case.submissions:
            yield Remark(
                place,
                "C.5 cannot be compared: filing.date or the date of an entry is not known",
                "type filing: {date: 2027-02-01} in case.yaml once it is settled, and dates under entries:",
                Severity.NOTE,
            )
        elif late and answer == "no":
            yield Remark(
                place,
                "C.5 is no, but filing.date is more than a year after the last arrival",
                f"type yes and explain; if the form was first filed in time, give that date: {SILENCE}",
            )
        elif late is False and answer == "yes":
            yield Remark(
                place,
                "C.5 is yes, but filing.date is within a year of the last arrival",
                "type no, or correct filing.date or the entries",
            )


@rule("INA-208a2B-one-year")
def lateness_is_excused(case: Case, _facts: Facts) -> Iterator[Remark]:
    """A late application names changed or extraordinary circumstances in C.5."""
    for application in case.applications:
        told = application.answers.bars.one_year.explanation
        if is_late(case, application) and told and not _EXCEPTION.search(told):
            yield Remark(
                application.at("bars.one_year.explanation"),
                "the application is late, and C.5 names neither changed nor extraordinary circumstances",
                "say which of the two it is, since when, and why the filing followed in reasonable time",
                Severity.WARNING,
            )


@rule("INA-208a2E-uac")
def minors_are_asked_about(case: Case, _facts: Facts) -> Iterator[Remark]:
    """A late applicant who came under 18 may have been found to be an unaccompanied child."""
    for application in case.applications:
        born, arrival = application.answers.applicant.dob.last, last_arrival(application)
        if born is None or arrival is None or not is_late(case, application):
            continue
        if (arrival.year - born.year, arrival.month, arrival.day) < (18, born.month, born.day):
            yield Remark(
                application.at("entries"),
                "the application is late, but the applicant came under 18; no year runs against a child found"
                " to be unaccompanied",
                "look for that finding, and say so in C.5; minority itself may excuse the delay as well",
                Severity.NOTE,
            )


@rule("CFR-1208.4-count")
def year_is_not_nearly_over(case: Case, _facts: Facts) -> Iterator[Remark]:
    """A filing in the last days of the year is called close."""
    for application in case.applications:
        arrival, last, filed = last_arrival(application), one_year(application), application_filed(case)
        if arrival is None or last is None or filed is None:
            continue
        if (filed - arrival).days >= CLOSE_TO_ONE_YEAR and filed < last.counted:
            yield Remark(
                case.at("filing.date"),
                f"filing.date is close to the end of the year after the last arrival, {last.counted}",
                f"file by {last.safe}, and keep proof of the day the court accepted it",
                Severity.WARNING,
            )


@rule("PKT-one-year-safe")
def last_day_is_not_relied_on(case: Case, _facts: Facts) -> Iterator[Remark]:
    """A filing on the anniversary, or on the business day after it, relies on how days are counted."""
    for application in case.applications:
        last, filed = one_year(application), application_filed(case)
        if last is None or filed is None:
            continue
        if last.counted <= filed <= last.day:
            yield Remark(
                case.at("filing.date"),
                f"filing.date relies on the last day of the year being {last.day}",
                f"file by {last.safe}, which no way of counting calls late",
            )
