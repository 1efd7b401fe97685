"""Fonts that finished pages name and do not carry, and those for which a standard face was put in."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2 as pdfium

from asylum_packet.fonts.carrying import named_only
from asylum_packet.intake.scanlook import is_blank

_MOST_NAMED = 6
_MOST_LOOKED_AT = 100
"""Pages of a file that are drawn to see whether its letters show."""


def font_names(file: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Name the fonts that a file does not carry, a few of them, and those it got a standard face for."""
    try:
        with pikepdf.open(file, access_mode=pikepdf.AccessMode.mmap) as pdf:
            bare, carried = named_only(pdf)
    except (pikepdf.PdfError, OSError):
        return (), ()
    return bare[:_MOST_NAMED], carried


def unseen_pages(file: Path) -> tuple[int, ...]:
    """Give the pages (from 1) that have letters and show none: their font is not carried, nor is it here."""
    with pdfium.PdfDocument(file) as document:
        return tuple(
            index + 1
            for index in range(min(len(document), _MOST_LOOKED_AT))
            if _has_letters(document[index]) and is_blank(document[index], None, all_white=True)
        )


def _has_letters(page: pdfium.PdfPage) -> bool:
    """Say whether letters can be copied from a page."""
    words = page.get_textpage()
    try:
        return bool(words.get_text_range().strip())
    finally:
        words.close()
