"""What we print on pages that are finished: the stamp, the DRAFT mark, and the words on a blank page.

One small face is embedded once: Source Serif, reduced to the letters we can need here. Its codes are ASCII.
"""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

from asylum_packet.packet.sink import Sink
from asylum_packet.packet.syntax import number, numbers, reference
from asylum_packet.sheets import LETTER_PT, Stamping

BLANK_WORDS = "This page is left blank on purpose."
DRAFT_WORDS = "DRAFT - NOT FOR FILING"
_LETTERS = "".join(chr(code) for code in range(32, 127))
_NAME = b"/APSTMP+SourceSerifPro-Regular"


@dataclass(frozen=True, slots=True, kw_only=True)
class StampFace:
    """A subset of a face: the font file and, in thousandths of the size, widths from code 32 on."""

    file: bytes
    widths: tuple[int, ...]
    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    cap_height: int

    def width_pt(self, words: str, size_pt: float) -> float:
        """Measure a line of ASCII."""
        return sum(self.widths[ord(letter) - 32] for letter in words) * size_pt / 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Printer:
    """The numbers of the objects we print with: the font, and the DRAFT mark by page width."""

    face: StampFace
    font: int
    draft: dict[float, int]


@cache
def stamp_face() -> StampFace:
    """Cut the letters we need out of Source Serif (SIL Open Font License 1.1)."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options(layout_features=[], hinting=False, name_IDs=[], glyph_names=False, notdef_outline=True)
    options.drop_tables += ["OS/2", "GPOS", "GSUB", "GDEF", "BASE", "DSIG", "STAT", "gasp", "name"]
    with as_file(files("font_source_serif_pro") / "files" / "SourceSerifPro-Regular.ttf") as path:
        font = TTFont(path, lazy=True, recalcTimestamp=False)
        subsetter = Subsetter(options)
        cap_height = font["OS/2"].sCapHeight
        subsetter.populate(text=_LETTERS)
        subsetter.subset(font)
        file = io.BytesIO()
        font.save(file)
    scale, glyphs, head = 1000 / font["head"].unitsPerEm, font.getBestCmap(), font["head"]
    return StampFace(
        file=file.getvalue(),
        widths=tuple(round(font["hmtx"][glyphs[ord(letter)]][0] * scale) for letter in _LETTERS),
        box=tuple(round(side * scale) for side in (head.xMin, head.yMin, head.xMax, head.yMax)),
        ascent=round(font["hhea"].ascent * scale),
        descent=round(font["hhea"].descent * scale),
        cap_height=round(cap_height * scale),
    )


def set_up(sink: Sink, *, draft: bool) -> Printer:
    """Write the font, and on a draft the marks, into the file."""
    face = stamp_face()
    font = _put_font(sink, face)
    marks = {width: _put_mark(sink, face, font, width) for width in LETTER_PT} if draft else {}
    return Printer(face=face, font=font, draft=marks)


def stamped(printer: Printer, words: str, place: Stamping, width_pt: float) -> bytes:
    """Draw a stamp: right aligned, as far from the right edge on a wide page as on an upright one."""
    right = width_pt - (LETTER_PT[0] - place.right_pt)
    left = right - printer.face.width_pt(words, place.size_pt)
    return _line(words, left, place.baseline_pt, place.size_pt)


def stamp_in(content: bytes) -> str:
    """Read the words of the stamp at the end of a page's content; "" where there is none."""
    start, end = content.rfind(b" Tm ("), content.rfind(b") Tj ET")
    return content[start + 5 : end].decode("ascii", "replace") if 0 <= start < end else ""


def blank_page(printer: Printer) -> bytes:
    """Draw the words of a page that holds nothing else, in the middle of a letter page."""
    left = (LETTER_PT[0] - printer.face.width_pt(BLANK_WORDS, 12)) / 2
    return _line(BLANK_WORDS, left, LETTER_PT[1] / 2, 12)


def _line(words: str, left_pt: float, baseline_pt: float, size_pt: float) -> bytes:
    """Draw a line of ASCII in black."""
    place = number(left_pt) + b" " + number(baseline_pt)
    return b"BT /S %b Tf 0 g 1 0 0 1 %b Tm (%b) Tj ET\n" % (number(size_pt), place, words.encode("ascii"))


def _put_font(sink: Sink, face: StampFace) -> int:
    """Write the face as a simple TrueType font (ISO 32000-2, 9.6.3)."""
    program = sink.add_stream(b"/Filter/FlateDecode/Length1 %d" % len(face.file), zlib.compress(face.file, 9))
    descriptor = sink.add(
        b"<</Type/FontDescriptor/FontName%b/Flags 34/FontBBox%b/ItalicAngle 0/Ascent %d/Descent %d"
        b"/CapHeight %d/StemV 80/FontFile2 %b>>"
        % (_NAME, numbers(face.box), face.ascent, face.descent, face.cap_height, reference(program))
    )
    return sink.add(
        b"<</Type/Font/Subtype/TrueType/BaseFont%b/FirstChar 32/LastChar 126/Widths%b"
        b"/Encoding/WinAnsiEncoding/FontDescriptor %b/ToUnicode %b>>"
        % (_NAME, numbers(face.widths), reference(descriptor), reference(sink.add_stream(b"", _TO_UNICODE)))
    )


_TO_UNICODE = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
    b"/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
    b"1 begincodespacerange <00> <FF> endcodespacerange\n"
    b"1 beginbfrange <20> <7E> <0020> endbfrange\n"
    b"endcmap CMapName currentdict /CMap defineresource pop end end\n"
)


def _put_mark(sink: Sink, face: StampFace, font: int, width_pt: float) -> int:
    """Write the DRAFT mark for pages of a width: light letters that leave what lies beneath legible."""
    height_pt = sum(LETTER_PT) - width_pt
    size, cos, sin = 170.0, 0.7071, 0.7071
    along, up = face.width_pt("DRAFT", size) / 2, face.cap_height * size / 2000
    left = width_pt / 2 - along * cos + up * sin
    foot = height_pt / 2 - along * sin - up * cos
    turned = b" ".join(number(value) for value in (cos, sin, -sin, cos, left, foot))
    top = (width_pt - face.width_pt(DRAFT_WORDS, 11)) / 2
    drawing = b"/L gs 0.8 0 0 rg BT /S %b Tf %b Tm (DRAFT) Tj ET\n" % (
        number(size),
        turned,
    ) + b"/T gs BT /S 11 Tf 1 0 0 1 %b %b Tm (%b) Tj ET\n" % (
        number(top),
        number(height_pt - 18),
        DRAFT_WORDS.encode(),
    )
    return sink.add_stream(
        b"/Type/XObject/Subtype/Form/BBox%b/Group<</S/Transparency>>/Resources<</Font<</S %b>>"
        b"/ExtGState<</L<</ca .12>>/T<</ca .75>>>>>>"
        % (numbers((0, 0, width_pt, height_pt)), reference(font)),
        drawing,
    )
