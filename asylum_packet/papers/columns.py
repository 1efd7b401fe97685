"""How wide the columns of a table are that nobody gave widths, and what heads a group of rows that goes on.

Columns are as wide as their words ask for.
Where every cell fits on one line the columns share what is left in proportion; where not, each keeps room for
its longest word, cells that lack a word or two stay on one line, and the rest goes to those with most to say
(CSS 2.2, 17.5.2.2, has the same idea).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import ceil

from asylum_packet.papers.blocks import Block, Paragraph, Row, Span, Table
from asylum_packet.papers.lines import pieces_of
from asylum_packet.values import replace

_FLOWING_EM = 4
"""Letters of Chinese or Japanese, in ems, that a column has room for at least: such text parts anywhere."""
_MOST_OF_ROOM = 0.5
_LITTLE_PT = 48.0
"""A word or two: what a column may lack without waiting for its turn."""
_STEP_PT = 6.0
"""Widths go up in steps, so that a page number that changes moves no column."""


def shares(rows: Sequence[Row], room_pt: float) -> tuple[float, ...]:
    """Give the width of each column in points; together they are `room_pt`."""
    count = max((len(row.cells) for row in rows), default=1)
    least, most = [_STEP_PT] * count, [_STEP_PT] * count
    for row in rows:
        for column, cell in enumerate(row.cells):
            word, whole = _asked(cell)
            # A word without end, or of a writing without spaces, may be parted: it asks for no more.
            least[column] = max(least[column], min(word, _MOST_OF_ROOM * room_pt))
            most[column] = max(most[column], whole)
    if sum(most) <= room_pt:
        return tuple(one * room_pt / sum(most) for one in most)
    if sum(least) >= room_pt:
        return tuple(one * room_pt / sum(least) for one in least)
    # A cell of many lines asks for no more than the whole width: else it would starve its neighbours.
    more = [min(high, room_pt) - low for low, high in zip(least, most, strict=True)]
    left = room_pt - sum(least)
    # A date or a cite that wants a little more to stand on one line has it before long cells have theirs.
    little = [one if one <= _LITTLE_PT else 0.0 for one in more]
    if sum(little) <= left / 2:
        least = [low + one for low, one in zip(least, little, strict=True)]
        more = [one - own for one, own in zip(more, little, strict=True)]
        left -= sum(little)
    return tuple(low + left * own / sum(more) for low, own in zip(least, more, strict=True))


def _asked(cell: Iterable[Block]) -> tuple[float, float]:
    """Give the width of a cell's longest word, and of its longest paragraph on one line."""
    found = [_paragraph(block) for block in cell if isinstance(block, Paragraph)]
    return max((word for word, _ in found), default=0.0), max((whole for _, whole in found), default=0.0)


@lru_cache(maxsize=8192)
def _paragraph(paragraph: Paragraph) -> tuple[float, float]:
    """Measure a paragraph: its longest word, and all of it on one line."""
    look = paragraph.look
    longest = word = whole = 0.0
    for piece in pieces_of(paragraph.words, look.size_pt, bold=look.bold):
        whole += piece.width_pt
        wide = min(piece.width_pt, _FLOWING_EM * look.size_pt) if piece.flows else piece.width_pt
        word = 0.0 if piece.is_space or piece.ends_line else word + wide
        longest = max(longest, word)
        word = 0.0 if piece.may_break else word
    return _up(longest), _up(whole)


def _up(width_pt: float) -> float:
    """Round up to a whole step."""
    return max(1, ceil(width_pt / _STEP_PT)) * _STEP_PT


def goes_on(table: Table) -> tuple[tuple[Row | None, Row | None], ...]:
    """Give for each row of a table what stands above it where a page begins with it, or in the midst of it.

    That is the head of the group that goes on there; None where none does. A group begins with a row that
    says something in its first cell.
    """
    found: list[tuple[Row | None, Row | None]] = []
    again: Row | None = None
    for row in table.rows:
        is_new = bool(row.cells) and _says(row.cells[0])
        before = None if is_new else again
        if is_new and table.continued:
            again = _again(row, table.continued)
        found.append((before, again))
    return tuple(found)


def _says(cell: Iterable[Block]) -> bool:
    """Say whether a cell has words."""
    return any(isinstance(block, Paragraph) and block.words for block in cell)


def _again(row: Row, words: str) -> Row:
    """Make the row that says that a group goes on."""
    beside = (block for cell in row.cells[1:2] for block in cell[:1] if isinstance(block, Paragraph))
    said = tuple(replace(block, words=(Span(text=words, italic=True),)) for block in beside)
    return replace(row, cells=(row.cells[0], said, *(() for _ in row.cells[2:])), rule_above=True)
