"""How many pages the exhibit index will have, before it is set: nothing but a good guess.

The index stands in front of all exhibits: while it is taken for shorter than it is, every number it prints is
another, and it is set again. A wrong guess costs time and changes no page.
"""

from __future__ import annotations

from math import ceil

from asylum_packet.case.model import Case, Document, Tab
from asylum_packet.papers.paging import TEXT_HEIGHT_PT
from asylum_packet.sequence import Packet

_HEAD_PT = 70.0
_LINE_PT = 13.75
_ROW_PT = 3.4
_LETTERS = 65
"""So many letters stand on a line of the middle column, about."""
_PAGE_PT = TEXT_HEIGHT_PT - 50.0
"""A page without the head of the table, and what stays free where rows keep together."""


def index_pages(case: Case, packet: Packet) -> int:
    """Guess the pages of the index of a packet whose division into parts is known."""
    parts = sum(part.submission == "exhibits" for part in packet.parts)
    rows = [row for tab in case.tabs for row in _of_tab(case, tab, 2 if parts else 1)]
    rows += [1] * (parts + 1 if parts else 0)
    tall = _HEAD_PT + sum(lines * _LINE_PT + _ROW_PT for lines in rows)
    return max(1, ceil(tall / _PAGE_PT))


def _of_tab(case: Case, tab: Tab, least: int) -> list[int]:
    """Guess the lines of each row of a tab; the first has `least` lines, with the part it lies in below."""
    alone = len(tab.documents) == 1 and tab.documents[0].title == tab.title
    rows = [] if alone else [_lines(tab.title)]
    for document in tab.documents:
        rows.append(_of_document(document))
        parts = len(case.parts_of(document))
        rows += [1] * (parts if parts > 1 else 0)
    return [max(least, rows[0]), *rows[1:]] if rows else rows


def _of_document(document: Document) -> int:
    """Guess the lines that a document is described in."""
    title = f"{document.title}, {document.date}" if document.date else document.title
    told = (", ".join(filter(None, (document.author, document.source))), document.url)
    return _lines(title) + sum(_lines(text) for text in told if text) + document.is_foreign


def _lines(text: str) -> int:
    """Guess the lines of a text."""
    return max(1, ceil(len(text) / _LETTERS))
