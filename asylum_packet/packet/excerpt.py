"""One paper taken out of a packet, with the page numbers it has there. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from asylum_packet.errors import CaseFileError
from asylum_packet.sequence import Packet, PieceKind
from asylum_packet.sheets import Sheets
from asylum_packet.values import replace

ONLY = {
    "brief": frozenset({PieceKind.BRIEF}),
    "form": frozenset({PieceKind.FORM, PieceKind.ANSWER_SHEET}),
    "index": frozenset({PieceKind.INDEX}),
}
"""What can be built alone, and the kinds of its pieces."""


def excerpt(packet: Packet, sheets: Mapping[str, Sheets], what: str) -> tuple[Packet, Mapping[str, Sheets]]:
    """Take the pieces of one paper out of a packet, with the links among them."""
    kinds = ONLY[what]
    submissions = tuple(
        replace(submission, pieces=pieces)
        for submission in packet.submissions
        if (pieces := tuple(piece for piece in submission.pieces if piece.slot.kind in kinds))
    )
    if not submissions:
        raise CaseFileError(
            f"there is no {what} in this packet",
            fix="look at filing.submissions in case.yaml, and at what the folder holds",
        )
    part = Packet(submissions=submissions)
    keys = {piece.key for piece in part.pieces}
    return part, {
        key: replace(
            sheets[key], links=tuple(link for link in sheets[key].links if link.target.piece in keys)
        )
        for key in keys
    }
