"""`asylum-packet form`: the official blanks of Form I-589, and the form without the rest of a packet."""

from __future__ import annotations

from pathlib import Path

import click

from asylum_packet.cli import options as take
from asylum_packet.cli.form_alone import fill, sheet
from asylum_packet.cli.form_diff import diff
from asylum_packet.cli.form_inspect import inspect
from asylum_packet.cli.form_read import read


@click.group(commands=(fill, sheet, read, diff, inspect))
def form() -> None:
    """Install the official Form I-589, fill it alone, or read a filled one.

    USCIS publishes the blank at www.uscis.gov/i-589; this project does not carry it. Download it yourself,
    then install it once.
    """


@form.command()
@click.argument("pdf", metavar="PDF", type=take.FILE)
@click.option(
    "--accept",
    is_flag=True,
    help="Take an edition that is not known, after you looked at its proof (form inspect -o proof.pdf).",
)
def install(pdf: Path, *, accept: bool) -> None:
    """Prove a downloaded blank Form I-589 and keep it for every case."""
    from asylum_packet.cli.output import results
    from asylum_packet.form import blanks
    from asylum_packet.law.editions import Standing, edition

    folder = take.data_folder()
    blank = blanks.install(pdf, data_folder=folder, accept=accept)
    first = blanks.installed(folder)[0]
    older = "" if first.fact == blank.fact else f"builds fill edition {first.edition} before it"
    then = older or "every build fills it from now on"
    results(f"installed Form I-589, edition {blank.edition}; {then}")
    if not blank.verified:
        results("It is not verified: every packet filled on it warns to look at each page of the form.")
    known = edition(blank.edition)
    if known is not None and known.standing is Standing.SUPERSEDED:
        results(f"The court is not known to take edition {blank.edition} any more: every packet warns of it.")


@form.command(name="list")
@take.format_option
def list_(style: str) -> None:
    """Print the editions that are known and the blanks that are installed."""
    from asylum_packet.cli.output import results
    from asylum_packet.form.blanks import installed
    from asylum_packet.law.editions import EDITIONS
    from asylum_packet.report.blanks import blanks_json, blanks_text

    here = [blank.fact for blank in installed(take.data_folder())]
    results(blanks_json(here, EDITIONS) if style == "json" else blanks_text(here, EDITIONS))
