"""Fields of Word: which show text that stays, which the packet makes by itself, and which are cites."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from asylum_packet.values import Struct, replace
from asylum_packet.word.importcodes import loss
from asylum_packet.word.pincites import typed
from asylum_packet.word.prose import Call, Loss, Piece, PinCite, Words, plain

MADE = {"TOC": "a table of contents", "TOA": "a table of authorities", "INDEX": "an index"}
_MARKERS = {"TA", "TC", "XE", "RD", "PRIVATE", "ADVANCE"}
"""Fields that print nothing: marks for tables that the packet makes by itself."""
_QUIET = {"HYPERLINK", "QUOTE"}
_LINK = re.compile(r'\s*HYPERLINK\s+(?!\\)"?(?P<address>[^"\s]+)"?')
_WEB = ("http://", "https://", "mailto:")


class Field(Struct):
    """An open field: its instruction so far, whether its result has begun, and where among the pieces."""

    instruction: str = ""
    showing: bool = False
    start: int = 0

    @property
    def kind(self) -> str:
        """Name the field."""
        words = self.instruction.split(None, 1)
        return words[0].upper() if words else ""

    @property
    def is_made(self) -> bool:
        """Whether the packet makes by itself what the field shows."""
        return self.kind in MADE


def closed(field: Field, shown: Sequence[Piece], notes: Mapping[str, str]) -> tuple[list[Piece], list[Loss]]:
    """Give what stands for a field that ended.

    Args:
        field: The field.
        shown: Its result.
        notes: Names of footnotes by the bookmarks around their calls.
    """
    kind = field.kind
    if kind in MADE:
        return [], [loss("WORD-made", f"{MADE[kind]} is left out")]
    if kind in _MARKERS:
        return [], []
    if kind == "ADDIN":
        return _addin(field, list(shown))
    if kind in {"NOTEREF", "FTNREF"}:
        name = field.instruction.split()[1] if len(field.instruction.split()) > 1 else ""
        if name in notes:
            return [Call(note=notes[name])], []
    if kind == "HYPERLINK" and (match := _LINK.match(field.instruction)):
        return linked(shown, match["address"])
    if kind in _QUIET:
        return list(shown), []
    words = (
        "is left out: it shows no words"
        if not plain(tuple(shown)).strip()
        else "stands as the words it shows"
    )
    return list(shown), [loss("WORD-field", f"a field ({kind or 'without a name'}) {words}")]


def _addin(field: Field, shown: list[Piece]) -> tuple[list[Piece], list[Loss]]:
    """Bring a cite of ours back, as long as its words are those it was printed with."""
    words = plain(tuple(shown))
    cite = typed(field.instruction, words)
    if cite:
        return [PinCite(typed=cite, shown=words)], []
    if cite == "":
        return shown, [loss("WORD-cite", "a pin cite was edited in Word: it stands as its words")]
    return shown, [loss("WORD-field", "a field of an added program stands as the words it shows")]


def linked(shown: Sequence[Piece], address: str) -> tuple[list[Piece], list[Loss]]:
    """Let words lead to an address on the web; any other address is given up."""
    if not address.casefold().startswith(_WEB):
        return list(shown), [loss("WORD-link", "a link that does not lead to the web stands as its words")]
    return [replace(piece, link=address) if isinstance(piece, Words) else piece for piece in shown], []
