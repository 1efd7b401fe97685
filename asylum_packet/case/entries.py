"""exhibits.yaml: what a file name cannot say about a document.

Two ways to write it, as people like it. By name:

    03 2024-03-02 police report [es].pdf:       # as in exhibits/, with or without the extension
      source: Policía Nacional Civil
      pages: 1-3,7
    police-report-2: {date: spring 2024}        # or the id the document gets by its name
    05 medical: {title: Medical records, tab: F}             # or a folder
    old letter.pdf: {leave_out: superseded by the letter of May}
    declaration: {tab: C}                       # the declaration made from declaration.md

or as a list whose rows name their `file`. Names are matched with the disk's whatever the way accents are
stored; capitals count only where they tell two files apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field

from asylum_packet.case.codes import found
from asylum_packet.case.days import PrintedDay
from asylum_packet.case.languages import language_name
from asylum_packet.case.model import Entry
from asylum_packet.case.names import bare, slug
from asylum_packet.case.shapes import is_blank, values_of
from asylum_packet.case.values import TabLabel, YesNo, wrong
from asylum_packet.case.yamltree import MAX_FINDINGS, Items, Keys, Node, Text, place
from asylum_packet.findings import Finding, Source
from asylum_packet.pages import PageRange, parse_ranges
from asylum_packet.values import Struct

MOST_ON_A_PAGE = 200
"""Numbered paragraphs that can begin on one page."""
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def _read_id(text: str) -> str:
    if not _ID.fullmatch(text):
        raise wrong("not an id", f"type small letters, digits and hyphens, such as {slug(text)[:60]}")
    return text


def _read_pages(text: str) -> str:
    try:
        parse_ranges(text)
    except ValueError:
        raise wrong("not a list of pages", "type pages and ranges, such as 1-3,7") from None
    return text


def parse_paragraphs(text: str) -> tuple[PageRange | None, ...]:
    """Read "1-7, 8-14, -, 15" as the paragraphs that begin on each page, None for a page where none does.

    Raises:
        ValueError: It is no such list, or its numbers do not rise.
    """
    pages: list[PageRange | None] = []
    last = 0
    for piece in text.split(","):
        begun = None if piece.strip() in {"", "-", "–"} else parse_ranges(piece)[0]
        if begun and (begun.first <= last or len(begun) > MOST_ON_A_PAGE):
            raise ValueError(f"'{piece.strip()}' comes after {last}, or is too many for a page")
        last = begun.last if begun else last
        pages.append(begun)
    return tuple(pages)


def _read_paragraphs(text: str) -> str:
    try:
        parse_paragraphs(text)
    except ValueError:
        fix = "type those that begin on each page, page by page, such as 1-7, 8-14, 15-22"
        raise wrong("not the paragraphs of each page", fix) from None
    return text


def _read_reason(text: str) -> str:
    if text.strip().casefold() in {"yes", "no", "true", "false"}:
        raise wrong("no reason", "write why it is left out, in a few words, or delete the line")
    return text


class Companions(Entry):
    """The files that go beside a document, by their names in exhibits/."""

    translation: Annotated[str, Field(description="the file with the English translation")] = ""
    certificate: Annotated[
        str, Field(description="the file with the certificate of translation, or of interpretation")
    ] = ""


class PhotographEntry(Entry):
    """A photograph on a sheet: its file in the folder, and what its caption says."""

    file: Annotated[str, Field(description="the name in the folder")]
    what: Annotated[str, Field(description="what is to be seen")] = ""
    who: Annotated[str, Field(description="who is to be seen")] = ""
    where: Annotated[str, Field(description="where it was taken")] = ""
    when: Annotated[PrintedDay, Field(description="when it was taken: a date, or words")] = ""
    by: Annotated[str, Field(description="who took it")] = ""


class ExhibitChoices(Entry):
    """What exhibits.yaml says about one file, folder or document."""

    file: Annotated[str, Field(description="the name in exhibits/, where exhibits.yaml is a list")] = ""
    id: Annotated[str, AfterValidator(_read_id), Field(description="the name that pin cites use")] = ""
    title: Annotated[str, Field(description="what the exhibit index prints")] = ""
    date: Annotated[PrintedDay, Field(description="a date, or words such as spring 2024")] = ""
    source: Annotated[str, Field(description="who published or keeps it")] = ""
    author: Annotated[str, Field(description="who wrote it")] = ""
    url: Annotated[str, Field(description="where it stands on the web")] = ""
    accessed: Annotated[PrintedDay, Field(description="when it was last looked up there")] = ""
    language: Annotated[str, Field(description="language of the original, a code or a name")] = ""
    pages: Annotated[str, AfterValidator(_read_pages), Field(description="of the original: 1-3,7")] = ""
    paragraphs: Annotated[
        str,
        AfterValidator(_read_paragraphs),
        Field(description="of a signed declaration, those that begin on each page: 1-7, 8-14, 15-22"),
    ] = ""
    blank_pages: Annotated[
        Literal["keep", "leave out"], Field(description="what to do with empty pages of the original")
    ] = "keep"
    ocr: Annotated[YesNo, Field(description="make the text of scans searchable")] = "no"
    highlight: Annotated[
        tuple[str, ...], Field(description="passages to mark in yellow, in their own words, or pages: 3-4")
    ] = ()
    per_sheet: Annotated[
        Literal["1", "2", "3", "4", "6", "9"] | None,
        Field(description="of a folder of photographs: so many on one sheet"),
    ] = None
    photographs: Annotated[
        tuple[PhotographEntry, ...],
        Field(description="of a folder of photographs: their order on the sheets, and their captions"),
    ] = ()
    what: Annotated[str, Field(description="of a photograph, printed below it: what is to be seen")] = ""
    who: Annotated[str, Field(description="of a photograph: who is to be seen")] = ""
    where: Annotated[str, Field(description="of a photograph: where it was taken")] = ""
    when: Annotated[PrintedDay, Field(description="of a photograph: when it was taken; else its date")] = ""
    by: Annotated[str, Field(description="of a photograph: who took it; else its author")] = ""
    companions: Annotated[Companions, Field(description="files that go beside it")] = Companions()
    tab: Annotated[TabLabel | None, Field(description="its letter; one letter twice is one tab")] = None
    leave_out: Annotated[str, AfterValidator(_read_reason), Field(description="why it is left out")] = ""

    @property
    def ranges(self) -> tuple[PageRange, ...]:
        """The pages chosen, () for all."""
        return parse_ranges(self.pages) if self.pages else ()

    @property
    def begun(self) -> tuple[PageRange | None, ...]:
        """The paragraphs that begin on each page, () where that is not said."""
        return parse_paragraphs(self.paragraphs) if self.paragraphs.strip() else ()

    @property
    def language_name(self) -> str:
        """The language in English words."""
        return language_name(self.language) or self.language


NOTHING: Final = ExhibitChoices()


class NamedChoices(Struct, frozen=True, kw_only=True):
    """An entry of exhibits.yaml: the name it goes by, where it stands, and what it says."""

    name: str
    at: Source
    choices: ExhibitChoices

    @property
    def written(self) -> frozenset[str]:
        """The keys that were given."""
        return frozenset(self.choices.model_fields_set - {"file"})


class ReadEntries(Struct, frozen=True, kw_only=True):
    """All entries of exhibits.yaml and what is wrong with them."""

    entries: tuple[NamedChoices, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_entries(tree: Node | None) -> ReadEntries:
    """Read the tree of exhibits.yaml, written by name or as a list."""
    if tree is None or is_blank(tree) or (isinstance(tree, Items) and not tree.items):
        return ReadEntries()
    if isinstance(tree, Text):
        fix = "write the file's name, a colon, and its keys indented under it"
        finding = found(
            "CASE-wrong-type", "exhibits.yaml holds keys or a list, not one text", place(tree), fix
        )
        return ReadEntries(findings=(finding,))
    entries: list[NamedChoices] = []
    findings: list[Finding] = []
    for name, at, node in _named(tree):
        if len(findings) >= MAX_FINDINGS:
            break
        values = values_of(ExhibitChoices, node, name) if _may_hold_keys(node) else _not_keys(name, node)
        if isinstance(values, tuple):
            findings += values
            values = NOTHING
        if not name:
            message, fix = "a row without the file it is about", "write file: and the name of the file"
            findings.append(found("CASE-missing-key", message, at, fix))
        elif isinstance(tree, Keys) and values.file:
            message, fix = "'file' is for a list; the name stands before the colon here", "delete the line"
            findings.append(found("EXHIBITS-wrong-key", message, at, fix))
        else:
            entries.append(NamedChoices(name=_clean(name), at=at, choices=values))
    return ReadEntries(entries=tuple(entries), findings=tuple(findings))


def _may_hold_keys(node: Node) -> bool:
    return isinstance(node, Keys) or is_blank(node)


def _not_keys(name: str, node: Node) -> tuple[Finding, ...]:
    """Make the finding of a text or list behind a file's name."""
    message = f"keys are due behind '{name[:80]}', not {'a list' if isinstance(node, Items) else 'one text'}"
    fix = "write them under it, indented: title: ..., date: ..."
    return (found("CASE-wrong-type", message, place(node, name[:80]), fix),)


def _named(tree: Keys | Items) -> Iterator[tuple[str, Source, Node]]:
    """Yield every entry with its name and place."""
    if isinstance(tree, Keys):
        for entry in tree.entries:
            yield entry.key.text, place(entry.key, entry.key.text[:80]), entry.value
        return
    for item in tree.items:
        file = item.entry("file") if isinstance(item, Keys) else None
        if file is not None and isinstance(file.value, Text):
            yield file.value.text, place(file.value, file.value.text[:80]), item
        elif not is_blank(item):
            yield "", place(item), item


def _clean(name: str) -> str:
    """Take off what people put before a name in exhibits/."""
    return shape_of(name.strip().removeprefix("./").removeprefix("exhibits/").rstrip("/"))


def shape_of(name: str) -> str:
    """Give a name in the form in which names are compared."""
    return unicodedata.normalize("NFC", name)


class Names:
    """Paths that can be found by name: as it stands, without extension, without minding capitals."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._shapes: tuple[dict[str, list[str]], ...] = ({}, {}, {}, {})
        for path in paths:
            whole, stem = shape_of(path), bare(path)
            for known, shape in zip(
                self._shapes, (whole, stem, whole.casefold(), stem.casefold()), strict=True
            ):
                known.setdefault(shape, []).append(path)

    def matching(self, name: str) -> tuple[str, ...]:
        """Give the paths a name can mean."""
        whole = shape_of(name)
        wanted = (whole, whole, whole.casefold(), whole.casefold())
        hits = (known.get(shape) for known, shape in zip(self._shapes, wanted, strict=True))
        return tuple(next((found for found in hits if found), ()))
