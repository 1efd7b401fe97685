"""Why a line cannot be read as YAML, in plain words.

A guess from the look of the line and the place where the parser stopped, never the parser's own text.
"""

from __future__ import annotations

import re
from typing import Protocol

from asylum_packet.case.codes import found
from asylum_packet.findings import Finding, Source

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_NEVER_FIRST = "@`%&*!|>"
_OPENERS = {
    '"': ("a quotation mark is opened here and not closed", "close it, or write the value without quotes"),
    "'": ("a quotation mark is opened here and not closed", "write an apostrophe inside single quotes twice"),
    "[": ("a square bracket is opened here and not closed", "close it, or put the value in quotes"),
    "{": ("a brace is opened here and not closed", "close it, or put the value in quotes"),
}


class Mark(Protocol):
    """Where a parser stopped; both 0-based."""

    line: int
    column: int


def explain(text: str, file: str, marks: tuple[Mark | None, Mark | None]) -> Finding:
    """Say in plain words why the parser stopped.

    Args:
        text: The whole file.
        file: Its name, for the finding.
        marks: Where the parser stopped, and where the thing it was reading began.
    """
    lines = _BREAK.split(text)
    stop, start = marks
    if start is not None and (told := _at_start(lines, start.line, start.column)):
        message, fix = told
        line, column = start.line, start.column
    else:
        line, column = _last_written(lines, stop.line if stop else 0, stop.column if stop else 0)
        message, fix = _reason(lines, line)
    return found("CASE-syntax", message, Source(file=file, line=line + 1, column=column + 1), fix)


def _at_start(lines: list[str], line: int, column: int) -> tuple[str, str] | None:
    """Recognise what was never finished from the place where it began."""
    if line >= len(lines):
        return None
    rest = lines[line][column:]
    if rest[:1] in _OPENERS:
        return _OPENERS[rest[:1]]
    if rest.strip() and ":" not in rest and rest[0] not in f"-#?{_NEVER_FIRST}":
        return "a key without its colon, or a text outside its key", "write key: value, with a space"
    return None


def _last_written(lines: list[str], line: int, column: int) -> tuple[int, int]:
    """Give the place to point at: the parser's, or the end of the last line that has text."""
    index = min(line, len(lines) - 1)
    while index > 0 and not lines[index].strip():
        index -= 1
    return (index, column) if index == line else (index, len(lines[index].rstrip()))


def _reason(lines: list[str], index: int) -> tuple[str, str]:
    """Guess the mistake on a line that cannot be read, the commonest first."""
    line, before = lines[index], lines[index - 1] if index else ""
    if any("\t" in text[: len(text) - len(text.lstrip())] for text in (line, before)):
        return "a tab is used to indent", "indent with spaces, two for each step"
    _, colon, value = line.strip().removeprefix("- ").partition(": ")
    value = value.strip()
    if colon and value[:1] and value[0] in _NEVER_FIRST:
        return f"a value cannot start with {value[0]}", "put the value in quotes"
    if colon and value[:1] and value[0] in "\"'":
        return "a quotation mark ends before its text does", "use the other kind of quotation marks around it"
    if any(line.count(left) != line.count(right) for left, right in ("[]", "{}")):
        return "a bracket is not closed, or not opened", "check the brackets, or put the value in quotes"
    if colon and ": " in f"{value} ":
        return "a second colon on the line", "put the value in quotes"
    if before.strip() and ": " not in f"{before.strip()} " and before.strip()[0] not in "-#":
        return "the line above has no colon with a space after it", "write key: value, with a space"
    return "the line does not fit the lines above it", "check the indentation, quotes and brackets"
