"""Can a scanned page be read? Its resolution, whether there is anything on it, how it lies on the glass.

Resolution costs nothing. To see whether a page is blank its picture has to be decoded, so only pages whose
picture is packed as small as an empty page are looked at. How a scan lies is looked at on a few pages of each
file: who feeds one page crookedly feeds the others the same way, and decoding costs more than all else here.
"""

from __future__ import annotations

import ctypes
import io
import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import mul

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image, ImageChops

from asylum_packet.intake.pageobjects import PICTURE, Thing, within_clips
from asylum_packet.intake.placing import Matrix
from asylum_packet.intake.shown import Picture, Scan, covers, goes_on, scan_among
from asylum_packet.sheets import STAMP_BAND_PT, Rect
from asylum_packet.values import Struct

_BLANK_INK = 0.0006
_BLANK_DPI = 30
_WHITE = 245
_LOOK_PIXELS = 320
_LEAST_PIXELS = 300
"""Pixels across a scan at which lines of writing are told apart."""

_DARK = 90
_IS_DARK = bytes(grey > _DARK for grey in range(256))
_MOST_TURN = 6.0
_STEP = 0.5
_TURNS = tuple(turn * 1.0 for turn in range(-6, 7) if turn)
_CROOKED = 1.5
_CLEARLY = 1.25
_EDGE = 0.012
_LEAST_RUNS = 8
_SQUARES = tuple(step * step for step in range(256))
_INK = [255 if grey < 150 else 0 for grey in range(256)]
_STRIPS = 20
"""Upright strips that a picture is cut into; with 32 the same scans are told to be crooked."""


def scan_on(
    things: Sequence[Thing], width_pt: float, height_pt: float, window: Rect
) -> tuple[Scan, Thing] | None:
    """Find what a page is a scan of, and the picture that shows it; `window` is the part that is shown."""
    found = [
        (scan, thing)
        for thing in _large(things, width_pt, height_pt)
        if (scan := scan_among(_picture(thing), width_pt, height_pt, within_clips(thing, window)))
    ]
    return max(found, key=lambda one: one[0].dpi, default=None)


def scan_goes_on(things: Sequence[Thing], width_pt: float, height_pt: float, window: Rect) -> bool:
    """Say whether a picture as large as the page goes on outside of what is shown of it."""
    return any(
        goes_on(thing.matrix, width_pt, height_pt, within_clips(thing, window))
        for thing in _large(things, width_pt, height_pt)
    )


def _large(things: Sequence[Thing], width_pt: float, height_pt: float) -> Iterator[Thing]:
    """Yield the pictures that are as large as most of a page."""
    return (thing for thing in things if thing.kind == PICTURE and covers(thing.matrix, width_pt, height_pt))


def _picture(thing: Thing) -> tuple[Picture, ...]:
    """Read what is known of a picture; nothing of one without pixels."""
    wide, high = ctypes.c_uint(), ctypes.c_uint()
    if not pdfium_c.FPDFImageObj_GetImagePixelSize(thing.raw, wide, high) or not wide.value * high.value:
        return ()
    packed = pdfium_c.FPDFImageObj_GetImageDataRaw(thing.raw, None, 0)
    return (
        Picture(
            matrix=thing.matrix,
            width=wide.value,
            height=high.value,
            packed=packed,
            packing=_packing(thing),
        ),
    )


def _packing(thing: Thing) -> str:
    """Name how a picture is packed, "" where it is in several ways."""
    if pdfium_c.FPDFImageObj_GetImageFilterCount(thing.raw) != 1:
        return ""
    name = ctypes.create_string_buffer(32)
    pdfium_c.FPDFImageObj_GetImageFilter(thing.raw, 0, name, 32)
    return name.value.decode("ascii", "replace")


def is_blank(page: pdfium.PdfPage, picture: Image.Image | None, *, all_white: bool = False) -> bool:
    """See whether next to nothing is on a page; the edges of the glass do not count.

    The page is drawn small, unless `picture` is all there is on it, and light as paper is: a page may show a
    dark one the other way round. With `all_white` only white counts as nothing: the photograph of a bare wall
    shows a wall.
    """
    across = round(page.get_width() / 72 * _BLANK_DPI)
    if picture is None or sum(picture.histogram()[:128]) * 2 > picture.width * picture.height:
        image = drawn(page, across)
    else:
        along = max(1, round(picture.height * across / picture.width))
        image = picture.resize((across, along), Image.Resampling.BOX)
    edge = round(0.04 * min(image.size))
    inner = image.crop((edge, edge, image.width - edge, image.height - edge - round(STAMP_BAND_PT / 72 * 8)))
    counts = inner.histogram()
    paper = max(range(128, 256), key=lambda grey: counts[grey])
    dark = sum(counts[: _WHITE if all_white else max(paper - 60, 0)])
    return bool(dark <= _BLANK_INK * inner.width * inner.height)


def drawn(page: pdfium.PdfPage, across: int = _LOOK_PIXELS) -> Image.Image:
    """Draw a page small and grey, some pixels across."""
    bitmap = page.render(
        scale=across / page.get_width(), grayscale=True, may_draw_forms=False, draw_annots=False
    )
    try:
        image: Image.Image = bitmap.to_pil().convert("L")
    finally:
        bitmap.close()
    return image


def picture_of(scan: Scan, thing: Thing) -> Image.Image | None:
    """Give a small grey picture of a scan where it can be decoded small at once, which costs an eighth."""
    if scan.packing != "DCTDecode" or not stands_upright(thing.matrix):
        return None
    size = pdfium_c.FPDFImageObj_GetImageDataRaw(thing.raw, None, 0)
    data = ctypes.create_string_buffer(size)
    pdfium_c.FPDFImageObj_GetImageDataRaw(thing.raw, data, size)
    return decoded_small(data.raw)


def decoded_small(jpeg: bytes) -> Image.Image | None:
    """Decode a JPEG file small and grey; None where it is none."""
    try:
        image = Image.open(io.BytesIO(jpeg))
        image.draft("L", (_LEAST_PIXELS, _LEAST_PIXELS))
        return image.convert("L")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def stands_upright(matrix: Matrix) -> bool:
    """Say whether a picture stands on the page as it is stored."""
    a, b, c, d, _, _ = matrix
    return a > 0 and d > 0 and abs(b) < 0.001 * a and abs(c) < 0.001 * d


def lies(image: Image.Image) -> tuple[bool, bool]:
    """Say whether a scan stands crooked, and whether its writing runs over the left or right edge."""
    times = image.width // _LEAST_PIXELS
    small = image.reduce(times) if times > 1 else image  # by any other number it costs ten times as much
    ink = small.point(_INK)
    return _is_crooked(ink), _is_cut(ink)


def _is_crooked(ink: Image.Image) -> bool:
    """Tilt a picture a little at a time: lines of writing stand out most when they lie level."""
    edge = round(0.06 * ink.width)
    if min(ink.size) - 2 * edge < _STRIPS:
        return False  # no room for lines
    inner = ink.crop((edge, edge, ink.width - edge, ink.height - edge))
    if not inner.getbbox():
        return False
    strips = _Strips.of(inner)
    level, *tilted = strips.levelness(0.0, -_CROOKED, _CROOKED)
    if level > _CLEARLY * max(tilted):
        return False  # as nearly every scan: its lines stand out most as they are
    scores = {0.0: level} | dict(zip(_TURNS, strips.levelness(*_TURNS), strict=True))
    near = max(scores, key=lambda turn: scores[turn])
    beside = (near - _STEP, near + _STEP)
    scores |= dict(zip(beside, strips.levelness(*beside), strict=True))
    best = max(scores, key=lambda turn: scores[turn])
    return _CROOKED <= abs(best) < _MOST_TURN and scores[best] > _CLEARLY * level


@lru_cache(maxsize=128)  # the scans of one office have one size
def _spread(turn: float, wide: int, count: int, middle: int) -> tuple[int, ...]:
    """Shift strips of some width against one another, those in the middle of them the least."""
    slope = math.tan(math.radians(turn)) * wide
    start = middle - slope * (count - 1) / 2
    return tuple(round(start + slope * number) for number in range(count))


class _Strips(Struct, frozen=True):
    """A picture as upright strips, the mean greys of each from top to bottom with nothing above and below.

    To tilt the picture they are shifted against one another: for a few degrees that is as good as turning it,
    and costs a tenth.
    """

    strips: tuple[bytes, ...]
    wide: int
    high: int

    @staticmethod
    def of(ink: Image.Image) -> _Strips:
        """Cut a picture into strips."""
        wide = max(1, ink.width // _STRIPS)
        lying = ink.reduce((wide, 1)).transpose(Image.Transpose.TRANSPOSE)
        greys, margin = lying.tobytes(), bytes(ink.width)
        rows = (greys[at : at + lying.width] for at in range(0, len(greys), lying.width))
        return _Strips(strips=tuple(margin + row + margin for row in rows), wide=wide, high=lying.width)

    def levelness(self, *turns: float) -> list[float]:
        """Measure how sharply rows with and without ink alternate after tilting by some degrees each time."""
        count, high = len(self.strips), self.high
        tilted = b"".join(
            strip[at : at + high]
            for turn in turns
            for strip, at in zip(self.strips, self._starts(turn), strict=True)
        )
        rows = Image.frombytes("L", (high, count * len(turns)), tilted).reduce((1, count))
        steps = ImageChops.difference(
            rows.crop((1, 0, high, len(turns))), rows.crop((0, 0, high - 1, len(turns)))
        )
        of_each = (steps.crop((0, row, high - 1, row + 1)) for row in range(len(turns)))
        _, most = steps.getextrema()
        squares = _SQUARES[: (most if isinstance(most, int) else 255) + 1]
        return [float(sum(map(mul, one.histogram(), squares))) for one in of_each]

    def _starts(self, turn: float) -> tuple[int, ...]:
        """Say from where on each strip is seen when the picture is tilted by some degrees."""
        return _spread(turn, self.wide, len(self.strips), (len(self.strips[0]) - self.high) // 2)


def _is_cut(ink: Image.Image) -> bool:
    """See whether many short strokes touch an edge: a dark margin is one long one."""
    strip = max(1, round(ink.width * _EDGE))
    for left in (0, ink.width - strip):
        edge = ink.crop((left, 0, left + strip, ink.height))
        rows = edge.resize((1, ink.height), Image.Resampling.BOX).tobytes().translate(_IS_DARK)
        runs = (b"\x00" + rows).count(b"\x00\x01")
        if runs >= _LEAST_RUNS and rows.count(1) < 0.5 * len(rows):
            return True
    return False
