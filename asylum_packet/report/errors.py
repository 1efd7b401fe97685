"""An error that stops a command, as text: what is wrong, where, what to type, and all its findings."""

from __future__ import annotations

from asylum_packet.errors import PacketError
from asylum_packet.findings import Severity
from asylum_packet.report.findings import findings_text, place_text


def error_text(error: PacketError, *, folder: str = "") -> str:
    """Print the findings first, then the error itself with its place and its fix; notes can wait.

    `folder` is the case folder as the user typed it.
    """
    where, message = "", error.message
    if error.source is not None:
        where = f"{place_text(error.source, folder)}: "
        message = message.removeprefix(f"{error.source}: ").removeprefix(f"{error.source.file}: ")
    lines = [f"{where}error: {message}"]
    if error.fix:
        lines.append(f"    fix: {error.fix}")
    findings = [finding for finding in error.findings if finding.severity is not Severity.NOTE]
    if findings:
        lines.insert(0, findings_text(findings, folder=folder))
    return "\n".join(lines)
