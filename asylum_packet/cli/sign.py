"""`asylum-packet sign CASE`: who signs what and where; exit 1 where something has to be signed again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from asylum_packet.cli import options as take
from asylum_packet.errors import ExitCode

if TYPE_CHECKING:
    from asylum_packet.building import Signing
    from asylum_packet.options import Options


@click.command()
@take.case_argument
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="The output folder; the sheets go into its to-sign folder.  [default: CASE/out]",
)
@take.firm_option
@take.blank_option
@take.jobs_option
@take.limit_option
@take.format_option
def sign(
    case: Path,
    out: Path | None,
    firm: Path | None,
    blank: Path | None,
    jobs: int,
    limits: dict[str, int],
    style: str,
) -> int:
    """Print what needs a hand, and write the sheets to sign.

    Each sheet is the very page of the packet. Its scan, put into signed/ under the name of the slot, takes
    the page's place. What it signed is kept in signed/ledger.json: a later change of the text is an error.
    """
    from asylum_packet import building
    from asylum_packet.case.reading import read_case
    from asylum_packet.cli.output import progress_bar, results
    from asylum_packet.cli.passwords import unlocking
    from asylum_packet.findings import has_errors
    from asylum_packet.report.signing import rows, signing_json, signing_text

    place = out or case / "out"

    def prepare(options: Options) -> Signing:
        with progress_bar() as progress:
            read = read_case(case, firm=firm)
            return building.prepare_to_sign(read, place, options=options, progress=progress)

    options = take.build_options(blank, jobs, limits=limits)
    signing = unlocking(prepare, options, lambda done: done.findings)
    listed, sheets = rows(signing.signatures), place / building.TO_SIGN
    if style == "json":
        results(signing_json(listed, signing.findings, sheets=sheets))
    else:
        results(signing_text(listed, signing.findings, sheets=sheets, folder=case.as_posix()))
    return ExitCode.FINDINGS if has_errors(signing.findings) else ExitCode.CLEAN
