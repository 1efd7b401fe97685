"""How a scan lies over the page it was printed from: turned, enlarged, moved; and whether it is that page.

Both pages are drawn small. How much ink each line of them holds tells scale and height, how much each column
holds tells the sideways place; the turn that makes both pictures most alike is the right one. Nothing is
read: a page whose words were changed in two places still looks like itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import accumulate
from operator import add
from pathlib import Path

import pypdfium2 as pdfium

from asylum_packet.packet.ledger import Fit
from asylum_packet.packet.profiles import Profile, correlation
from asylum_packet.sheets import LETTER_PT, STAMP_BAND_PT, Rect, Sheets
from asylum_packet.values import Struct, replace

_PT = 2.0
"""Size of a drawn pixel in points."""

_CELL_PT = 10.0
_SCALES = tuple(0.92 + 0.01 * step for step in range(33))
_CANDIDATES, _APART, _WORKED_OUT = 4, 0.025, 3
_FINE = range(-4, 5)
_FURTHEST_PT = 60.0
_EDGE_PT = 14.0
"""Shadows at the edge of a scan lie within this."""

_INK = bytes(max(0, 216 - value) for value in range(256))
_MUCH_INK = 60.0


class Picture(Struct, frozen=True):
    """A page drawn small: `ink` row by row from the foot up, 0 for paper."""

    rows: tuple[bytes, ...]

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        return len(self.rows[0]), len(self.rows)

    def by_row(self) -> list[float]:
        """Sum up every row."""
        return [float(sum(row)) for row in self.rows]

    def by_column(self) -> list[float]:
        """Sum up every column."""
        return [float(sum(column)) for column in zip(*self.rows, strict=True)]

    def sums(self) -> list[list[int]]:
        """Sum up all ink below and to the left of every corner of a pixel (a summed-area table)."""
        table = [[0] * (len(self.rows[0]) + 1)]
        for row in self.rows:
            table.append(list(map(add, table[-1], accumulate(row, initial=0))))
        return table

    def turned(self, degrees: int) -> Picture:
        """Turn it clockwise."""
        if degrees == 180:
            return Picture(tuple(row[::-1] for row in reversed(self.rows)))
        if degrees == 90:
            return Picture(tuple(bytes(column) for column in zip(*self.rows, strict=True))[::-1])
        if degrees == 270:
            return Picture(tuple(bytes(column)[::-1] for column in zip(*self.rows, strict=True)))
        return self


def draw(sheets: Sheets, index: int) -> Picture:
    """Draw a page of sheets (0-based).

    Raises:
        pdfium.PdfiumError: It cannot be drawn.
    """
    source = sheets.pdf if isinstance(sheets.pdf, Path) else BytesIO(sheets.pdf)
    with pdfium.PdfDocument(source) as document:
        bitmap = document[sheets.skip + index].render(scale=1 / _PT, grayscale=True, may_draw_forms=False)
        try:
            data, wide, stride = bytes(bitmap.buffer), bitmap.width, bitmap.stride
            rows = [data[at * stride : at * stride + wide] for at in range(bitmap.height)]
        finally:
            bitmap.close()
    return Picture(_inked(rows))


def _inked(rows: Sequence[bytes]) -> tuple[bytes, ...]:
    """Turn grey into ink: what is darker than the paper, which need not be white in a photograph."""
    flat = sorted(b"".join(rows[:: max(1, len(rows) // 60)]))
    paper = flat[len(flat) // 2] if flat else 255
    lift = 255 - paper
    table = bytes(_INK[min(255, value + lift)] for value in range(256))
    return tuple(row.translate(table) for row in reversed(rows))


def register(expected: Picture, scan: Picture) -> Fit:
    """Find how a scan lies over the page it should be; the best of all turns its shape allows.

    Lines of text repeat, so that a wrong scale can seem to fit; the cells of the page decide. They are asked
    first of rough fits, and only the few that come nearest are worked out finely.
    """
    upright = scan.size[0] <= scan.size[1]
    turns = (0, 180) if upright else (90, 270)
    page = _Lines.of(expected)
    cells = _cells(expected.sums(), Fit())
    turned = {turn: _Turned.of(scan.turned(turn)) for turn in turns}
    rough = [
        _fit(page, own, turn, scale, shift, cells)
        for turn, own in turned.items()
        for scale, shift in _coarse(page.rows, own.by_row)
    ]
    rough.sort(key=lambda fit: -fit.likeness)
    return max(
        (_finely(page, turned[fit.turn], fit, cells) for fit in rough[:_WORKED_OUT]),
        key=lambda fit: fit.likeness,
    )


class _Lines(Struct, frozen=True, kw_only=True):
    """The page as it was printed: the ink of its rows and columns."""

    rows: Profile
    columns: Profile

    @classmethod
    def of(cls, picture: Picture) -> _Lines:
        """Sum up a page."""
        return cls(rows=Profile(picture.by_row()), columns=Profile(picture.by_column()))


class _Turned(Struct, frozen=True, kw_only=True):
    """A scan turned one way: the ink of its rows and columns, and below every corner of a pixel."""

    by_row: Sequence[float]
    by_column: Sequence[float]
    sums: Sequence[Sequence[int]]

    @classmethod
    def of(cls, picture: Picture) -> _Turned:
        """Sum up a scan."""
        return cls(by_row=picture.by_row(), by_column=picture.by_column(), sums=picture.sums())


def _finely(page: _Lines, own: _Turned, fit: Fit, cells: Sequence[float]) -> Fit:
    """Work out a rough fit: the height and scale by the rows, sideways by the columns."""
    scale, up_px = fit.scale, fit.up_pt / _PT
    for by, fine in ((0.0025, False), (0.0008, True)):
        scale, up_px = _nearby(page.rows, own.by_row, scale, up_px, by=by, fine=fine)
    return _fit(page, own, fit.turn, scale, up_px, cells)


def _fit(page: _Lines, own: _Turned, turn: int, scale: float, up_px: float, cells: Sequence[float]) -> Fit:
    """Complete a scale and height by the place sideways, and tell how alike both pages then are."""
    right_px = _sideways(page.columns, own.by_column, scale)
    fit = Fit(
        turn=turn, scale=round(scale, 4), right_pt=round(right_px * _PT, 2), up_pt=round(up_px * _PT, 2)
    )
    return replace(fit, likeness=round(correlation(cells, _cells(own.sums, fit)), 4))


def _coarse(rows: Profile, own: Sequence[float]) -> tuple[tuple[float, float], ...]:
    """Find the scales and shifts whose rows fit best, not too near to one another."""
    tried = sorted(
        (
            (likeness, scale, shift)
            for scale in _SCALES
            for likeness, shift in rows.alike(own, scale, _middle(rows, own, scale), _every(3))
        ),
        reverse=True,
    )
    best: list[tuple[float, float]] = []
    for _, scale, shift in tried:
        if len(best) == _CANDIDATES:
            break
        if all(abs(scale - other) > _APART for other, _ in best):
            best.append((scale, shift))
    return tuple(best)


def _nearby(
    rows: Profile, own: Sequence[float], scale: float, shift: float, *, by: float, fine: bool
) -> tuple[float, float]:
    """Find the best scale and shift near those given: shifts of whole pixels, or of quarters."""
    tried = (
        (likeness, near, found)
        for near in (scale + by * wide for wide in _FINE)
        for likeness, found in (
            _by_quarters(rows, own, near, shift) if fine else rows.alike(own, near, shift, _FINE)
        )
    )
    _, scale, shift = max(tried)
    return scale, shift


def _by_quarters(
    profile: Profile, own: Sequence[float], scale: float, shift: float
) -> Iterator[tuple[float, float]]:
    """Yield the likeness at every quarter of a pixel around a shift."""
    for quarter in range(4):
        yield from profile.alike(own, scale, shift + quarter * 0.25, range(-1, 2 if quarter == 0 else 1))


def _sideways(columns: Profile, across: Sequence[float], scale: float) -> float:
    """Find the sideways shift at a scale, to a quarter of a pixel."""
    _, nearest = max(columns.alike(across, scale, _middle(columns, across, scale), _every(1)))
    _, shift = max(_by_quarters(columns, across, scale, nearest))
    return shift


def _middle(profile: Profile, own: Sequence[float], scale: float) -> float:
    """Give the shift that lays the middle on the middle."""
    return float(round((profile.count - len(own) * scale) / 2))


def _every(step: int) -> range:
    """List the steps in pixels to try around the middle."""
    reach = int(_FURTHEST_PT / _PT)
    return range(-reach, reach + 1, step)


def _cells(sums: Sequence[Sequence[int]], fit: Fit) -> list[float]:
    """Sum up the ink of every cell of the page, looked up in a picture that is scaled and moved."""
    wide, high = (int(side // _CELL_PT) for side in LETTER_PT)
    side = int(_CELL_PT / _PT)
    lefts = [int((x * _CELL_PT - fit.right_pt) / fit.scale / _PT) for x in range(wide)]
    most_left, most_foot = len(sums[0]) - 1 - side, len(sums) - 1 - side
    found = []
    for y in range(high):
        foot = int((y * _CELL_PT - fit.up_pt) / fit.scale / _PT)
        if not 0 <= foot <= most_foot:
            found += [0.0] * wide
            continue
        below, above = sums[foot], sums[foot + side]
        found += [
            float(above[left + side] - above[left] - below[left + side] + below[left])
            if 0 <= left <= most_left
            else 0.0
            for left in lefts
        ]
    return found


def loses_ink(scan: Picture, fit: Fit, *, kept_foot: bool) -> bool:
    """Say whether a fit would cut off something that was written: past the page, or in the stamp's band.

    Args:
        scan: The scan as it lies in its file.
        fit: How it would lie on the page.
        kept_foot: The foot of the page is shown but for its corners (the official form); else the whole band
            is cut off, and only what we print there ourselves may be in it: code at the left, stamp right.
    """
    turned = scan.turned(fit.turn)
    wide, high = turned.size
    edge = int(_EDGE_PT / _PT)
    lost = 0
    for row in range(edge, high - edge):
        up = (row * _PT) * fit.scale + fit.up_pt
        line = turned.rows[row]
        if up < 0 or up > LETTER_PT[1]:
            lost += sum(line[edge : wide - edge])
        elif up < STAMP_BAND_PT - 4 and not kept_foot:
            left = int((_CODE_RIGHT_PT - fit.right_pt) / fit.scale / _PT)
            right = int((_STAMP_LEFT_PT - fit.right_pt) / fit.scale / _PT)
            lost += sum(line[max(edge, left) : min(right, wide - edge)])
        else:
            first = int(-fit.right_pt / fit.scale / _PT)
            last = int((LETTER_PT[0] - fit.right_pt) / fit.scale / _PT)
            lost += sum(line[edge : max(edge, first)]) + sum(line[min(last, wide - edge) : wide - edge])
    return lost > _MUCH_INK * 255 / 8


def is_bare(expected: Picture, scan: Picture, fit: Fit) -> bool:
    """Say whether a scan shows nothing but the print of its page: nobody seems to have written on it.

    Ink counts that lies away from all print, from the edges and from the foot. A scan that lies a little
    crooked has some beside its letters, and is never called bare.
    """
    return sum(1 for _ in _writing(expected, scan, fit)) < _LEAST_WRITTEN


def unwritten(expected: Picture, scan: Picture, fit: Fit, boxes: Sequence[Rect]) -> tuple[bool, ...]:
    """Say for each box on a page, in points, whether nothing is written in it, or a little above or below."""
    marks = [(right * _PT, up * _PT) for right, up in _writing(expected, scan, fit)]
    return tuple(
        sum(left <= x <= right and bottom - _BELOW_BOX_PT <= y <= top + _ABOVE_BOX_PT for x, y in marks)
        < _LEAST_WRITTEN
        for left, bottom, right, top in boxes
    )


def _writing(expected: Picture, scan: Picture, fit: Fit) -> Iterator[tuple[int, int]]:
    """Yield the pixels of the page, from the left and from the foot, on which a scan has ink of its own."""
    wide, high = expected.size
    printed = _thickened(expected)
    edge, band = int(_EDGE_PT / _PT), int(STAMP_BAND_PT / _PT)
    for row, line in enumerate(scan.turned(fit.turn).rows):
        up = int((row * _PT * fit.scale + fit.up_pt) / _PT)
        if not band <= up < high - edge or max(line) <= _WRITTEN:
            continue
        known = printed[up]
        for column, ink in enumerate(line):
            if ink > _WRITTEN:
                right = int((column * _PT * fit.scale + fit.right_pt) / _PT)
                if edge <= right < wide - edge and not known[right]:
                    yield right, up


def _thickened(picture: Picture) -> list[bytearray]:
    """Mark what lies at or near the ink of a page, row by row."""
    wide, high = picture.size
    marked = [bytearray(wide) for _ in range(high)]
    for row, line in enumerate(picture.rows):
        for column, ink in enumerate(line):
            if ink > _PRINTED:
                left, right = max(0, column - _NEAR), min(wide, column + _NEAR + 1)
                for near in marked[max(0, row - _NEAR) : row + _NEAR + 1]:
                    near[left:right] = b"\1" * (right - left)
    return marked


_NEAR = 2
"""So many pixels around print are taken for print: a fit is never exact to the point."""
_PRINTED, _WRITTEN, _LEAST_WRITTEN = 20, 50, 4
"""Ink that makes a pixel of the page, of the scan; and pixels that make a signature (tried on scans of our
sheets: none where nobody had signed a sheet that lay straight, 13 and more where somebody had)."""

_ABOVE_BOX_PT, _BELOW_BOX_PT = 12.0, 6.0
"""A signature seldom keeps to its box."""

_CODE_RIGHT_PT, _STAMP_LEFT_PT = 260.0, 440.0
"""Between these the foot of a sheet to sign is empty."""


def whole(fit: Fit) -> Fit:
    """Show a scan whole, above the stamp's band, turned as found.

    Prepared pages keep their own band free; turned over, it is at the head or a side.
    """
    room = (LETTER_PT[1] - STAMP_BAND_PT) / LETTER_PT[1]
    scale, right, up = {
        0: (1.0, 0.0, 0.0),
        180: (1.0, 0.0, STAMP_BAND_PT),
    }.get(fit.turn, (room, LETTER_PT[0] * (1 - room) / 2, STAMP_BAND_PT))
    return Fit(
        turn=fit.turn, scale=round(scale, 4), right_pt=right, up_pt=up, likeness=fit.likeness, is_whole=True
    )
