"""Fitting text into boxes: lines, sizes, and the honest answer that it does not fit.

Measures follow the form's own: 2 points of margin inside a box, nine-point type of typewriter width, and the
line pitch of the typeface that the form names (Courier New, 1.1328 em). Nothing here ever cuts a text: it
fits, or the caller hears that it does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from asylum_packet.fonts.bidi import Directions, Running, alone
from asylum_packet.fonts.faces import Face, clusters
from asylum_packet.fonts.shaping import reach, width
from asylum_packet.values import Struct

MARGIN_PT = 2.0
PITCH_EM, FIRST_BASELINE_EM = 1.1328, 0.83
LINE_SIZES_PT = tuple(9 - step / 4 for step in range(9))
"""Sizes tried for one line: 9 points down to 7 in quarters; smaller type is hard to read on paper."""
_HIGHEST_EM, _DEEPEST_EM = 1.4, 0.8
"""No script's words reach further; marks heaped on marks may overlap the next line."""
BLOCK_SIZES_PT = (9.0, 8.0)
"""Sizes tried for a box of many lines."""
Span = tuple[int, int]
_WORD = re.compile(r"[^ ]+|[ ]+")
_LINE_END = re.compile(r"\n")
_SENTENCE_END = re.compile(r"[.!?…。።؟][\"”’')\]]* +|\n+")


class Leading(Struct, frozen=True):
    """How far lines stand apart, and the first one below the top, in ems: more for letters that stack."""

    pitch_em: float = PITCH_EM
    rise_em: float = FIRST_BASELINE_EM

    @classmethod
    def of(cls, texts: Iterable[str], faces: tuple[Face, ...]) -> Leading:
        """Give the leading that the tallest letters of some texts need."""
        reaches = [reach(text, faces) for text in texts]
        rise = max([FIRST_BASELINE_EM, *(up / 1000 for up, _ in reaches)])
        fall = max([PITCH_EM - FIRST_BASELINE_EM, *(down / 1000 for _, down in reaches)])
        rise, fall = min(rise, _HIGHEST_EM), min(fall, _DEEPEST_EM)
        return cls(rise + fall, rise)


_PLAIN = Leading()


class Fitted(Struct, frozen=True, kw_only=True):
    """Text laid out for a box: its size, its lines from the top, and how each runs in its paragraph.

    `text` is what the lines say, before it was broken into lines; `leading` how far apart they stand.
    """

    size_pt: float
    lines: tuple[str, ...]
    running: tuple[Running, ...]
    text: str
    leading: Leading = _PLAIN


def fit_line(text: str, *, width_pt: float, height_pt: float, faces: tuple[Face, ...]) -> Fitted | None:
    """Fit a text into one line, at the largest size that holds it; None where even the smallest does not."""
    wide = width(text, faces) / 1000
    room = width_pt - 2 * MARGIN_PT
    for size in LINE_SIZES_PT:
        if wide * size <= room + 0.01 and size <= height_pt:
            return Fitted(size_pt=size, lines=(text,), running=(alone(text),), text=text)
    return None


def fit_block(text: str, *, width_pt: float, height_pt: float, faces: tuple[Face, ...]) -> Fitted | None:
    """Fit a text into a box of many lines; None where it does not fit at the smallest size."""
    leading = Leading.of([text], faces)
    for size in BLOCK_SIZES_PT:
        lines = wrap(text, width_pt=width_pt, size_pt=size, faces=faces)
        if len(lines) <= capacity(height_pt, size, leading):
            return laid_out(text, lines, size_pt=size, leading=leading)
    return None


def laid_out(text: str, spans: tuple[Span, ...], *, size_pt: float, leading: Leading = _PLAIN) -> Fitted:
    """Lay out a whole text by its lines."""
    lines = printed(text, spans)
    running = running_of(Directions.of(text), spans, lines)
    return Fitted(size_pt=size_pt, lines=lines, running=running, text=text, leading=leading)


def running_of(
    directions: Directions, spans: tuple[Span, ...], lines: tuple[str, ...], *, after: int = 0
) -> tuple[Running, ...]:
    """Say how lines run as they print; the spans count from `after` in the text of the directions."""
    ends = zip(spans, lines, strict=True)
    return directions.of_lines(((first, first + len(line)) for (first, _), line in ends), after=after)


def capacity(height_pt: float, size_pt: float, leading: Leading = _PLAIN) -> int:
    """Say how many lines of a size a box holds."""
    return int((height_pt - 2 * MARGIN_PT) / (leading.pitch_em * size_pt) + 1e-9)


def wrap(text: str, *, width_pt: float, size_pt: float, faces: tuple[Face, ...]) -> tuple[Span, ...]:
    """Break a text into lines, given as spans of it that follow one another without a gap.

    Lines break at spaces and line feeds; a word wider than the box breaks between letters.
    """
    limit = (width_pt - 2 * MARGIN_PT) * 1000 / size_pt
    found: list[Span] = []
    widths = _Widths(faces)
    start = 0
    for paragraph in text.split("\n"):
        end = start + len(paragraph)
        spans = _wrap_paragraph(paragraph, limit, widths)
        found += [(start + first, start + last) for first, last in spans]
        # The line feed belongs to the line it ends.
        if end < len(text):
            found[-1] = (found[-1][0], end + 1)
        start = end + 1
    return tuple(found)


class _Widths(dict[str, float]):
    """The widths of words in thousandths of the type size, each measured once."""

    def __init__(self, faces: tuple[Face, ...]) -> None:
        self.faces = faces

    def __missing__(self, word: str) -> float:
        """Measure a word."""
        self[word] = wide = width(word, self.faces)
        return wide


def _wrap_paragraph(text: str, limit: float, widths: _Widths) -> list[Span]:
    """Break a paragraph into spans; one empty span for an empty paragraph."""
    cuts, used, space = [0], 0.0, 0.0
    for match in _WORD.finditer(text):
        wide = widths[match[0]]
        if match[0][0] == " ":
            space = wide
            continue
        if used and used + space + wide > limit:
            cuts.append(match.start())
            used, space = 0.0, 0.0
        if wide > limit:
            used = _break_word(match[0], match.start(), limit - used - space, limit, cuts, widths)
        else:
            used += space + wide
        space = 0.0
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True))


def _break_word(word: str, start: int, room: float, limit: float, cuts: list[int], widths: _Widths) -> float:
    """Break a word that is wider than a line; add the cuts, and give the width used on its last line."""
    used = 0.0
    for cluster in clusters(word):
        wide = widths[cluster]
        if used + wide > room and start > cuts[-1]:
            cuts.append(start)
            used, room = 0.0, limit
        used += wide
        start += len(cluster)
    return used


def printed(text: str, spans: tuple[Span, ...]) -> tuple[str, ...]:
    """Give the lines as they print, without the spaces they end with."""
    return tuple(text[first:last].rstrip(" \n") for first, last in spans)


def split_at_sentence(
    text: str, spans: tuple[Span, ...], count: int, *, at_lines: bool = False
) -> tuple[str, str]:
    """Split a text after at most `count` lines, where a sentence or paragraph ends if one ends late enough.

    The two parts together are the text. A part never ends before six tenths of the lines are used. A text of
    rows (`at_lines`) is split between two of them wherever one ends.
    """
    if len(spans) <= count:
        return text, ""
    last = spans[count - 1][1]
    earliest = 0 if at_lines else spans[int(count * 0.6)][0]
    end = _LINE_END if at_lines else _SENTENCE_END
    ends = [match.end() for match in end.finditer(text, earliest, last)]
    cut = ends[-1] if ends else last
    return text[:cut], text[cut:]
