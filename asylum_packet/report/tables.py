"""Plain text tables: columns as wide as their widest cell, the last one as long as it likes.

Long names fold: they go on in the next line of their column, and not a letter of them is left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Final

NAME_WIDTH: Final = 34
"""Columns that names have before they fold."""


def width(text: str) -> int:
    """Count the columns a terminal needs: wide letters take two, combining marks none."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def table(
    head: Sequence[str], rows: Iterable[Sequence[str]], *, folds: Mapping[int, int] | None = None
) -> str:
    """Lay out rows under a head, two spaces between columns, no blanks at the end of a line.

    `folds` gives, by number from 0, the columns whose cells go on in further lines, and how wide they are.
    """
    lines = [tuple(head), *(line for row in rows for line in _folded(row, folds or {}))]
    widths = [max(width(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join(_line(cells, widths) for cells in lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Pad every cell to its column."""
    padded = (cell + " " * (wide - width(cell)) for cell, wide in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()


def _folded(row: Sequence[str], folds: Mapping[int, int]) -> Iterable[tuple[str, ...]]:
    """Lay a row out over as many lines as its longest cell needs."""
    cells = [fold(cell, folds[at]) if at in folds else [cell] for at, cell in enumerate(row)]
    return zip_longest(*cells, fillvalue="")


def fold(text: str, wide: int) -> list[str]:
    """Fold a text behind blanks, hyphens and strokes; a piece that is too long by itself anywhere."""
    indent = " " * (len(text) - len(text.lstrip()))
    lines = [""]
    for piece in re.findall(r"\s*[^\s/-]*[\s/-]?", text):
        if lines[-1].strip() and width(lines[-1] + piece.rstrip()) > wide:
            lines.append(indent)
        lines[-1] += piece
        while width(lines[-1].rstrip()) > wide > len(indent):
            cut = next(at for at in range(wide, 0, -1) if width(lines[-1][:at]) <= wide)
            lines[-1:] = [lines[-1][:cut], indent + lines[-1][cut:]]
    return [line.rstrip() for line in lines]


def counted(number: int, noun: str) -> str:
    """Print "1 page", "2 pages"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def size(size_bytes: int) -> str:
    """Print a file's size as people compare it with the court's limit: decimal megabytes."""
    if size_bytes < 1_000_000:
        return f"{size_bytes / 1000:,.0f} kB" if size_bytes >= 1000 else f"{size_bytes} bytes"
    return f"{size_bytes / 1_000_000:,.1f} MB"
