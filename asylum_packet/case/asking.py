"""What Parts B to D ask, told in whole (`asked.yaml`): whose acts and which family a question means.

Everywhere else a question goes by its short words.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from asylum_packet.case.questions import Question
from asylum_packet.case.yamltree import load_text, plain

_FILE = "asked.yaml"


@cache
def asked_whole() -> Mapping[str, str]:
    """Give the whole questions by their keys."""
    told = plain(load_text(files(__package__).joinpath(_FILE).read_text(encoding="utf-8"), _FILE))
    assert isinstance(told, dict)
    return {str(key): str(value) for key, value in told.items()}


def whole_question(asked: Question) -> str:
    """Ask a question in whole where that is told, else by its short words."""
    return asked_whole().get(asked.pattern, asked.words)
