"""Named passages of a declaration: "{#beating}" ends a paragraph that is cited as [@declaration#beating]."""

from __future__ import annotations

import re
from collections.abc import Iterable

from asylum_packet.papers.blocks import Inline, Span
from asylum_packet.sheets import Mark
from asylum_packet.values import replace

_SIGN = re.compile(r"\s*\{#(?P<name>[^{}\n]{0,80})\}\s*$")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def named(words: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], str | None]:
    """Take the name of a passage off the end of its paragraph; None where it has none."""
    last = words[-1] if words else None
    match = _SIGN.search(last.text) if isinstance(last, Span) and not last.mono else None
    if match is None or not isinstance(last, Span):
        return words, None
    kept = last.text[: match.start()]
    return (*words[:-1], *((replace(last, text=kept),) if kept else ())), match["name"]


def fault(name: str, taken: Iterable[str]) -> tuple[str, str] | None:
    """Say what is wrong with a name, and what to type instead."""
    if not _NAME.fullmatch(name):
        fix = "begin it with a letter, then letters, digits and hyphens: {#beating}"
        return f"'{{#{name}}}' is no name for a passage", fix
    if name in taken:
        return f"two passages are called '{name}'", "give each passage a name of its own"
    return None


def paragraph_of(name: str, marks: Iterable[Mark]) -> int | None:
    """Give the number of the paragraph in which a named passage stands, None where there is no such name.

    Marks are in reading order: the number of each paragraph, then the names that stand in it.
    """
    number = 0
    for mark in marks:
        if mark.name.startswith("¶"):
            number = int(mark.name[1:])
        elif mark.name == f"#{name}":
            return number or None
    return None
