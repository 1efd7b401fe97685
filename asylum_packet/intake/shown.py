"""What is known of a finished page before anybody looks at it: what it shows, what it is a scan of. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from asylum_packet.intake.placing import Matrix
from asylum_packet.sheets import Rect
from asylum_packet.values import Struct

_WHOLE_PAGE = 0.5
"""Share of a page from which on a picture is a scan of it."""

_BLANK_BYTES = {"DCTDecode": 0.06, "CCITTFaxDecode": 0.0012, "JBIG2Decode": 0.0006, "FlateDecode": 0.05}
"""Packed bytes for each pixel under which a scan may be an empty page; with any writing it takes more."""


class Picture(NamedTuple):
    """A picture on a page: the matrix of its unit square, its pixels, and in how many bytes it is packed how.

    `packing` is "" where it is packed in several ways.
    """

    matrix: Matrix
    width: int
    height: int
    packed: int
    packing: str


class Scan(Struct, frozen=True):
    """A picture that covers most of a page: its dots per inch there, and bytes packed for each pixel."""

    dpi: int
    density: float
    packing: str

    @property
    def may_be_blank(self) -> bool:
        """Whether the page has to be drawn to know that there is something on it."""
        return self.density < _BLANK_BYTES.get(self.packing, 0.0)


class Shown(Struct, frozen=True, kw_only=True):
    """The part of a finished page on which its source is shown.

    `scan` is known where the page is certainly nothing but a scan; it then has no letters.
    """

    window: Rect
    scan: Scan | None = None


def scan_among(pictures: Iterable[Picture], width_pt: float, height_pt: float) -> Scan | None:
    """Find what a page of some size is a scan of: the finest of the pictures that cover most of it."""
    scans = (_scan(picture) for picture in pictures if covers(picture.matrix, width_pt, height_pt))
    return max(scans, key=lambda scan: scan.dpi, default=None)


def covers(matrix: Matrix, width_pt: float, height_pt: float) -> bool:
    """Say whether a picture covers most of a page."""
    across, along = sides(matrix)
    return across * along >= _WHOLE_PAGE * width_pt * height_pt


def sides(matrix: Matrix) -> tuple[float, float]:
    """Give the length of the sides of a picture on its page."""
    a, b, c, d, _, _ = matrix
    return (a * a + b * b) ** 0.5, (c * c + d * d) ** 0.5


def _scan(picture: Picture) -> Scan:
    """Say how fine and how densely packed a picture is."""
    across, along = sides(picture.matrix)
    return Scan(
        dpi=round(min(picture.width / across, picture.height / along) * 72),
        density=picture.packed / (picture.width * picture.height),
        packing=picture.packing,
    )
