"""`asylum-packet form read`: the answers of a form that was filled in elsewhere."""

from __future__ import annotations

from pathlib import Path

import click

from asylum_packet.cli import options as take


@click.command()
@click.argument("pdf", metavar="PDF", type=take.FILE)
@click.option(
    "-o",
    "--output",
    "out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The file of answers to write, such as i589.yaml. It must not be there yet.",
)
def read(pdf: Path, out: Path) -> None:
    """Read a filled Form I-589 into a file of answers.

    The form must still have its fields; a printed, flattened or scanned one cannot be read. What cannot be
    carried over is listed, and stands as a comment in the file: nothing is lost.
    """
    from asylum_packet.cli.output import results
    from asylum_packet.errors import OutputError
    from asylum_packet.form.readback import read_filled
    from asylum_packet.report.findings import findings_text

    if out.exists():
        raise OutputError(
            f"{out.as_posix()} is there already", fix="name a new file after -o; nothing was written"
        )
    back = read_filled(pdf, file=out.as_posix())
    with out.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(back.text)
    results(f"wrote {out.as_posix()}: {told(back.count, back.edition)}")
    if back.findings:
        results(findings_text(back.findings))


def told(count: int, edition: str) -> str:
    """Say what was read: "212 answers, from edition 01/20/25"."""
    answers = "1 answer" if count == 1 else f"{count} answers"
    return f"{answers}, from edition {edition}" if edition else answers
