"""What became of an odd PDF, beside PDFium's picture of the source, pixel for pixel.

A finished page paints the source through one matrix. That matrix says where the source must lie; drawn
through its inverse, the finished page must be the picture PDFium makes of the source itself.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image, ImageChops

from asylum_packet.findings import Finding
from asylum_packet.intake import Intake, Prepared
from tests.intake.odd.making import Odd

_LONG_SIDE = 420
_MOST_PAGES = 5
_CLEAR = 48
"""Steps (of 255) from which on two pixels differ."""

SAME = 0.0015
"""Share of differing pixels up to which two pictures are the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What came of an odd PDF: pages as they should be, a named error, or what is wrong.

    `difference` is the largest share of differing pixels of its pages; `pair` the two pictures of that page.
    """

    name: str
    outcome: str
    difference: float = 0.0
    wrong: str = ""
    pair: tuple[Image.Image, Image.Image] | None = None


def judged(odd: Odd, path: Path, intake: Intake) -> Verdict:
    """Judge what came of one file that was prepared as `path.name`."""
    ready = next((p for want, p in intake.prepared.items() if want.path == path.name), None)
    said = [one for one in intake.findings if one.source and one.source.file == path.name]
    codes = ", ".join(sorted({one.code for one in said})) or "pages"
    if ready is None:
        return Verdict(name=odd.name, outcome=codes, wrong=_refusal(odd, said))
    if odd.code:
        return Verdict(name=odd.name, outcome=codes, wrong=f"became pages, not {odd.code}")
    return _looked_at(odd, path, ready, codes)


def _refusal(odd: Odd, said: list[Finding]) -> str:
    """Say what is wrong with a refusal, "" for nothing."""
    codes = {one.code for one in said}
    if not codes:
        return "no pages and no word about it"
    if codes & {"FILE-crashed", "FILE-timeout"}:
        return "ended or outlasted its reader"
    if odd.is_hurt or odd.code in codes:
        return ""
    return "is whole, and was refused"


def _looked_at(odd: Odd, path: Path, ready: Prepared, codes: str) -> Verdict:
    """Compare the pages, as far as PDFium opens the source at all."""
    assert isinstance(ready.sheets.pdf, Path)
    try:
        source = pdfium.PdfDocument(path, password=odd.password or None)
    except pdfium.PdfiumError:
        return Verdict(name=odd.name, outcome=f"{codes}; PDFium opens no source")
    with source, pdfium.PdfDocument(ready.sheets.pdf) as made, pikepdf.open(ready.sheets.pdf) as seen:
        source.init_forms()
        if len(source) != len(made):
            said = f"{len(made)} pages, and PDFium counts {len(source)}"
            is_told = odd.is_hurt and "FILE-repaired" in codes and len(made) > len(source)
            return Verdict(name=odd.name, outcome=codes, wrong="" if is_told else said)
        worst, pair = 0.0, None
        for index in range(min(len(made), _MOST_PAGES)):
            if not _is_shown(source, index):
                continue
            pictures = _of_source(source, index), _of_result(made, seen, index, source)
            if odd.is_hurt and "FILE-repaired" in codes and is_empty(pictures[0]):
                continue  # we repaired what PDFium does not, and say so
            share = difference(*pictures)
            if share >= worst:
                worst, pair = share, pictures
    wrong = f"{worst:.1%} of its pixels differ" if worst > SAME and not odd.differs else ""
    return Verdict(name=odd.name, outcome=codes, difference=worst, wrong=wrong, pair=pair)


def _is_shown(document: pdfium.PdfDocument, index: int) -> bool:
    """Say whether PDFium shows a page at all: not where it is lost, or its boxes exclude each other."""
    try:
        return min(document[index].get_size()) > 0
    except pdfium.PdfiumError:
        return False


def _size(document: pdfium.PdfDocument, index: int) -> tuple[int, int]:
    """Choose the pixels of a picture by the shape of the page."""
    wide, high = document[index].get_size()
    scale = _LONG_SIDE / max(wide, high)
    return max(2, round(wide * scale)), max(2, round(high * scale))


def _of_source(document: pdfium.PdfDocument, index: int) -> Image.Image:
    """Draw a source page as a viewer does, with annotations and fields."""
    wide, high = _size(document, index)
    page = document[index]
    bitmap = pdfium.PdfBitmap.new_native(wide, high, pdfium_c.FPDFBitmap_BGRx)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, wide, high)
    flags = pdfium_c.FPDF_ANNOT
    pdfium_c.FPDF_RenderPageBitmap(bitmap, page, 0, 0, wide, high, 0, flags)
    if document.formenv:
        pdfium_c.FPDF_FFLDraw(document.formenv, bitmap, page, 0, 0, wide, high, 0, flags)
    return bitmap.to_pil().convert("RGB")


def _of_result(
    made: pdfium.PdfDocument, seen: pikepdf.Pdf, index: int, source: pdfium.PdfDocument
) -> Image.Image:
    """Draw the part of a finished page on which the source must lie, to the same size."""
    wide, high = _size(source, index)
    page = made[index]
    left, bottom, right, top = _place(seen.pages[index].obj)
    across, along = wide / (right - left), high / (top - bottom)
    bitmap = pdfium.PdfBitmap.new_native(wide, high, pdfium_c.FPDFBitmap_BGRx)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, wide, high)
    paper = page.get_height()
    matrix = pdfium_c.FS_MATRIX(across, 0, 0, along, -left * across, -(paper - top) * along)
    clip = pdfium_c.FS_RECTF(0, 0, wide, high)
    pdfium_c.FPDF_RenderPageBitmapWithMatrix(bitmap, page, ctypes.byref(matrix), ctypes.byref(clip), 0)
    return bitmap.to_pil().convert("RGB")


def _place(page: pikepdf.Dictionary) -> tuple[float, float, float, float]:
    """Read where a finished page paints its source: the box of its form through its first matrix."""
    step = next(iter(pikepdf.parse_content_stream(page.Contents, "cm")))
    a, b, c, d, e, f = (float(number) for number in step.operands)
    x0, y0, x1, y1 = (float(side) for side in page.Resources.XObject["/P"].stream_dict.BBox)
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (x0, x1) for y in (y0, y1)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def is_empty(picture: Image.Image) -> bool:
    """Say whether nothing is on a page."""
    return picture.convert("L").getextrema()[0] > 250


def difference(one: Image.Image, other: Image.Image) -> float:
    """Give the share of pixels of either picture that no pixel beside the same place in the other is like.

    Edges that lie between two pixels are drawn on the one or the other: that is no difference.
    """
    apart = _largest(ImageChops.difference(one, other)).point(lambda step: 255 if step >= _CLEAR else 0)
    where = apart.getbbox()
    if where is None:
        return 0.0
    place = (max(where[0] - 1, 0), max(where[1] - 1, 0), where[2] + 1, where[3] + 1)
    box = (*place[:2], min(place[2], one.width), min(place[3], one.height))
    one, other, area = one.crop(box), other.crop(box), one.width * one.height
    return sum(ImageChops.lighter(_unlike(one, other), _unlike(other, one)).histogram()[_CLEAR:]) / area


def _unlike(one: Image.Image, other: Image.Image) -> Image.Image:
    """Measure how far each pixel lies outside of what the other picture has around the same place."""
    darkest, lightest = _around(other, ImageChops.darker), _around(other, ImageChops.lighter)
    return _largest(ImageChops.add(ImageChops.subtract(darkest, one), ImageChops.subtract(one, lightest)))


def _around(picture: Image.Image, pick: Callable[[Image.Image, Image.Image], Image.Image]) -> Image.Image:
    """Pick from each pixel and the eight beside it; a filter that sorts them takes twenty times as long."""
    for shift in ((1, 0), (0, 1)):
        back, forth = (ImageChops.offset(picture, n * shift[0], n * shift[1]) for n in (1, -1))
        picture = pick(pick(picture, back), forth)
    return picture


def _largest(picture: Image.Image) -> Image.Image:
    """Give the largest of the three colours of each pixel."""
    red, green, blue = picture.split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def table(verdicts: list[Verdict]) -> str:
    """Print a line for each file, what is wrong first."""
    rows = sorted(verdicts, key=lambda one: (not one.wrong, one.name))
    lines = [f"{one.name:34} {one.difference:8.2%}  {one.wrong or one.outcome}" for one in rows]
    wrong = sum(bool(one.wrong) for one in rows)
    return "\n".join([*lines, "", f"{len(rows)} files, {wrong} wrong"])


def counted(verdicts: list[Verdict]) -> Mapping[str, int]:
    """Count the files by what became of them."""
    found: dict[str, int] = {}
    for one in verdicts:
        found[one.outcome] = found.get(one.outcome, 0) + 1
    return found
