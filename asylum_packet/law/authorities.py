"""Authorities that briefs lean on, as data: their names, what they are cited for, what became of them.

`authorities.yaml` holds them; this is the only reader of its twin (`tables.py`). It is no citator: an
authority that is not listed is simply not known here, and one that is listed as good was so when `CHECKED`
says that we looked.

    AUTHORITIES                       every one by its key, in the order of the file
    find("26 I&N Dec. 227")           the one with this key, or None
    find("8 CFR 1208.33(a)(1)")       the nearest section above it that is listed
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from asylum_packet.law.rules import Confidence
from asylum_packet.law.tables import mapping, table
from asylum_packet.values import Struct


class Kind(StrEnum):
    """What sort of authority it is."""

    SUPREME = "case-supreme"
    CIRCUIT = "case-circuit"
    AGENCY = "case-agency"
    STATUTE = "statute"
    REGULATION = "regulation"
    OTHER = "other"


class Status(StrEnum):
    """What became of an authority, as far as we know."""

    GOOD = "good"
    VACATED = "vacated"
    SUPERSEDED = "superseded"
    OVERRULED = "overruled"
    QUESTIONED = "questioned"
    """Part of it no longer holds, or was stayed."""
    UNCERTAIN = "uncertain"
    """It was taken back and brought back, or is in litigation: its history goes with it."""

    @property
    def is_bad(self) -> bool:
        """Whether nothing of it can be relied on."""
        return self in {Status.VACATED, Status.SUPERSEDED, Status.OVERRULED}


class Known(Struct, frozen=True, kw_only=True):
    """One authority. `short` are names that mean it and nothing else; `replaced_by` is the key of another.

    `why` says in our words what happened to it; `checked` is the day that was last looked at.
    """

    key: str
    citation: str
    kind: Kind
    short: tuple[str, ...]
    topics: tuple[str, ...]
    status: Status
    replaced_by: str
    why: str
    confidence: Confidence
    source: str
    checked: dt.date


def _read() -> Mapping[str, Known]:
    """Read authorities.yaml."""
    tree = table("authorities")
    checked = dt.date.fromisoformat(str(tree["checked"]))
    entries = mapping(tree["authorities"])
    return MappingProxyType({key: _known(key, mapping(entry), checked) for key, entry in entries.items()})


def _known(key: str, entry: Mapping[str, object], checked: dt.date) -> Known:
    """Make one authority of its entry in the file."""
    return Known(
        key=key,
        citation=str(entry["cite"]),
        kind=Kind(str(entry["kind"])),
        short=_words(entry.get("short")),
        topics=_words(entry["topics"]),
        status=Status(str(entry.get("status", "good"))),
        replaced_by=str(entry.get("replaced_by", "")),
        why=str(entry.get("why", "")),
        confidence=Confidence(str(entry["known"])),
        source=str(entry.get("source", "")),
        checked=checked,
    )


def _words(value: object) -> tuple[str, ...]:
    """Read a list of words; none where the key is left out."""
    return tuple(str(one) for one in value) if isinstance(value, list) else ()


AUTHORITIES: Mapping[str, Known] = _read()
"""Every authority by its key, in the order of the file; read once, when this module is first imported."""


def find(key: str) -> Known | None:
    """Give the authority with this key; for a section of a code, the nearest one that holds it."""
    while key not in AUTHORITIES and key.endswith(")"):
        key = key[: key.rfind("(")].rstrip("-–")
    return AUTHORITIES.get(key)


def named(name: str) -> tuple[Known, ...]:
    """Give the authorities that go by a short name ("Acosta", "A-B-"), newest last."""
    return tuple(one for one in AUTHORITIES.values() if name in one.short)
