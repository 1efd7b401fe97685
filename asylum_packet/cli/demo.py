"""`asylum-packet demo DIR`: the packaged example case, copied, built, and what to open first."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from asylum_packet.cli import options as take
from asylum_packet.errors import ExitCode, OutputError

_PACKAGE = Path(__file__).parents[1]
_EXAMPLE = "reyes"
_MADE = shutil.ignore_patterns("out", ".asylum-packet", "__pycache__")


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@take.blank_option
def demo(folder: Path, blank: Path | None) -> int:
    """Copy a fictional case into DIR and build its packet."""
    from asylum_packet import building
    from asylum_packet.case.reading import read_case
    from asylum_packet.cli.output import progress_bar, results
    from asylum_packet.report.built import demo_text, only_the_form_is_missing

    copy_example(folder)
    options = take.build_options(blank)
    with progress_bar() as progress:
        read = read_case(folder)
        built = building.build(read, folder / "out", options=options, progress=progress)
    results(demo_text(built, size_bytes=built.packet.stat().st_size, folder=folder.as_posix()))
    return ExitCode.CLEAN if only_the_form_is_missing(built.findings) else ExitCode.FINDINGS


def example() -> Path:
    """Find the example: inside an installed package, or beside it in a checkout."""
    places = (_PACKAGE / "examples" / _EXAMPLE, _PACKAGE.parent / "examples" / _EXAMPLE)
    found = next((place for place in places if place.is_dir()), None)
    if found is None:
        raise OutputError(
            "the example case is not part of this installation", fix="install asylum-packet again"
        )
    return found


def copy_example(folder: Path) -> None:
    """Copy the example into a folder that is new or empty."""
    if folder.exists() and any(folder.iterdir()):
        raise OutputError(f"'{folder.as_posix()}' is not empty", fix="name a folder that does not exist yet")
    shutil.copytree(example(), folder, ignore=_MADE, dirs_exist_ok=True)
