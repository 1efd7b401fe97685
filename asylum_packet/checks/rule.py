"""What a check is: the id of a rule, and a function that says where a case does not keep it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from asylum_packet.case.model import Case
from asylum_packet.facts import Facts
from asylum_packet.findings import Finding, Severity, Source
from asylum_packet.law.rules import finding
from asylum_packet.values import Struct


class Remark(Struct, frozen=True):
    """One thing a check has to say: where, what, and what to type or do about it.

    `severity` is that of the rule, unless the check is less sure than the rule or the matter weighs less.
    """

    source: Source
    message: str
    fix: str
    severity: Severity | None = None


SILENCE = "<silence>"
"""Stands in a fix for what to type in case.yaml to silence the rule, with a reason."""

Judge = Callable[[Case, Facts], Iterable[Remark]]


class Check(Struct, frozen=True):
    """A function that judges one rule; its docstring says what it looks at."""

    id: str
    judge: Judge

    def findings(self, case: Case, facts: Facts) -> Iterator[Finding]:
        """Judge a case, with authority and severity from the rule's data."""
        for remark in self.judge(case, facts):
            yield finding(
                self.id,
                remark.message,
                source=remark.source,
                fix=remark.fix.replace(SILENCE, f"settings: {{silence: {{{self.id}: ...}}}} in case.yaml"),
                severity=remark.severity,
            )


def rule(id_: str) -> Callable[[Judge], Check]:
    """Attach the id of a rule to the function that judges it."""

    def attach(judge: Judge) -> Check:
        return Check(id_, judge)

    return attach
