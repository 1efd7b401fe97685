"""A new case folder: every file a case can have, commented, ready to fill in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pydantic import BaseModel

from asylum_packet.case.answers import Answers
from asylum_packet.case.folder import junk_reason
from asylum_packet.case.questions import QUESTIONS, is_asked, question
from asylum_packet.case.shapes import Kind, Shape, fields_of
from asylum_packet.case.starters import BRIEF, CASE_YAML, DECLARATION, EXHIBITS_YAML, FOLDERS, I589_HEAD
from asylum_packet.errors import OutputError

_NOTE_COLUMN: Final = 34
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


def new_case(folder: Path) -> tuple[Path, ...]:
    """Write a commented case folder; give the files written.

    Raises:
        OutputError: The folder has files in it already, or cannot be written.
    """
    _check_empty(folder)
    files = {
        "case.yaml": CASE_YAML,
        "i589.yaml": empty_answers(),
        "exhibits.yaml": EXHIBITS_YAML,
        "declaration.md": DECLARATION,
        **{f"brief/{name}": text for name, text in BRIEF},
    }
    try:
        for name in ("brief", *FOLDERS):
            (folder / name).mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            with (folder / name).open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
    except OSError as error:
        message, fix = f"{folder.as_posix()} cannot be written", "choose a folder you may write to"
        raise OutputError(message, fix=fix) from error
    return tuple(folder / name for name in files)


def _check_empty(folder: Path) -> None:
    """Refuse a folder with anything in it, and a file."""
    try:
        holds = any(not junk_reason(path.name) for path in folder.iterdir()) if folder.exists() else False
    except NotADirectoryError as error:
        message, fix = f"{folder.as_posix()} is a file", "choose another name for the new folder"
        raise OutputError(message, fix=fix) from error
    except OSError as error:
        message, fix = f"{folder.as_posix()} cannot be opened", "choose a folder you may write to"
        raise OutputError(message, fix=fix) from error
    if holds:
        message, fix = f"{folder.as_posix()} is not empty", "choose a new name; nothing was written"
        raise OutputError(message, fix=fix)


def empty_answers() -> str:
    """Give i589.yaml with every key present, empty, and its question beside it."""
    lines = [I589_HEAD.rstrip("\n")]
    for name, shape in fields_of(Answers).items():
        lines += ["", f"# {_PARTS[name]}", *_lines(name, name, shape, indent=0)]
    return "\n".join(lines) + "\n"


def _lines(name: str, key: str, shape: Shape, *, indent: int) -> Iterator[str]:
    """Yield the lines of one key and what is under it."""
    row = shape.row
    if shape.kind is Kind.KEYS and shape.model is not None:
        yield f"{' ' * indent}{name}:"
        yield from _under(shape.model, key, indent=indent + 2)
    elif row is not None and row.model is not None:
        yield f"{' ' * indent}{name}:"
        lines = list(_under(row.model, f"{key}[]", indent=indent + 4))
        yield f"{' ' * (indent + 2)}- {lines[0].lstrip()}"
        yield from lines[1:]
    else:
        yield _with_note(f"{' ' * indent}{name}:", key, shape)


def _under(model: type[BaseModel], above: str, *, indent: int) -> Iterator[str]:
    """Yield the lines of every key of a model, in the form's order."""
    for name, shape in sorted(fields_of(model).items(), key=lambda field: _order(f"{above}.{field[0]}")):
        yield from _lines(name, f"{above}.{name}", shape, indent=indent)


def _order(key: str) -> int:
    """Give the place in the form of a key, or of the first one under it."""
    return next(asked.order for asked in QUESTIONS if (asked.key + ".").startswith((f"{key}.", f"{key}[].")))


def _with_note(line: str, key: str, shape: Shape) -> str:
    """Put the question, and the words it takes, behind an empty key."""
    if not is_asked(key):
        return line
    asked = question(key)
    item = f"{asked.item}. " if asked.item else ""
    words = f" ({' / '.join(shape.choices)})" if shape.only_choices else ""
    return f"{line:<{_NOTE_COLUMN}}# {item}{asked.words}{words}"
