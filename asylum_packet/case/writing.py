"""Writing i589.yaml: every key of the form, its question beside it, and the answers there are.

What is written reads back as the same answers (`yamltree.py` reads every value as text): long answers as
folded paragraphs, anything with a meaning in YAML in quotes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from pydantic import BaseModel

from asylum_packet.case.answers import Answers
from asylum_packet.case.questions import QUESTIONS, is_asked, question
from asylum_packet.case.shapes import Kind, Shape, fields_of
from asylum_packet.case.starters import I589_HEAD
from asylum_packet.values import Struct, field

_NOTE_COLUMN: Final = 34
_WIDTH: Final = 108
_PLAIN = re.compile(r"[^\W_][\w .,/()+'&-]*")
_UNPRINTABLE = re.compile(
    "[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_PARTS: Final = {
    "application": "Note above Part A.I",
    "applicant": "Part A.I: the applicant",
    "entries": "Part A.I, item 19.c: entries into the United States, the most recent first",
    "spouse": "Part A.II: the spouse",
    "children": "Part A.II: children, of any age, anywhere; [] means none",
    "last_addresses": "Part A.III, item 1: the last address before coming, and in the country of fear",
    "residences": "Part A.III, item 2: residences of the last five years, the present one first",
    "education": "Part A.III, item 3: schools, the most recent first",
    "employment": "Part A.III, item 4: employment of the last five years, the present one first",
    "relatives": "Part A.III, item 5: parents and siblings",
    "claim": "Part B: the claim",
    "bars": "Part C: further questions",
    "signature": "Part D: the applicant",
    "preparer": "Part E: who prepared the form, if not the applicant or the family",
}


class Told(Struct, frozen=True, kw_only=True):
    """What is written into i589.yaml.

    `values` holds the answers by dotted key; `rows` the number of rows of each list (0: answered "none"; a
    list left out gets one empty row to fill in). `remarks` are printed beside the key they name, `after` as
    comments at the end of the file.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    remarks: Mapping[str, str] = field(default_factory=dict)
    after: Sequence[str] = ()


def answers_text(told: Told) -> str:
    """Give the text of i589.yaml with every key present, in the form's order."""
    lines = [I589_HEAD.rstrip("\n")]
    for name, shape in fields_of(Answers).items():
        lines += ["", f"# {_PARTS[name]}", *_lines(told, name, name, shape, indent=0)]
    for text in told.after:
        lines += ["", *_commented(text)]
    return "\n".join(lines) + "\n"


def _lines(told: Told, name: str, key: str, shape: Shape, *, indent: int) -> Iterator[str]:
    """Yield the lines of one key and what is under it."""
    row = shape.row
    if shape.kind is Kind.KEYS and shape.model is not None:
        yield f"{' ' * indent}{name}:"
        yield from _under(told, shape.model, key, indent=indent + 2)
    elif row is not None and row.model is not None:
        yield from _rows(told, name, key, row.model, indent=indent)
    else:
        yield from _leaf(told, f"{' ' * indent}{name}:", key, shape, indent=indent)


def _rows(told: Told, name: str, key: str, model: type[BaseModel], *, indent: int) -> Iterator[str]:
    """Yield the lines of a list."""
    count = told.rows.get(key, 1)
    yield f"{' ' * indent}{name}:{'' if count else ' []'}"
    for number in range(count):
        lines = list(_under(told, model, f"{key}[{number}]", indent=indent + 4))
        yield f"{' ' * (indent + 2)}- {lines[0].lstrip()}"
        yield from lines[1:]


def _under(told: Told, model: type[BaseModel], above: str, *, indent: int) -> Iterator[str]:
    """Yield the lines of every key of a model, in the form's order."""
    for name, shape in sorted(fields_of(model).items(), key=lambda field: _order(f"{above}.{field[0]}")):
        yield from _lines(told, name, f"{above}.{name}", shape, indent=indent)


def _order(key: str) -> int:
    """Give the place in the form of a key, or of the first one under it."""
    return _order_of(re.sub(r"\[\d+\]", "[]", key))


@cache
def _order_of(pattern: str) -> int:
    """Give the place in the form of a key with empty brackets, or of the first one under it."""
    starts = (f"{pattern}.", f"{pattern}[].")
    return next(asked.order for asked in QUESTIONS if (asked.key + ".").startswith(starts))


def _leaf(told: Told, line: str, key: str, shape: Shape, *, indent: int) -> Iterator[str]:
    """Yield the lines of an answer, with its question and remark behind the first."""
    first, *more = _scalar(told.values.get(key, ""), width=_WIDTH - indent - 2)
    start = f"{line} {first}" if first else line
    note, remark = _note(key, shape), told.remarks.get(key, "")
    noted = f"{start:<{_NOTE_COLUMN - 1}} # {note}"
    if remark:
        yield f"{noted}; {_in_one_comment(remark)}"
    else:
        yield noted if note and (not first or len(noted) <= _WIDTH) else start
    yield from (f"{' ' * (indent + 2)}{each}" if each else "" for each in more)


def _note(key: str, shape: Shape) -> str:
    """Give the question of a key, and the words it takes."""
    if not is_asked(key):
        return ""
    asked = question(key)
    item = f"{asked.item}. " if asked.item else ""
    words = f" ({' / '.join(shape.choices)})" if shape.only_choices else ""
    return f"{item}{asked.words}{words}"


def _scalar(text: str, *, width: int) -> list[str]:
    """Write a value for YAML: what stands behind the colon, and the lines below it."""
    if not text:
        return [""]
    if "\n" not in text and len(text) <= width - _NOTE_COLUMN:
        return [one_line(text)]
    foldable = not _UNPRINTABLE.search(text) and not re.search(r"(?m)^\s", text) and text == text.strip()
    return [">-", *_folded(text, width)] if foldable else [_quoted(text)]


def one_line(text: str) -> str:
    """Write a value in one line, in quotes where YAML would read something else into it."""
    return text if _PLAIN.fullmatch(text) and not text.endswith(" ") else _quoted(text)


def _quoted(text: str) -> str:
    """Write a text in double quotes, with the escapes that JSON and YAML share."""
    told = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", told)


def _folded(text: str, width: int) -> list[str]:
    """Fold paragraphs into lines that YAML joins with a space again; n line feeds become n empty lines."""
    lines: list[str] = []
    for part in re.split(r"(\n+)", text):
        lines += [""] * len(part) if part.startswith("\n") else _wrapped(part, width)
    return lines


def _wrapped(text: str, width: int) -> list[str]:
    """Break a line at single spaces only, so that none is lost in joining."""
    words = re.split(r"(?<=\S) (?=\S)", text)
    lines = [words[0]]
    for word in words[1:]:
        if len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _commented(text: str) -> Iterator[str]:
    """Yield a text as comment lines; nothing of it is lost."""
    for line in text.split("\n"):
        for part in _wrapped(_UNPRINTABLE.sub(" ", line), _WIDTH - 2):
            yield f"# {part}".rstrip()


def _in_one_comment(text: str) -> str:
    """Write a text into one comment line."""
    return _UNPRINTABLE.sub(" ", text.replace("\n", " / "))
