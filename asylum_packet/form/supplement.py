"""Supplement B: where an answer goes that its box cannot hold.

A long answer moves there whole, on pages of its own; a value too long for its line, and rows beyond the
form's tables, share pages in the form's order. Every page says which part and question it continues, and the
box says on which page to look ("See Supplement B, page B-2"). Pages break where a sentence ends.
"""

from __future__ import annotations

from collections.abc import Sequence

from asylum_packet.fonts.bidi import RIGHTWARDS, Directions, Running
from asylum_packet.fonts.faces import Face
from asylum_packet.form.boxes import Box
from asylum_packet.form.fitting import (
    Fitted,
    Leading,
    capacity,
    fit_line,
    printed,
    running_of,
    split_at_sentence,
    wrap,
)
from asylum_packet.values import Struct

_SIZE_PT = 9.0
_MOST_LETTERS_A_LINE = 400
_FEWEST_LINES = 4
"""A section does not start at the foot of a page with less room than this."""


class Section(Struct, frozen=True, kw_only=True):
    """An answer for Supplement B.

    `keys` are the answers in it, each group of them with where in the body it starts; `heading` is printed
    above it, the first time with `from_where`; `has_own_page` sets a long answer apart; `begun` is the part
    of the answer that stands in its box, before the body.
    """

    keys: tuple[tuple[int, tuple[str, ...]], ...]
    part: str
    question: str
    heading: str
    body: str
    has_own_page: bool = False
    begun: str = ""
    from_where: str = ""

    @property
    def is_table(self) -> bool:
        """Say whether it holds rows of a table, one a line."""
        return len(self.keys) > 1

    def keys_between(self, first: int, last: int) -> tuple[str, ...]:
        """List the answers of which something stands between two places of the body."""
        ends = [*(start for start, _ in self.keys[1:]), len(self.body) + 1]
        return tuple(
            key
            for (start, keys), end in zip(self.keys, ends, strict=True)
            if start <= last and first < end
            for key in keys
        )


class Page(Struct, frozen=True, kw_only=True):
    """A page of Supplement B: what its three boxes say, and the answers on it."""

    number: int
    part: str
    question: str
    text: Fitted
    keys: tuple[str, ...]

    @property
    def label(self) -> str:
        """How the boxes refer to it: "B-2"."""
        return f"B-{self.number}"


class _Piece(Struct, frozen=True, kw_only=True):
    """What one section puts on one page: its lines, and the same as text that is not broken into lines."""

    section: Section
    keys: tuple[str, ...]
    lines: tuple[str, ...]
    running: tuple[Running, ...]
    text: str


class _Layout:
    """Pages as they fill up; lives inside `paginate` only."""

    def __init__(
        self, box: Box, faces: tuple[Face, ...], shared: Leading, head: tuple[str, ...] = ()
    ) -> None:
        self.box, self.faces, self.shared, self.told = box, faces, shared, head
        self.head = tuple(line for told in head for line in self.broken(told))
        self.pages: list[list[_Piece]] = []
        self.leadings: list[Leading] = []

    def lines_a_page(self, leading: Leading) -> int:
        """Count the lines of a page, less the page's own label, its head and a blank line."""
        return capacity(self.box.height_pt, _SIZE_PT, leading) - 2 - len(self.head)

    def begin(self, leading: Leading) -> None:
        """Begin a page whose lines stand as far apart as its own letters need, not those of other pages."""
        self.pages.append([])
        self.leadings.append(leading)

    def broken(self, text: str) -> tuple[str, ...]:
        """Break a text into lines of this box."""
        return printed(text, self.spans(text))

    def spans(self, text: str) -> tuple[tuple[int, int], ...]:
        """Break a text into spans."""
        return wrap(text, width_pt=self.box.width_pt, size_pt=_SIZE_PT, faces=self.faces)

    def first_spans(self, text: str, count: int) -> tuple[tuple[int, int], ...]:
        """Break the beginning of a text into more than `count` lines; all of it where it has no more.

        A long answer is not broken whole for every page that it fills.
        """
        enough = (count + 2) * _MOST_LETTERS_A_LINE
        spans = self.spans(text[:enough])
        return self.spans(text) if len(text) > enough and len(spans) <= count + 1 else spans

    def free(self) -> int:
        """Count the lines left on the last page; a blank line sets sections apart."""
        used = sum(len(piece.lines) + 1 for piece in self.pages[-1])
        return self.lines_a_page(self.leadings[-1]) - used

    def place(self, section: Section) -> None:
        """Put a section on the pages, going on as often as needed."""
        rest, heading = section.body, f"{section.heading}{section.from_where}"
        directions = Directions.of(section.begun + rest)
        leading = Leading.of((*self.told, section.body), self.faces) if section.has_own_page else self.shared
        if not self.pages or self._starts_afresh(section):
            self.begin(leading)
        while True:
            room = self.free() - len(self.broken(heading))
            after = len(section.body) - len(rest)
            spans = self.first_spans(rest, room)
            if len(spans) <= room:
                self._put(section, heading, rest, after, directions)
                return
            now, rest = split_at_sentence(rest, spans, room - 1, at_lines=section.is_table)
            self._put(
                section, heading, now, after, directions, f"(continued on page B-{len(self.pages) + 1})"
            )
            heading = f"{section.heading} (continued from page B-{len(self.pages)})"
            self.begin(leading)

    def _put(
        self, section: Section, heading: str, now: str, after: int, directions: Directions, *foot: str
    ) -> None:
        """Put a part of a body on the last page, between our own words, which run left to right."""
        head, shown = self.broken(heading), now.rstrip("\n")
        spans = self.spans(shown)
        lines = printed(shown, spans)
        turned = running_of(directions, spans, lines, after=len(section.begun) + after)
        self.pages[-1].append(
            _Piece(
                section=section,
                keys=section.keys_between(after, after + len(shown)),
                lines=(*head, *lines, *foot),
                running=(*(RIGHTWARDS for _ in head), *turned, *(RIGHTWARDS for _ in foot)),
                text="\n".join((heading, now, *foot)),
            )
        )

    def _starts_afresh(self, section: Section) -> bool:
        """Say whether a section begins a new page; a table may begin wherever there is room for a row."""
        before = self.pages[-1][-1].section if self.pages[-1] else None
        if section.has_own_page or (before is not None and before.has_own_page):
            return True
        head, free, whole = len(self.broken(section.heading)), self.free(), self.lines_a_page(self.shared)
        needed = head + len(self.first_spans(section.body, whole))
        if needed <= free:
            return False
        if section.is_table:
            first = section.body[: section.keys[1][0]]
            return free < max(head + len(self.spans(first)) + 1, _FEWEST_LINES)
        return needed <= whole or free < _FEWEST_LINES

    def page(self, number: int, pieces: list[_Piece], narrow: Sequence[Box]) -> Page:
        """Make a page of its pieces."""
        lines, running = [f"Supplement B, page B-{number}"], [RIGHTWARDS]
        for piece in pieces:
            lines += ["", *piece.lines]
            running += [RIGHTWARDS, *piece.running]
        parts = dict.fromkeys(piece.section.part for piece in pieces)
        questions = dict.fromkeys(piece.section.question for piece in pieces if piece.section.question)
        several = dict.fromkeys(["", " "])
        return Page(
            number=number,
            part=_listed(parts, narrow[0], self.faces),
            question=_listed(questions if len(parts) == 1 else several, narrow[1], self.faces),
            text=Fitted(
                size_pt=_SIZE_PT,
                lines=(lines[0], *self.head, *lines[1:]),
                running=(RIGHTWARDS, *(RIGHTWARDS for _ in self.head), *running[1:]),
                leading=self.leadings[number - 1],
                text="\n\n".join(("\n".join((lines[0], *self.told)), *(piece.text for piece in pieces))),
            ),
            keys=tuple(key for piece in pieces for key in piece.keys),
        )


def paginate(
    sections: Sequence[Section],
    *,
    box: Box,
    narrow: Sequence[Box],
    faces: tuple[Face, ...],
    head: tuple[str, ...] = (),
) -> tuple[Page, ...]:
    """Lay sections out on as many pages of Supplement B as they need.

    Args:
        sections: What goes there, in the form's order.
        box: The large box for text.
        narrow: The boxes for part and question.
        faces: The chain of faces to print with.
        head: What every page says above its sections: a name that its own box has no room for.
    """
    sharing = (section.body for section in sections if not section.has_own_page)
    layout = _Layout(box, faces, Leading.of((*head, *sharing), faces), head)
    for section in sections:
        layout.place(section)
    return tuple(layout.page(number, pieces, narrow) for number, pieces in enumerate(layout.pages, 1))


def _listed(words: dict[str, None], box: Box, faces: tuple[Face, ...]) -> str:
    """List part or question numbers, or point below where they do not fit."""
    text = ", ".join(words)
    fits = fit_line(text, width_pt=box.width_pt, height_pt=box.height_pt, faces=faces)
    return text if fits and text.strip(", ") == text else "see below"


def reference(label: str, box: Box, faces: tuple[Face, ...]) -> Fitted | None:
    """Say in a box where its answer stands, in as many words as fit."""
    for words in (f"See Supplement B, page {label}", f"See Supp. B, {label}", f"See {label}", label):
        if not box.cells or len(words) <= box.cells:
            found = fit_line(words, width_pt=box.width_pt, height_pt=box.height_pt, faces=faces)
            if found is not None:
                return found
    return None
