"""Text under black boxes: what somebody meant to hide and a reader can still select and copy.

A letter counts where the finished page shows nothing but dark in its place, and something dark and opaque is
there besides the letter: a box or a thick stroke drawn over it, a black picture, or the black ground on which
a word processor prints black words. White words on a dark ground can be read and do not count.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image

from asylum_packet.intake.pageobjects import PATH, PICTURE, TEXT, Thing
from asylum_packet.sheets import Rect

_DARK = round(0.3 * 255)
_OPAQUE = 230
_LEAST_PT = (12.0, 5.0)
_MOST_BOXES = 500
_WHOLE_PAGE = 0.5
"""Share of a page from which on a picture is a scan, and the words behind it are what was read from it."""

_SCALE = 2
_BESIDE_PT = 1.0
"""Looked at on both sides of a letter too: a dash fills its own place with ink."""

_ALL = 0.9

Colour = Callable[[ctypes.c_void_p, ctypes.c_uint, ctypes.c_uint, ctypes.c_uint, ctypes.c_uint], int]


def covered_letters(page: pdfium.PdfPage, words: pdfium.PdfTextPage, things: Sequence[Thing]) -> int:
    """Count the letters of a page that cannot be seen under, or on, something dark."""
    most = _WHOLE_PAGE * page.get_width() * page.get_height()
    boxes = [
        (thing.number, box)
        for thing in things
        if thing.kind != TEXT and _hides(thing) and _is_box(box := thing.box, most)
    ]
    if not boxes:
        return 0
    texts = {thing.address: thing for thing in things if thing.kind == TEXT}
    written = [thing.box for thing in texts.values()]
    boxes = [(number, box) for number, box in boxes[:_MOST_BOXES] if any(_meet(box, one) for one in written)]
    letters = list(_letters_in(words, boxes, texts)) if boxes else []
    return _unseen(page, letters) if letters else 0


def _hides(thing: Thing) -> bool:
    """Say whether a thing may be a black box: dark and opaque, as far as that can be known of a picture."""
    if thing.kind == PICTURE:
        return True
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if thing.kind != PATH or not pdfium_c.FPDFPath_GetDrawMode(thing.raw, fill, stroke):
        return False
    return bool(
        (fill.value and _is_dark(thing.raw, pdfium_c.FPDFPageObj_GetFillColor))
        or (stroke.value and _is_dark(thing.raw, pdfium_c.FPDFPageObj_GetStrokeColor))
    )


def _is_dark(raw: ctypes.c_void_p, colour: Colour) -> bool:
    """Say whether a colour is dark and lets nothing through."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not colour(raw, red, green, blue, alpha):
        return False
    grey = 0.3 * red.value + 0.59 * green.value + 0.11 * blue.value
    return grey < _DARK and alpha.value > _OPAQUE


def _is_box(box: Rect, most: float) -> bool:
    """Say whether a box can hide writing: a rule under a line cannot, and the frame of a page does not."""
    across, along = box[2] - box[0], box[3] - box[1]
    return across >= _LEAST_PT[0] and along >= _LEAST_PT[1] and across * along < most


def _meet(one: Rect, other: Rect) -> bool:
    """Say whether two boxes have a place in common: a picture beside the words hides none of them."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _letters_in(
    words: pdfium.PdfTextPage, boxes: list[tuple[int, Rect]], texts: dict[int, Thing]
) -> Iterator[Rect]:
    """Yield the places of letters whose middle lies in a box, but for light ones printed on it."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for index in range(words.count_chars()):
        if pdfium_c.FPDFText_GetUnicode(words, index) <= 32:
            continue
        if not pdfium_c.FPDFText_GetCharBox(words, index, left, right, bottom, top):
            continue
        x, y = (left.value + right.value) / 2, (bottom.value + top.value) / 2
        over = [number for number, box in boxes if box[0] <= x <= box[2] and box[1] <= y <= box[3]]
        if over and not _is_light_on(words, index, max(over), texts):
            yield left.value, bottom.value, right.value, top.value


def _is_light_on(words: pdfium.PdfTextPage, index: int, box: int, texts: dict[int, Thing]) -> bool:
    """Say whether a letter was printed after a box in a colour that shows on it."""
    raw = pdfium_c.FPDFText_GetTextObject(words, index)
    text = texts.get(ctypes.cast(raw, ctypes.c_void_p).value or 0)
    return (
        text is not None and text.number > box and not _is_dark(text.raw, pdfium_c.FPDFPageObj_GetFillColor)
    )


def _unseen(page: pdfium.PdfPage, letters: list[Rect]) -> int:
    """Draw the page, and count the places of letters that show nothing but dark."""
    bitmap = page.render(scale=_SCALE, grayscale=True, may_draw_forms=False, draw_annots=False)
    try:
        image: Image.Image = bitmap.to_pil().convert("L")
    finally:
        bitmap.close()
    return sum(_is_all_dark(image, letter) for letter in letters)


def _is_all_dark(image: Image.Image, letter: Rect) -> bool:
    """Say whether a place on a picture of the page is dark from side to side."""
    left, bottom, right, top = letter
    x, y = (left - _BESIDE_PT) * _SCALE, image.height - top * _SCALE
    wide, high = (right - left + 2 * _BESIDE_PT) * _SCALE, (top - bottom) * _SCALE
    place = image.crop((round(x), round(y), round(x + wide) or 1, max(round(y + high), round(y) + 1)))
    counts = place.histogram()
    return sum(counts[:_DARK]) >= _ALL * sum(counts)
