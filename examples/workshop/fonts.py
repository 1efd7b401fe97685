"""The typefaces of the example's papers, taken from the two font packages the project already needs."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import font_source_serif_pro  # type: ignore[import-untyped]  # ships no types
import pymupdf_fonts  # type: ignore[import-untyped]  # ships no types
from PIL import ImageFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

_SERIF = Path(font_source_serif_pro.__file__).parent / "files"
_FILES = {
    "serif": "SourceSerifPro-Regular.ttf",
    "serif-bold": "SourceSerifPro-Semibold.ttf",
    "serif-italic": "SourceSerifPro-It.ttf",
    "serif-bolditalic": "SourceSerifPro-SemiboldIt.ttf",
}
_DATA = {
    "sans": "notos",
    "sans-bold": "notosbo",
    "sans-italic": "notosit",
    "sans-bolditalic": "notosbi",
    "type": "spacemo",
    "type-bold": "spacembo",
    "type-italic": "spacemit",
    "type-bolditalic": "spacembi",
    "hand": "ubuntuit",
    "paint": "ubuntubo",
}
FAMILIES = ("serif", "sans", "type")


@cache
def _data(name: str) -> bytes:
    """Read a face."""
    if name in _FILES:
        return (_SERIF / _FILES[name]).read_bytes()
    return bytes(pymupdf_fonts.myfont(_DATA[name]))


@cache
def register() -> None:
    """Make the faces known to reportlab, once."""
    for name in (*_FILES, *_DATA):
        pdfmetrics.registerFont(TTFont(name, io.BytesIO(_data(name))))
    for family in FAMILIES:
        pdfmetrics.registerFontFamily(
            family,
            normal=family,
            bold=f"{family}-bold",
            italic=f"{family}-italic",
            boldItalic=f"{family}-bolditalic",
        )


def drawn(name: str, size_px: int) -> ImageFont.FreeTypeFont:
    """Give a face for drawing into a picture."""
    return ImageFont.truetype(io.BytesIO(_data(name)), size_px)
