"""The order of a table of authorities: cases by name, codes by number, everything else by its words."""

from __future__ import annotations

import re
import unicodedata

from asylum_packet.papers.authorities_values import Authority, Group

Order = tuple[int, str, tuple[tuple[int, int, str], ...], str]
_CODES = ("INA", "USC", "Pub. L.", "Stat.", "CFR", "FR")
_TOKEN = re.compile(r"\d+|[A-Za-z]+|[^\dA-Za-z\s]+")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}


def order(authority: Authority) -> Order:
    """Make the key by which lines of a table are sorted."""
    group = tuple(Group).index(authority.group)
    if authority.group is Group.CASES:
        return group, _folded(authority.name), _numbers(authority.label), authority.label
    if authority.group is Group.OTHER:
        return group, _folded(authority.label), (), authority.label
    code = next((index for index, name in enumerate(_CODES) if f"{name} " in authority.key), len(_CODES))
    return group, f"{code}", _numbers(authority.key), authority.label


def _folded(text: str) -> str:
    """Leave out accents, case and signs."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^\w\s]+", "", re.sub(r"[-–]", " ", spread))


def _numbers(text: str) -> tuple[tuple[int, int, str], ...]:
    """Let 10 come after 9, and (ii) before (v); (i) on the first level is a letter."""
    found: list[tuple[int, int, str]] = []
    letters = 0
    for token in _TOKEN.findall(text):
        if token.isdigit():
            found.append((1, int(token[:12]), ""))
        elif token.lower() in _ROMAN and letters > 1:
            found.append((2, _ROMAN[token.lower()], ""))
        elif token.isalpha():
            found.append((2, 0, token))
        else:
            found.append((0, 0, ""))
        letters += token.startswith("(") or token.startswith(")(")
    return tuple(found)
