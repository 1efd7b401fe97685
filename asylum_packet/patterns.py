"""Regular expressions that are compiled when they are first asked.

To compile one takes up to 2 ms at each start. Those of a room that all have to be asked stay with `re`; those
that only some cases need, such as the spellings of codes and reporters, are a `Pattern`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Protocol


class _Finds(Protocol):
    def __call__(self, string: str, pos: int = ..., endpos: int = ..., /) -> re.Match[str] | None: ...


class _FindsEach(Protocol):
    def __call__(self, string: str, pos: int = ..., endpos: int = ..., /) -> Iterator[re.Match[str]]: ...


class _Replaces(Protocol):
    def __call__(self, repl: str, string: str, count: int = ..., /) -> str: ...


class Pattern:
    """A regular expression, asked as a compiled one is; `text` and `flags` are those of `re.compile`."""

    def __init__(self, text: str, flags: int = 0) -> None:
        self.text = text
        self.flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern of `re`."""
        return re.compile(self.text, self.flags)

    @cached_property
    def search(self) -> _Finds:
        """Find the first place."""
        return self.compiled.search

    @cached_property
    def match(self) -> _Finds:
        """Match where the text begins."""
        return self.compiled.match

    @cached_property
    def fullmatch(self) -> _Finds:
        """Match the whole text."""
        return self.compiled.fullmatch

    @cached_property
    def finditer(self) -> _FindsEach:
        """Find every place."""
        return self.compiled.finditer

    @cached_property
    def sub(self) -> _Replaces:
        """Replace every place."""
        return self.compiled.sub
