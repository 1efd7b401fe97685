"""Read a finished packet with pypdf and hold it against its manifest, page by page.

Building writes with our own sink and proves with pikepdf and pdfium; pypdf has had no part in that, so what
it reads here is a third opinion, for the person who wants to be sure before filing. It knows nothing of the
plan: only the file and the manifest that lies beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from asylum_packet.tabs import stamp

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST = 20
"""Differences told at most; where there are more, the file is wrong as a whole."""

Entry = Mapping[str, object]


def audit_faults(path: Path, made: Entry) -> tuple[str, ...]:
    """Say where labels, bookmarks and links of a packet differ from the manifest; at most `MOST` of them.

    Args:
        path: The packet.
        made: Its manifest (docs/manifest.md).
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        with path.open("rb") as file:
            return tuple(islice(_faults(PdfReader(file), made), MOST))
    except (PyPdfError, OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        return ("a second reader cannot make sense of the packet",)


def _faults(reader: PdfReader, made: Entry) -> Iterator[str]:
    """Yield the differences, the telling ones first."""
    submissions, documents = _entries(made, "submissions"), _entries(made, "documents")
    first, last = _number(submissions[0], "first_page"), _number(submissions[-1], "last_page")
    if len(reader.pages) != last - first + 1:
        yield f"the packet has {len(reader.pages)} pages, the manifest tells of {last - first + 1}"
        return
    labels = reader.page_labels
    yield from _label_faults(labels, first, documents)
    yield from _bookmark_faults(reader, first, (*submissions, *documents))
    yield from _cite_faults(reader, first, _entries(made, "cites"))


def _label_faults(labels: Sequence[str], first: int, documents: Sequence[Entry]) -> Iterator[str]:
    """Compare the label of every page with its number and, under a document, with its tab."""
    tabs = {
        page: str(document["tab"])
        for document in documents
        for page in range(_number(document, "first_page"), _number(document, "last_page") + 1)
    }
    for page, label in enumerate(labels, start=first):
        wanted = stamp(tabs.get(page), page)
        if label != wanted and (page in tabs or label.rpartition(" - ")[2] != str(page)):
            yield f"page {page} is labelled '{label}'"


def _bookmark_faults(reader: PdfReader, first: int, told: Sequence[Entry]) -> Iterator[str]:
    """Look for a bookmark at the first page of every submission and document."""
    marked = {page + first for page in _bookmarked(reader, reader.outline)}
    for entry in told:
        page = _number(entry, "first_page")
        if page not in marked:
            yield f"no bookmark leads to page {page}, where '{entry.get('name') or entry.get('id')}' begins"


def _bookmarked(reader: PdfReader, items: Sequence[object]) -> Iterator[int]:
    """Yield the index of every page that a bookmark leads to."""
    from pypdf.generic import Destination

    for item in items:
        if isinstance(item, list):
            yield from _bookmarked(reader, item)
        elif isinstance(item, Destination):
            index = reader.get_destination_page_number(item)
            if index is not None:
                yield index


def _cite_faults(reader: PdfReader, first: int, cites: Sequence[Entry]) -> Iterator[str]:
    """Look for a link to the page of every cite."""
    indexes = {
        page.indirect_reference.idnum: index
        for index, page in enumerate(reader.pages)
        if page.indirect_reference
    }
    linked = {
        indexes[note.get_object()["/Dest"].get_object()[0].idnum] + first
        for page in reader.pages
        for note in page.get("/Annots", ())
    }
    for cite in cites:
        page = _number(cite, "packet_page")
        if cite.get("filed") is None and first <= page < first + len(indexes) and page not in linked:
            yield f"no link leads to page {page}, which {cite.get('file')}:{cite.get('line')} cites"


def _entries(made: Entry, key: str) -> tuple[Entry, ...]:
    """Give a list of the manifest."""
    found = made.get(key)
    return tuple(one for one in found if isinstance(one, dict)) if isinstance(found, list) else ()


def _number(entry: Entry, key: str) -> int:
    """Give a number of the manifest; ValueError where there is none."""
    found = entry.get(key)
    if not isinstance(found, int):
        raise ValueError(f"the manifest has no {key}")
    return found
