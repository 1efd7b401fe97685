"""What came of building several cases: one line each, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from asylum_packet.errors import ExitCode
from asylum_packet.findings import Finding, Severity
from asylum_packet.report.findings import finding_entry
from asylum_packet.report.tables import counted, table
from asylum_packet.values import Struct


class State(StrEnum):
    """What stands after a build."""

    READY = "ready"
    DRAFT = "DRAFT"
    FAILED = "failed"
    """Nothing could be built; what stood in the output folder before still stands."""


class Outcome(Struct, frozen=True, kw_only=True):
    """What came of one case.

    `case` is its folder as typed; `packet` is None where nothing could be built; `to_sign` counts the sheets
    that still need a hand.
    """

    case: str
    state: State
    code: int
    seconds: float
    pages: int = 0
    packet: Path | None = None
    manifest: Path | None = None
    findings: tuple[Finding, ...] = ()
    to_sign: int = 0
    error: str = ""

    def count(self, severity: Severity) -> int:
        """Count the findings of a weight."""
        return sum(finding.severity is severity for finding in self.findings)


def worst(outcomes: Sequence[Outcome]) -> int:
    """Give the exit code of a run: the highest of its cases."""
    return max((outcome.code for outcome in outcomes), default=ExitCode.CLEAN)


def several_text(outcomes: Sequence[Outcome]) -> str:
    """Print a line for each case, then what to type to read what is wrong."""
    heads = ("CASE", "STATE", "PAGES", "ERRORS", "WARNINGS", "TO SIGN", "SECONDS")
    lines = [table(heads, (_row(outcome) for outcome in outcomes)), "", _summary(outcomes)]
    unready = [outcome.case for outcome in outcomes if outcome.state is not State.READY]
    if unready:
        lines.append("To read what is wrong:")
        lines += [f"  asylum-packet check {_typed(case)}" for case in unready]
    return "\n".join(lines)


def several_json(outcomes: Sequence[Outcome]) -> str:
    """Print `[{case, state, exit_code, seconds, pages, errors, warnings, notes, to_sign, packet, ...}]`.

    `packet` and `manifest` are paths, null where there is none; `findings` are as in manifest.json; `error`
    is the message of a case that failed, else null.
    """
    return json.dumps([_entry(outcome) for outcome in outcomes], indent=2)


def _row(outcome: Outcome) -> tuple[str, ...]:
    """Give the cells of one case."""
    built = outcome.packet is not None
    return (
        outcome.case,
        str(outcome.state),
        f"{outcome.pages:,}" if built else "-",
        str(outcome.count(Severity.ERROR)) if built or outcome.findings else "-",
        str(outcome.count(Severity.WARNING)) if built or outcome.findings else "-",
        str(outcome.to_sign) if built else "-",
        f"{outcome.seconds:.1f}",
    )


def _summary(outcomes: Sequence[Outcome]) -> str:
    """Count the cases by state: "3 cases: 2 ready, 1 failed"."""
    states = [outcome.state for outcome in outcomes]
    counts = ", ".join(f"{states.count(state)} {state}" for state in State if state in states)
    return f"{counted(len(outcomes), 'case')}: {counts}"


def _typed(folder: str) -> str:
    """Spell a folder as it can be typed in a shell."""
    plain = all(letter.isalnum() or letter in "-_./~" for letter in folder)
    return folder if plain else "'" + folder.replace("'", "'\\''") + "'"


def _entry(outcome: Outcome) -> dict[str, object]:
    """Give one case as JSON."""
    return {
        "case": outcome.case,
        "state": str(outcome.state).lower(),
        "exit_code": int(outcome.code),
        "seconds": round(outcome.seconds, 2),
        "pages": outcome.pages,
        **{f"{one}s": outcome.count(one) for one in Severity},
        "to_sign": outcome.to_sign,
        "packet": outcome.packet.as_posix() if outcome.packet else None,
        "manifest": outcome.manifest.as_posix() if outcome.manifest else None,
        "findings": [finding_entry(finding) for finding in outcome.findings],
        "error": outcome.error or None,
    }
