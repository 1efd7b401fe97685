"""Embedding: the part of a face that a PDF needs, as plain values that any PDF library can write.

A PDF holds only the glyphs it draws (a subset that keeps glyph numbers), their widths, and the letters they
stand for, so that the text can be searched and copied. Same glyphs in, same bytes out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from struct import unpack_from
from typing import TYPE_CHECKING, Any

from asylum_packet.fonts.faces import Face, drawn_with, glyphs, table

if TYPE_CHECKING:
    import uharfbuzz
    from fontTools.ttLib import TTFont

_NOT_FOR_PDF = (
    *("cmap", "OS/2", "name", "post", "meta", "STAT", "DSIG", "gasp"),
    *("GSUB", "GPOS", "GDEF", "MATH", "kern"),
)
_VARIATIONS = ("avar", "cvar", "fvar", "gvar", "HVAR", "MVAR", "VVAR")
_REGULAR, _BOLD = 400, 700


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """A subset of a face and what a PDF says about it (ISO 32000-2, 9.7.4 and 9.8).

    `file` is TrueType when `is_truetype`, else a bare CFF table. `widths` are in thousandths of the type
    size by glyph number; `default_width` is a whole number, because poppler reads no other. `name` carries
    the six-letter tag of a subset; measures are in thousandths.
    """

    name: str
    is_truetype: bool
    file: bytes
    widths: Mapping[int, float]
    default_width: int
    to_unicode: bytes
    ascent: float
    descent: float
    cap_height: float
    box: tuple[float, float, float, float]
    italic_angle: float
    flags: int
    stem: int


def embed(face: Face, letters: Mapping[int, str]) -> Embedded:
    """Make the subset of a face that draws these glyphs.

    Args:
        face: The face.
        letters: Glyph numbers with the letters they stand for, "" where a glyph stands for none of its own.
    """
    file, is_truetype = _subset(face, frozenset(letters))
    font = drawn_with(face)
    scale = 1000 / face.metrics.units
    widths = {number: round(font.get_glyph_h_advance(number) * scale, 2) for number in sorted(letters)}
    # OpenType: head has the box of all glyphs at 36; post the slant in 65536ths at 4, fixed pitch at 12.
    box = unpack_from(">hhhh", table(face, "head"), 36)
    slant, _, _, fixed = unpack_from(">ihhI", table(face, "post"), 4)
    tag = _tag(file)
    return Embedded(
        name=f"{tag}+{face.name}",
        is_truetype=is_truetype,
        file=file,
        widths=widths,
        default_width=_commonest(widths.values()),
        to_unicode=_to_unicode(letters),
        ascent=round(face.metrics.ascent),
        descent=-round(face.metrics.descent),
        cap_height=round(face.metrics.cap_height),
        box=(round(box[0] * scale), round(box[1] * scale), round(box[2] * scale), round(box[3] * scale)),
        italic_angle=slant / 65536,
        # ISO 32000-2 table 121: fixed pitch 1, symbolic 4 (glyphs are chosen by number), italic 64.
        flags=(1 if fixed else 0) | 4 | (64 if face.italic else 0),
        stem=140 if face.bold else 80,
    )


def _commonest(widths: Iterable[float]) -> int:
    """Give the width that most glyphs have, in whole thousandths; the smaller one of two."""
    whole = sorted(round(wide) for wide in widths)
    return max(whole, key=whole.count)


@lru_cache(maxsize=64)
def _subset(face: Face, numbers: frozenset[int]) -> tuple[bytes, bool]:
    """Cut a face down to some glyphs, numbers kept; TrueType file, or the CFF table alone.

    HarfBuzz does it in milliseconds, where fontTools takes seconds for a face of all Chinese letters. CFF2,
    which PDF does not know (ISO 32000-2 table 124), comes out as CFF, at one weight.
    """
    import uharfbuzz

    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(numbers)
    flags = uharfbuzz.SubsetFlags
    wanted.flags = flags.RETAIN_GIDS | flags.NO_HINTING | flags.NOTDEF_OUTLINE | flags.NO_LAYOUT_CLOSURE
    whole = uharfbuzz.Face(uharfbuzz.Blob(face.data), face.number)
    dropped: tuple[str, ...] = _NOT_FOR_PDF
    if face.is_truetype:
        dropped = (*dropped, *_VARIATIONS)  # the outlines of the default instance are drawn as they are
    else:
        wanted.flags |= flags.DOWNGRADE_CFF2
        for axis in whole.axis_infos:
            wanted.pin_axis_location(whole, axis.tag, _place(axis, bold=face.bold))
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in dropped)
    cut = wanted.subset(whole)
    if face.is_truetype:
        return bytes(cut.blob.data), True
    return bytes(cut.reference_table("CFF ").data), False


def _place(axis: uharfbuzz.OTVarAxisInfo, *, bold: bool) -> float:
    """Choose where on an axis of a variable font its glyphs are drawn: its default weight may be thin."""
    if axis.tag != "wght":
        return float(axis.default_value)
    return float(min(max(_BOLD if bold else _REGULAR, axis.min_value), axis.max_value))


def _unused(font: TTFont) -> tuple[str, ...]:
    """List the tables of variations, where the outlines of the default instance are drawn as they are."""
    return _VARIATIONS if "glyf" in font else ()


def truetype(face: Face, text: str) -> bytes:
    """Make a small TrueType font that prints the letters of a text, for libraries that take nothing else.

    Outlines of other kinds (CFF) are turned into TrueType curves. The letters' cmap, metrics and names stay.
    """
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options(hinting=False, notdef_outline=True, glyph_names=False, layout_features=[])
    font = TTFont(BytesIO(face.data), fontNumber=face.number, lazy=True, recalcTimestamp=False)
    options.drop_tables = [*options.drop_tables, *_unused(font)]
    options.recalc_timestamp = False
    cutter = Subsetter(options)
    cutter.populate(unicodes={ord(char) for char in text if ord(char) in glyphs(face)} | {0x20})
    cutter.subset(font)
    if "glyf" not in font:
        _to_truetype(font, bold=face.bold)
    written = BytesIO()
    font.save(written)
    return written.getvalue()


def _to_truetype(font: TTFont, *, bold: bool) -> None:
    """Turn the CFF outlines of an opened font into TrueType outlines, within a thousandth of an em."""
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import newTable

    order, drawn = font.getGlyphOrder(), font.getGlyphSet(location=_location(font, bold=bold))
    table = newTable("glyf")
    table.glyphOrder, table.glyphs = order, {}
    for name in order:
        pen = TTGlyphPen(drawn)
        drawn[name].draw(Cu2QuPen(pen, max_err=font["head"].unitsPerEm / 1000, reverse_direction=True))
        table.glyphs[name] = pen.glyph()
    font["glyf"], font["loca"] = table, newTable("loca")
    _grow_maxp(font["maxp"])
    for name in ("CFF ", "CFF2", "VORG", *_VARIATIONS):
        if name in font:
            del font[name]
    font.sfntVersion = "\000\001\000\000"


def _location(font: TTFont, *, bold: bool) -> dict[str, float] | None:
    """Choose the weight of a variable font: its default may be thin."""
    axes = {axis.axisTag: axis for axis in font["fvar"].axes} if "fvar" in font else {}
    if "wght" not in axes:
        return None
    wanted = _BOLD if bold else _REGULAR
    return {"wght": min(max(wanted, axes["wght"].minValue), axes["wght"].maxValue)}


def _grow_maxp(maxp: Any) -> None:
    """Turn the short maxp table of CFF fonts into the long one of TrueType fonts without programs."""
    maxp.tableVersion = 0x00010000
    for field in (
        "maxTwilightPoints",
        "maxStorage",
        "maxFunctionDefs",
        "maxInstructionDefs",
        "maxStackElements",
        "maxSizeOfInstructions",
        "maxComponentElements",
        "maxComponentDepth",
    ):
        setattr(maxp, field, 0)
    maxp.maxZones = 1


def _tag(file: bytes) -> str:
    """Make the six capitals that mark a subset from its content, so that they never change by chance."""
    digest = hashlib.sha256(file).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _to_unicode(letters: Mapping[int, str]) -> bytes:
    """Write the CMap that gives the letters of each glyph (ISO 32000-2, 9.10.3)."""
    pairs = [(number, text) for number, text in sorted(letters.items()) if text]
    blocks = []
    for start in range(0, len(pairs), 100):
        block = pairs[start : start + 100]
        lines = "\n".join(
            f"<{number:04X}> <{text.encode('utf-16-be').hex().upper()}>" for number, text in block
        )
        blocks.append(f"{len(block)} beginbfchar\n{lines}\nendbfchar")
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n" + "\n".join(blocks) + "\nendcmap\n"
        "CMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
