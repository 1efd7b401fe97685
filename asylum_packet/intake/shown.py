"""What is known of a finished page before anybody looks at it: what it shows, what it is a scan of. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from asylum_packet.intake.placing import Matrix
from asylum_packet.sheets import Rect
from asylum_packet.values import Struct

_WHOLE_PAGE = 0.5
"""Share of a page from which on a picture is a scan of it."""

_MARGIN = 0.05
"""Share of a picture that may lie outside of its page: a scan that was set straight loses its corners."""

_NEAR_PT2 = 1.0
"""Square points by which sizes may differ that are rounded."""

_BLANK_BYTES = {"DCTDecode": 0.06, "CCITTFaxDecode": 0.0012, "JBIG2Decode": 0.0006, "FlateDecode": 0.05}
"""Packed bytes for each pixel under which a scan may be an empty page; with any writing it takes more."""


Point = tuple[float, float]


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

    `scan` is known where the page is certainly nothing but a scan; it then has no letters. `goes_on` says
    that one goes on outside of that part.
    """

    window: Rect
    scan: Scan | None = None
    goes_on: bool = False


def scan_among(pictures: Iterable[Picture], width_pt: float, height_pt: float, window: Rect) -> Scan | None:
    """Find what a page of some size is a scan of: the finest of the pictures that cover most of it.

    One that shows on less than half of the page's `window` is none: it is cut off, or lies outside.
    """
    left, bottom, right, top = window
    least = max(_WHOLE_PAGE * (right - left) * (top - bottom) - _NEAR_PT2, _NEAR_PT2)
    scans = (
        _scan(picture)
        for picture in pictures
        if covers(picture.matrix, width_pt, height_pt)
        and _area(picture.matrix) * share_within(picture.matrix, window) >= least
    )
    return max(scans, key=lambda scan: scan.dpi, default=None)


def goes_on(matrix: Matrix, width_pt: float, height_pt: float, window: Rect) -> bool:
    """Say whether a picture as large as a page goes on outside of a part of it, by more than a margin."""
    if not covers(matrix, width_pt, height_pt) or not _area(matrix):
        return False
    return 1 - share_within(matrix, window) > _MARGIN


def covers(matrix: Matrix, width_pt: float, height_pt: float) -> bool:
    """Say whether a picture is large enough to cover most of a page."""
    across, along = sides(matrix)
    return across * along >= _WHOLE_PAGE * width_pt * height_pt


def share_within(matrix: Matrix, window: Rect) -> float:
    """Give the share of a picture, the unit square of a matrix, that lies within a part of a page."""
    a, b, c, d, e, f = matrix
    corners = [(e, f), (a + e, b + f), (a + c + e, b + d + f), (c + e, d + f)]
    left, bottom, right, top = window
    if all(left <= x <= right and bottom <= y <= top for x, y in corners):
        return 1.0
    for axis, limit, way in ((0, left, 1), (0, right, -1), (1, bottom, 1), (1, top, -1)):
        corners = _cut(corners, axis, limit * way, way)
    whole = _area(matrix)
    return min(1.0, _enclosed(corners) / whole) if whole else 0.0


def _cut(corners: Sequence[Point], axis: int, limit: float, way: int) -> list[Point]:
    """Cut off what of a figure lies below a limit along an axis, or above it where `way` is -1."""
    kept: list[Point] = []
    for here, then in zip(corners, [*corners[1:], *corners[:1]], strict=True):
        near, far = here[axis] * way - limit, then[axis] * way - limit
        if near >= 0:
            kept.append(here)
        if (near > 0) != (far > 0) and near != far:
            part = near / (near - far)
            kept.append((here[0] + (then[0] - here[0]) * part, here[1] + (then[1] - here[1]) * part))
    return kept


def _enclosed(corners: Sequence[Point]) -> float:
    """Give the area of a figure."""
    turned = zip(corners, [*corners[1:], *corners[:1]], strict=True)
    return abs(sum(x * v - u * y for (x, y), (u, v) in turned)) / 2


def _area(matrix: Matrix) -> float:
    """Give the area of a picture on its page."""
    a, b, c, d, _, _ = matrix
    return abs(a * d - b * c)


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
