"""Fonts that finished pages name and do not carry: another viewer shows them in a font of its own.

Nothing is put in their place. What a page of evidence looks like is not ours to change, and a font that looks
nearly the same would still be another one.
"""

from __future__ import annotations

from pathlib import Path

import pikepdf

_MOST_NAMED = 6
_CARRIED = ("/FontFile", "/FontFile2", "/FontFile3")


def bare_fonts(file: Path) -> tuple[str, ...]:
    """Name the fonts that a file does not carry, a few of them; none where it cannot be read."""
    try:
        with pikepdf.open(file) as pdf:
            found = {name for thing in pdf.objects if (name := _bare(thing))}
    except (pikepdf.PdfError, OSError):
        return ()
    return tuple(sorted(found)[:_MOST_NAMED])


def _bare(thing: pikepdf.Object) -> str:
    """Name a font that is not carried; "" for anything else (ISO 32000-2, 9.6 and 9.8).

    A composite font carries its letters in the font below it, a Type 3 font in itself.
    """
    if not isinstance(thing, pikepdf.Dictionary) or thing.get("/Type") != "/Font":
        return ""
    if thing.get("/Subtype") in ("/Type0", "/Type3"):
        return ""
    description = thing.get("/FontDescriptor")
    if isinstance(description, pikepdf.Dictionary) and any(key in description for key in _CARRIED):
        return ""
    name = str(thing.get("/BaseFont", "")).removeprefix("/")
    return "".join(char for char in name if char.isprintable())[:60] or "a font without a name"
