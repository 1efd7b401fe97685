"""The words on prepared pages, so that what a brief quotes can be compared with what it cites.

    words_of(sheets, pages)      page -> its words, as a viewer lets one select them; "" for none

Pages of the cache are read once: CASE/.asylum-packet/prepared/KEY.words.json keeps the words beside KEY.pdf.
It holds what the case holds, so only its owner may read it.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import pypdfium2 as pdfium

from asylum_packet.disk import content_of, look_of
from asylum_packet.intake.drafts import draft_of
from asylum_packet.sheets import Sheets

MOST_LETTERS = 100_000
"""Letters read of one page; a page of print has some 4,000."""

_MOST_BYTES = 100_000_000
"""More than this is not read of what was kept."""


def words_of(sheets: Sheets, pages: Iterable[int]) -> Mapping[int, str]:
    """Read the words of pages, counted from 1 inside the sheets, in their order."""
    wanted = sorted({page for page in pages if 1 <= page <= sheets.count})
    kept = _kept(sheets.pdf) if isinstance(sheets.pdf, Path) else {}
    known = {page: words for page in wanted if (words := kept.get(str(page + sheets.skip))) is not None}
    missing = [page for page in wanted if page not in known]
    if missing:
        fresh = _read(sheets, missing)
        known |= fresh
        if isinstance(sheets.pdf, Path):
            _keep(sheets.pdf, {**kept, **{str(page + sheets.skip): words for page, words in fresh.items()}})
    return {page: known[page] for page in wanted}


def _read(sheets: Sheets, pages: Iterable[int]) -> dict[int, str]:
    """Read the words of pages from their file; a page that cannot be read has none."""
    found = {}
    with contextlib.suppress(pdfium.PdfiumError, OSError), pdfium.PdfDocument(sheets.pdf) as document:
        for page in pages:
            found[page] = _page_words(document, page + sheets.skip - 1)
    return {page: found.get(page, "") for page in pages}


def _page_words(document: pdfium.PdfDocument, index: int) -> str:
    """Read the words of one page."""
    try:
        words = document[index].get_textpage()
        return str(words.get_text_range(0, min(words.count_chars(), MOST_LETTERS)))
    except pdfium.PdfiumError:
        return ""


def _place(pdf: Path) -> Path:
    """Give the file that keeps the words of prepared pages."""
    return pdf.with_suffix(".words.json")


def _kept(pdf: Path) -> dict[str, str]:
    """Give the words kept of prepared pages; none where they are of other pages or damaged."""
    told = content_of(_place(pdf), most_bytes=_MOST_BYTES)
    try:
        content = {} if told is None else json.loads(told)
    except (ValueError, RecursionError):
        return {}
    look = look_of(pdf)
    if look is None or not isinstance(content, dict) or content.get("pdf") != look:
        return {}
    pages = content.get("pages")
    if not isinstance(pages, dict):
        return {}
    return {page: words for page, words in pages.items() if isinstance(words, str)}


def _keep(pdf: Path, pages: Mapping[str, str]) -> None:
    """Keep words beside their pages, whole or not at all; a disk that takes nothing costs only time."""
    place = _place(pdf)
    draft = draft_of(place)
    with contextlib.suppress(OSError):
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(json.dumps({"pdf": look_of(pdf), "pages": pages}))
        draft.replace(place)
