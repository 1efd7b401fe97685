"""The fourteen standard faces of PDF, for files that name one and do not carry it (ISO 32000-1, 9.6.2.2).

The outlines are those of pdfium (PDFium's BSD licence, beside them), so a page looks as pdfium shows it, and
nothing on it moves: their widths are those of the standard faces. Where a file states another width, the
letter is made to fit it as viewers do: a wider place has it in the middle, a narrower one has it condensed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from typing import Any

from asylum_packet.values import Struct, replace

_TOLERANCE = 1.0
_FAMILIES = {
    "Helvetica": re.compile(r"(?:Helvetica|Arial)(?:MT)?"),
    "Times": re.compile(r"Times(?:Roman|NewRoman(?:PS)?(?:MT)?)?"),
    "Courier": re.compile(r"Courier(?:New(?:PS)?(?:MT)?|Std)?"),
    "Symbol": re.compile(r"Symbol(?:MT)?"),
    "ZapfDingbats": re.compile(r"(?:ITC)?ZapfDingbats"),
}
_STYLES = {
    "": (False, False),
    "Regular": (False, False),
    "Normal": (False, False),
    "Bold": (True, False),
    "Italic": (False, True),
    "Oblique": (False, True),
    "BoldItalic": (True, True),
    "BoldOblique": (True, True),
}
_NAMES = {
    "Helvetica": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "Helvetica-BoldOblique"),
    "Times": ("Times-Roman", "Times-Bold", "Times-Italic", "Times-BoldItalic"),
    "Courier": ("Courier", "Courier-Bold", "Courier-Oblique", "Courier-BoldOblique"),
    "Symbol": ("Symbol",) * 4,
    "ZapfDingbats": ("ZapfDingbats",) * 4,
}
_TAG = re.compile(r"\A[A-Z]{6}\+")
_STYLE = re.compile(r"(Bold|Italic|Oblique|BoldItalic|BoldOblique|Regular|Normal)?(?:MT)?\Z")


class Standard(Struct, frozen=True, kw_only=True):
    """A standard face: its outlines (a CFF table), and what a PDF says of them, in thousandths of the size.

    `name` is the face's own, `widths` go by the name of the glyph. `codes` are the letters of a symbolic face
    by code; other faces have none of their own.
    """

    name: str
    file: bytes
    widths: Mapping[str, float]
    codes: Mapping[int, str]
    box: tuple[float, float, float, float]
    ascent: float
    descent: float
    cap_height: float
    italic_angle: float
    stem: float
    flags: int


def standard_name(base_font: str) -> str:
    """Give the standard face that a font's name means, as viewers read it; "" for any other font.

    "Arial,Bold", "TimesNewRomanPS-BoldMT" and "Courier New" are other names of standard faces.
    """
    name = _TAG.sub("", base_font).replace(" ", "").replace(",", "").replace("-", "")
    style = _STYLE.search(name)
    if style is None:
        return ""
    stem = name[: style.start()]
    for family, pattern in _FAMILIES.items():
        if pattern.fullmatch(stem):
            is_bold, is_italic = _STYLES[style[1] or ""]
            return _NAMES[family][is_bold + 2 * is_italic]
    return ""


@cache
def standard(name: str) -> Standard:
    """Open a face by its name, such as "Times-Bold"."""
    told = _data()[0][name]
    head, glyphs = told[:11], [entry.split("=") for entry in told[11:]]
    numbers = [float(number) for number in head[1:]]
    return Standard(
        name=head[0],
        file=_folder().joinpath(f"{name}.cff").read_bytes(),
        widths={glyph: float(wide) for glyph, wide, *_ in glyphs},
        codes={int(code): glyph for glyph, _, *coded in glyphs for code in coded},
        box=(numbers[0], numbers[1], numbers[2], numbers[3]),
        ascent=numbers[4],
        descent=numbers[5],
        cap_height=numbers[6],
        italic_angle=numbers[7],
        stem=numbers[8],
        flags=int(numbers[9]),
    )


def is_standard(name: str) -> bool:
    """Say whether a font has the outlines of a standard face, by its own name in a file."""
    return _TAG.sub("", name) in {told[0] for told in _data()[0].values()}


def fitted(name: str, widths: Mapping[str, float]) -> Standard:
    """Give a standard face whose letters have these widths, by the names of their glyphs.

    Faces that other programs use in its place, such as Times New Roman, are kept ready.
    """
    others = [_others(standard(each), widths) for each in _ready()[name]]
    for each, other in zip(_ready()[name], others, strict=True):
        if not other:
            return standard(each)
    return _refitted(name, tuple(sorted(others[0].items())))


def encodings() -> Mapping[str, Mapping[int, str]]:
    """Give the encodings of Latin letters that PDF knows by name: glyphs by code (ISO 32000-2, annex D)."""
    return _data()[1]


def _others(face: Standard, widths: Mapping[str, float]) -> dict[str, float]:
    """Give the widths that differ from those of a face."""
    return {
        glyph: wide
        for glyph, wide in widths.items()
        if wide > 0 and glyph in face.widths and abs(wide - face.widths[glyph]) > _TOLERANCE
    }


def _folder() -> Any:
    """Name the folder of the outlines."""
    return files("asylum_packet.fonts").joinpath("standard")


@cache
def _data() -> tuple[Mapping[str, list[str]], Mapping[str, Mapping[int, str]]]:
    """Read what is said of every face, by its standard name, and the encodings."""
    lines = _folder().joinpath("faces.txt").read_text("ascii").splitlines()
    rows = {row[0]: row[1:] for row in (line.split() for line in lines if not line.startswith("#"))}
    coded = {}
    for name in ("StandardEncoding", "MacRomanEncoding", "WinAnsiEncoding"):
        pairs = (entry.split("=") for entry in rows.pop(name))
        coded[name] = {int(code): glyph for code, glyph in pairs}
    return rows, coded


@cache
def _ready() -> Mapping[str, tuple[str, ...]]:
    """List the faces that are kept, the standard one first, by its name."""
    every = tuple(_data()[0])
    return {name: (name, *(one for one in every if one.startswith(f"{name}~"))) for name in every}


@lru_cache(maxsize=64)
def _refitted(name: str, other: tuple[tuple[str, float], ...]) -> Standard:
    """Give letters of a standard face other widths."""
    face = standard(name)
    file = with_widths(face.file, dict(other))
    digest = hashlib.sha256(file).digest()
    tag = "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
    return replace(face, name=f"{tag}+{face.name}", file=file, widths={**face.widths, **dict(other)})


def with_widths(file: bytes, widths: Mapping[str, float]) -> bytes:
    """Give glyphs of a CFF table other widths: in the middle where wider, condensed where narrower."""
    from fontTools.cffLib import CFFFontSet
    from fontTools.pens.basePen import NullPen
    from fontTools.pens.t2CharStringPen import T2CharStringPen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.ttLib import TTFont

    faces = CFFFontSet()
    faces.decompile(BytesIO(file), None)
    top = faces[0]
    drawn = top.CharStrings
    for glyph, wide in sorted(widths.items()):
        old = drawn[glyph]
        old.draw(NullPen())
        squeeze = min(1.0, wide / old.width) if old.width else 1.0
        pen = T2CharStringPen(wide - top.Private.nominalWidthX, None)
        old.draw(TransformPen(pen, (squeeze, 0, 0, 1, max(0.0, wide - old.width) / 2, 0)))
        drawn[glyph] = pen.getCharString(top.Private, faces.GlobalSubrs)
    written = BytesIO()
    faces.compile(written, TTFont(recalcBBoxes=False))
    return written.getvalue()
