"""Text under black boxes: what somebody meant to hide and a reader can still select and copy.

A box counts when it is dark, opaque, of the size of writing or larger, and drawn after the text under it;
white words printed on a dark ground do not.
"""

from __future__ import annotations

import ctypes

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from asylum_packet.intake.pageobjects import PATH, TEXT, Thing
from asylum_packet.sheets import Rect

_DARK = 0.3 * 255
_OPAQUE = 230
_LEAST_PT = (12.0, 5.0)
_MOST_BOXES = 500


def covered_letters(words: pdfium.PdfTextPage, things: list[Thing]) -> int:
    """Count the letters of a page that lie under dark boxes drawn over them."""
    boxes = [(thing.number, thing.box) for thing in things if thing.kind == PATH and _is_dark(thing)]
    boxes = [(number, box) for number, box in boxes if _is_large(box)][:_MOST_BOXES]
    if not boxes:
        return 0
    order = {thing.address: thing.number for thing in things if thing.kind == TEXT}
    return sum(
        _is_under(words, index, boxes, order)
        for index in range(words.count_chars())
        if pdfium_c.FPDFText_GetUnicode(words, index) > 32
    )


def _is_dark(thing: Thing) -> bool:
    """Say whether a path is filled with something dark that hides what is under it."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium_c.FPDFPath_GetDrawMode(thing.raw, fill, stroke) or not fill.value:
        return False
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium_c.FPDFPageObj_GetFillColor(thing.raw, red, green, blue, alpha):
        return False
    grey = 0.3 * red.value + 0.59 * green.value + 0.11 * blue.value
    return grey < _DARK and alpha.value > _OPAQUE


def _is_large(box: Rect) -> bool:
    """Say whether a box can hide writing; a rule under a line cannot."""
    return box[2] - box[0] >= _LEAST_PT[0] and box[3] - box[1] >= _LEAST_PT[1]


def _is_under(
    words: pdfium.PdfTextPage, index: int, boxes: list[tuple[int, Rect]], order: dict[int, int]
) -> bool:
    """Say whether the middle of a letter lies under a box that was drawn after it."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    if not pdfium_c.FPDFText_GetCharBox(words, index, left, right, bottom, top):
        return False
    x, y = (left.value + right.value) / 2, (bottom.value + top.value) / 2
    over = [number for number, box in boxes if box[0] <= x <= box[2] and box[1] <= y <= box[3]]
    if not over:
        return False
    raw = pdfium_c.FPDFText_GetTextObject(words, index)
    drawn = order.get(ctypes.cast(raw, ctypes.c_void_p).value or 0, 0)
    return max(over) > drawn
