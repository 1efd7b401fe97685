"""Kerning: what is added to the width of a letter before the next, such as between A and V."""

from __future__ import annotations

from functools import lru_cache

from asylum_packet.fonts.faces import Face, drawn_with

# No ligatures: one glyph stays one letter, so that codes and kerns go side by side.
_FEATURES = {"kern": True, "liga": False, "clig": False, "calt": False}


def kerns(face: Face, text: str) -> tuple[float, ...]:
    """Measure what kerning adds after each letter, in thousandths of the type size.

    All zeros where letters and glyphs do not match one to one, or the text runs right to left.
    """
    import uharfbuzz

    if len(text) < 2:
        return (0.0,) * len(text)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    shaper = drawn_with(face)
    uharfbuzz.shape(shaper, buffer, _FEATURES)
    if buffer.direction != "ltr":
        return (0.0,) * len(text)
    advances, units = _advances(face), _units(face)
    found: list[float] = []
    for at, (info, place) in enumerate(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)):
        number = info.codepoint
        if number not in advances:
            advances[number] = shaper.get_glyph_h_advance(number)
        if info.cluster != at:
            return (0.0,) * len(text)
        added = place.x_advance - advances[number]
        found.append(round(added * 1000 / units, 1) if added else 0.0)
    return tuple(found) if len(found) == len(text) else (0.0,) * len(text)


@lru_cache(maxsize=256)
def _advances(_face: Face) -> dict[int, float]:
    """Keep the widths of glyphs as a font has them, in its own units: letters come again and again."""
    return {}


@lru_cache(maxsize=256)
def _units(face: Face) -> int:
    """Give how many units of a font are as long as the type is large."""
    units: int = drawn_with(face).face.upem
    return units


def natural_width(face: Face, number: int) -> float:
    """Give the width of a glyph as its font has it, in thousandths of the type size."""
    shaper = drawn_with(face)
    advance: float = shaper.get_glyph_h_advance(number)
    units: float = shaper.face.upem
    return advance * 1000 / units
