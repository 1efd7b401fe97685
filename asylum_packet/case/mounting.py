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

The folder becomes one document; every picture in it is on a sheet, in this order, or left out by name. A
photograph that is a file by itself has its caption under its own name (`what:`, `who:`, ...), and a sheet for
itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from asylum_packet.case.codes import found
from asylum_packet.case.entries import ExhibitChoices, NamedChoices, Names, PhotographEntry
from asylum_packet.case.model import Document
from asylum_packet.case.names import read_name, slug
from asylum_packet.case.pairing import Beside, ExhibitFile
from asylum_packet.case.parts import ELEMENTS, DocumentPart, Photograph
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

_CAPTION: Final = frozenset(ELEMENTS)
_NOT_CAPTIONED: Final = frozenset({"pages", "blank_pages", "ocr", "highlight", "paragraphs"})
"""Keys that mean nothing for a photograph above its caption."""

PICTURES: Final = (
    *(".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".heic", ".heif", ".hif", ".webp", ".avif", ".gif", ".bmp"),
    *(".tif", ".tiff", ".jp2", ".jpx"),
)
"""How the names of pictures end; what a file is, its content says later."""


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


def captioned(path: str, choices: ExhibitChoices, date: str) -> DocumentPart | None:
    """Make the part of a single photograph that has a caption in exhibits.yaml, None where it has none."""
    if not choices.model_fields_set & _CAPTION:
        return None
    photograph = Photograph(
        path=f"exhibits/{path}",
        what=choices.what,
        who=choices.who,
        place=choices.where,
        when=choices.when or date,
        by=choices.by or choices.author,
    )
    return DocumentPart(
        kind=PartKind.ORIGINAL, path=f"exhibits/{path}", photographs=(photograph,), per_sheet=1
    )


def about_a_file(entry: NamedChoices, path: str) -> Finding | None:
    """Make the finding of keys under a single file that are for folders, or for photographs."""
    if asked := sorted(entry.written & ASKS):
        message = f"'{asked[0]}' has no meaning for a file"
        fix = (
            "put the pictures into a folder of exhibits/, and write it under the folder's name;"
            " for the caption of this one alone write what:, who:, where:, when: and by: under it"
        )
    elif (asked := sorted(entry.written & _CAPTION)) and not path.lower().endswith(PICTURES):
        message = f"'{asked[0]}' has no meaning for a file that is no picture"
        fix = "it belongs to the caption of a photograph; for other files there are title, date and author"
    elif asked and (asked := sorted(entry.written & _NOT_CAPTIONED)):
        message = f"'{asked[0]}' has no meaning for a photograph with a caption"
        fix = "delete the line, or those of the caption"
    else:
        return None
    at = Source(file=entry.at.file, line=entry.at.line, column=entry.at.column, field=asked[0])
    return found("EXHIBITS-wrong-key", message, at, fix)
