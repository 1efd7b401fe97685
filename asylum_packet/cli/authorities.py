"""`asylum-packet authorities CASE`: every authority of the brief with its places, for a person to proof."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from asylum_packet.cli import options as take

if TYPE_CHECKING:
    from asylum_packet.laying import Laid
    from asylum_packet.options import Options


@click.command()
@take.case_argument
@take.firm_option
@take.blank_option
@take.jobs_option
@take.limit_option
@take.format_option
def authorities(
    case: Path, firm: Path | None, blank: Path | None, jobs: int, limits: dict[str, int], style: str
) -> None:
    """Print the authorities a brief cites: where, on which page, in which form."""
    from asylum_packet.building import refuse
    from asylum_packet.case.reading import read_case
    from asylum_packet.cli.output import progress_bar, results
    from asylum_packet.cli.passwords import unlocking
    from asylum_packet.laying import lay_out
    from asylum_packet.report.authorities import authorities_json, authorities_text

    read = read_case(case, firm=firm)

    def lay(options: Options) -> Laid:
        with progress_bar() as progress:
            laid = lay_out(read, options=options, progress=progress, whole=False)
        return laid if laid.packet else refuse(read, laid)

    wanted = take.build_options(blank, jobs, limits=limits)
    laid = unlocking(lay, wanted, lambda _: ())
    take.warn_of_another_form(read, wanted)
    printed = authorities_json if style == "json" else authorities_text
    results(printed(laid.facts.authorities, laid.findings))
