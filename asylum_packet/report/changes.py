"""Changed answers as a reviewer reads them: question by question, long texts word by word; and as JSON."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from asylum_packet.case.comparing import Change, Kind
from asylum_packet.report.tables import counted

_LONG = 70
_AROUND = 8
_WIDTH = 100
_MOST_WORDS = 20_000
_NOTHING = "(not answered)"
Segment = tuple[str, str]


def changes_text(changes: Sequence[Change], *, old: str, new: str) -> str:
    """Print every change, then how many there are. `old` and `new` name what was compared."""
    if not changes:
        return f"no answer differs between {old} and {new}"
    told = "\n\n".join("\n".join(_lines(change)) for change in changes)
    return f"--- {old}\n+++ {new}\n\n{told}\n\n{_summary(changes)}"


def _summary(changes: Sequence[Change]) -> str:
    """Count the changes: "3 answers changed, 1 row added"."""
    kinds = [change.kind for change in changes]
    words = [counted(kinds.count(Kind.CHANGED), "answer") + " changed"] if Kind.CHANGED in kinds else []
    for kind in (Kind.ADDED, Kind.REMOVED, Kind.MOVED):
        if kind in kinds:
            words.append(f"{counted(kinds.count(kind), 'row')} {kind}")
    return ", ".join(words)


def _lines(change: Change) -> Iterator[str]:
    """Yield the lines of one change."""
    if change.kind is Kind.CHANGED:
        yield f"{change.question.label}{_renumbered(change)}"
        yield from _answer_lines(change.before, change.after)
        return
    moved = f" from place {change.old_row} to {change.new_row}" if change.kind is Kind.MOVED else ""
    yield f"{_row_place(change)}: {change.kind}{moved}"
    if change.kind is not Kind.MOVED:
        mark = "+" if change.kind is Kind.ADDED else "-"
        for asked, text in change.row:
            yield from _marked(mark, f"{asked.words}: {text}")


def _row_place(change: Change) -> str:
    """Name a row: "Part A.II, child 2"; with its item where all its questions have the same one."""
    asked = change.question
    if len({each.item for each, _ in change.row}) == 1:
        return asked.place
    return f"Part {asked.part}, {asked.group} {asked.row}"


def _renumbered(change: Change) -> str:
    """Say which row it was, where rows before it were added or removed."""
    return f" (was {change.question.group} {change.old_row})" if change.old_row != change.new_row else ""


def _answer_lines(before: str, after: str) -> Iterator[str]:
    """Yield a short answer before and after, a long one with its changed words marked."""
    if before and after and max(len(before), len(after)) > _LONG:
        for line in _shortened(words_changed(before, after)).split("\n"):
            yield from textwrap.wrap(line, _WIDTH, initial_indent="    ", subsequent_indent="    ") or [""]
        return
    yield from _marked("-", before or _NOTHING)
    yield from _marked("+", after or _NOTHING)


def _marked(mark: str, text: str) -> Iterator[str]:
    """Yield a text behind its mark, as many lines as it needs."""
    for line in text.split("\n"):
        wrapped = textwrap.wrap(line, _WIDTH, initial_indent=f"  {mark} ", subsequent_indent="    ")
        yield from wrapped or [f"  {mark}"]


def words_changed(before: str, after: str) -> tuple[Segment, ...]:
    """Give two texts as stretches ("=", "-" or "+", text): the first without "+", the second without "-"."""
    old, new = (re.findall(r"\s*\S+|\s+$", text) for text in (before, after))
    if len(old) + len(new) > _MOST_WORDS:
        return (("-", before), ("+", after))
    found: list[Segment] = []
    for what, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            found.append(("=", "".join(old[i:j])))
            continue
        found += [(mark, text) for mark, text in (("-", "".join(old[i:j])), ("+", "".join(new[k:m]))) if text]
    return tuple(found)


def _shortened(segments: Sequence[Segment]) -> str:
    """Print changed words in brackets, with a few words around them: "... [-a gang-] {+two gangs+} ..."."""
    told = []
    for index, (mark, text) in enumerate(segments):
        if mark == "=":
            told.append(_around(text, is_first=not index, is_last=index == len(segments) - 1))
        else:
            lead = re.match(r"\s*", text)
            space = lead[0] if lead else ""
            left, right = ("[-", "-]") if mark == "-" else ("{+", "+}")
            told.append(f"{space}{left}{text[len(space) :]}{right}")
    return "".join(told).strip(" ")


def _around(text: str, *, is_first: bool, is_last: bool) -> str:
    """Keep the words next to a change, and point at the rest."""
    words = re.findall(r"\s*\S+|\s+$", text)
    if len(words) <= 2 * _AROUND + 2:
        return text
    before = "" if is_first else "".join(words[:_AROUND])
    after = "" if is_last else "".join(words[-_AROUND:])
    return f"{before} ...{after}"


def changes_json(changes: Sequence[Change], *, old: str, new: str) -> str:
    """Print `{"old", "new", "changes": [...]}` for programs."""
    return json.dumps({"old": old, "new": new, "changes": [_entry(change) for change in changes]}, indent=2)


def _entry(change: Change) -> dict[str, object]:
    """Describe one change."""
    entry: dict[str, object] = {
        "kind": str(change.kind),
        "key": change.question.key,
        "part": change.question.part,
        "item": change.question.item,
        "question": change.question.words,
    }
    if change.old_row or change.new_row:
        entry |= {"was_row": change.old_row or None, "now_row": change.new_row or None}
    if change.kind is Kind.CHANGED:
        words = [{"op": mark, "text": text} for mark, text in words_changed(change.before, change.after)]
        return {**entry, "before": change.before, "after": change.after, "words": words}
    return {**entry, "row": {asked.key.rpartition("].")[2]: text for asked, text in change.row}}
