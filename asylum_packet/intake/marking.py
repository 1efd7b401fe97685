"""Yellow on the passages a brief relies on, as with a marker pen on paper (ICPM 3.3(e)(iii)).

A passage is looked for on the finished pages as a viewer's search does: capitals, line ends and the kinds of
blanks and quotation marks do not count. "3-4" asks for a bar beside the text of whole pages. The mark darkens
what it lies on (Multiply), so that no letter is hidden.
"""

from __future__ import annotations

import ctypes
import re
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from asylum_packet.intake.pagemaker import save
from asylum_packet.intake.placing import operands
from asylum_packet.pages import pages_of, parse_ranges
from asylum_packet.sheets import STAMP_BAND_PT, Rect

_YELLOW = b"1 0.92 0.23 rg"
_MOST_MARKS = 2_000
_RISE_PT = 1.0
_BAR_PT = (14.0, 8.0)
"""How far from the left edge the bar beside a whole page stands, and how wide it is."""

_PAGES = re.compile(r"(?:pages?|pp?\.)?\s*\d+(?:\s*[-–,]\s*\d+)*")
_BLANKS = re.compile(r"[\s\u00ad]+")
_QUOTES = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014\u2010\u2011", "''\"\"----")


def mark(file: Path, asked: tuple[str, ...]) -> tuple[int, ...]:
    """Mark passages on the pages of a file of ours; give the numbers (from 1) of those that are not there."""
    marks: dict[int, list[Rect]] = {}
    unfound = []
    with pdfium.PdfDocument(file) as document:
        for number, words in enumerate(asked, 1):
            found = (
                _page_bars(document, words) if _PAGES.fullmatch(words.strip()) else _passages(document, words)
            )
            if not found:
                unfound.append(number)
            for index, box in found:
                marks.setdefault(index, []).append(box)
    if marks:
        _draw(file, marks)
    return tuple(unfound)


def _page_bars(document: pdfium.PdfDocument, words: str) -> list[tuple[int, Rect]]:
    """Give the bars of whole pages; none where a page is not there."""
    wanted = pages_of(parse_ranges(re.sub(r"[^\d,–-]", "", words)))
    if max(wanted) > len(document):
        return []
    left, wide = _BAR_PT
    return [
        (page - 1, (left, STAMP_BAND_PT + 8, left + wide, document[page - 1].get_height() - 20))
        for page in wanted
    ]


def _passages(document: pdfium.PdfDocument, words: str) -> list[tuple[int, Rect]]:
    """Find words on every page, also where lines break inside them."""
    wanted = _folded(words)[0].strip()
    found: list[tuple[int, Rect]] = []
    if not wanted:
        return found
    for index in range(len(document)):
        page = document[index]
        text = page.get_textpage()
        folded, places = _folded(_letters(text))
        at = folded.find(wanted)
        while at >= 0 and len(found) < _MOST_MARKS:
            first, last = places[at], places[at + len(wanted) - 1]
            found += [(index, box) for box in _boxes(text, first, last - first + 1)]
            at = folded.find(wanted, at + len(wanted))
        text.close()
        page.close()
    return found


def _letters(text: pdfium.PdfTextPage) -> str:
    """Give the letters of a page by their numbers, one for one."""
    count = text.count_chars()
    return "".join(chr(pdfium_c.FPDFText_GetUnicode(text, index) or 32) for index in range(count))


def _folded(text: str) -> tuple[str, list[int]]:
    """Reduce a text to what counts in a search, and give the place of each letter left in it."""
    kept: list[str] = []
    places: list[int] = []
    for index, char in enumerate(text.translate(_QUOTES)):
        if char in {"\x02", "\ufffe", "\u00ad"}:  # a hyphen that only a line end put there
            continue
        if _BLANKS.fullmatch(char):
            if kept and kept[-1] == " ":
                continue
            char = " "
        low = char.casefold()
        kept.append(low[:1] or char)
        places.append(index)
    return "".join(kept), places


def _boxes(text: pdfium.PdfTextPage, first: int, count: int) -> list[Rect]:
    """Give the boxes of a run of letters, one for each line."""
    boxes = []
    sides = [ctypes.c_double() for _ in range(4)]
    for number in range(pdfium_c.FPDFText_CountRects(text, first, count)):
        if pdfium_c.FPDFText_GetRect(text, number, *sides):
            left, top, right, bottom = (side.value for side in sides)
            boxes.append((left - 0.5, bottom - _RISE_PT, right + 0.5, top + _RISE_PT))
    return boxes


def _draw(file: Path, marks: dict[int, list[Rect]]) -> None:
    """Draw marks above what the pages show, darkening only."""
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        state = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, BM=pikepdf.Name.Multiply))
        for index, boxes in marks.items():
            page = pdf.pages[index]
            resources = pikepdf.Dictionary(dict(page.obj.Resources))
            resources.ExtGState = pikepdf.Dictionary(
                {**dict(resources.get("/ExtGState", {})), "/Marker": state}
            )
            page.obj.Resources = resources
            drawn = b"\n".join(
                operands(left, bottom, right - left, top - bottom) + b" re f"
                for left, bottom, right, top in boxes
            )
            whole = page.obj.Contents.read_bytes() + b"\nq /Marker gs " + _YELLOW + b"\n" + drawn + b"\nQ\n"
            page.obj.Contents = pdf.make_stream(whole)
        save(pdf, file)
