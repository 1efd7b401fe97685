"""What an import found in a Word file: paragraphs and tables, and what could not be carried over."""

from __future__ import annotations

from enum import StrEnum

from asylum_packet.papers.faces import Face
from asylum_packet.values import Struct


class Loss(Struct, frozen=True, kw_only=True):
    """Something that could not be carried over as it was; said with the line it stands on, or stood."""

    code: str
    message: str
    fix: str = ""


class Words(Face, frozen=True, kw_only=True):
    """Words in one face; `link` is an address on the web."""

    text: str
    link: str = ""


class NewLine(Struct, frozen=True, kw_only=True):
    """A new line inside a paragraph."""


class Call(Struct, frozen=True, kw_only=True):
    """The call of a footnote, by its name in the Word file."""

    note: str


class PinCite(Struct, frozen=True, kw_only=True):
    """A pin cite of ours that came back: as it is typed, and as it showed."""

    typed: str
    shown: str


Piece = Words | NewLine | Call | PinCite


class Role(StrEnum):
    """What a paragraph is."""

    TEXT = "text"
    HEADING = "heading"
    TERM = "term"
    MEANING = "meaning"
    CODE = "code"


class Align(StrEnum):
    """Where the lines of a paragraph stand."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Item(Struct, frozen=True, kw_only=True):
    """A paragraph's place in a list: its level (0-based), and its number where it begins an item.

    `of` tells lists apart; `number` is None for a bullet; `mark` is the number as Word prints it; `begins`
    is no where the paragraph goes on below an item.
    """

    level: int
    of: str = ""
    number: int | None = None
    mark: str = ""
    begins: bool = True


class Para(Struct, frozen=True, kw_only=True):
    """A paragraph. `outer` counts the quotations around its list, `inner` those inside its item.

    `level` is that of a heading, 1 the highest; `numbered` says that it has a number.
    """

    pieces: tuple[Piece, ...]
    role: Role = Role.TEXT
    level: int = 0
    numbered: bool = False
    item: Item | None = None
    outer: int = 0
    inner: int = 0
    align: Align = Align.LEFT
    losses: tuple[Loss, ...] = ()

    @property
    def text(self) -> str:
        """Give the words without their faces."""
        return plain(self.pieces)


class Grid(Struct, frozen=True, kw_only=True):
    """A table: rows of cells, whether the first row heads it, and how its width is shared out."""

    rows: tuple[tuple[tuple[Piece, ...], ...], ...]
    aligns: tuple[Align, ...] = ()
    header: bool = False
    shares: tuple[int, ...] = ()
    losses: tuple[Loss, ...] = ()


class Line(Struct, frozen=True, kw_only=True):
    """A line across the text."""

    losses: tuple[Loss, ...] = ()


Block = Para | Grid | Line


def plain(pieces: tuple[Piece, ...]) -> str:
    """Give the words of pieces."""
    parts = []
    for piece in pieces:
        match piece:
            case Words():
                parts.append(piece.text)
            case PinCite():
                parts.append(piece.shown)
            case NewLine():
                parts.append(" ")
            case Call():
                pass
    return "".join(parts)
