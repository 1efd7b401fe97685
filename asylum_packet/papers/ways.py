"""Which way words run: the level of every letter of a paragraph in which some letters run right to left.

The whole paragraph decides (UAX #9), before it has lines: a number, a Latin name or a bracket in an Arabic
sentence stands where it belongs on whichever line it comes to lie. A quotation that begins the other way than
its paragraph runs by itself, as if it were marked (HL4): brackets and names inside it do not cut it up.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby

from asylum_packet.fonts.bidi import has_right_to_left, is_right_to_left, levels
from asylum_packet.papers.blocks import Inline, LineBreak, Span

_THING = "\ufffc"
"""Stands for what is no letter (a blank to write on, the number of a footnote) and runs as its neighbours."""

_QUOTED = re.compile("“[^“”]+”|«[^«»]+»")
_LATIN = re.compile(r"[^\W\d_]")


def levels_of(words: Sequence[Inline], *, turns: bool = True) -> tuple[tuple[int, ...], ...]:
    """Give the levels of the letters of every word; nothing where all of them run left to right.

    Args:
        words: The words of a paragraph.
        turns: Whether it runs as its first letter does; else from the right only without Latin letters.
    """
    if not any(isinstance(word, Span) and has_right_to_left(word.text) for word in words):
        return ()
    texts = tuple(map(_text, words))
    every, found, at = _levels("".join(texts), turns=turns), [], 0
    for text in texts:
        found.append(tuple(every[at : at + len(text)]))
        at += len(text)
    return tuple(found)


def _levels(text: str, *, turns: bool) -> list[int]:
    """Give the levels of a paragraph, each quotation that runs the other way apart from it."""
    turns = turns or not any(unicodedata.bidirectional(char) == "L" for char in text)
    base = int(turns and is_right_to_left(text))
    apart = [(one.start() + 1, one.end() - 1) for one in _QUOTED.finditer(text) if _turns(one[0], base)]
    around = text
    for start, end in apart:
        around = around[:start] + _THING * (end - start) + around[end:]
    found = levels(around, base=base)
    for start, end in apart:
        inner = levels(text[start:end], base=1 - base)
        # A quotation in Latin letters inside a right-to-left paragraph stands one level above it.
        found[start:end] = [level + 2 * base for level in inner]
    return found


def _turns(quoted: str, base: int) -> bool:
    """Say whether a quotation begins with a letter that runs the other way than its paragraph."""
    has_letters = has_right_to_left(quoted) if base == 0 else _LATIN.search(quoted) is not None
    return has_letters and int(is_right_to_left(quoted)) != base


def _text(word: Inline) -> str:
    """Read a word as the paragraph has it."""
    if isinstance(word, Span):
        return word.text.replace("\n", " ")
    return " " if isinstance(word, LineBreak) else _THING


def stretches(text: str, levels: Sequence[int]) -> list[tuple[int, str]]:
    """Cut a text where its level changes."""
    pairs = zip(levels, text, strict=True)
    return [
        (level, "".join(char for _, char in group)) for level, group in groupby(pairs, key=lambda p: p[0])
    ]
