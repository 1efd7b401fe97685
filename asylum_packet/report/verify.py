"""Whether a packet still stands, as text: one line that says it, then what differs."""

from __future__ import annotations

import json

from asylum_packet.built import Verified
from asylum_packet.report.tables import counted


def verified_text(found: Verified, *, out: str) -> str:
    """Print what a comparison found.

    Args:
        found: What was found.
        out: The output folder as the user typed it.
    """
    lines = [verdict(found, out=out)]
    lines += [f"  {fault}" for fault in found.faults]
    lines += [f"  {change}" for change in found.changes or ()]
    lines += [f"  {name} is of an earlier build" for name in found.older]
    if found.faults or found.changes:
        lines.append("  fix: build again, and file what that gives")
    elif found.draft:
        lines.append("  fix: mend the errors that asylum-packet check lists, and build again")
    return "\n".join(lines)


def verdict(found: Verified, *, out: str) -> str:
    """Say in one line whether the output is what the folder would give now."""
    what = f"{counted(found.pages, 'page')}, {counted(found.uploads, 'upload file')}"
    if found.draft:
        what = f"a DRAFT of {counted(found.pages, 'page')}, not to be filed"
    if found.faults:
        return f"{out} is not as it was built: {counted(len(found.faults), 'difference')}"
    if found.changes is None:
        return f"{out} is as it was built ({what}); whether the case folder would give the same is not known"
    if found.changes:
        return (
            f"{out} is not what the case folder would give now: {counted(len(found.changes), 'change')} since"
        )
    return f"{out} is what the case folder would give now ({what})"


def verified_json(found: Verified) -> str:
    """Print what was found: `{"stands", "draft", "faults", "changes", "older"}`; null is not known."""
    entry = {
        "stands": found.stands,
        "draft": found.draft,
        "faults": list(found.faults),
        "changes": None if found.changes is None else list(found.changes),
        "older": list(found.older),
    }
    return json.dumps(entry, indent=2)
