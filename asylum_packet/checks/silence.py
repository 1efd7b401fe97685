"""Rules a case silences or weighs otherwise, each with a reason that is printed.

The findings of a silenced rule give way to one note; those of a rule weighed otherwise keep their words and
take the other weight. Only rules can be treated so: what is wrong with the files themselves (CASE-,
EXHIBITS-, FILE-, CITE-, FORM-) cannot.

    CHECKS-unknown-rule    settings.silence or settings.severity names no rule
    CHECKS-no-reason       no reason is given, so nothing is silenced or weighed otherwise
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from asylum_packet.case.model import Settings
from asylum_packet.findings import Finding, Severity, Source
from asylum_packet.law.rules import RULES
from asylum_packet.values import replace

_NAMES = {Severity.ERROR: "an error", Severity.WARNING: "a warning", Severity.NOTE: "a note"}


def with_settings(findings: Iterable[Finding], settings: Settings) -> tuple[Finding, ...]:
    """Replace the findings of each silenced rule by one note, and weigh others as the settings say."""
    reasons = {
        id_: reason.strip() for id_, reason in settings.silence.items() if id_ in RULES and reason.strip()
    }
    found = tuple(_weighed(finding, settings) for finding in findings)
    kept: list[Finding] = []
    told: set[str] = set()
    for finding in found:
        if finding.code not in reasons:
            kept.append(finding)
        elif finding.code not in told:
            told.add(finding.code)
            count = sum(one.code == finding.code for one in found)
            kept.append(_note(finding, count, reasons[finding.code]))
    return (*kept, *_faults(settings))


def _weighed(finding: Finding, settings: Settings) -> Finding:
    """Give a finding the weight that the settings give its rule, with the reason behind its words."""
    choice = settings.severity.get(finding.code)
    if choice is None or finding.code not in RULES or not choice.reason.strip():
        return finding
    severity = Severity(choice.to)
    if severity is finding.severity:
        return finding
    message = f"{finding.message} ({_NAMES[severity]} here: {choice.reason.strip()})"
    return replace(finding, severity=severity, message=message)


def _note(first: Finding, count: int, reason: str) -> Finding:
    """Make the note that stands for the findings of a silenced rule."""
    what = "1 finding" if count == 1 else f"{count} findings"
    return Finding(
        code=first.code,
        severity=Severity.NOTE,
        message=f"{what} silenced: {reason}",
        source=first.source,
        authority=first.authority,
    )


def _faults(settings: Settings) -> Iterator[Finding]:
    """Yield what is wrong with the settings themselves."""
    for id_, reason in settings.silence.items():
        yield from _fault("silence", id_, reason, "is silenced without a reason, so it still speaks")
    for id_, choice in settings.severity.items():
        yield from _fault(
            "severity", id_, choice.reason, "has another weight but no reason, so it keeps its own"
        )


def _fault(key: str, id_: str, reason: str, unreasoned: str) -> Iterator[Finding]:
    """Yield what is wrong with one entry of the settings."""
    source = Source(file="case.yaml", field=f"settings.{key}.{id_}")
    if id_ not in RULES:
        close = get_close_matches(id_, RULES, n=1)
        hint = f"did you mean {close[0]}? " if close else ""
        yield Finding(
            code="CHECKS-unknown-rule",
            severity=Severity.ERROR,
            message=f"'{id_}' is no rule, and only rules can be silenced or weighed otherwise",
            source=source,
            fix=f"{hint}asylum-packet rules lists every id",
        )
    elif not reason.strip():
        yield Finding(
            code="CHECKS-no-reason",
            severity=Severity.ERROR,
            message=f"{id_} {unreasoned}",
            source=source,
            fix='give the reason that will be printed, such as "standing order of 2026-05-01"',
        )
