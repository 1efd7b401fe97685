"""The exhibits on the review page: every tab with its documents, their first pages and cites. Pure."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import PurePosixPath

from asylum_packet.case.model import Document, Tab
from asylum_packet.pages import PageRange
from asylum_packet.report.review_findings import badge
from asylum_packet.report.review_html import Html, items, join, tag
from asylum_packet.report.review_values import Review, spoken
from asylum_packet.report.tables import counted
from asylum_packet.sequence import Cite

_MOST_OPEN_CITES = 6


def exhibits(review: Review) -> Html:
    """List every tab with its documents."""
    filed = [tab for tab in review.case.tabs if review.packet.tab(tab.label)]
    if not filed:
        return tag("p", "This packet has no exhibits.")
    return join(_tab(review, tab) for tab in filed)


def _tab(review: Review, tab: Tab) -> Html:
    """Print one tab."""
    pages = review.packet.tab(tab.label)
    where = join((" · ", review.pages_link(pages))) if pages else ""
    heading = tag("h3", f"Tab {tab.label}: {tab.title}", tag("span", where, attrs={"class": "quiet small"}))
    alone = len(tab.documents) == 1 and tab.documents[0].title == tab.title
    cards = (
        tag("li", *_document(review, document, pages, heading="" if alone else document.title))
        for document in tab.documents
        if (pages := review.packet.document(document.id))
    )
    return tag(
        "section", heading, tag("ul", *cards, attrs={"class": "docs"}), attrs={"id": f"tab-{tab.label}"}
    )


def _document(review: Review, document: Document, pages: PageRange, *, heading: str) -> Iterator[Html]:
    """Print one document: its first page, its parts, its cites."""
    yield _thumbnail(review, document, pages)
    rows = [tag("h4", heading)] if heading else []
    known = " · ".join(one for one in (document.date, document.source or document.author) if one)
    if known:
        rows.append(tag("p", known, attrs={"class": "quiet small"}))
    rows += [
        tag("p", review.pages_link(pages), f", {counted(len(pages), 'page')}"),
        *_parts(review, document),
    ]
    rows += [_cites(review, review.cites_of(document.id))]
    yield tag("div", *rows)


def _thumbnail(review: Review, document: Document, pages: PageRange) -> Html:
    """Show the first page as a link to it, passed over by the tab key: the words beside it lead there too."""
    picture = review.thumbnails.get(document.id)
    if picture is None:
        return tag("span", "no picture", attrs={"class": "thumb none", "aria-hidden": "true"})
    data = base64.b64encode(picture).decode()
    drawn = tag(
        "img",
        attrs={
            "src": f"data:image/jpeg;base64,{data}",
            "alt": f"{document.title}: {spoken(PageRange(pages.first, pages.first))}",
            "width": "104",
            "height": "135",
        },
    )
    href = review.page_address(pages.first)
    return tag("a", drawn, attrs={"href": href, "class": "thumb", "tabindex": "-1"})


def _parts(review: Review, document: Document) -> Iterator[Html]:
    """List the parts of a document and the files they were made of."""
    kinds = [kind for kind in review.case.parts_of(document) if review.packet.part(document.id, kind)]
    rows = []
    for kind in kinds:
        part, pages = document.part(kind), review.packet.part(document.id, kind)
        words = [str(kind), " ", review.pages_link(pages)] if pages else [str(kind)]
        if part is None:
            words.append(" (made by this program)")
        rows.append(join(words))
    if len(kinds) > 1 or (kinds and document.part(kinds[0]) is None):
        yield items(rows, css="inline small")
    yield from _files(document)


def _files(document: Document) -> Iterator[Html]:
    """Name the files of a document; the folder is the tab's, and several files are folded away."""
    paths = [path for part in document.parts for path in part.files]
    if len(paths) == 1:
        name = tag("code", PurePosixPath(paths[0]).name)
        yield tag("p", name, attrs={"class": "quiet small"})
    elif paths:
        names = items(tag("code", path) for path in paths)
        summary = tag("summary", f"{len(paths)} files")
        yield tag("details", summary, names, attrs={"class": "quiet small"})


def _at(review: Review, cite: Cite) -> Html:
    """Link to the page that a cite names."""
    return review.page_link(cite.packet_page, f"at\u00a0{cite.packet_page}", label=cite.text)


def _cites(review: Review, cites: tuple[Cite, ...]) -> Html:
    """List the places that cite a document; long lists are folded."""
    if not cites:
        return tag("p", badge("warning", "never cited"))
    rows = items(
        (join((tag("code", f"{cite.file}:{cite.line}"), " ", _at(review, cite))) for cite in cites),
        css="inline small",
    )
    said = f"Cited {counted(len(cites), 'time')}"
    if len(cites) <= _MOST_OPEN_CITES:
        return join((tag("p", f"{said}:", attrs={"class": "small"}), rows))
    return tag("details", tag("summary", said, attrs={"class": "small"}), rows, attrs={"class": "opens"})
