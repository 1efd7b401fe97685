"""Appearances that a file leaves to the viewer: highlights, lines, notes, and the text of form fields.

Drawn as viewers draw them, from the entries of the annotation alone (ISO 32000-1, 12.5.6), in page
coordinates: the form's box is the annotation's rectangle, so that it lands where it was drawn.
"""

from __future__ import annotations

from collections.abc import Callable

import pikepdf

from asylum_packet.intake.boxes import read_number, read_rect
from asylum_packet.intake.fields import field_appearance
from asylum_packet.intake.lettering import Letters, Setting, letter
from asylum_packet.intake.placing import operands
from asylum_packet.intake.strings import colour_operators, read_text, text_setting
from asylum_packet.sheets import Rect

_MOST_POINTS = 20_000
_ROUND = 0.5523


def make_appearance(pdf: pikepdf.Pdf, thing: pikepdf.Dictionary) -> pikepdf.Stream | None:
    """Make the normal appearance of an annotation that has none; None where nothing is to be seen."""
    box = read_rect(thing.get("/Rect"))
    if box is None:
        return None
    if thing.get("/Subtype") == pikepdf.Name.Widget:
        return field_appearance(pdf, thing, box)
    draw = _DRAWN.get(str(thing.get("/Subtype")))
    if draw is None:
        return None
    points = [point for quad in _quads(thing) for point in quad]
    if points:
        box = _around([(box[0], box[1]), (box[2], box[3]), *points], _line_width(thing))
        thing.Rect = pikepdf.Array([round(side, 4) for side in box])
    letters = Letters()
    content = draw(thing, box, letters)
    return _form(pdf, thing, box, content, letters) if content else None


def _form(
    pdf: pikepdf.Pdf, thing: pikepdf.Dictionary, box: Rect, content: bytes, letters: Letters
) -> pikepdf.Stream:
    """Make the form, with the annotation's opacity, and the blending of a marker pen for highlights."""
    opacity = read_number(thing.get("/CA"))
    state = pikepdf.Dictionary(Type=pikepdf.Name.ExtGState)
    if opacity is not None and 0 <= opacity < 1:
        state.CA = state.ca = round(opacity, 3)
    if thing.get("/Subtype") == pikepdf.Name.Highlight:
        state.BM = pikepdf.Name.Multiply
    form = pdf.make_stream(b"/G gs\n" + content)
    form.stream_dict.Type = pikepdf.Name.XObject
    form.stream_dict.Subtype = pikepdf.Name.Form
    form.stream_dict.BBox = pikepdf.Array([round(side, 4) for side in box])
    form.stream_dict.Resources = pikepdf.Dictionary(
        ExtGState=pikepdf.Dictionary(G=state), Font=letters.fonts(pdf)
    )
    return form


Point = tuple[float, float]


def _numbers(value: object) -> list[float]:
    """Read an array of numbers; empty where it is none."""
    if not isinstance(value, pikepdf.Array):
        return []
    found = [read_number(value[index]) for index in range(min(len(value), _MOST_POINTS))]
    return [number for number in found if number is not None]


def _points(value: object) -> list[Point]:
    """Read x and y in turn."""
    numbers = _numbers(value)
    return list(zip(numbers[::2], numbers[1::2], strict=False))


def _quads(thing: pikepdf.Dictionary) -> list[list[Point]]:
    """Read the marked quadrilaterals: top left, top right, bottom left, bottom right, as in practice."""
    points = _points(thing.get("/QuadPoints"))
    return [points[at : at + 4] for at in range(0, len(points) - 3, 4)]


def _around(points: list[Point], margin: float) -> Rect:
    """Give the box around points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs) - margin, min(ys) - margin, max(xs) + margin, max(ys) + margin)


def _line_width(thing: pikepdf.Dictionary) -> float:
    """Read the width of the border, 1 where it does not say."""
    style = thing.get("/BS")
    if isinstance(style, pikepdf.Dictionary):
        wide = read_number(style.get("/W"))
        return 1.0 if wide is None else max(0.0, min(wide, 100.0))
    border = _numbers(thing.get("/Border"))
    return border[2] if len(border) > 2 else 1.0


def _stroke(thing: pikepdf.Dictionary) -> bytes:
    """Set line colour and width."""
    return (
        (colour_operators(_numbers(thing.get("/C")), stroking=True) or b"0 G")
        + b"\n"
        + operands(_line_width(thing))
        + b" w\n"
    )


def _quads_or_box(thing: pikepdf.Dictionary, box: Rect) -> list[list[Point]]:
    """Give the marked quadrilaterals, or the whole box."""
    left, bottom, right, top = box
    return _quads(thing) or [[(left, top), (right, top), (left, bottom), (right, bottom)]]


def _highlight(thing: pikepdf.Dictionary, box: Rect, _: Letters) -> bytes:
    """Fill the marked text."""
    out = [colour_operators(_numbers(thing.get("/C")), stroking=False) or b"1 1 0 rg"]
    for quad in _quads_or_box(thing, box):
        left, bottom, right, top = _around(quad, 0)
        out.append(operands(left, bottom, right - left, top - bottom) + b" re f")
    return b"\n".join(out)


def _ruled(thing: pikepdf.Dictionary, box: Rect, height: float) -> bytes:
    """Rule a line through or under the marked text, at a part of its height."""
    out = [_stroke(thing)]
    for quad in _quads_or_box(thing, box):
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = quad
        start = (x2 + (x0 - x2) * height, y2 + (y0 - y2) * height)
        end = (x3 + (x1 - x3) * height, y3 + (y1 - y3) * height)
        out.append(operands(*start) + b" m " + operands(*end) + b" l S")
    return b"\n".join(out)


def _underline(thing: pikepdf.Dictionary, box: Rect, _: Letters) -> bytes:
    """Rule under the marked text, a point above its foot as PDFium does."""
    high = max((_around(quad, 0)[3] - _around(quad, 0)[1] for quad in _quads_or_box(thing, box)), default=0)
    return _ruled(thing, box, 1 / high if high > 1 else 0.08)


def _strike(thing: pikepdf.Dictionary, box: Rect, _: Letters) -> bytes:
    """Rule through the marked text."""
    return _ruled(thing, box, 0.5)


def _squiggle(thing: pikepdf.Dictionary, box: Rect, _: Letters) -> bytes:
    """Draw a wavy line under the marked text."""
    out = [_stroke(thing)]
    for quad in _quads_or_box(thing, box):
        left, bottom, right, _top = _around(quad, 0)
        steps = min(int((right - left) / 2) + 1, 2_000)
        wave = [operands(left + 2 * n, bottom + 1 + 2 * (n % 2)) for n in range(steps + 1)]
        out.append(wave[0] + b" m " + b" ".join(point + b" l" for point in wave[1:]) + b" S")
    return b"\n".join(out)


def _shape(thing: pikepdf.Dictionary, path: bytes) -> bytes:
    """Fill and stroke a closed path."""
    fill = colour_operators(_numbers(thing.get("/IC")), stroking=False)
    strokes = bool(_numbers(thing.get("/C"))) and _line_width(thing) > 0
    if not fill and not strokes:
        return b""
    painted = b"B" if fill and strokes else b"f" if fill else b"S"
    return (fill or b"") + b"\n" + _stroke(thing) + path + b" " + painted


def _square(thing: pikepdf.Dictionary, box: Rect, _: Letters) -> bytes:
    """Draw a rectangle."""
    half = _line_width(thing) / 2
    left, bottom, right, top = box
    side = operands(left + half, bottom + half, right - left - 2 * half, top - bottom - 2 * half)
    return _shape(thing, side + b" re")


def _circle(thing: pikepdf.Dictionary, box: Rect, _: Letters) -> bytes:
    """Draw an ellipse."""
    half = _line_width(thing) / 2
    x0, y0, x1, y1 = box[0] + half, box[1] + half, box[2] - half, box[3] - half
    x, y, dx, dy = (x0 + x1) / 2, (y0 + y1) / 2, (x1 - x0) / 2 * _ROUND, (y1 - y0) / 2 * _ROUND
    arcs = (
        (x1, y + dy, x + dx, y1, x, y1),
        (x - dx, y1, x0, y + dy, x0, y),
        (x0, y - dy, x - dx, y0, x, y0),
        (x + dx, y0, x1, y - dy, x1, y),
    )
    path = operands(x1, y) + b" m " + b" ".join(operands(*arc) + b" c" for arc in arcs) + b" h"
    return _shape(thing, path)


def _path(points: list[Point]) -> bytes:
    """Join points by lines."""
    if len(points) < 2:
        return b""
    return operands(*points[0]) + b" m " + b" ".join(operands(*point) + b" l" for point in points[1:])


def _line(thing: pikepdf.Dictionary, _: Rect, __: Letters) -> bytes:
    """Draw a straight line."""
    path = _path(_points(thing.get("/L"))[:2])
    return _stroke(thing) + path + b" S" if path else b""


def _polyline(thing: pikepdf.Dictionary, _: Rect, __: Letters) -> bytes:
    """Draw an open run of lines."""
    path = _path(_points(thing.get("/Vertices")))
    return _stroke(thing) + path + b" S" if path else b""


def _polygon(thing: pikepdf.Dictionary, _: Rect, __: Letters) -> bytes:
    """Draw a closed run of lines."""
    path = _path(_points(thing.get("/Vertices")))
    return _shape(thing, path + b" h") if path else b""


def _ink(thing: pikepdf.Dictionary, _: Rect, __: Letters) -> bytes:
    """Draw freehand strokes."""
    strokes = thing.get("/InkList")
    if not isinstance(strokes, pikepdf.Array):
        return b""
    paths = [_path(_points(strokes[index])) for index in range(min(len(strokes), 1_000))]
    return _stroke(thing) + b"1 J 1 j\n" + b" S\n".join(path for path in paths if path) + b" S"


def _note(thing: pikepdf.Dictionary, box: Rect, _: Letters) -> bytes:
    """Draw the symbol of a sticky note at its upper left corner: a sheet of 18 points with three lines."""
    left, top = box[0], box[3]
    colour = colour_operators(_numbers(thing.get("/C")), stroking=False) or b"1 0.9 0.3 rg"
    size = min(18.0, box[2] - left, top - box[1])
    out = [colour, b"0.3 G 0.8 w", operands(left + 0.5, top - size + 0.5, size - 1, size - 1) + b" re B"]
    for row in (0.3, 0.5, 0.7):
        y = top - size * row
        out.append(operands(left + size * 0.2, y) + b" m " + operands(left + size * 0.8, y) + b" l S")
    return b"\n".join(out)


def _typed(thing: pikepdf.Dictionary, box: Rect, letters: Letters) -> bytes:
    """Write a typed-on comment, its background and border."""
    left, bottom, right, top = box
    wide, high, edge = right - left, top - bottom, _line_width(thing)
    out = [operands(1, 0, 0, 1, left, bottom) + b" cm"]
    ground = colour_operators(_numbers(thing.get("/C")), stroking=False)
    if ground:
        out.append(b"q " + ground + b" " + operands(0, 0, wide, high) + b" re f Q")
    size, colour = text_setting(thing.get("/DA"))
    if edge > 0:
        inner = operands(edge / 2, edge / 2, wide - edge, high - edge)
        out.append(b"q " + colour.upper() + b" " + operands(edge) + b" w " + inner + b" re S Q")
    align = int(read_number(thing.get("/Q")) or 0)
    how = Setting(size_pt=size or 12.0, colour=colour, align=align, many_lines=True)
    text = read_text(thing.get("/Contents"))
    return b"\n".join([*out, letter(text, wide, high, how, letters)]) if text or ground or edge else b""


def _stamp(thing: pikepdf.Dictionary, box: Rect, letters: Letters) -> bytes:
    """Draw a rubber stamp by its name."""
    left, bottom, right, top = box
    wide, high = right - left, top - bottom
    words = str(thing.get("/Name", "/Draft")).lstrip("/")
    spaced = "".join(f" {char}" if char.isupper() else char for char in words).strip().upper()
    frame = b"0.7 0.1 0.1 RG 2 w " + operands(1, 1, wide - 2, high - 2) + b" re S"
    how = Setting(colour=b"0.7 0.1 0.1 rg", align=1)
    return b"\n".join(
        [operands(1, 0, 0, 1, left, bottom) + b" cm", frame, letter(spaced, wide, high, how, letters)]
    )


def _redaction(thing: pikepdf.Dictionary, box: Rect, _: Letters) -> bytes:
    """Outline what was marked for redaction and never redacted."""
    out = [b"1 0 0 RG 1 w"]
    for quad in _quads_or_box(thing, box):
        left, bottom, right, top = _around(quad, 0)
        out.append(operands(left, bottom, right - left, top - bottom) + b" re S")
    return b"\n".join(out)


_DRAWN: dict[str, Callable[[pikepdf.Dictionary, Rect, Letters], bytes]] = {
    "/Highlight": _highlight,
    "/Underline": _underline,
    "/StrikeOut": _strike,
    "/Squiggly": _squiggle,
    "/Square": _square,
    "/Circle": _circle,
    "/Line": _line,
    "/PolyLine": _polyline,
    "/Polygon": _polygon,
    "/Ink": _ink,
    "/Text": _note,
    "/FreeText": _typed,
    "/Stamp": _stamp,
    "/Redact": _redaction,
}
