"""Plain text tables: columns as wide as their widest cell, the last one as long as it likes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence


def width(text: str) -> int:
    """Count the columns a terminal needs: wide letters take two, combining marks none."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Lay out rows under a head, two spaces between columns, no blanks at the end of a line."""
    lines = [tuple(head), *(tuple(row) for row in rows)]
    widths = [max(width(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join(_line(cells, widths) for cells in lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Pad every cell to its column."""
    padded = (cell + " " * (wide - width(cell)) for cell, wide in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()


def counted(number: int, noun: str) -> str:
    """Print "1 page", "2 pages"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def size(size_bytes: int) -> str:
    """Print a file's size as people compare it with the court's limit: decimal megabytes."""
    if size_bytes < 1_000_000:
        return f"{size_bytes / 1000:,.0f} kB" if size_bytes >= 1000 else f"{size_bytes} bytes"
    return f"{size_bytes / 1_000_000:,.1f} MB"
