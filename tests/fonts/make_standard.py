"""Make the outlines of the standard faces anew: `python -m tests.fonts.make_standard`.

They are pdfium's, as pypdfium2 gives them out; a few letters in which they differ get the standard widths.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
from fontTools.cffLib import CFFFontSet
from fontTools.pens.basePen import NullPen
from reportlab.pdfbase._fontdata import ascent_descent, encodings, standardFonts, widthsByFontGlyph

from asylum_packet.fonts import standard

FOLDER = Path(standard.__file__).parent / "standard"
_CAP_HEIGHTS = {"Helvetica": 718, "Times": 662, "Courier": 562, "Symbol": 673, "ZapfDingbats": 623}
_NEW_ROMAN = {"macron": 500.0, "plusminus": 549.0, "divide": 549.0, "mu": 576.0, "periodcentered": 333.0}
_KEPT_READY: dict[str, dict[str, dict[str, float]]] = {
    "Helvetica": {"MyriadPro-Regular": {"bracketleft": 284.0, "bracketright": 284.0}},
    "Times-Roman": {"TimesNewRomanPSMT": _NEW_ROMAN},
    "Times-Bold": {"TimesNewRomanPS-BoldMT": _NEW_ROMAN},
    "Times-Italic": {"TimesNewRomanPS-ItalicMT": {**_NEW_ROMAN, "periodcentered": 250.0}},
    "Times-BoldItalic": {"TimesNewRomanPS-BoldItalicMT": {**_NEW_ROMAN, "periodcentered": 250.0}},
}
"""Where Form I-589 states other widths for its fonts, and so does what Word writes."""
_OWN_CODES = frozenset({"Symbol", "ZapfDingbats"})
_FIXED, _SERIF, _SYMBOLIC, _PLAIN, _ITALIC = 1, 2, 4, 32, 64


def of_pdfium(name: str) -> bytes:
    """Ask pdfium for its own outlines of a standard face."""
    document = pypdfium2.PdfDocument.new()
    font = pdfium.FPDFText_LoadStandardFont(document, name.encode())
    size = ctypes.c_size_t()
    pdfium.FPDFFont_GetFontData(font, None, 0, size)
    data = (ctypes.c_uint8 * size.value)()
    pdfium.FPDFFont_GetFontData(font, data, size.value, size)
    return bytes(data)


def made(names: Iterable[str] = standardFonts) -> Iterator[tuple[str, bytes, str]]:
    """Yield each face: its name, its outlines, what is said of it."""
    for name in names:
        raw = of_pdfium(name)
        wanted = widthsByFontGlyph[name]
        real = widths_of(raw)
        other = {
            glyph: float(wide) for glyph, wide in wanted.items() if glyph in real and real[glyph] != wide
        }
        file = standard.with_widths(raw, other) if other else raw
        yield name, file, _told(name, file)
        for kept, widths in _KEPT_READY.get(name, {}).items():
            file = standard.with_widths(raw, {**other, **widths})
            yield f"{name}~{kept}", file, _told(f"{name}~{kept}", file)


def _encodings() -> Iterator[str]:
    """Yield the lines of the encodings."""
    for name in ("StandardEncoding", "MacRomanEncoding", "WinAnsiEncoding"):
        yield " ".join([name, *(f"{code}={glyph}" for code, glyph in enumerate(encodings[name]) if glyph)])


def widths_of(file: bytes) -> dict[str, float]:
    """Measure every glyph of a CFF table."""
    faces = CFFFontSet()
    faces.decompile(BytesIO(file), None)
    found = {}
    outlines = faces[0].CharStrings
    for glyph in outlines.keys():  # noqa: SIM118 - no plain dict
        drawn = outlines[glyph]
        drawn.draw(NullPen())
        found[glyph] = drawn.width
    return found


def _told(name: str, file: bytes) -> str:
    """Write the line of a face."""
    faces = CFFFontSet()
    faces.decompile(BytesIO(file), None)
    name, kept = name.partition("~")[0], name
    family = name.partition("-")[0]
    is_bold, is_italic = "Bold" in name, "Italic" in name or "Oblique" in name
    flags = _SYMBOLIC if name in _OWN_CODES else _PLAIN
    flags |= _FIXED * (family == "Courier") | _SERIF * (family in {"Times", "Courier"}) | _ITALIC * is_italic
    measures = (
        *faces[0].FontBBox,
        *(
            ascent_descent[name]
            if any(ascent_descent[name])
            else (faces[0].FontBBox[3], faces[0].FontBBox[1])
        ),
        _CAP_HEIGHTS[family],
        -12 * is_italic,
        140 if is_bold else 80,
        flags,
    )
    codes: dict[str, list[int]] = {}
    for code, glyph in enumerate(encodings[f"{name}Encoding"] if name in _OWN_CODES else ()):
        if glyph:
            codes.setdefault(glyph, []).append(code)
    glyphs = (
        "=".join([glyph, f"{wide:g}", *map(str, codes.get(glyph, ()))])
        for glyph, wide in sorted(widths_of(file).items())
    )
    return " ".join([kept, faces.fontNames[0], *(f"{number:g}" for number in measures), *glyphs])


def main() -> None:
    """Write them."""
    FOLDER.mkdir(exist_ok=True)
    head = (
        "# The standard faces: name, name of the outlines, box (4), ascent, descent, height of capitals,\n"
        "# slant, stem, flags, then every glyph: width, own codes. Made by tests/fonts/make_standard.py.\n"
    )
    lines = []
    for name, file, told in made():
        (FOLDER / f"{name}.cff").write_bytes(file)
        lines.append(told)
    (FOLDER / "faces.txt").write_text(head + "\n".join([*_encodings(), *lines]) + "\n", "ascii")


if __name__ == "__main__":
    main()
