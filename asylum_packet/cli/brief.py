"""`asylum-packet brief`: the attorney's text, from a Word file into the case folder."""

from __future__ import annotations

from pathlib import Path

import click

from asylum_packet.cli import options as take


@click.group()
def brief() -> None:
    """Bring a brief that was written in Word into a case folder."""


@brief.command(name="import")
@click.argument("docx", metavar="FILE.docx", type=take.FILE)
@click.argument("case", metavar="[CASE]", required=False, type=take.FOLDER)
@click.option(
    "-o",
    "--output",
    "out",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write into, instead of CASE/brief.",
)
@click.option(
    "--overwrite", is_flag=True, help="Write over files of the same names; without it nothing is replaced."
)
def import_(docx: Path, case: Path | None, out: Path | None, *, overwrite: bool) -> None:
    """Turn a Word brief into brief/*.md, one file for each heading of the first level.

    Headings, emphasis, lists, footnotes, quotations, tables and links are kept. What cannot be carried over
    (pictures, comments, tracked changes, fields, ...) is listed by file and line: nothing is dropped in
    silence. The Word file is only read.
    """
    from asylum_packet.cli.output import results
    from asylum_packet.findings import in_order
    from asylum_packet.report.findings import findings_text
    from asylum_packet.word.importing import beside, read_brief, write_brief

    if (case is None) == (out is None):
        raise click.UsageError("name the case folder, or another folder after -o")
    folder = out or (case or Path()) / "brief"
    imported = read_brief(docx, where=folder.name)
    written = write_brief(imported, folder, overwrite=overwrite)
    count = "1 file" if len(written) == 1 else f"{len(written)} files"
    results(f"wrote {count} into {folder.as_posix()}: {', '.join(path.name for path in written)}")
    findings = in_order((*imported.findings, *beside(folder, written)))
    if findings:
        results(f"\nNot carried over as it was ({len(findings)}):\n\n{findings_text(findings)}")
