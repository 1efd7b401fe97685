"""Tables and frames: the columns and lines of the PDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from asylum_packet.papers.blocks import Align, Block, Box, Paragraph, Row, Table
from asylum_packet.papers.columns import shares
from asylum_packet.values import replace
from asylum_packet.word.elements import element, on, twips
from asylum_packet.word.paragraphs import Place

TEXT_WIDTH_PT = 468.0
"""Between margins of an inch on Letter paper."""
Flow = Callable[[Sequence[Block], Place], list[BaseOxmlElement]]


def table(block: Table, place: Place, flow: Flow) -> BaseOxmlElement:
    """Make a table as wide as the text; Word may fit columns that nobody gave widths."""
    room = TEXT_WIDTH_PT - place.left_pt
    given = block.shares or shares(block.rows, room)
    widths = [twips(room * share / sum(given)) for share in given]
    made = element("tbl", _about(block, sum(widths), place), element("tblGrid", *_columns(widths)))
    last = len(block.rows) - 1
    for index, row in enumerate(block.rows):
        lines = _lines(block, row, last=index == last)
        made.append(_row(row, widths, lines, place, flow, header=index < block.header))
    return made


def _about(block: Table, width: int, place: Place) -> BaseOxmlElement:
    """Give the properties of a table."""
    gap, pad = twips(block.gap_pt), twips(block.pad_pt)
    return element(
        "tblPr",
        element("tblW", w=width, type="dxa"),
        element("tblInd", w=twips(place.left_pt), type="dxa"),
        element("tblLayout", type="fixed" if block.shares else "autofit"),
        element(
            "tblCellMar",
            element("top", w=pad, type="dxa"),
            element("left", w=0, type="dxa"),
            element("bottom", w=pad, type="dxa"),
            element("right", w=gap, type="dxa"),
        ),
        element("tblLook", firstRow=int(block.header > 0), firstColumn=0, noHBand=1, noVBand=1),
    )


def _columns(widths: Sequence[int]) -> list[BaseOxmlElement]:
    """Give the columns."""
    return [element("gridCol", w=width) for width in widths]


def _lines(block: Table, row: Row, *, last: bool) -> list[dict[str, int]]:
    """Say for each cell on which sides a line is drawn, and how heavy, in eighths of a point."""
    lines: list[dict[str, int]] = [{} for _ in row.cells]
    for index, cell in enumerate(lines):
        if block.ruled and row.rule_above:
            cell["top"] = 5
        if (block.ruled and last) or (block.divided and last and index == 0):
            cell["bottom"] = 5
        if block.divided and index == 0:
            cell["right"] = 5
    return lines


def _row(
    row: Row,
    widths: Sequence[int],
    lines: Sequence[dict[str, int]],
    place: Place,
    flow: Flow,
    *,
    header: bool,
) -> BaseOxmlElement:
    """Make a row; those of the head repeat on every page."""
    made = element("tr", element("trPr", element("cantSplit"), on("tblHeader", header)))
    inner = replace(place, left_pt=0.0, room_pt=0.0, breaks=False, keeps=row.keep_next)
    last = len(widths) - 1
    for index, (width, cell, drawn) in enumerate(zip(widths, row.cells, lines, strict=False)):
        own = place.own and not any(_is_loose(block) for block in cell)
        style = ("TableHead" if header else "TableText") if own else ""
        margins = {"right": 0} if index == last else {}
        margins |= {"left": 120} if index and lines[index - 1].get("right") else {}
        made.append(_cell(cell, width, drawn, replace(inner, style=style), flow, margins))
    return made


def _is_loose(block: Block) -> bool:
    """Say whether a cell holds more than the words of a table: columns that a directive made."""
    return not isinstance(block, Paragraph) or bool(block.level or block.nests)


def _cell(
    blocks: Sequence[Block],
    width: int,
    drawn: Mapping[str, int],
    place: Place,
    flow: Flow,
    margins: Mapping[str, int] = MappingProxyType({}),
) -> BaseOxmlElement:
    """Make a cell; it ends in a paragraph. `margins` are those that differ from the table's, in twips."""
    borders = [
        element(side, val="single", sz=drawn[side], space=0, color="auto")
        for side in ("top", "left", "bottom", "right")
        if side in drawn
    ]
    sides = [element(side, w=margins[side], type="dxa") for side in ("left", "right") if side in margins]
    about = element(
        "tcPr",
        element("tcW", w=width, type="dxa"),
        element("tcBorders", *borders) if borders else None,
        element("tcMar", *sides) if sides else None,
    )
    inside = flow(blocks, place)
    if not inside or inside[-1].tag != qn("w:p"):
        inside.append(element("p", element("pPr", element("pStyle", val=place.style or "PacketText"))))
    return element("tc", about, *inside)


def box(block: Box, place: Place, flow: Flow) -> BaseOxmlElement:
    """Make a frame: a table of one cell."""
    width = twips(block.width_pt or TEXT_WIDTH_PT - place.left_pt)
    weight = round(block.weight_pt * 8)
    drawn = dict.fromkeys(("top", "left", "bottom", "right"), weight)
    align = None if block.align is Align.LEFT else element("jc", val=block.align.value)
    about = element(
        "tblPr",
        element("tblW", w=width, type="dxa"),
        align,
        element("tblLayout", type="fixed"),
        element(
            "tblCellMar",
            *(element(side, w=100, type="dxa") for side in ("top", "left", "bottom", "right")),
        ),
    )
    cell = _cell(block.blocks, width, drawn, replace(place, left_pt=0.0, room_pt=0.0, breaks=False), flow)
    return element("tbl", about, element("tblGrid", *_columns([width])), element("tr", cell))
