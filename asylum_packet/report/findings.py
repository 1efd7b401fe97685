"""Findings as a person reads them, as an editor jumps to them, and as JSON."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Sequence
from itertools import groupby

from asylum_packet.findings import Finding, Severity, Source, in_order
from asylum_packet.report.tables import counted

_ELSEWHERE = ("built-in/", "firm/")
"""Shelves of templates outside the case folder, as messages name them."""
_WIDTH = 110
LONG_RUN = 4
"""Findings with one fix of which so many are printed where there is a fuller list."""

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
    return run_text((finding,), folder=folder)


def run_text(run: Sequence[Finding], *, folder: str = "", most: int = 0) -> str:
    """Print findings that ask for the same: a line for each, then the fix once, and every authority once.

    Where `most` is given, a longer run is told by its first ones and the number of the others.
    """
    shown = run[:most] if 0 < most < len(run) - 1 else run
    lines = [_line(finding, folder) for finding in shown]
    if len(shown) < len(run):
        lines.append(f"    and {len(run) - len(shown)} more like these")
    if run[0].fix:
        lines.append(f"    fix{'' if len(run) == 1 else f' of these {len(run)}'}: {run[0].fix}")
    authorities = tuple(dict.fromkeys(finding.authority for finding in run if finding.authority))
    if authorities:
        lines += _folded(f"    see: {'; '.join(authorities)}")
    return "\n".join(lines)


def _folded(line: str) -> list[str]:
    """Fold a long line between its words."""
    return textwrap.wrap(
        line, _WIDTH, subsequent_indent=" " * 9, break_long_words=False, break_on_hyphens=False
    )


def _line(finding: Finding, folder: str) -> str:
    """Print place, weight, field, message and code of a finding."""
    first = f"{finding.severity}: "
    if finding.source is not None:
        field = f"{finding.source.spoken}: " if finding.source.field else ""
        first = f"{place_text(finding.source, folder)}: {first}{field}"
    return f"{first}{finding.message} [{finding.code}]"


def runs(findings: Iterable[Finding]) -> tuple[tuple[Finding, ...], ...]:
    """Gather findings of one weight that one fix would mend, in the place of the first of them."""
    found: dict[tuple[object, ...], list[Finding]] = {}
    for number, finding in enumerate(findings):
        asks = finding.fix or number
        found.setdefault((finding.severity, asks), []).append(finding)
    return tuple(map(tuple, found.values()))


def findings_text(findings: Iterable[Finding], *, folder: str = "") -> str:
    """Print all findings by file and line, then one line that counts them.

    What one fix would mend in one file comes together.
    """
    ordered = in_order(findings)
    texts = []
    for _, inside in groupby(ordered, key=lambda finding: finding.source.file if finding.source else ""):
        texts += [run_text(run, folder=folder) for run in runs(inside)]
    return "\n".join([*texts, summary(ordered)])


def grouped_text(findings: Iterable[Finding], *, folder: str = "") -> str:
    """Print all findings under a heading for each weight, the heaviest first; "" where there are none.

    Long runs that one fix would mend come last under their heading, so that nothing is lost behind them; of
    warnings and notes the first few are told.
    """
    ordered = in_order(findings)
    groups = []
    for severity, heading in _HEADINGS.items():
        group = runs(finding for finding in ordered if finding.severity is severity)
        if group:
            by_length = sorted(group, key=lambda run: len(run) > LONG_RUN)
            most = 0 if severity is Severity.ERROR else LONG_RUN
            texts = (run_text(run, folder=folder, most=most) for run in by_length)
            groups.append("\n".join([heading, *texts]))
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
