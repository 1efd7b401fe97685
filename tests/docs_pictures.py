"""The picture of the README: `python -m tests.docs_pictures OUT` draws it from a built example.

Three pages side by side: a page of the brief, the exhibit index, a page of evidence. None of them is the
official form.
"""

import json
import sys
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

from tests.docs_pages import DOCS

SCALE = 1.0  # 72 dpi
MARGIN = 24
COLOURS = 48


def draw(out: Path, picture: Path) -> None:
    """Draw the pages of a finished build into one picture."""
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    pdf = pypdfium2.PdfDocument(out / manifest["packet"]["file"])
    pages = [_page(pdf, number) for number in _numbers(manifest)]
    wide = sum(page.width for page in pages) + MARGIN * (len(pages) + 1)
    sheet = Image.new("RGB", (wide, max(page.height for page in pages) + 2 * MARGIN), "#e8e8e8")
    left = MARGIN
    for page in pages:
        sheet.paste(page, (left, MARGIN))
        left += page.width + MARGIN
    picture.parent.mkdir(exist_ok=True)
    sheet.quantize(COLOURS, dither=Image.Dither.NONE).save(picture, optimize=True)


def _numbers(manifest: dict) -> tuple[int, int, int]:
    """Choose a page of facts, the first page of the index, and the original of the police report."""
    first = {one["name"]: one["first_page"] for one in manifest["submissions"]}
    report = next(one for one in manifest["documents"] if one["id"] == "police-report")
    original = next(part for part in report["parts"] if part["kind"] == "original")
    return first["brief"] + 4, first["exhibits"] + 1, original["first_page"]


def _page(pdf: pypdfium2.PdfDocument, number: int) -> Image.Image:
    """Draw a page, numbered from 1, with a hair line around it."""
    image = pdf[number - 1].render(scale=SCALE).to_pil().convert("RGB")
    return ImageOps.expand(image, border=1, fill="#b0b0b0")


if __name__ == "__main__":
    draw(Path(sys.argv[1]), DOCS / "pictures" / "packet.png")
