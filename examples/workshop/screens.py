"""Pages that are drawn rather than typed: screens of a telephone, a page of a passport."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw

from workshop.fonts import drawn
from workshop.scan import pages_of

Message = tuple[str, str]
SCREEN = (720, 1400)


def telephone(screens: Sequence[tuple[str, str, str, Sequence[Message]]]) -> bytes:
    """Make a PDF of screens: clock, sender, day, messages with their time; an empty one is a picture."""
    pages = []
    for screen in screens:
        out = io.BytesIO()
        _screen(*screen).quantize(48).save(out, "PNG", dpi=(150, 150), optimize=True)
        pages.append(out.getvalue())
    return pages_of(pages)


def _screen(clock: str, sender: str, day: str, messages: Sequence[Message]) -> Image.Image:
    """Draw a screen with its messages."""
    picture = Image.new("RGB", SCREEN, (236, 239, 241))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 720, 150), fill=(32, 84, 92))
    draw.text((30, 14), clock, font=drawn("sans", 24), fill="white")
    draw.rectangle((640, 18, 690, 38), outline="white", width=3)
    draw.rectangle((644, 22, 672, 34), fill="white")
    draw.ellipse((30, 66, 96, 132), fill=(150, 170, 174))
    draw.text((120, 82), sender, font=drawn("sans-bold", 28), fill="white")
    draw.text((360, 190), day, font=drawn("sans", 22), fill=(90, 100, 104), anchor="mm")
    top = 230
    for words, time in messages:
        top = _bubble(draw, words, time, top) + 22
    draw.rectangle((30, 1310, 690, 1372), fill="white", outline=(200, 204, 206))
    draw.text((60, 1325), "Mensaje", font=drawn("sans", 24), fill=(150, 156, 160))
    draw.text(
        (690, 1388), "SAMPLE \u2013 fictional", font=drawn("sans", 14), fill=(140, 146, 150), anchor="rs"
    )
    return picture


def _bubble(draw: ImageDraw.ImageDraw, words: str, time: str, top: int) -> int:
    """Draw a message that came in; give where it ends."""
    if not words:
        draw.rounded_rectangle((30, top, 430, top + 330), 18, fill="white")
        draw.rectangle((46, top + 16, 414, top + 280), fill=(104, 112, 108))
        draw.rectangle((140, top + 60, 320, top + 280), fill=(128, 88, 58))
        draw.text((230, top + 130), "27", font=drawn("paint", 64), fill=(236, 228, 206), anchor="mm")
        draw.text((410, top + 322), time, font=drawn("sans", 18), fill=(120, 126, 130), anchor="rs")
        return top + 330
    lines = _wrapped(words, 520)
    low = top + 44 * len(lines) + 44
    draw.rounded_rectangle((30, top, 600, low), 18, fill="white")
    for number, line in enumerate(lines):
        draw.text((52, top + 12 + 44 * number), line, font=drawn("sans", 30), fill=(28, 32, 34))
    draw.text((580, low - 10), time, font=drawn("sans", 18), fill=(120, 126, 130), anchor="rs")
    return low


def _wrapped(words: str, width_px: int) -> list[str]:
    """Break words into lines."""
    face, lines = drawn("sans", 30), [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if face.getlength(longer) <= width_px:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def passport(fields: Sequence[tuple[str, str]], code: Sequence[str]) -> Image.Image:
    """Draw the page with the photograph of an open passport, lying on a sheet of Letter paper."""
    dpi = 130
    sheet = Image.new("RGB", (int(8.5 * dpi), 11 * dpi), (250, 250, 248))
    draw = ImageDraw.Draw(sheet)
    left, top, right, low = int(1.1 * dpi), int(2.2 * dpi), int(7.4 * dpi), int(6.7 * dpi)
    draw.rounded_rectangle(
        (left, top, right, low), 18, fill=(214, 226, 236), outline=(120, 140, 160), width=3
    )
    for wave in range(top + 20, low - 20, 13):
        draw.arc((left + 20, wave, right - 20, wave + 90), 200, 340, fill=(198, 214, 228), width=2)
    draw.text(
        (left + 30, top + 16),
        "REPÚBLICA DE HONDURAS  /  REPUBLIC OF HONDURAS",
        font=drawn("sans-bold", 20),
        fill=(30, 60, 110),
    )
    draw.text(
        (left + 30, top + 46),
        "PASAPORTE / PASSPORT (MUESTRA / SAMPLE)",
        font=drawn("sans", 16),
        fill=(30, 60, 110),
    )
    _portrait(draw, (left + 30, top + 90, left + 230, top + 350))
    for number, (label, value) in enumerate(fields):
        x, y = left + 260 + (number % 2) * 270, top + 88 + (number // 2) * 62
        draw.text((x, y), label, font=drawn("sans", 12), fill=(70, 90, 120))
        draw.text((x, y + 16), value, font=drawn("sans-bold", 18), fill=(20, 24, 30))
    draw.rectangle((left, low - 100, right, low), fill=(240, 243, 245))
    for number, line in enumerate(code):
        draw.text((left + 24, low - 88 + number * 40), line, font=drawn("type-bold", 25), fill=(20, 20, 20))
    draw.text(
        (4.25 * dpi, 10.3 * dpi),
        "SAMPLE \u2013 fictional document, made to show how asylum-packet works",
        font=drawn("sans", 13),
        fill=(140, 140, 140),
        anchor="mm",
    )
    return sheet.resize((1700, 2200), Image.Resampling.LANCZOS)


def _portrait(draw: ImageDraw.ImageDraw, box: tuple[int, int, int, int]) -> None:
    """Draw a person as a shape, without a likeness."""
    left, top, right, low = box
    middle = (left + right) // 2
    draw.rectangle(box, fill=(228, 230, 228))
    draw.ellipse((middle - 64, top + 34, middle + 64, top + 200), fill=(58, 44, 38))
    draw.ellipse((middle - 46, top + 54, middle + 46, top + 176), fill=(188, 146, 118))
    draw.rectangle((middle - 18, top + 160, middle + 18, top + 206), fill=(188, 146, 118))
    draw.pieslice((left + 12, top + 190, right - 12, low + 120), 180, 360, fill=(112, 60, 66))
