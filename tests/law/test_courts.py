"""The circuit of a court: every listed city has one, and no other city is given any."""

from __future__ import annotations

import datetime as dt

import pytest

from asylum_packet.law.courts import COURTS, circuit_of


@pytest.mark.parametrize(
    ("city", "state", "circuit"),
    [
        ("Baltimore", "MD", "Fourth"),
        ("  new   york ", "ny", "Second"),
        ("Chaparral", "NM", "Tenth"),
        ("El Paso", "TX", "Fifth"),
        ("Guaynabo", "PR", "First"),
        ("Saipan", "MP", "Ninth"),
    ],
)
def test_a_court_has_the_circuit_of_its_state(city: str, state: str, circuit: str) -> None:
    assert circuit_of(city, state) == circuit


@pytest.mark.parametrize(
    ("city", "state"),
    [("Springfield", "MD"), ("Baltimore", "OH"), ("", "MD"), ("Baltimore", ""), ("CITY", "STATE")],
)
def test_no_circuit_is_guessed(city: str, state: str) -> None:
    assert circuit_of(city, state) == ""


def test_every_state_lies_in_one_circuit() -> None:
    assert len(COURTS.circuits) == 50 + 5  # the states; DC, GU, MP, PR, VI
    assert len(set(COURTS.circuits.values())) == 12
    assert set(COURTS.cities) <= set(COURTS.circuits)


def test_the_list_says_where_it_comes_from() -> None:
    assert all(COURTS.sources)
    assert COURTS.read > dt.date(2026, 1, 1)
