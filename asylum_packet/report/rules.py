"""The table of rules: what each one asks, where that is written, and who judges it."""

from __future__ import annotations

import json
from collections.abc import Iterable

from asylum_packet.law.rules import Judged, Rule
from asylum_packet.report.tables import counted

_JUDGES = {
    Judged.PROGRAM: "checked",
    Judged.PROVEN: "proven in the file",
    Judged.PERSON: "yours to judge",
}


def rules_text(rules: Iterable[Rule]) -> str:
    """Print every rule by subject, then how many there are of each kind."""
    listed = tuple(rules)
    lines: list[str] = []
    for subject in dict.fromkeys(rule.subject for rule in listed):
        lines += [subject, ""]
        lines += [_rule_text(rule) for rule in listed if rule.subject == subject]
        lines.append("")
    judged = [rule.judged for rule in listed]
    counts = ", ".join(f"{judged.count(one)} {words}" for one, words in _JUDGES.items() if one in judged)
    return "\n".join([*lines, f"{counted(len(listed), 'rule')}: {counts}"])


def _rule_text(rule: Rule) -> str:
    """Print one rule: id, weight, who judges; what it asks; where it is written."""
    return f"{rule.id}  [{rule.severity}, {_JUDGES[rule.judged]}]\n    {rule.summary}\n    see: {rule.cited}"


def rules_json(rules: Iterable[Rule]) -> str:
    """Print `{"rules": [{id, subject, summary, severity, judged, authority, confidence, edition, read}]}`."""
    entries = [
        {
            "id": rule.id,
            "subject": rule.subject,
            "summary": rule.summary,
            "severity": str(rule.severity),
            "judged": str(rule.judged),
            "authority": rule.authority,
            "confidence": str(rule.confidence),
            "edition": rule.edition,
            "read": rule.read.isoformat(),
        }
        for rule in rules
    ]
    return json.dumps({"rules": entries}, indent=2)
