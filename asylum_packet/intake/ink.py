"""Is there ink where the stamp goes? Only the lowest band of a page is drawn, small, and looked at.

Pictures too large to decode in passing count as ink wherever they reach into the band: a scan covers its
page, and its margin is part of the evidence.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from asylum_packet.intake.placing import Matrix, apply, joined
from asylum_packet.sheets import STAMP_BAND_PT

_DPI = 36
_PAPER = bytes(range(248, 256))
"""Greys of pixels (0 to 255) that are paper."""

BIG_PICTURE_PIXELS = 1_500_000
"""Pictures above this are not decoded: 8 million pixels cost 30 to 100 ms a page."""

_MOST_OBJECTS = 20_000
_DEEPEST = 12


def has_ink(page: pdfium.PdfPage, *, is_big: bool) -> bool:
    """Say whether a page has ink in the stamp band; `is_big` says that it holds a big picture.

    A page that PDFium cannot draw counts as having ink: making room costs little, covering evidence does not.
    """
    try:
        return (is_big and _picture_in_band(page)) or _drawn_in_band(page)
    except pdfium.PdfiumError:
        return True


def _drawn_in_band(page: pdfium.PdfPage) -> bool:
    """Draw the band and look for anything that is not paper."""
    top = page.get_height() - STAMP_BAND_PT
    bitmap = page.render(
        scale=_DPI / 72, crop=(0, 0, 0, top), grayscale=True, may_draw_forms=False, draw_annots=False
    )
    try:
        return bool(bytes(bitmap.buffer).translate(None, delete=_PAPER))
    finally:
        bitmap.close()


def _picture_in_band(page: pdfium.PdfPage) -> bool:
    """Say whether any picture's corner lies below the top of the band, without decoding pictures."""
    square = ((0, 0), (1, 0), (0, 1), (1, 1))
    return any(
        apply(matrix, *corner)[1] < STAMP_BAND_PT - 0.01 for matrix in _pictures(page) for corner in square
    )


def _pictures(page: pdfium.PdfPage) -> Iterator[Matrix]:
    """Yield the matrix of every picture on a page; a picture fills the unit square.

    A page with too many objects, or nested too deeply, yields one matrix that fills the page.
    """
    left = _MOST_OBJECTS
    waiting: list[tuple[ctypes.c_void_p, int, Matrix]] = []
    for index in range(pdfium_c.FPDFPage_CountObjects(page)):
        waiting.append((pdfium_c.FPDFPage_GetObject(page, index), 0, (1, 0, 0, 1, 0, 0)))
    while waiting:
        thing, depth, outer = waiting.pop()
        left -= 1
        if left < 0 or depth > _DEEPEST:
            yield (1000, 0, 0, 1000, 0, 0)
            return
        kind = pdfium_c.FPDFPageObj_GetType(thing)
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            yield joined(_matrix(thing), outer)
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM:
            inner = joined(_matrix(thing), outer)
            for index in range(pdfium_c.FPDFFormObj_CountObjects(thing)):
                waiting.append((pdfium_c.FPDFFormObj_GetObject(thing, index), depth + 1, inner))


def _matrix(thing: ctypes.c_void_p) -> Matrix:
    """Read the matrix of a page object."""
    raw = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFPageObj_GetMatrix(thing, raw)
    return (raw.a, raw.b, raw.c, raw.d, raw.e, raw.f)
