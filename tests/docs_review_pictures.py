"""The pictures of docs/review.md: `python -m tests.docs_review_pictures OUT` draws them from a built example.

OUT is the output folder of a build; a browser without a window shows its review page. The picture for a wide
screen shows the head of the page and its exhibits side by side, that for a telephone three screens.
"""

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image

from tests.docs_pages import DOCS
from tests.support.chromium import Browser

COLOURS = 160
GAP = 24
DESK, PHONE = (1280, 1280), (390, 844)


def draw(page: Path, pictures: Path) -> None:
    """Draw both pictures."""
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile,
        Browser(Path(profile)) as browser,
    ):
        for name, size, places in (
            ("review-desktop", DESK, ("state-heading", "exhibits")),
            ("review-phone", PHONE, ("state-heading", "signatures", "exhibits")),
        ):
            browser.open(page, width=size[0], height=size[1])
            whole = Image.open(io.BytesIO(browser.picture())).convert("RGB")
            tops = [0, *(_top(browser, place) for place in places[1:])]
            sheet = _side_by_side([whole.crop((0, top, size[0], top + size[1])) for top in tops])
            if name == "review-desktop":
                sheet = sheet.resize((sheet.width // 2, sheet.height // 2), Image.Resampling.LANCZOS)
            sheet.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
                pictures / f"{name}.png", optimize=True
            )


def _top(browser: Browser, place: str) -> int:
    """Find where a section begins on the page."""
    return int(browser.ask(f"document.getElementById('{place}').getBoundingClientRect().top + scrollY")) - GAP


def _side_by_side(pictures: list[Image.Image]) -> Image.Image:
    """Put pictures of one size in a row on grey."""
    width, height = pictures[0].size
    sheet = Image.new("RGB", ((width + GAP) * len(pictures) + GAP, height + 2 * GAP), "#d8d8d8")
    for number, picture in enumerate(pictures):
        sheet.paste(picture, (GAP + number * (width + GAP), GAP))
    return sheet


if __name__ == "__main__":
    draw(Path(sys.argv[1]) / "review.html", DOCS / "pictures")
