"""Parting: where a word without spaces may go on in the next line.

Chinese and Japanese are written without spaces and part between almost any two letters, though never before a
closing mark nor behind an opening one (UAX #14, classes ID, CL, OP, NS, CJ). Thai, Khmer and Burmese have no
spaces between words either; without a dictionary they are parted only where a stretch is too long for a line,
and then between whole letters with their marks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

from asylum_packet.fonts.faces import clusters
from asylum_packet.papers.letters import Run, remeasured

_WIDE = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u303b\u3041-\u3096\u309d-\u309f\u30a0-\u30ff"
    "\u3105-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003fffd"
)
_FIRST_WIDE = "\u2e80"
_IS_WIDE = f"[{_WIDE}]"
_FLOWS = f"[{_WIDE}](?:[^ ]*[{_WIDE}]){{6}}"
"""A name of a few letters in a sentence of another script stays whole.

Both patterns are compiled where such letters stand: that takes long, and few packets have any.
"""
_NEVER_FIRST = frozenset(
    "、。，．！？：；）」』】〕〉》〗”’…‥・ー々〻ゝゞヽヾぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ％),.;:!?]}»%"
    "\u0e2f\u0e30\u0e32\u0e33\u0e45\u0e46\u0eaf\u0eb0\u0eb2\u0eb3\u0ec6\u17d4\u17d5\u17d6\u17d7\u104a\u104b"
)
_NEVER_LAST = frozenset(
    "（「『【〔〈《〖“‘([{«\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4\u17d2\u1039"
)


def flows(word: str) -> bool:
    """Say whether a word is a stretch of Chinese or Japanese that fills lines letter by letter."""
    return not word.isascii() and max(word) >= _FIRST_WIDE and re.search(_FLOWS, word) is not None


def may_part(before: str, after: str, *, anywhere: bool) -> bool:
    """Say whether a line may end between two letters; `anywhere`, also in other scripts."""
    if before[-1] in _NEVER_LAST or after[0] in _NEVER_FIRST or unicodedata.category(after[0])[0] == "M":
        return False
    return anywhere or any(re.match(_IS_WIDE, letter) for letter in (before[-1], after[0]))


def letters_of(run: Run) -> Iterator[Run]:
    """Cut a run into letters as they stand from left to right, each with its marks and as it was shaped."""
    if not run.glyphs:
        yield from (remeasured(run, cluster) for cluster in clusters(run.text))
        return
    starts = [index for index, glyph in enumerate(run.glyphs) if glyph.text]
    for start, end in zip(starts, [*starts[1:], len(run.glyphs)], strict=True):
        glyphs = run.glyphs[0 if start == starts[0] else start : end]
        text = "".join(glyph.text for glyph in glyphs)
        yield Run(run.font, text, sum(glyph.advance for glyph in glyphs), glyphs=glyphs)


def stretches_of(letters: Sequence[Run], *, anywhere: bool) -> Iterator[list[Run]]:
    """Gather the letters that no line may part."""
    together: list[Run] = []
    for letter in letters:
        if together and may_part(together[-1].text, letter.text, anywhere=anywhere):
            yield together
            together = []
        together.append(letter)
    if together:
        yield together


def joined(runs: Sequence[Run]) -> list[Run]:
    """Make one run of neighbours of one font that were shaped; the others stay as they are."""
    found: list[Run] = []
    for (font, shaped), group in groupby(runs, key=lambda run: (run.font, bool(run.glyphs))):
        alike = list(group)
        if not shaped or len(alike) == 1:
            found += alike
            continue
        glyphs = tuple(glyph for run in alike for glyph in run.glyphs)
        width = sum(run.width for run in alike)
        found.append(Run(font, "".join(run.text for run in alike), width, glyphs=glyphs))
    return found
