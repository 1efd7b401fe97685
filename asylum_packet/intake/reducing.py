"""Make the pictures of a file smaller, because a person asked for it: into a copy, never in place.

A page that alone is over the limit of an upload file is told by the build. What the court sees of a piece of
evidence is a person's decision, so nothing here runs by itself; it says what each page was and became.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
from PIL import Image, ImageOps

from asylum_packet.errors import ExhibitError
from asylum_packet.intake.rasters import on_paper, open_picture
from asylum_packet.intake.values import Refusal
from asylum_packet.sheets import LETTER_PT
from asylum_packet.values import Struct

MOST_PIXELS = 400_000_000
"""Pixels of a picture that is still decoded: a letter page at 2,000 dots per inch."""
_STANDARD = 3693
"""Sum of the luminance table of quality 50 (ITU-T T.81, Annex K.1), in the order of PIL's tables."""
_WORTH_BYTES = 50_000
_DEEPEST = 8
_INCHES = max(LETTER_PT) / 72


class Look(Struct, frozen=True, kw_only=True):
    """How the largest picture of a page is stored; `quality` is 0 where nothing is lost in it."""

    dpi: int
    quality: int
    size_bytes: int


class Reduced(Struct, frozen=True, kw_only=True):
    """A page (1-based) of which pictures were made smaller, before and after."""

    page: int
    before: Look
    after: Look


def reduce(source: Path, target: Path, *, dpi: int, quality: int) -> tuple[Reduced, ...]:
    """Write a copy of a PDF or picture as a PDF with smaller pictures, and say what changed.

    Args:
        source: The file; it is only read.
        target: The PDF to write.
        dpi: Dots per inch that a picture may have on its page; more are thrown away.
        quality: JPEG quality to store it with, 1 to 95.

    Raises:
        ExhibitError: The file is no PDF and no picture, is locked or damaged, or a picture is too large.
    """
    try:
        with _opened(source) as pdf:
            made = tuple(_pages(pdf, dpi, quality))
            pdf.save(target, deterministic_id=True)
    except (pikepdf.PdfError, Refusal) as error:
        raise ExhibitError(
            f"{source.as_posix()} cannot be made smaller: it is locked, damaged, or neither PDF nor picture",
            fix="open it in a viewer, and save or scan it again",
        ) from error
    return made


def _opened(source: Path) -> pikepdf.Pdf:
    """Open a PDF, or put a picture on a page of its own as large as it is, at most a letter page."""
    with source.open("rb") as file:
        if file.read(1024).lstrip().startswith(b"%PDF-"):
            return pikepdf.open(source)
    with _decoded(source) as picture:
        stored = BytesIO()
        picture.convert("RGB").save(stored, "JPEG", quality=95)
        wide, high = picture.size
    points = max(LETTER_PT) / max(wide, high)
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(wide * points, high * points))
    image = pdf.make_stream(
        stored.getvalue(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=wide,
        Height=high,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=image))
    page.obj.Contents = pdf.make_stream(b"q %.3f 0 0 %.3f 0 0 cm /P Do Q" % (wide * points, high * points))
    return pdf


def _decoded(source: Path) -> Image.Image:
    """Decode a picture, turned as its camera says; refuse one that would not fit into memory."""
    picture = open_picture(source.read_bytes())
    if picture.width * picture.height > MOST_PIXELS:
        raise Refusal("FILE-too-large", "has too many pixels")
    return on_paper(ImageOps.exif_transpose(picture))


def _pages(pdf: pikepdf.Pdf, dpi: int, quality: int) -> Iterator[Reduced]:
    """Make the pictures of every page smaller that are worth it; a picture used twice is done once."""
    done: dict[tuple[int, int], tuple[Look, Look]] = {}
    for number, page in enumerate(pdf.pages, start=1):
        inches = max(float(side) for side in page.mediabox[2:]) / 72 or _INCHES
        looks = []
        for image in _images(page.obj.get("/Resources"), depth=0):
            if image.objgen not in done and (changed := _smaller(image, inches, dpi, quality)):
                done[image.objgen] = changed
            if image.objgen in done:
                looks.append(done[image.objgen])
        if looks:
            before, after = max(looks, key=lambda pair: pair[0].size_bytes)
            yield Reduced(page=number, before=before, after=after)


def _images(resources: pikepdf.Object | None, *, depth: int) -> Iterator[pikepdf.Stream]:
    """Yield the pictures that a page draws, those inside of its forms too."""
    drawn = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    if not isinstance(drawn, pikepdf.Dictionary) or depth > _DEEPEST:
        return
    for thing in drawn.values():
        if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image":
            yield thing
        elif isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Form":
            yield from _images(thing.get("/Resources"), depth=depth + 1)


def _smaller(image: pikepdf.Stream, inches: float, dpi: int, quality: int) -> tuple[Look, Look] | None:
    """Store a picture again, smaller; None where it is left as it is: small already, or line art."""
    stored = len(image.read_raw_bytes())
    if stored < _WORTH_BYTES or image.get("/ImageMask", False) or "/SMask" in image or "/Mask" in image:
        return None
    wide, high = int(image.Width), int(image.Height)
    if wide * high > MOST_PIXELS or int(image.get("/BitsPerComponent", 8)) < 8:
        return None
    now = round(max(wide, high) / inches)
    share = min(1.0, dpi / now)
    try:
        picture = pikepdf.PdfImage(image).as_pil_image()
    except (pikepdf.PdfError, NotImplementedError, ValueError):
        return None
    before = Look(dpi=now, quality=_quality(picture), size_bytes=stored)
    small = picture.convert("L" if picture.mode in {"1", "L"} else "RGB")
    if share < 1:
        small = small.resize((round(wide * share), round(high * share)), Image.Resampling.LANCZOS)
    written = BytesIO()
    small.save(written, "JPEG", quality=quality, optimize=True)
    if len(written.getvalue()) >= stored:
        return None
    image.write(written.getvalue(), filter=pikepdf.Name.DCTDecode)
    for key in ("/DecodeParms", "/Decode"):
        if key in image:
            del image[key]
    image.Width, image.Height = small.size
    image.BitsPerComponent = 8
    image.ColorSpace = pikepdf.Name.DeviceGray if small.mode == "L" else pikepdf.Name.DeviceRGB
    after = Look(dpi=round(now * share), quality=quality, size_bytes=len(written.getvalue()))
    return before, after


def _quality(picture: Image.Image) -> int:
    """Estimate a JPEG's quality from its luminance table, as libjpeg scales it; 0 for what is no JPEG."""
    tables: dict[int, list[int]] = getattr(picture, "quantization", {})
    if not tables.get(0):
        return 0
    scale = 100 * sum(tables[0]) / _STANDARD
    quality = (200 - scale) / 2 if scale <= 100 else 5000 / scale
    return max(1, min(100, round(quality)))
