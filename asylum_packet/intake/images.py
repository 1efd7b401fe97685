"""A picture becomes one Letter page: passed through as it is wherever a PDF can show it as it is.

A photograph stands upright within half-inch margins above the stamp, as large as it fits but not below 150
dots per inch; a scan that says it is a page (by its own resolution) is shown as that page. Orientation is a
matrix, never a new encoding. What a camera noted (place, time, device) is not taken over.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from asylum_packet.intake import jpeg, png
from asylum_packet.intake.pagemaker import save
from asylum_packet.intake.placing import Matrix, View, joined, operands, paper_for, place
from asylum_packet.intake.values import Limits, Outcome, Refusal, Task
from asylum_packet.sheets import STAMP_BAND_PT

_MARGIN_PT = 36.0
_LEAST_DPI = 150.0
_PAGE_SHORT_IN = (8.2, 8.6)
_PAGE_LONG_IN = (10.9, 14.1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Raster:
    """A picture as a PDF image: its entries and data, its size, and how it is turned (Exif 1 to 8)."""

    entries: pikepdf.Dictionary
    data: bytes
    width: int
    height: int
    orientation: int = 1
    dpi: tuple[float, float] = (0.0, 0.0)
    profile: bytes = b""
    channels: int = 3


def prepare_jpeg(task: Task) -> Outcome:
    """Write a JPEG as one page to `task.target`.

    Raises:
        Refusal: It cannot become a page.
    """
    return _one_page("jpeg", task, _jpeg)


def prepare_png(task: Task) -> Outcome:
    """Write a PNG as one page to `task.target`.

    Raises:
        Refusal: It cannot become a page.
    """
    return _one_page("png", task, _png)


def _one_page(kind: str, task: Task, read: Callable[[bytes, Limits], Raster]) -> Outcome:
    """Read a picture, place it, write it."""
    if any(page != 1 for pages in task.pages for page in pages):
        raise Refusal("FILE-pages", "is a picture of one page, and other pages are asked for")
    raster = read(Path(task.source).read_bytes(), task.limits)
    count = sum(map(len, task.pages)) or 1
    with pikepdf.new() as out:
        _draw(out, raster, count)
        save(out, Path(task.target))
    return Outcome(kind=kind, count=count)


def _check_size(width: int, height: int, limits: Limits) -> None:
    """Refuse a picture without pixels or with too many."""
    if width < 1 or height < 1:
        raise Refusal("FILE-damaged", "is damaged: its picture has no size")
    if width * height > limits.pixels:
        raise Refusal(
            "FILE-limit",
            f"has {width:,} by {height:,} pixels, more than {limits.pixels / 1e6:,.0f} million in all",
        )


def _jpeg(data: bytes, limits: Limits) -> Raster:
    """Take a JPEG over as it is; decode it only where PDF readers could not."""
    try:
        header = jpeg.read_header(data)
        _check_size(header.width, header.height, limits)
        clean = jpeg.stripped(data)
    except jpeg.NotJpegError:
        raise Refusal("FILE-damaged", "is damaged: it cannot be read as a JPEG picture") from None
    if not header.end:
        raise Refusal("FILE-damaged", "breaks off before the end of its picture")
    if header.process > 0xC2 or header.precision != 8 or header.components not in {1, 3, 4}:
        return _decoded(data, header.orientation, header.dpi)
    entries = pikepdf.Dictionary(Filter=pikepdf.Name.DCTDecode, BitsPerComponent=8)
    if header.components == 4 and header.adobe:
        entries.Decode = pikepdf.Array([1, 0] * 4)  # Adobe programs store ink the other way round (TN 5116)
    return Raster(
        entries=entries,
        data=clean,
        width=header.width,
        height=header.height,
        orientation=header.orientation,
        dpi=header.dpi,
        profile=header.profile,
        channels=header.components,
    )


def _png(data: bytes, limits: Limits) -> Raster:
    """Take the rows of a PNG over as they are; lay transparent ones on white paper."""
    try:
        picture = png.read_png(data)
    except png.NotPngError:
        raise Refusal("FILE-damaged", "is damaged: it cannot be read as a PNG picture") from None
    _check_size(picture.width, picture.height, limits)
    if not picture.passes_through:
        return _decoded(data, picture.orientation, picture.dpi)
    entries = pikepdf.Dictionary(
        Filter=pikepdf.Name.FlateDecode,
        BitsPerComponent=picture.depth,
        DecodeParms=pikepdf.Dictionary(
            Predictor=15, Colors=picture.channels, BitsPerComponent=picture.depth, Columns=picture.width
        ),
    )
    if picture.colour == 3:
        top = len(picture.palette) // 3 - 1
        if not 0 <= top <= 255:
            raise Refusal("FILE-damaged", "is damaged: its palette is missing")
        table = pikepdf.String(picture.palette[: 3 * (top + 1)])
        entries.ColorSpace = pikepdf.Array([pikepdf.Name.Indexed, pikepdf.Name.DeviceRGB, top, table])
    return Raster(
        entries=entries,
        data=picture.rows,
        width=picture.width,
        height=picture.height,
        orientation=picture.orientation,
        dpi=picture.dpi,
        profile=picture.profile if picture.colour != 3 else b"",
        channels=picture.channels,
    )


def _decode(data: bytes) -> tuple[str, tuple[int, int], bytes]:
    """Decode a picture to grey or colour on white paper: mode, size, samples."""
    from PIL import Image, ImageFile

    ImageFile.LOAD_TRUNCATED_IMAGES = False
    Image.MAX_IMAGE_PIXELS = None  # our own limit was asked before
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image: Image.Image = Image.open(io.BytesIO(data))
            image.load()
            if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
                seen = image.convert("RGBA")
                image = Image.new("RGB", seen.size, "white")
                image.paste(seen, mask=seen.getchannel("A"))
            elif image.mode.startswith(("I", "F")):
                image = image.point(lambda value: value / 257).convert("L")
            elif image.mode not in {"L", "RGB"}:
                image = image.convert("L" if image.mode == "1" else "RGB")
            return image.mode, image.size, image.tobytes()
    except (OSError, ValueError, SyntaxError, EOFError, struct.error, IndexError, KeyError, TypeError):
        raise Refusal("FILE-damaged", "is damaged: its picture breaks off or cannot be read") from None


def _decoded(data: bytes, orientation: int, dpi: tuple[float, float]) -> Raster:
    """Decode a picture and pack it again without loss."""
    mode, (width, height), samples = _decode(data)
    channels = len(mode)
    stride = width * channels
    rows = b"".join(b"\x00" + samples[at : at + stride] for at in range(0, len(samples), stride))
    parms = pikepdf.Dictionary(Predictor=15, Colors=channels, BitsPerComponent=8, Columns=width)
    return Raster(
        entries=pikepdf.Dictionary(Filter=pikepdf.Name.FlateDecode, BitsPerComponent=8, DecodeParms=parms),
        data=zlib.compress(rows, 6),
        width=width,
        height=height,
        orientation=orientation,
        dpi=dpi,
        channels=channels,
    )


def _draw(out: pikepdf.Pdf, raster: Raster, count: int) -> None:
    """Make the page, `count` times."""
    image = out.make_stream(raster.data)
    for key in raster.entries.keys():  # noqa: SIM118 - no plain dict
        image.stream_dict[key] = raster.entries[key]
    image.stream_dict.Type = pikepdf.Name.XObject
    image.stream_dict.Subtype = pikepdf.Name.Image
    image.stream_dict.Width = raster.width
    image.stream_dict.Height = raster.height
    if "/ColorSpace" not in image.stream_dict:
        image.stream_dict.ColorSpace = _colours(out, raster)
    matrix, (width, height) = placed(raster)
    content = out.make_stream(b"q\n" + operands(*matrix) + b" cm\n/P Do\nQ\n")
    for _ in range(count):
        page = pikepdf.Dictionary(
            Type=pikepdf.Name.Page,
            MediaBox=pikepdf.Array([0, 0, round(width), round(height)]),
            Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=image)),
            Contents=content,
        )
        out.pages.append(pikepdf.Page(page))


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
        return joined(_TURNS[raster.orientation], to_paper), (spot.width_pt, spot.height_pt)
    paper = paper_for(width, height)
    room = (paper[0] - 2 * _MARGIN_PT, paper[1] - 2 * _MARGIN_PT)
    scale = min(room[0] / width, room[1] / height, 72 / _LEAST_DPI)
    x = (paper[0] - width * scale) / 2
    y = max((paper[1] - height * scale) / 2, STAMP_BAND_PT)
    return joined(_TURNS[raster.orientation], (width * scale, 0, 0, height * scale, x, y)), paper


def _is_page(width_in: float, height_in: float) -> bool:
    """Say whether a size in inches is that of a sheet of paper: Letter, A4 or Legal, either way round."""
    short, long = sorted((width_in, height_in))
    return _PAGE_SHORT_IN[0] <= short <= _PAGE_SHORT_IN[1] and _PAGE_LONG_IN[0] <= long <= _PAGE_LONG_IN[1]
