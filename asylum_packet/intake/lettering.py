"""Text that a file leaves to the viewer to draw: the values of fields, typed-on comments."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

import pikepdf

from asylum_packet.fonts.embedding import Embedded, embed
from asylum_packet.fonts.faces import Face, chain
from asylum_packet.fonts.shaping import Shaped, note, shape_line, width
from asylum_packet.intake.placing import operands
from asylum_packet.values import Struct, field

_LEADING = 1.16


class Setting(Struct, frozen=True, kw_only=True):
    """How a text is set: its size (0 to choose), colour operators, alignment (0 left, 1 centre, 2 right)."""

    size_pt: float = 0.0
    colour: bytes = b"0 g"
    align: int = 0
    many_lines: bool = False
    cells: int = 0


class Letters(Struct):
    """Fonts in use, and the glyphs drawn with each."""

    names: dict[Face, str] = field(default_factory=dict)
    letters: dict[Face, dict[int, str]] = field(default_factory=dict)

    def use(self, shaped: Shaped) -> str:
        """Note the glyphs of a run and give its font's name."""
        note(self.letters.setdefault(shaped.face, {}), shaped.glyphs)
        return self.names.setdefault(shaped.face, f"/F{len(self.names)}")

    def fonts(self, pdf: pikepdf.Pdf) -> pikepdf.Dictionary:
        """Write the fonts."""
        made = {name: _font(pdf, embed(face, self.letters[face])) for face, name in self.names.items()}
        return pikepdf.Dictionary(made)


def letter(text: str, width_pt: float, height_pt: float, how: Setting, letters: Letters) -> bytes:
    """Write a text into a box whose corner is the origin; what is too long runs on, as viewers let it."""
    faces = chain("sans")
    paragraphs = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not how.many_lines:
        paragraphs = [" ".join(paragraphs)]
    inside = max(width_pt - 4, 1.0)
    size = how.size_pt or _fitting(paragraphs, inside, height_pt, faces, many_lines=how.many_lines)
    if how.cells:
        return _comb(paragraphs[0], width_pt, height_pt, size, how, letters)
    if not how.many_lines:
        base = (height_pt - size * 0.72) / 2
        return _lines([(paragraphs[0], base)], width_pt, size, how, letters)
    lines = [line for part in paragraphs for line in _wrapped(part, inside, size, faces)]
    placed = [(line, height_pt - 2 - size * (0.9 + _LEADING * n)) for n, line in enumerate(lines)]
    return _lines(placed, width_pt, size, how, letters)


def _fitting(
    paragraphs: Sequence[str], inside: float, height_pt: float, faces: tuple[Face, ...], *, many_lines: bool
) -> float:
    """Choose the type size where the field leaves it open, as viewers do.

    One line fills its field; several are set in 12 points or what fits, at least 4.
    """
    if not many_lines:
        natural = width(paragraphs[0], faces) / 1000 or 1.0
        return max(4.0, min(144.0, height_pt * 0.75, inside / natural))
    for size in (12.0, 11.0, 10.0, 9.0, 8.0, 7.0, 6.0, 5.0):
        count = sum(len(_wrapped(part, inside, size, faces)) for part in paragraphs)
        if count * size * _LEADING <= height_pt - 4:
            return size
    return 4.0


def _wrapped(text: str, inside: float, size: float, faces: tuple[Face, ...]) -> list[str]:
    """Break a paragraph at spaces, and inside a word only where it alone is too long."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if width(longer, faces) * size / 1000 <= inside:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        for char in word:
            if lines[-1] and width(lines[-1] + char, faces) * size / 1000 > inside:
                lines.append("")
            lines[-1] += char
    return lines


def _lines(
    placed: Sequence[tuple[str, float]], width_pt: float, size: float, how: Setting, letters: Letters
) -> bytes:
    """Write lines at their heights, aligned."""
    out = [b"BT", how.colour]
    for line, y in placed:
        shaped = shape_line(line, chain("sans"))
        long = sum(run.width for run in shaped) * size / 1000
        x = {1: (width_pt - long) / 2, 2: width_pt - long - 2}.get(how.align, 2.0)
        out += _runs(shaped, x, y, size, letters)
    return b"\n".join([*out, b"ET"])


def _comb(text: str, width_pt: float, height_pt: float, size: float, how: Setting, letters: Letters) -> bytes:
    """Write one letter in each cell of a comb."""
    cell = width_pt / how.cells
    size = min(size, height_pt * 0.75, cell * 1.2)
    out = [b"BT", how.colour]
    for index, char in enumerate(text[: how.cells]):
        shaped = shape_line(char, chain("sans"))
        long = sum(run.width for run in shaped) * size / 1000
        out += _runs(shaped, cell * (index + 0.5) - long / 2, (height_pt - size * 0.72) / 2, size, letters)
    return b"\n".join([*out, b"ET"])


def _runs(shaped: Sequence[Shaped], x: float, y: float, size: float, letters: Letters) -> list[bytes]:
    """Write the runs of one line from x on."""
    out = []
    for run in shaped:
        name = letters.use(run)
        out.append(f"{name} {size:.2f} Tf".encode())
        for glyph in run.glyphs:
            at = operands(1, 0, 0, 1, x + glyph.right * size / 1000, y + glyph.up * size / 1000)
            out.append(at + f" Tm <{glyph.number:04x}> Tj".encode())
            x += glyph.advance * size / 1000
    return out


def _font(pdf: pikepdf.Pdf, font: Embedded) -> pikepdf.Object:
    """Write a subset as a composite font whose codes are glyph numbers (ISO 32000-2, 9.7)."""
    name, is_truetype = pikepdf.Name("/" + font.name), font.is_truetype
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor,
        FontName=name,
        Flags=font.flags,
        FontBBox=pikepdf.Array([round(side, 2) for side in font.box]),
        ItalicAngle=round(font.italic_angle, 2),
        Ascent=round(font.ascent, 2),
        Descent=round(font.descent, 2),
        CapHeight=round(font.cap_height, 2),
        StemV=font.stem,
    )
    descriptor["/FontFile2" if is_truetype else "/FontFile3"] = _font_file(pdf, font)
    inner = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType2 if is_truetype else pikepdf.Name.CIDFontType0,
        BaseFont=name,
        CIDSystemInfo=pikepdf.Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=round(font.default_width, 2),
        W=_widths(font.widths),
    )
    if is_truetype:
        inner.CIDToGIDMap = pikepdf.Name.Identity
    outer = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type0,
        BaseFont=name,
        Encoding=pikepdf.Name("/Identity-H"),
        DescendantFonts=pikepdf.Array([pdf.make_indirect(inner)]),
        ToUnicode=_packed(pdf, font.to_unicode),
    )
    return pdf.make_indirect(outer)


def _font_file(pdf: pikepdf.Pdf, font: Embedded) -> pikepdf.Stream:
    """Write the file of a font."""
    file = _packed(pdf, font.file)
    if font.is_truetype:
        file.stream_dict.Length1 = len(font.file)
    else:
        file.stream_dict.Subtype = pikepdf.Name.CIDFontType0C
    return file


def _packed(pdf: pikepdf.Pdf, content: bytes) -> pikepdf.Stream:
    """Make a compressed stream."""
    made = pdf.make_stream(zlib.compress(content, 6))
    made.stream_dict.Filter = pikepdf.Name.FlateDecode
    return made


def _widths(widths: Mapping[int, float]) -> pikepdf.Array:
    """Write widths one glyph at a time."""
    listed: list[pikepdf.Object | int] = []
    for number in sorted(widths):
        listed += [number, pikepdf.Array([round(widths[number], 2)])]
    return pikepdf.Array(listed)
