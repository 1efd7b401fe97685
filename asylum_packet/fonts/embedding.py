"""Embedding: the part of a face that a PDF needs, as plain values that any PDF library can write.

A PDF holds only the glyphs it draws (a subset that keeps glyph numbers), their widths, and the letters they
stand for, so that the text can be searched and copied. Same glyphs in, same bytes out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from struct import unpack_from

from asylum_packet.fonts.faces import Face, drawn_with, places, table
from asylum_packet.values import Struct

_NOT_FOR_PDF = (
    *("cmap", "OS/2", "name", "post", "meta", "STAT", "DSIG", "gasp"),
    *("GSUB", "GPOS", "GDEF", "MATH", "kern"),
)


class Embedded(Struct, frozen=True, kw_only=True):
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
    which PDF does not know (ISO 32000-2 table 124), comes out as CFF, and variable fonts at one weight.
    """
    import uharfbuzz

    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(numbers)
    flags = uharfbuzz.SubsetFlags
    wanted.flags = flags.RETAIN_GIDS | flags.NO_HINTING | flags.NOTDEF_OUTLINE | flags.NO_LAYOUT_CLOSURE
    whole = uharfbuzz.Face(uharfbuzz.Blob(face.data), face.number)
    if not face.is_truetype:
        wanted.flags |= flags.DOWNGRADE_CFF2
    for tag, place in places(face).items():
        wanted.pin_axis_location(whole, tag, place)
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _NOT_FOR_PDF)
    cut = wanted.subset(whole)
    if face.is_truetype:
        return bytes(cut.blob.data), True
    return bytes(cut.reference_table("CFF ").data), False


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
