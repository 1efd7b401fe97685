"""The folder exhibits/ as tabs and documents, from the names in it and exhibits.yaml.

An entry directly in exhibits/ is a tab, a folder is a tab holding several documents, in the natural order of
names. Pure: it is given the paths and the tree of exhibits.yaml, and opens nothing. `entries.py` says how
exhibits.yaml is written, `names.py` what a name says, `pairing.py` what belongs together.
"""

from __future__ import annotations

from typing import Final

from asylum_packet.case.codes import found
from asylum_packet.case.earlier import FiledBefore
from asylum_packet.case.entries import NOTHING, ExhibitChoices, NamedChoices, Names, read_entries
from asylum_packet.case.ids import with_own_ids
from asylum_packet.case.lettering import Unit, lettered
from asylum_packet.case.misread import near_companions, odd_days, round_marks
from asylum_packet.case.model import Document, DocumentPart, LeftOut, Tab
from asylum_packet.case.mounting import FOR_SHEETS, about_a_file, captioned, is_mounted, mounted
from asylum_packet.case.names import natural, read_name, slug
from asylum_packet.case.pairing import Beside, ExhibitFile, Pairs, paired
from asylum_packet.case.spelling import nearest_words
from asylum_packet.case.yamltree import Node
from asylum_packet.findings import Finding, Source
from asylum_packet.sequence import PartKind
from asylum_packet.values import Struct, field

DECLARATION: Final = "declaration"
_MOST_COMPARED: Final = 2_000
_MOST_GUESSED: Final = 50
_FOR_FOLDERS: Final = frozenset({"title", "tab", "leave_out"})
_FOR_COMPANIONS: Final = frozenset({"leave_out"})
_FOR_DECLARATION: Final = frozenset({"title", "date", "tab", "leave_out"})


class Arrangement(Struct, frozen=True, kw_only=True):
    """What lies in exhibits/: tabs in the order of their letters, files left out, and what is wrong."""

    tabs: tuple[Tab, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    findings: tuple[Finding, ...] = ()


class _Work(Struct):
    """What is known while the folder is being arranged."""

    files: dict[str, ExhibitFile]
    originals: tuple[ExhibitFile, ...] = ()
    by_file: dict[str, NamedChoices] = field(default_factory=dict)
    by_folder: dict[str, NamedChoices] = field(default_factory=dict)
    declaration: NamedChoices | None = None
    filed: FiledBefore | None = None
    pairs: Pairs = field(default_factory=Pairs)
    left_out: list[LeftOut] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def choices(self, file: ExhibitFile) -> ExhibitChoices:
        """Give what exhibits.yaml says about a file."""
        entry = self.by_file.get(file.path)
        return entry.choices if entry else NOTHING


def arrange(
    paths: tuple[str, ...],
    tree: Node | None,
    *,
    first_tab: str = "A",
    declaration: str = "",
    filed: FiledBefore | None = None,
    cited: frozenset[str] = frozenset(),
) -> Arrangement:
    """Arrange the files of exhibits/ under tabs.

    Args:
        paths: Every file, relative to exhibits/, with forward slashes.
        tree: The tree of exhibits.yaml, None where there is none.
        first_tab: The letter to start at.
        declaration: The title of the declaration made from declaration.md, "" where there is none.
        filed: What was filed before; it is left out.
        cited: Ids that texts and case.yaml use.
    """
    files = _read_names(paths)
    work = _Work(files={file.path: file for file in files}, filed=filed)
    _take_entries(work, tree, declaration)
    companions = tuple(file for file in files if _is_companion(work, file) and not _dropped(work, file))
    originals = tuple(file for file in files if not _is_companion(work, file))
    work.pairs = paired(originals, companions, work.by_file)
    work.originals = tuple(file for file in originals if file.path not in work.pairs.named)
    _check_named(work, originals)
    work.findings += work.pairs.findings
    written = frozenset(
        f"exhibits/{path}"
        for entries in (work.by_file, work.by_folder)
        for path, entry in entries.items()
        if entry.choices.id
    )
    units, clashes = with_own_ids(_units(work, declaration), cited=cited, written=written)
    work.findings += clashes
    tabs, findings = lettered(units, first_tab)
    work.findings += (*findings, *_odd_marks(work), *_misread(work), *(filed.findings if filed else ()))
    return Arrangement(tabs=tabs, left_out=tuple(work.left_out), findings=tuple(work.findings))


def _read_names(paths: tuple[str, ...]) -> tuple[ExhibitFile, ...]:
    """Read every name, in natural order."""
    siblings: dict[str, int] = {}
    for path in paths:
        siblings[path.rpartition("/")[0]] = siblings.get(path.rpartition("/")[0], 0) + 1
    return tuple(_read_file(path, siblings[path.rpartition("/")[0]]) for path in sorted(paths, key=natural))


def _read_file(path: str, siblings: int) -> ExhibitFile:
    """Read the name of one file."""
    name = read_name(path.rpartition("/")[2], siblings=siblings)
    return ExhibitFile(path=path, name=name, id=slug(name.title))


def _take_entries(work: _Work, tree: Node | None, declaration: str) -> None:
    """Give every entry of exhibits.yaml to the file, folder or document it names."""
    read = read_entries(tree)
    work.findings += read.findings
    by_id: list[NamedChoices] = []
    folders = _folders(work)
    files, in_folders = Names(work.files), Names(folders)
    for entry in read.entries:
        if hits := files.matching(entry.name):
            _give(work, work.by_file, hits, entry)
        elif hits := in_folders.matching(entry.name):
            _give(work, work.by_folder, hits[:1], entry)
        else:
            by_id.append(entry)
    ids = _ids(work)
    for entry in by_id:
        if entry.name == DECLARATION and declaration:
            work.declaration = entry
            _check_keys(work, entry, _FOR_DECLARATION, "the declaration made from declaration.md")
            continue
        if entry.name in ids:
            _give(work, work.by_file, tuple(ids[entry.name]), entry)
        else:
            work.findings.append(_unknown(work, entry, folders))
    _check_entries(work)


def _ids(work: _Work) -> dict[str, list[str]]:
    """Give the paths of the documents by the id their names give."""
    ids: dict[str, list[str]] = {}
    for file in work.files.values():
        if not _is_companion(work, file):
            ids.setdefault(file.id, []).append(file.path)
    return ids


def _folders(work: _Work) -> tuple[str, ...]:
    """List the folders in exhibits/ and those inside them."""
    found_here = set()
    for path in work.files:
        parts = path.split("/")[:-1]
        found_here |= {"/".join(parts[:depth]) for depth in range(1, len(parts) + 1)}
    return tuple(sorted(found_here))


def _give(work: _Work, entries: dict[str, NamedChoices], hits: tuple[str, ...], entry: NamedChoices) -> None:
    """Enter one entry, unless it fits several files or the file has one already."""
    if len(hits) > 1:
        message = f"'{entry.name}' fits {len(hits)} files: {', '.join(hits[:4])}"
        fix = "write the whole name of one, with its extension"
        work.findings.append(found("EXHIBITS-entry-clash", message, entry.at, fix))
    elif earlier := entries.get(hits[0]):
        message = f"'{entry.name}' and '{earlier.name}' on line {earlier.at.line} are about the same file"
        fix = "put the keys of both under one of them"
        work.findings.append(found("EXHIBITS-entry-clash", message, entry.at, fix))
    else:
        entries[hits[0]] = entry


def _unknown(work: _Work, entry: NamedChoices, folders: tuple[str, ...]) -> Finding:
    """Make the finding of an entry that matches nothing."""
    ids = (file.id for file in work.files.values())
    known = (*work.files, *folders, *ids)[:_MOST_COMPARED] if len(work.findings) < _MOST_GUESSED else ()
    near = nearest_words(entry.name, known)
    fix = f"did you mean {near[0]}?" if near else "write a name as it stands in exhibits/"
    message = f"nothing in exhibits/ is called '{entry.name[:80]}'"
    return found("EXHIBITS-unknown-file", message, entry.at, fix)


def _check_entries(work: _Work) -> None:
    """Report keys that mean nothing for what they are written under."""
    for folder, entry in work.by_folder.items():
        if is_mounted(entry):
            _check_keys(work, entry, FOR_SHEETS, "a folder of photographs")
        elif "/" in folder:
            _check_keys(work, entry, _FOR_COMPANIONS, "a folder inside a tab")
        else:
            _check_keys(work, entry, _FOR_FOLDERS, "a folder")
    for path, entry in work.by_file.items():
        if _is_companion(work, work.files[path]):
            _check_keys(work, entry, _FOR_COMPANIONS, "a translation or certificate")
        elif is_mounted(work.by_folder.get(path.partition("/")[0])):
            _check_keys(work, entry, _FOR_COMPANIONS, "a photograph on a sheet")
        elif said := about_a_file(entry, path):
            work.findings.append(said)


def _check_named(work: _Work, originals: tuple[ExhibitFile, ...]) -> None:
    """Report what is said about files that exhibits.yaml makes companions of others."""
    for file in originals:
        entry = work.by_file.get(file.path)
        if entry and file.path in work.pairs.named and file.path not in work.pairs.beside:
            _check_keys(work, entry, _FOR_COMPANIONS, "a translation or certificate")


def _check_keys(work: _Work, entry: NamedChoices, allowed: frozenset[str], what: str) -> None:
    """Report the keys of an entry that are not allowed for what it names."""
    for key in sorted(entry.written - allowed):
        at = Source(file=entry.at.file, line=entry.at.line, column=entry.at.column, field=key)
        message = f"'{key}' has no meaning for {what}"
        fix = f"write only {', '.join(sorted(allowed))} here"
        work.findings.append(found("EXHIBITS-wrong-key", message, at, fix))


def _is_companion(work: _Work, file: ExhibitFile) -> bool:
    """Say whether a file goes beside another; an id or title of its own makes it a document."""
    return file.name.companion is not None and not work.choices(file).model_fields_set & {"id", "title"}


def _dropped(work: _Work, file: ExhibitFile) -> str:
    """Give the reason why a file, or a folder above it, is left out by exhibits.yaml, "" where it is not."""
    if reason := work.choices(file).leave_out:
        return _leave(work, file, reason)
    folder = file.folder
    while folder:
        if (entry := work.by_folder.get(folder)) and entry.choices.leave_out:
            return _leave(work, file, entry.choices.leave_out)
        folder = folder.rpartition("/")[0]
    return ""


def _leave(work: _Work, file: ExhibitFile, reason: str) -> str:
    """List a file as left out."""
    work.left_out.append(LeftOut(path=f"exhibits/{file.path}", reason=reason))
    return reason


def _units(work: _Work, declaration: str) -> tuple[Unit, ...]:
    """Give what takes a letter, in order: the declaration, then single documents and folders."""
    units = list(_declaration_unit(work, declaration))
    folders: dict[str, list[Document]] = {}
    pictures: dict[str, list[tuple[ExhibitFile, Beside]]] = {}
    for original in work.originals:
        beside = work.pairs.of(original)
        if reason := _dropped(work, original):
            for companion in beside.values():
                _leave(work, companion, reason)
            continue
        top = original.path.partition("/")[0] if original.folder else ""
        if is_mounted(work.by_folder.get(top)):
            if top not in pictures:
                units.append(_folder_unit(work, top, folders.setdefault(top, [])))
            pictures.setdefault(top, []).append((original, beside))
            continue
        document, tab = _document(work, original, beside), work.choices(original).tab
        if reason := _filed(work, document):
            for file in (original, *beside.values()):
                _leave(work, file, reason)
            continue
        if tab or not top:
            units.append(Unit(title=document.title, documents=(document,), tab=tab, where=original.where))
        elif top in folders:
            folders[top].append(document)
        else:
            folders[top] = [document]
            units.append(_folder_unit(work, top, folders[top]))
    for top, found_there in pictures.items():
        folders[top] += _mounted(work, top, found_there)
    return tuple(unit for unit in units if unit.documents)


def _mounted(work: _Work, folder: str, pictures: list[tuple[ExhibitFile, Beside]]) -> list[Document]:
    """Make the document of a folder of photographs, unless it was filed before."""
    document, findings = mounted(folder, pictures, work.by_folder[folder])
    work.findings += findings
    if reason := _filed(work, document):
        for file, _ in pictures:
            _leave(work, file, reason)
        return []
    return [document]


def _filed(work: _Work, document: Document) -> str:
    """Say why a document is not filed again, "" where it was not filed before."""
    paths = {part.kind: part.files for part in document.parts}
    if document.generated:
        paths[PartKind.ORIGINAL] = (document.where.file,)
    return work.filed.reason(document.id, paths, document.where) if work.filed else ""


def _folder_unit(work: _Work, folder: str, documents: list[Document]) -> Unit:
    """Make the unit of a folder; its documents are added as they come."""
    entry = work.by_folder.get(folder)
    choices = entry.choices if entry else NOTHING
    return Unit(
        title=choices.title or read_name(folder).title,
        documents=documents,
        tab=choices.tab,
        where=entry.at if entry else Source(file=f"exhibits/{folder}"),
        is_folder=True,
    )


def _declaration_unit(work: _Work, title: str) -> tuple[Unit, ...]:
    """Make the unit of the declaration that we typeset, where there is one."""
    if not title:
        return ()
    entry = work.declaration
    choices = entry.choices if entry else NOTHING
    if choices.leave_out:
        work.left_out.append(LeftOut(path="declaration.md", reason=choices.leave_out))
        return ()
    where = Source(file="declaration.md")
    document = Document(
        id=DECLARATION,
        title=choices.title or title,
        date=choices.date,
        parts=(),
        generated=True,
        where=where,
    )
    if reason := _filed(work, document):
        work.left_out.append(LeftOut(path="declaration.md", reason=reason))
        return ()
    at = entry.at if entry else where
    return (Unit(title=document.title, documents=(document,), tab=choices.tab, where=at),)


def _document(work: _Work, original: ExhibitFile, beside: Beside) -> Document:
    """Make a document of an original, its companions, and what exhibits.yaml says."""
    choices, name = work.choices(original), original.name
    translated = next(
        (f.name.language for f in beside.values() if f.name.language not in {"", "English"}), ""
    )
    date = choices.date or name.date or next((f.name.date for f in beside.values() if f.name.date), "")
    parts = {kind: DocumentPart(kind=kind, path=f"exhibits/{file.path}") for kind, file in beside.items()}
    parts[PartKind.ORIGINAL] = captioned(original.path, choices, date or choices.when) or DocumentPart(
        kind=PartKind.ORIGINAL, path=f"exhibits/{original.path}"
    )
    return Document(
        id=choices.id or (slug(choices.title) if name.companion and choices.title else original.id),
        title=choices.title or name.title,
        date=date or choices.when,
        source=choices.source,
        author=choices.author,
        url=choices.url,
        accessed=choices.accessed,
        language=choices.language_name or name.language or translated,
        pages=choices.ranges,
        leaves_out_blanks=choices.blank_pages == "leave out",
        recognises=choices.ocr == "yes",
        highlight=choices.highlight,
        paragraphs=choices.begun,
        parts=tuple(parts[kind] for kind in PartKind if kind in parts),
        where=original.where,
    )


def _odd_marks(work: _Work) -> tuple[Finding, ...]:
    """Warn of bracketed codes that look like a language and are none."""
    return tuple(
        found(
            "EXHIBITS-language",
            f"[{file.name.odd_mark}] in the file name is no language code we know",
            file.where,
            f'write in exhibits.yaml "{file.path}": {{language: its name}}',
        )
        for file in work.files.values()
        if file.name.odd_mark and not work.choices(file).language
    )


def _misread(work: _Work) -> tuple[Finding, ...]:
    """Tell of names that nearly say something, unless exhibits.yaml says it or leaves the file out."""
    left = {entry.path for entry in work.left_out}
    here = [file for file in work.originals if f"exhibits/{file.path}" not in left]

    def silent_on(*keys: str) -> list[ExhibitFile]:
        return [file for file in here if not work.choices(file).model_fields_set & set(keys)]

    return (
        *near_companions(silent_on("title", "id"), here),
        *round_marks(silent_on("language")),
        *odd_days(silent_on("date", "title")),
    )
