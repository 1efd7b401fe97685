"""Page numbers as lawyers cite them: 1-based, inclusive at both ends.

The 0-based index of a page inside a file is always called `index` and stays inside the rooms
that open PDF files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from asylum_packet.values import Struct


class PageRange(Struct, frozen=True, order=True):
    """Pages `first` to `last`, both included; never empty."""

    first: int
    last: int

    def __post_init__(self) -> None:
        """Refuse a range that no page can lie in."""
        if self.first < 1 or self.last < self.first:
            raise ValueError(f"no such pages: {self.first}-{self.last}")

    def __len__(self) -> int:
        """Count the pages."""
        return self.last - self.first + 1

    def __contains__(self, page: object) -> bool:
        """Say whether a page lies in the range."""
        return isinstance(page, int) and self.first <= page <= self.last

    def __iter__(self) -> Iterator[int]:
        """Yield every page number in order."""
        return iter(range(self.first, self.last + 1))

    def __str__(self) -> str:
        """Print "47" or "47–48" (en dash)."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"

    def page(self, within: int) -> int:
        """Give the number of the `within`-th page (1-based) of this range."""
        if not 1 <= within <= len(self):
            raise ValueError(f"page {within} of {len(self)}")
        return self.first + within - 1

    def meets(self, other: PageRange) -> bool:
        """Say whether a page lies in both ranges."""
        return self.first <= other.last and other.first <= self.last

    @staticmethod
    def of_length(first: int, length: int) -> PageRange:
        """Make the range of `length` pages that starts at `first`."""
        return PageRange(first, first + length - 1)


_PIECE = re.compile(r"\s*(\d+)\s*(?:[-–]\s*(\d+)\s*)?")


def parse_ranges(text: str) -> tuple[PageRange, ...]:
    """Read "1-3,7" as ranges, in the order written.

    Raises:
        ValueError: The text is not a list of pages and page ranges; the message says which piece.
    """
    ranges = []
    for piece in text.split(","):
        match = _PIECE.fullmatch(piece)
        if match is None or len(match[1]) > 6 or len(match[2] or "") > 6:
            raise ValueError(f"'{piece.strip()}' is not a page or a range of pages")
        first, last = int(match[1]), int(match[2] or match[1])
        if first < 1 or last < first:
            raise ValueError(f"'{piece.strip()}' runs backwards or starts before page 1")
        ranges.append(PageRange(first, last))
    return tuple(ranges)


def pages_of(ranges: Iterable[PageRange]) -> tuple[int, ...]:
    """List every page of the ranges, in their order."""
    return tuple(page for pages in ranges for page in pages)
