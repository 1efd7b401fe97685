"""What a rule says about a case: a finding, where it stands, and what to do about it.

Findings are collected, sorted and printed together; they are never raised one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from asylum_packet.values import Struct


class Severity(StrEnum):
    """How much a finding weighs. An error keeps the packet a DRAFT."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Source(Struct, frozen=True, kw_only=True):
    """Where something was said: a file of the case folder, and the place in it.

    `file` is relative to the case folder, with forward slashes. `line` and `column` are 1-based;
    0 means the file as a whole. `field` is the dotted key as the user wrote it.
    """

    file: str
    line: int = 0
    column: int = 0
    field: str = ""

    @property
    def spoken(self) -> str:
        """The field in words; a file of exhibits/ that exhibits.yaml speaks of keeps its name."""
        if self.file == "exhibits.yaml" and not self.field.startswith("photographs["):
            return self.field
        return spoken(self.field)

    def __str__(self) -> str:
        """Print `file:line:column`, the form that editors can jump to."""
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}" if self.column else f"{self.file}:{self.line}"


class Finding(Struct, frozen=True, kw_only=True):
    """One thing a person should know before filing.

    `message` starts in lower case, has no full stop, and never holds the value of a case field
    beyond what is needed to point at it (keys, file names, tabs, page numbers). `fix` is what to type or do.
    """

    code: str
    severity: Severity
    message: str
    source: Source | None = None
    fix: str = ""
    authority: str = ""


def spoken(key: str) -> str:
    """Say a dotted key as people count: "employment[0].from" is "from in row 1 of employment"."""
    said, *steps = re.split(r"\[(\d+)\]\.?", key)
    for number, below in zip(steps[::2], steps[1::2], strict=True):
        said = f"{f'{below} in ' if below else ''}row {int(number) + 1} of {said}"
    return said


def quoted(key: str) -> str:
    """Say a dotted key in the midst of a sentence: "'to' in row 1 of employment"."""
    said = spoken(key)
    word, within, row = said.partition(" in row ")
    return f"'{word}'{within}{row}" if within else said


_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort findings by file, line, column, weight and code, each one once."""

    def key(finding: Finding) -> tuple[str, int, int, int, str, str]:
        place = finding.source or Source(file="")
        return (
            place.file,
            place.line,
            place.column,
            _WEIGHT[finding.severity],
            finding.code,
            finding.message,
        )

    return tuple(sorted(set(findings), key=key))


def has_errors(findings: Iterable[Finding]) -> bool:
    """Say whether any finding is of severity error."""
    return any(finding.severity is Severity.ERROR for finding in findings)
