"""Tables of a Word file: rows and cells in order, whatever is merged, nested or tracked in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from asylum_packet.word.archive import Node, whole
from asylum_packet.word.importcodes import loss
from asylum_packet.word.looks import is_on
from asylum_packet.word.prose import Align, Grid, Line, Loss, NewLine, Para, Piece, Words

if TYPE_CHECKING:
    from asylum_packet.word.story import Story

_MOST_COLUMNS = 60
_HOLDERS = {"w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo"}
Cell = tuple[Piece, ...]


def grid(node: Node, story: Story) -> tuple[Grid | None, list[Loss]]:
    """Read a table; None where nothing of it is to be carried over. Losses are said with it."""
    losses: list[Loss] = []
    rows: list[tuple[Cell, ...]] = []
    aligns: list[Align] = []
    heads = False
    for row in _below(node, "w:tr"):
        properties = row.find("w:trPr")
        if properties is not None and properties.find("w:del"):
            _lose(losses, "WORD-tracked", "a tracked deletion of a row is carried over as accepted")
            continue
        cells, found = _row(row, story, losses)
        if not rows:
            heads = properties is not None and is_on(properties.find("w:tblHeader"))
            aligns = found
        rows.append(cells)
    if not any(cell for row in rows for cell in row):
        return None, losses
    widest = max(len(row) for row in rows)
    if widest > _MOST_COLUMNS:
        _lose(losses, "WORD-table", f"the columns of a table beyond {_MOST_COLUMNS} stand in the last one")
        rows, widest = [_narrowed(row) for row in rows], _MOST_COLUMNS
    full = tuple((*row, *((),) * (widest - len(row))) for row in rows)
    return Grid(rows=full, aligns=tuple(aligns), header=heads, shares=_shares(node, widest)), losses


def _narrowed(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Put the cells that no page has room for into the last one."""
    last = [piece for cell in row[_MOST_COLUMNS - 1 :] if cell for piece in (*cell, NewLine())]
    return (*row[: _MOST_COLUMNS - 1], tuple(last[:-1])) if len(row) >= _MOST_COLUMNS else row


def _below(node: Node, name: str) -> Iterator[Node]:
    """Yield the rows or cells of a table, inside content controls and tracked insertions too."""
    for child in node.children:
        if child.name == name:
            yield child
        elif child.name in _HOLDERS:
            yield from _below(child, name)


def _row(row: Node, story: Story, losses: list[Loss]) -> tuple[tuple[Cell, ...], list[Align]]:
    """Read a row; a merged cell stands in its first place, the others are empty."""
    cells: list[Cell] = []
    aligns: list[Align] = []
    before = row.find("w:trPr", "w:gridBefore")
    cells += [()] * min(_count(before), _MOST_COLUMNS)
    for cell in _below(row, "w:tc"):
        properties = cell.find("w:tcPr") or Node("w:tcPr", {})
        span = _count(properties.find("w:gridSpan"))
        merged = properties.find("w:vMerge") is not None or properties.find("w:hMerge") is not None
        if span > 1 or merged:
            _lose(losses, "WORD-table", "merged cells are taken apart")
        cells.append(_cell(cell, story, losses))
        aligns.append(_align(cell))
        cells += [()] * (min(span, _MOST_COLUMNS) - 1)
        aligns += [Align.LEFT] * (min(span, _MOST_COLUMNS) - 1)
    return tuple(cells), aligns


def _count(node: Node | None) -> int:
    """Read how many columns something takes."""
    return max(whole(node.get("w:val")), 0) if node else 0


def _cell(cell: Node, story: Story, losses: list[Loss]) -> Cell:
    """Read a cell: its paragraphs one below the other."""
    pieces: list[Piece] = []
    for block in story.inside(cell):
        losses += [one for one in block.losses if one not in losses]
        if isinstance(block, Line):
            continue
        more: list[Piece] = []
        if isinstance(block, Grid):
            _lose(losses, "WORD-table", "a table inside a table is taken apart")
            for row in block.rows:
                for inner in row:
                    more += [*((NewLine(),) if more and inner else ()), *inner]
        else:
            more = [*_mark(block, losses), *block.pieces]
        pieces += [*((NewLine(),) if pieces and more else ()), *more]
    return tuple(pieces)


def _mark(block: Para, losses: list[Loss]) -> list[Piece]:
    """Write the mark of a list's item as text."""
    if block.item is None or not block.item.begins:
        return []
    _lose(losses, "WORD-table", "a list inside a table stands as lines")
    number = block.item.number
    return [Words(text="• " if number is None else f"{number}. ")]


def _align(cell: Node) -> Align:
    """Tell where the words of a cell stand."""
    first = cell.find("w:p", "w:pPr", "w:jc")
    value = first.get("w:val") if first else ""
    return {"center": Align.CENTER, "right": Align.RIGHT, "end": Align.RIGHT}.get(value, Align.LEFT)


def _shares(node: Node, columns: int) -> tuple[int, ...]:
    """Give how the columns share the width; nothing where they are about alike, or fitted to their words."""
    layout = node.find("w:tblPr", "w:tblLayout")
    if layout is None or layout.get("w:type") != "fixed":
        return ()
    columns_told = (node.find("w:tblGrid") or node).children
    numbers = [whole(one.get("w:w")) for one in columns_told if one.name == "w:gridCol"]
    if len(numbers) != columns or min(numbers, default=0) <= 0 or max(numbers) <= 1.2 * min(numbers):
        return ()
    total = sum(numbers)
    return tuple(max(1, round(100 * number / total)) for number in numbers)


def _lose(losses: list[Loss], code: str, message: str) -> None:
    """Note something lost, once a table."""
    found = loss(code, message)
    if found not in losses:
        losses.append(found)
