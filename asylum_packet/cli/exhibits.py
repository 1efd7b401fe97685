"""`asylum-packet exhibits CASE`: what lies in exhibits/ and what was seen in it; drafts exhibits.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from asylum_packet.cli import options as take

if TYPE_CHECKING:
    from asylum_packet.facts import Facts
    from asylum_packet.findings import Finding
    from asylum_packet.options import Options
    from asylum_packet.report.exhibits import ExhibitRow

_SHOWN = ("exhibits/", "declaration.md")
"""Files of which it is told here that they are left out."""


@click.command()
@take.case_argument
@take.firm_option
@take.jobs_option
@take.ocr_option
@take.limit_option
@click.option("--draft", is_flag=True, help="Print an exhibits.yaml with everything guessed, to confirm.")
@click.option(
    "-o",
    "--output",
    "out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write the draft; never over a file in which somebody wrote.",
)
@take.format_option
def exhibits(
    case: Path,
    firm: Path | None,
    jobs: int,
    *,
    ocr: bool,
    limits: dict[str, int],
    draft: bool,
    out: Path | None,
    style: str,
) -> None:
    """Print what lies in exhibits/: tabs, pages, languages, and what was found."""
    from asylum_packet import laying
    from asylum_packet.case.reading import read_case
    from asylum_packet.cli.output import progress_bar, results
    from asylum_packet.cli.passwords import unlocking
    from asylum_packet.report.exhibits import draft_text, exhibit_rows, exhibits_json, exhibits_text

    if out is not None and not draft:
        raise click.UsageError("--output is for --draft")
    read = read_case(case, firm=firm)

    def look(options: Options) -> tuple[Facts, tuple[Finding, ...]]:
        with progress_bar() as progress:
            return laying.look_over(read, options=options, progress=progress)

    facts, findings = unlocking(
        look, take.build_options(None, jobs, ocr=ocr, limits=limits), lambda seen: seen[1]
    )
    rows = exhibit_rows(read, facts.files, findings)
    left_out = [(one.path, one.reason) for one in read.left_out if one.path.startswith(_SHOWN)]
    if draft:
        is_second = _says_something(read.folder / "exhibits.yaml")
        _hand_over(draft_text(rows, is_second=is_second), rows, out)
    else:
        results(exhibits_json(rows, left_out) if style == "json" else exhibits_text(rows, left_out))


def _says_something(path: Path) -> bool:
    """Say whether a file holds more than comments, as the one of a new case folder does."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    return any(line.strip() and not line.lstrip().startswith("#") for line in lines)


def _is_starter(path: Path) -> bool:
    """Say whether a file is the exhibits.yaml of a new case folder, in which nobody wrote a thing."""
    from asylum_packet.case.starters import EXHIBITS_YAML

    try:
        return not path.is_symlink() and path.read_text(encoding="utf-8") == EXHIBITS_YAML
    except (OSError, ValueError):
        return False


def _hand_over(text: str, rows: tuple[ExhibitRow, ...], out: Path | None) -> None:
    """Print a draft, or write it where nothing stands yet."""
    from asylum_packet.cli.output import results
    from asylum_packet.errors import OutputError

    if out is None:
        results(text)
        return
    try:
        with out.open("w" if _is_starter(out) else "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise OutputError(
            f"{out.as_posix()} is there already, and may hold what somebody wrote",
            fix="choose another name after -o, then copy what you need from it",
        ) from None
    results(f"wrote {out.as_posix()}: {len(rows)} documents to confirm")
