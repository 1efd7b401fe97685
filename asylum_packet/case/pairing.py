"""Which files make one document: an original with its translation and its certificate.

What exhibits.yaml says comes first. After it a companion finds its original in the same folder by the title
in its name, else by its order token and a similar title; date, order and language decide between several.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Final

from asylum_packet.case.codes import found
from asylum_packet.case.entries import NamedChoices, Names
from asylum_packet.case.folder import check_path
from asylum_packet.case.names import ReadName
from asylum_packet.case.spelling import nearest_words
from asylum_packet.findings import Finding, Source
from asylum_packet.sequence import PartKind
from asylum_packet.values import Struct, field

_SIMILAR: Final = 0.6
_MOST_COMPARED: Final = 2_000
_MOST_GUESSED: Final = 50


class ExhibitFile(Struct, frozen=True, kw_only=True):
    """A file in exhibits/: its path from there, what its name says, and the id that gives."""

    path: str
    name: ReadName
    id: str

    @property
    def folder(self) -> str:
        """The folder it lies in, "" directly in exhibits/."""
        return self.path.rpartition("/")[0]

    @property
    def where(self) -> Source:
        """The file, as a place for findings."""
        return Source(file=f"exhibits/{self.path}")


Beside = Mapping[PartKind, ExhibitFile]


class Pairs(Struct):
    """Companions by the path of their original, those that exhibits.yaml named, and what is wrong."""

    named: set[str] = field(default_factory=set)
    beside: dict[str, dict[PartKind, ExhibitFile]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def of(self, original: ExhibitFile) -> Beside:
        """Give the companions of an original."""
        return self.beside.get(original.path, {})


def paired(
    originals: tuple[ExhibitFile, ...],
    companions: tuple[ExhibitFile, ...],
    chosen: Mapping[str, NamedChoices],
) -> Pairs:
    """Put every companion beside its original.

    Args:
        originals: The files that are documents of their own.
        companions: The files whose names make them translations or certificates.
        chosen: The entries of exhibits.yaml by the path of the original they speak of.
    """
    pairs = Pairs()
    shelf = _Shelf({file.path: file for file in (*originals, *companions)})
    for original in originals:
        if (entry := chosen.get(original.path)) is not None:
            _name_chosen(pairs, original, entry, shelf)
    _refuse_chains(pairs, chosen)
    shelf.fill(file for file in originals if file.path not in pairs.named)
    for companion in companions:
        if companion.path not in pairs.named and companion.name.companion is not None:
            _place(pairs, companion, companion.name.companion, shelf)
    return pairs


class _Shelf:
    """The files to look among: all of them by name, the originals by folder with id or order token."""

    def __init__(self, files: Mapping[str, ExhibitFile]) -> None:
        self.files = files
        self.names = Names(files)
        self.by_id: dict[tuple[str, str], list[ExhibitFile]] = {}
        self.by_order: dict[tuple[str, str], list[ExhibitFile]] = {}
        self.originals: dict[str, ExhibitFile] = {}

    def fill(self, originals: Iterable[ExhibitFile]) -> None:
        """Enter the originals."""
        for file in originals:
            self.by_id.setdefault((file.folder, file.id), []).append(file)
            self.by_order.setdefault((file.folder, _order(file.name)), []).append(file)
            self.originals.setdefault(file.id, file)


def _name_chosen(pairs: Pairs, original: ExhibitFile, entry: NamedChoices, shelf: _Shelf) -> None:
    """Enter the companions that exhibits.yaml names for one original."""
    for kind in (PartKind.TRANSLATION, PartKind.CERTIFICATE):
        text = getattr(entry.choices.companions, kind.value)
        if not text:
            continue
        file = _named_file(text, original, entry, shelf)
        if isinstance(file, Finding):
            pairs.findings.append(file)
        else:
            pairs.beside.setdefault(original.path, {})[kind] = file
            pairs.named.add(file.path)


def _named_file(
    text: str, original: ExhibitFile, entry: NamedChoices, shelf: _Shelf
) -> ExhibitFile | Finding:
    """Find the companion that an entry names: beside its original, or anywhere in exhibits/."""
    at = Source(file=entry.at.file, line=entry.at.line, column=entry.at.column, field="companions")
    if finding := check_path(text, at):
        return finding
    text = text.removeprefix("exhibits/")
    beside = f"{original.folder}/{text}" if original.folder else text
    hits = shelf.names.matching(beside) or shelf.names.matching(text)
    hits = tuple(path for path in hits if path != original.path)
    if len(hits) == 1:
        return shelf.files[hits[0]]
    if hits:
        message = f"'{text[:80]}' fits {len(hits)} files"
        return found("EXHIBITS-companion-unclear", message, at, "write the name with its extension")
    near = nearest_words(beside, list(shelf.files)[:_MOST_COMPARED])
    fix = f"did you mean {near[0]}?" if near else "write the name of a file in exhibits/"
    return found("EXHIBITS-unknown-file", f"there is no file '{text[:80]}' in exhibits/", at, fix)


def _refuse_chains(pairs: Pairs, chosen: Mapping[str, NamedChoices]) -> None:
    """Report a file that goes beside another and has companions of its own: it would be lost."""
    for path in sorted(pairs.named & set(pairs.beside)):
        message = f"'{path}' is named as a companion, and has companions of its own"
        fix = "write all companions under the one original"
        pairs.findings.append(found("EXHIBITS-companion-clash", message, chosen[path].at, fix))


def _place(pairs: Pairs, companion: ExhibitFile, kind: PartKind, shelf: _Shelf) -> None:
    """Put one companion beside the one original it fits, or say why not."""
    fits = _originals_for(companion, shelf)
    if len(fits) != 1:
        guess = len(pairs.findings) < _MOST_GUESSED
        pairs.findings.append(_unplaced(companion, kind, fits, shelf.originals if guess else {}))
        return
    places = pairs.beside.setdefault(fits[0].path, {})
    if rival := places.get(kind):
        message = f"this file and '{rival.path}' are both the {kind.value} of '{fits[0].path}'"
        fix = f'delete one, or write in exhibits.yaml "{companion.path}": {{leave_out: the reason}}'
        pairs.findings.append(found("EXHIBITS-companion-clash", message, companion.where, fix))
        return
    places[kind] = companion


def _originals_for(companion: ExhibitFile, shelf: _Shelf) -> tuple[ExhibitFile, ...]:
    """Give the originals a companion fits, as few as its name allows."""
    folder = companion.folder
    fits = tuple(shelf.by_id.get((folder, companion.id), ()))
    if not fits and companion.name.order:
        near = shelf.by_order.get((folder, _order(companion.name)), [])[:_MOST_GUESSED]
        fits = tuple(file for file in near if _is_similar(file, companion))
    for same in (_same_date, _same_order, _same_language):
        if len(fits) > 1:
            fits = tuple(file for file in fits if same(file.name, companion.name)) or fits
    return fits


def _is_similar(file: ExhibitFile, companion: ExhibitFile) -> bool:
    """Say whether two files share most of their title."""
    return difflib.SequenceMatcher(None, file.id, companion.id).ratio() >= _SIMILAR


def _order(name: ReadName) -> str:
    """Give an order token without its punctuation and leading zeros."""
    return name.order.strip(" .)_-–—").lstrip("0")


def _same_date(one: ReadName, other: ReadName) -> bool:
    return one.date == other.date


def _same_order(one: ReadName, other: ReadName) -> bool:
    return _order(one) == _order(other)


def _same_language(one: ReadName, other: ReadName) -> bool:
    return one.language == other.language


def _unplaced(
    companion: ExhibitFile,
    kind: PartKind,
    fits: tuple[ExhibitFile, ...],
    originals: Mapping[str, ExhibitFile],
) -> Finding:
    """Make the finding of a companion that fits no original, or several."""
    if fits:
        message = f"this {kind.value} fits several documents: {', '.join(file.path for file in fits[:4])}"
        fix = f'write in exhibits.yaml "{fits[0].path}": {{companions: {{{kind.value}: "{companion.path}"}}}}'
        return found("EXHIBITS-companion-unclear", message, companion.where, fix)
    message = f"this {kind.value} has no document beside it"
    if near := nearest_words(companion.id, list(originals)[:_MOST_COMPARED]):
        target = originals[near[0]].path
        fix = f'write in exhibits.yaml "{target}": {{companions: {{{kind.value}: "{companion.path}"}}}}'
    else:
        fix = f'name it like its original, or write in exhibits.yaml "{companion.path}": {{title: its title}}'
    return found("EXHIBITS-companion-orphan", message, companion.where, fix)
