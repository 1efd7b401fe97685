"""Text outside of what a page shows, taken out: a cropped page still holds what was cropped away.

Only text that is certainly outside is dropped: how far it could reach is overestimated, and words that follow
one another without a new position are judged together. The page must look as before, pixel by pixel; where it
does not, or the text lies deeper inside, everything stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium

from asylum_packet.intake.boxes import read_number, read_rect
from asylum_packet.intake.pagemaker import save
from asylum_packet.intake.placing import Matrix, apply, joined
from asylum_packet.sheets import Rect
from asylum_packet.values import Struct, field, replace

_UNTURNED: Matrix = (1, 0, 0, 1, 0, 0)
_WIDEST = 2.0
"""Width of a letter at most, in sizes of type; each byte counts as one."""

_BELOW, _ABOVE = 0.6, 1.4
_CLIPS = 4
_SEEN_DPI = 72

Step = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage


def trim(file: Path, pages: Iterable[int]) -> bool:
    """Take text outside of what pages (from 1) of a file of ours show out of it; say whether any was."""
    beside = file.with_name(f"{file.name}.trimmed")
    numbers = tuple(pages)
    try:
        with pikepdf.open(file) as pdf:
            forms = {}
            for number in numbers:
                form = pdf.pages[number - 1].obj.Resources.XObject.get("/P")
                if isinstance(form, pikepdf.Stream):
                    forms[form.objgen] = form
            changed = [_trimmed(form) for form in forms.values()]
            if not any(changed):
                return False
            save(pdf, beside)
        if _pictures(file, numbers) != _pictures(beside, numbers):
            return False
        beside.replace(file)
        return True
    finally:
        beside.unlink(missing_ok=True)


def _pictures(file: Path, pages: Sequence[int]) -> list[bytes]:
    """Draw pages."""
    with pdfium.PdfDocument(file) as document:
        return [bytes(document[page - 1].render(scale=_SEEN_DPI / 72).buffer) for page in pages]


def _trimmed(form: pikepdf.Stream) -> bool:
    """Drop the text of a form that lies outside of its box; say whether there was any."""
    box = read_rect(form.stream_dict.get("/BBox"))
    if box is None:
        return False
    steps: list[Step] = list(pikepdf.parse_content_stream(form))
    pen = _Pen(box=box, odd_fonts=_odd_fonts(form))
    for index, step in enumerate(steps):
        pen.take(index, step)
    pen.settle()
    if not pen.outside:
        return False
    kept = [left for index, step in enumerate(steps) for left in _left(step, index in pen.outside)]
    form.write(pikepdf.unparse_content_stream(kept))
    return True


def _odd_fonts(form: pikepdf.Stream) -> frozenset[str]:
    """Name the fonts whose letters may go anywhere: those written downwards, those drawn by the file."""
    resources = form.stream_dict.get("/Resources")
    fonts = resources.get("/Font") if isinstance(resources, pikepdf.Dictionary) else None
    if not isinstance(fonts, pikepdf.Dictionary):
        return frozenset()
    return frozenset(
        name
        for name in fonts.keys()  # noqa: SIM118 - no plain dict
        if not isinstance(fonts[name], pikepdf.Dictionary)
        or fonts[name].get("/Subtype") == pikepdf.Name.Type3
        or str(fonts[name].get("/Encoding", "")).endswith("V")
    )


def _left(step: Step, is_outside: bool) -> tuple[Step, ...]:
    """Give what is left of an operator."""
    if not is_outside:
        return (step,)
    name = str(step.operator)
    if name == "'":
        return (_step("T*"),)
    if name == '"':
        word, char, _ = step.operands
        return (_step("Tw", word), _step("Tc", char), _step("T*"))
    return ()


def _step(operator: str, *operands: pikepdf.Object) -> pikepdf.ContentStreamInstruction:
    """Make an operator."""
    return pikepdf.ContentStreamInstruction(list(operands), pikepdf.Operator(operator))


class _State(Struct, frozen=True, kw_only=True):
    """What the graphics state says of text."""

    matrix: Matrix = _UNTURNED
    size: float = 0.0
    font: str = ""
    stretch: float = 1.0
    between: float = 0.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0


class _Pen(Struct, kw_only=True):
    """Follows the text of a content stream: where each run of words could reach."""

    box: Rect
    odd_fonts: frozenset[str]
    state: _State = _State()
    saved: list[_State] = field(default_factory=list)
    line: Matrix = _UNTURNED
    run: list[int] = field(default_factory=list)
    reach: list[tuple[float, float]] = field(default_factory=list)
    back: float = 0.0
    forth: float = 0.0
    outside: set[int] = field(default_factory=set)

    def take(self, index: int, step: Step) -> None:
        """Follow one operator."""
        if isinstance(step, pikepdf.ContentStreamInlineImage):
            return
        name, given = str(step.operator), list(step.operands)
        numbers = [read_number(value) or 0.0 for value in given]
        if name in {"Tj", "TJ", "'", '"'}:
            if name in {"'", '"'}:
                self._move(0.0, -self.state.leading)
            self._show(index, given[-1] if given else None)
        elif name in _PLACES:
            self.settle()
            _PLACES[name](self, (*numbers, *(0.0,) * 6))
        elif name == "Tf" and len(given) > 1:
            self.settle_if_odd()
            self.state = replace(self.state, font=str(given[0]), size=abs(numbers[1]))
        elif name in _SETTINGS and numbers:
            self.state = _SETTINGS[name](self.state, numbers[0])

    def settle_if_odd(self) -> None:
        """Judge what was written before the type changes."""
        if self.run:
            self._stretch()

    def _stretch(self) -> None:
        """Note the corners that the words so far could reach."""
        state = self.state
        outer = joined(self.line, state.matrix)
        low, high = -_BELOW * state.size + state.rise, _ABOVE * state.size + state.rise
        self.reach += [apply(outer, x, y) for x in (self.back, self.forth) for y in (low, high)]

    def _show(self, index: int, value: object) -> None:
        """Take words into the run."""
        state = self.state
        parts = list(value) if isinstance(value, pikepdf.Array) else [value]
        letters = sum(len(bytes(part)) for part in parts if isinstance(part, pikepdf.String))
        shifts = [read_number(part) or 0.0 for part in parts if not isinstance(part, pikepdf.String)]
        wide = letters * (_WIDEST * state.size + abs(state.between))
        self.forth += (wide + sum(-s for s in shifts if s < 0) * state.size / 1000) * state.stretch
        self.back -= sum(s for s in shifts if s > 0) * state.size / 1000 * state.stretch
        self.run.append(index)
        self._stretch()
        if state.font in self.odd_fonts or state.mode >= _CLIPS or not state.size:
            self.reach.append(((self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2))

    def settle(self) -> None:
        """Judge the run: outside where all it could reach lies on one side of the box."""
        if self.run:
            xs, ys = [x for x, _ in self.reach], [y for _, y in self.reach]
            left, bottom, right, top = self.box
            if max(xs) < left or min(xs) > right or max(ys) < bottom or min(ys) > top:
                self.outside.update(self.run)
        self.run, self.reach, self.back, self.forth = [], [], 0.0, 0.0

    def _move(self, x: float, y: float) -> None:
        """Begin a line."""
        self.settle()
        self.line = joined((1, 0, 0, 1, x, y), self.line)

    def begin(self, _: tuple[float, ...]) -> None:
        """BT."""
        self.line = _UNTURNED

    def end(self, _: tuple[float, ...]) -> None:
        """ET: what comes then has its own place."""

    def save(self, _: tuple[float, ...]) -> None:
        """Save the state."""
        self.saved.append(self.state)

    def restore(self, _: tuple[float, ...]) -> None:
        """Restore the state."""
        if self.saved:
            self.state = self.saved.pop()

    def turn(self, given: tuple[float, ...]) -> None:
        """Take a matrix before the others."""
        a, b, c, d, e, f = given[:6]
        self.state = replace(self.state, matrix=joined((a, b, c, d, e, f), self.state.matrix))

    def place(self, given: tuple[float, ...]) -> None:
        """Set the text matrix."""
        a, b, c, d, e, f = given[:6]
        self.line = (a, b, c, d, e, f)

    def move(self, given: tuple[float, ...]) -> None:
        """Begin a line at a distance."""
        self._move(given[0], given[1])

    def move_leading(self, given: tuple[float, ...]) -> None:
        """Begin a line at a distance that stays."""
        self.state = replace(self.state, leading=-given[1])
        self._move(given[0], given[1])

    def next_line(self, _: tuple[float, ...]) -> None:
        """Begin the next line."""
        self._move(0.0, -self.state.leading)


_PLACES = {
    "BT": _Pen.begin,
    "ET": _Pen.end,
    "q": _Pen.save,
    "Q": _Pen.restore,
    "cm": _Pen.turn,
    "Tm": _Pen.place,
    "Td": _Pen.move,
    "TD": _Pen.move_leading,
    "T*": _Pen.next_line,
}
_SETTINGS = {
    "Tz": lambda state, value: replace(state, stretch=abs(value) / 100),
    "TL": lambda state, value: replace(state, leading=value),
    "Ts": lambda state, value: replace(state, rise=value),
    "Tr": lambda state, value: replace(state, mode=int(value)),
    "Tc": lambda state, value: replace(state, between=max(abs(value), state.between)),
    "Tw": lambda state, value: replace(state, between=max(abs(value), state.between)),
}
