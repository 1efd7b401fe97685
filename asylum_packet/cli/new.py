"""`asylum-packet new DIR`: a commented case folder to fill in."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def new(folder: Path) -> None:
    """Write a commented case folder to fill in."""
    from asylum_packet.case.scaffold import new_case
    from asylum_packet.cli.output import results

    files = new_case(folder)
    lines = ["wrote", *(f"  {file.as_posix()}" for file in files), ""]
    lines += ["Fill in case.yaml, put the evidence into exhibits/, then type:"]
    lines += [f"  asylum-packet check {folder.as_posix()}"]
    results("\n".join(lines))
