"""Part A.III of the form: five years of addresses and work, every school, latest first, without gaps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from asylum_packet.case.answers import Job, PastAddress, School
from asylum_packet.case.model import Application, Case
from asylum_packet.checks.blanks import blank_keys, blank_remarks
from asylum_packet.checks.rule import Remark, rule
from asylum_packet.checks.spans import Gap, descending, gaps, spans
from asylum_packet.facts import Facts
from asylum_packet.findings import Severity
from asylum_packet.law.deadlines import anniversary

YEARS_ASKED = 5

Row = PastAddress | School | Job


@rule("I589-residences")
def addresses_are_complete(case: Case, _facts: Facts) -> Iterator[Remark]:
    """There is an address abroad, and five years of residences without a gap, the present one first."""
    for application in case.applications:
        answers = application.answers
        yield from _rows(
            application, "last_addresses", answers.last_addresses, "item 1", "the last address abroad"
        )
        yield from _rows(
            application, "residences", answers.residences, "item 2", "every address of five years"
        )
        yield from _order(application, "residences", answers.residences)
        yield from _gaps(application, "residences", answers.residences, case.filing.date)


@rule("I589-education")
def schools_are_listed(case: Case, _facts: Facts) -> Iterator[Remark]:
    """Schools are listed, the latest first."""
    for application in case.applications:
        schools = application.answers.education
        yield from _rows(
            application, "education", schools, "item 3", "every school, or one row with school: None"
        )
        yield from _order(application, "education", schools)


@rule("I589-employment")
def work_is_complete(case: Case, _facts: Facts) -> Iterator[Remark]:
    """Five years of work are listed without a gap, times without work as rows of their own."""
    for application in case.applications:
        jobs = application.answers.employment
        yield from _rows(
            application, "employment", jobs, "item 4", "five years of work, or one row: Unemployed"
        )
        yield from _order(application, "employment", jobs)
        yield from _gaps(application, "employment", jobs, case.filing.date)


def _rows(
    application: Application, key: str, rows: Sequence[Row], item: str, wanted: str
) -> Iterator[Remark]:
    """Say that a table is empty, or which of its cells are."""
    if not rows:
        yield Remark(application.at(key), f"Part A.III, {item} is empty", f"list {wanted} under {key}:")
    missing = [cell for index, row in enumerate(rows) for cell in blank_keys(row, f"{key}[{index}]")]
    yield from blank_remarks(application, missing, f"Part A.III, {item}")


def _order(application: Application, key: str, rows: Sequence[Row]) -> Iterator[Remark]:
    """Say where a row is later than the one above it."""
    index = descending(row.from_.first for row in rows)
    if index is not None:
        yield Remark(
            application.at(f"{key}[{index}]"),
            f"row {index + 1} of {key} begins later than the one above it",
            "put the present or latest one first",
            Severity.WARNING,
        )


def _gaps(application: Application, key: str, rows: Sequence[Row], filed: dt.date | None) -> Iterator[Remark]:
    """Say which times between the filing and five years before it no row covers."""
    known = [day for row in rows for day in (row.from_.first, row.to.last) if day is not None]
    if not known:
        return
    times = spans(((row.from_, row.to) for row in rows), filed or max(known))
    if times is None:
        return
    since = anniversary(filed, -YEARS_ASKED) if filed else None
    for gap in gaps(times, since=since, until=filed):
        yield Remark(
            application.at(f"{key}[{gap.after if gap.after is not None else gap.before}]"),
            _where(key, gap),
            "add what is missing as a row of its own; a time without work or home is a row too",
        )


def _where(key: str, gap: Gap) -> str:
    """Say between which rows a gap lies."""
    after, before = (None if row is None else row + 1 for row in (gap.after, gap.before))
    if after is None:
        does = "do" if key.endswith("s") else "does"
        return f"{key} {does} not go back {YEARS_ASKED} years from filing.date: the earliest is row {before}"
    if before is None:
        ends = "end" if key.endswith("s") else "ends"
        return f"{key} {ends} before filing.date: the latest is row {after}"
    return f"no row of {key} covers the time between rows {after} and {before}"
