"""The pictures of the docs: `python -m tests.docs_pictures OUT` draws them from a build of the example.

Three pages side by side in each: a page of the brief, the exhibit index, a page of evidence; and three pages
of the brief. None of them is the official form. A picture carries a mark of the words on its pages, by which
a test tells whether it is still of this example.
"""

import hashlib
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps
from PIL.PngImagePlugin import PngInfo

from tests.docs_pages import DOCS

SCALE = 1.0  # 72 dpi
MARGIN = 24
COLOURS = 48
PICTURES = DOCS / "pictures"
MARK = "words"
_PASSING = re.compile(r"DRAFT – NOT FOR FILING|[\d\s.–-]+")
"""What is not the same in a build without the official form: page numbers, and the mark of a DRAFT."""


def draw(pages: Sequence[pypdfium2.PdfPage], picture: Path) -> None:
    """Draw pages side by side."""
    images = [_image(page) for page in pages]
    wide = sum(image.width for image in images) + MARGIN * (len(images) + 1)
    sheet = Image.new("RGB", (wide, max(image.height for image in images) + 2 * MARGIN), "#e8e8e8")
    left = MARGIN
    for image in images:
        sheet.paste(image, (left, MARGIN))
        left += image.width + MARGIN
    about = PngInfo()
    about.add_text(MARK, words_mark(pages))
    picture.parent.mkdir(exist_ok=True)
    sheet.quantize(COLOURS, dither=Image.Dither.NONE).save(picture, optimize=True, pnginfo=about)


def words_mark(pages: Sequence[pypdfium2.PdfPage]) -> str:
    """Sum up the words of pages in one short mark."""
    words = "".join(page.get_textpage().get_text_bounded() for page in pages)
    return hashlib.sha256(_PASSING.sub("", words).encode()).hexdigest()[:16]


def packet_pages(out: Path) -> list[pypdfium2.PdfPage]:
    """Choose a page of facts, the first page of the index, and the original of the police report."""
    manifest = _manifest(out)
    first = {one["name"]: one["first_page"] for one in manifest["submissions"]}
    report = next(one for one in manifest["documents"] if one["id"] == "police-report")
    original = next(part for part in report["parts"] if part["kind"] == "original")
    return _pages(out, (first["brief"] + 4, first["exhibits"] + 1, original["first_page"]))


def brief_pages(out: Path) -> list[pypdfium2.PdfPage]:
    """Choose the table of authorities, a page with a block quotation, and one with a footnote."""
    brief = next(one for one in _manifest(out)["submissions"] if one["name"] == "brief")
    first, last = brief["first_page"], brief["last_page"]
    pages = _pages(out, range(first, last + 1))
    texts = [page.get_textpage().get_text_bounded() for page in pages]
    asked = ("TABLE OF AUTHORITIES", "Because the market is ours", "1 Because the application")
    return [pages[next(n for n, text in enumerate(texts) if words in text)] for words in asked]


def _manifest(out: Path) -> dict:
    """Read what a build says of itself."""
    return json.loads((out / "manifest.json").read_text(encoding="utf-8"))


def _pages(out: Path, numbers: Sequence[int]) -> list[pypdfium2.PdfPage]:
    """Open pages, numbered from 1."""
    pdf = pypdfium2.PdfDocument(out / _manifest(out)["packet"]["file"])
    return [pdf[number - 1] for number in numbers]


def _image(page: pypdfium2.PdfPage) -> Image.Image:
    """Draw a page with a hair line around it."""
    image = page.render(scale=SCALE).to_pil().convert("RGB")
    return ImageOps.expand(image, border=1, fill="#b0b0b0")


if __name__ == "__main__":
    draw(packet_pages(Path(sys.argv[1])), PICTURES / "packet.png")
    draw(brief_pages(Path(sys.argv[1])), PICTURES / "brief.png")
