"""`asylum-packet build CASE`: the packet, its upload set and its manifest; exit 1 while an error stands."""

from __future__ import annotations

import json
from pathlib import Path

import click

from asylum_packet.cli import options as take
from asylum_packet.errors import ExitCode

ONLY = ("brief", "form", "index")
"""What `building.ONLY` knows, without loading it for `--help`."""


@click.command()
@take.case_argument
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to write.  [default: CASE/out]",
)
@click.option(
    "--only",
    type=click.Choice(ONLY),
    help="Write this paper alone, with the page numbers it has in the packet; nothing to file.",
)
@take.firm_option
@take.blank_option
@take.jobs_option
@take.format_option
def build(
    case: Path,
    out: Path | None,
    only: str | None,
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
    from asylum_packet.report.built import alone_json, built_text

    options, place = take.build_options(blank, jobs), out or case / "out"
    with progress_bar() as progress:
        read = read_case(case, firm=firm)
        if only is None:
            built = building.build(read, place, options=options, progress=progress)
        else:
            built = building.build_only(read, place, only, options=options, progress=progress)
    if style == "text":
        results(built_text(built, size_bytes=built.packet.stat().st_size, folder=case.as_posix()))
    elif built.manifest is not None:
        results(json.dumps(json.loads(built.manifest.read_bytes()), indent=2))
    else:
        results(alone_json(built))
    return ExitCode.FINDINGS if has_errors(built.findings) else ExitCode.CLEAN
