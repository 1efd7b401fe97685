"""`asylum-packet new DIR`: a commented case folder to fill in."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from asylum_packet.cli import options as take


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--from", "form", metavar="PDF", type=take.FILE, help="A filled Form I-589 to take the answers from."
)
def new(folder: Path, form: Path | None) -> None:
    """Write a commented case folder to fill in."""
    from asylum_packet.case.scaffold import new_case
    from asylum_packet.cli.output import results

    if form is None:
        files, notes = new_case(folder), ""
    else:
        files, notes = _from_form(folder, form)
    lines = ["wrote", *(f"  {file.as_posix()}" for file in files), ""]
    lines += ["Fill in case.yaml, put the evidence into exhibits/, then type:"]
    lines += [f"  asylum-packet check {shlex.quote(folder.as_posix())}"]
    results("\n".join([*lines, notes] if notes else lines))


def _from_form(folder: Path, form: Path) -> tuple[tuple[Path, ...], str]:
    """Start a case with the answers of a filled form; say what could not be carried over."""
    from asylum_packet.case.scaffold import new_case
    from asylum_packet.cli.form_read import told
    from asylum_packet.form.readback import read_filled
    from asylum_packet.report.findings import findings_text

    back = read_filled(form, file=(folder / "i589.yaml").as_posix())
    files = new_case(folder, answers=back.answers, text=back.text)
    notes = f"\ni589.yaml holds {told(back.count, back.edition)}"
    return files, f"{notes}\n{findings_text(back.findings)}" if back.findings else notes
