"""Faces that are drawn by glyph number: Arabic that joins, CJK fonts of other outlines than TrueType.

reportlab knows no such fonts; we hand it the objects of ISO 32000-2, 9.7 (Type 0 fonts, glyphs by number).
"""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.pdfbase import pdfdoc

from asylum_packet.fonts.embedding import Embedded, embed
from asylum_packet.fonts.kerning import natural_width
from asylum_packet.fonts.shaping import note
from asylum_packet.papers.letters import Run, face_named


class GlyphFonts:
    """The glyph fonts of one PDF, and which glyphs of each are drawn."""

    def __init__(self) -> None:
        self._drawn: dict[str, dict[int, str]] = {}

    def show(self, run: Run, size: str) -> str:
        """Write the operators that draw a shaped run (ISO 32000-2 9.4.3)."""
        note(self._drawn.setdefault(run.font, {}), run.glyphs)
        name = f"/G{list(self._drawn).index(run.font)}"
        return f"{name} {size} Tf {' '.join(_shown(run, float(size)))}"

    def add_to(self, document: pdfdoc.PDFDocument) -> None:
        """Add the fonts to a document whose pages are all drawn."""
        fonts = document.idToObject["BasicFonts"].dict  # type: ignore[attr-defined]  # a PDFDictionary
        for index, (name, letters) in enumerate(self._drawn.items()):
            fonts[f"G{index}"] = _font(document, embed(face_named(name), letters), f"G{index}")


def _shown(run: Run, size: float) -> Iterator[str]:
    """Draw glyphs one after the other, moved to where shaping wants them."""
    items: list[str] = []
    rise = 0.0
    face = face_named(run.font)
    for glyph in run.glyphs:
        if glyph.up != rise:
            yield f"[{' '.join(items)}] TJ {glyph.up * size / 1000:.3f} Ts"
            items, rise = [], glyph.up
        beyond = natural_width(face, glyph.number) + glyph.right - glyph.advance
        items += [f"{-glyph.right:.1f}"] if glyph.right else []
        items.append(f"<{glyph.number:04X}>")
        items += [f"{beyond:.1f}"] if abs(beyond) > 0.05 else []
    yield f"[{' '.join(items)}] TJ"
    if rise:
        yield "0 Ts"


def _refer(document: pdfdoc.PDFDocument, thing: pdfdoc.PDFObject, name: str) -> pdfdoc.PDFObjectReference:
    """Make an object of the document that others refer to."""
    return document.Reference(thing, name)  # type: ignore[no-any-return, no-untyped-call]


def _font(document: pdfdoc.PDFDocument, subset: Embedded, name: str) -> pdfdoc.PDFObjectReference:
    """Make a Type 0 font (ISO 32000-2 9.7.6)."""
    descendant = pdfdoc.PDFDictionary(
        {
            "Type": "/Font",
            "Subtype": "/CIDFontType2" if subset.is_truetype else "/CIDFontType0",
            "BaseFont": pdfdoc.PDFName(subset.name),
            "CIDSystemInfo": pdfdoc.PDFDictionary(
                {
                    "Registry": pdfdoc.PDFString("Adobe"),
                    "Ordering": pdfdoc.PDFString("Identity"),
                    "Supplement": 0,
                }
            ),
            "FontDescriptor": _refer(document, _descriptor(document, subset, name), f"{name}-descriptor"),
            "DW": subset.default_width,
            "W": pdfdoc.PDFArray(
                [item for number, wide in subset.widths.items() for item in (number, pdfdoc.PDFArray([wide]))]
            ),
            **({"CIDToGIDMap": "/Identity"} if subset.is_truetype else {}),
        }
    )
    font = pdfdoc.PDFDictionary(
        {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": pdfdoc.PDFName(subset.name),
            "Encoding": "/Identity-H",
            "DescendantFonts": pdfdoc.PDFArray([_refer(document, descendant, f"{name}-descendant")]),
            "ToUnicode": _refer(document, _stream(subset.to_unicode), f"{name}-letters"),
        }
    )
    return _refer(document, font, f"{name}-font")


def _descriptor(document: pdfdoc.PDFDocument, subset: Embedded, name: str) -> pdfdoc.PDFDictionary:
    """Describe a font and hold its file (ISO 32000-2 9.8)."""
    file = _stream(subset.file)
    if not subset.is_truetype:
        file.dictionary["Subtype"] = "/CIDFontType0C"
    return pdfdoc.PDFDictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": pdfdoc.PDFName(subset.name),
            "Flags": subset.flags,
            "FontBBox": pdfdoc.PDFArray(list(subset.box)),
            "ItalicAngle": subset.italic_angle,
            "Ascent": subset.ascent,
            "Descent": subset.descent,
            "CapHeight": subset.cap_height,
            "StemV": subset.stem,
            ("FontFile2" if subset.is_truetype else "FontFile3"): _refer(document, file, f"{name}-file"),
        }
    )


def _stream(content: bytes) -> pdfdoc.PDFStream:
    """Make a compressed stream."""
    stream = pdfdoc.PDFStream()
    stream.content = content
    stream.filters = [pdfdoc.PDFZCompress]
    return stream
