"""Pictures as PDF images: taken over as they are where a PDF can show them so, else packed again."""

from __future__ import annotations

import io
import struct
import zlib

import pikepdf
from PIL import Image, TiffImagePlugin

from asylum_packet.intake import jpeg, png
from asylum_packet.intake.values import Limits, Refusal
from asylum_packet.values import Struct

_PILLOW_ERRORS = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    struct.error,
    LookupError,
    TypeError,
    AttributeError,
    RuntimeError,
)
"""What Pillow's readers raise about a file that breaks their rules."""

_JPEG_QUALITY = 92
_COMPRESSION, _PHOTOMETRIC, _FILL_ORDER, _STRIPS, _ROWS_A_STRIP, _STRIP_BYTES = 259, 262, 266, 273, 278, 279
_GROUP4 = 4


class Raster(Struct, frozen=True, kw_only=True):
    """A picture as a PDF image: its entries and data, its size, and how it is turned (Exif 1 to 8).

    `removed` names what was left behind of it.
    """

    entries: pikepdf.Dictionary
    data: bytes
    width: int
    height: int
    orientation: int = 1
    dpi: tuple[float, float] = (0.0, 0.0)
    profile: bytes = b""
    channels: int = 3
    removed: tuple[str, ...] = ()


def check_size(width: int, height: int, limits: Limits) -> None:
    """Refuse a picture without pixels or with too many."""
    if width < 1 or height < 1:
        raise Refusal("FILE-damaged", "is damaged: its picture has no size")
    if width * height > limits.pixels:
        raise Refusal(
            "FILE-limit",
            f"has {width:,} by {height:,} pixels, more than {limits.pixels / 1e6:,.0f} million in all",
        )


def jpeg_rasters(data: bytes, limits: Limits) -> tuple[Raster, ...]:
    """Take a JPEG over as it is; decode it only where PDF readers could not."""
    try:
        header = jpeg.read_header(data)
        check_size(header.width, header.height, limits)
        clean = bytes(jpeg.stripped(data))
    except jpeg.NotJpegError:
        raise Refusal("FILE-damaged", "is damaged: it cannot be read as a JPEG picture") from None
    if not header.end:
        raise Refusal("FILE-damaged", "breaks off before the end of its picture")
    if header.process > 0xC2 or header.precision != 8 or header.components not in {1, 3, 4}:
        return (decoded(open_picture(data), header.orientation, header.dpi),)
    entries = pikepdf.Dictionary(Filter=pikepdf.Name.DCTDecode, BitsPerComponent=8)
    if header.components == 4 and header.adobe:
        entries.Decode = pikepdf.Array([1, 0] * 4)  # Adobe programs store ink the other way round (TN 5116)
    raster = Raster(
        entries=entries,
        data=clean,
        width=header.width,
        height=header.height,
        orientation=header.orientation,
        dpi=header.dpi,
        profile=header.profile,
        channels=header.components,
        removed=("camera data",) if len(clean) < header.end else (),
    )
    return (raster,)


def png_rasters(data: bytes, limits: Limits) -> tuple[Raster, ...]:
    """Take the rows of a PNG over as they are; lay transparent ones on white paper."""
    try:
        picture = png.read_png(data)
    except png.NotPngError:
        raise Refusal("FILE-damaged", "is damaged: it cannot be read as a PNG picture") from None
    check_size(picture.width, picture.height, limits)
    if not picture.passes_through:
        return (decoded(open_picture(data), picture.orientation, picture.dpi),)
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
    raster = Raster(
        entries=entries,
        data=picture.rows,
        width=picture.width,
        height=picture.height,
        orientation=picture.orientation,
        dpi=picture.dpi,
        profile=picture.profile if picture.colour != 3 else b"",
        channels=picture.channels,
    )
    return (raster,)


def open_picture(data: bytes) -> Image.Image:
    """Open a picture with Pillow; its pixels are not decoded yet.

    Raises:
        Refusal: Pillow cannot read it.
    """
    Image.MAX_IMAGE_PIXELS = None  # our own limit is asked before anything is decoded
    try:
        return Image.open(io.BytesIO(data))
    except _PILLOW_ERRORS:
        raise _broken() from None


def on_paper(image: Image.Image) -> Image.Image:
    """Decode a picture to black and white, grey or colour, whatever is transparent laid on white paper.

    Raises:
        Refusal: It breaks off.
    """
    try:
        image.load()
        if image.mode in {"RGBA", "LA", "PA", "RGBa", "La"} or "transparency" in image.info:
            seen = image.convert("RGBA")
            paper = Image.new("RGB", seen.size, "white")
            paper.paste(seen, mask=seen.getchannel("A"))
            return paper
        if image.mode.startswith("I;16"):
            return image.point(lambda value: value / 257).convert("L")
        return image if image.mode in {"1", "L", "RGB"} else image.convert("RGB")
    except _PILLOW_ERRORS:
        raise _broken() from None


def decoded(
    image: Image.Image, orientation: int, dpi: tuple[float, float], *, as_jpeg: bool = False
) -> Raster:
    """Decode a picture and pack it again: without loss, or as a JPEG where it was lossy before."""
    paper = on_paper(image)
    entries = pikepdf.Dictionary(BitsPerComponent=8)
    if paper.mode == "1":
        entries, data = _faxed(paper)
    elif as_jpeg:
        out = io.BytesIO()
        paper.save(out, "JPEG", quality=_JPEG_QUALITY, subsampling=0)
        data = out.getvalue()
        entries.Filter = pikepdf.Name.DCTDecode
    else:
        data = _packed(paper, entries)
    return Raster(
        entries=entries,
        data=data,
        width=paper.width,
        height=paper.height,
        orientation=orientation,
        dpi=dpi,
        channels=1 if paper.mode in {"1", "L"} else 3,
    )


def _packed(paper: Image.Image, entries: pikepdf.Dictionary) -> bytes:
    """Deflate the rows of a picture."""
    samples = paper.tobytes()
    channels = len(paper.mode)
    entries.DecodeParms = pikepdf.Dictionary(
        Predictor=15, Colors=channels, BitsPerComponent=8, Columns=paper.width
    )
    entries.Filter = pikepdf.Name.FlateDecode
    stride = paper.width * channels
    rows = (samples[at : at + stride] for at in range(0, len(samples), stride))
    return zlib.compress(b"".join(b"\x00" + row for row in rows), 6)


def _faxed(paper: Image.Image) -> tuple[pikepdf.Dictionary, bytes]:
    """Pack black and white as a fax does, without loss: a tenth of what deflating it takes."""
    out = io.BytesIO()
    paper.save(out, "TIFF", compression="group4", tiffinfo={_ROWS_A_STRIP: paper.height})
    with Image.open(out) as image:
        fax = group4(out.getvalue(), image) if isinstance(image, TiffImagePlugin.TiffImageFile) else None
    if fax is None:
        raise _broken()
    return fax


def group4(data: bytes, image: TiffImagePlugin.TiffImageFile) -> tuple[pikepdf.Dictionary, bytes] | None:
    """Give the CCITT Group 4 data of a TIFF page where it is one strip (TIFF 6.0, section 11), else None.

    Raises:
        Refusal: It breaks off.
    """
    tags = image.tag_v2
    starts, lengths = tags.get(_STRIPS, ()), tags.get(_STRIP_BYTES, ())
    if (
        tags.get(_COMPRESSION) != _GROUP4
        or tags.get(_FILL_ORDER, 1) != 1
        or len(starts) != 1
        or len(lengths) != 1
    ):
        return None
    strip = data[starts[0] : starts[0] + lengths[0]]
    if len(strip) != lengths[0]:
        raise Refusal("FILE-damaged", "breaks off before the end of its picture")
    parms = pikepdf.Dictionary(
        K=-1, Columns=image.width, Rows=image.height, BlackIs1=tags.get(_PHOTOMETRIC) == 1
    )
    entries = pikepdf.Dictionary(Filter=pikepdf.Name.CCITTFaxDecode, BitsPerComponent=1, DecodeParms=parms)
    return entries, strip


def _broken() -> Refusal:
    """Refuse a picture that cannot be decoded."""
    return Refusal("FILE-damaged", "is damaged: its picture breaks off or cannot be read")
