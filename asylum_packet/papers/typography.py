"""Small typography of legal text: dashes, and spaces where a line must not end."""

from __future__ import annotations

import re
from functools import lru_cache

from asylum_packet.papers.authorities_values import has_any

_NBSP = "\u00a0"
_REPORTERS = "|".join(
    (
        r"I&N",
        r"U\.S\.(?:C\.)?",
        r"C\.F\.R\.",
        "CFR",
        "USC",
        r"S\.\u00a0?Ct\.",
        r"Fed\.",
        r"F\.(?:2d|3d|4th|\u00a0?Supp\.)?",
    )
)
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\."
)
_DIGIT = re.compile(r"\d")
_RULES: tuple[tuple[tuple[str, ...], bool, re.Pattern[str], str], ...] = (
    # Section, paragraph and number signs stay with their number.
    (("§", "¶"), False, re.compile(r"(§{1,2}|¶{1,2}) +(?=[\dA-Za-z(])"), rf"\1{_NBSP}"),
    (
        ("No. ", "Nos. ", "Tab ", "Dec. ", "Part ", "Item "),
        False,
        re.compile(r"\b(No\.|Nos\.|Tab|Dec\.|Part|Item) (?=[\dA-Z#])"),
        rf"\1{_NBSP}",
    ),
    # Volume, reporter and page of a citation stay together: "29 I&N Dec. 233", "8 C.F.R. § 1208.13".
    ((), True, re.compile(rf"(?<=\d) (?={_REPORTERS})"), _NBSP),
    (("I&N ",), False, re.compile(r"I&N (?=Dec\.)"), f"I&N{_NBSP}"),
    # A name in initials stays with what it is the name of: "Matter of M-E-V-G-".
    (("Matter of ",), False, re.compile(r"\bMatter of (?=(?:[A-Z]-){2})"), f"Matter of{_NBSP}"),
    ((), True, re.compile(r"\b(at|n\.|pp?\.) (?=\d)"), rf"\1{_NBSP}"),
    # A pin cite typed by hand holds together as ours do: "Tab C at 60".
    (
        (f"Tab{_NBSP}",),
        True,
        re.compile(rf"\bTab{_NBSP}([A-Z]{{1,2}}) (?=at{_NBSP}\d)"),
        rf"Tab{_NBSP}\1{_NBSP}",
    ),
    ((_NBSP,), True, re.compile(rf"(?<=\d{_NBSP})({_REPORTERS}) (?=[\d§])"), rf"\1{_NBSP}"),
    (
        ("INA ", "Mr. ", "Ms. ", "Mrs. ", "Dr. ", "Hon. ", "Prof. "),
        False,
        re.compile(r"\b(INA|Mr\.|Ms\.|Mrs\.|Dr\.|Hon\.|Prof\.) (?=[§\dA-Z])"),
        rf"\1{_NBSP}",
    ),
    # A month stays with its day: "June 20, 2019".
    ((), True, re.compile(rf"\b({_MONTHS}) (?=\d{{1,2}}\b)"), rf"\1{_NBSP}"),
    # An hour stays with its half of the day: "8:30 AM", "8:30 a.m.".
    ((":",), True, re.compile(r"(?<=:\d\d) (?=(?:[AP]M\b|[ap]\.m\.))"), _NBSP),
    (("---",), False, re.compile(r"(?<!-)---(?!-)"), "—"),
    (("--",), False, re.compile(r"(?<!-)--(?!-)"), "–"),
)
"""Signs of which one must stand in a text, and whether a digit must, before the pattern is looked for."""


@lru_cache(maxsize=8192)
def typeset(text: str) -> str:
    """Put dashes and no-break spaces where print has them."""
    if text.isalpha():
        return text
    numbered = _DIGIT.search(text) is not None
    for signs, needs_digit, pattern, replacement in _RULES:
        if (numbered or not needs_digit) and (not signs or has_any(text, signs)):
            text = pattern.sub(replacement, text)
    return text


_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def roman(number: int) -> str:
    """Write a number in Roman capitals."""
    text = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        text += letters * times
    return text


def letter(number: int) -> str:
    """Write a number as a capital letter: 1 is A, 27 is AA."""
    times, place = divmod(number - 1, 26)
    return chr(ord("A") + place) * (times + 1)


def ordinal(level: int, number: int) -> str:
    """Number a heading as briefs do: I., A., 1., a., i."""
    styles = (roman, letter, str, lambda n: letter(n).lower(), lambda n: roman(n).lower())
    return f"{styles[min(level, 5) - 1](number)}."
