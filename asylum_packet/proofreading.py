"""Read over what is about to be filed: the words on our own papers, and those of statements of other people.

    read_over(facts, ...)                all that follows, and the pages that are quoted from
    printed(packet, written)             papers of ours whose template a firm may have changed
    statements(case, standing)           declarations, letters and certificates that came as files

What prepared files say is read once and kept beside them (`intake/words.py`); nothing else is opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from asylum_packet.case.model import Case, Document
from asylum_packet.checks.quotations import pages_to_read
from asylum_packet.facts import Facts
from asylum_packet.intake.words import words_of
from asylum_packet.papers.written import Written
from asylum_packet.sequence import Cite, Packet, PartKind, PieceKind
from asylum_packet.sheets import Sheets
from asylum_packet.values import replace

_READ = frozenset({PieceKind.COVER, PieceKind.INDEX})
_STATEMENT = re.compile(r"\b(?:declaration|affidavit|statement|letter|testimony)\b", re.IGNORECASE)
_TABLES = 6
"""Pages before the body of a brief that are read: contents and authorities."""
MOST_PAGES = 20
"""Pages of one statement that are read."""


def read_over(
    facts: Facts,
    case: Case,
    packet: Packet,
    standing: Mapping[str, Sheets],
    written: Mapping[str, Written],
) -> Facts:
    """Add the words on pages that rules read."""
    return replace(
        facts,
        texts=_quoted(case, packet, facts.cites, standing, written),
        printed=printed(packet, written),
        statements=statements(case, standing),
    )


def _quoted(
    case: Case,
    packet: Packet,
    cites: tuple[Cite, ...],
    standing: Mapping[str, Sheets],
    written: Mapping[str, Written],
) -> Mapping[int, str]:
    """Read the words on the pages that are quoted from; those of our own papers as they were typeset."""
    wanted = pages_to_read(case, cites)
    sheets = {**standing, **{key: paper.sheets for key, paper in written.items()}}
    texts: dict[int, str] = {}
    for piece in packet.pieces:
        inside = [page - piece.pages.first + 1 for page in wanted if page in piece.pages]
        if inside and piece.key in sheets:
            found = words_of(sheets[piece.key], inside)
            texts |= {piece.pages.page(page): words for page, words in found.items()}
    return texts


def printed(packet: Packet, written: Mapping[str, Written]) -> Mapping[str, str]:
    """Read the covers, the index, the tables of the brief and the respondent's own declaration."""
    found = {}
    for piece in packet.pieces:
        paper = written.get(piece.key)
        if paper is None:
            continue
        if piece.slot.kind in _READ or piece.slot.part is PartKind.ORIGINAL:
            found[piece.key] = _words(paper.sheets, 1, paper.sheets.count)
        elif piece.slot.kind is PieceKind.BRIEF and paper.uses and paper.body and paper.body.first > 1:
            found[piece.key] = _words(paper.sheets, 1, min(paper.body.first - 1, _TABLES))
        elif piece.slot.kind is PieceKind.BRIEF:
            found[piece.key] = " "
    return found


def statements(case: Case, standing: Mapping[str, Sheets]) -> Mapping[str, str]:
    """Read what people state in writing, in English where there is a translation, and every certificate."""
    return {name: _words(standing[key], 1, MOST_PAGES) for name, key in _statements(case, standing)}


def statement_pages(case: Case, standing: Mapping[str, Sheets]) -> Iterator[tuple[Sheets, int]]:
    """Yield the sheets that `statements` reads, and how many pages of them at most."""
    return ((standing[key], MOST_PAGES) for _, key in _statements(case, standing))


def _statements(case: Case, standing: Mapping[str, Sheets]) -> Iterator[tuple[str, str]]:
    """Name what is read, each with the key of its sheets."""
    for document in case.documents:
        certificate = f"{document.id}/{PartKind.CERTIFICATE}"
        if certificate in standing:
            yield certificate, certificate
        if is_statement(document):
            parts = (f"{document.id}/{kind}" for kind in (PartKind.TRANSLATION, PartKind.ORIGINAL))
            if key := next((key for key in parts if key in standing), ""):
                yield document.id, key


def is_statement(document: Document) -> bool:
    """Say whether a document is somebody's own account, by its title."""
    return document.is_declaration or _STATEMENT.search(document.title) is not None


def _words(sheets: Sheets, first: int, last: int) -> str:
    """Read pages one after the other."""
    return "\n".join(words_of(sheets, range(first, last + 1)).values())
