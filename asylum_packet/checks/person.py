"""Part A.I of the form: proceedings, entries, and dates that can be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from asylum_packet.case.answers import Job, PastAddress, School
from asylum_packet.case.model import Application, Case
from asylum_packet.case.values import FormDate
from asylum_packet.checks.blanks import blank_keys
from asylum_packet.checks.caption import family
from asylum_packet.checks.rule import Remark, rule
from asylum_packet.checks.spans import descending, is_still
from asylum_packet.checks.words import is_none, listed
from asylum_packet.facts import Facts
from asylum_packet.findings import Severity, quoted

Row = PastAddress | School | Job


@rule("I589-A18-court")
def says_now_in_proceedings(case: Case, _facts: Facts) -> Iterator[Remark]:
    """An application filed in court says that the applicant is now in proceedings."""
    for application in case.applications:
        if application.answers.applicant.court_proceedings != "now":
            yield Remark(
                application.at("applicant.court_proceedings"),
                "Part A.I, item 18, does not say that the applicant is now in immigration court proceedings",
                "type court_proceedings: now",
            )


@rule("I589-A19-entries")
def entries_are_listed(case: Case, _facts: Facts) -> Iterator[Remark]:
    """Every entry has date, place and status, the latest entry its expiry too, latest first."""
    for application in case.applications:
        entries = application.answers.entries
        if not entries:
            yield Remark(
                application.at("entries"),
                "no entry into the United States is listed",
                "list every entry under entries:, the latest first, with date, place and status",
            )
            continue
        blank = [
            key
            for index, entry in enumerate(entries)
            for key in blank_keys(entry, f"entries[{index}]")
            if index == 0 or not key.endswith(".status_expires")
        ]
        if blank:
            yield Remark(
                application.at(blank[0]),
                f"Part A.I, item 19.c, is not complete: {listed([quoted(key) for key in blank])}",
                "answer each one; where no status was given, type None",
            )
        if (index := descending([entry.date.first for entry in entries])) is not None:
            yield Remark(
                application.at(f"entries[{index}]"),
                f"row {index + 1} of entries is later than the one above it",
                "put the latest entry first",
            )


@rule("I589-dates-format")
def dates_can_be(case: Case, _facts: Facts) -> Iterator[Remark]:
    """Birth comes before what follows it, no answer lies after the filing, and words for dates are meant."""
    for application in case.applications:
        yield from _orders(application)
        yield from _future(application, case.filing.date)
        yield from _approximate(application)


def _orders(application: Application) -> Iterator[Remark]:
    """Compare pairs of dates of which the first must come first."""
    answers = application.answers
    born = answers.applicant.dob
    pairs = [
        ("applicant.dob", born, f"{name}[{i}].from", row.from_)
        for name, rows in _tables(application)
        for i, row in enumerate(rows)
    ]
    pairs += [
        (f"{name}[{i}].from", row.from_, f"{name}[{i}].to", row.to)
        for name, rows in _tables(application)
        for i, row in enumerate(rows)
    ]
    pairs += [
        ("applicant.dob", born, f"children[{i}].dob", c.dob) for i, c in enumerate(answers.children or ())
    ]
    pairs += [("applicant.dob", born, f"entries[{i}].date", e.date) for i, e in enumerate(answers.entries)]
    pairs += [("applicant.dob", born, "spouse.marriage_date", answers.spouse.marriage_date)]
    if answers.entries:
        left = answers.applicant.last_left_country
        pairs += [("applicant.last_left_country", left, "entries[0].date", answers.entries[0].date)]
    for early_key, early, late_key, late in pairs:
        if early.first and late.last and early.first > late.last:
            yield Remark(
                application.at(late_key),
                f"{quoted(late_key)} is before {quoted(early_key)}",
                "correct one of the two dates",
                Severity.ERROR,
            )


def _tables(application: Application) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """Name the tables whose rows run from one date to another."""
    answers = application.answers
    return (
        ("last_addresses", answers.last_addresses),
        ("residences", answers.residences),
        ("education", answers.education),
        ("employment", answers.employment),
    )


def _dates(application: Application) -> Iterator[tuple[str, FormDate]]:
    """Yield every date of the form that lies in the past when it is filed."""
    answers = application.answers
    yield "applicant.dob", answers.applicant.dob
    yield "applicant.last_left_country", answers.applicant.last_left_country
    yield from ((f"entries[{i}].date", entry.date) for i, entry in enumerate(answers.entries))
    for key, member in family(application):
        yield f"{key}.dob", member.dob
        yield f"{key}.entry_date", member.entry_date
    yield "spouse.marriage_date", answers.spouse.marriage_date
    for name, rows in _tables(application):
        for index, row in enumerate(rows):
            yield f"{name}[{index}].from", row.from_
            yield f"{name}[{index}].to", row.to


def _future(application: Application, filed: dt.date | None) -> Iterator[Remark]:
    """Yield dates that come after the filing."""
    for key, date in _dates(application):
        if filed is not None and date.first is not None and date.first > filed:
            yield Remark(
                application.at(key),
                f"{quoted(key)} is after filing.date",
                "correct the date; for what still goes on, type Present",
                Severity.ERROR,
            )


def _approximate(application: Application) -> Iterator[Remark]:
    """Name the dates given in words, which nobody can compute with."""
    keys = [
        key
        for key, date in _dates(application)
        if date.printed and date.first is None and not is_still(date) and not is_none(date.printed)
    ]
    if keys:
        yield Remark(
            application.at(keys[0]),
            f"given in words, not as a date: {listed([quoted(key) for key in keys])}",
            "type a month such as 2019-05 where it is known, and explain the rest in the declaration",
            Severity.NOTE,
        )
