"""`asylum-packet clean CASE`: remove what the tool keeps beside a case to be fast."""

from __future__ import annotations

import contextlib
from pathlib import Path

import click

from asylum_packet.cli import options as take


@click.command()
@take.case_argument
def clean(case: Path) -> None:
    """Remove prepared exhibits; sources and packets stay."""
    from asylum_packet.cli.output import results
    from asylum_packet.intake.alone import alone, forget
    from asylum_packet.intake.cache import clean as clean_cache
    from asylum_packet.options import CACHE
    from asylum_packet.packet.openings import NOTE
    from asylum_packet.report.tables import size

    kept = case / CACHE
    with alone(kept) if kept.is_dir() else contextlib.nullcontext():
        freed = clean_cache(kept)
        (kept / NOTE).unlink(missing_ok=True)
        forget(kept)
    with contextlib.suppress(OSError):  # something of somebody else lies in it
        kept.rmdir()
    results(
        f"freed {size(freed)}; the next build prepares the exhibits again" if freed else "nothing to remove"
    )
