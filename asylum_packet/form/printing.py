"""Where the printed words of a blank stand: the paper under its fields, which may have been moved or shrunk.

A file can keep every field where it was and yet print its questions elsewhere (scaled to fit, cropped,
shifted). On each page two places of print are compared with those of the edition: the footer, and a heading.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import pypdfium2
import pypdfium2.raw as pdfium

from asylum_packet.values import Struct

_FOOTER = "Form I-589"
_HEADINGS = (
    "START HERE",
    *("Part A.II", "Part A.II", "Part A.III", "Part B", "Part B", "Part C", "Part C", "Part D", "Part F"),
    *("A-Number", "A-Number"),
)
"""A word near the top of each page, in both editions that were measured."""
_TOLERANCE_PT = 1.5
_PAGE_NUMBER = re.compile(r"Form I-589[^()]{0,14}\(Rev\. [\d/]{8}\) Page (\d{1,2})|Page (\d{1,2}) of 12")
Anchors = tuple[float, float, float, float]


class Printed(Struct, frozen=True, kw_only=True):
    """What a page prints: its words in one line, and where footer and heading begin, where it has both."""

    text: str
    anchors: Anchors | None


def printed_on(page: pypdfium2.PdfPage, number: int) -> Printed:
    """Read a page of a file by its number (1-based)."""
    read = page.get_textpage()
    return Printed(text=re.sub(r"\s+", " ", read.get_text_range()), anchors=_anchors(read, number))


def _anchors(read: pypdfium2.PdfTextPage, number: int) -> Anchors | None:
    """Find where footer and heading of a page (1-based) begin, in points; None where one is missing."""
    if number > len(_HEADINGS):
        return None
    footers, headings = _origins(read, _FOOTER), _origins(read, _HEADINGS[number - 1])
    if not footers or not headings:
        return None
    return (*min(footers, key=lambda at: at[1]), *max(headings, key=lambda at: at[1]))


def _origins(read: pypdfium2.PdfTextPage, words: str) -> list[tuple[float, float]]:
    """List where words begin on the base line."""
    found, search = [], read.search(words, match_case=True)
    while at := search.get_next():
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(read.raw, at[0], x, y)
        found.append((round(x.value, 1), round(y.value, 1)))
    return found


@cache
def _measured() -> Mapping[str, Mapping[int, Anchors]]:
    """Read what was measured, by edition and page."""
    editions: dict[str, dict[int, Anchors]] = {}
    text = files("asylum_packet.form").joinpath("anchors.yaml").read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            where, _, told = line.partition(": ")
            edition, _, page = where.partition(" ")
            left, bottom, right, top = map(float, told.split())
            editions.setdefault(edition, {})[int(page)] = (left, bottom, right, top)
    return editions


def moved_pages(pages: Sequence[Printed], edition: str) -> tuple[int, ...]:
    """List the pages (1-based) whose print does not stand where the edition has it."""
    expected = _measured().get(edition, {})
    return tuple(
        number for number, places in expected.items() if not _agree(pages[number - 1].anchors, places)
    )


def _agree(found: Anchors | None, expected: Anchors) -> bool:
    """Compare two places, to the tolerance that other programs' rounding needs."""
    return found is not None and all(
        abs(one - other) <= _TOLERANCE_PT for one, other in zip(found, expected, strict=True)
    )


def page_number(text: str) -> int:
    """Read the page number that a page prints beside its footer, 0 where it prints none."""
    found = _PAGE_NUMBER.search(" ".join(text.split()))
    return int(found[1] or found[2]) if found else 0
