"""The authorities of the brief: none that was vacated, overruled or superseded goes unnoticed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from asylum_packet.case.model import Case
from asylum_packet.checks.rule import Remark, rule
from asylum_packet.facts import AuthorityUse, Facts
from asylum_packet.findings import Severity, Source

if TYPE_CHECKING:
    from asylum_packet.law.authorities import Known


@rule("BRIEF-cite-validity")
def no_authority_was_taken_back(_case: Case, facts: Facts) -> Iterator[Remark]:
    """Each authority of the brief is looked up among those we know; what became of it is told once.

    Where the brief cites what took its place as well, it knows, and this is a note.
    """
    if not facts.authorities:
        return
    from asylum_packet.law.authorities import Status, find  # two hundredths of a second, for briefs only

    uses: dict[str, list[AuthorityUse]] = {}
    for use in facts.authorities:
        uses.setdefault(use.key, []).append(use)
    for key, places in uses.items():
        known = find(key)
        if known is None or known.status is Status.GOOD:
            continue
        instead = find(known.replaced_by)
        first = min(places, key=lambda use: (use.packet_page, use.line))
        told = known.replaced_by in uses
        count = f" ({len(places)} places)" if len(places) > 1 else ""
        yield Remark(
            Source(file=first.file, line=first.line),
            f"the brief cites {first.citation}{count}, {_standing(known)}: {known.why}",
            f"look it up, and cite {instead.citation}" if instead else "look up where it stands",
            Severity.WARNING if known.status.is_bad and not told else Severity.NOTE,
        )


def _standing(known: Known) -> str:
    """Say what became of an authority, and when that was last looked at."""
    words = "whose standing is uncertain" if known.status == "uncertain" else f"which is {known.status}"
    return f"{words} (checked {known.checked})"
