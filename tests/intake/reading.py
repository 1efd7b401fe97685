"""The text of finished pages, as a viewer's search finds it."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium

from asylum_packet.intake import Prepared


def text_of(prepared: Prepared) -> list[str]:
    """Give the text of every page, blanks and line ends as single blanks."""
    assert isinstance(prepared.sheets.pdf, Path)
    with pdfium.PdfDocument(prepared.sheets.pdf) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
