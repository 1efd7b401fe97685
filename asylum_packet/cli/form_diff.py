"""`asylum-packet form diff`: what changed between two sets of answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from asylum_packet.cli import options as take

if TYPE_CHECKING:
    from asylum_packet.case.answers import Answers


@click.command()
@click.argument("old", metavar="OLD", type=take.FILE)
@click.argument("new", metavar="NEW", type=take.FILE)
@take.format_option
def diff(old: Path, new: Path, style: str) -> None:
    """Print the answers that differ, question by question.

    OLD and NEW are files of answers (i589.yaml) or filled forms that still have their fields (PDF): what
    moved since the client signed. Rows are matched by what they say: a child put in between is one row added.
    """
    from asylum_packet.case.comparing import compare
    from asylum_packet.cli.output import results
    from asylum_packet.report.changes import changes_json, changes_text

    changes = compare(_answers(old), _answers(new))
    tell = changes_json if style == "json" else changes_text
    results(tell(changes, old=old.as_posix(), new=new.as_posix()))


def _answers(path: Path) -> Answers:
    """Read answers from a file of answers or from a filled form."""
    from asylum_packet.case.applications import read_answers
    from asylum_packet.form.readback import read_filled

    with path.open("rb") as stream:
        is_pdf = b"%PDF-" in stream.read(1024)
    return read_filled(path).answers if is_pdf or path.suffix.lower() == ".pdf" else read_answers(path)
