"""What an id. means: the authority cited last, followed through the text and through its footnotes.

In the text that is the cite before it in the text; footnotes do not come between. Inside a footnote it is the
cite before it there; at its head it is what the reader saw last: the footnote before, where that cites one
authority alone (Bluebook rule 4.1), or the text up to the call. Where the two disagree nobody can tell.
"""

from __future__ import annotations

from asylum_packet.papers.authorities_values import Authority, Passage
from asylum_packet.values import Struct, field


class Meant(Struct, frozen=True):
    """What an id. would mean here: an authority, the record (None), or, with `why`, nothing."""

    authority: Authority | None = None
    why: str = ""


_NOTHING = Meant(why="no authority stands before it")
_SEVERAL = Meant(why="the footnote before it cites more than one authority")
_TWO_WAYS = Meant(why="the footnote before it cites another authority than the text does")


class Chains(Struct):
    """Follows what was cited last. Passages come text first, then footnotes in the order of their numbers."""

    meant: Meant = _NOTHING
    _note: int | None = None
    _cited: int = 0
    _calls: dict[int, tuple[Meant, int]] = field(default_factory=dict)
    _inside: dict[Meant, None] = field(default_factory=dict)
    _before: tuple[int, tuple[Meant, ...]] = (0, ())

    def enter(self, passage: Passage) -> None:
        """Begin a passage; the paragraphs of one footnote have one chain."""
        if not passage.is_note or passage.note == self._note:
            return
        if self._inside:
            self._before = self._note or 0, tuple(self._inside)
        self._note, self._inside = passage.note, {}
        self.meant = self._at_head(passage.note)

    def cite(self, authority: Authority | None) -> None:
        """Note a cite of an authority, or of the record."""
        self.meant = Meant(authority)
        self._cited += 1
        if self._note is not None:
            self._inside[self.meant] = None

    def call(self, note: int) -> None:
        """Note that the text calls a footnote here."""
        self._calls.setdefault(note, (self.meant, self._cited))

    def _at_head(self, note: int) -> Meant:
        """Say what an id. means that stands before every cite of a footnote."""
        text, cited = self._calls.get(note, (_NOTHING, 0))
        number, before = self._before
        if not before:
            return text
        text_between = cited > self._calls.get(number, (_NOTHING, cited))[1]
        if text_between and (number != note - 1 or before == (text,)):
            return text
        if text_between:
            return _TWO_WAYS
        return before[0] if len(before) == 1 else _SEVERAL
