"""Fonts that a file names without carrying them: the standard faces are put into it, others are named.

Only standard faces have a stand-in whose letters have the same widths (`standard.py`); for any other font
none is offered, since what a page of evidence looks like is not ours to change.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from asylum_packet.fonts.standard import (
    Standard,
    encodings,
    fitted,
    is_standard,
    standard,
    standard_name,
)
from asylum_packet.values import Struct, field

_CARRIED = ("/FontFile", "/FontFile2", "/FontFile3")
_OWN_GLYPHS = ("/Type0", "/Type3")
_SIMPLE = ("/Type1", "/TrueType", "/MMType1")
_EVERY_CODE = bytes(range(256))
_NO_FONTS: Mapping[str, tuple[str, bytes]] = {}


def carry(
    pdf: Pdf, fonts: Iterable[Dictionary], *, also: Mapping[str, tuple[str, bytes]] = _NO_FONTS
) -> None:
    """Put the standard faces that a file names into it; a font that cannot be had rightly stays as it is.

    Args:
        pdf: The file, which is changed.
        fonts: Its fonts.
        also: Other fonts, by name: the standard face that may draw them, and the codes that are printed.
    """
    shared = _Shared(pdf)
    for font in tuple(fonts):
        if is_bare(font):
            name = _name(font)
            face, codes = also.get(name, (standard_name(name), _EVERY_CODE))
            _stand_in(font, face, codes, shared)


def is_bare(font: Dictionary) -> bool:
    """Say whether a font is only named (ISO 32000-2, 9.6 and 9.8).

    A composite font carries its letters in the font below it, a Type 3 font in itself.
    """
    if font.get("/Subtype") in _OWN_GLYPHS:
        return False
    description = font.get("/FontDescriptor")
    return not (isinstance(description, Dictionary) and any(key in description for key in _CARRIED))


def named_only(pdf: Pdf) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Name the fonts that a file does not carry, and those for which `carry` has put a standard face in."""
    return named_only_among(fonts_of(pdf))


def named_only_among(fonts: Iterable[Dictionary]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Name those of some fonts that are not carried, and those for which there is a standard face."""
    bare, stood_in_for = set(), set()
    for font in fonts:
        described = font.get("/FontDescriptor")
        if isinstance(described, Dictionary) and _is_ours(described):
            stood_in_for.add(_printable(str(described[_MARK])))
        elif is_bare(font):
            bare.add(_name(font) or "a font without a name")
    return tuple(sorted(bare)), tuple(sorted(stood_in_for))


_MARK = "/FontFamily"
"""Where the stand-in tells the name that the file gave: of no weight to viewers (ISO 32000-2, table 120)."""


class _Shared(Struct):
    """What the fonts of one file have in common: each face is put in once."""

    pdf: Pdf
    files: dict[bytes, pikepdf.Object] = field(default_factory=dict)

    def file(self, face: Standard) -> pikepdf.Object:
        """Give the outlines of a face as a stream of the file."""
        if face.file not in self.files:
            stream = self.pdf.make_stream(_packed(face.file))
            stream.stream_dict.Filter, stream.stream_dict.Subtype = Name.FlateDecode, Name.Type1C
            self.files[face.file] = stream
        return self.files[face.file]


@lru_cache(maxsize=64)
def _packed(file: bytes) -> bytes:
    """Compress the outlines of a face."""
    return zlib.compress(file, 9)


def fonts_of(pdf: Pdf) -> Iterator[Dictionary]:
    """Yield every font of a file once, also those that stand directly in the resources of a page."""
    return fonts_among(pdf.objects)


def fonts_among(things: Iterable[pikepdf.Object]) -> Iterator[Dictionary]:
    """Yield the fonts that objects of a file are or list, each once."""
    seen: set[tuple[int, int]] = set()
    for thing in things:
        if isinstance(thing, Dictionary | pikepdf.Stream):
            for font in _fonts_in(thing):
                if isinstance(font, Dictionary) and (not font.is_indirect or font.objgen not in seen):
                    seen.add(font.objgen)
                    yield font


def _fonts_in(thing: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield the fonts that an object is or lists, and the font below one that stands directly in it."""
    names = thing.keys()
    if "/Type" in names and thing["/Type"] == Name.Font:
        yield thing
        yield from _below(thing)
        return
    for held in (thing, thing["/Resources"] if "/Resources" in names else None):
        listed = held["/Font"] if isinstance(held, Dictionary | pikepdf.Stream) and "/Font" in held else None
        if isinstance(listed, Dictionary):
            for key in listed.keys():  # noqa: SIM118 - no plain dict
                font = listed[key]
                yield font
                if isinstance(font, Dictionary) and not font.is_indirect:
                    yield from _below(font)


def _below(font: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield the font below a composite one where it stands directly in it."""
    below = font["/DescendantFonts"] if "/DescendantFonts" in font.keys() else None  # noqa: SIM118
    if isinstance(below, Array):
        yield from (below[at] for at in range(len(below)) if not below[at].is_indirect)


def _name(font: Dictionary) -> str:
    """Give the name of a font as the file has it, fit to be printed."""
    return _printable(str(font.get("/BaseFont", "")).removeprefix("/"))


def _is_ours(described: Dictionary) -> bool:
    """Say whether a description is of a stand-in: other files may name a family, too."""
    return _MARK in described and is_standard(str(described.get("/FontName", "")).removeprefix("/"))


def _printable(name: str) -> str:
    """Cut a name down to what can be printed."""
    return "".join(char for char in name if char.isprintable())[:60]


def _stand_in(font: Dictionary, name: str, codes: bytes, shared: _Shared) -> None:
    """Put a standard face in a font's place, where it has every letter that the font can show."""
    if not name or font.get("/Subtype") not in _SIMPLE:
        return
    face, stated = standard(name), _stated(font)
    letters = _letters(font, face)
    shown = {
        code: glyph
        for code, glyph in letters.items()
        if code in codes and (stated is None or stated.get(code))
    }
    if not shown or any(glyph not in face.widths for glyph in shown.values()):
        return
    if stated is None:
        font.FirstChar, font.LastChar = min(letters), max(letters)
        every = range(min(letters), max(letters) + 1)
        font.Widths = Array([face.widths[letters[code]] if code in letters else 0 for code in every])
    else:
        face = fitted(name, {glyph: stated[code] for code, glyph in sorted(shown.items(), reverse=True)})
    if face.codes:
        font.Encoding = _spelled_out(letters)
    elif "/Encoding" not in font:
        font.Encoding = Name.StandardEncoding
    font.FontDescriptor = shared.pdf.make_indirect(_description(face, _name(font), shared.file(face)))
    font.Subtype, font.BaseFont = Name.Type1, Name("/" + face.name)


def _spelled_out(letters: Mapping[int, str]) -> Dictionary:
    """Write the letters of a symbolic face code by code: it has no encoding with a name."""
    told: list[object] = []
    for code, glyph in sorted(letters.items()):
        told += [code, Name("/" + glyph)]
    return Dictionary(Type=Name.Encoding, Differences=Array(told))


def _description(face: Standard, named: str, file: pikepdf.Object) -> Dictionary:
    """Write the measures of a face, with its outlines (ISO 32000-2, 9.8)."""
    return Dictionary(
        {
            "/Type": Name.FontDescriptor,
            "/FontName": Name("/" + face.name),
            _MARK: named,
            "/Flags": face.flags,
            "/FontBBox": Array(list(face.box)),
            "/ItalicAngle": face.italic_angle,
            "/Ascent": face.ascent,
            "/Descent": face.descent,
            "/CapHeight": face.cap_height,
            "/StemV": face.stem,
            "/FontFile3": file,
        }
    )


def _stated(font: Dictionary) -> dict[int, float] | None:
    """Read the widths that a font states by code, in thousandths; None where it leaves them to the face."""
    widths = font.get("/Widths")
    first: object = font.get("/FirstChar")
    if not isinstance(widths, Array) or not isinstance(first, int):
        return None
    return {first + at: _number(widths[at]) for at in range(min(len(widths), 256))}


def _number(value: object) -> float:
    """Read a number; 0 for anything else."""
    return float(value) if isinstance(value, int | float | Decimal) else 0.0


def _letters(font: Dictionary, face: Standard) -> dict[int, str]:
    """Give the name of the glyph of every code; empty where it cannot be told.

    A symbolic face has its own letters, whatever encoding a file names for it (ISO 32000-2, 9.6.5).
    """
    encoding = font.get("/Encoding")
    base, changes = encoding, None
    if isinstance(encoding, Dictionary):
        base, changes = encoding.get("/BaseEncoding"), encoding.get("/Differences")
    if encoding is None and not face.codes and font.get("/Subtype") == Name.TrueType:
        return {}
    named = "StandardEncoding" if base is None else str(base).removeprefix("/")
    letters = dict(face.codes or encodings().get(named, {}))
    if not letters:
        return {}
    code = 0
    steps: Iterable[object] = changes if isinstance(changes, Array) else ()
    for step in steps:
        if isinstance(step, int):
            code = step
        elif isinstance(step, Name):
            letters[code] = str(step).removeprefix("/")
            code += 1
    return {code: glyph for code, glyph in letters.items() if glyph != ".notdef" and 0 <= code < 256}
