"""The blocks of a paper one below the other, as paragraphs and tables of Word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from asylum_packet.papers.blocks import (
    Align,
    Authorities,
    Block,
    Box,
    Contents,
    EndOfBody,
    NewPage,
    NoteCall,
    Paragraph,
    Rule,
    Signature,
    Space,
    Table,
    Together,
)
from asylum_packet.values import replace
from asylum_packet.word.elements import element, field_runs, filled, twips
from asylum_packet.word.paragraphs import Place, bookmark, paragraph
from asylum_packet.word.tables import box, table

_TALLEST_PT = 400.0


def flow(blocks: Sequence[Block], place: Place) -> list[BaseOxmlElement]:
    """Write blocks one below the other."""
    made: list[BaseOxmlElement] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        index += 1
        if isinstance(block, Contents):
            lines = _entries(blocks, index)
            made += _contents(lines, block.depth, place)
            index += len(lines)
        elif isinstance(block, Authorities):
            made += flow(block.head, place)
            index += len(block.head)
            lines = _until_page(blocks, index)
            made += _authorities(lines, place)
            index += len(lines)
        else:
            _one(block, place, made)
    return made


def _one(block: Block, place: Place, made: list[BaseOxmlElement]) -> None:
    """Write one block behind those that are made."""
    match block:
        case Paragraph():
            made.append(paragraph(block, place))
        case Table() | Box():
            made += _apart(made, place)
            made.append(table(block, place, flow) if isinstance(block, Table) else box(block, place, flow))
        case Together():
            _together(block, place, made)
        case Rule():
            room = place.room_pt + block.before_pt
            place.room_pt = 0.0
            made.append(_line(room, place))
        case Space():
            place.room_pt = min(_TALLEST_PT, place.room_pt + block.height_pt)
        case NewPage():
            place.breaks, place.room_pt = True, 0.0
        case Signature() | EndOfBody() | Contents() | Authorities():
            pass


def _empty(style: str, *properties: BaseOxmlElement | None) -> BaseOxmlElement:
    """Make a paragraph without words."""
    return element("p", element("pPr", element("pStyle", val=style), *properties))


def _line(room_pt: float, place: Place) -> BaseOxmlElement:
    """Make a line across the text: the border below a paragraph without words."""
    spacing = element("spacing", before=twips(room_pt))
    if place.own:
        return _empty("HorizontalLine", spacing)
    border = element("bottom", val="single", sz=5, space=0, color="auto")
    return _empty("PacketText", element("pBdr", border), spacing)


def _apart(made: Sequence[BaseOxmlElement], place: Place) -> Iterator[BaseOxmlElement]:
    """Keep a table off what stands above it: Word makes one table of two neighbours."""
    below_table = bool(made) and made[-1].tag == qn("w:tbl")
    if not (place.room_pt or place.breaks or below_table):
        return
    breaks = element("pageBreakBefore") if place.breaks else None
    height = twips(max(1.0, place.room_pt))
    place.room_pt, place.breaks = 0.0, False
    yield _empty("PacketText", breaks, element("spacing", before=0, after=0, line=height, lineRule="exact"))


def _together(block: Together, place: Place, made: list[BaseOxmlElement]) -> None:
    """Write blocks that stay on one page, moved to the right where they ask for it."""
    if block.with_last and made:
        _keep(made[-1])
    signs = any(isinstance(inner, Signature) for inner in block.blocks)
    own, left = place.own, place.left_pt
    place.own, place.left_pt = own and not signs, left + block.left_pt
    inner = flow(block.blocks, place)
    place.own, place.left_pt = own, left
    for one in inner[:-1]:
        _keep(one)
    made += inner


def _keep(made: BaseOxmlElement) -> None:
    """Hold a paragraph on the page of the next one."""
    properties = made.find(qn("w:pPr"))
    if made.tag == qn("w:p") and properties is not None and properties.find(qn("w:keepNext")) is None:
        properties.insert(1, element("keepNext"))


def _entries(blocks: Sequence[Block], start: int) -> list[Paragraph]:
    """Give the lines of a table of contents that stands at `start`."""
    found: list[Paragraph] = []
    for block in blocks[start:]:
        if not isinstance(block, Paragraph) or not block.leader:
            break
        found.append(block)
    return found


def _until_page(blocks: Sequence[Block], start: int) -> list[Paragraph]:
    """Give the lines of a table of authorities that begins at `start`."""
    found: list[Paragraph] = []
    for block in blocks[start:]:
        if not isinstance(block, Paragraph) or block.level:
            break
        found.append(block)
    while found and not found[-1].leader:
        found.pop()
    return found


def titles(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    """Yield the headings of a paper in the order of its table of contents."""
    for block in blocks:
        if isinstance(block, Paragraph) and block.level:
            yield block
        elif isinstance(block, Together):
            yield from titles(block.blocks)


def _contents(lines: Sequence[Paragraph], depth: int, place: Place) -> Iterator[BaseOxmlElement]:
    """Make a table of contents: a field of Word's that shows the lines of the PDF until it is updated."""
    targets = [(level, mark) for mark, level in place.levels if level <= depth]
    whole = field_runs(f'TOC \\o "1-{depth}" \\h \\z \\u', ())
    for index, (line, (level, mark)) in enumerate(zip(lines, targets, strict=False)):
        words = tuple(word for word in line.words if not isinstance(word, NoteCall))
        inner = replace(place, style=f"TOC{min(level, 6)}")
        made = paragraph(replace(line, words=words), inner)
        place.room_pt, place.breaks = 0.0, False
        properties, *inside = list(made)
        link = filled(element("hyperlink", anchor=bookmark(mark), history=1), inside)
        before = whole[:3] if index == 0 else []
        after = whole[3:] if index == min(len(lines), len(targets)) - 1 else []
        yield element("p", properties, *before, link, *after)


def _authorities(lines: Sequence[Paragraph], place: Place) -> Iterator[BaseOxmlElement]:
    """Make the table of authorities, with the pages of the PDF."""
    for line in lines:
        style = "TableofAuthorities" if line.leader else "TOAHeading"
        if line.look.align is Align.RIGHT:
            style = "PacketText"
        yield paragraph(line, replace(place, style=style))
        place.room_pt, place.breaks = 0.0, False
