"""Make the cases that the benchmarks build: scans of random noise and pages of text, any number of them.

Everything is made from a seed, so that two machines measure the same case. A case that is there is used
again.
"""

from __future__ import annotations

import io
import random
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

_NOISE_SIDE = 1196
"""Pixels across a scan that weighs a megabyte."""

_POOL = 24
_WORDS = tuple(
    re.findall(
        r"\w+",
        "the witness saw that police had come again before dawn and asked for names of people "
        "who met in church while others waited outside near the market until soldiers left "
        "toward the river and smoke rose ",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large a case is: pages and files of evidence, and roughly the megabytes of its scans."""

    name: str
    pages: int
    exhibits: int
    megabytes: int


LARGE = Size(name="large", pages=1000, exhibits=60, megabytes=280)
HUGE = Size(name="huge", pages=5000, exhibits=100, megabytes=250)
SMALL = Size(name="small", pages=60, exhibits=12, megabytes=15)


_CASE = """\
court: {city: Baltimore, state: MD, judge: Hon. Example Judge, detained: no}
hearing: {kind: individual, date: 2027-03-10, time: 9:00 AM}
respondents:
  - name: {first: Luis, last: Molina}
    a_number: 213-456-789
    language: Spanish
    understands_english: no
attorney:
  name: Ana Ejemplo
  firm: Example Immigration Law
  address: {street: 1 Main St, city: Baltimore, state: MD, zip: "21201"}
  phone: 410-555-0100
  email: ana@example.com
  eoir_id: AB123456
filing: {date: 2027-02-01, submissions: [brief, exhibits]}
service: {method: ecas}
"""


def make_case(folder: Path, size: Size) -> Path:
    """Write a whole case around its evidence: a brief of 13 pages that cites every exhibit."""
    make_exhibits(folder / "exhibits", size)
    (folder / "brief").mkdir(parents=True, exist_ok=True)
    (folder / "case.yaml").write_text(_CASE, encoding="utf-8")
    chance = random.Random(1980)
    facts = [_paragraph(chance, f"[@document-{number} 1]") for number in range(1, size.exhibits + 1)]
    argument = [_paragraph(chance, "*INS v. Cardoza-Fonseca*, 480 U.S. 421 (1987)") for _ in range(8)]
    for name, title, paragraphs in (("01-facts", "Facts", facts), ("02-argument", "Argument", argument)):
        text = "\n\n".join([f"# {title}", *paragraphs]) + "\n"
        (folder / "brief" / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def edit_brief(folder: Path, turn: int) -> None:
    """Change a sentence of the brief, as an attorney does before building again."""
    path = folder / "brief" / "02-argument.md"
    text = path.read_text(encoding="utf-8").split("\n\nThis is change ")[0].rstrip()
    path.write_text(f"{text}\n\nThis is change {turn} of the brief.\n", encoding="utf-8")


def lengthen_brief(folder: Path, *, paragraphs: int) -> None:
    """Add paragraphs to the brief; with 80 of them that of a case of 60 exhibits has 25 pages."""
    chance = random.Random(208)
    more = [_paragraph(chance, f"[@document-{number % 60 + 1} 1]") for number in range(paragraphs)]
    text = "\n\n".join(["# More of the Argument", *more]) + "\n"
    (folder / "brief" / "03-more.md").write_text(text, encoding="utf-8")


def _paragraph(chance: random.Random, cite: str) -> str:
    """Write a paragraph that ends with a cite."""
    return f"{' '.join(chance.choices(_WORDS, k=45)).capitalize()} {cite}."


def make_exhibits(folder: Path, size: Size) -> tuple[Path, ...]:
    """Write the evidence of a case; seven of ten files are scans, the rest text. Used again if complete."""
    done = folder / ".complete"
    if not done.exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        chance = random.Random(589)
        scans = _scans(chance, size)
        for number in range(1, size.exhibits + 1):
            pages = size.pages * number // size.exhibits - size.pages * (number - 1) // size.exhibits
            path = folder / f"{number:03d} document {number}.pdf"
            if number % 10 in {2, 5, 8}:
                _text_pdf(path, pages, chance)
            else:
                _scan_pdf(path, pages, scans, chance)
        done.touch()
    return tuple(sorted(folder.glob("*.pdf")))


def _scans(chance: random.Random, size: Size) -> list[bytes]:
    """Make photographs of noise, which no compression can shrink, of the weight that a page should have."""
    scanned = max(1, size.pages * 7 // 10)
    weight = size.megabytes * 1_000_000 / scanned
    side = max(60, int(_NOISE_SIDE * (weight / 1_000_000) ** 0.5))
    scans = []
    for _ in range(_POOL):
        image = Image.frombytes("L", (side, side * 4 // 3), chance.randbytes(side * (side * 4 // 3)))
        out = io.BytesIO()
        image.save(out, "JPEG", quality=70)
        scans.append(out.getvalue())
    return scans


def _scan_pdf(path: Path, pages: int, scans: list[bytes], chance: random.Random) -> None:
    """Write a PDF of scans, an image a page, as a scanner makes it."""
    with pikepdf.new() as pdf:
        for _ in range(pages):
            data = chance.choice(scans)
            width, height = Image.open(io.BytesIO(data)).size
            image = pdf.make_stream(
                data,
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Image,
                Width=width,
                Height=height,
                BitsPerComponent=8,
                ColorSpace=pikepdf.Name.DeviceGray,
                Filter=pikepdf.Name.DCTDecode,
            )
            page = pdf.add_blank_page(page_size=(612, 792))
            page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
            page.obj.Contents = pdf.make_stream(b"q 540 0 0 720 36 40 cm /Im0 Do Q")
        pdf.save(path)


def _text_pdf(path: Path, pages: int, chance: random.Random) -> None:
    """Write a PDF of text, 45 lines a page."""
    canvas = Canvas(str(path), pagesize=(612, 792), invariant=1, pageCompression=1)
    for _ in range(pages):
        canvas.setFont("Times-Roman", 11)
        for line in range(45):
            canvas.drawString(72, 720 - 14 * line, " ".join(chance.choices(_WORDS, k=13)))
        canvas.showPage()
    canvas.save()
