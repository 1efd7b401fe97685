"""Lists as Markdown: items at their levels, each list with its own count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from asylum_packet.papers.typography import ordinal
from asylum_packet.values import Struct, field, replace
from asylum_packet.word.importcodes import loss
from asylum_packet.word.markdown import Lined, Lines, prefixed
from asylum_packet.word.prose import Item, Para

if TYPE_CHECKING:
    from asylum_packet.word.markdown import Writer

_MOST_NUMBER = 999_999_999


class _Entry(Struct):
    """An item: its first paragraph and what stands below it."""

    first: Para
    item: Item
    below: list[Para] = field(default_factory=list)


def lists(writer: Writer, paras: Sequence[Para], depth: int) -> list[Lines]:
    """Write neighbouring items as lists; `depth` counts what they stand inside."""
    base = min(para.item.level for para in paras if para.item)
    found: list[Lines] = []
    entries: list[_Entry] = []
    early: list[Para] = []
    for para in paras:
        item = para.item
        if item and item.begins and item.level == base:
            entries.append(_Entry(para, item))
        elif entries:
            entries[-1].below.append(para)
        else:
            early.append(para)
    if early:
        found.append(writer.blocks([_standing(para) for para in early], depth))
    before = ""
    for run in _runs(entries):
        sign = _sign(run[0].item, before)
        found.append(_run(writer, run, sign, depth))
        before = sign
    return found


def _runs(entries: Sequence[_Entry]) -> list[list[_Entry]]:
    """Part items into lists that count on by one."""
    runs: list[list[_Entry]] = []
    for entry in entries:
        last = runs[-1][-1].item if runs else None
        if last is not None and _goes_on(last, entry.item):
            runs[-1].append(entry)
        else:
            runs.append([entry])
    return runs


def _goes_on(last: Item, item: Item) -> bool:
    """Say whether an item belongs to the list of the one above."""
    if last.number is None or item.number is None:
        return last.number is None and item.number is None
    return item.number == last.number + 1 and last.number < _MOST_NUMBER - 1


def _sign(item: Item, before: str) -> str:
    """Choose the sign of a list, unlike that of a list right above it, which would swallow it."""
    if item.number is None:
        return "-"
    sign = ")" if item.mark.endswith(")") and not item.mark.startswith("(") else "."
    return sign if sign != before else {")": ".", ".": ")"}[sign]


def _run(writer: Writer, run: Sequence[_Entry], sign: str, depth: int) -> Lines:
    """Write one list."""
    written: list[Lines] = []
    for index, entry in enumerate(run):
        number = entry.item.number
        marker = "- " if number is None else f"{min(number, _MOST_NUMBER)}{sign} "
        first = replace(entry.first, item=None, inner=0, outer=0)
        head = writer.paragraph(first) if first.text.strip() or first.pieces else []
        below = writer.blocks([_freed(para, entry.item.level + 1) for para in entry.below], depth + 1)
        lines = [*head, *([Lined(text="")] if head and below else []), *below] or [Lined(text="")]
        if index == 0:
            lines[0] = _marked_otherwise(lines[0], entry.item, sign, depth)
        if not head:
            lines[0] = replace(lines[0], losses=(*entry.first.losses, *lines[0].losses))
        written.append(prefixed(lines, marker, " " * len(marker)))
    loose = any(len(entry.below) for entry in run)
    return [line for index, one in enumerate(written)
            for line in ([Lined(text="")] if index and loose else []) + one]  # fmt: skip


def _freed(para: Para, level: int) -> Para:
    """Let a paragraph below an item stand by itself; an item of a deeper list stays one."""
    item = para.item
    if item is None or (item.begins or item.level >= level):
        return para
    return replace(para, item=None)


def _standing(para: Para) -> Para:
    """Let a paragraph that goes on below no item stand by itself."""
    return para if para.item is None or para.item.begins else replace(para, item=None)


def _marked_otherwise(line: Lined, item: Item, sign: str, depth: int) -> Lined:
    """Say that a list prints with other marks than Word's."""
    if item.number is None or not item.mark:
        return line
    small = ordinal(4, item.number).rstrip(".") if 0 < item.number < 780 else str(item.number)
    printed = f"{item.number}{sign}" if depth % 2 == 0 else f"({small})"
    if printed == item.mark:
        return line
    found = loss("WORD-list-marks", f"a list that begins with {item.mark} prints with {printed}")
    return replace(line, losses=(*line.losses, found))
