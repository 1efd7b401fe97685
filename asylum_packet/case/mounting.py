"""Photographs of a folder mounted together on sheets, as exhibits.yaml asks. Pure.

    07 Photographs of the house:         # a folder in exhibits/
      per_sheet: 4
      photographs:                       # in this order; pictures that are not named follow in that of names
        - file: IMG_2031.jpg
          what: The front door, burnt
          who: Marta Reyes
          where: Mejicanos, San Salvador
          when: 2024-03-02
          by: Carlos Reyes

The folder becomes one document; every picture in it is on a sheet, in this order, or left out by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from asylum_packet.case.codes import found
from asylum_packet.case.entries import NamedChoices, Names, PhotographEntry
from asylum_packet.case.model import Document
from asylum_packet.case.names import read_name, slug
from asylum_packet.case.pairing import Beside, ExhibitFile
from asylum_packet.case.parts import DocumentPart, Photograph
from asylum_packet.case.spelling import nearest_words
from asylum_packet.findings import Finding, Source
from asylum_packet.sequence import PartKind

USUAL_PER_SHEET: Final = 4
FOR_SHEETS: Final = frozenset(
    {"id", "title", "date", "source", "author", "tab", "leave_out", "per_sheet", "photographs"}
)
"""Keys that an entry about such a folder may have."""

ASKS: Final = frozenset({"per_sheet", "photographs"})
"""Keys that make sheets of a folder."""


def is_mounted(entry: NamedChoices | None) -> bool:
    """Say whether an entry about a folder asks for sheets."""
    return entry is not None and "/" not in entry.name and bool(entry.written & ASKS)


def mounted(
    folder: str, pictures: Iterable[tuple[ExhibitFile, Beside]], entry: NamedChoices
) -> tuple[Document, tuple[Finding, ...]]:
    """Make the document of a folder, and say what does not fit."""
    files = {file.path: file for file, _ in pictures}
    captions, findings = _captions(folder, files, entry)
    findings += [_companion(file, beside) for file, beside in pictures if beside]
    order = [*captions, *(path for path in files if path not in captions)]
    name, choices = read_name(folder), entry.choices
    title = choices.title or name.title
    part = DocumentPart(
        kind=PartKind.ORIGINAL,
        path=f"exhibits/{folder}",
        photographs=tuple(_photograph(path, captions.get(path)) for path in order),
        per_sheet=int(choices.per_sheet or USUAL_PER_SHEET),
    )
    document = Document(
        id=choices.id or slug(title),
        title=title,
        date=choices.date or name.date,
        source=choices.source,
        author=choices.author,
        parts=(part,),
        where=Source(file=f"exhibits/{folder}"),
    )
    return document, tuple(findings)


def _photograph(path: str, told: PhotographEntry | None) -> Photograph:
    """Give a picture its caption."""
    if told is None:
        return Photograph(path=f"exhibits/{path}")
    return Photograph(
        path=f"exhibits/{path}", what=told.what, who=told.who, place=told.where, when=told.when, by=told.by
    )


def _captions(
    folder: str, files: Mapping[str, ExhibitFile], entry: NamedChoices
) -> tuple[dict[str, PhotographEntry], list[Finding]]:
    """Give every row of the list to the picture it names."""
    inside = {path.removeprefix(f"{folder}/"): path for path in files}
    names = Names(inside)
    captions: dict[str, PhotographEntry] = {}
    findings = []
    for number, row in enumerate(entry.choices.photographs):
        at = Source(
            file=entry.at.file,
            line=entry.at.line,
            column=entry.at.column,
            field=f"photographs[{number}].file",
        )
        hits = names.matching(row.file.strip().removeprefix("./"))
        if len(hits) != 1:
            findings.append(_no_picture(folder, row.file, hits, tuple(inside), at))
        elif inside[hits[0]] in captions:
            message, fix = f"'{row.file}' is named twice", "put what both rows say into one"
            findings.append(found("EXHIBITS-entry-clash", message, at, fix))
        else:
            captions[inside[hits[0]]] = row
    return captions, findings


def _no_picture(
    folder: str, name: str, hits: tuple[str, ...], inside: tuple[str, ...], at: Source
) -> Finding:
    """Make the finding of a row that names no picture, or several."""
    if hits:
        message = f"'{name}' fits {len(hits)} files in {folder}/: {', '.join(hits[:4])}"
        return found("EXHIBITS-entry-clash", message, at, "write the whole name of one, with its extension")
    near = nearest_words(name, inside)
    fix = f"did you mean {near[0]}?" if near else f"write a name as it stands in exhibits/{folder}/"
    return found("EXHIBITS-unknown-file", f"nothing in {folder}/ is called '{name[:80]}'", at, fix)


def _companion(file: ExhibitFile, beside: Beside) -> Finding:
    """Make the finding of a translation that lies beside a photograph on a sheet."""
    name = next(iter(beside.values())).path
    message = f"'{name}' lies beside a photograph that is mounted on a sheet, and would not be printed"
    fix = f"move both out of the folder, so that '{file.path.rpartition('/')[2]}' is an exhibit of its own"
    return found("EXHIBITS-wrong-key", message, Source(file=f"exhibits/{name}"), fix)


def about_a_file(entry: NamedChoices) -> Finding | None:
    """Make the finding of sheets that are asked for under a single file."""
    asked = sorted(entry.written & ASKS)
    if not asked:
        return None
    at = Source(file=entry.at.file, line=entry.at.line, column=entry.at.column, field=asked[0])
    message = f"'{asked[0]}' has no meaning for a file"
    fix = "put the pictures into a folder of exhibits/, and write it under the folder's name"
    return found("EXHIBITS-wrong-key", message, at, fix)
