"""What an attorney can cite: every document's id, its tab, its pages in the packet and inside itself."""

from __future__ import annotations

import json

from asylum_packet.case.model import Case, Document
from asylum_packet.pages import PageRange
from asylum_packet.report.tables import NAME_WIDTH, table
from asylum_packet.sequence import Packet, PartKind
from asylum_packet.values import Struct

_HOW = """\
Write [@ID] for a whole document, [@ID 3] or [@ID 3-4] for its pages, [@ID/original 2] for a page of one part.
The number counts pages inside the document (column INSIDE); the packet page is found for you."""
_ID = 1
"""The column of ids, which fold."""


class Citable(Struct, frozen=True, kw_only=True):
    """One document or one of its parts: `id` is what stands after the @ of a pin cite.

    `pages` are packet pages; a cite counts 1 to `len(pages)` inside.
    """

    id: str
    tab: str
    title: str
    pages: PageRange
    part: PartKind | None = None

    @property
    def inside(self) -> PageRange:
        """The page numbers a cite can name."""
        return PageRange(1, len(self.pages))


def citables(case: Case, packet: Packet) -> tuple[Citable, ...]:
    """List documents in tab order, each followed by its parts where it has more than one."""
    rows: list[Citable] = []
    for tab in case.tabs:
        for document in tab.documents:
            rows += _document(case, document, tab.label, packet)
    return tuple(rows)


def _document(case: Case, document: Document, tab: str, packet: Packet) -> list[Citable]:
    """List one document and its parts; nothing where it is not in the packet."""
    pages = packet.document(document.id)
    if pages is None:
        return []
    parts = [
        Citable(id=f"{document.id}/{kind}", tab=tab, title=str(kind), pages=found, part=kind)
        for kind in case.parts_of(document)
        if (found := packet.part(document.id, kind)) is not None
    ]
    whole = Citable(id=document.id, tab=tab, title=document.title, pages=pages)
    return [whole, *parts] if len(parts) > 1 else [whole]


def cites_text(rows: tuple[Citable, ...]) -> str:
    """Print the table, with the way to write a cite above it."""
    if not rows:
        return "no documents to cite: put files into exhibits/"
    head = ("TAB", "ID", "PACKET PAGES", "INSIDE", "TITLE")
    body = [
        ("" if row.part else row.tab, _indented(row), str(row.pages), str(row.inside), row.title)
        for row in rows
    ]
    return f"{_HOW}\n\n{table(head, body, folds={_ID: NAME_WIDTH})}"


def _indented(row: Citable) -> str:
    """Set the id of a part below its document."""
    return f"  {row.id}" if row.part else row.id


def cites_json(rows: tuple[Citable, ...]) -> str:
    """Print the same as JSON: `{"documents": [{id, tab, title, first_page, last_page, pages, parts}]}`."""
    documents: list[dict[str, object]] = []
    for row in rows:
        if row.part is None:
            parts = [_entry(one) for one in rows if one.part and one.id.rpartition("/")[0] == row.id]
            documents.append({**_entry(row), "tab": row.tab, "title": row.title, "parts": parts})
    return json.dumps({"documents": documents}, indent=2)


def _entry(row: Citable) -> dict[str, object]:
    """Give the id and pages of a row."""
    return {
        "id": row.id,
        "first_page": row.pages.first,
        "last_page": row.pages.last,
        "pages": len(row.pages),
    }
