"""Fitting text into boxes: lines, sizes, and the honest answer that it does not fit.

Measures follow the form's own: 2 points of margin inside a box, nine-point type of typewriter width, and the
line pitch of the typeface that the form names (Courier New, 1.1328 em). Nothing here ever cuts a text: it
fits, or the caller hears that it does not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from asylum_packet.fonts.bidi import is_right_to_left
from asylum_packet.fonts.faces import Face, clusters
from asylum_packet.fonts.shaping import width

MARGIN_PT = 2.0
PITCH_EM = 1.1328
LINE_SIZES_PT = tuple(9 - step / 4 for step in range(9))
"""Sizes tried for one line: 9 points down to 7 in quarters; smaller type is hard to read on paper."""
BLOCK_SIZES_PT = (9.0, 8.0)
"""Sizes tried for a box of many lines."""
_WORD = re.compile(r"[^ ]+|[ ]+")
_SENTENCE_END = re.compile(r"[.!?…。።؟][\"”’')\]]* +|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """Text laid out for a box: its size and its lines from the top.

    `leftwards` says of every line whether the paragraph it is cut from runs right to left.
    """

    size_pt: float
    lines: tuple[str, ...]
    leftwards: tuple[bool, ...]


def fit_line(text: str, *, width_pt: float, height_pt: float, faces: tuple[Face, ...]) -> Fitted | None:
    """Fit a text into one line, at the largest size that holds it; None where even the smallest does not."""
    wide = width(text, faces) / 1000
    room = width_pt - 2 * MARGIN_PT
    for size in LINE_SIZES_PT:
        if wide * size <= room + 0.01 and size <= height_pt:
            return Fitted(size_pt=size, lines=(text,), leftwards=(is_right_to_left(text),))
    return None


def fit_block(text: str, *, width_pt: float, height_pt: float, faces: tuple[Face, ...]) -> Fitted | None:
    """Fit a text into a box of many lines; None where it does not fit at the smallest size."""
    for size in BLOCK_SIZES_PT:
        lines = wrap(text, width_pt=width_pt, size_pt=size, faces=faces)
        if len(lines) <= capacity(height_pt, size):
            turned = Directions.of(text).of_lines(lines)
            return Fitted(size_pt=size, lines=printed(text, lines), leftwards=turned)
    return None


def capacity(height_pt: float, size_pt: float) -> int:
    """Say how many lines of a size a box holds."""
    return int((height_pt - 2 * MARGIN_PT) / (PITCH_EM * size_pt))


Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Directions:
    """Which way each paragraph of a text runs: where it starts, and whether it runs right to left.

    The whole paragraph decides (UAX #9 P2, P3), so that a line does not turn round because of the word it
    happens to begin with, nor the part of a paragraph that goes on elsewhere.
    """

    starts: tuple[int, ...]
    leftwards: tuple[bool, ...]

    @classmethod
    def of(cls, text: str) -> Directions:
        """Find the direction of every paragraph."""
        paragraphs = text.split("\n")
        starts = accumulate((len(paragraph) + 1 for paragraph in paragraphs[:-1]), initial=0)
        return cls(starts=tuple(starts), leftwards=tuple(map(is_right_to_left, paragraphs)))

    def of_lines(self, spans: tuple[Span, ...], *, after: int = 0) -> tuple[bool, ...]:
        """Say of every line whether it runs right to left; the spans count from `after` in the text."""
        return tuple(self.leftwards[bisect_right(self.starts, after + first) - 1] for first, _ in spans)


def wrap(text: str, *, width_pt: float, size_pt: float, faces: tuple[Face, ...]) -> tuple[Span, ...]:
    """Break a text into lines, given as spans of it that follow one another without a gap.

    Lines break at spaces and line feeds; a word wider than the box breaks between letters.
    """
    limit = (width_pt - 2 * MARGIN_PT) * 1000 / size_pt
    found: list[Span] = []
    start = 0
    for paragraph in text.split("\n"):
        end = start + len(paragraph)
        spans = _wrap_paragraph(paragraph, limit, faces)
        found += [(start + first, start + last) for first, last in spans]
        # The line feed belongs to the line it ends.
        if end < len(text):
            found[-1] = (found[-1][0], end + 1)
        start = end + 1
    return tuple(found)


def _wrap_paragraph(text: str, limit: float, faces: tuple[Face, ...]) -> list[Span]:
    """Break a paragraph into spans; one empty span for an empty paragraph."""
    cuts, used, space = [0], 0.0, 0.0
    for match in _WORD.finditer(text):
        wide = width(match[0], faces)
        if match[0][0] == " ":
            space = wide
            continue
        if used and used + space + wide > limit:
            cuts.append(match.start())
            used, space = 0.0, 0.0
        if wide > limit:
            used = _break_word(match[0], match.start(), limit - used - space, limit, cuts, faces)
        else:
            used += space + wide
        space = 0.0
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True))


def _break_word(
    word: str, start: int, room: float, limit: float, cuts: list[int], faces: tuple[Face, ...]
) -> float:
    """Break a word that is wider than a line; add the cuts, and give the width used on its last line."""
    used = 0.0
    for cluster in clusters(word):
        wide = width(cluster, faces)
        if used + wide > room and start > cuts[-1]:
            cuts.append(start)
            used, room = 0.0, limit
        used += wide
        start += len(cluster)
    return used


def printed(text: str, spans: tuple[Span, ...]) -> tuple[str, ...]:
    """Give the lines as they print, without the spaces they end with."""
    return tuple(text[first:last].rstrip(" \n") for first, last in spans)


def split_at_sentence(text: str, spans: tuple[Span, ...], count: int) -> tuple[str, str]:
    """Split a text after at most `count` lines, where a sentence or paragraph ends if one ends late enough.

    The two parts together are the text. A part never ends before six tenths of the lines are used.
    """
    if len(spans) <= count:
        return text, ""
    last = spans[count - 1][1]
    earliest = spans[int(count * 0.6)][0]
    ends = [match.end() for match in _SENTENCE_END.finditer(text, earliest, last)]
    cut = ends[-1] if ends else last
    return text[:cut], text[cut:]
