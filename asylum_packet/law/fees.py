"""What the court asks for an asylum application, and since when.

`fees.yaml` holds the amounts with the rule that says so; this is the only reader of its twin (`tables.py`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from asylum_packet.law.tables import mapping, table
from asylum_packet.values import Struct


class Fee(Struct, frozen=True, kw_only=True):
    """One fee: its amounts in whole dollars by the day each one begins, the oldest first."""

    name: str
    rule: str
    waivable: bool
    amounts: tuple[tuple[dt.date, int], ...]

    def on(self, day: dt.date | None) -> int:
        """Give the amount due on a day, 0 before there was a fee; the newest one where no day is settled."""
        begun = [amount for first, amount in self.amounts if day is None or first <= day]
        return begun[-1] if begun else 0


class Fees(Struct, frozen=True, kw_only=True):
    """Every fee by its name, where they are paid, and the day all this was last read."""

    read: dt.date
    pay_at: str
    portal_only_from: dt.date
    by_name: Mapping[str, Fee]


@cache
def fees() -> Fees:
    """Give the fees of the court."""
    tree = table("fees")
    return Fees(
        read=dt.date.fromisoformat(str(tree["read"])),
        pay_at=str(tree["pay_at"]),
        portal_only_from=dt.date.fromisoformat(str(tree["portal_only_from"])),
        by_name=MappingProxyType(
            {name: _fee(name, mapping(entry)) for name, entry in mapping(tree["fees"]).items()}
        ),
    )


def _fee(name: str, entry: Mapping[str, object]) -> Fee:
    """Make one fee of its entry."""
    amounts = (
        (dt.date.fromisoformat(day), int(str(amount))) for day, amount in mapping(entry["amounts"]).items()
    )
    return Fee(
        name=name,
        rule=str(entry["rule"]),
        waivable=str(entry["waivable"]) == "yes",
        amounts=tuple(sorted(amounts)),
    )
