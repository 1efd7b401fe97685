"""The things drawn on a page in the order of drawing, those inside forms included, without drawing any."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from asylum_packet.intake.placing import Matrix, apply, joined
from asylum_packet.sheets import Rect

TEXT, PATH, PICTURE = (
    pdfium_c.FPDF_PAGEOBJ_TEXT,
    pdfium_c.FPDF_PAGEOBJ_PATH,
    pdfium_c.FPDF_PAGEOBJ_IMAGE,
)
_MOST_THINGS = 20_000
_DEEPEST = 12
_FEW = 12
"""Things on a page itself, such as its form and those of its notes, that may be asked for what is in them."""

_MOST_CLIPS, _MOST_POINTS = 32, 2_000
"""More than that nobody draws; a figure of more points could be larger than it seems, which is harmless."""

_UNTURNED: Matrix = (1, 0, 0, 1, 0, 0)


class Thing(NamedTuple):
    """Something drawn: its place in the order, what it is, and the matrix of the forms around it."""

    number: int
    kind: int
    raw: ctypes.c_void_p
    around: Matrix

    @property
    def address(self) -> int:
        """What tells it from every other thing of its page."""
        return ctypes.cast(self.raw, ctypes.c_void_p).value or 0

    @property
    def box(self) -> Rect:
        """The box around it on the page."""
        return next(boxes_of((self,)))

    @property
    def matrix(self) -> Matrix:
        """Its own matrix and those around it; a picture fills the unit square of it."""
        return joined(_matrix(self.raw), self.around)


def things_on(page: pdfium.PdfPage) -> list[Thing]:
    """List what a page draws, in order; of a page of more things than anybody draws, the first ones."""
    found: list[Thing] = []
    count = pdfium_c.FPDFPage_CountObjects(page.raw)
    _list(page.raw, count, pdfium_c.FPDFPage_GetObject, 0, _UNTURNED, found)
    return found


def _list(
    within: object, count: int, thing_of: Callable[..., Any], depth: int, around: Matrix, found: list[Thing]
) -> None:
    """Add the things within a page or a form to those found."""
    kind_of, form, most = pdfium_c.FPDFPageObj_GetType, pdfium_c.FPDF_PAGEOBJ_FORM, _MOST_THINGS
    number = len(found)
    for index in range(count):
        if number >= most:
            return
        raw = thing_of(within, index)
        kind = kind_of(raw)
        if kind == form and depth < _DEEPEST:
            inside, inner = pdfium_c.FPDFFormObj_CountObjects(raw), joined(_matrix(raw), around)
            _list(raw, inside, pdfium_c.FPDFFormObj_GetObject, depth + 1, inner, found)
            number = len(found)
        else:
            number += 1
            found.append(Thing(number, kind, raw, around))


def drawn_within(page: pdfium.PdfPage, window: Rect) -> bool:
    """Say whether all that a page draws certainly lies in a part of it, without looking into its forms."""
    raw_page = page.raw
    count = pdfium_c.FPDFPage_CountObjects(raw_page)
    if count > _FEW:
        return False
    tops = (Thing(0, 0, pdfium_c.FPDFPage_GetObject(raw_page, index), _UNTURNED) for index in range(count))
    left, bottom, right, top = window
    return all(
        box[0] >= left and box[1] >= bottom and box[2] <= right and box[3] <= top for box in boxes_of(tops)
    )


def boxes_of(things: Iterable[Thing]) -> Iterator[Rect]:
    """Yield the boxes around things on their page."""
    held = tuple(ctypes.c_float() for _ in range(4))
    sides = tuple(ctypes.byref(side) for side in held)
    for thing in things:
        pdfium_c.FPDFPageObj_GetBounds(thing.raw, *sides)
        left, bottom, right, top = (side.value for side in held)
        a, b, c, d, e, f = thing.around
        if a > 0 and d > 0 and not b and not c:  # as nearly everywhere
            yield (a * left + e, d * bottom + f, a * right + e, d * top + f)
            continue
        corners = [apply(thing.around, x, y) for x in (left, right) for y in (bottom, top)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        yield (min(xs), min(ys), max(xs), max(ys))


def within_clips(thing: Thing, window: Rect) -> Rect:
    """Cut a part of a page to the boxes of what a thing is clipped to, as far as they say."""
    clips = pdfium_c.FPDFPageObj_GetClipPath(thing.raw)
    for path in range(min(pdfium_c.FPDFClipPath_CountPaths(clips), _MOST_CLIPS)):
        points = [apply(thing.around, x, y) for x, y in _points(clips, path)]
        if points:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            left, bottom, right, top = window
            left, bottom = max(left, min(xs)), max(bottom, min(ys))
            window = (left, bottom, max(left, min(right, max(xs))), max(bottom, min(top, max(ys))))
    return window


def _points(clips: object, path: int) -> Iterator[tuple[float, float]]:
    """Yield the points of a path of some clips; a curve stays among those that it names."""
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(min(pdfium_c.FPDFClipPath_CountPathSegments(clips, path), _MOST_POINTS)):
        segment = pdfium_c.FPDFClipPath_GetPathSegment(clips, path, at)
        if pdfium_c.FPDFPathSegment_GetPoint(segment, x, y):
            yield x.value, y.value


def _matrix(raw: ctypes.c_void_p) -> Matrix:
    """Read the matrix of a thing."""
    read = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFPageObj_GetMatrix(raw, read)
    return (read.a, read.b, read.c, read.d, read.e, read.f)
