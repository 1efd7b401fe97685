"""An earlier filing of the same case, as its manifest tells it: what was filed, where, on which pages.

A supplemental filing goes on where it ended: the next page, the next tab. What was filed before and has not
changed since is left out; cites of it print as text, as they lead out of the file.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from asylum_packet.case.codes import found
from asylum_packet.case.folder import read_bounded
from asylum_packet.findings import Finding, Source
from asylum_packet.pages import PageRange
from asylum_packet.sequence import PartKind
from asylum_packet.tabs import tab_label, tab_number
from asylum_packet.values import Struct, field

_ID: Final = re.compile(r"[^\s/@,;#]{1,200}")
_MOST_DOCUMENTS: Final = 20_000
_CHUNK_BYTES: Final = 1 << 20
_MONTHS: Final = (
    "Jan.",
    "Feb.",
    "Mar.",
    "Apr.",
    "May",
    "June",
    "July",
    "Aug.",
    "Sept.",
    "Oct.",
    "Nov.",
    "Dec.",
)


class EarlierDocument(Struct, frozen=True, kw_only=True):
    """A document that was filed before; pages are those of the packet it was filed in.

    `marks` are its numbered paragraphs and named passages with their page; `sources` the content of its
    parts, by kind. `filed` is None where the day of filing was left to be filled in by hand.
    """

    id: str
    tab: str
    title: str
    pages: PageRange
    parts: Mapping[PartKind, PageRange]
    marks: Mapping[str, int] = field(default_factory=dict)
    sources: Mapping[PartKind, str] = field(default_factory=dict)
    filed: dt.date | None = None

    @property
    def when(self) -> str:
        """Say when it was filed, as a cite of it does: "(filed Feb. 1, 2027)"."""
        if self.filed is None:
            return "(filed earlier)"
        return f"(filed {_MONTHS[self.filed.month - 1]} {self.filed.day}, {self.filed.year})"

    def page(self, part: PartKind | None, within: int) -> int | None:
        """Give the page of the earlier packet on which a page of the document, or of one part, lies."""
        kinds = (part,) if part else tuple(sorted(self.parts, key=lambda kind: self.parts[kind].first))
        for kind in kinds:
            pages = self.parts.get(kind)
            if pages is None:
                return None
            if within <= len(pages):
                return pages.page(within)
            within -= len(pages)
        return None

    def count(self, part: PartKind | None) -> int:
        """Count the pages of the document or of one part."""
        return sum(len(pages) for kind, pages in self.parts.items() if part in {None, kind})


class Earlier(Struct, frozen=True, kw_only=True):
    """Everything that was filed before; `file` is the manifest that says so.

    `next_tab` is None where every letter is used up. `inputs` are the hashes of the files it was made of.
    """

    file: str
    filed: dt.date | None
    is_draft: bool
    next_page: int
    next_tab: str | None
    submissions: tuple[str, ...]
    documents: tuple[EarlierDocument, ...]
    inputs: Mapping[str, str] = field(default_factory=dict)

    def document(self, document_id: str) -> EarlierDocument | None:
        """Find a document by its id."""
        return next((one for one in self.documents if one.id == document_id), None)

    def holds(self, files: Mapping[str, Path]) -> bool:
        """Say whether every one of some files, by its path in the case folder, is as it was then."""
        return all(self.inputs.get(file) == _sha256(path) for file, path in files.items())


def read_earlier(path: Path, source: Source) -> Earlier | Finding:
    """Read the manifest of an earlier filing."""
    data = read_bounded(path, source)
    if isinstance(data, Finding):
        return data
    try:
        return _earlier(_keys(json.loads(data)), path.as_posix())
    except (ValueError, KeyError, TypeError, RecursionError, OverflowError):
        message = f"{path.name} is not a manifest that a build wrote"
        fix = "name the manifest.json in the output folder of the filing before"
        return found("CASE-earlier-filing", message, source, fix)


def _earlier(told: Mapping[str, object], file: str) -> Earlier:
    """Read the whole manifest; older ones say less of the filing."""
    packet, filing = _keys(told["packet"]), _keys(told.get("filing") or {})
    submissions = [_keys(one) for one in _rows(told["submissions"])]
    filed = _day(filing.get("date"))
    here = [_document(_keys(one), filed) for one in _rows(told["documents"])]
    before = [_document(one, _day(one.get("filed"))) for one in map(_keys, _rows(told.get("earlier") or []))]
    documents = tuple(here + before)
    last = max(_number(one["last_page"]) for one in submissions)
    return Earlier(
        file=file,
        filed=filed,
        is_draft=packet["draft"] is not False,
        next_page=last + 1,
        next_tab=_next_tab(one.tab for one in documents),
        submissions=tuple(str(one["name"]) for one in submissions),
        documents=documents,
        inputs={str(one["path"]): str(one["sha256"]) for one in map(_keys, _rows(told.get("inputs") or []))},
    )


def _document(told: Mapping[str, object], filed: dt.date | None) -> EarlierDocument:
    """Read one document."""
    parts, sources = {}, {}
    for part in map(_keys, _rows(told["parts"])):
        kind = PartKind(str(part["kind"]))
        parts[kind] = _pages(part)
        hashes = [str(_keys(one)["sha256"]) for one in _rows(part.get("sources") or [])]
        if hashes:
            sources[kind] = _joined(hashes)
    marks = {
        str(one["name"])[:200]: _number(one["page"]) for one in map(_keys, _rows(told.get("marks") or []))
    }
    name, tab = str(told["id"]), str(told["tab"])
    tab_number(tab)
    if not _ID.fullmatch(name) or not parts:
        raise ValueError("id")
    return EarlierDocument(
        id=name,
        tab=tab,
        title=str(told["title"])[:500],
        pages=_pages(told),
        parts=parts,
        marks=marks,
        sources=sources,
        filed=filed,
    )


def _next_tab(used: Iterable[str]) -> str | None:
    """Give the letter after the last one used."""
    last = max((tab_number(tab) for tab in used), default=0)
    return tab_label(last + 1) if last < 260 else None


def _pages(told: Mapping[str, object]) -> PageRange:
    """Read first and last page."""
    return PageRange(_number(told["first_page"]), _number(told["last_page"]))


def _number(value: object) -> int:
    """Read a page number."""
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 999_999:
        raise ValueError("page")
    return value


def _day(value: object) -> dt.date | None:
    """Read a day, None where it was left open."""
    return None if value is None else dt.date.fromisoformat(str(value))


def _keys(value: object) -> Mapping[str, object]:
    """Insist on keys."""
    if not isinstance(value, dict):
        raise TypeError("keys")
    return value


def _rows(value: object) -> list[object]:
    """Insist on a list, not without end."""
    if not isinstance(value, list) or len(value) > 50 * _MOST_DOCUMENTS:
        raise TypeError("list")
    return value


class FiledBefore:
    """Judges documents of the folder by what was filed: the same again, another under its id, or new."""

    def __init__(self, earlier: Earlier | None, root: Path) -> None:
        self._earlier, self._root = earlier, root
        self.findings: list[Finding] = []

    def reason(self, document_id: str, parts: Mapping[PartKind, tuple[str, ...]], where: Source) -> str:
        """Say why a document is not filed again; "" for one that is new.

        Args:
            document_id: Its id.
            parts: The paths of its files in the case folder, by kind.
            where: Its place in the folder.
        """
        before = self._earlier.document(document_id) if self._earlier else None
        if before is None:
            return ""
        now = {kind: [_sha256(self._root / path) for path in paths] for kind, paths in parts.items()}
        same = {kind: _joined(hashes) for kind, hashes in now.items()} == dict(before.sources)
        pages = f"page{'s' if len(before.pages) > 1 else ''} {before.pages}"
        place = f"at Tab {before.tab}, {pages} {before.when}"
        if not same:
            name = where.file.removeprefix("exhibits/")
            message = f"another document was filed as '{document_id}' before, {place}"
            fix = f'give this one an id of its own, in exhibits.yaml: "{name}": {{id: {document_id}-2}}'
            if not where.file.startswith("exhibits/"):
                fix = f"file the new text as an exhibit of its own, or put {where.file} back as it was filed"
            self.findings.append(found("CASE-earlier-id", message, where, fix))
        return f"filed before, {place}"


def _joined(hashes: list[str]) -> str:
    """Give one hash for the files of a part: that of a single file, else that of all in their order."""
    return hashes[0] if len(hashes) == 1 else hashlib.sha256("".join(hashes).encode()).hexdigest()


def _sha256(path: Path) -> str:
    """Hash a file; what cannot be read is like nothing that was filed."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK_BYTES):
                digest.update(chunk)
    except OSError:
        return ""
    return digest.hexdigest()
