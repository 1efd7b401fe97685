"""Fonts that finished pages name and do not carry, and those for which a standard face was put in."""

from __future__ import annotations

from pathlib import Path

import pikepdf

from asylum_packet.fonts.carrying import named_only

_MOST_NAMED = 6


def font_names(file: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Name the fonts that a file does not carry, a few of them, and those it got a standard face for."""
    try:
        with pikepdf.open(file, access_mode=pikepdf.AccessMode.mmap) as pdf:
            bare, carried = named_only(pdf)
    except (pikepdf.PdfError, OSError):
        return (), ()
    return bare[:_MOST_NAMED], carried
