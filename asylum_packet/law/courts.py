"""The federal circuit whose law controls in an immigration court, by the court's city; never guessed.

`courts.yaml` holds the cities and the circuits; this is the only reader of its twin (`tables.py`).

    circuit_of("Baltimore", "MD")        "Fourth"
    circuit_of("Springfield", "MD")      ""
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

from asylum_packet.law.rules import Confidence
from asylum_packet.law.tables import mapping, table, words
from asylum_packet.values import Struct


class Courts(Struct, frozen=True, kw_only=True):
    """Where immigration courts sit: circuits by state, cities by state, and when that was last looked at."""

    circuits: Mapping[str, str]
    cities: Mapping[str, frozenset[str]]
    read: dt.date
    sources: tuple[str, ...]
    confidence: Confidence


def _read() -> Courts:
    """Read courts.yaml."""
    tree = table("courts")
    circuits, courts = mapping(tree["circuits"]), mapping(tree["courts"])
    by_state = {
        state: circuit for circuit, states in mapping(circuits["states"]).items() for state in words(states)
    }
    cities = {
        state: frozenset(city.casefold() for city in words(named))
        for state, named in mapping(courts["cities"]).items()
    }
    return Courts(
        circuits=MappingProxyType(by_state),
        cities=MappingProxyType(cities),
        read=dt.date.fromisoformat(str(tree["read"])),
        sources=(str(circuits["source"]), str(courts["source"])),
        confidence=Confidence(str(courts["confidence"])),
    )


COURTS: Courts = _read()
"""Read once, when this module is first imported."""


def circuit_of(city: str, state: str) -> str:
    """Name the circuit ("Fourth") of the court in a city; "" where no court is known to sit there."""
    state, city = state.strip().upper(), " ".join(city.split()).casefold()
    if city not in COURTS.cities.get(state, frozenset()):
        return ""
    return COURTS.circuits.get(state, "")
