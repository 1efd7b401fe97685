"""Entries of a PDF's objects by which they show something on paper; whatever else stands there may go. Pure.

A program may note anything under names of its own (who made a drawing, and where, as pdfTeX does), so what
stays is listed, not what goes. The tables are those of ISO 32000-1.
"""

from __future__ import annotations


def _keys(*lines: str) -> frozenset[str]:
    """Read the names of entries from lines of words."""
    return frozenset(f"/{word}" for line in lines for word in line.split())


OF_CONTENT = _keys("Length Filter DecodeParms")
"""Of a page's content (table 5)."""

OF_STREAMS = OF_CONTENT | _keys(
    # forms and patterns: tables 75 and 95
    "Type Subtype FormType BBox Matrix Resources Group PatternType PaintType TilingType XStep YStep",
    # pictures: tables 89 and 146
    "Width Height ColorSpace BitsPerComponent Intent ImageMask Mask Decode Interpolate SMask SMaskInData",
    "Matte",
    # shadings: tables 78 to 85
    "ShadingType Background AntiAlias BitsPerCoordinate BitsPerFlag Function VerticesPerRow",
    # functions and colour profiles: tables 38 to 42, and 66
    "FunctionType Domain Range Size BitsPerSample Order Encode N Alternate",
    # halftones: tables 131 to 133
    "HalftoneType Xsquare Ysquare Width2 Height2 TransferFunction",
    # character maps and font files: tables 120 and 127
    "CMapName CIDSystemInfo WMode UseCMap Length1 Length2 Length3",
)
"""Of any stream a page can lead to."""

OF_FONTS = _keys(
    "Type Subtype Name BaseFont FirstChar LastChar Widths FontDescriptor Encoding ToUnicode DescendantFonts",
    "CIDSystemInfo DW W DW2 W2 CIDToGIDMap FontBBox FontMatrix CharProcs Resources",
)
"""Of fonts: tables 111, 112, 117 and 121."""

OF_RESOURCES = _keys("ExtGState ColorSpace Pattern Shading XObject Font ProcSet Properties")
"""Of resources: table 33."""
