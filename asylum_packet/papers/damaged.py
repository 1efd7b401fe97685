"""Cites that lost a bracket or their @ and would print as typed: `[police-report 1]`, `@police-report 1`.

Only ids of the case count, so that words, e-mail addresses and handles are left alone; a word in brackets
that equals an id is a cite only with a number behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

_INTACT = re.compile(r"\[@[^\[\]]{1,400}\]|`+[^`]*`+")
_OPEN = re.compile(r"\[[ \t]*|@")
_NO_LINE_END = re.compile(r"[^\n]")
_NUMBERS = r"\d+(?:[ \t]*(?:[-–]|,[ \t])[ \t]*\d+)*"
_WHERE = rf"[ \t\n]*,?[ \t\n]*(?:¶{{1,2}}|\b(?:paras?\.?|pp?\.|at))?[ \t\n]*{_NUMBERS}\b"


def damaged_cites(text: str, ids: Iterable[str]) -> Iterator[tuple[int, str, str]]:
    """Yield each damaged cite in Markdown: its line (0-based), how it was typed, its right spelling."""
    if "[" not in text and "@" not in text:
        return
    rest = _INTACT.sub("", text)
    if "[" not in rest and "@" not in rest:
        return
    # What is intact, or code, is blanked out and keeps its length and its lines.
    bare = _INTACT.sub(lambda match: _NO_LINE_END.sub("\0", match[0]), text)
    known = tuple(ids)
    if not any(bare.startswith(known, one.end()) for one in _OPEN.finditer(bare)):
        return
    pattern = _pattern(known)
    if pattern is None:
        return
    for match in pattern.finditer(bare):
        kind = next(kind for kind in ("lost", "mixed", "open") if match[kind])
        typed = " ".join(match[f"{kind}_cite"].split()).removeprefix("@")
        around = f"[{typed}]" if kind == "lost" else f"@{typed}"
        yield bare.count("\n", 0, match.start(f"{kind}_cite")), around, f"[@{typed}]"


@lru_cache(maxsize=8)
def _pattern(ids: tuple[str, ...]) -> re.Pattern[str] | None:
    """Make the pattern of damaged cites: no @, other words in the brackets, no brackets."""
    if not ids:
        return None
    known = f"(?:{'|'.join(map(re.escape, sorted(ids, key=len, reverse=True)))})"
    name = rf"{known}(?![\w@-])(?!\.\w)(?:/[a-z]+|\#[A-Za-z][\w-]*)?"
    where = rf"(?:[ \t]+(?:paras?\.?|pp?\.|at))?[ \t]+{_NUMBERS}\b|[ \t]*¶{{1,2}}[ \t]*{_NUMBERS}\b"
    at = rf"(?<![\w.@/+\\-])@{name}(?:{where})?"
    return re.compile(
        rf"(?P<lost>(?<!\\)\[[ \t]*(?P<lost_cite>{name}{_WHERE})[ \t]*(?:;[^\[\]\n]{{0,200}})?\](?![({{]))"
        rf"|(?P<mixed>\[[^\[\]\0]{{0,200}}?(?P<mixed_cite>{at})[^\[\]\0]{{0,200}}\])"
        rf"|(?P<open>(?P<open_cite>{at}))"
    )
