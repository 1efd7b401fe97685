"""The things drawn on a page in the order of drawing, those inside forms included, without drawing any."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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
_UNTURNED: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Thing:
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


def things_on(page: pdfium.PdfPage) -> Iterator[Thing]:
    """Yield what a page draws, in order; a page of more things than anybody draws ends early."""
    count = 0
    waiting = [
        (pdfium_c.FPDFPage_GetObject(page, index), 0, _UNTURNED)
        for index in reversed(range(pdfium_c.FPDFPage_CountObjects(page)))
    ]
    while waiting and count < _MOST_THINGS:
        raw, depth, around = waiting.pop()
        kind = pdfium_c.FPDFPageObj_GetType(raw)
        if kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = joined(_matrix(raw), around)
            waiting += [
                (pdfium_c.FPDFFormObj_GetObject(raw, index), depth + 1, inner)
                for index in reversed(range(pdfium_c.FPDFFormObj_CountObjects(raw)))
            ]
            continue
        count += 1
        yield Thing(count, kind, raw, around)


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


def _matrix(raw: ctypes.c_void_p) -> Matrix:
    """Read the matrix of a thing."""
    read = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFPageObj_GetMatrix(raw, read)
    return (read.a, read.b, read.c, read.d, read.e, read.f)
