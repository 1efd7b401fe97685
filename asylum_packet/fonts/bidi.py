"""Writing direction: the order in which the letters of one line stand on paper.

Arabic, Hebrew, Persian and their neighbours run right to left, numbers and Latin words inside them left to
right. This is the Unicode Bidirectional Algorithm (UAX #9) for paragraphs without explicit marks, which
`text.tidy` removes: rules P2 to P3, W1 to W7, N0 to N2, I1, I2 over the whole paragraph, then L1 and L2 line
by line. Telephone numbers and their like are held together as if they were marked (HL4): by the rules alone
"410-555-0100" after an Arabic word would read "0100-555-410".
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Final, TypeVar

from asylum_packet.values import Struct

Stretch = TypeVar("Stretch")
_STRONG_RTL = {"R", "AL"}
_NEUTRAL = {"B", "S", "WS", "ON"}
_MAY_RUN_LEFTWARDS = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""The blocks that Unicode keeps for letters and numbers of such scripts (DerivedBidiClass.txt)."""
_GROUP = r"(?:\(\d{1,6}\)|\d{1,6})"
_GROUPED = re.compile(rf"(?<![\d.])\+?{_GROUP}(?:[-–. \u00a0]{_GROUP}){{1,6}}(?!\d)")
_YEAR = re.compile(r"1[89]\d\d|20\d\d")
_FEWEST_DIGITS, _LONG_GROUP = 7, 3


def is_right_to_left(text: str) -> bool:
    """Say whether a paragraph runs right to left: its first strong letter decides (UAX #9 P2, P3)."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind == "L":
            return False
        if kind in _STRONG_RTL:
            return True
    return False


def has_right_to_left(text: str) -> bool:
    """Say whether any letter runs right to left."""
    if text.isascii() or not _MAY_RUN_LEFTWARDS.search(text):
        return False
    return any(unicodedata.bidirectional(c) in {"R", "AL", "AN"} for c in text)


def levels(text: str, *, base: int) -> list[int]:
    """Give the level of every letter of a paragraph that is one line; odd levels run right to left."""
    return _line_end(_levels(text, base), text, base)


class Running(Struct, frozen=True):
    """How a line runs: its paragraph right to left or not, and the level of each letter of the line.

    `levels` is empty where every letter runs left to right.
    """

    leftwards: bool = False
    levels: tuple[int, ...] = ()


RIGHTWARDS: Final = Running()
"""The way of a line whose letters all run left to right."""


class Directions(Struct, frozen=True):
    """How every paragraph of a text runs: where each one starts, and the levels of its letters.

    The whole paragraph decides (UAX #9), so that a line does not turn round because of the word or number
    that it happens to begin with, nor the part of a paragraph that goes on elsewhere.
    """

    text: str
    starts: tuple[int, ...]
    paragraphs: tuple[Running, ...]

    @classmethod
    def of(cls, text: str) -> Directions:
        """Work out every paragraph of a text; line feeds end them."""
        paragraphs = text.split("\n")
        starts = accumulate((len(paragraph) + 1 for paragraph in paragraphs[:-1]), initial=0)
        return cls(text, tuple(starts), tuple(map(_running, paragraphs)))

    def of_lines(self, spans: Iterable[tuple[int, int]], *, after: int = 0) -> tuple[Running, ...]:
        """Say how each line runs, given as spans of the text; the spans count from `after` in it."""
        return tuple(self._of_line(after + first, after + last) for first, last in spans)

    def _of_line(self, first: int, last: int) -> Running:
        """Cut a line out of its paragraph; spaces at its end run as the paragraph does (L1)."""
        number = bisect_right(self.starts, first) - 1
        whole, start = self.paragraphs[number], self.starts[number]
        if not whole.levels:
            return whole
        line = self.text[first:last]
        cut = list(whole.levels[first - start : last - start])
        return Running(whole.leftwards, tuple(_line_end(cut, line[: len(cut)], int(whole.leftwards))))


def alone(line: str) -> Running:
    """Say how a line runs that is a paragraph of its own."""
    return cut_from(line, leftwards=is_right_to_left(line)) if has_right_to_left(line) else RIGHTWARDS


def cut_from(line: str, *, leftwards: bool) -> Running:
    """Say how a line runs of which only the direction of its paragraph is known."""
    if not leftwards and not has_right_to_left(line):
        return RIGHTWARDS
    return Running(leftwards, tuple(levels(line, base=int(leftwards))))


def _running(paragraph: str) -> Running:
    """Work out one paragraph."""
    if not has_right_to_left(paragraph):
        return RIGHTWARDS
    leftwards = is_right_to_left(paragraph)
    return Running(leftwards, tuple(_levels(paragraph, int(leftwards))))


def _line_end(found: list[int], line: str, base: int) -> list[int]:
    """Let the spaces at the end of a line run as its paragraph does (L1)."""
    end = len(line.rstrip())
    found[end:] = [base] * (len(line) - end)
    return found


def _levels(text: str, base: int) -> list[int]:
    """Give the embedding level of every letter of a paragraph (W1 to I2)."""
    kinds = [unicodedata.bidirectional(char) or "L" for char in text]
    kinds = ["ON" if kind in {"BN", "LRM", "RLM"} else kind for kind in kinds]
    _marks_and_numbers(kinds, "R" if base else "L")
    _grouped_numbers(text, kinds, "R" if base else "L")
    _separators(kinds, "R" if base else "L")
    _brackets(text, kinds, "R" if base else "L")
    _neutrals(kinds, base)
    return [_level(kind, base) for kind in kinds]


def _marks_and_numbers(kinds: list[str], before: str) -> None:
    """Resolve marks, and numbers after Arabic letters (W1 to W3)."""
    strong = before
    for index, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[index] = kind = kinds[index - 1] if index else before
        if kind in {"L", "R", "AL"}:
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[index] = "AN"
    for index, kind in enumerate(kinds):
        if kind == "AL":
            kinds[index] = "R"


def _grouped_numbers(text: str, kinds: list[str], line: str) -> None:
    """Hold numbers in several groups together: of telephones, of files, dates with hyphens; no ranges.

    Years do not count, nor short groups: "1990-1995" and "12-15" are read from the right like the words. In a
    line that runs left to right the number stands behind the Arabic word it was written behind.
    """
    before, seen = line, 0
    for match in _GROUPED.finditer(text):
        for kind in kinds[seen : match.start()]:
            before = kind if kind in {"L", "R"} else before
        seen = match.start()
        groups = re.findall(r"\d+", match[0])
        if sum(map(len, groups)) < _FEWEST_DIGITS or max(map(len, groups)) < _LONG_GROUP:
            continue
        if before == "R" and not all(map(_YEAR.fullmatch, groups)):
            kinds[match.start() : match.end()] = ["AN" if line == "R" else "L"] * len(match[0])


def _separators(kinds: list[str], before: str) -> None:
    """Resolve separators and signs next to numbers, and numbers in Latin text (W4 to W7)."""
    for index in range(1, len(kinds) - 1):
        left, kind, right = kinds[index - 1 : index + 2]
        if (kind == "ES" and left == right == "EN") or (
            kind == "CS" and left == right and left in {"EN", "AN"}
        ):
            kinds[index] = left
    for index, kind in enumerate(kinds):
        if kind == "ET" and _beside_a_number(kinds, index):
            kinds[index] = "EN"
    strong = before
    for index, kind in enumerate(kinds):
        if kind in {"ES", "ET", "CS"}:
            kinds[index] = "ON"
        elif kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[index] = "L"


def _beside_a_number(kinds: list[str], index: int) -> bool:
    """Say whether a run of signs such as "%" or "$" touches a European number."""
    if index and kinds[index - 1] == "EN":
        return True
    while index < len(kinds) and kinds[index] == "ET":
        index += 1
    return index < len(kinds) and kinds[index] == "EN"


# The pairs of BidiBrackets.txt that people type; U+2329 and U+232A are composed away by NFC.
_BRACKETS = dict(zip("([{⁅⟦⟨⟪⦅⸢⸨〈《「『【〔〖（［｛", ")]}⁆⟧⟩⟫⦆⸣⸩〉》」』】〕〗）］｝", strict=True))
_CLOSING = frozenset(_BRACKETS.values())
_MOST_OPEN = 63


def _brackets(text: str, kinds: list[str], line: str) -> None:
    """Turn both brackets of a pair with the line if anything inside does, else with what is before (N0)."""
    for opening, closing in _pairs(text):
        inside = {_side(kind) for kind in kinds[opening + 1 : closing] if kind in {"L", "R", "EN", "AN"}}
        before = next((_side(k) for k in reversed(kinds[:opening]) if k in {"L", "R", "EN", "AN"}), line)
        if inside and kinds[opening] != "AN":  # brackets of a telephone number stay with it
            for bracket in (opening, closing):
                kinds[bracket] = line if line in inside else before
                _marks_of(bracket, text, kinds)


def _marks_of(bracket: int, text: str, kinds: list[str]) -> None:
    """Let marks on a bracket go with it."""
    for index in range(bracket + 1, len(text)):
        if unicodedata.bidirectional(text[index]) != "NSM":
            return
        kinds[index] = kinds[bracket]


def _pairs(text: str) -> list[tuple[int, int]]:
    """Find the pairs of brackets in order of their opening (BD16): a closing one skips what never closed."""
    still_open: list[tuple[str, int]] = []
    found = []
    for index, char in enumerate(text):
        if char in _BRACKETS:
            if len(still_open) == _MOST_OPEN:
                break
            still_open.append((_BRACKETS[char], index))
        elif char in _CLOSING:
            depth = next((n for n in range(len(still_open), 0, -1) if still_open[n - 1][0] == char), 0)
            if depth:
                found.append((still_open[depth - 1][1], index))
                del still_open[depth - 1 :]
    return sorted(found)


def _neutrals(kinds: list[str], base: int) -> None:
    """Give spaces and punctuation the direction of both sides, else that of the line (N1, N2)."""
    line = "R" if base else "L"
    index = 0
    while index < len(kinds):
        if kinds[index] not in _NEUTRAL:
            index += 1
            continue
        end = index
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        left = _side(kinds[index - 1]) if index else line
        right = _side(kinds[end]) if end < len(kinds) else line
        kinds[index:end] = [left if left == right else line] * (end - index)
        index = end


def _side(kind: str) -> str:
    """Count numbers as right to left, as N1 does."""
    return "L" if kind == "L" else "R"


def _level(kind: str, base: int) -> int:
    """Give the level of a resolved kind (I1, I2)."""
    if base % 2:
        return base if kind == "R" else base + 1
    return {"L": base, "R": base + 1}.get(kind, base + 2)


def in_visual_order(runs: Sequence[tuple[int, Stretch]]) -> list[tuple[int, Stretch]]:
    """Order stretches, each with its level, as they stand on paper, left to right (L2)."""
    found = list(runs)
    highest = max((level for level, _ in found), default=0)
    for level in range(highest, 0, -1):
        start = 0
        while start < len(found):
            if found[start][0] < level:
                start += 1
                continue
            end = start
            while end < len(found) and found[end][0] >= level:
                end += 1
            found[start:end] = reversed(found[start:end])
            start = end
    return found
