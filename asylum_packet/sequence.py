"""The packet's page sequence: which paper lies on which page, and in which submission.

`packet/layout.py` makes these values; every other room only reads page numbers from them, so that stamp,
label, index, bookmark, link and pin cite cannot disagree. Page numbers here are packet numbers (1-based,
inclusive, starting at `filing.first_page`), never indexes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import cached_property

from asylum_packet.pages import PageRange
from asylum_packet.tabs import stamp
from asylum_packet.values import Struct


class PieceKind(StrEnum):
    """What sort of paper a piece is."""

    COVER = "cover page"
    FEE_RECEIPT = "fee receipt"
    FORM = "form"
    ANSWER_SHEET = "answer sheet"
    COURT_PAPER = "court paper"
    BRIEF = "brief"
    INDEX = "exhibit index"
    TAB_SHEET = "tab sheet"
    DOCUMENT = "document"
    PROOF_OF_SERVICE = "proof of service"
    WITNESS_LIST = "witness list"
    CRIMINAL_HISTORY = "criminal history chart"
    CORROBORATION = "notice of corroboration efforts"
    MOTION = "motion"
    ORDER = "proposed order"
    CHANGES = "list of changes"


class PartKind(StrEnum):
    """Which part of a document; `Case.parts_of` says which ones it has, in printing order."""

    TRANSLATION = "translation"
    CERTIFICATE = "certificate"
    ORIGINAL = "original"


class Slot(Struct, frozen=True, kw_only=True):
    """A paper that has its place in the order of the packet, but no page numbers yet.

    `key` is unique in the packet: "brief/cover", "exhibits/tab-C", "police-report/translation".
    `tab` is the letter stamped on its pages; `document` and `part` are set for documents only.
    """

    key: str
    kind: PieceKind
    title: str
    submission: str
    tab: str | None = None
    document: str | None = None
    part: PartKind | None = None


class Piece(Struct, frozen=True, kw_only=True):
    """A paper with its pages in the packet."""

    slot: Slot
    pages: PageRange

    @property
    def key(self) -> str:
        """The slot's key."""
        return self.slot.key


class Submission(Struct, frozen=True, kw_only=True):
    """One document type as the court wants it uploaded (ECAS upload guideline 1).

    `name` is the word of `filing.submissions`; `stem` names its upload file without extension.
    """

    name: str
    title: str
    stem: str
    pieces: tuple[Piece, ...]

    @property
    def pages(self) -> PageRange:
        """From its first page to its last."""
        return PageRange(self.pieces[0].pages.first, self.pieces[-1].pages.last)


class Part(Struct, frozen=True, kw_only=True):
    """Pages of a submission that are one upload file; `number` is 0 where one file holds the submission."""

    submission: str
    number: int
    pages: PageRange


class Packet(Struct, frozen=True, kw_only=True, dict=True):
    """All submissions in order, one page sequence without gaps.

    `parts` lists the files of submissions that are too big for one (ECAS upload guideline 1), in order.
    """

    submissions: tuple[Submission, ...]
    parts: tuple[Part, ...] = ()

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """Every piece in page order; asked for a thousand times in a build."""
        return tuple(piece for submission in self.submissions for piece in submission.pieces)

    @cached_property
    def pages(self) -> PageRange:
        """From the packet's first page number to its last."""
        return PageRange(self.submissions[0].pages.first, self.submissions[-1].pages.last)

    def piece(self, key: str) -> Piece | None:
        """Find a piece by its key."""
        return self._by_key.get(key)

    def document(self, document_id: str) -> PageRange | None:
        """Give the pages of a document, from its first part to its last."""
        return _span(self._by_document.get(document_id, ()))

    def part(self, document_id: str, part: PartKind) -> PageRange | None:
        """Give the pages of one part of a document."""
        return _span(piece for piece in self._by_document.get(document_id, ()) if piece.slot.part is part)

    def tab(self, label: str) -> PageRange | None:
        """Give the pages under a tab, its tab sheet included."""
        return _span(self._by_tab.get(label, ()))

    @cached_property
    def _by_key(self) -> Mapping[str, Piece]:
        """The pieces by their keys."""
        return {piece.key: piece for piece in reversed(self.pieces)}

    @cached_property
    def _by_document(self) -> Mapping[str | None, list[Piece]]:
        """The pieces of each document, in page order."""
        return _grouped(self.pieces, lambda slot: slot.document)

    @cached_property
    def _by_tab(self) -> Mapping[str | None, list[Piece]]:
        """The pieces under each tab, in page order."""
        return _grouped(self.pieces, lambda slot: slot.tab)

    def parts_of(self, pages: PageRange) -> tuple[int, ...]:
        """List the numbers of the parts that these pages lie in; none in a submission that is one file."""
        return tuple(part.number for part in self.parts if part.pages.meets(pages))

    def stamps(self, pages: PageRange | None = None) -> tuple[str, ...]:
        """Give the stamps of a range of pages (all if None) in order; page labels are the same strings."""
        wanted = pages or self.pages
        return tuple(
            stamp(piece.slot.tab, page)
            for piece in self.pieces
            if piece.pages.meets(wanted)
            for page in piece.pages
            if page in wanted
        )


def _grouped(pieces: Iterable[Piece], name: Callable[[Slot], str | None]) -> Mapping[str | None, list[Piece]]:
    """Sort pieces by what their slots name."""
    found: dict[str | None, list[Piece]] = {}
    for piece in pieces:
        found.setdefault(name(piece.slot), []).append(piece)
    return found


def _span(pieces: Iterable[Piece]) -> PageRange | None:
    """Cover neighbouring pieces by one range."""
    found = tuple(pieces)
    return PageRange(found[0].pages.first, found[-1].pages.last) if found else None


class Cite(Struct, frozen=True, kw_only=True):
    """A pin cite, resolved: where it was written and what it points at.

    `page` counts inside the document (or the part named by the cite), None where the whole document is
    cited; `packet_page` is the packet number printed and linked; `text` is what is printed. `packet_last` is
    the last packet page of what is cited, `typed` what stands between the brackets.
    """

    file: str
    line: int
    id: str
    page: int | None
    packet_page: int
    text: str
    packet_last: int = 0
    typed: str = ""
