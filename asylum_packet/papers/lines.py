"""Lines: the words of a paragraph broken to a measure, each piece with its place on the line.

Lines are ragged on the right and never hyphenated. They break at spaces, after dashes and slashes between
words and after the slashes of a web address; what is still too long for a line is cut between letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from asylum_packet.fonts.bidi import has_right_to_left, in_visual_order, is_right_to_left, levels
from asylum_packet.papers.blocks import Blank, Inline, LineBreak, NoteCall, Span
from asylum_packet.papers.letters import Cut, Run, leftwards, measured
from asylum_packet.sheets import Target

_SMALL = 0.8
"""Small capitals and raised numbers: their size as a share of the type size."""
_NOTE_SHARE = 0.62
_NOTE_RISE = 0.34
# Not after a hyphen: readers of a PDF take one at the end of a line for hyphenation, and drop it.
_BREAKS = re.compile(r"(?<=—)(?=\w)|(?<=[–/])(?=[^\W\d_])")
_BREAKS_OF_ADDRESS = re.compile(r"(?<=[—–/?&=])(?=\w)")
_ADDRESS = re.compile(r"://|\bwww\.|\w/\w+[/?]")
_EDGES = re.compile(r"^(\W+)|(\W+)$")
_WORDS = re.compile(r"[ \t\n]+|[^ \t\n]+")
_NO_BREAK_SPACE = "\u00a0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Runs that stand together on a line, `width_pt` wide. `rise_pt` lifts them above the baseline.

    `uses` numbers the uses of authorities that begin here.
    """

    runs: tuple[Run, ...] = ()
    width_pt: float
    size_pt: float
    rise_pt: float = 0.0
    underline: bool = False
    is_space: bool = False
    is_blank: bool = False
    target: Target | None = None
    note: int = 0
    may_break: bool = False
    ends_line: bool = False
    uses: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A piece and its left edge, in points from the left of the measure."""

    x_pt: float
    piece: Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: its pieces from left to right, and its width."""

    pieces: tuple[Placed, ...]
    width_pt: float

    @property
    def notes(self) -> tuple[int, ...]:
        """The footnotes called on this line."""
        return tuple(placed.piece.note for placed in self.pieces if placed.piece.note)

    @property
    def uses(self) -> tuple[int, ...]:
        """The uses of authorities that begin on this line."""
        return tuple(number for placed in self.pieces for number in placed.piece.uses)


class _Style(NamedTuple):
    """What a word needs to be measured and placed, apart from its letters."""

    cut: Cut
    underline: bool
    target: Target | None

    @staticmethod
    def of(span: Span) -> _Style:
        """Take it from a span."""
        return _Style(Cut(span.bold, span.italic, span.mono), span.underline, span.target)


def pieces_of(words: Iterable[Inline], size_pt: float, *, bold: bool) -> Iterator[Piece]:
    """Measure the words of a paragraph."""
    words = tuple(words)
    both_ways = any(isinstance(word, Span) and has_right_to_left(word.text) for word in words)
    for inline in words:
        match inline:
            case Span():
                span = replace(inline, bold=True) if bold and not inline.bold else inline
                pieces = _span_pieces(span, size_pt, both_ways=both_ways)
                yield from _numbered(pieces, span.uses) if span.uses else pieces
            case LineBreak():
                yield Piece(width_pt=0.0, size_pt=size_pt, ends_line=True)
            case Blank():
                yield Piece(width_pt=inline.width_pt, size_pt=size_pt, is_blank=True)
            case NoteCall():
                yield _call(inline.number, size_pt)


def _numbered(pieces: Iterator[Piece], uses: tuple[int, ...]) -> Iterator[Piece]:
    """Let the uses of authorities begin with the first piece of their span."""
    for first in pieces:
        yield replace(first, uses=uses)
        yield from pieces


def _call(number: int, size_pt: float) -> Piece:
    """Make the raised number of a footnote."""
    small = size_pt * _NOTE_SHARE
    runs = measured(str(number), Cut())
    width_pt = sum(run.width for run in runs) * small / 1000
    return Piece(runs=runs, width_pt=width_pt, size_pt=small, rise_pt=size_pt * _NOTE_RISE, note=number)


def _span_pieces(span: Span, size_pt: float, *, both_ways: bool) -> Iterator[Piece]:
    """Cut a span into words and spaces."""
    style = _Style.of(span)
    for text in _WORDS.findall(span.text):
        if text[0] in " \t\n":
            yield _piece(" ", style, size_pt, is_space=True)
        elif both_ways:
            yield from _edges_apart(text, style, size_pt)
        else:
            yield from _word_pieces(text, style, size_pt, small_caps=span.small_caps)


def _word_pieces(word: str, style: _Style, size_pt: float, *, small_caps: bool) -> Iterator[Piece]:
    """Cut a word where a line may end inside it, and at the borders of small capitals."""
    breaks = _BREAKS_OF_ADDRESS if _ADDRESS.search(word) else _BREAKS
    parts = breaks.split(word) if len(word) > 3 else [word]
    for index, part in enumerate(parts):
        if small_caps:
            yield from _small_caps(part, style, size_pt)
        else:
            yield _piece(part.replace(_NO_BREAK_SPACE, " "), style, size_pt, may_break=index < len(parts) - 1)


def _edges_apart(word: str, style: _Style, size_pt: float) -> Iterator[Piece]:
    """Keep punctuation apart from its word, where a line runs both ways and decides on its side."""
    for text in _EDGES.split(word):
        if text:  # split gives None for the edge that is not there
            yield _piece(text, style, size_pt)


def _small_caps(word: str, style: _Style, size_pt: float) -> Iterator[Piece]:
    """Set lower-case letters as smaller capitals."""
    for text in re.findall(r"[^a-zà-öø-ÿ]+|[a-zà-öø-ÿ]+", word):
        size = size_pt * _SMALL if text.islower() else size_pt
        yield _piece(text.upper(), style, size)


@lru_cache(maxsize=65536)
def _piece(
    text: str, style: _Style, size_pt: float, *, is_space: bool = False, may_break: bool = False
) -> Piece:
    """Measure one word or space."""
    runs = measured(text, style.cut)
    return Piece(
        runs=runs,
        width_pt=sum(run.width for run in runs) * size_pt / 1000,
        size_pt=size_pt,
        underline=style.underline,
        is_space=is_space,
        target=style.target,
        may_break=may_break,
    )


def _units(pieces: Iterable[Piece], measure_pt: float) -> Iterator[tuple[Piece, ...]]:
    """Gather the pieces that a line break must not part; too long ones are cut between letters."""
    unit: list[Piece] = []
    for piece in pieces:
        if piece.is_space or piece.ends_line:
            if unit:
                yield tuple(unit)
            unit = []
            yield (piece,)
            continue
        if piece.width_pt > measure_pt and not piece.is_blank:
            yield from ((part,) for part in (*unit, *_chopped(piece, measure_pt)))
            unit = []
            continue
        unit.append(piece)
        if piece.may_break:
            yield tuple(unit)
            unit = []
    if unit:
        yield tuple(unit)


def _chopped(piece: Piece, measure_pt: float) -> Iterator[Piece]:
    """Cut a piece that is wider than the measure between its letters."""
    for run in piece.runs:
        share = max(1, int(len(run.text) * measure_pt / (run.width * piece.size_pt / 1000)) - 1)
        if run.glyphs:
            yield replace(piece, runs=(run,), width_pt=run.width * piece.size_pt / 1000)
            continue
        for start in range(0, len(run.text), share):
            text, kerns = run.text[start : start + share], run.kerns[start : start + share]
            width = run.width * len(text) / len(run.text)
            part = Run(run.font, text, width, kerns)
            yield replace(piece, runs=(part,), width_pt=width * piece.size_pt / 1000)


def break_lines(pieces: Iterable[Piece], measure_pt: float, first_pt: float = 0.0) -> tuple[Line, ...]:
    """Fill lines one after the other; `first_pt` is taken from the first."""
    pieces = tuple(pieces)
    base = 1 if is_right_to_left("".join(run.text for piece in pieces for run in piece.runs)) else 0
    lines: list[Line] = []
    line: list[Piece] = []
    used, room = 0.0, measure_pt - first_pt
    for unit in _units(pieces, measure_pt):
        if unit[0].ends_line:
            lines.append(_line(line, base))
            line, used, room = [], 0.0, measure_pt
            continue
        width = sum(piece.width_pt for piece in unit)
        if used + width > room + 0.01 and not unit[0].is_space and any(not p.is_space for p in line):
            lines.append(_line(line, base))
            line, used, room = [], 0.0, measure_pt
        if unit[0].is_space and not line:
            continue
        line += unit
        used += width
    if line or not lines:
        lines.append(_line(line, base))
    return tuple(lines)


def _line(pieces: list[Piece], base: int) -> Line:
    """Place pieces side by side, without the spaces at the end; `base` is 1 in a right-to-left paragraph."""
    while pieces and pieces[-1].is_space:
        pieces = pieces[:-1]
    placed: dict[int, Placed] = {}
    x_pt = 0.0
    order, turned = _as_read(pieces, base)
    pieces = [_turned(piece) if index in turned else piece for index, piece in enumerate(pieces)]
    for index in order:
        placed[index] = Placed(x_pt=x_pt, piece=pieces[index])
        x_pt += pieces[index].width_pt
    # Drawn in the order they are spoken, which is how readers of a PDF copy and search them.
    return Line(pieces=tuple(placed[index] for index in range(len(pieces))), width_pt=x_pt)


def _turned(piece: Piece) -> Piece:
    """Set the signs of a piece right to left."""
    runs = tuple(leftwards(run) for run in reversed(piece.runs))
    return replace(piece, runs=runs, width_pt=sum(run.width for run in runs) * piece.size_pt / 1000)


def _as_read(pieces: list[Piece], base: int) -> tuple[Sequence[int], frozenset[int]]:
    """Order the words of a line as they stand on paper: right-to-left ones run from the right.

    The second value are the pieces without letters that stand between such words, and run as they do.
    """
    texts = ["".join(run.text for run in piece.runs) for piece in pieces]
    line = "".join(texts)
    if not has_right_to_left(line):
        return range(len(pieces)), frozenset()
    found, at = levels(line, base=base), 0
    cut: list[tuple[int, str]] = []
    for index, text in enumerate(texts):
        cut.append((found[at] if text else 0, str(index)))
        at += len(text)
    turned = frozenset(
        index
        for index, ((level, _), text) in enumerate(zip(cut, texts, strict=True))
        if level % 2 and text.strip() and not has_right_to_left(text)
    )
    return [int(index) for _, index in in_visual_order(cut)], turned
