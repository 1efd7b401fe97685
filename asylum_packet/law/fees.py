"""What the court asks for an asylum application, and since when.

`fees.yaml` holds the amounts with the rule that says so; this is its only reader.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from asylum_packet.case.yamltree import load_text, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """One fee: its amounts in whole dollars by the day each one begins, the oldest first."""

    name: str
    rule: str
    waivable: bool
    amounts: tuple[tuple[dt.date, int], ...]

    def on(self, day: dt.date | None) -> int:
        """Give the amount due on a day, 0 before there was a fee; the newest one where no day is settled."""
        begun = [amount for first, amount in self.amounts if day is None or first <= day]
        return begun[-1] if begun else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fees:
    """Every fee by its name, where they are paid, and the day all this was last read."""

    read: dt.date
    pay_at: str
    portal_only_from: dt.date
    by_name: Mapping[str, Fee]


@cache
def fees() -> Fees:
    """Give the fees of the court."""
    file = Path(__file__).with_name("fees.yaml")
    tree = _mapping(plain(load_text(file.read_text(encoding="utf-8"), file.name)))
    return Fees(
        read=dt.date.fromisoformat(str(tree["read"])),
        pay_at=str(tree["pay_at"]),
        portal_only_from=dt.date.fromisoformat(str(tree["portal_only_from"])),
        by_name=MappingProxyType(
            {name: _fee(name, _mapping(entry)) for name, entry in _mapping(tree["fees"]).items()}
        ),
    )


def _fee(name: str, entry: Mapping[str, object]) -> Fee:
    """Make one fee of its entry."""
    amounts = (
        (dt.date.fromisoformat(day), int(str(amount))) for day, amount in _mapping(entry["amounts"]).items()
    )
    return Fee(
        name=name,
        rule=str(entry["rule"]),
        waivable=str(entry["waivable"]) == "yes",
        amounts=tuple(sorted(amounts)),
    )


def _mapping(value: object) -> dict[str, object]:
    """Insist on a mapping: the file is ours, so anything else is a bug."""
    if not isinstance(value, dict):
        raise TypeError("fees.yaml: a mapping is missing")
    return value
