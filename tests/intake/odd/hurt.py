"""Files whose bytes were damaged: broken off, overwritten, transferred as text, counted wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from random import Random

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from tests.intake.odd.making import Odd, charted, document

_MANY = 40


def hurt() -> Iterator[Odd]:
    """Yield damaged files; pages that look as the source does, or a named error, will do."""
    for name, data in _by_hand().items():
        yield Odd(name=f"hurt-{name}", data=data, is_hurt=True)
    yield from _at_random()


def _seed() -> bytes:
    """Make a file of three pages, its streams to be seen."""
    leaves = [charted(words=f"Page {number}") for number in (1, 2, 3)]
    return document(*leaves, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)


def _by_hand() -> dict[str, bytes]:
    data = _seed()
    packed = document(charted(), charted(words="Second"))
    streams = document(charted(), object_stream_mode=pikepdf.ObjectStreamMode.generate)
    at = data.rfind(b"startxref")
    table = data.rfind(b"xref\n", 0, at)
    middle = packed.find(b"stream", len(packed) // 4) + 60
    return {
        "no-end-of-file": data[:at],
        "no-table": data[:table],
        "startxref-wrong": data[:at] + b"startxref\n7\n%%EOF\n",
        "startxref-huge": data[:at] + b"startxref\n99999999999\n%%EOF\n",
        "table-shifted": data[:9] + b"%shift\n" + data[9:],
        "table-carriage-returns": data.replace(b"\n", b"\r\n"),
        "table-zeroed": re.sub(rb"\d{10} 00000 n", b"0000000000 00000 n", data),
        "length-too-long": re.sub(rb"/Length (\d+)", rb"/Length 9\1", data),
        "length-too-short": re.sub(rb"/Length \d+", b"/Length 20", data),
        "length-missing": re.sub(rb"/Length \d+", b"", data),
        "length-negative": re.sub(rb"/Length \d+", b"/Length -5", data),
        "endstream-missing": data.replace(b"endstream", b"", 1),
        "endobj-missing": data.replace(b"endobj", b""),
        "header-missing": data[data.find(b"\n") + 1 :],
        "header-late": b" " * 900 + data,
        "trailer-missing": data.replace(b"trailer", b"trailor"),
        "root-missing": re.sub(rb"/Root \d+ \d+ R", b"", data),
        "root-wrong": re.sub(rb"/Root \d+", b"/Root 99", data),
        "pages-wrong": re.sub(rb"/Pages \d+", b"/Pages 98", data),
        "first-half": data[: len(data) // 2],
        "most-of-it": data[: int(len(data) * 0.93)],
        "packed-most-of-it": packed[: int(len(packed) * 0.8)],
        "packed-zeroed": packed[:middle] + bytes(40) + packed[middle + 40 :],
        "streams-most-of-it": streams[: int(len(streams) * 0.8)],
        "two-files": data + packed,
        "dictionary-open": data.replace(b">>\nstream", b"\nstream", 1),
        "string-open": data.replace(b"(Page 1)", b"(Page 1"),
        "font-gone": re.sub(rb"/Font\s*<<.*?>>\s*>>", b"", data, count=1, flags=re.S),
        "eighth-bit-lost": bytes(byte & 0x7F for byte in packed),
        "reportlab-cut": _reportlab()[:-200],
    }


def _reportlab() -> bytes:
    """Make a file as reportlab writes them."""
    out = BytesIO()
    canvas = Canvas(out, invariant=True)
    for number in range(3):
        canvas.drawString(72, 700, f"Page {number + 1}")
        canvas.rect(100, 200 + 100 * number, 200, 80, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _at_random() -> Iterator[Odd]:
    dice = Random(1003)
    seeds = (_seed(), document(charted(), charted(words="Second")), _reportlab())
    for number in range(_MANY):
        data = bytearray(dice.choice(seeds))
        for _ in range(dice.choice([1, 1, 2, 5])):
            at = dice.randrange(len(data))
            how = dice.randrange(3)
            if how == 0:
                data[at] ^= 1 << dice.randrange(8)
            elif how == 1:
                del data[at : at + dice.randrange(1, 60)]
            else:
                data[at:at] = dice.choice([b"<<", b">>", b"endobj ", b"0 R", b"\x00" * 9, b"stream\n"])
        yield Odd(name=f"hurt-{number:02}", data=bytes(data), is_hurt=True)
