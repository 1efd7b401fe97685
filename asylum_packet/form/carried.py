"""Our own Supplement B, read back from a form that kept its fields: which answers stand on its pages.

Pages are recognised by their first line, answers by the headings that `sections.py` writes above them, rows
of tables by the names of their cells. What is not exactly as we write it is left to the person who reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from asylum_packet.case.questions import QUESTIONS, TABLES
from asylum_packet.form.sections import next_cell, table_heading

_FIRST_LINE = re.compile(
    r"Supplement B, page B-\d+\n(?:A-number: [^\n]*\n)?(?:Name of the applicant: [^\n]*\n)?\n"
)
_GOES_ON = re.compile(r"\n\(continued on page B-\d+\)\Z")
_WENT_ON = re.compile(r" \(continued from page (?:B-)?\d+(?: of the form)?\)\Z")
_HEADING = re.compile(r"(?:\A|\n\n)((?:Part [A-E]|Head of Supplements A and B)[^\n]*)\n")
_REFERENCE = re.compile(r"(?:See Supplement B, page |See Supp\. B, |See )?B-\d+|See Supplement B|See below")
_BEGUN = re.compile(r"\n\(continued on Supplement B, page B-\d+\)\Z")
_HEAD = "Head of Supplements A and B: "
_CHILD = re.compile(r"(Part A\.II, item \d+), child (\d+): (.+)")
_ROW = re.compile(r"[A-Z][a-z]+ (\d+): (.*)")


def is_reference(text: str) -> bool:
    """Say whether a box only says where its answer stands, as we write it."""
    return _REFERENCE.fullmatch(text) is not None


def joined(in_box: str, on_supplement: str) -> str | None:
    """Put an answer together again; None where the box holds something else than we put there."""
    if not in_box or is_reference(in_box):
        return on_supplement
    begun = _BEGUN.search(in_box)
    return in_box[: begun.start()] + on_supplement if begun else None


def carried(pages: Sequence[str]) -> dict[str, str] | None:
    """Give the answers on pages of Supplement B, by their keys; None where a page is not as we write it."""
    bodies: dict[str, str] = {}
    for page in pages:
        for heading, body in _blocks(page):
            bodies[heading] = bodies.get(heading, "") + body
    found: dict[str, str] = {}
    for heading, body in bodies.items():
        told = _answers(heading, body)
        if told is None:
            return None
        found |= told
    return found


def _blocks(page: str) -> Iterator[tuple[str, str]]:
    """Yield what stands on a page under each heading; one that is no heading of ours is "" for all of it."""
    first = _FIRST_LINE.match(page)
    if first is None:
        yield "", page
        return
    text = page[first.end() :]
    last = _GOES_ON.search(text)
    text = text[: last.start()] if last else text
    heads = [head for head in _HEADING.finditer(text) if _is_known(_bare(head[1]))]
    if not heads or heads[0].start():
        yield "", page
        return
    for head, after in zip(heads, [*(head.start() for head in heads[1:]), len(text)], strict=True):
        yield _bare(head[1]), text[head.end() : after]


def _bare(heading: str) -> str:
    """Take from a heading where its answer was continued from."""
    return _WENT_ON.sub("", heading)


@cache
def _tables() -> dict[str, str]:
    """Give the tables by their headings."""
    return {table_heading(table): table for table in TABLES}


@cache
def _labels() -> dict[str, str]:
    """Give the keys of the questions by their headings; those of children by item and words."""
    return {
        each.label: each.key
        for each in QUESTIONS
        if "[]" not in each.key or each.key.startswith("children[]")
    }


def _key(heading: str) -> str:
    """Give the key of the one answer under a heading, "" where it is no such heading."""
    child = _CHILD.fullmatch(heading)
    if child is None:
        key = _labels().get(heading, "")
        return f"{key}_number" if key.endswith(".phone") else key
    key = _labels().get(f"{child[1]}: {child[3]}", "")
    return key.replace("[]", f"[{int(child[2]) - 1}]")


def _is_known(heading: str) -> bool:
    """Say whether a line is a heading of ours."""
    return heading.startswith(_HEAD) or heading in _tables() or bool(_key(heading))


def _answers(heading: str, body: str) -> dict[str, str] | None:
    """Give the answers under a heading; None where they cannot be told apart."""
    if heading.startswith(_HEAD):
        return {}
    if heading in _tables():
        return _rows(_tables()[heading], body)
    return {_key(heading): body} if heading else None


def _rows(table: str, body: str) -> dict[str, str] | None:
    """Give the answers of rows: "Residence 6: number and street: 1 Elm Row; city or town: Laurel"."""
    found: dict[str, str] = {}
    for line in filter(None, body.split("\n")):
        row = _ROW.fullmatch(line)
        cells = _cells(table, row[2]) if row else None
        if row is None or cells is None:
            return None
        found |= {f"{table}[{int(row[1]) - 1}].{name}": told for name, told in cells.items()}
    return found


def _cells(table: str, told: str) -> dict[str, str] | None:
    """Take a row apart; None where a name comes twice."""
    names = {
        each.words: each.key.removeprefix(f"{table}[].")
        for each in QUESTIONS
        if each.key.startswith(f"{table}[].")
    }
    found: dict[str, str] = {}
    at = 0
    while at < len(told):
        words, _, _ = told[at:].partition(": ")
        key, begin = names.get(words, ""), at + len(words) + 2
        if not key or key in found:
            return None
        found[key], at = _answer(table, told, begin)
    return found or None


def _answer(table: str, told: str, begin: int) -> tuple[str, int]:
    """Read the answer that begins at an offset, and say where the next cell begins."""
    between = next_cell(table)
    quoted = re.compile(f"“([^\n]*?)”(?:{between.pattern}|\\Z)").match(told, begin)
    if quoted and between.search(quoted[1]):
        return quoted[1], quoted.end()
    end = between.search(told, begin)
    return (told[begin : end.start()], end.end()) if end else (told[begin:], len(told))
