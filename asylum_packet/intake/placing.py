"""Where a page of any size goes on a Letter page: pure geometry.

A page is shown upright, centred, never enlarged (but for pages smaller than an inch, whose unit must be
wrong), and scaled down only where it is larger than Letter or where it would lie under the stamp.
"""

from __future__ import annotations

from functools import lru_cache

from asylum_packet.sheets import LETTER_PT, STAMP_BAND_PT, Rect
from asylum_packet.values import Struct

Matrix = tuple[float, float, float, float, float, float]

_TINY_PT = 72.0
MARGIN_PT = 36.0
"""White around a picture that is no page by its own resolution."""
_SLACK_PT = 1.0


class View(Struct, frozen=True, kw_only=True):
    """What a viewer shows of a page: its box in user space, turned clockwise, in units of 1/72 inch."""

    box: Rect
    rotate: int = 0
    unit: float = 1.0

    @property
    def size_pt(self) -> tuple[float, float]:
        """Width and height as seen."""
        left, bottom, right, top = self.box
        width, height = (right - left) * self.unit, (top - bottom) * self.unit
        return (height, width) if self.rotate in {90, 270} else (width, height)

    @property
    def upright(self) -> Matrix:
        """Map user space so that what is seen starts at the origin, upright."""
        left, bottom, right, top = self.box
        u = self.unit
        return {
            0: (u, 0.0, 0.0, u, -left * u, -bottom * u),
            90: (0.0, -u, u, 0.0, -bottom * u, right * u),
            180: (-u, 0.0, 0.0, -u, right * u, top * u),
            270: (0.0, u, -u, 0.0, top * u, -left * u),
        }[self.rotate]


class Place(Struct, frozen=True, kw_only=True):
    """Where a page went: the matrix from its user space, the Letter page, and the scale.

    `reaches_band` says that the page lies where the stamp goes, so that its ink has to be looked at.
    """

    matrix: Matrix
    width_pt: float
    height_pt: float
    scale: float
    reaches_band: bool


def paper_for(width_pt: float, height_pt: float) -> tuple[float, float]:
    """Choose portrait or landscape Letter by the page's own shape."""
    short, long = LETTER_PT
    return (long, short) if width_pt > height_pt else (short, long)


@lru_cache(maxsize=64)
def place(view: View, *, clear_band: bool) -> Place:
    """Place a page on Letter; with `clear_band` it keeps out of the stamp's band at any price."""
    width, height = view.size_pt
    paper_w, paper_h = paper_for(width, height)
    room = paper_h - STAMP_BAND_PT
    scale = _scale(width, height, (paper_w, paper_h), clear_band=clear_band)
    x = (paper_w - width * scale) / 2
    reaches = height * scale > room + 0.01
    if scale == 1.0 and not reaches:
        y = max(STAMP_BAND_PT, (paper_h - height) / 2)
    elif reaches:
        y = (paper_h - height * scale) / 2
    else:
        y = STAMP_BAND_PT + (room - height * scale) / 2
    a, b, c, d, e, f = view.upright
    return Place(
        matrix=(a * scale, b * scale, c * scale, d * scale, e * scale + x, f * scale + y),
        width_pt=paper_w,
        height_pt=paper_h,
        scale=scale,
        reaches_band=reaches,
    )


def _scale(width: float, height: float, paper: tuple[float, float], *, clear_band: bool) -> float:
    """Find the scale: 1 wherever the page fits."""
    paper_w, paper_h = paper
    room = paper_h - STAMP_BAND_PT
    if max(width, height) < _TINY_PT:
        return min((paper_w - 2 * MARGIN_PT) / width, (paper_h - 2 * MARGIN_PT) / height)
    if width <= paper_w + _SLACK_PT and height <= paper_h + _SLACK_PT and not clear_band:
        return min(1.0, paper_w / width, paper_h / height)
    return min(1.0, paper_w / width, room / height)


def apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Map a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def joined(inner: Matrix, outer: Matrix) -> Matrix:
    """Apply `inner`, then `outer`."""
    a, b, c, d, e, f = inner
    k, m, n, o, p, q = outer
    return (a * k + b * n, a * m + b * o, c * k + d * n, c * m + d * o, e * k + f * n + p, e * m + f * o + q)


def number(value: float) -> str:
    """Write a number for a content stream: at most six decimals, no exponent, no minus zero."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


@lru_cache(maxsize=512)
def operands(*values: float) -> bytes:
    """Write numbers side by side for a content stream."""
    return " ".join(number(value) for value in values).encode()
