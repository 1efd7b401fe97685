"""`asylum-packet clean CASE`: remove what the tool keeps beside a case to be fast."""

from __future__ import annotations

from pathlib import Path

import click

from asylum_packet.cli import options as take


@click.command()
@take.case_argument
def clean(case: Path) -> None:
    """Remove the prepared exhibits kept beside a case; sources and packets stay."""
    from asylum_packet.cli.output import results
    from asylum_packet.intake.cache import clean as clean_cache

    clean_cache(case)
    results("removed the prepared exhibits; the next build makes them again")
