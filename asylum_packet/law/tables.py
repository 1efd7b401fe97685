"""The tables of this room: written in YAML, with their sources beside them, and read from a twin in JSON.

A twin says what its table says, without the comments, and is read in a fiftieth of the time; every start of
the program waits for it. `python -m tests.law.twins` writes the twins again, and a test holds them to their
tables.
"""

from __future__ import annotations

import json
from pathlib import Path

FOLDER = Path(__file__).parent


def table(name: str) -> dict[str, object]:
    """Read a table of ours, such as "rules", as nested mappings, lists and texts."""
    return mapping(json.loads((FOLDER / f"{name}.json").read_bytes()))


def mapping(value: object) -> dict[str, object]:
    """Insist on a mapping: the tables are ours, so anything else is a bug."""
    if not isinstance(value, dict):
        raise TypeError("a mapping is missing in a table")
    return value


def words(value: object) -> tuple[str, ...]:
    """Insist on a list of words."""
    if not isinstance(value, list):
        raise TypeError("a list is missing in a table")
    return tuple(str(one) for one in value)
