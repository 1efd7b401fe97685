"""Pieces of lines: the words of a paragraph cut where a line may end, and measured.

Lines may end at spaces, after dashes and slashes between words and after the slashes of a web address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from asylum_packet.papers.blocks import Blank, Inline, LineBreak, NoteCall, Span
from asylum_packet.papers.letters import Cut, Run, measured
from asylum_packet.papers.parting import flows
from asylum_packet.papers.ways import levels_of, stretches
from asylum_packet.sheets import Target
from asylum_packet.values import Struct, replace, settle

_SMALL = 0.8
"""Small capitals and raised numbers: their size as a share of the type size."""
_NOTE_SHARE = 0.62
_NOTE_RISE = 0.34
# Not after a hyphen: readers of a PDF take one at the end of a line for hyphenation, and drop it.
_BREAKS = re.compile(r"(?<=—)(?=\w)|(?<=[–/])(?=[^\W\d_])")
_BREAKS_OF_ADDRESS = re.compile(r"(?<=[—–/?&=])(?=\w)")
_SIGNS_OF_A_BREAK = re.compile("[—–/?&=]")
# A letter at the slash tells a path from a date, which stays whole: "03/14/2027".
_ADDRESS = re.compile(r"://|\bwww\.|[^\W\d_]/\w+[/?]|\w/\w*[^\W\d_]\w*[/?]")
_WORDS = re.compile(r"[ \t\n]+|[^ \t\n]+")
_NO_BREAK_SPACE = "\u00a0"
_MOST_KNOWN = 20_000


class Piece(Struct, frozen=True, kw_only=True):
    """Runs that stand together on a line, `width_pt` wide. `rise_pt` lifts them above the baseline.

    `uses` numbers the uses of authorities that begin here; an odd `level` runs right to left (UAX #9).
    `spaces` are those between words, where it is a stretch of them. One that `flows` fills lines letter by
    letter.
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
    flows: bool = False
    ends_line: bool = False
    uses: tuple[int, ...] = ()
    level: int = 0
    spaces: int = 0
    is_plain: bool = False
    """Whether it is nothing but letters, which may be placed together with those beside it."""

    def __post_init__(self) -> None:
        """Work out once what every line asks about every piece."""
        special = self.underline or self.is_blank or self.ends_line or self.target or self.note
        plain = not (special or self.uses or self.level or self.rise_pt)
        settle(self, "is_plain", plain)


class Placed(Struct, frozen=True):
    """A piece and its left edge, in points from the left of the measure."""

    x_pt: float
    piece: Piece


class Line(Struct, frozen=True, kw_only=True):
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
    small_caps: bool


def pieces_of(words: Iterable[Inline], size_pt: float, *, bold: bool, turns: bool = True) -> list[Piece]:
    """Measure the words of a paragraph."""
    words = tuple(words)
    levels = levels_of(words, turns=turns)
    pieces: list[Piece] = []
    for index, inline in enumerate(words):
        level = levels[index][0] if levels and levels[index] else 0
        match inline:
            case Span():
                style = _style(inline, bold=bold or inline.bold)
                found = (
                    _both_ways(inline.text, levels[index], style, size_pt)
                    if levels
                    else _words(inline.text, style, size_pt)
                )
                pieces += _numbered(found, inline.uses) if inline.uses else found
            case LineBreak():
                pieces.append(Piece(width_pt=0.0, size_pt=size_pt, ends_line=True))
            case Blank():
                pieces.append(Piece(width_pt=inline.width_pt, size_pt=size_pt, is_blank=True, level=level))
            case NoteCall():
                pieces.append(replace(_call(inline.number, size_pt), level=level))
    return pieces


def _style(span: Span, *, bold: bool) -> _Style:
    """Take the style of a span."""
    return _Style(Cut(bold, span.italic, span.mono), span.underline, span.target, span.small_caps)


def _numbered(pieces: Sequence[Piece], uses: tuple[int, ...]) -> Iterator[Piece]:
    """Let the uses of authorities begin with the first piece of their span."""
    for index, piece in enumerate(pieces):
        yield piece if index else replace(piece, uses=uses)


def _call(number: int, size_pt: float) -> Piece:
    """Make the raised number of a footnote."""
    small = size_pt * _NOTE_SHARE
    runs = measured(str(number), Cut())
    width_pt = sum(run.width for run in runs) * small / 1000
    return Piece(runs=runs, width_pt=width_pt, size_pt=small, rise_pt=size_pt * _NOTE_RISE, note=number)


@lru_cache(maxsize=1024)
def _known(_style: _Style, _size_pt: float) -> dict[str, tuple[Piece, ...]]:
    """Keep the words measured in one style: text says the same words again and again."""
    return {}


def _words(text: str, style: _Style, size_pt: float) -> list[Piece]:
    """Cut a span into words and spaces."""
    known = _known(style, size_pt)
    if len(known) > _MOST_KNOWN:
        known.clear()
    pieces: list[Piece] = []
    for word in _WORDS.findall(text):
        found = known.get(word)
        if found is None:
            is_space = word[0] in " \t\n"
            found = (
                (_piece(" ", style, size_pt, is_space=True),)
                if is_space
                else tuple(_word_pieces(word, style, size_pt))
            )
            known[word] = found
        pieces += found
    return pieces


def _both_ways(text: str, levels: Sequence[int], style: _Style, size_pt: float) -> list[Piece]:
    """Cut a span into words and spaces, and each word where its direction changes."""
    pieces: list[Piece] = []
    for match in _WORDS.finditer(text):
        first = levels[match.start()]
        if match[0][0] in " \t\n":
            pieces.append(_piece(" ", style, size_pt, is_space=True, level=first))
            continue
        for level, part in stretches(match[0], levels[match.start() : match.end()]):
            if level % 2:
                shown = part.replace(_NO_BREAK_SPACE, " ")
                pieces.append(_piece(shown, style, size_pt, level=level))
            else:
                pieces += (replace(piece, level=level) for piece in _word_pieces(part, style, size_pt))
    return pieces


def _word_pieces(word: str, style: _Style, size_pt: float) -> Iterator[Piece]:
    """Cut a word where a line may end inside it, and at the borders of small capitals."""
    parts = [word]
    if len(word) > 3 and _SIGNS_OF_A_BREAK.search(word):
        parts = (_BREAKS_OF_ADDRESS if _ADDRESS.search(word) else _BREAKS).split(word)
    for index, part in enumerate(parts):
        if style.small_caps:
            yield from _small_caps(part, style, size_pt)
        else:
            shown = part.replace(_NO_BREAK_SPACE, " ")
            yield _piece(shown, style, size_pt, may_break=index < len(parts) - 1)


def _small_caps(word: str, style: _Style, size_pt: float) -> Iterator[Piece]:
    """Set lower-case letters as smaller capitals."""
    for text in re.findall(r"[^a-zà-öø-ÿ]+|[a-zà-öø-ÿ]+", word):
        size = size_pt * _SMALL if text.islower() else size_pt
        yield _piece(text.upper(), style, size)


def _piece(
    text: str,
    style: _Style,
    size_pt: float,
    *,
    is_space: bool = False,
    may_break: bool = False,
    level: int = 0,
) -> Piece:
    """Measure one word or space."""
    runs = measured(text, style.cut, leftwards=level % 2 == 1)
    return Piece(
        runs=runs,
        width_pt=sum(run.width for run in runs) * size_pt / 1000,
        size_pt=size_pt,
        underline=style.underline,
        is_space=is_space,
        target=style.target,
        may_break=may_break,
        flows=flows(text),
        level=level,
    )
