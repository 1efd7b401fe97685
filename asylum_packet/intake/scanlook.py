"""Can a scanned page be read? Its resolution, whether there is anything on it, how it lies on the glass.

Resolution costs nothing. To see whether a page is blank it has to be drawn, so only pages whose picture is
packed as small as an empty page are looked at. How a scan lies is looked at on a few pages of each file: who
feeds one page crookedly feeds the others the same way, and drawing a page costs more than all else here.
"""

from __future__ import annotations

import ctypes
import io
from dataclasses import dataclass
from operator import mul

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image, ImageChops

from asylum_packet.intake.pageobjects import PICTURE, Thing
from asylum_packet.sheets import STAMP_BAND_PT

_WHOLE_PAGE = 0.5
"""Share of a page from which on a picture is a scan of it."""

_BLANK_BYTES = {"DCTDecode": 0.06, "CCITTFaxDecode": 0.0012, "JBIG2Decode": 0.0006, "FlateDecode": 0.05}
"""Packed bytes for each pixel under which a scan may be an empty page; with any writing it takes more."""

_BLANK_INK = 0.0006
_BLANK_DPI = 30
_WHITE = 245
_LOOK_PIXELS = 320
_DARK = 90
_MOST_TURN = 6.0
_STEP = 0.5
_CROOKED = 1.5
_CLEARLY = 1.25
_EDGE = 0.012
_LEAST_RUNS = 8
_SQUARES = tuple(step * step for step in range(256))


@dataclass(frozen=True, slots=True)
class Scan:
    """A picture that covers most of a page: its dots per inch there, and bytes packed for each pixel."""

    thing: Thing
    dpi: int
    density: float
    packing: str


def scan_on(things: list[Thing], width_pt: float, height_pt: float) -> Scan | None:
    """Find the picture that a page is a scan of."""
    found: Scan | None = None
    for thing in things:
        if thing.kind != PICTURE:
            continue
        a, b, c, d, _, _ = thing.matrix
        across, along = (a * a + b * b) ** 0.5, (c * c + d * d) ** 0.5
        if across * along < _WHOLE_PAGE * width_pt * height_pt:
            continue
        wide, high = ctypes.c_uint(), ctypes.c_uint()
        if not pdfium_c.FPDFImageObj_GetImagePixelSize(thing.raw, wide, high) or not wide.value:
            continue
        dpi = round(min(wide.value / across, high.value / along) * 72)
        packed = pdfium_c.FPDFImageObj_GetImageDataRaw(thing.raw, None, 0)
        density = packed / (wide.value * high.value)
        if found is None or dpi > found.dpi:
            found = Scan(thing, dpi, density, _packing(thing))
    return found


def _packing(thing: Thing) -> str:
    """Name how a picture is packed, "" where it is in several ways."""
    if pdfium_c.FPDFImageObj_GetImageFilterCount(thing.raw) != 1:
        return ""
    name = ctypes.create_string_buffer(32)
    pdfium_c.FPDFImageObj_GetImageFilter(thing.raw, 0, name, 32)
    return name.value.decode("ascii", "replace")


def may_be_blank(scan: Scan | None) -> bool:
    """Say whether a page has to be drawn to know that there is something on it."""
    return scan is None or scan.density < _BLANK_BYTES.get(scan.packing, 0.0)


def is_blank(page: pdfium.PdfPage, *, all_white: bool = False) -> bool:
    """Draw a page small and see whether next to nothing is on it; the edges of the glass do not count.

    With `all_white` only white counts as nothing: the photograph of a bare wall shows a wall.
    """
    bitmap = page.render(scale=_BLANK_DPI / 72, grayscale=True, may_draw_forms=False, draw_annots=False)
    try:
        image: Image.Image = bitmap.to_pil().convert("L")
    finally:
        bitmap.close()
    edge = round(0.04 * min(image.size))
    inner = image.crop((edge, edge, image.width - edge, image.height - edge - round(STAMP_BAND_PT / 72 * 8)))
    counts = inner.histogram()
    paper = max(range(128, 256), key=lambda grey: counts[grey])
    dark = sum(counts[: _WHITE if all_white else max(paper - 60, 0)])
    return bool(dark <= _BLANK_INK * inner.width * inner.height)


def picture_of(scan: Scan, page: pdfium.PdfPage) -> Image.Image:
    """Give a small grey picture of a scan: a JPEG is decoded small at once, which costs an eighth."""
    if scan.packing == "DCTDecode" and _is_upright(scan):
        size = pdfium_c.FPDFImageObj_GetImageDataRaw(scan.thing.raw, None, 0)
        data = ctypes.create_string_buffer(size)
        pdfium_c.FPDFImageObj_GetImageDataRaw(scan.thing.raw, data, size)
        try:
            image = Image.open(io.BytesIO(data.raw))
            image.draft("L", (_LOOK_PIXELS, _LOOK_PIXELS))
            return image.convert("L")
        except (OSError, ValueError, SyntaxError):
            pass
    bitmap = page.render(scale=_LOOK_PIXELS / page.get_width(), grayscale=True, may_draw_forms=False)
    try:
        drawn: Image.Image = bitmap.to_pil().convert("L")
    finally:
        bitmap.close()
    return drawn


def _is_upright(scan: Scan) -> bool:
    """Say whether a picture stands on the page as it is stored."""
    a, b, c, d, _, _ = scan.thing.matrix
    return a > 0 and d > 0 and abs(b) < 0.001 * a and abs(c) < 0.001 * d


def lies(image: Image.Image) -> tuple[bool, bool]:
    """Say whether a scan stands crooked, and whether its writing runs over the left or right edge."""
    width = min(image.width, _LOOK_PIXELS)
    small = image.resize((width, max(1, round(image.height * width / image.width))), Image.Resampling.BOX)
    ink = small.point(lambda grey: 255 if grey < 150 else 0)
    return _is_crooked(ink), _is_cut(ink)


def _is_crooked(ink: Image.Image) -> bool:
    """Turn a picture a little at a time: lines of writing stand out most when they lie level."""
    edge = round(0.06 * ink.width)
    inner = ink.crop((edge, edge, ink.width - edge, ink.height - edge))
    if not any(inner.histogram()[1:]):
        return False
    level = _levelness(inner, 0.0)
    scores = {turn: _levelness(inner, turn) for turn in (-_CROOKED, _CROOKED)}
    if level > _CLEARLY * max(scores.values()):
        return False  # as nearly every scan: its lines stand out most as they are
    steps = int(_MOST_TURN / _STEP)
    scores = {step * _STEP: _levelness(inner, step * _STEP) for step in range(-steps, steps + 1, 2)}
    near = max(scores, key=lambda turn: scores[turn])
    scores |= {turn: _levelness(inner, turn) for turn in (near - _STEP, near + _STEP)}
    best = max(scores, key=lambda turn: scores[turn])
    return _CROOKED <= abs(best) < _MOST_TURN and scores[best] > _CLEARLY * scores[0.0]


def _levelness(ink: Image.Image, turn: float) -> float:
    """Measure how sharply rows with and without ink alternate after turning by some degrees."""
    turned = ink.rotate(turn, Image.Resampling.NEAREST) if turn else ink
    rows = turned.resize((1, turned.height), Image.Resampling.BOX)
    below = rows.crop((0, 1, 1, rows.height))
    steps = ImageChops.difference(rows.crop((0, 0, 1, rows.height - 1)), below).histogram()
    return float(sum(map(mul, steps, _SQUARES)))


def _is_cut(ink: Image.Image) -> bool:
    """See whether many short strokes touch an edge: a dark margin is one long one."""
    strip = max(1, round(ink.width * _EDGE))
    for left in (0, ink.width - strip):
        edge = ink.crop((left, 0, left + strip, ink.height))
        rows = edge.resize((1, ink.height), Image.Resampling.BOX).tobytes()
        dark = [value > _DARK for value in rows]
        runs = sum(now and not before for before, now in zip([False, *dark], dark, strict=False))
        if runs >= _LEAST_RUNS and sum(dark) < 0.5 * len(dark):
            return True
    return False
