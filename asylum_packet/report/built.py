"""What a build made, as text: its state, the files with their sizes, then the findings by weight."""

from __future__ import annotations

import json
import shlex
from collections.abc import Sequence

from asylum_packet.built import Built
from asylum_packet.findings import Finding, Severity
from asylum_packet.report.findings import LONG_RUN, finding_entry, grouped_text, runs, summary
from asylum_packet.report.tables import counted, size, table

OFFICIAL_FORM_MISSING = "I589-all-pages"
"""The rule that keeps a packet without the official blank a DRAFT."""


def built_text(built: Built, *, size_bytes: int, folder: str = "") -> str:
    """Print the result of a build.

    Args:
        built: What the build made.
        size_bytes: The size of the packet.
        folder: The case folder as the user typed it.
    """
    parts = [_state(built), files_text(built, size_bytes=size_bytes), *_beside(built)]
    heavy = [finding for finding in built.findings if finding.severity is not Severity.NOTE]
    if heavy:
        parts.append(grouped_text(heavy, folder=folder))
    last = summary(built.findings)
    if len(heavy) < len(built.findings) or any(len(run) > LONG_RUN for run in runs(heavy)):
        last += f"; to read all of them: asylum-packet check {shlex.quote(folder)}"
    older = "\n".join(older_text(built.kept, since=built.kept_since))
    return "\n\n".join([*parts, last, *([older] if older else [])])


def older_text(kept: Sequence[str], *, since: str = "") -> list[str]:
    """Say what lies in the output and is not of this build: a line for a finished packet, one for Word files.

    Args:
        kept: Their names.
        since: When the packet among them was finished.
    """
    words = [name for name in kept if name.endswith(".docx")]
    finished = [name for name in kept if name not in words]
    lines = []
    if finished:
        of = f" of {since}" if since else " of an earlier build"
        lines.append(
            f"Do not file {' or '.join(finished)}: the finished packet{of}, without what was changed since. "
            "It stays until a new one is finished"
        )
    if words:
        lines.append(f"older, not of this build: {', '.join(words)}")
    return lines


def _beside(built: Built) -> list[str]:
    """Name what else a build wrote: the page to look over, the sheets to sign."""
    lines = [f"to look it over: {built.review.as_posix()}"] if built.review else []
    if built.to_sign:
        sheets = counted(len(built.to_sign), "sheet")
        lines.append(f"to print and sign: {sheets} in {built.to_sign[0].parent.as_posix()}")
    if built.word:
        lines.append(f"to circulate in Word: {', '.join(path.as_posix() for path in built.word)}")
    lines += [f"edited in Word, so kept under another name: {path.as_posix()}" for path in built.edited]
    return ["\n".join(lines)] if lines else []


def alone_json(built: Built) -> str:
    """Print what is to say of a paper built alone: `{"file", "pages", "draft", "findings"}`."""
    entry = {
        "file": built.packet.as_posix(),
        "pages": built.pages,
        "draft": built.draft,
        "findings": [finding_entry(finding) for finding in built.findings],
    }
    return json.dumps(entry, indent=2)


def _state(built: Built) -> str:
    """Say whether the packet can be filed."""
    if built.manifest is None:
        return "a working copy, with the page numbers of the packet: not to be filed"
    if built.draft:
        errors = sum(finding.severity is Severity.ERROR for finding in built.findings)
        return f"DRAFT, not to be filed: {counted(errors, 'error')} to mend"
    if built.to_sign:
        sheets = counted(len(built.to_sign), "sheet")
        return f"ready to sign: no error stands; {sheets} still to be signed, then build again and upload"
    return "ready to file: no error stands, everything is signed; read it over, then upload"


def files_text(built: Built, *, size_bytes: int) -> str:
    """Print the packet and its upload files with pages and sizes."""
    what = "packet" if built.manifest else built.packet.stem
    rows = [(what, counted(built.pages, "page"), size(size_bytes), built.packet.as_posix())]
    rows += [
        (one.submission, f"{one.pages}", size(one.size_bytes), one.path.as_posix()) for one in built.uploads
    ]
    return table(("FILE OF", "PAGES", "SIZE", "WHERE"), rows)


def only_the_form_is_missing(findings: tuple[Finding, ...]) -> bool:
    """Say whether the one thing between a DRAFT and a packet is the official blank."""
    errors = {finding.code for finding in findings if finding.severity is Severity.ERROR}
    return errors <= {OFFICIAL_FORM_MISSING}


def demo_text(built: Built, *, size_bytes: int, folder: str) -> str:
    """Print what the demo made, what to open, and what to do next."""
    return "\n".join(
        [
            f"A complete fictional case lies in {folder}, with its packet:",
            "",
            files_text(built, size_bytes=size_bytes),
            "",
            f"Open {built.packet.as_posix()}, with the bookmarks of your viewer shown.",
            *_why_draft(built, folder),
            "",
            "Then change something and see every number follow:",
            f"  edit {folder}/brief/facts.md",
            f"  asylum-packet build {folder}",
            f"  asylum-packet cites {folder}",
        ]
    )


def _why_draft(built: Built, folder: str) -> list[str]:
    """Say why the demo is a DRAFT, where it is one."""
    if not built.draft:
        return ["It is ready: no error stands. A real one would now be signed and uploaded."]
    if not only_the_form_is_missing(built.findings):
        return ["It is a DRAFT: errors stand.", "", grouped_text(built.findings, folder=folder)]
    return [
        "It is a DRAFT only because the official Form I-589 is not installed; an answer sheet stands in its",
        "place. Download the blank from www.uscis.gov/i-589, then type:",
        "  asylum-packet form install i-589.pdf",
        f"  asylum-packet build {folder}",
    ]
