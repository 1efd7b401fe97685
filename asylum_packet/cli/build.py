"""`asylum-packet build CASE`: the packet, its upload set and its manifest; exit 1 while an error stands."""

from __future__ import annotations

from pathlib import Path

import click

from asylum_packet.cli import options as take
from asylum_packet.errors import ExitCode


@click.command()
@take.case_argument
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to write.  [default: CASE/out]",
)
@take.firm_option
@take.blank_option
@take.jobs_option
@take.format_option
def build(
    case: Path,
    out: Path | None,
    firm: Path | None,
    blank: Path | None,
    jobs: int,
    style: str,
) -> int:
    """Turn a case folder into its packet.

    The packet is called packet-DRAFT.pdf, and says so on every page, while an error stands; then the exit
    code is 1. The packet before stays until the new one is proven.
    """
    from asylum_packet import building
    from asylum_packet.case.reading import read_case
    from asylum_packet.cli.output import progress_bar, results
    from asylum_packet.findings import has_errors
    from asylum_packet.report.built import built_text

    options = take.build_options(blank, jobs)
    with progress_bar() as progress:
        read = read_case(case, firm=firm)
        built = building.build(read, out or case / "out", options=options, progress=progress)
    if style == "json":
        results(built.manifest.read_text(encoding="utf-8").rstrip())
    else:
        results(built_text(built, size_bytes=built.packet.stat().st_size, folder=case.as_posix()))
    return ExitCode.FINDINGS if has_errors(built.findings) else ExitCode.CLEAN
