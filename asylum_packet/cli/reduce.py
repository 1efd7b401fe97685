"""`asylum-packet reduce FILE`: a smaller copy of a scan that is too large, told before and after."""

from __future__ import annotations

from pathlib import Path

import click

from asylum_packet.cli import options as take


@click.command()
@click.argument("file", metavar="FILE", type=take.FILE)
@take.output_option
@click.option(
    "--dpi", type=click.IntRange(72, 1200), default=300, show_default=True, help="Dots per inch to keep."
)
@click.option("--quality", type=click.IntRange(30, 95), default=75, show_default=True, help="JPEG quality.")
def reduce(file: Path, out: Path, dpi: int, quality: int) -> None:
    """Write a smaller copy of a scan or photograph, and say what each page was and is now.

    FILE stays as it is. Look at the copy: it has to be as readable as the original before it takes its place
    in exhibits/. Line art and pictures that would not get smaller are left alone.
    """
    from asylum_packet.cli.output import results
    from asylum_packet.errors import OutputError
    from asylum_packet.intake import reducing
    from asylum_packet.packet.outputs import replacing
    from asylum_packet.report.reduced import reduced_text

    if out.exists():
        raise OutputError(f"{out.as_posix()} is there already", fix="choose another name after -o")
    with replacing(out) as beside:
        pages = reducing.reduce(file, beside, dpi=dpi, quality=quality)
    results(reduced_text(pages, file.stat().st_size, out.stat().st_size, out.as_posix()))
