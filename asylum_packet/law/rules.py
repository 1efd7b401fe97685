"""The rules a filing is checked against, as data: each with its source and how sure we are of it.

`rules.yaml` holds them; this is the only reader of its twin (`tables.py`). A rule keeps its id for good,
because people silence rules by id and the manual they come from gets renumbered. `finding` turns a rule into
what the reader sees.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from asylum_packet.findings import Finding, Severity, Source
from asylum_packet.law.tables import mapping, table
from asylum_packet.values import Struct


class Judged(StrEnum):
    """Who says whether a rule is kept."""

    PROGRAM = "program"
    """A check in `checks/` carries its id."""
    PROVEN = "proven"
    """Looked for in every finished file, which is not published without it: `packet/` carries its id."""
    PERSON = "person"
    """Only a person can; it stands on the checklist."""


class Confidence(StrEnum):
    """How the rule is known."""

    VERIFIED = "verified"
    SECONDARY = "secondary"
    OWN_KNOWLEDGE = "own knowledge"
    UNSURE = "unsure"


_CAVEAT = {
    Confidence.VERIFIED: "",
    Confidence.SECONDARY: " (as retold by others; official text not seen)",
    Confidence.OWN_KNOWLEDGE: " (unverified: official text not seen)",
    Confidence.UNSURE: " (unverified and unsure: look it up first)",
}


class Rule(Struct, frozen=True, kw_only=True):
    """One rule: what it asks, where that is written, how we know, and who judges it.

    `read` is the day the source was last looked at; `edition` the generation of the manual, form or fee
    table it was taken from, "" where that makes no difference.
    """

    id: str
    subject: str
    summary: str
    severity: Severity
    judged: Judged
    authority: str
    confidence: Confidence
    edition: str
    read: dt.date

    @property
    def cited(self) -> str:
        """The authority, with a warning where we have not seen its official text."""
        return self.authority + _CAVEAT[self.confidence]


def _read() -> Mapping[str, Rule]:
    """Read rules.yaml into rules by id, in the order of the file."""
    tree = table("rules")
    read = dt.date.fromisoformat(str(tree["read"]))
    return MappingProxyType(
        {
            id_: _rule(id_, subject, mapping(entry), read)
            for subject, entries in mapping(tree["rules"]).items()
            for id_, entry in mapping(entries).items()
        }
    )


def _rule(id_: str, subject: str, entry: Mapping[str, object], read: dt.date) -> Rule:
    """Make one rule of its entry in the file."""
    standing = mapping(entry["is"])
    return Rule(
        id=id_,
        subject=subject,
        summary=str(entry["summary"]),
        severity=Severity(str(standing["severity"])),
        judged=Judged(str(standing["judged"])),
        authority=str(entry["authority"]),
        confidence=Confidence(str(standing["confidence"])),
        edition=str(entry.get("edition", "")),
        read=read,
    )


RULES: Mapping[str, Rule] = _read()
"""Every rule by its id, in the order of the file; read once, when this module is first imported."""


def rule(id_: str) -> Rule:
    """Give the rule with this id.

    Raises:
        KeyError: No such rule.
    """
    return RULES[id_]


def finding(
    id_: str,
    message: str,
    *,
    source: Source | None = None,
    fix: str = "",
    severity: Severity | None = None,
) -> Finding:
    """Make the finding of a rule: authority, and severity unless given, come from the data."""
    found = RULES[id_]
    return Finding(
        code=id_,
        severity=severity or found.severity,
        message=message,
        source=source,
        fix=fix,
        authority=found.cited,
    )
