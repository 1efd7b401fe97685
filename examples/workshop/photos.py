"""Photographs that a telephone might have taken, drawn stroke by stroke: no real place, no real person."""

from __future__ import annotations

import io
import math
import random
from collections.abc import Callable
from typing import Literal

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from workshop.fonts import drawn

Colour = tuple[int, int, int]
SIZE = (1080, 1440)
_TURNED = {6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}


def photograph(
    scene: Callable[[random.Random], Image.Image],
    *,
    orientation: Literal[6, 8],
    taken: str,
    gps: bool = False,
) -> bytes:
    """Take a photograph of a scene with the telephone turned; `gps` also writes an invented place."""
    dice = random.Random(taken)
    picture = _lens(scene(dice), dice).transpose(_TURNED[orientation])
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0112] = "Muestra", "Sample Phone 5", orientation
    exif.get_ifd(0x8769)[0x9003] = taken
    if gps:
        place = exif.get_ifd(0x8825)
        place[1], place[2], place[3], place[4] = "N", (15.0, 0.0, 0.0), "W", (87.0, 0.0, 0.0)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=74, exif=exif, dpi=(180, 180), optimize=True)
    return out.getvalue()


def painted_wall(dice: random.Random) -> Image.Image:
    """Draw the street side of a house with words sprayed on it."""
    picture = _plaster(SIZE, (206, 178, 142), dice)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 1080, 120), fill=(120, 84, 66))
    for x in range(0, 1080, 46):
        draw.ellipse((x, 92, x + 50, 150), fill=(150, 84, 58))
    draw.rectangle((0, 1180, 1080, 1250), fill=(120, 116, 112))
    draw.rectangle((0, 1250, 1080, 1440), fill=(98, 94, 90))
    _window(draw, (90, 250, 390, 590))
    _door(draw, (720, 260, 980, 1180))
    for line, (words, size_px) in enumerate((("REYES", 132), ("CALLATE O", 104), ("TE CALLAMOS", 94))):
        _spray(picture, words, (50, 640 + line * 150), size_px, dice)
    return picture


def closed_stall(dice: random.Random) -> Image.Image:
    """Draw a closed market stall with flowers, candles and a painted sign."""
    picture = _plaster(SIZE, (150, 158, 150), dice)
    draw = ImageDraw.Draw(picture)
    for fold in range(12):
        left = fold * 90
        draw.polygon(
            [(left, 0), (left + 90, 0), (left + 80, 170), (left - 10, 170)],
            fill=(176, 52, 44) if fold % 2 else (226, 218, 204),
        )
    for slat, top in enumerate(range(190, 1060, 29)):
        tone = 118 + (slat % 2) * 16
        draw.rectangle((110, top, 970, top + 27), fill=(tone, tone + 10, tone + 18))
        draw.line((110, top + 27, 970, top + 27), fill=(82, 90, 98), width=3)
    draw.rectangle((60, 170, 110, 1130), fill=(96, 72, 52))
    draw.rectangle((970, 170, 1020, 1130), fill=(96, 72, 52))
    draw.rectangle((40, 1060, 1040, 1150), fill=(122, 92, 64))
    draw.rectangle((0, 1150, 1080, 1440), fill=(112, 108, 102))
    draw.rectangle((470, 215, 610, 325), fill=(236, 232, 220))
    draw.text((540, 270), "12", font=drawn("paint", 84), fill=(40, 60, 110), anchor="mm")
    _sign(picture, dice)
    _flowers(draw, (290, 520, 800, 790), dice)
    for x in (300, 420, 560, 700, 810):
        _candle(draw, x, 1060 - dice.randrange(30), 1150)
    return picture


def _plaster(size: tuple[int, int], colour: Colour, dice: random.Random) -> Image.Image:
    """Make a wall with stains and grain."""
    wall = Image.new("RGB", size, colour)
    stains = Image.frombytes("L", (27, 36), dice.randbytes(27 * 36)).resize(size, Image.Resampling.BICUBIC)
    shade = stains.filter(ImageFilter.GaussianBlur(24)).point(lambda level: 205 + level * 50 // 255)
    return ImageChops.multiply(wall, Image.merge("RGB", (shade, shade, shade)))


def _window(draw: ImageDraw.ImageDraw, box: tuple[int, int, int, int]) -> None:
    """Draw a window with bars."""
    left, top, right, low = box
    draw.rectangle((left - 14, top - 14, right + 14, low + 14), fill=(118, 98, 74))
    draw.rectangle(box, fill=(44, 52, 62))
    draw.polygon([(left, top), (left + 120, top), (left, top + 190)], fill=(84, 98, 112))
    for x in range(left + 30, right, 54):
        draw.rectangle((x, top, x + 9, low), fill=(26, 24, 24))
    draw.rectangle((left, (top + low) // 2, right, (top + low) // 2 + 10), fill=(26, 24, 24))


def _door(draw: ImageDraw.ImageDraw, box: tuple[int, int, int, int]) -> None:
    """Draw a wooden door."""
    left, top, right, low = box
    draw.rectangle((left - 16, top - 16, right + 16, low), fill=(88, 62, 44))
    draw.rectangle(box, fill=(62, 96, 92))
    for x in range(left, right, 52):
        draw.line((x, top, x, low), fill=(46, 74, 72), width=5)
    draw.ellipse((left + 20, (top + low) // 2, left + 46, (top + low) // 2 + 26), fill=(190, 170, 110))


def _spray(
    picture: Image.Image, words: str, place: tuple[int, int], size_px: int, dice: random.Random
) -> None:
    """Spray words: soft edges, uneven line, paint that runs down."""
    layer = Image.new("L", picture.size, 0)
    draw = ImageDraw.Draw(layer)
    face, x = drawn("paint", size_px), float(place[0])
    for letter in words:
        y = place[1] + dice.randrange(-12, 13)
        draw.text((x, y), letter, font=face, fill=255, stroke_width=3, stroke_fill=255)
        if letter != " " and dice.random() < 0.55:
            run, foot = x + size_px * 0.3, y + size_px
            draw.line((run, foot - 20, run, foot + dice.randrange(20, 110)), fill=235, width=5)
        x += face.getlength(letter)
    halo = layer.filter(ImageFilter.GaussianBlur(9)).point(lambda level: level * 2 // 5)
    mask = ImageChops.lighter(layer.filter(ImageFilter.GaussianBlur(2.2)), halo)
    mask = mask.point(lambda level: level * 88 // 100)
    picture.paste((34, 26, 28), (0, 0), mask)


def _sign(picture: Image.Image, dice: random.Random) -> None:
    """Hang a cardboard sign a little askew."""
    card = Image.new("RGBA", (560, 120), (206, 176, 128, 255))
    ImageDraw.Draw(card).text(
        (280, 58), "NO PAGAMOS MIEDO", font=drawn("paint", 52), fill=(120, 24, 28), anchor="mm"
    )
    turned = card.rotate(dice.uniform(2, 4), expand=True, resample=Image.Resampling.BICUBIC)
    picture.paste(turned, (260, 860), turned)


def _flowers(draw: ImageDraw.ImageDraw, box: tuple[int, int, int, int], dice: random.Random) -> None:
    """Draw a bunch of white flowers tied to the shutter."""
    left, top, right, low = box
    middle = ((left + right) // 2, low + 40)
    heads = [(dice.randrange(left, right), dice.randrange(top, low)) for _ in range(34)]
    for x, y in heads:
        draw.line((x, y, *middle), fill=(52, dice.randrange(86, 124), 56), width=6)
    draw.rectangle((middle[0] - 44, middle[1] - 18, middle[0] + 44, middle[1] + 8), fill=(226, 226, 232))
    for x, y in heads:
        for petal in range(6):
            px = x + 19 * math.cos(petal * math.pi / 3)
            py = y + 19 * math.sin(petal * math.pi / 3)
            tone = dice.randrange(222, 252)
            draw.ellipse((px - 15, py - 15, px + 15, py + 15), fill=(tone, tone, tone - 8))
        draw.ellipse((x - 9, y - 9, x + 9, y + 9), fill=(224, 186, 84))


def _candle(draw: ImageDraw.ImageDraw, x: int, top: int, low: int) -> None:
    """Draw a candle that burns."""
    draw.rectangle((x - 17, top, x + 17, low), fill=(238, 230, 208))
    draw.ellipse((x - 10, top - 40, x + 10, top + 2), fill=(252, 206, 96))
    draw.ellipse((x - 5, top - 24, x + 5, top), fill=(255, 246, 210))


def _lens(picture: Image.Image, dice: random.Random) -> Image.Image:
    """Add what a small lens does: blur, darker corners, grain, a slight tilt, and the mark of a sample."""
    tilted = picture.rotate(dice.uniform(-1.4, 1.4), Image.Resampling.BICUBIC)
    inner = tilted.resize((picture.width + 60, picture.height + 80), Image.Resampling.BICUBIC)
    framed = inner.crop((30, 40, 30 + picture.width, 40 + picture.height)).filter(
        ImageFilter.GaussianBlur(1.3)
    )
    corners = Image.radial_gradient("L").resize(picture.size).point(lambda level: 255 - level * 90 // 255)
    dim = ImageChops.multiply(framed, Image.merge("RGB", (corners, corners, corners)))
    noise = Image.frombytes("RGB", picture.size, dice.randbytes(picture.width * picture.height * 3))
    grain = noise.point(lambda level: 128 + (level - 128) * 11 // 128)
    taken = ImageChops.add(dim, grain, 1, -128)
    ImageDraw.Draw(taken).text(
        (picture.width - 14, picture.height - 12),
        "SAMPLE \u2013 fictional",
        font=drawn("sans", 20),
        fill=(214, 214, 206),
        anchor="rs",
    )
    return taken
