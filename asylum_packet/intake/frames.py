"""The other pictures people send: scans of many pages, faxes, web pictures, pictures of phones."""

from __future__ import annotations

import importlib
import importlib.util

import pikepdf
from PIL import Image, TiffImagePlugin

from asylum_packet.intake.jp2 import NotJp2Error, public_boxes
from asylum_packet.intake.rasters import Raster, check_size, decoded, group4, open_picture
from asylum_packet.intake.values import Limits, Refusal, Remark

_ORIENTATION = 274
_LOSSY = frozenset({"jpeg", "webp"})


def still_rasters(data: bytes, limits: Limits) -> tuple[Raster, ...]:
    """Take the first picture of a file over."""
    image = open_picture(data)
    check_size(*image.size, limits)
    is_lossy = image.format in {"WEBP", "AVIF", "HEIF"} and b"VP8L" not in data[:64]
    turned = 1 if image.format in {"AVIF", "HEIF"} else _orientation(image)  # their decoders turn them
    return (decoded(image, turned, _dpi(image), as_jpeg=is_lossy),)


def heic_rasters(data: bytes, limits: Limits) -> tuple[Raster, ...]:
    """Take a picture of a phone over; its decoder is an extra.

    Raises:
        Refusal: The extra is not installed.
    """
    if importlib.util.find_spec("pillow_heif") is None:
        raise Refusal("FILE-extra", "is a HEIC picture of a phone, which needs one more package here")
    importlib.import_module("pillow_heif").register_heif_opener()
    return still_rasters(data, limits)


def tiff_rasters(data: bytes, limits: Limits) -> tuple[Raster, ...]:
    """Take every page of a TIFF over."""
    image = open_picture(data)
    count = getattr(image, "n_frames", 1)
    if count > limits.pages:
        raise Refusal("FILE-limit", f"has {count:,} pages, more than the {limits.pages:,} one file may have")
    return tuple(_tiff_page(data, image, number, limits) for number in range(count))


def _tiff_page(data: bytes, image: Image.Image, number: int, limits: Limits) -> Raster:
    """Take one page over; a fax in one piece stays as it is."""
    try:
        image.seek(number)
    except (EOFError, OSError, SyntaxError, ValueError, KeyError, TypeError):
        raise Refusal("FILE-damaged", f"breaks off: its page {number + 1} cannot be read") from None
    check_size(*image.size, limits)
    fax = _fax(data, image)
    if fax is not None:
        return fax
    is_lossy = image.info.get("compression") in _LOSSY
    return decoded(image, 1, _dpi(image), as_jpeg=is_lossy)  # Pillow turns a TIFF upright as it decodes it


def _fax(data: bytes, image: Image.Image) -> Raster | None:
    """Take CCITT Group 4 data over as it stands, where it is one strip."""
    if image.mode != "1" or not isinstance(image, TiffImagePlugin.TiffImageFile):
        return None
    fax = group4(data, image)
    if fax is None:
        return None
    entries, strip = fax
    return Raster(
        entries=entries,
        data=strip,
        width=image.width,
        height=image.height,
        orientation=_orientation(image),
        dpi=_dpi(image),
        channels=1,
    )


def jpeg2000_rasters(data: bytes, limits: Limits) -> tuple[Raster, ...]:
    """Take a JPEG 2000 picture over as it is, without its private boxes; transparent ones are decoded."""
    image = open_picture(data)
    check_size(*image.size, limits)
    if image.mode not in {"L", "RGB"}:
        return (decoded(image, 1, _dpi(image)),)
    return (
        Raster(
            entries=pikepdf.Dictionary(Filter=pikepdf.Name.JPXDecode),
            data=_public_boxes(data),
            width=image.width,
            height=image.height,
            dpi=_dpi(image),
            channels=1 if image.mode == "L" else 3,
        ),
    )


def _public_boxes(data: bytes) -> bytes:
    """Leave out the boxes of a JP2 file that hold notes."""
    try:
        return public_boxes(data)
    except NotJp2Error:
        raise Refusal("FILE-damaged", "breaks off before the end of its picture") from None


def _orientation(image: Image.Image) -> int:
    """Read how a picture is turned."""
    value = image.getexif().get(_ORIENTATION, 1)
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _dpi(image: Image.Image) -> tuple[float, float]:
    """Read dots per inch; (0, 0) where the file does not say."""
    found = image.info.get("dpi")
    try:
        across, along = (float(part) for part in found or (0, 0))
    except (TypeError, ValueError, ZeroDivisionError):
        return (0.0, 0.0)
    return (across, along) if across > 0 and along > 0 else (0.0, 0.0)


def moving(kind: str, data: bytes) -> tuple[Remark, ...]:
    """Say so where only the first of several pictures is printed."""
    if kind not in {"gif", "webp", "avif", "heic"}:
        return ()
    count = getattr(open_picture(data), "n_frames", 1)
    return (
        (Remark(code="FILE-moving", text=f"has {count} pictures, of which the first is printed"),)
        if count > 1
        else ()
    )
