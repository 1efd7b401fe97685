"""Where bookmarks and links lead, and what the pages are called: worked out from the plan alone.

Both the room that writes the file and the room that proves it read these values. Page numbers are packet
numbers; heights are points from the foot of the page, None for its top.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from asylum_packet.errors import ProofError
from asylum_packet.pages import PageRange
from asylum_packet.sequence import Packet, PartKind, Piece, Submission
from asylum_packet.sheets import Heading, Rect, Sheets, Target
from asylum_packet.values import Struct, replace

MAX_HEADINGS = 500
"""Headings below one paper; a source with more (a scanned book with a bookmark a line) keeps the first."""

MAX_LEVEL = 6
MAX_TITLE = 200

_PART_TITLES = {
    PartKind.TRANSLATION: "Translation",
    PartKind.CERTIFICATE: "Certificate",
    PartKind.ORIGINAL: "Original",
}


class Bookmark(Struct, frozen=True, kw_only=True):
    """A line of the outline and the lines below it."""

    title: str
    page: int
    top_pt: float | None = None
    below: tuple[Bookmark, ...] = ()
    open: bool = False


class PlacedLink(Struct, frozen=True, kw_only=True):
    """A link on a packet page and the packet page it leads to."""

    page: int
    rect: Rect
    to_page: int
    top_pt: float | None
    text: str


class LabelRun(Struct, frozen=True, kw_only=True):
    """Pages from `first` on whose labels are `prefix` and their number."""

    first: int
    prefix: str


def label_runs(packet: Packet, pages: PageRange | None = None) -> tuple[LabelRun, ...]:
    """List where the labels' prefix changes inside `pages` (all pages if None)."""
    pages = pages or packet.pages
    runs: list[LabelRun] = []
    for piece in packet.pieces:
        if not piece.pages.meets(pages):
            continue
        prefix = label_prefix(piece)
        if not runs or runs[-1].prefix != prefix:
            runs.append(LabelRun(first=max(piece.pages.first, pages.first), prefix=prefix))
    return tuple(runs)


def label_prefix(piece: Piece) -> str:
    """Give what stands before the number in the labels of a piece's pages."""
    return f"Tab {piece.slot.tab} - " if piece.slot.tab else ""


def placed_links(
    packet: Packet, sheets: Mapping[str, Sheets], pages: PageRange | None = None
) -> tuple[PlacedLink, ...]:
    """Find every link's page and target; links that leave `pages` are not among them.

    Raises:
        ProofError: A link leads to a paper or page that is not in the packet.
    """
    pages = pages or packet.pages
    pieces = {piece.key: piece for piece in packet.pieces}
    found = []
    for piece in packet.pieces:
        for link in sheets[piece.key].links if piece.pages.meets(pages) else ():
            page, to_page = _page(piece, link.page), _target(pieces, link.target, piece.key)
            if page in pages and to_page in pages:
                top = link.target.top_pt
                found.append(
                    PlacedLink(page=page, rect=link.rect, to_page=to_page, top_pt=top, text=link.text)
                )
    return tuple(found)


def outline(
    packet: Packet, sheets: Mapping[str, Sheets], pages: PageRange | None = None
) -> tuple[Bookmark, ...]:
    """Make the outline: submission, section or tab, document, part, the paper's own headings.

    Where `pages` is given, only what lies on these pages stays; what began before them and goes on there is
    told on the first of them as continued.
    """
    wanted = pages or packet.pages
    whole = tuple(
        _submission(submission, sheets, wanted)
        for submission in packet.submissions
        if submission.pages.meets(wanted)
    )
    return whole if pages is None else tuple(_within(whole, pages, packet.pages.last, depth=0))


def _submission(submission: Submission, sheets: Mapping[str, Sheets], wanted: PageRange) -> Bookmark:
    """Make the bookmark of a submission, and below it all of which a page is wanted."""
    below: list[Bookmark] = []
    for tab, group in groupby(submission.pieces, key=lambda piece: piece.slot.tab):
        pieces = tuple(group)
        if not PageRange(pieces[0].pages.first, pieces[-1].pages.last).meets(wanted):
            continue
        if tab is None:
            below += [_paper(piece, piece.slot.title, sheets) for piece in pieces]
        else:
            below.append(_tab(tab, pieces, sheets))
    return Bookmark(
        title=_clean(submission.title), page=submission.pages.first, below=tuple(below), open=True
    )


def _tab(label: str, pieces: tuple[Piece, ...], sheets: Mapping[str, Sheets]) -> Bookmark:
    """Make the bookmark of a tab: it opens on the tab sheet, the documents lie below."""
    sheet = next((piece for piece in pieces if piece.slot.document is None), None)
    below: list[Bookmark] = []
    for document, group in groupby(pieces, key=lambda piece: piece.slot.document):
        parts = tuple(group)
        if document is not None:
            below.append(_document(parts, sheets))
        else:
            below += [_paper(part, part.slot.title, sheets) for part in parts if part is not sheet]
    title = sheet.slot.title if sheet else f"Tab {label}"
    return Bookmark(title=_clean(title), page=pieces[0].pages.first, below=tuple(below))


def _document(parts: tuple[Piece, ...], sheets: Mapping[str, Sheets]) -> Bookmark:
    """Make the bookmark of a document; a document of one part needs no bookmark for it."""
    if len(parts) == 1:
        return _paper(parts[0], parts[0].slot.title, sheets)
    below = tuple(_paper(part, _part_title(part), sheets) for part in parts)
    return Bookmark(title=_clean(parts[0].slot.title), page=parts[0].pages.first, below=below)


def _part_title(piece: Piece) -> str:
    """Name a part of a document."""
    return _PART_TITLES[piece.slot.part] if piece.slot.part else piece.slot.title


def _paper(piece: Piece, title: str, sheets: Mapping[str, Sheets]) -> Bookmark:
    """Make the bookmark of a paper, its own headings below."""
    headings = list(sheets[piece.key].headings[:MAX_HEADINGS])
    return Bookmark(
        title=_clean(title), page=piece.pages.first, below=tuple(_nested(piece, headings, level=1))
    )


def _nested(piece: Piece, headings: list[Heading], *, level: int) -> Iterator[Bookmark]:
    """Yield the headings of a level with the deeper ones below them; takes them off the list."""
    while headings and headings[0].level >= level:
        heading = headings.pop(0)
        below = tuple(_nested(piece, headings, level=level + 1)) if level < MAX_LEVEL else ()
        yield Bookmark(
            title=_clean(heading.title), page=_page(piece, heading.page), top_pt=heading.top_pt, below=below
        )


def _within(bookmarks: Sequence[Bookmark], pages: PageRange, last: int, *, depth: int) -> Iterator[Bookmark]:
    """Yield the bookmarks that stay on `pages`; what each stands for ends before the next, or at `last`."""
    for place, bookmark in enumerate(bookmarks):
        end = bookmarks[place + 1].page - 1 if place + 1 < len(bookmarks) else last
        below = tuple(_within(bookmark.below, pages, end, depth=depth + 1))
        if bookmark.page in pages:
            yield replace(bookmark, below=below)
        elif bookmark.page < pages.first <= end:
            title = f"{bookmark.title} (continued)" if depth else bookmark.title
            yield replace(bookmark, title=title, page=pages.first, top_pt=None, below=below)


def _clean(title: str) -> str:
    """Make a title one line without control characters, of a length that a sidebar can show."""
    line = " ".join("".join(c if c.isprintable() else " " for c in title).split())
    return line if len(line) <= MAX_TITLE else line[: MAX_TITLE - 1].rstrip() + "…"


def _page(piece: Piece, page: int) -> int:
    """Give the packet number of a page of a paper."""
    try:
        return piece.pages.page(page)
    except ValueError as error:
        raise ProofError(
            f"{piece.key} has {len(piece.pages)} pages, but something on it stands on page {page}"
        ) from error


def _target(pieces: Mapping[str, Piece], target: Target, source: str) -> int:
    """Give the packet number of the page a target names."""
    if target.piece not in pieces:
        raise ProofError(f"a link on {source} leads to {target.piece}, which is not in the packet")
    return _page(pieces[target.piece], target.page)
