"""A picture becomes one Letter page: passed through as it is wherever a PDF can show it as it is.

A photograph stands upright within half-inch margins above the stamp, as large as it fits but not below 150
dots per inch; a scan that says it is a page (by its own resolution) is shown as that page. Orientation is a
matrix, never a new encoding. What a camera noted (place, time, device) is not taken over.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from math import hypot
from pathlib import Path

import pikepdf

from asylum_packet.intake.frames import (
    heic_rasters,
    jpeg2000_rasters,
    moving,
    still_rasters,
    tiff_rasters,
)
from asylum_packet.intake.pagemaker import save
from asylum_packet.intake.placing import MARGIN_PT, Matrix, View, joined, operands, paper_for, place
from asylum_packet.intake.rasters import Raster, jpeg_rasters, png_rasters
from asylum_packet.intake.values import Limits, Outcome, Refusal, Remark, Task
from asylum_packet.pages import pages_of
from asylum_packet.sheets import STAMP_BAND_PT

LEAST_DPI = 150.0
_PAGE_SHORT_IN = (8.2, 8.6)
_PAGE_LONG_IN = (10.9, 14.1)
_LONG, _SHRUNK_DPI = 3.0, 400.0
"""A screen of a phone is 2.2 times as long as wide, and stands on a page at 240 dots per inch."""


READERS: dict[str, Callable[[bytes, Limits], tuple[Raster, ...]]] = {
    "jpeg": jpeg_rasters,
    "png": png_rasters,
    "tiff": tiff_rasters,
    "jpeg2000": jpeg2000_rasters,
    "gif": still_rasters,
    "bmp": still_rasters,
    "webp": still_rasters,
    "avif": still_rasters,
    "heic": heic_rasters,
}


def prepare_picture(kind: str, task: Task) -> Outcome:
    """Write a picture to `task.target`, each of its frames as one page.

    Raises:
        Refusal: It cannot become pages.
    """
    data = Path(task.source).read_bytes()
    rasters = READERS[kind](data, task.limits)
    wanted = pages_of(task.pages) or tuple(range(1, len(rasters) + 1))
    if max(wanted) > len(rasters):
        have = "only one page" if len(rasters) == 1 else f"only {len(rasters)} pages"
        raise Refusal("FILE-pages", f"has {have}, and page {max(wanted)} is asked for")
    with pikepdf.new() as out:
        made = {number: _page(out, rasters[number - 1]) for number in sorted(set(wanted))}
        for number in wanted:
            out.pages.append(pikepdf.Page(pikepdf.Dictionary(made[number])))
        save(out, Path(task.target))
    removed = tuple(sorted({name for raster in rasters for name in raster.removed}))
    remarks = (*moving(kind, data), *_slivers([rasters[number - 1] for number in wanted]))
    return Outcome(kind=kind, count=len(wanted), remarks=remarks, removed=removed)


def _slivers(rasters: Sequence[Raster]) -> tuple[Remark, ...]:
    """Say of pictures that are many times as long as wide, as of a whole chat, that they print as a strip."""
    found = tuple(page for page, raster in enumerate(rasters, 1) if _is_sliver(raster))
    if not found:
        return ()
    from asylum_packet.intake.pdf import pages_text

    text = f"is so long a picture that it shrinks to a narrow strip on {pages_text(found)}"
    return (Remark(code="FILE-small-print", text=text),)


def _is_sliver(raster: Raster) -> bool:
    """Say whether a picture that does not fill the paper's width has lost most of its size to its length."""
    matrix, _ = placed(raster)
    sides = (hypot(*matrix[:2]), raster.width), (hypot(*matrix[2:4]), raster.height)
    (narrow_pt, narrow), (_, long) = sorted(sides, key=lambda side: side[1])
    return long > _LONG * narrow and narrow * 72 > _SHRUNK_DPI * narrow_pt


def _page(out: pikepdf.Pdf, raster: Raster) -> dict[str, pikepdf.Object]:
    """Make the entries of the page that shows a picture."""
    matrix, (width, height) = placed(raster)
    return {
        "/Type": pikepdf.Name.Page,
        "/MediaBox": pikepdf.Array([0, 0, round(width), round(height)]),
        "/Resources": pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=image_of(out, raster))),
        "/Contents": out.make_stream(b"q\n" + operands(*matrix) + b" cm\n/P Do\nQ\n"),
    }


def image_of(out: pikepdf.Pdf, raster: Raster) -> pikepdf.Stream:
    """Make the image of a picture; nothing is encoded anew."""
    image = out.make_stream(raster.data)
    for key in raster.entries.keys():  # noqa: SIM118 - no plain dict
        image.stream_dict[key] = raster.entries[key]
    image.stream_dict.Type = pikepdf.Name.XObject
    image.stream_dict.Subtype = pikepdf.Name.Image
    image.stream_dict.Width = raster.width
    image.stream_dict.Height = raster.height
    if "/ColorSpace" not in image.stream_dict and raster.channels:
        image.stream_dict.ColorSpace = _colours(out, raster)
    return image


_DEVICE = {1: pikepdf.Name.DeviceGray, 3: pikepdf.Name.DeviceRGB, 4: pikepdf.Name.DeviceCMYK}
_SPACES = {1: b"GRAY", 3: b"RGB ", 4: b"CMYK"}


def _colours(out: pikepdf.Pdf, raster: Raster) -> pikepdf.Object:
    """Give the colour space: the picture's own profile where it fits the picture, else the device's."""
    plain = _DEVICE[raster.channels]
    if raster.profile[16:20] != _SPACES[raster.channels]:
        return plain
    profile = out.make_stream(zlib.compress(raster.profile, 6))
    profile.stream_dict.Filter = pikepdf.Name.FlateDecode
    profile.stream_dict.N = raster.channels
    profile.stream_dict.Alternate = plain
    return pikepdf.Array([pikepdf.Name.ICCBased, profile])


_TURNS: dict[int, Matrix] = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}
"""From the stored picture (unit square) to the upright one, by Exif orientation."""


def placed(raster: Raster) -> tuple[Matrix, tuple[float, float]]:
    """Place a picture: the matrix from its unit square, and the paper's size."""
    turned = raster.orientation >= 5
    width, height = (raster.height, raster.width) if turned else (raster.width, raster.height)
    across, along = (raster.dpi[1], raster.dpi[0]) if turned else raster.dpi
    if across >= 72 and along >= 72 and _is_page(width / across, height / along):
        spot = place(View(box=(0, 0, width / across * 72, height / along * 72)), clear_band=True)
        to_paper = joined((width / across * 72, 0, 0, height / along * 72, 0, 0), spot.matrix)
        return upright(raster, to_paper), (spot.width_pt, spot.height_pt)
    paper = paper_for(width, height)
    room = (paper[0] - 2 * MARGIN_PT, paper[1] - 2 * MARGIN_PT)
    scale = min(room[0] / width, room[1] / height, 72 / LEAST_DPI)
    x = (paper[0] - width * scale) / 2
    y = max((paper[1] - height * scale) / 2, STAMP_BAND_PT)
    return upright(raster, (width * scale, 0, 0, height * scale, x, y)), paper


def upright(raster: Raster, to_paper: Matrix) -> Matrix:
    """Turn a picture upright on its way from the unit square to the paper."""
    return joined(_TURNS[raster.orientation], to_paper)


def _is_page(width_in: float, height_in: float) -> bool:
    """Say whether a size in inches is that of a sheet of paper: Letter, A4 or Legal, either way round."""
    short, long = sorted((width_in, height_in))
    return _PAGE_SHORT_IN[0] <= short <= _PAGE_SHORT_IN[1] and _PAGE_LONG_IN[0] <= long <= _PAGE_LONG_IN[1]
