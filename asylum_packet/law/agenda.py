"""A deadline as a person needs it: the day, how it was counted, whose rule it is, and what to do about it."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from asylum_packet.law.deadlines import LastDay
from asylum_packet.values import Struct


class Kind(StrEnum):
    """What a day is to the people who wait for it."""

    LAST = "last day"
    """We have to act by then."""
    THEIRS = "last day of DHS"
    """The other side has to act by then."""
    EARLIEST = "earliest day"
    """Before it nothing can be done."""
    AIM = "aim"
    """The law wants it by then; nothing follows where it is later."""


class Standing(StrEnum):
    """Where a deadline stands on the day it is looked at."""

    OVERDUE = "overdue"
    """The day is gone, and the case does not say that it was kept."""
    PLANNED_LATE = "planned late"
    """There is still time, but filing.date comes after the day."""
    DUE = "due"
    """The day is today or ahead."""
    MET = "met"
    """By its filing.date the paper was filed in time."""
    REACHED = "reached"
    """An earliest day, an aim or a day of the other side that lies behind us."""
    NOT_SAID = "not said"
    """The day is known; whether it was kept, this folder cannot tell."""
    OPEN = "open"
    """No day yet: someone has to set it, or something has to happen first."""


LATE = frozenset({Standing.OVERDUE, Standing.PLANNED_LATE})
"""What is late, or will be unless somebody acts."""


class Question(Struct, frozen=True, kw_only=True):
    """What to ask about a late paper, the rule that makes it matter, and the evidence that would show it."""

    rule: str
    asks: str
    evidence: str


class Deadline(Struct, frozen=True, kw_only=True):
    """One row of the table of deadlines.

    `key` names it for good ("filing", "one-year"). Where a case has several applications `form` is the
    1-based number of the one it belongs to and `about` that one's file; else 0 and "". `last` is None where
    there is no day yet, and `when` says in words what it waits for. `rules` are ids, the one that sets the
    day first.
    """

    key: str
    name: str
    kind: Kind
    last: LastDay | None
    when: str = ""
    counted: str
    rules: tuple[str, ...]
    do: str
    standing: Standing
    questions: tuple[Question, ...] = ()
    form: int = 0
    about: str = ""

    @property
    def day(self) -> dt.date | None:
        """The day the rule allows."""
        return self.last.day if self.last else None


def standing_of(last: LastDay, filed: dt.date | None, today: dt.date) -> Standing:
    """Say where a last day of ours stands.

    Args:
        last: The last day.
        filed: The day on which the case says that the paper is filed; one ahead is a plan.
        today: The day of the question.
    """
    if filed is not None and filed <= last.day:
        return Standing.MET if filed <= today else Standing.DUE
    if today > last.day:
        return Standing.OVERDUE
    return Standing.DUE if filed is None else Standing.PLANNED_LATE


def reached(day: dt.date, today: dt.date) -> Standing:
    """Say where a day stands that asks nothing of us."""
    return Standing.DUE if today <= day else Standing.REACHED
