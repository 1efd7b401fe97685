"""What lies in exhibits/: as a table, as JSON for a program, and as a draft of exhibits.yaml.

The draft says what was guessed from names and pages, line by line, for somebody to confirm or correct; it is
never written over what somebody has said already.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from asylum_packet.case.model import Case, Document
from asylum_packet.case.parts import ELEMENTS, Photograph
from asylum_packet.facts import FileFact
from asylum_packet.findings import Finding, Severity
from asylum_packet.pages import PageRange
from asylum_packet.report.findings import LONG_RUN, runs
from asylum_packet.report.tables import NAME_WIDTH, counted, size, table
from asylum_packet.sequence import PartKind
from asylum_packet.values import Struct

_PHOTOGRAPHS = frozenset({"jpeg", "png", "heic", "webp", "gif", "bmp", "avif"})
_FOLDS = {1: NAME_WIDTH, 8: 44}
"""The columns of id and title, which fold, and how wide they are."""

_SIGNS = ((Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.NOTE, "note"))


class ExhibitRow(Struct, frozen=True, kw_only=True):
    """One document: what is known of it, the facts of its files in printing order, what was found.

    `guessed` is the language its text seems to be in where nobody has said one.
    """

    tab: str
    document: Document
    files: tuple[tuple[PartKind, str, FileFact | None], ...]
    findings: tuple[Finding, ...]

    @property
    def pages(self) -> int:
        """How many pages its files have, as far as they can be opened."""
        return sum(fact.count for _, _, fact in self.files if fact)

    @property
    def size_bytes(self) -> int:
        """How large its files are together."""
        return sum(fact.size_bytes for _, _, fact in self.files if fact)

    @property
    def original(self) -> FileFact | None:
        """What was seen in the original."""
        return next((fact for kind, _, fact in self.files if kind is PartKind.ORIGINAL), None)

    @property
    def guessed(self) -> str:
        """The language its text seems to be in, "" where one is said or it is English."""
        return self.original.seen.language if self.original and not self.document.language else ""

    @property
    def has_words(self) -> bool:
        """Whether it has words that tell its language."""
        return self.document.generated or bool(self.original and self.original.seen.words)


def exhibit_rows(
    case: Case, files: Mapping[str, FileFact], findings: Iterable[Finding]
) -> tuple[ExhibitRow, ...]:
    """List documents in tab order with what was seen and found in their files."""
    told = tuple(findings)
    rows = []
    for tab in case.tabs:
        for document in tab.documents:
            parts = {part.kind: part.path for part in document.parts}
            members = (path for part in document.parts for path in part.files)
            places = {*parts.values(), *members, document.where.file}
            rows.append(
                ExhibitRow(
                    tab=tab.label,
                    document=document,
                    files=tuple((kind, path, files.get(path)) for kind, path in parts.items()),
                    findings=tuple(one for one in told if one.source and one.source.file in places),
                )
            )
    return tuple(rows)


def exhibits_text(rows: tuple[ExhibitRow, ...], left_out: Iterable[tuple[str, str]]) -> str:
    """Print the table, what is left out, and below it what was found, document by document."""
    if not rows:
        return "no exhibits: put files into exhibits/"
    head = ("TAB", "ID", "PAGES", "KIND", "LANGUAGE", "BESIDE IT", "SIZE", "FOUND", "TITLE")
    lines = [table(head, [_cells(row) for row in rows], folds=_FOLDS), "", _total(rows)]
    lines += [f"left out: {path} ({reason})" for path, reason in left_out]
    for row in rows:
        if row.findings:
            lines += ["", f"Tab {row.tab}, {row.document.id}"]
            lines += [f"  {line}" for run in runs(row.findings) for line in _told(run)]
    return "\n".join(lines)


def _told(run: tuple[Finding, ...]) -> list[str]:
    """Print findings that ask for the same, the first few of many, and what to do about them."""
    shown = run if len(run) <= LONG_RUN + 1 else run[:LONG_RUN]
    lines = [f"{one.severity}: {one.message} [{one.code}]" for one in shown]
    lines += [f"  and {len(run) - len(shown)} more like these"] * (len(shown) < len(run))
    return [*lines, f"  fix: {run[0].fix}"] if run[0].fix else lines


def _cells(row: ExhibitRow) -> tuple[str, ...]:
    """Give the cells of a document."""
    document = row.document
    return (
        row.tab,
        document.id,
        str(row.pages) if row.pages else "-",
        row.original.kind if row.original else "typeset" if document.generated else "-",
        document.language or (f"{row.guessed}?" if row.guessed else "English" if row.has_words else "-"),
        ", ".join(kind.value for kind, _, _ in row.files if kind is not PartKind.ORIGINAL) or "-",
        size(row.size_bytes) if row.size_bytes else "-",
        _counts(row.findings),
        document.title,
    )


def _counts(findings: tuple[Finding, ...]) -> str:
    """Count findings by weight: "1 error, 2 notes"."""
    counts = ((sum(one.severity is weight for one in findings), word) for weight, word in _SIGNS)
    return ", ".join(counted(count, word) for count, word in counts if count) or "-"


def _total(rows: tuple[ExhibitRow, ...]) -> str:
    """Sum up."""
    pages, weight = sum(row.pages for row in rows), sum(row.size_bytes for row in rows)
    return f"{counted(len(rows), 'document')}, {counted(pages, 'page')}, {size(weight)}"


def exhibits_json(rows: tuple[ExhibitRow, ...], left_out: Iterable[tuple[str, str]]) -> str:
    """Print the same as JSON: `{"documents": [...], "left_out": [{path, reason}]}`."""
    told = {
        "documents": [_entry(row) for row in rows],
        "left_out": [{"path": path, "reason": reason} for path, reason in left_out],
    }
    return json.dumps(told, indent=2, ensure_ascii=False)


def _entry(row: ExhibitRow) -> dict[str, object]:
    """Give a document as JSON values."""
    document = row.document
    return {
        "tab": row.tab,
        "id": document.id,
        "title": document.title,
        "date": document.date,
        "language": document.language,
        "language_guessed": row.guessed,
        "pages": row.pages,
        "size_bytes": row.size_bytes,
        "files": [
            {
                "part": kind.value,
                "path": path,
                "sources": _sources(document, kind),
                "kind": fact.kind if fact else None,
                "pages": fact.count if fact else None,
                "size_bytes": fact.size_bytes if fact else None,
                "has_text": fact.has_text if fact else None,
            }
            for kind, path, fact in row.files
        ],
        "findings": [
            {"code": one.code, "severity": one.severity.value, "message": one.message, "fix": one.fix}
            for one in row.findings
        ],
    }


def _sources(document: Document, kind: PartKind) -> list[str]:
    """List the files a part is made of: several where photographs are mounted on sheets."""
    part = document.part(kind)
    return list(part.files) if part else []


_DRAFT_HEAD = """\
# exhibits.yaml: what file names cannot say. Drafted from names and pages: confirm or correct every line.
# A line that begins with # does nothing; take the # away to use it.
"""


_ON_SHEETS = """\
# To print the {pictures} pictures of this folder on common sheets, delete their entries and write:
# {folder}:
#   per_sheet: 4
"""


_NOT_REPEATED = """\
# There is an exhibits.yaml already. Not repeated from it: tab, leave_out, and the entries of folders and
# of the declaration. Copy what you need from it before this takes its place.
"""


def draft_text(rows: tuple[ExhibitRow, ...], *, is_second: bool = False) -> str:
    """Write an exhibits.yaml with everything guessed; what nobody can guess stands there as a comment.

    Where there is one already, `is_second` says what it says and a draft cannot repeat.
    """
    parts = [_DRAFT_HEAD + _NOT_REPEATED * is_second]
    folders = _photograph_folders(rows)
    for row in rows:
        if row.document.generated:
            continue
        if pictures := folders.pop(_folder(row), 0):
            parts.append(_ON_SHEETS.format(folder=_quoted(_folder(row)), pictures=pictures))
        parts.append(_draft(row))
    return "\n".join(parts)


def _photograph_folders(rows: Iterable[ExhibitRow]) -> dict[str, int]:
    """Count the pictures of the folders that hold several and nothing else."""
    kinds: dict[str, list[str]] = {}
    for row in rows:
        if folder := _folder(row):
            kinds.setdefault(folder, []).append(row.original.kind if row.original else "")
    return {
        name: len(inside) for name, inside in kinds.items() if len(inside) > 1 and {*inside} <= _PHOTOGRAPHS
    }


def _folder(row: ExhibitRow) -> str:
    """Name the folder of exhibits/ that a file lies in, "" where it lies in none."""
    path = row.document.where.file.removeprefix("exhibits/")
    return path.partition("/")[0] if "/" in path else ""


def _draft(row: ExhibitRow) -> str:
    """Write the entry of one document."""
    document = row.document
    name = document.where.file.removeprefix("exhibits/")
    lines = [f"{_quoted(name)}:", f"  id: {document.id}", f"  title: {_quoted(document.title)}"]
    lines.append(f"  date: {_quoted(document.date)}" if document.date else "  # date:")
    if document.language or row.guessed:
        sure = "" if document.language else "   # guessed from its text"
        lines.append(f"  language: {_quoted(document.language or _first(row.guessed))}{sure}")
    for key in ("source", "author", "url", "accessed"):
        value = getattr(document, key)
        if value:
            lines.append(f"  {key}: {_quoted(value)}")
    if document.pages:
        lines.append(f"  pages: {','.join(_range(one) for one in document.pages)}")
    if document.highlight:
        lines.append(f"  highlight: [{', '.join(_quoted(words) for words in document.highlight)}]")
    if document.paragraphs:
        lines.append(f"  paragraphs: {', '.join(_range(one) if one else '-' for one in document.paragraphs)}")
    lines += _mounted(document)
    lines += _companions(document)
    lines += ["  ocr: yes"] * document.recognises + ["  blank_pages: leave out"] * document.leaves_out_blanks
    lines += _suggestions(row)
    return "\n".join(lines) + "\n"


def _companions(document: Document) -> list[str]:
    """Write the files that go beside a document; one in the same folder by its name alone."""
    folder = f"{document.where.file.rpartition('/')[0]}/"
    lines = [
        f"    {part.kind}: {_quoted(part.path.removeprefix(folder).removeprefix('exhibits/'))}"
        for part in document.parts
        if part.kind is not PartKind.ORIGINAL
    ]
    return ["  companions:", *lines] if lines else []


def _mounted(document: Document) -> list[str]:
    """Write the photographs of sheets, with what their captions do not say yet left open."""
    part = document.part(PartKind.ORIGINAL)
    if part is None or not part.photographs:
        return []
    if part.files == (part.path,):
        return list(_caption(part.photographs[0], "  "))
    lines = [f"  per_sheet: {part.per_sheet}", "  photographs:"]
    for one in part.photographs:
        lines.append(f"    - file: {_quoted(one.path.removeprefix(f'{part.path}/'))}")
        lines += _caption(one, "      ")
    return lines


def _caption(one: Photograph, indent: str) -> Iterator[str]:
    """Write a caption, with what it does not say yet left open."""
    told = (one.what, one.who, one.place, one.when, one.by)
    for key, text in zip(ELEMENTS, told, strict=True):
        yield f"{indent}{key}: {_quoted(text)}" if text else f"{indent}# {key}:"


def _suggestions(row: ExhibitRow) -> list[str]:
    """Write what its pages suggest, as comments."""
    fact, document = row.original, row.document
    if fact is None:
        return ["  # leave_out: it does not become pages"]
    lines = []
    if len(fact.seen.blank) == fact.count:
        lines.append("  # leave_out: it is empty")
    elif fact.seen.blank and not document.leaves_out_blanks:
        lines.append(f"  # blank_pages: leave out   # {counted(len(fact.seen.blank), 'empty page')}")
    if fact.seen.silent and not document.recognises:
        lines.append("  # ocr: yes   # scans without text that can be searched")
    if fact.kind in _PHOTOGRAPHS and not fact.seen.coarse:
        lines.append("  # of a photograph, for the caption below it:")
        lines += [f"  # {key}:" for key in ELEMENTS]
    return lines


def _range(pages: PageRange) -> str:
    """Write pages as exhibits.yaml takes them."""
    return str(pages.first) if pages.first == pages.last else f"{pages.first}-{pages.last}"


def _first(language: str) -> str:
    """Give the language itself out of "Hindi, Nepali or another language in ..."."""
    return language.split(" or ")[0].split(",")[0]


def _quoted(text: str) -> str:
    """Write a text so that YAML reads it as that text; JSON strings are YAML strings."""
    return json.dumps(text, ensure_ascii=False)
