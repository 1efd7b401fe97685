"""The papers of the mini case as bytes: small PDFs and a photograph, with nothing to load or read."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from functools import cache

import pikepdf
from PIL import Image, ImageDraw

LETTER = (612, 792)
LANDSCAPE = (792, 612)


def text_pdf(pages: Iterable[Sequence[str]], size: tuple[int, int] = LETTER) -> bytes:
    """Make a PDF with one page for every list of lines; only the letters of Latin-1."""
    streams = [_lines(lines, size) for lines in pages]
    numbers = [5 + 2 * index for index in range(len(streams))]
    kids = " ".join(f"{number - 1} 0 R" for number in numbers)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(streams)} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, stream in zip(numbers, streams, strict=True):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {size[0]} {size[1]}] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {number} 0 R >>".encode()
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream")
    return _file(objects)


def _lines(lines: Sequence[str], size: tuple[int, int]) -> bytes:
    """Write the content stream of one page: lines from the top, an inch of margin."""
    out = [b"BT /F1 12 Tf 16 TL 72 %d Td" % (size[1] - 84)]
    for line in lines:
        text = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        out.append(b"(" + text.encode("cp1252") + b") Tj T*")
    return b"\n".join([*out, b"ET"])


def _file(objects: Sequence[bytes]) -> bytes:
    """Put numbered objects into a PDF file with its table."""
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    starts = []
    for number, content in enumerate(objects, start=1):
        starts.append(out.tell())
        out.write(b"%d 0 obj\n" % number + content + b"\nendobj\n")
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % start for start in starts)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table))
    return out.getvalue()


@cache
def landscape_chart() -> bytes:
    """Make a chart that lies across the page."""
    return text_pdf([("Chart of calls received (sample)", "2026-02-11   2026-02-14   2026-02-19")], LANDSCAPE)


@cache
def locked_bulletin() -> bytes:
    """Make a PDF that opens without a password but has an owner's."""
    out = io.BytesIO()
    plain = text_pdf([("Radio Ejemplo, bulletin of 4 May 2026 (sample)", "Farmers threatened.")])
    with pikepdf.open(io.BytesIO(plain)) as pdf:
        locks = pikepdf.Permissions(extract=False, modify_other=False)
        pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user="", allow=locks))
    return out.getvalue()


@cache
def turned_photograph() -> bytes:
    """Make a photograph taken with the telephone held upright: 320 x 240 pixels, EXIF orientation 6."""
    picture = Image.new("RGB", (320, 240), (150, 190, 220))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 150, 320, 240), fill=(110, 140, 80))
    draw.rectangle((90, 70, 110, 200), fill=(90, 60, 30))
    draw.rectangle((210, 70, 230, 200), fill=(90, 60, 30))
    draw.line((100, 100, 220, 180), fill=(200, 30, 30), width=8)
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80, exif=exif, dpi=(150, 150))
    return out.getvalue()
