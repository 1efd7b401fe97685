"""`asylum-packet form fill` and `form sheet`: the form or the answer sheet without the rest of a packet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from asylum_packet.cli import options as take
from asylum_packet.errors import CaseFileError, ExitCode, FormError

if TYPE_CHECKING:
    from asylum_packet.case.model import Case
    from asylum_packet.form.blanks import Blank


@click.command()
@take.case_argument
@take.output_option
@take.firm_option
@take.blank_option
@click.option(
    "--keep-fields",
    is_flag=True,
    help="Keep the form's fields, to correct a word in a PDF viewer; form read takes the answers back.",
)
def fill(case: Path, out: Path, firm: Path | None, blank: Path | None, *, keep_fields: bool) -> int:
    """Fill the official form alone, without stamps.

    Where a family has several claims, -o form.pdf writes form-1.pdf, form-2.pdf, ... What does not fit its
    box stands on Supplement B, and is named.
    """
    from asylum_packet.checks.form import every_box_says_where
    from asylum_packet.cli.output import results
    from asylum_packet.facts import Facts
    from asylum_packet.findings import has_errors
    from asylum_packet.form import fill as filling
    from asylum_packet.report.findings import findings_text

    read = _with_answers(case, firm)
    official = _official(read, blank)
    make = filling.fill_fields if keep_fields else filling.fill
    filled = [make(official, application, choices=read.form) for application in read.applications]
    for path, form in zip(_paths(out, len(filled)), filled, strict=True):
        _write(path, form.pdf)
        results(f"wrote {path.as_posix()}: {form.count} pages")
    facts = Facts(overflows=tuple(overflow for form in filled for overflow in form.overflows))
    found = [finding for form in filled for finding in form.findings]
    found += every_box_says_where.findings(read, facts)
    results(findings_text(found, folder=case.as_posix()))
    return ExitCode.FINDINGS if has_errors(found) else ExitCode.CLEAN


@click.command()
@take.case_argument
@take.output_option
@take.firm_option
@click.option(
    "--language",
    metavar="XX",
    default="",
    help="Print the questions in the client's language too: es (Spanish) or fr (French).",
)
def sheet(case: Path, out: Path, firm: Path | None, language: str) -> int:
    """Print every question with its answer, to read back to the client before signing.

    Questions without an answer are marked; every page has a place for interpreter, date and initials. It is
    not the official form.
    """
    from asylum_packet.case.translations import languages
    from asylum_packet.cli.output import results
    from asylum_packet.findings import has_errors
    from asylum_packet.papers.readback import reading_sheet
    from asylum_packet.report.findings import findings_text

    if language and language not in languages():
        known = ", ".join(languages())
        raise click.BadParameter(f"'{language}' is none of {known}", param_hint="'--language'")
    made = reading_sheet(_with_answers(case, firm), language)
    _write(out, made.pdf)
    results(f"wrote {out.as_posix()}: {made.count} pages")
    if made.findings:
        results(findings_text(made.findings, folder=case.as_posix()))
    return ExitCode.FINDINGS if has_errors(made.findings) else ExitCode.CLEAN


def _with_answers(folder: Path, firm: Path | None) -> Case:
    """Read a case that has answers to the form."""
    from asylum_packet.case.reading import read_case

    read = read_case(folder, firm=firm)
    if not read.applications:
        raise CaseFileError(
            "there are no answers to Form I-589 in this case", fix="write them into i589.yaml"
        )
    return read


def _official(case: Case, blank: Path | None) -> Blank:
    """Find the blank to fill."""
    from asylum_packet.form.blanks import find_blank

    official = find_blank(case.folder, explicit=blank, data_folder=take.data_folder())
    if official is None:
        raise FormError(
            "there is no blank of Form I-589 to fill",
            fix="download it from uscis.gov/i-589 and type: asylum-packet form install FILE.pdf",
        )
    return official


def _paths(out: Path, count: int) -> list[Path]:
    """Name the file of each form."""
    if count == 1:
        return [out]
    return [out.with_name(f"{out.stem}-{number}{out.suffix}") for number in range(1, count + 1)]


def _write(path: Path, pdf: bytes | Path) -> None:
    """Write a file whole or not at all."""
    from asylum_packet.packet.outputs import replacing

    with replacing(path) as beside:
        beside.write_bytes(pdf if isinstance(pdf, bytes) else pdf.read_bytes())
