"""Scanned papers: a typed paper put on the glass of a scanner, a little askew, with dust and grain."""

from __future__ import annotations

import io
import random
from collections.abc import Iterable

import img2pdf
import pikepdf
import pypdfium2
from PIL import Image, ImageChops, ImageFilter

PAPER = 247


def scan(pdf: bytes, name: str, *, dpi: int = 200, quality: int = 38) -> bytes:
    """Scan every page in greys; the pages of the result are JPEG images without a text layer."""
    pages = [
        _jpeg(_aged(page, random.Random(f"{name}{number}")), dpi, quality)
        for number, page in enumerate(pictures(pdf, dpi))
    ]
    return pages_of(pages)


def scan_black(pdf: bytes, name: str, *, dpi: int = 300) -> bytes:
    """Scan every page in black and white, as a court's copier does (CCITT group 4)."""
    pages = []
    for number, page in enumerate(pictures(pdf, dpi)):
        dice = random.Random(f"{name}{number}")
        turned = page.rotate(dice.uniform(-0.9, 0.9), Image.Resampling.BILINEAR, fillcolor=255)
        _dust(turned, dice)
        out = io.BytesIO()
        turned.point(lambda level: 255 if level > 168 else 0).convert("1", dither=Image.Dither.NONE).save(
            out, "TIFF", compression="group4", dpi=(dpi, dpi)
        )
        pages.append(out.getvalue())
    return pages_of(pages)


def scan_colour(pictured: Iterable[Image.Image], name: str, *, dpi: int = 200, quality: int = 50) -> bytes:
    """Scan pages in colour."""
    pages = []
    for number, page in enumerate(pictured):
        dice = random.Random(f"{name}{number}")
        turned = page.rotate(
            dice.uniform(-0.7, 0.7), Image.Resampling.BICUBIC, fillcolor=(PAPER, PAPER, PAPER)
        )
        soft = turned.filter(ImageFilter.GaussianBlur(0.5))
        grain = _grain(soft.size, dice, 5).convert("RGB")
        pages.append(_jpeg(ImageChops.add(soft, grain, 1, -128), dpi, quality))
    return pages_of(pages)


def pictures(pdf: bytes, dpi: int) -> list[Image.Image]:
    """Draw the pages of a PDF in greys, to the pixel."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        found = []
        for index in range(len(document)):
            width, height = (round(side * dpi / 72) for side in document.get_page_size(index))
            drawn = document[index].render(scale=dpi / 72).to_pil().convert("L")
            found.append(drawn.crop((0, 0, width, height)))
        return found
    finally:
        document.close()


def pages_of(images: Iterable[bytes]) -> bytes:
    """Make a PDF of images, each one as large as its resolution says; nothing is encoded again."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(img2pdf.convert(list(images), nodate=True))) as document:
        del document.trailer.ID  # img2pdf writes a random one
        document.save(out, deterministic_id=True)
    return out.getvalue()


def _aged(page: Image.Image, dice: random.Random) -> Image.Image:
    """Turn, soften and dirty a page."""
    paper = page.point(lambda level: int(22 + level * (PAPER - 22) / 255))
    turned = paper.rotate(dice.uniform(-0.9, 0.9), Image.Resampling.BICUBIC, fillcolor=PAPER)
    soft = turned.filter(ImageFilter.GaussianBlur(0.6))
    shaded = ImageChops.multiply(soft, _shade(soft.size, dice))
    _dust(shaded, dice)
    return ImageChops.add(shaded, _grain(shaded.size, dice, 6), 1, -128)


def _shade(size: tuple[int, int], dice: random.Random) -> Image.Image:
    """Make the uneven light of a scanner: darker towards one edge."""
    ramp = Image.linear_gradient("L").resize(size, Image.Resampling.BICUBIC)
    edge = ramp.rotate(dice.choice((0, 180)))
    return edge.point(lambda level: 244 + level * 11 // 255)


def _dust(page: Image.Image, dice: random.Random) -> None:
    """Put a few specks on a page."""
    for _ in range(40):
        x, y = dice.randrange(page.width - 3), dice.randrange(page.height * 19 // 20)
        side = dice.choice((1, 1, 1, 2))
        page.paste(dice.randrange(90, 190), (x, y, x + side, y + side))


def _grain(size: tuple[int, int], dice: random.Random, depth: int) -> Image.Image:
    """Make grain around middle grey, `depth` levels to both sides."""
    noise = Image.frombytes("L", size, dice.randbytes(size[0] * size[1]))
    return noise.point(lambda level: 128 + (level - 128) * depth // 128)


def _jpeg(page: Image.Image, dpi: int, quality: int) -> bytes:
    """Encode a page."""
    out = io.BytesIO()
    page.save(out, "JPEG", quality=quality, dpi=(dpi, dpi), optimize=True)
    return out.getvalue()
