"""Read over what is about to be filed: the words on our own papers, and those of statements of other people.

    printed(packet, written)             papers of ours whose template a firm may have changed
    statements(case, standing)           declarations, letters and certificates that came as files

What prepared files say is read once and kept beside them (`intake/words.py`); nothing else is opened.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from asylum_packet.case.model import Case, Document
from asylum_packet.intake.words import words_of
from asylum_packet.papers.press import Written
from asylum_packet.sequence import Packet, PartKind, PieceKind
from asylum_packet.sheets import Sheets

_READ = frozenset({PieceKind.COVER, PieceKind.INDEX})
_STATEMENT = re.compile(r"\b(?:declaration|affidavit|statement|letter|testimony)\b", re.IGNORECASE)
_TABLES = 6
"""Pages before the body of a brief that are read: contents and authorities."""
MOST_PAGES = 20
"""Pages of one statement that are read."""


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
    found = {}
    for document in case.documents:
        certificate = f"{document.id}/{PartKind.CERTIFICATE}"
        if certificate in standing:
            found[certificate] = _words(standing[certificate], 1, MOST_PAGES)
        if is_statement(document):
            parts = (f"{document.id}/{kind}" for kind in (PartKind.TRANSLATION, PartKind.ORIGINAL))
            if key := next((key for key in parts if key in standing), ""):
                found[document.id] = _words(standing[key], 1, MOST_PAGES)
    return found


def is_statement(document: Document) -> bool:
    """Say whether a document is somebody's own account, by its title."""
    return document.is_declaration or _STATEMENT.search(document.title) is not None


def _words(sheets: Sheets, first: int, last: int) -> str:
    """Read pages one after the other."""
    return "\n".join(words_of(sheets, range(first, last + 1)).values())
