"""Fonts that finished pages name and do not carry, and those for which a standard face was put in."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from math import ceil, floor
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image

from asylum_packet.fonts.carrying import named_only
from asylum_packet.intake.scanlook import is_blank
from asylum_packet.sheets import Rect

Names = tuple[str, ...]

_MOST_NAMED = 500
"""More fonts than any file needs; a message names the first few, and says how many more there are."""
_MOST_LOOKED_AT = 100
"""Pages of a file that are drawn to see whether its letters show."""
_MOST_LETTERS = 6_000
_FEWEST_UNSEEN = 3
"""A sign for a bullet that does not show is no loss; a name of three letters is."""
_FILLED = (
    pdfium_c.FPDF_TEXTRENDERMODE_FILL,
    pdfium_c.FPDF_TEXTRENDERMODE_STROKE,
    pdfium_c.FPDF_TEXTRENDERMODE_FILL_STROKE,
)
_PALE = 200


def font_names(file: Path, known: tuple[Names, Names] | None = None) -> tuple[Names, Names]:
    """Name the fonts that a file does not carry, and those it got a standard face for.

    `known` are both, where they are known from writing the file.
    """
    bare, carried = known or _read(file)
    return bare[:_MOST_NAMED], carried[:_MOST_NAMED]


def _read(file: Path) -> tuple[Names, Names]:
    """Read the names from a file."""
    try:
        with pikepdf.open(file, access_mode=pikepdf.AccessMode.mmap) as pdf:
            return named_only(pdf)
    except (pikepdf.PdfError, OSError):
        return (), ()


def unseen_pages(file: Path) -> tuple[int, ...]:
    """Give the pages (from 1) that have letters which do not show: their font is not carried, nor is it here.

    A page is one where nothing shows at all, or where letters show nothing but paper in their places.
    """
    with pdfium.PdfDocument(file) as document:
        return tuple(
            index + 1
            for index in range(min(len(document), _MOST_LOOKED_AT))
            if _hides_letters(document[index])
        )


def _hides_letters(page: pdfium.PdfPage) -> bool:
    """Say whether letters that can be copied from a page do not show on it."""
    words = page.get_textpage()
    try:
        if not words.get_text_range().strip():
            return False
        places = tuple(_places_of_bare_letters(words))
        if is_blank(page, None, all_white=True):
            return True
        return len(places) >= _FEWEST_UNSEEN and _empty(page, places) >= _FEWEST_UNSEEN
    finally:
        words.close()


def _places_of_bare_letters(words: pdfium.PdfTextPage) -> Iterator[Rect]:
    """Yield the places of letters, dark and meant to be seen, whose font the file does not carry."""
    rect = pdfium_c.FS_RECTF()
    known: dict[int, bool] = {}
    for index in range(min(words.count_chars(), _MOST_LETTERS)):
        code = pdfium_c.FPDFText_GetUnicode(words, index)
        if chr(code).isspace() or pdfium_c.FPDFText_IsGenerated(words, index):
            continue
        raw = pdfium_c.FPDFText_GetTextObject(words, index)
        address = ctypes.cast(raw, ctypes.c_void_p).value or 0
        if address not in known:
            known[address] = bool(address) and _is_bare_and_dark(raw)
        if known[address] and pdfium_c.FPDFText_GetLooseCharBox(words, index, rect):
            yield rect.left, rect.bottom, rect.right, rect.top


def _is_bare_and_dark(text: ctypes.c_void_p) -> bool:
    """Say whether letters are drawn on paper to be read, in a font that the file does not carry."""
    font = pdfium_c.FPDFTextObj_GetFont(text)
    if not font or pdfium_c.FPDFFont_GetIsEmbedded(font) != 0:
        return False
    if pdfium_c.FPDFTextObj_GetTextRenderMode(text) not in _FILLED:
        return False
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium_c.FPDFPageObj_GetFillColor(text, red, green, blue, alpha)
    return min(red.value, green.value, blue.value) < _PALE and alpha.value > _PALE // 2


def _empty(page: pdfium.PdfPage, places: Iterable[Rect]) -> int:
    """Draw the page, and count the places that show nothing but paper."""
    bitmap = page.render(scale=1.0, grayscale=True, may_draw_forms=False, draw_annots=False)
    try:
        image: Image.Image = bitmap.to_pil().convert("L")
    finally:
        bitmap.close()
    empty = 0
    for left, bottom, right, top in places:
        x, y = max(floor(left), 0), max(floor(image.height - top), 0)
        box = (x, y, min(ceil(right), image.width), min(ceil(image.height - bottom), image.height))
        if box[2] > x and box[3] > y:
            empty += _is_paper(image.crop(box).histogram())
    return empty


def _is_paper(counts: list[int]) -> bool:
    """Say whether a place on a page is of one light grey."""
    return sum(map(bool, counts)) == 1 and any(counts[_PALE:])
