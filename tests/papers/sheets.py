"""Looking at typeset papers with a library that did not make them."""

from __future__ import annotations

import pypdfium2 as pdfium

from asylum_packet.sheets import Rect, Sheets


def open_sheets(sheets: Sheets) -> pdfium.PdfDocument:
    """Open the file that sheets lie in."""
    assert isinstance(sheets.pdf, bytes)
    return pdfium.PdfDocument(sheets.pdf)


def texts(sheets: Sheets) -> list[str]:
    """Read the text of each page."""
    document = open_sheets(sheets)
    pages = range(sheets.skip, sheets.skip + sheets.count)
    return [document[index].get_textpage().get_text_bounded().replace("\r\n", "\n") for index in pages]


def inside(document: pdfium.PdfDocument, index: int, rect: Rect) -> str:
    """Read the text inside a rectangle of a page."""
    left, bottom, right, top = rect
    return document[index].get_textpage().get_text_bounded(left - 1, bottom - 1, right + 1, top + 1)


def lowest_ink(document: pdfium.PdfDocument, index: int) -> int:
    """Give the height in points, from the foot, of the lowest ink of a page; its top where there is none."""
    image = document[index].render(scale=1.0).to_pil().convert("L")
    box = image.point(lambda value: 255 if value < 250 else 0).getbbox()
    return int(image.height - box[3]) if box else int(image.height)
