"""A new case folder: every file a case can have, commented, ready to fill in."""

from __future__ import annotations

import re
from pathlib import Path

from asylum_packet.case.answers import Answers
from asylum_packet.case.folder import junk_reason
from asylum_packet.case.starters import BRIEF, CASE_YAML, DECLARATION, EXHIBITS_YAML, FOLDERS
from asylum_packet.case.values import joined_name
from asylum_packet.case.writing import Told, answers_text, one_line
from asylum_packet.errors import OutputError


def new_case(folder: Path, *, answers: Answers | None = None, text: str = "") -> tuple[Path, ...]:
    """Write a commented case folder; give the files written.

    Args:
        folder: The folder to make.
        answers: Answers there are already: their applicant becomes the lead respondent.
        text: The text of i589.yaml that holds them, "" for an empty one.

    Raises:
        OutputError: The folder has files in it already, or cannot be written.
    """
    _check_empty(folder)
    files = {
        "case.yaml": _case_yaml(answers or Answers()),
        "i589.yaml": text or empty_answers(),
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


def _case_yaml(answers: Answers) -> str:
    """Give case.yaml with the applicant as the lead respondent, as far as the answers name one."""
    applicant, text = answers.applicant, CASE_YAML
    named = {
        "first": ("FIRST NAME", joined_name(applicant.first_name)),
        "middle": ("", joined_name(applicant.middle_name)),
        "last": ("LAST NAME", joined_name(applicant.last_name)),
        "a_number": ("000-000-001", re.sub(r"\D", "", applicant.a_number)),
    }
    for key, (word, value) in named.items():
        if value:
            line = re.compile(rf"^(\s+{key}:){' ' if word else ''}{word}(\s*#.*)?$", re.MULTILINE)
            text = line.sub(rf"\1 {_escaped(one_line(value))}", text, count=1)
    return text


def _escaped(text: str) -> str:
    """Take a text as it is in a replacement."""
    return text.replace("\\", r"\\")


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
    return answers_text(Told())
