"""The manifest: what a build made, of what, and on which pages; its shape is told in docs/manifest.md.

Pure but for `source_hashes` and `write_manifest`. Same packet, same bytes: no time, no path of this machine.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeAlias

from asylum_packet import __version__
from asylum_packet.case.earlier import EarlierDocument
from asylum_packet.case.model import Case, Document
from asylum_packet.facts import BlankFact, Facts, Inside
from asylum_packet.findings import Finding, in_order
from asylum_packet.packet.cut import UploadFile
from asylum_packet.packet.outputs import replacing
from asylum_packet.pages import PageRange
from asylum_packet.sequence import Cite, Packet, PartKind, Submission
from asylum_packet.values import Struct

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"


class PacketFile(Struct, frozen=True, kw_only=True):
    """The finished packet: its name in the output folder and its sha256 in hex."""

    name: str
    sha256: str
    draft: bool


def manifest(
    case: Case,
    packet: Packet,
    facts: Facts,
    findings: Iterable[Finding],
    *,
    file: PacketFile,
    uploads: Iterable[UploadFile],
    hashes: Mapping[str, str],
    inputs: Mapping[str, str | None],
    word: Mapping[str, str],
) -> dict[str, Json]:
    """Describe a finished build.

    Args:
        case: The case.
        packet: The plan.
        facts: What the build learned: cites and the blank in use.
        findings: What the rules said.
        file: The packet.
        uploads: The upload set; none for a draft.
        hashes: sha256 of each source by its path in the case folder; see `source_hashes`.
        inputs: sha256 of everything the packet is made of; see `packet.inputs`.
        word: sha256 of each Word file by its name.
    """
    return {
        "version": __version__,
        "packet": {
            "file": file.name,
            "sha256": file.sha256,
            "pages": len(packet.pages),
            "draft": file.draft,
        },
        "filing": {"date": case.filing.date.isoformat() if case.filing.date else None},
        "submissions": _submissions(packet, tuple(uploads)),
        "documents": [
            {
                **_document(case, packet, document, hashes, facts),
                "marks": _marks(facts.marks.get(document.id, {})),
            }
            for document in case.documents
            if packet.document(document.id) is not None
        ],
        "cites": [_cite(cite) for cite in facts.cites],
        "left_out": [{"path": left.path, "reason": left.reason} for left in (*case.left_out, *case.unfiled)],
        "removed": [
            {"path": path, "what": list(fact.removed)}
            for path, fact in sorted(facts.files.items())
            if fact.removed
        ],
        "fonts": _fonts(facts),
        "findings": [_finding(finding) for finding in in_order(findings)],
        "form": _form(facts.blank) if "application" in case.submissions else None,
        "earlier": [_earlier(document) for document in (case.earlier.documents if case.earlier else ())],
        "inputs": _hashed("path", inputs),
        "word": _hashed("file", word),
    }


def _fonts(facts: Facts) -> list[Json]:
    """List the files that name fonts without carrying them."""
    return [
        {"path": path, "standard": list(fact.seen.carried), "named_only": list(fact.seen.bare)}
        for path, fact in sorted(facts.files.items())
        if fact.seen.carried or fact.seen.bare
    ]


def _cite(cite: Cite) -> Json:
    """Describe a pin cite."""
    return {
        "file": cite.file,
        "line": cite.line,
        "id": cite.id,
        "page": cite.page,
        "packet_page": cite.packet_page,
        "text": cite.text,
    }


def _hashed(kind: str, hashes: Mapping[str, str | None]) -> list[Json]:
    """List names of one kind with their hashes."""
    return [{kind: name, "sha256": sha256} for name, sha256 in hashes.items()]


def source_hashes(case: Case, facts: Facts) -> dict[str, str]:
    """Give the sha256 of every source: as intake saw it, and of the declaration as it lies in the folder."""
    hashes = {path: fact.sha256 for path, fact in facts.files.items()}
    if case.declaration is not None and case.declaration.file not in hashes:
        content = (case.folder / case.declaration.file).read_bytes()
        hashes[case.declaration.file] = hashlib.sha256(content).hexdigest()
    return hashes


def write_manifest(made: Mapping[str, Json], path: Path) -> None:
    """Write a manifest as JSON, its keys in the documented order; the old one stays until the new one stands.

    Raises:
        OutputError: The file cannot be written.
    """
    text = json.dumps(made, indent=2, ensure_ascii=False) + "\n"
    with replacing(path) as beside:
        beside.write_text(text, encoding="utf-8", newline="\n")


def _submissions(packet: Packet, uploads: tuple[UploadFile, ...]) -> list[Json]:
    """Describe the submissions and the files they are uploaded as."""
    return [
        {"name": submission.name, **_pages(submission.pages), "files": _files(submission, uploads)}
        for submission in packet.submissions
    ]


def _files(submission: Submission, uploads: tuple[UploadFile, ...]) -> list[Json]:
    """Describe the upload files of a submission; paths are relative to the output folder."""
    return [
        {
            "file": f"{upload.path.parent.name}/{upload.path.name}",
            "sha256": upload.sha256,
            "size_bytes": upload.size_bytes,
            "part": upload.part,
            **_pages(upload.pages),
        }
        for upload in uploads
        if upload.submission == submission.name
    ]


def _marks(marks: Mapping[str, int]) -> list[Json]:
    """Describe the paragraphs that a later filing may cite."""
    return [{"name": name, "page": page} for name, page in marks.items()]


def _earlier(document: EarlierDocument) -> dict[str, Json]:
    """Describe a document that was filed before, for the filing after this one."""
    parts: list[Json] = []
    for kind, pages in document.parts.items():
        sources: list[Json] = [{"sha256": document.sources[kind]}] if kind in document.sources else []
        parts.append({"kind": kind.value, **_pages(pages), "sources": sources})
    return {
        "id": document.id,
        "tab": document.tab,
        "title": document.title,
        "filed": document.filed.isoformat() if document.filed else None,
        **_pages(document.pages),
        "parts": parts,
        "marks": _marks(document.marks),
    }


def _document(
    case: Case, packet: Packet, document: Document, hashes: Mapping[str, str], facts: Facts
) -> dict[str, Json]:
    """Describe a document: where it lies, and which files its parts were made of."""
    tab, pages = case.tab_of(document.id), packet.document(document.id)
    parts: list[Json] = []
    for kind in case.parts_of(document):
        part_pages = packet.part(document.id, kind)
        if part_pages is not None:
            sources = _sources(case, document, kind, hashes)
            about = {"kind": kind.value, **_pages(part_pages), "sources": sources}
            part = document.part(kind)
            fact = facts.files.get(part.path) if part else None
            if fact and fact.inside:
                about["inside"] = [_inside(one, part_pages) for one in fact.inside]
            parts.append(about)
    return {
        "id": document.id,
        "tab": tab.label if tab else None,
        "title": document.title,
        **_pages(pages),
        "parts": parts,
    }


def _inside(one: Inside, pages: PageRange) -> Json:
    """Describe a file that came with a message or in a portfolio: where it is printed."""
    where = PageRange.of_length(pages.page(one.page), max(one.count, 1)) if one.page else None
    return {"name": one.name, "kind": one.kind, "printed": bool(one.page and one.count), **_pages(where)}


def _sources(case: Case, document: Document, kind: PartKind, hashes: Mapping[str, str]) -> list[Json]:
    """List the files a part was made of; a certificate that we typeset as a blank has none."""
    part = document.part(kind)
    paths = part.files if part else ()
    if not paths and document.generated and kind is PartKind.ORIGINAL and case.declaration:
        paths = (case.declaration.file,)
    return [{"path": path, "sha256": hashes.get(path)} for path in paths]


def _finding(finding: Finding) -> Json:
    """Describe a finding."""
    source = finding.source
    place: Json = None
    if source is not None:
        place = {
            "file": source.file,
            "line": source.line,
            "column": source.column,
            "field": source.field,
        }
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "source": place,
        "fix": finding.fix,
        "authority": finding.authority,
    }


def _form(blank: BlankFact | None) -> Json:
    """Describe the form in the packet: the official one with its blank, or our answer sheet."""
    if blank is None:
        return {"edition": None, "official": False, "blank_sha256": None, "verified": None}
    return {
        "edition": blank.edition,
        "official": True,
        "blank_sha256": blank.sha256,
        "verified": blank.verified,
    }


def _pages(pages: PageRange | None) -> dict[str, Json]:
    """Spell a range of packet pages, both ends included."""
    return {"first_page": pages.first if pages else None, "last_page": pages.last if pages else None}
