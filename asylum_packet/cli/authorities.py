"""`asylum-packet authorities CASE`: every authority of the brief with its places, for a person to proof."""

from __future__ import annotations

from pathlib import Path

import click

from asylum_packet.cli import options as take


@click.command()
@take.case_argument
@take.firm_option
@take.blank_option
@take.jobs_option
@take.format_option
def authorities(case: Path, firm: Path | None, blank: Path | None, jobs: int, style: str) -> None:
    """Print the authorities a brief cites: where, on which page, in which form."""
    from asylum_packet.case.reading import read_case
    from asylum_packet.cli.output import progress_bar, results
    from asylum_packet.laying import lay_out
    from asylum_packet.report.authorities import authorities_json, authorities_text

    options = take.build_options(blank, jobs)
    with progress_bar() as progress:
        laid = lay_out(read_case(case, firm=firm), options=options, progress=progress)
    printed = authorities_json if style == "json" else authorities_text
    results(printed(laid.facts.authorities, laid.findings))
