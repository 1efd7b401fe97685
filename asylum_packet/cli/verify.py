"""`asylum-packet verify OUT`: is it as it was built, and what the folder would give now; exit 1 if not."""

from __future__ import annotations

from pathlib import Path

import click

from asylum_packet.cli import options as take
from asylum_packet.errors import CaseFileError, ExitCode


@click.command()
@click.argument("out", type=take.FOLDER)
@click.option(
    "--case",
    "case_folder",
    type=take.FOLDER,
    help="The case folder it was built from.  [default: the folder that OUT lies in, where that is a case]",
)
@take.firm_option
@take.blank_option
@take.format_option
def verify(out: Path, case_folder: Path | None, firm: Path | None, blank: Path | None, style: str) -> int:
    """Say whether a finished packet still stands.

    OUT is the folder that build wrote. Packet and upload files are compared with the manifest, and the
    manifest with the case folder as it is now. A DRAFT is no finished packet. Nothing is written.
    """
    from asylum_packet import verifying
    from asylum_packet.case.reading import read_case
    from asylum_packet.cli.output import results
    from asylum_packet.report.verify import verified_json, verified_text

    beside = out.resolve().parent
    home = case_folder or (beside if (beside / "case.yaml").is_file() else None)
    case, unreadable = None, None
    try:
        case = read_case(home, firm=firm) if home else None
    except CaseFileError as error:
        unreadable = error  # what was built can be compared all the same
    found = verifying.verify(out, case, options=take.build_options(blank))
    results(verified_json(found) if style == "json" else verified_text(found, out=out.as_posix()))
    if unreadable is not None:
        raise unreadable
    good = not found.draft and (found.stands or (case is None and not found.faults))
    return ExitCode.CLEAN if good else ExitCode.FINDINGS
