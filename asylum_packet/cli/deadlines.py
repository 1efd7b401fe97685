"""`asylum-packet deadlines CASE`: every deadline, how it was counted, and what to do; as a calendar too.

The only command that asks the clock what day it is; `--today` answers instead.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from asylum_packet.cli import options as take
from asylum_packet.errors import OutputError

if TYPE_CHECKING:
    from asylum_packet.law.agenda import Deadline

_DAY = click.DateTime(formats=["%Y-%m-%d", "%m/%d/%Y"])


@click.command()
@take.case_argument
@take.firm_option
@click.option("--today", type=_DAY, metavar="DATE", help="Count as of this day instead of today.")
@click.option(
    "--decided", type=_DAY, metavar="DATE", help="The day of the judge's decision: counts the appeal."
)
@click.option(
    "--ics",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Also write a calendar file; of the case it shows the folder's name alone.",
)
@take.format_option
def deadlines(
    case: Path,
    firm: Path | None,
    today: dt.datetime | None,
    decided: dt.datetime | None,
    ics: Path | None,
    style: str,
) -> None:
    """Print every deadline of a case: the day, how it was counted, what to do.

    Dates are typed like 2027-03-10 or 03/10/2027.
    """
    from asylum_packet.case.reading import read_case
    from asylum_packet.cli.output import results
    from asylum_packet.law.schedule import deadlines
    from asylum_packet.report.deadlines import deadlines_json, deadlines_text

    day = (today or dt.datetime.now().astimezone()).date()
    read = read_case(case, firm=firm)
    rows = deadlines(read, today=day, decided=decided.date() if decided else None)
    dated = any(row.last for row in rows)
    if ics is not None and dated:
        _write(ics, read.folder, rows, day)
    write = deadlines_json if style == "json" else deadlines_text
    results(write(rows, read, today=day))
    if ics is not None and not dated:
        raise OutputError(
            f"{ics.as_posix()} is not written: no deadline has a day yet, and no calendar may be empty",
            fix="type the date of the hearing, or filings_due, in case.yaml",
        )


def _write(file: Path, folder: Path, rows: tuple[Deadline, ...], today: dt.date) -> None:
    """Write the calendar file; the old one stays until the new one is whole."""
    from asylum_packet.packet.outputs import replacing
    from asylum_packet.report.ics import calendar_text

    with replacing(file) as beside:
        beside.write_bytes(calendar_text(rows, folder, today=today).encode())
