"""A pair of cases around the edge of one rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from asylum_packet.checks import CHECKS
from asylum_packet.findings import Finding
from tests.support.inline_case import a_case, facts

Change = Mapping[str, object]


@dataclass(frozen=True, eq=False)
class Pair:
    """What trips a rule and the nearest that does not: arguments of `a_case`, under "facts" those of `facts`.

    `says` is a piece of the message that the finding must have; `at` the field or file it must point at.
    """

    rule: str
    trips: Change
    near: Change = field(default_factory=dict)
    says: str = ""
    at: str = ""


@cache
def tripped(pair: Pair) -> tuple[Finding, ...]:
    """Give the findings of the case that trips the rule of a pair."""
    return judged(pair.rule, pair.trips)


def judged(rule: str, change: Change) -> tuple[Finding, ...]:
    """Judge a case with a change by one rule."""
    arguments = dict(change)
    learnt = arguments.pop("facts", {})
    case = a_case(**arguments)
    check = next(check for check in CHECKS if check.id == rule)
    return tuple(check.findings(case, facts(case, **learnt)))
