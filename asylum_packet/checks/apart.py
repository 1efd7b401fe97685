"""What does not go into the upload set with the rest: appearances, sealed matter, sound and film."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from asylum_packet.case.model import Case, Document
from asylum_packet.checks.rule import Remark, rule
from asylum_packet.checks.words import listed
from asylum_packet.facts import Facts
from asylum_packet.findings import Severity, Source

_APPEARANCE = re.compile(
    r"\bE(?:OIR)?[- ]?28\b|\b(?:entry|notice) of (?:entry of )?appearance\b", re.IGNORECASE
)
_SEALED = re.compile(r"\b(?:under seal|sealed|protective order)\b", re.IGNORECASE)
_MEDIA = frozenset(
    (
        ".mp3",
        ".m4a",
        ".wav",
        ".ogg",
        ".opus",
        ".amr",
        ".flac",
        ".mp4",
        ".mov",
        ".avi",
        ".mkv",
        ".webm",
        ".3gp",
    )
)
_SHARED_FOLDER = re.compile(
    r"^(?:dropbox|onedrive|google ?drive|my ?drive|icloud ?drive|mobile documents|box(?: sync)?$|nextcloud)",
    re.IGNORECASE,
)


def _called(case: Case, words: re.Pattern[str]) -> list[Document]:
    """List documents whose titles hold some words."""
    return [document for document in case.documents if words.search(document.title)]


@rule("ECAS-eoir28-first")
def appearances_are_filed_alone(case: Case, _facts: Facts) -> Iterator[Remark]:
    """No entry of appearance is buried among the exhibits."""
    if found := _called(case, _APPEARANCE):
        yield Remark(
            found[0].where,
            f"looks like an entry of appearance: {listed([document.id for document in found])}",
            "file Form EOIR-28 in the portal before anything else; keep an old one here only as evidence",
            Severity.WARNING,
        )


@rule("PII-protective")
def sealed_matter_is_filed_apart(case: Case, _facts: Facts) -> Iterator[Remark]:
    """No exhibit is called sealed or under a protective order."""
    if found := _called(case, _SEALED):
        yield Remark(
            found[0].where,
            f"looks like sealed matter: {listed([document.id for document in found])}",
            "file it as the court's order says, and write leave_out: filed under seal in exhibits.yaml",
            Severity.WARNING,
        )


@rule("ECAS-media")
def recordings_have_their_transcript(case: Case, _facts: Facts) -> Iterator[Remark]:
    """Sound and film that stay out of the packet are named, because a transcript has to stand for them."""
    found = [one.path for one in case.left_out if PurePosixPath(one.path).suffix.lower() in _MEDIA]
    if found:
        yield Remark(
            Source(file=found[0]),
            f"sound or film is left out of the packet: {len(found)} {'file' if len(found) == 1 else 'files'}",
            "file a certified transcript and stills as an exhibit; ask the court how to hand over the rest",
            Severity.NOTE,
        )


@rule("CFR-1208.6-confidential")
def folder_stays_on_this_machine(case: Case, _facts: Facts) -> Iterator[Remark]:
    """The case folder does not lie where another program copies it to the internet."""
    if any(_SHARED_FOLDER.search(part) for part in case.folder.parts):
        yield Remark(
            Source(file="case.yaml"),
            "the case folder lies in a folder that is copied to the internet",
            "move it, or make sure that the firm may keep confidential files with that service",
            Severity.NOTE,
        )
