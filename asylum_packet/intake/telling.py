"""What a text tells about itself: what it certifies, and numbers that should be masked. Pure.

Numbers are told by page, kind and last two digits; the text itself is never kept.
"""

from __future__ import annotations

import re

from asylum_packet.facts import PrivateNumber

_ELEMENTS = {
    "competence": (
        ("competen", "fluen", "proficien", "qualified"),
        (re.compile(r"\b(?:competen\w+|fluen\w+|proficien\w+|qualified)\b"),),
    ),
    "accuracy": (
        ("accura", "faithful", "correct"),
        (re.compile(r"\b(?:accura\w+|faithful\w*|true and correct|correct and complete)\b"),),
    ),
    "contact": (
        (),
        (
            re.compile(r"\d\d\d\)?[\s.\u2010-\u2013-]*\d{3}[\s.\u2010-\u2013-]+\d{4}"),
            re.compile(r"\+\d[\d\s().-]{8,}"),
        ),
    ),
}
"""What an element is told by: parts one of which its words have, which are quickly looked for, and its words.

Without parts, it has a digit at least.
A pattern that begins with an optional or repeated sign takes three times as long, one that begins with either
of two signs twice.
"""


def certified(text: str) -> tuple[str, ...]:
    """Say which elements of a translator's certificate a text has (8 CFR 1003.33; ICPM 3.3(a))."""
    small = text.lower()
    return tuple(
        name
        for name, (parts, patterns) in _ELEMENTS.items()
        if (any(part in small for part in parts) if parts else _may_have_digits(small, 1))
        and any(pattern.search(small) for pattern in patterns)
    )


def _may_have_digits(text: str, count: int) -> bool:
    """Say whether a text may have some digits, which is quickly told of plain letters."""
    return not text.isascii() or sum(map(text.count, "0123456789")) >= count


_DASH = r"[-\u2010-\u2013 ]"
_SSN = re.compile(
    rf"(?<![\d-])(?!000|666|9\d\d)\d{{3}}{_DASH}(?!00)\d{{2}}{_DASH}(?!0000)\d{{4}}(?![\d-])"
    r"|(?:\bSSN\b|social security (?:number|no\.?|#))\W{0,12}(\d{9})\b",
    re.I,
)
_CARD = re.compile(r"(?<![\d-])[3-6]\d{3}(?:[ -]?\d{2,6}){2,4}(?![\d-])")
_NINE_DIGITS = re.compile(rf"\d(?:{_DASH}?\d){{8}}")
"""What every such number has in it; looked for first, as it takes a twentieth of the time."""


def private_numbers(text: str, page: int) -> tuple[PrivateNumber, ...]:
    """Find social security and card numbers on a page."""
    if not _may_have_digits(text, 9) or not _NINE_DIGITS.search(text):
        return ()
    found = {
        PrivateNumber(page, "social security number", _digits(match[0])[-2:]) for match in _SSN.finditer(text)
    }
    for match in _CARD.finditer(text):
        digits = _digits(match[0])
        if 13 <= len(digits) <= 19 and _has_check_digit(digits) and len(set(digits)) > 1:
            found.add(PrivateNumber(page, "card number", digits[-2:]))
    return tuple(sorted(found))


def _digits(text: str) -> str:
    """Leave the digits of a text."""
    return re.sub(r"\D", "", text)


def _has_check_digit(digits: str) -> bool:
    """Say whether the last digit is that of a card (ISO/IEC 7812-1, annex B)."""
    doubled = (int(d) * (2 if n % 2 else 1) for n, d in enumerate(reversed(digits)))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0
