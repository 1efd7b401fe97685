"""Which stretches of a text Word must be told to set from right to left, or as a complex script.

Word applies fonts, bold and size of "complex scripts" only to runs that are marked as such, and orders the
letters of a run from right to left only where `w:rtl` says so.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from itertools import groupby

from asylum_packet.fonts.bidi import has_right_to_left


class Script(StrEnum):
    """How Word sets a run."""

    PLAIN = "plain"
    COMPLEX = "complex"
    RIGHT_TO_LEFT = "rtl"


_COMPLEX = (
    (0x0900, 0x109F),  # the scripts of India and South-East Asia: Devanagari to Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x1980, 0x1AAF),  # Tai Lue, Khmer symbols, Buginese, Tai Tham
    (0x1B00, 0x1C4F),  # Balinese to Lepcha
    (0xA8E0, 0xA8FF),  # Devanagari, extended
    (0xA980, 0xAADF),  # Javanese to Tai Viet
)
_LANGUAGES = (("ARABIC", "ar-SA"), ("HEBREW", "he-IL"), ("SYRIAC", "syr-SY"), ("THAANA", "dv-MV"))
_STRONG = {"R", "AL"}
_JOINS = {"WS", "NSM", "CS", "ES", "ON", "BN", "EN", "AN", "ET"}
"""What goes with the letters from right to left on both its sides."""


def stretches(text: str) -> Iterator[tuple[Script, str]]:
    """Cut a text into stretches of one way of setting."""
    if text.isascii():
        yield Script.PLAIN, text
        return
    kinds = [_kind(char) for char in text]
    if has_right_to_left(text):
        _join(text, kinds)
    start = 0
    for kind, group in groupby(kinds):
        end = start + len(list(group))
        yield kind, text[start:end]
        start = end


def language(text: str) -> str:
    """Name a language of a stretch from right to left, for Word's proofing: by its script."""
    for char in text:
        name = unicodedata.name(char, "")
        found = next((tag for script, tag in _LANGUAGES if name.startswith(script)), None)
        if found:
            return found
    return "ar-SA"


def _kind(char: str) -> Script:
    """Say how one letter is set."""
    if unicodedata.bidirectional(char) in _STRONG:
        return Script.RIGHT_TO_LEFT
    code = ord(char)
    return Script.COMPLEX if any(first <= code <= last for first, last in _COMPLEX) else Script.PLAIN


def _join(text: str, kinds: list[Script]) -> None:
    """Take spaces, marks and numbers between letters from right to left along with them."""
    index = 0
    while index < len(kinds):
        if unicodedata.bidirectional(text[index]) not in _JOINS:
            index += 1
            continue
        end = index
        while end < len(kinds) and unicodedata.bidirectional(text[end]) in _JOINS:
            end += 1
        between = index > 0 and end < len(kinds)
        if between and kinds[index - 1] == kinds[end] == Script.RIGHT_TO_LEFT:
            kinds[index:end] = [Script.RIGHT_TO_LEFT] * (end - index)
        elif index > 0 and kinds[index - 1] is Script.RIGHT_TO_LEFT:
            while index < end and unicodedata.bidirectional(text[index]) == "NSM":
                kinds[index] = Script.RIGHT_TO_LEFT
                index += 1
        index = max(end, index)
