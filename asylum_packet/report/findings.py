"""Findings as a person reads them, as an editor jumps to them, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable

from asylum_packet.findings import Finding, Severity, Source, in_order
from asylum_packet.report.tables import counted

_ELSEWHERE = ("built-in/", "firm/")
"""Shelves of templates outside the case folder, as messages name them."""
_HEADINGS = {
    Severity.ERROR: "Errors: the packet stays a DRAFT until these are mended",
    Severity.WARNING: "Warnings: look at these before filing",
    Severity.NOTE: "Notes",
}


def place_text(source: Source, folder: str = "") -> str:
    """Print a place as `folder/file:line:column`; templates of ours and of the firm lie elsewhere."""
    if folder.rstrip("/") in {"", "."} or source.file.startswith(_ELSEWHERE):
        return str(source)
    return f"{folder.rstrip('/')}/{source}"


def finding_text(finding: Finding, *, folder: str = "") -> str:
    """Print one finding: `file:line:column: severity: field: message [code]`, then the fix and the authority.

    `folder` is the case folder as the user typed it, so that the first word is a path an editor can open.
    """
    first = f"{finding.severity}: "
    if finding.source is not None:
        field = f"{finding.source.field}: " if finding.source.field else ""
        first = f"{place_text(finding.source, folder)}: {first}{field}"
    lines = [f"{first}{finding.message} [{finding.code}]"]
    if finding.fix:
        lines.append(f"    fix: {finding.fix}")
    if finding.authority:
        lines.append(f"    see: {finding.authority}")
    return "\n".join(lines)


def findings_text(findings: Iterable[Finding], *, folder: str = "") -> str:
    """Print all findings by file and line, then one line that counts them."""
    ordered = in_order(findings)
    texts = [finding_text(finding, folder=folder) for finding in ordered]
    return "\n".join([*texts, summary(ordered)])


def grouped_text(findings: Iterable[Finding], *, folder: str = "") -> str:
    """Print all findings under a heading for each weight, the heaviest first; "" where there are none."""
    ordered = in_order(findings)
    groups = []
    for severity, heading in _HEADINGS.items():
        group = [finding for finding in ordered if finding.severity is severity]
        if group:
            groups.append("\n".join([heading, *(finding_text(one, folder=folder) for one in group)]))
    return "\n\n".join(groups)


def summary(findings: Iterable[Finding]) -> str:
    """Count the findings: "2 errors, 1 warning"."""
    severities = [finding.severity for finding in findings]
    counts = [counted(severities.count(one), str(one)) for one in Severity if one in severities]
    return ", ".join(counts) or "no findings"


def finding_entry(finding: Finding) -> dict[str, object]:
    """Give one finding with the keys it has in manifest.json."""
    source = finding.source
    place = (
        None
        if source is None
        else {"file": source.file, "line": source.line, "column": source.column, "field": source.field}
    )
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "message": finding.message,
        "source": place,
        "fix": finding.fix,
        "authority": finding.authority,
    }


def findings_json(findings: Iterable[Finding]) -> str:
    """Print `{"findings": [...], "errors": n, "warnings": n, "notes": n}`."""
    ordered = in_order(findings)
    counts = {f"{one}s": sum(finding.severity is one for finding in ordered) for one in Severity}
    return json.dumps({"findings": [finding_entry(finding) for finding in ordered], **counts}, indent=2)
