"""What goes to Supplement B, under headings: one for every question, rows of a table one below the other.

The headings and rows written here are also what `carried.py` recognises when a form of ours is read back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import groupby

from asylum_packet.case.questions import QUESTIONS, TABLES, question
from asylum_packet.form.boxes import Box
from asylum_packet.form.supplement import Section
from asylum_packet.values import Struct


class Spot(Struct, frozen=True, kw_only=True):
    """Where an answer would stand: its box, and the copy of the page (0 is the form's own)."""

    box: Box | None
    copy: int = 0


class Spilled(Struct, frozen=True, kw_only=True):
    """An answer for Supplement B, and the spot that refers to it. `begun` is what stands in the box."""

    key: str
    rest: str
    spot: Spot
    begun: str = ""


_ORDER = {each.key: each.order for each in QUESTIONS}


def sections(spilled: Iterable[Spilled]) -> list[Section]:
    """Make sections of what goes to Supplement B, in the form's order."""
    found: list[Section] = []
    for table, group in groupby(sorted(spilled, key=_form_order), key=lambda each: table_of(each.key)):
        members = list(group)
        found += [_table(table, members)] if table else [_single(member) for member in members]
    return found


def table_of(key: str) -> str:
    """Name the table of the form that an answer belongs to, "" outside: children have pages of their own."""
    name = key.split("[", 1)[0]
    return name if name in TABLES else ""


def row_of(key: str) -> str:
    """Give the row an answer belongs to ("residences[5]"), or its own key."""
    return f"{key.rsplit('].', 1)[0]}]" if "]." in key else key


def asked_key(key: str) -> str:
    """Give the key a person wrote for a key of the boxes: the halves of a telephone are one answer."""
    return key.removesuffix("_area").removesuffix("_number") if ".phone_" in key else key


def table_heading(table: str) -> str:
    """Head the rows of a table: "Part A.III, item 2: residences"."""
    first = next(each for each in QUESTIONS if each.key.startswith(f"{table}[]."))
    return f"{first.place}: {TABLES[table]}"


@cache
def next_cell(table: str) -> re.Pattern[str]:
    """Give what stands between two answers of a row: "; city or town: "."""
    names = (each.words for each in QUESTIONS if each.key.startswith(f"{table}[]."))
    return re.compile(rf"; (?=(?:{'|'.join(map(re.escape, names))}): )")


def cell(table: str, answer: str) -> str:
    """Write an answer of a row; one that itself reads like the next answer stands in quotation marks."""
    return f"“{answer}”" if next_cell(table).search(answer) else answer


def row_start(key: str) -> str:
    """Begin a row of a table: "Residence 6: "."""
    asked = question(key)
    return f"{asked.group.capitalize()} {asked.row}: "


def _form_order(spill: Spilled) -> tuple[int, int, int]:
    """Order by question, tables and children row by row."""
    asked = question(asked_key(spill.key))
    table = asked.pattern.rsplit("[]", 1)[0] + "[]" if asked.row else asked.pattern
    first = next(order for key, order in _ORDER.items() if key.startswith(table))
    return first, asked.row, asked.order


def _table(table: str, members: list[Spilled]) -> Section:
    """Write what a table had no room for: a line for each row, every answer in it named."""
    asked = question(members[0].key)
    body, starts = "", []
    for _, group in groupby(members, key=lambda each: row_of(each.key)):
        row = list(group)
        told = "; ".join(f"{question(each.key).words}: {cell(table, each.rest)}" for each in row)
        starts.append((len(body), tuple(each.key for each in row)))
        body += f"{row_start(row[0].key)}{told}\n"
    return Section(
        keys=tuple(starts),
        part=asked.part,
        question=asked.item,
        heading=table_heading(table),
        body=body.removesuffix("\n"),
    )


def _single(spill: Spilled) -> Section:
    """Write one answer under its own heading."""
    asked = question(asked_key(spill.key))
    box = spill.spot.box
    return Section(
        keys=((0, (spill.key,)),),
        part=asked.part,
        question=asked.item,
        heading=asked.label,
        body=spill.rest,
        begun=spill.begun,
        from_where=f" (continued from page {box.page} of the form)" if spill.begun and box else "",
        has_own_page=bool(box and box.is_multiline),
    )
