"""`asylum-packet cites CASE`: what an attorney can type after the @ of a pin cite, and where it leads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from asylum_packet.cli import options as take

if TYPE_CHECKING:
    from asylum_packet.options import Options
    from asylum_packet.sequence import Packet


@click.command()
@take.case_argument
@take.firm_option
@take.blank_option
@take.jobs_option
@take.limit_option
@take.format_option
def cites(
    case: Path, firm: Path | None, blank: Path | None, jobs: int, limits: dict[str, int], style: str
) -> None:
    """Print what a brief can cite: ids, tabs and pages."""
    from asylum_packet import building
    from asylum_packet.case.reading import read_case
    from asylum_packet.cli.output import progress_bar, results
    from asylum_packet.cli.passwords import unlocking
    from asylum_packet.report.cites import citables, cites_json, cites_text

    read = read_case(case, firm=firm)

    def plan(options: Options) -> Packet:
        with progress_bar() as progress:
            return building.plan(read, options=options, progress=progress)

    wanted = take.build_options(blank, jobs, limits=limits)
    rows = citables(read, unlocking(plan, wanted, lambda _: ()))
    take.warn_of_another_form(read, wanted)
    results(cites_json(rows) if style == "json" else cites_text(rows))
