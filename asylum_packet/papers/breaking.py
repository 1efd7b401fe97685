"""Lines: the pieces of a paragraph broken to a measure, each with its place on the line.

Lines are ragged on the right and never hyphenated; Chinese and Japanese fill them letter by letter. What is
too long for a line is cut between letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from asylum_packet.fonts.bidi import in_visual_order
from asylum_packet.papers.letters import Run, remeasured
from asylum_packet.papers.lines import Line, Piece, Placed
from asylum_packet.papers.parting import joined, letters_of, stretches_of
from asylum_packet.values import replace

_AT_SPACES = re.compile(r"^ *[^ ]+|[^ ]+| +")
_TOLERANCE_PT = 0.01
_MANY_PT = float("inf")
"""Taken for the width of pieces that are added up elsewhere."""


def break_lines(pieces: Iterable[Piece], measure_pt: float, first_pt: float = 0.0) -> tuple[Line, ...]:
    """Fill lines one after the other; `first_pt` is taken from the first."""
    breaking = Breaking(measure_pt, first_pt)
    breaking.add(pieces)
    return breaking.ended()


class Breaking:
    """The lines of a paragraph while they are filled: those that are `done`, and the last, `used` so far.

    `unit` holds the pieces since the last place where a line may end.
    """

    __slots__ = ("done", "line", "measure_pt", "room", "unit", "used")

    def __init__(self, measure_pt: float, first_pt: float = 0.0) -> None:
        self.done: list[Line] = []
        self.line: list[Piece] = []
        self.unit: list[Piece] = []
        self.used, self.room, self.measure_pt = 0.0, measure_pt - first_pt + _TOLERANCE_PT, measure_pt

    def copy(self) -> Breaking:
        """Begin with what is filled so far, to go on in another way."""
        other = Breaking(self.measure_pt)
        other.done, other.line, other.unit = [*self.done], [*self.line], [*self.unit]
        other.used, other.room = self.used, self.room
        return other

    def add(self, pieces: Iterable[Piece]) -> None:
        """Go on with more pieces."""
        line, used, unit = self.line, self.used, self.unit
        for piece in pieces:
            is_space, ends_line = piece.is_space, piece.ends_line
            if not is_space and not ends_line:
                unit.append(piece)
                if not piece.may_break:
                    continue
            width = unit[0].width_pt if len(unit) == 1 else _MANY_PT
            if width <= self.measure_pt and used + width <= self.room:
                # Nearly every word: one piece that the line has room for.
                line.append(unit[0])
                used += width
                unit.clear()
            elif unit:
                self.used = used
                self._add_unit()
                line, used, unit = self.line, self.used, self.unit
            if ends_line:
                self._end()
                line, used = self.line, self.used
            elif is_space and line:  # none at the beginning of a line; at its end they are dropped
                line.append(piece)
                used += piece.width_pt
        self.used = used

    def ended(self) -> tuple[Line, ...]:
        """End the last line, and give all of them."""
        if self.unit:
            self._add_unit()
        if self.line or not self.done:
            self._end()
        return tuple(self.done)

    def _add_unit(self) -> None:
        """Add pieces that a line break must not part, as far as the measure has room for them."""
        unit, self.unit = self.unit, []
        first = unit[0]
        width = first.width_pt if len(unit) == 1 else sum(piece.width_pt for piece in unit)
        if width <= self.measure_pt or first.is_blank or _flows(unit):
            self._place(unit, width)
        else:
            self._place_in_parts(unit)

    def _place_in_parts(self, unit: list[Piece]) -> None:
        """Put pieces that are wider than a line on several."""
        for part in _parted(unit, self.measure_pt):
            if not part[0].is_space:
                self._place(part, sum(piece.width_pt for piece in part))
            elif self.line:
                self.line.append(part[0])
                self.used += part[0].width_pt

    def _place(self, unit: list[Piece], width: float) -> None:
        """Put pieces on the line, or on the next where they have no room on this."""
        if self.used + width > self.room:
            if _flows(unit):
                for part in _flowing(unit):
                    wide = sum(piece.width_pt for piece in part)
                    if wide > self.measure_pt:  # a word of another script among them
                        self._place_in_parts(part)
                    else:
                        self._place(part, wide)
                return
            if self.line:
                self._end()
        self.line += unit
        self.used += width

    def _end(self) -> None:
        """End the line."""
        self.done.append(_line(self.line))
        self.line, self.used, self.room = [], 0.0, self.measure_pt + _TOLERANCE_PT


def _line(pieces: list[Piece]) -> Line:
    """Place pieces side by side, plain words of one size as one, without the spaces at the end."""
    while pieces and pieces[-1].is_space:
        pieces.pop()
    width_pt = _width_of_alike(pieces)
    if width_pt is not None:
        return Line(pieces=(Placed(0.0, _joined(pieces, width_pt)),), width_pt=width_pt)
    if any(piece.level for piece in pieces):
        return _line_both_ways(pieces)
    placed: list[Placed] = []
    x_pt = start = 0.0
    alike: list[Piece] = []
    for piece in pieces:
        if alike and not (piece.is_plain and piece.size_pt == alike[0].size_pt):
            placed.append(Placed(start, _joined(alike, x_pt - start)))
            alike = []
        if piece.is_plain:
            start = start if alike else x_pt
            alike.append(piece)
        else:
            placed.append(Placed(x_pt, piece))
        x_pt += piece.width_pt
    if alike:
        placed.append(Placed(start, _joined(alike, x_pt - start)))
    return Line(pieces=tuple(placed), width_pt=x_pt)


def _width_of_alike(pieces: Sequence[Piece]) -> float | None:
    """Add up plain words of one size; None where there are others, or none."""
    if not pieces:
        return None
    size_pt, width_pt = pieces[0].size_pt, 0.0
    for piece in pieces:
        if not piece.is_plain or piece.size_pt != size_pt:
            return None
        width_pt += piece.width_pt
    return width_pt


def _joined(alike: Sequence[Piece], width_pt: float) -> Piece:
    """Make one piece of plain ones of one size."""
    if len(alike) == 1:
        return alike[0]
    runs = tuple([run for piece in alike for run in piece.runs])
    if [run for run in runs if run.glyphs]:
        runs = tuple(joined(runs))
    spaces = sum([len(run.text) for piece in alike if piece.is_space for run in piece.runs])
    return Piece(runs=runs, width_pt=width_pt, size_pt=alike[0].size_pt, spaces=spaces)


def _line_both_ways(pieces: Sequence[Piece]) -> Line:
    """Place pieces as they stand on paper: right-to-left ones from the right (UAX #9 L2).

    They are drawn in the order in which they are spoken, which is how readers of a PDF copy and search them.
    """
    x_pt, places = 0.0, [0.0] * len(pieces)
    for _, index in in_visual_order([(piece.level, index) for index, piece in enumerate(pieces)]):
        places[index] = x_pt
        x_pt += pieces[index].width_pt
    return Line(pieces=tuple(map(Placed, places, pieces)), width_pt=x_pt)


def _parted(unit: list[Piece], measure_pt: float) -> Iterator[list[Piece]]:
    """Part what is wider than a line: at its no-break spaces, then between its pieces or letters."""
    for is_space, group in groupby((part for piece in unit for part in _at_spaces(piece)), _is_space):
        words = list(group)
        if is_space or sum(word.width_pt for word in words) <= measure_pt:
            yield words
            continue
        for word in words:
            if any(run.glyphs for run in word.runs):
                yield from _flowing([word], anywhere=True)
            else:
                yield from ([part] for part in _chopped(word, measure_pt))


def _flows(unit: Sequence[Piece]) -> bool:
    """Say whether pieces fill lines letter by letter."""
    return any(piece.flows for piece in unit)


def _flowing(unit: Sequence[Piece], *, anywhere: bool = False) -> Iterator[list[Piece]]:
    """Part pieces wherever their writing lets a line end."""
    for piece in unit:
        letters = [letter for run in piece.runs for letter in letters_of(run)]
        if piece.level % 2:  # what is read from the right stands the other way round
            letters.reverse()
        for stretch in stretches_of(letters, anywhere=anywhere):
            yield [_cut_out(piece, run) for run in (stretch if piece.level % 2 else joined(stretch))]


def _is_space(piece: Piece) -> bool:
    """Say whether a piece is a space between words."""
    return piece.is_space


def _at_spaces(piece: Piece) -> Iterator[Piece]:
    """Cut a piece at the spaces inside it, which were no-break spaces; those it begins with stay."""
    if not piece.runs:
        yield piece
    for run in piece.runs:
        if run.glyphs or " " not in run.text.strip():
            yield _cut_out(piece, run)
            continue
        for text in _AT_SPACES.findall(run.text):
            yield _cut_out(piece, remeasured(run, text), is_space=text.isspace())


def _cut_out(piece: Piece, run: Run, *, is_space: bool = False) -> Piece:
    """Make a piece of one run of another."""
    width_pt = run.width * piece.size_pt / 1000
    return replace(piece, runs=(run,), width_pt=width_pt, is_space=is_space, flows=False)


def _chopped(piece: Piece, measure_pt: float) -> Iterator[Piece]:
    """Cut a piece that is wider than the measure between its letters."""
    if piece.width_pt <= measure_pt or piece.is_blank:
        yield piece
        return
    for run in piece.runs:
        share = max(1, int(len(run.text) * measure_pt / (run.width * piece.size_pt / 1000)) - 1)
        if run.glyphs:
            yield _cut_out(piece, run)
            continue
        for start in range(0, len(run.text), share):
            text, kerns = run.text[start : start + share], run.kerns[start : start + share]
            width = run.width * len(text) / len(run.text)
            part = Run(run.font, text, width, kerns)
            yield replace(piece, runs=(part,), width_pt=width * piece.size_pt / 1000)
