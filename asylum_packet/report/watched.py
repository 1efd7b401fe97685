"""What a watched case says each time it was built again: what was saved, what came of it, what is new."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from asylum_packet.built import Built
from asylum_packet.findings import Finding, Severity, in_order
from asylum_packet.report.built import older_text
from asylum_packet.report.findings import LONG_RUN, finding_entry, run_text, runs, summary
from asylum_packet.report.tables import counted
from asylum_packet.values import Struct
from asylum_packet.watching.looking import Change

_MOST_NAMED = 5


class News(Struct, frozen=True, kw_only=True):
    """One build of a watched case: what it was built for, how long it took, what it gave.

    `before` is what the build before it found, None for the first one.
    """

    changes: tuple[Change, ...]
    seconds: float
    built: Built
    before: tuple[Finding, ...] | None


def changes_text(changes: Sequence[Change]) -> str:
    """Print what was saved: "brief/facts.md changed, exhibits/04 x.pdf new"."""
    named = ", ".join(str(change) for change in changes[:_MOST_NAMED])
    more = len(changes) - _MOST_NAMED
    return f"{named} and {counted(more, 'more file')}" if more > 0 else named


def news_text(news: News, *, folder: str) -> str:
    """Print the state of the packet, every error, what else is new, and the count.

    Warnings and notes that stood before are only counted; notes that are new are told when they come from a
    change, not when everything is new.
    """
    told, mended = _told(news)
    lines = [_state(news), *(run_text(run, folder=folder, most=LONG_RUN) for run in runs(told))]
    counts = summary(news.built.findings)
    if mended:
        counts += f"; {counted(mended, 'finding')} of before mended"
    return "\n".join([*lines, counts])


def news_json(news: News) -> str:
    """Print one line: `{"changes", "seconds", "draft", "pages", "packet", "uploads", "kept", "findings"}`."""
    built = news.built
    entry = {
        "changes": [{"path": change.path, "how": str(change.how)} for change in news.changes],
        "seconds": round(news.seconds, 3),
        "draft": built.draft,
        "pages": built.pages,
        "packet": built.packet.as_posix(),
        "uploads": [one.path.as_posix() for one in built.uploads],
        "kept": list(built.kept),
        "findings": [finding_entry(finding) for finding in in_order(built.findings)],
    }
    return json.dumps(entry)


def _told(news: News) -> tuple[tuple[Finding, ...], int]:
    """Choose what is printed in full, and count what is no longer found.

    A finding is the same as before where only its line has moved.
    """
    before = Counter(_sameness(one) for one in news.before or ())
    told = []
    for one in in_order(news.built.findings):
        known = before[_sameness(one)] > 0
        before[_sameness(one)] -= 1
        is_new = not known and (one.severity is not Severity.NOTE or news.before is not None)
        if is_new or one.severity is Severity.ERROR:
            told.append(one)
    return tuple(told), sum(count for count in before.values() if count > 0)


def _sameness(finding: Finding) -> tuple[str, str, str, str]:
    """Give what a finding is known by when lines have moved."""
    source = finding.source
    return finding.code, finding.message, source.file if source else "", source.field if source else ""


def _state(news: News) -> str:
    """Say what came of it, and how soon."""
    built = news.built
    what = "packet" if built.manifest else f"{built.packet.stem} alone"
    state = "DRAFT" if built.draft else "ready"
    made = f"{what} in {news.seconds:.1f} s: {counted(built.pages, 'page')}, {state}"
    line = f"{made}: {built.packet.as_posix()}"
    return "\n".join([line, *older_text(built.kept, since=built.kept_since)])
