"""`asylum-packet form`: the official Form I-589: its blanks, and the filled form without the rest of a packet."""

from __future__ import annotations

from pathlib import Path

import click

from asylum_packet.cli import options as take


@click.group()
def form() -> None:
    """Install the official Form I-589, or fill it alone.

    USCIS publishes the blank at www.uscis.gov/i-589; this project does not carry it. Download it yourself,
    then install it once.
    """


@form.command()
@click.argument("pdf", metavar="PDF", type=take.FILE)
@take.data_option
def install(pdf: Path, data_folder: Path | None) -> None:
    """Prove a downloaded blank Form I-589 and keep it for every case."""


@form.command(name="list")
@take.data_option
@take.format_option
def list_(data_folder: Path | None, style: str) -> None:
    """Print the blanks that are installed and the editions that are known."""
