"""What Parts B to D ask, told in whole (`asked.yaml`): whose acts and which family a question means.

Everywhere else a question goes by its short words. Here too: which questions another answer makes void.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from asylum_packet.case.answers import Answers, FamilyMember, leaves
from asylum_packet.case.questions import Question
from asylum_packet.case.yamltree import load_text, plain

_FILE = "asked.yaml"


@cache
def asked_whole() -> Mapping[str, str]:
    """Give the whole questions by their keys."""
    told = plain(load_text(files(__package__).joinpath(_FILE).read_text(encoding="utf-8"), _FILE))
    assert isinstance(told, dict)
    return {str(key): str(value) for key, value in told.items()}


_UNMARRIED = {"single", "divorced", "widowed"}
ONLY_IN_THE_US = frozenset(
    {
        *("entry_place", "entry_date", "i94_number", "admission_status", "current_status", "status_expires"),
        *("in_court", "previous_arrival_date", "include"),
    }
)
"""What Part A.II asks of a family member who is in the U.S. only, by the last word of the key."""


def does_not_apply(answers: Answers, asked: Question) -> bool:
    """Say whether another answer makes a question void: "if yes, explain" after a no, a spouse of nobody."""
    key = asked.key
    above, _, name = key.rpartition(".")
    if name == "explanation":
        return _said_no(answers, above)
    if above == "spouse" and answers.applicant.marital_status in _UNMARRIED:
        return True
    if key.startswith("signature.assistants"):
        return answers.signature.family_assisted == "no"
    if above == "preparer":
        return answers.signature.other_preparer == "no"
    member = _member(answers, above)
    if member is None:
        return False
    return (name == "location" and member.in_us == "yes") or (name in ONLY_IN_THE_US and member.in_us == "no")


def _said_no(answers: Answers, above: str) -> bool:
    """Say whether every question that an explanation belongs to was answered no."""
    told = dict(leaves(answers))
    keys = [f"{above}.answer"]
    if above == "bars.third_country":
        keys = ["bars.third_country_transit.answer", "bars.third_country_status.answer"]
    return all(told[key] == "no" for key in keys)


def _member(answers: Answers, above: str) -> FamilyMember | None:
    """Find the spouse or child that a key is about."""
    if above == "spouse":
        return answers.spouse
    rows = answers.children or ()
    return next((child for n, child in enumerate(rows) if above == f"children[{n}]"), None)


def whole_question(asked: Question) -> str:
    """Ask a question in whole where that is told, else by its short words."""
    return asked_whole().get(asked.pattern, asked.words)
