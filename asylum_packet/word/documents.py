"""The two documents we write in Word: the brief with its cover page, and the exhibit index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from asylum_packet.papers.blocks import (
    Block,
    Box,
    EndOfBody,
    Inline,
    NewPage,
    Paper,
    Paragraph,
    Signature,
    Space,
    Span,
    Table,
    Together,
)
from asylum_packet.sequence import Packet, PieceKind
from asylum_packet.values import Struct, replace
from asylum_packet.word.elements import element, field_runs, filled, letters, twips
from asylum_packet.word.flow import flow, titles
from asylum_packet.word.numbering import Lists
from asylum_packet.word.package import Parts, packed
from asylum_packet.word.paragraphs import Place
from asylum_packet.word.runs import Notes, runs
from asylum_packet.word.writing import NAMES

_APART = 10_000
"""Headings of different papers are numbered so far apart."""
_SPARED = 0.55
"""How much of the growing room of a cover page is kept: other fonts need more height."""


class Sheet(Struct, frozen=True, kw_only=True):
    """A paper of a document, and whether the text of the attorney's sections stands in it."""

    paper: Paper
    sections: frozenset[str] = frozenset()


def word_files(packet: Packet, papers: Mapping[str, Paper], sections: Sequence[str]) -> dict[str, bytes]:
    """Write the brief and the exhibit index of a packet, as far as it has them.

    Args:
        packet: The plan, for the page numbers that the documents begin with.
        papers: The papers as they were typeset, by key.
        sections: The files of the attorney's text.

    Returns:
        The documents by the names of their files.
    """
    made: dict[str, bytes] = {}
    for submission in packet.submissions:
        for piece in submission.pieces:
            name = NAMES.get(piece.slot.kind)
            if name is None or piece.key not in papers:
                continue
            sheets = [Sheet(paper=papers[piece.key], sections=frozenset(sections))]
            first = piece
            cover = submission.pieces[0]
            if (
                piece.slot.kind is PieceKind.BRIEF
                and cover.slot.kind is PieceKind.COVER
                and cover.key in papers
            ):
                sheets.insert(0, Sheet(paper=papers[cover.key]))
                first = cover
            made[name] = document(sheets, first_page=first.pages.first, title_page=len(sheets) > 1)
    return made


def document(sheets: Sequence[Sheet], *, first_page: int, title_page: bool = False) -> bytes:
    """Write papers into one document, each from a new page on.

    `title_page` leaves header and number off the first page.
    """
    parts, lists = Parts(), Lists()
    body: list[BaseOxmlElement] = []
    notes: list[BaseOxmlElement] = []
    before = 0
    for number, sheet in enumerate(sheets):
        heads = tuple(titles(sheet.paper.blocks))
        place = Place(
            lists=lists,
            notes=Notes(before=before, links=parts.links(_addresses(sheet.paper.blocks))),
            paper=number,
            breaks=number > 0,
            titles={id(head): mark for mark, head in enumerate(heads, start=1 + number * _APART)},
            levels=[(mark, head.level) for mark, head in enumerate(heads, start=1 + number * _APART)],
        )
        body += _sheet(sheet, place)
        notes += _notes(sheet.paper, place, parts)
        before += len(sheet.paper.notes)
    if body and body[-1].tag != qn("w:p"):
        body.append(element("p", element("pPr", element("spacing", line=20, lineRule="exact"))))
    header = next((sheet.paper.header for sheet in reversed(sheets) if sheet.paper.header), ())
    section = _section(parts, header, first_page, title_page=title_page)
    return packed(parts, [*body, section], notes, lists.part())


def _sheet(sheet: Sheet, place: Place) -> Iterator[BaseOxmlElement]:
    """Write one paper: what the template set before the attorney's text, that text, and the rest."""
    blocks = _quiet(sheet.paper.blocks)
    first, last = _own(blocks, sheet.sections)
    yield from flow(blocks[:first], place)
    place.own = True
    yield from flow(blocks[first:last], place)
    place.own = False
    yield from flow(blocks[last:], place)


def _quiet(blocks: Sequence[Block]) -> list[Block]:
    """Take some of the room off a cover page whose spaces grow to fill it."""
    if not any(isinstance(block, Space) and block.share for block in blocks):
        return list(blocks)
    return [
        replace(block, height_pt=block.height_pt * _SPARED)
        if isinstance(block, Space) and block.share
        else block
        for block in blocks
    ]


def _own(blocks: Sequence[Block], sections: frozenset[str]) -> tuple[int, int]:
    """Find where the attorney's text begins and ends among the blocks of a brief."""
    begins = next((n for n, block in enumerate(blocks) if isinstance(block, NewPage) and block.body), 0)
    first = next(
        (n for n, block in enumerate(blocks) if n >= begins and _files(block) & sections), len(blocks)
    )
    last = next((n for n, block in enumerate(blocks) if n > first and _ends(block)), len(blocks))
    return first, last


def _ends(block: Block) -> bool:
    """Say whether the attorney's text ends above a block."""
    if isinstance(block, Together):
        return any(isinstance(inner, Signature) for inner in block.blocks)
    return isinstance(block, EndOfBody)


def _files(block: Block) -> frozenset[str]:
    """Name the files that a block was written in."""
    return frozenset(
        paragraph.source.file for paragraph in _paragraphs((block,)) if paragraph.source is not None
    )


def _paragraphs(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    """Yield every paragraph, those in tables and frames too."""
    for block in blocks:
        match block:
            case Paragraph():
                yield block
            case Table():
                for row in block.rows:
                    for cell in row.cells:
                        yield from _paragraphs(cell)
            case Box() | Together():
                yield from _paragraphs(block.blocks)
            case _:
                continue


def _addresses(blocks: Sequence[Block]) -> list[str]:
    """List the addresses on the web that the words lead to."""
    return [
        word.link
        for paragraph in _paragraphs(blocks)
        for word in paragraph.words
        if isinstance(word, Span) and word.link
    ]


def _notes(paper: Paper, place: Place, parts: Parts) -> Iterator[BaseOxmlElement]:
    """Write the footnotes that were called; one that only another footnote calls follows that one."""
    for number in place.notes.called:
        made = element("footnote", id=place.notes.before + number)
        _note(made, paper, number, place, parts, seen=set(place.notes.called) - {number})
        yield made


def _note(
    made: BaseOxmlElement, paper: Paper, number: int, place: Place, parts: Parts, *, seen: set[int]
) -> None:
    """Fill a footnote; those it calls stand behind it, as Word knows no footnotes of footnotes."""
    if number in seen or number > len(paper.notes):
        return
    seen.add(number)
    blocks = [
        replace(block, bullet="", bullet_pt=0.0)
        if index == 0 and isinstance(block, Paragraph) and block.bullet == str(number)
        else block
        for index, block in enumerate(paper.notes[number - 1])
    ]
    inner = Notes(inside=True, links=parts.note_links(_addresses(blocks)))
    mark = element("footnoteRef") if not len(made) else letters(str(number))
    inside = flow(blocks, Place(lists=place.lists, notes=inner, paper=place.paper, style="FootnoteText"))
    if not inside or inside[0].tag != qn("w:p"):
        inside.insert(0, element("p", element("pPr", element("pStyle", val="FootnoteText"))))
    raised = element("r", element("rPr", element("rStyle", val="FootnoteReference")), mark)
    inside[0][0].addnext(raised)
    raised.addnext(element("r", letters(" ")))
    filled(made, inside)
    for nested in inner.nested:
        _note(made, paper, nested, place, parts, seen=seen)


def _section(
    parts: Parts, header: tuple[Inline, ...], first_page: int, *, title_page: bool
) -> BaseOxmlElement:
    """Give the page: Letter, an inch of margin, its number at the foot."""
    style = element("pPr", element("pStyle", val="Footer"))
    number = field_runs("PAGE", [element("r", letters(str(first_page)))])
    footer = parts.running("footer", element("p", style, *number))
    references = [element("footerReference", type="default", r_id=footer)]
    if header:
        style = element("pPr", element("pStyle", val="Header"))
        made = parts.running("header", filled(element("p", style), runs(header, Notes())))
        references.insert(0, element("headerReference", type="default", r_id=made))
    inch = twips(72.0)
    sides = dict.fromkeys(("top", "right", "bottom", "left"), inch)
    return element(
        "sectPr",
        *references,
        element("pgSz", w=twips(612.0), h=twips(792.0)),
        element("pgMar", **sides, header=720, footer=720, gutter=0),
        element("pgNumType", start=first_page),
        element("titlePg") if title_page else None,
    )
