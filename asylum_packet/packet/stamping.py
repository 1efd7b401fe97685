"""What we print on pages that are finished: the stamp, the DRAFT mark, and the words on a blank page.

One face is embedded once, reduced to the letters we can need here. The DRAFT mark is drawn, not written: as
text it would turn up among the words of the page when somebody searches or copies them.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from functools import cache

from asylum_packet.fonts.embedding import Embedded, embed
from asylum_packet.fonts.faces import chain
from asylum_packet.fonts.shaping import shape
from asylum_packet.packet.sink import Sink
from asylum_packet.packet.syntax import array, number, numbers, reference
from asylum_packet.sheets import LETTER_PT, Stamping
from asylum_packet.values import Struct

BLANK_WORDS = "This page is left blank on purpose."
DRAFT_WORDS = "DRAFT – NOT FOR FILING"
_LETTERS = "".join(sorted({*map(chr, range(32, 127)), *DRAFT_WORDS}))

_MARK = (
    b"0 0 m 0 100 l 20 100 l 78 100 78 0 20 0 c h S\n"
    b"95 0 m 95 100 l 125 100 l 163 100 163 50 125 50 c 95 50 l 126 50 m 157 0 l S\n"
    b"180 0 m 212 100 l 244 0 l 191 34 m 233 34 l S\n"
    b"265 0 m 265 100 l 320 100 l 265 54 m 310 54 l S\n"
    b"345 100 m 415 100 l 380 100 m 380 0 l S\n"
)
"""The word DRAFT in strokes, 415 wide and 100 high."""


class StampFace(Struct, frozen=True, kw_only=True):
    """The embedded subset, its file as it is stored, and the code and width of each letter we can print.

    A code is the glyph's number in two bytes, spelled; widths are thousandths.
    """

    embedded: Embedded
    packed: bytes
    codes: Mapping[str, bytes]
    widths: Mapping[str, float]

    def width_pt(self, words: str, size_pt: float) -> float:
        """Measure a line."""
        return sum(map(self.widths.__getitem__, words)) * size_pt / 1000

    def spelled(self, words: str) -> bytes:
        """Spell a line as glyph numbers, two bytes each."""
        return b"<" + b"".join(map(self.codes.__getitem__, words)) + b">"


class Printer(Struct, frozen=True, kw_only=True):
    """The numbers of the objects we print with: the font, and the DRAFT mark by page width."""

    face: StampFace
    font: int
    draft: Mapping[float, int]


@cache
def stamp_face() -> StampFace:
    """Cut the letters we need out of the text face."""
    face = chain("serif")[0]
    numbered = {glyph.text: glyph.number for glyph in shape(face, _LETTERS).glyphs}
    letters = {glyph: letter for letter, glyph in numbered.items()}
    embedded = embed(face, letters)
    return StampFace(
        embedded=embedded,
        packed=zlib.compress(embedded.file, 9),
        codes={letter: b"%04X" % glyph for letter, glyph in numbered.items()},
        widths={letter: embedded.widths[glyph] for letter, glyph in numbered.items()},
    )


def set_up(sink: Sink, *, draft: bool) -> Printer:
    """Write the font, and on a draft the marks, into the file."""
    face = stamp_face()
    font = _put_font(sink, face.embedded, face.packed)
    marks = {width: _put_mark(sink, face, font, width) for width in LETTER_PT} if draft else {}
    return Printer(face=face, font=font, draft=marks)


def stamped(printer: Printer, words: str, place: Stamping, width_pt: float) -> bytes:
    """Draw a stamp: right aligned, as far from the right edge on a wide page as on an upright one."""
    right = width_pt - (LETTER_PT[0] - place.right_pt)
    left = right - printer.face.width_pt(words, place.size_pt)
    return _line(printer.face, words, left, place.baseline_pt, place.size_pt)


def blank_page(printer: Printer) -> bytes:
    """Draw the words of a page that holds nothing else, in the middle of a letter page."""
    left = (LETTER_PT[0] - printer.face.width_pt(BLANK_WORDS, 12)) / 2
    return _line(printer.face, BLANK_WORDS, left, LETTER_PT[1] / 2, 12)


def _line(face: StampFace, words: str, left_pt: float, baseline_pt: float, size_pt: float) -> bytes:
    """Draw a line of text in black."""
    place = number(left_pt) + b" " + number(baseline_pt)
    return b"BT /S %b Tf 0 g 1 0 0 1 %b Tm %b Tj ET\n" % (number(size_pt), place, face.spelled(words))


def _put_font(sink: Sink, face: Embedded, packed: bytes) -> int:
    """Write the face as a font whose codes are glyph numbers (ISO 32000-2, 9.7)."""
    name = b"/" + face.name.encode("ascii")
    key, kind = (b"/FontFile2", b"") if face.is_truetype else (b"/FontFile3", b"/Subtype/CIDFontType0C")
    program = sink.add_stream(b"/Filter/FlateDecode/Length1 %d%b" % (len(face.file), kind), packed)
    descriptor = sink.add(
        b"<</Type/FontDescriptor/FontName%b/Flags %d/FontBBox%b/ItalicAngle %b/Ascent %b/Descent %b"
        b"/CapHeight %b/StemV %d%b %b>>"
        % (
            *(name, face.flags, numbers(face.box), number(face.italic_angle), number(face.ascent)),
            *(number(face.descent), number(face.cap_height), face.stem, key, reference(program)),
        )
    )
    descendant = sink.add(
        b"<</Type/Font/Subtype%b/BaseFont%b/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/FontDescriptor %b/DW %b/W%b%b>>"
        % (
            *(b"/CIDFontType2" if face.is_truetype else b"/CIDFontType0", name, reference(descriptor)),
            *(number(face.default_width), _widths(face)),
            b"/CIDToGIDMap/Identity" if face.is_truetype else b"",
        )
    )
    return sink.add(
        b"<</Type/Font/Subtype/Type0/BaseFont%b/Encoding/Identity-H/DescendantFonts[%b]/ToUnicode %b>>"
        % (name, reference(descendant), reference(sink.add_stream(b"", face.to_unicode)))
    )


def _widths(face: Embedded) -> bytes:
    """Spell the widths of the glyphs, each with its number."""
    return array(b"%d[%b]" % (glyph, number(width)) for glyph, width in sorted(face.widths.items()))


def _put_mark(sink: Sink, face: StampFace, font: int, width_pt: float) -> int:
    """Write the DRAFT mark for pages of a width: light strokes that leave what lies beneath legible."""
    height_pt = sum(LETTER_PT) - width_pt
    scale = 1.3 * 0.7071
    left = (width_pt - (415 - 100) * scale) / 2
    foot = (height_pt - (415 + 100) * scale) / 2
    turned = b" ".join(number(value) for value in (scale, scale, -scale, scale, left, foot))
    words = _line(face, DRAFT_WORDS, (width_pt - face.width_pt(DRAFT_WORDS, 11)) / 2, height_pt - 18, 11)
    drawing = b"q /L gs 0.8 0 0 RG 15 w 1 J 1 j %b cm\n%bQ\n/L gs %b" % (turned, _MARK, words)
    return sink.add_stream(
        b"/Type/XObject/Subtype/Form/BBox%b/Resources<</Font<</S %b>>/ExtGState<</L<</CA .14/ca .7>>>>>>"
        % (numbers((0, 0, width_pt, height_pt)), reference(font)),
        drawing,
    )
