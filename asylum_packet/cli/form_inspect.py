"""`asylum-packet form inspect`: what a blank says of itself, and a proof of what would go where."""

from __future__ import annotations

from pathlib import Path

import click

from asylum_packet.cli import options as take
from asylum_packet.errors import ExitCode


@click.command()
@click.argument("pdf", metavar="PDF", type=take.FILE)
@click.option(
    "-o",
    "--output",
    "out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A proof to write: the form with every key drawn in its box.",
)
@take.format_option
def inspect(pdf: Path, out: Path | None, style: str) -> int:
    """Say what a blank Form I-589 is, and how it differs from the editions that are known.

    For an edition that is not known yet: write the proof, compare every key with the question printed there,
    then install the blank with --accept. Exit 5 where it could not be installed as it is.
    """
    from asylum_packet.cli.output import results
    from asylum_packet.form import inspection
    from asylum_packet.form.proof import proof
    from asylum_packet.packet.outputs import replacing
    from asylum_packet.report.inspection import inspection_json, inspection_text

    found = inspection.inspect(pdf)
    results(inspection_json(found) if style == "json" else inspection_text(found))
    if out is not None:
        with replacing(out) as beside:
            beside.write_bytes(proof(pdf))
        if style != "json":
            results(f"wrote {out.as_posix()}")
    return ExitCode.FORM if found.refusal else ExitCode.CLEAN
