"""Where each line of a rendered text came from: a file of the case folder and the line in it.

Templates repeat, skip and join lines, so line numbers of the result mean nothing to whoever wrote them.
Before a template is compiled, every line of its text is marked with characters that Unicode reserves for such
internal use (U+FDD0 to U+FDEF); after rendering the marks are read and taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import dataclass, field
from functools import lru_cache

from jinja2 import Environment, Template
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context
from markupsafe import Markup

from asylum_packet.findings import Source

_DIGITS = [chr(0xFDD0 + value) for value in range(16)]
_OPEN, _BETWEEN, _CLOSE = "\ufde0", "\ufde1", "\ufde2"
_VALUE = {digit: value for value, digit in enumerate(_DIGITS)}
_MARK = re.compile("\ufde0([\ufdd0-\ufddf]+)\ufde1([\ufdd0-\ufddf]+)\ufde2")
_LINE_END = re.compile(r"\r\n|\r")
_RESERVED = re.compile("[\ufdd0-\ufdef]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """A text and, for each of its lines, where that line was written.

    `marked` is the text they were read from. It says all that both say, so that two are compared, and looked
    up, by texts alone: that takes no time, where thousands of origins do.
    """

    text: str
    origins: tuple[Source | None, ...] = field(compare=False)
    marked: str = ""

    def at(self, line: int) -> Source | None:
        """Give the origin of a line (0-based), or of the nearest line above it that has one."""
        for index in range(min(line, len(self.origins) - 1), -1, -1):
            if self.origins[index] is not None:
                return self.origins[index]
        return None


_FILES: list[str] = []
"""Names of the files that marks speak of; kept for the process, as compiled templates hold their numbers."""
_NUMBERS: dict[str, int] = {}


def number_of(file: str) -> int:
    """Give the number by which marks speak of a file, a new one where it has none."""
    number = _NUMBERS.get(file)
    if number is None:
        number = _NUMBERS[file] = len(_FILES)
        _FILES.append(file)
    return number


def mark(file: str, line: int) -> str:
    """Make the mark of a line (1-based)."""
    return f"{_OPEN}{_number(number_of(file))}{_BETWEEN}{_number(line)}{_CLOSE}"


def marked(text: str, file: str, first: int = 1) -> str:
    """Mark every line of a text that has words on it; `first` is the number of its first line."""
    lines = without_marks(text).split("\n")
    return "\n".join(
        f"{mark(file, first + index)}{line}" if line.strip() else line for index, line in enumerate(lines)
    )


def read_marks(text: str) -> Traced:
    """Take the marks out of a rendered text and say where its lines came from."""
    origins = tuple(_origin(line) for line in text.split("\n"))
    return Traced(text=without_marks(text), origins=origins, marked=text)


def _origin(line: str) -> Source | None:
    """Read the mark of a line: of several at its head the last, as a value marks its own lines."""
    match = _MARK.search(line)
    while match and (further := _MARK.match(line, match.end())):
        match = further
    return _source(match[1], match[2]) if match else None


@lru_cache(maxsize=8192)
def _source(file: str, line: str) -> Source:
    """Give the place that a mark names; the same lines come in every round."""
    return Source(file=_FILES[_read(file)], line=_read(line))


def _number(value: int) -> str:
    """Write a number in reserved characters."""
    digits = _DIGITS[value % 16]
    while value := value // 16:
        digits = _DIGITS[value % 16] + digits
    return digits


def _read(digits: str) -> int:
    """Read a number written in reserved characters."""
    value = 0
    for digit in digits:
        value = value * 16 + _VALUE[digit]
    return value


def without_marks(text: str) -> str:
    """Take out every reserved character, so that no text can pretend to be a mark."""
    return text if text.isascii() else _RESERVED.sub("", text)


class LineMarks(Extension):
    """Marks the lines of a template's text, between its tags, before it is compiled."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """Mark the text of a template, and values that begin a line; leave its tags alone."""
        name = stream.filename or stream.name or ""
        last = 0
        for token in stream:
            if token.type == "data":
                text, last = _marked_token(without_marks(token.value), token.lineno, name, last)
                yield Token(token.lineno, "data", text)
                continue
            if token.type == "variable_begin" and token.lineno != last:
                yield Token(token.lineno, "data", mark(name, token.lineno))
                last = token.lineno
            yield token


def printing(environment: Environment, name: str, text: str, known: MutableMapping[str, object]) -> Template:
    """Make a template of a text without tags: it prints itself, its lines marked as in a compiled one."""
    marked = _marked_token(without_marks(_LINE_END.sub("\n", text)), 1, name, 0)[0]

    def root(_context: Context) -> Iterator[str]:
        yield Markup(marked)

    given = {"name": name, "__file__": name, "blocks": {}, "root": root, "debug_info": ""}
    return Template.from_module_dict(environment, given, known)


def _marked_token(text: str, line: int, name: str, last: int) -> tuple[str, int]:
    """Mark every line of a text token that has words on it; give the last line marked too."""
    parts = []
    for part in text.splitlines(keepends=True):
        if part.strip():
            parts.append(mark(name, line))
            last = line
        parts.append(part)
        line += part.count("\n")
    return "".join(parts), last
