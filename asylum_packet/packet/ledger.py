"""The ledger of signatures: what each scan signed, written down when the scan was first seen.

`signed/ledger.json` lies beside the scans and belongs to the case: it is how a later build can tell that a
text was changed after somebody signed it. It holds hashes and places only, no word of the case.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from asylum_packet.values import Struct, asdict

_VERSION = 1
_TURNS = {0, 90, 180, 270}
_MOST_SLOTS, _LONGEST_NAME = 20, 120
_HASH_LETTERS = frozenset("0123456789abcdef")


class Fit(Struct, frozen=True, kw_only=True):
    """How a scan lies on the page it replaces.

    The scan is turned clockwise by `turn` degrees, enlarged by `scale`, then moved by `right_pt` and `up_pt`.
    `likeness` says how alike both pages look: 1 is the same picture, 0 nothing in common. `is_whole` says
    that the scan is shown whole, above the stamp, because something would be cut off otherwise; `is_bare`
    that nothing was found on it besides what was printed, `empty` names the slots of its page in whose boxes
    nothing is written, while something is in that of another.
    """

    turn: int = 0
    scale: float = 1.0
    right_pt: float = 0.0
    up_pt: float = 0.0
    likeness: float = 0.0
    is_whole: bool = False
    is_bare: bool = False
    empty: tuple[str, ...] = ()


class Entry(Struct, frozen=True, kw_only=True):
    """One signed slot: its scan, and what it signed.

    `scan` is the scan's sha256, `content` that of what the signer stands for, without page numbers, and
    `page` that of the words on the very page; `code` is printed at the foot of the sheet to sign.
    """

    file: str
    scan: str
    content: str
    page: str
    code: str
    fits: tuple[Fit, ...] = ()


Ledger = Mapping[str, Entry]
"""Entries by the name of their slot."""


def read_ledger(text: str) -> Ledger:
    """Read a ledger.

    Raises:
        ValueError: It is not a ledger that we wrote.
    """
    try:
        told = json.loads(text)
        if told["version"] != _VERSION:
            raise ValueError("another version")
        return {str(name): _entry(row) for name, row in told["signed"].items()}
    except (KeyError, TypeError, AttributeError, RecursionError, OverflowError) as error:
        raise ValueError("not a ledger") from error


def written(ledger: Ledger) -> str:
    """Write a ledger as text: the same entries always give the same text."""
    rows = {name: asdict(ledger[name]) for name in sorted(ledger)}
    return json.dumps({"version": _VERSION, "signed": rows}, indent=2, default=asdict) + "\n"


def _entry(row: Mapping[str, object]) -> Entry:
    """Read one entry."""
    fits = row["fits"]
    if not isinstance(fits, list):
        raise TypeError("fits")
    return Entry(
        file=str(row["file"]),
        scan=_hash(row["scan"]),
        content=_hash(row["content"]),
        page=_hash(row["page"]),
        code=str(row["code"])[:8],
        fits=tuple(_fit(fit) for fit in fits),
    )


def _fit(row: Mapping[str, object]) -> Fit:
    """Read how a scan lies; numbers that no scan of a page can have are refused."""
    turn, whole = row["turn"], row["is_whole"]
    if turn not in _TURNS or not isinstance(turn, int) or not isinstance(whole, bool):
        raise ValueError("turn")
    return Fit(
        turn=turn,
        scale=_number(row["scale"], 0.5, 2.0),
        right_pt=_number(row["right_pt"], -800, 800),
        up_pt=_number(row["up_pt"], -800, 800),
        likeness=_number(row["likeness"], -1, 1),
        is_whole=whole,
        is_bare=row.get("is_bare") is True,
        empty=_names(row.get("empty", [])),
    )


def _names(value: object) -> tuple[str, ...]:
    """Read the names of a few slots."""
    if not isinstance(value, list) or len(value) > _MOST_SLOTS:
        raise ValueError("names")
    return tuple(str(name)[:_LONGEST_NAME] for name in value)


def _number(value: object, least: float, most: float) -> float:
    """Read a number between two others."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise ValueError("number")
    return float(value)


def _hash(value: object) -> str:
    """Read a sha256 in hex."""
    text = str(value)
    if len(text) != 64 or not _HASH_LETTERS.issuperset(text):
        raise ValueError("hash")
    return text
