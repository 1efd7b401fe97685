"""Go on from an earlier filing: its next page, its next tab, and what is still to be filed."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from asylum_packet.case.answers import Answers
from asylum_packet.case.applications import read_answers
from asylum_packet.case.codes import found
from asylum_packet.case.earlier import Earlier, read_earlier
from asylum_packet.case.folder import Listing, check_path, locate
from asylum_packet.case.model import Case, CaseFile, FilingChoices
from asylum_packet.errors import CaseFileError
from asylum_packet.findings import Finding, Source
from asylum_packet.values import replace


class Desk(Protocol):
    """What this module needs of the reading that is going on."""

    listing: Listing
    used: set[str]
    findings: list[Finding]


def go_on(
    desk: Desk, case_file: CaseFile | None, continues: Path | None
) -> tuple[CaseFile | None, Earlier | None]:
    """Read the filing before, where there is one, and number this one after it.

    A first page and a first tab that a person chose stay as they are; page 1 and tab A count as not chosen,
    since no filing that goes on begins there.
    """
    if case_file is None or not (continues or case_file.filing.continues):
        return case_file, None
    source = Source(file="case.yaml", field="filing.continues")
    path = continues or _inside(desk, case_file.filing.continues, source)
    earlier = read_earlier(path, source) if isinstance(path, Path) else path
    if isinstance(earlier, Finding):
        desk.findings.append(earlier)
        return case_file, None
    if earlier.is_draft:
        message = "the filing before was a DRAFT when this manifest was written"
        fix = "name the manifest of the packet that was filed"
        desk.findings.append(found("CASE-earlier-draft", message, source, fix))
    day = case_file.filing.date
    if earlier.filed is not None and day is not None and day <= earlier.filed:
        when = "the same day as" if day == earlier.filed else "an earlier day than"
        message = f"filing.date is {when} that of the filing before, which this one goes on from"
        fix = "write the day on which this one is filed, or leave filing.date empty to fill it in by hand"
        at = Source(file="case.yaml", field="filing.date")
        desk.findings.append(found("CASE-earlier-date", message, at, fix))
    _mark_used(desk, Path(earlier.file))
    filing = _numbered_after(earlier, case_file.filing)
    return case_file.model_copy(update={"filing": filing}), earlier


def find_amended(desk: Desk, case_file: CaseFile | None) -> Answers | None:
    """Read the answers that an amended application takes the place of; a manifest only has to be there."""
    if case_file is None or not case_file.filing.amends:
        return None
    source = Source(file="case.yaml", field="filing.amends")
    path = locate(desk.listing, case_file.filing.amends, source)
    if isinstance(path, Finding):
        desk.findings.append(path)
        return None
    desk.used.add(path)
    if not path.endswith(".yaml"):
        if case_file.filing.attach_changes == "yes":
            message = "only a file of answers can be compared with the new ones"
            fix = "name the i589.yaml that was filed, or take out filing.attach_changes"
            desk.findings.append(found("CASE-wrong-value", message, source, fix))
        return None
    folder = path.rpartition("/")[0]
    desk.used.update(desk.listing.under(folder) if folder else ())
    try:
        return read_answers(desk.listing.root / path)
    except CaseFileError as error:
        desk.findings += (_of_the_old_answers(one, path, folder) for one in error.findings)
        return None


def _of_the_old_answers(finding: Finding, path: str, folder: str) -> Finding:
    """Say of a finding about the answers filed before where they lie, and where long ones are read."""
    told = finding.source or Source(file=path)
    fix = finding.fix
    if finding.code == "CASE-missing-file":
        beside = f"{folder}/claim/" if folder else "a folder of its own"
        fix = f"long answers are read beside the old answers: copy claim/ as it was filed to {beside}"
    return replace(finding, source=replace(told, file=path), fix=fix)


def not_again(earlier: Earlier | None, case: Case) -> tuple[str, ...]:
    """List the submissions that are not made again where nobody chose.

    Exhibits go on with the new ones; a brief with other words is another brief; an amended application is
    filed again.
    """
    if earlier is None:
        return ()
    done = [name for name in earlier.submissions if name in {"application", "witnesses"}]
    if case.filing.amends and "application" in done:
        done.remove("application")
    brief = {text.file: case.folder / text.file for text in case.brief}
    if "brief" in earlier.submissions and earlier.holds(brief):
        done.append("brief")
    return tuple(done)


def _numbered_after(earlier: Earlier, filing: FilingChoices) -> FilingChoices:
    """Give page and tab to begin with, where a person gave none."""
    page = earlier.next_page if filing.first_page == 1 else filing.first_page
    tab = (earlier.next_tab or "A") if filing.first_tab == "A" else filing.first_tab
    return filing.model_copy(update={"first_page": page, "first_tab": tab})


def _inside(desk: Desk, text: str, source: Source) -> Path | Finding:
    """Find the manifest that case.yaml names; it lies in the case folder."""
    if finding := check_path(text, source):
        return finding
    path = (desk.listing.root / text).resolve()
    if not path.is_relative_to(desk.listing.root):
        message, fix = (
            "the link leads out of the case folder",
            "put a copy of the manifest into the case folder",
        )
        return found("CASE-path-outside", message, source, fix)
    return path


def _mark_used(desk: Desk, manifest: Path) -> None:
    """Count the output folder of the filing before as used: nothing in it was forgotten."""
    folder = manifest.resolve().parent
    root = desk.listing.root
    if folder != root and folder.is_relative_to(root):
        desk.used.update(desk.listing.under(folder.relative_to(root).as_posix()))
