"""Kerning: what is added to the width of a letter before the next, such as between A and V."""

from __future__ import annotations

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
    infos, places = buffer.glyph_infos, buffer.glyph_positions
    if buffer.direction != "ltr" or [info.cluster for info in infos] != list(range(len(text))):
        return (0.0,) * len(text)
    units = shaper.face.upem
    return tuple(
        round((place.x_advance - shaper.get_glyph_h_advance(info.codepoint)) * 1000 / units, 1)
        for info, place in zip(infos, places, strict=True)
    )


def natural_width(face: Face, number: int) -> float:
    """Give the width of a glyph as its font has it, in thousandths of the type size."""
    shaper = drawn_with(face)
    advance: float = shaper.get_glyph_h_advance(number)
    units: float = shaper.face.upem
    return advance * 1000 / units
