"""The federal circuit whose law controls in an immigration court, by the court's city; never guessed.

`courts.yaml` holds the cities and the circuits; this is its only reader.

    circuit_of("Baltimore", "MD")        "Fourth"
    circuit_of("Springfield", "MD")      ""
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from asylum_packet.case.yamltree import load_text, plain
from asylum_packet.law.rules import Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Courts:
    """Where immigration courts sit: circuits by state, cities by state, and when that was last looked at."""

    circuits: Mapping[str, str]
    cities: Mapping[str, frozenset[str]]
    read: dt.date
    sources: tuple[str, ...]
    confidence: Confidence


def _read() -> Courts:
    """Read courts.yaml."""
    file = Path(__file__).with_name("courts.yaml")
    tree = _mapping(plain(load_text(file.read_text(encoding="utf-8"), file.name)))
    circuits, courts = _mapping(tree["circuits"]), _mapping(tree["courts"])
    by_state = {
        state: circuit for circuit, states in _mapping(circuits["states"]).items() for state in _words(states)
    }
    cities = {
        state: frozenset(city.casefold() for city in _words(named))
        for state, named in _mapping(courts["cities"]).items()
    }
    return Courts(
        circuits=MappingProxyType(by_state),
        cities=MappingProxyType(cities),
        read=dt.date.fromisoformat(str(tree["read"])),
        sources=(str(circuits["source"]), str(courts["source"])),
        confidence=Confidence(str(courts["confidence"])),
    )


def _mapping(value: object) -> dict[str, object]:
    """Insist on a mapping: the file is ours, so anything else is a bug."""
    if not isinstance(value, dict):
        raise TypeError("courts.yaml: a mapping is missing")
    return value


def _words(value: object) -> tuple[str, ...]:
    """Insist on a list of words."""
    if not isinstance(value, list):
        raise TypeError("courts.yaml: a list is missing")
    return tuple(str(one) for one in value)


COURTS: Courts = _read()
"""Read once, when this module is first imported."""


def circuit_of(city: str, state: str) -> str:
    """Name the circuit ("Fourth") of the court in a city; "" where no court is known to sit there."""
    state, city = state.strip().upper(), " ".join(city.split()).casefold()
    if city not in COURTS.cities.get(state, frozenset()):
        return ""
    return COURTS.circuits.get(state, "")
