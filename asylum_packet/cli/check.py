"""`asylum-packet check CASE`: every finding, by file and line; exit 1 where one is an error."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from asylum_packet.cli import options as take
from asylum_packet.errors import CaseFileError, ExitCode

if TYPE_CHECKING:
    from asylum_packet.findings import Finding
    from asylum_packet.options import Options


@click.command()
@take.case_argument
@take.firm_option
@take.blank_option
@take.jobs_option
@take.ocr_option
@take.limit_option
@take.format_option
def check(
    case: Path,
    firm: Path | None,
    blank: Path | None,
    jobs: int,
    *,
    ocr: bool,
    limits: dict[str, int],
    style: str,
) -> int:
    """Print what the rules and the files say about a case.

    Nothing is written but the prepared exhibits kept beside the case. Exit 1 while an error stands.
    """
    from asylum_packet import building
    from asylum_packet.case.reading import read_case
    from asylum_packet.cli.output import progress_bar, results
    from asylum_packet.cli.passwords import unlocking
    from asylum_packet.findings import has_errors
    from asylum_packet.report.findings import findings_json, findings_text

    def look(options: Options) -> tuple[Finding, ...]:
        with progress_bar() as progress:
            return building.check(read_case(case, firm=firm), options=options, progress=progress)

    try:
        found = unlocking(look, take.build_options(blank, jobs, ocr=ocr, limits=limits), tuple)
        code = ExitCode.FINDINGS if has_errors(found) else ExitCode.CLEAN
    except CaseFileError as error:  # its findings are what this command was asked for
        found, code = error.findings, error.exit_code
    results(findings_json(found) if style == "json" else findings_text(found, folder=case.as_posix()))
    return code
