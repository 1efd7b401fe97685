"""`asylum-packet form fill` and `form sheet`: the form or the answer sheet without the rest of a packet."""

from __future__ import annotations

from pathlib import Path

import click

from asylum_packet.cli import options as take


@click.command()
@take.case_argument
@take.output_option
@take.firm_option
@take.blank_option
def fill(case: Path, out: Path, firm: Path | None, blank: Path | None) -> int:
    """Fill the official form alone, without stamps.

    Exit 1 where an answer does not fit its box; it is then left out of the file and named.
    """


@click.command()
@take.case_argument
@take.output_option
@take.firm_option
def sheet(case: Path, out: Path, firm: Path | None) -> None:
    """Print every question with its answer, to read over with the client.

    It is not the official form.
    """
