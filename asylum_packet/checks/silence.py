"""Rules a case silences: their findings give way to one note that prints the reason.

Only rules can be silenced: what is wrong with the files themselves (CASE-, EXHIBITS-, FILE-, CITE-, FORM-)
cannot.

    CHECKS-unknown-rule    settings.silence names no rule
    CHECKS-no-reason       settings.silence gives no reason, so nothing is silenced
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from asylum_packet.case.model import Settings
from asylum_packet.findings import Finding, Severity, Source
from asylum_packet.law.rules import RULES


def with_settings(findings: Iterable[Finding], settings: Settings) -> tuple[Finding, ...]:
    """Replace the findings of each silenced rule by one note, where the first of them stood."""
    reasons = {
        id_: reason.strip() for id_, reason in settings.silence.items() if id_ in RULES and reason.strip()
    }
    found = tuple(findings)
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
        source = Source(file="case.yaml", field=f"settings.silence.{id_}")
        if id_ not in RULES:
            close = get_close_matches(id_, RULES, n=1)
            hint = f"did you mean {close[0]}? " if close else ""
            yield Finding(
                code="CHECKS-unknown-rule",
                severity=Severity.ERROR,
                message=f"'{id_}' is no rule, and only rules can be silenced",
                source=source,
                fix=f"{hint}asylum-packet rules lists every id",
            )
        elif not reason.strip():
            yield Finding(
                code="CHECKS-no-reason",
                severity=Severity.ERROR,
                message=f"{id_} is silenced without a reason, so it still speaks",
                source=source,
                fix='give the reason that will be printed, such as "standing order of 2026-05-01"',
            )
