"""What a table of authorities is made of: stretches of text, authorities, places where one is used."""

from __future__ import annotations

from enum import StrEnum

from asylum_packet.findings import Source
from asylum_packet.values import Struct

PASSIM_FROM = 5
"""An authority on this many pages or more is listed as "passim"."""


class Group(StrEnum):
    """The parts of the table, in the order in which they are printed."""

    CASES = "Cases"
    STATUTES = "Statutes"
    REGULATIONS = "Regulations"
    OTHER = "Other Authorities"


class Form(StrEnum):
    """How an authority is named at a place."""

    FULL = "full"
    SHORT = "short"
    ID = "id."
    SUPRA = "supra"


class What(StrEnum):
    """What a stretch of text looks like, before anybody knows which authority it means."""

    CASE = "case"
    SHORT_CASE = "short case"
    NAME = "name of a case"
    NAME_AT = "name and page"
    SUPRA = "supra"
    ID = "id."
    SECTION = "section of a code"
    BARE_SECTION = "section of no code"
    OTHER = "other authority"
    RECORD = "record"
    UNKNOWN = "unknown"


class Passage(Struct, frozen=True, kw_only=True):
    """A paragraph, a heading, a cell or a paragraph of a footnote, as printed.

    `lines` says where its characters were written, from each offset on; `records` are stretches (start, end)
    that cite the record, `slanted` those in italics. `is_note` says that it is part of a footnote, `note`
    of which; `calls` are the places (offset, number) at which footnotes are called.
    """

    text: str
    lines: tuple[tuple[int, Source], ...] = ()
    records: tuple[tuple[int, int], ...] = ()
    slanted: tuple[tuple[int, int], ...] = ()
    is_note: bool = False
    note: int = 0
    calls: tuple[tuple[int, int], ...] = ()

    def at(self, offset: int) -> Source:
        """Give the file and line in which a character was written."""
        found = Source(file="")
        for start, source in self.lines:
            if start > offset and found.file:
                break
            found = source
        return found


class Hit(Struct, frozen=True, kw_only=True):
    """A stretch of text that looks like a citation.

    `key` is what it names ("26 I&N Dec. 227", "INA 208(a)(2)"), `keys` are parallel citations of the same
    decision; `name` is the name of a case, `label` what the table prints after it, `fate` what became of the
    decision, `alias` a short name given to it. `is_inner` says that it is inside "(citing ...)", so that no
    id. means it.
    """

    start: int
    end: int
    what: What
    key: str = ""
    keys: tuple[str, ...] = ()
    name: str = ""
    label: str = ""
    court: str = ""
    fate: str = ""
    alias: str = ""
    group: Group = Group.CASES
    sections: tuple[Section, ...] = ()
    is_inner: bool = False


def has_any(text: str, signs: tuple[str, ...]) -> bool:
    """Say whether one of some letters stands in a text: much faster than a pattern that would not match."""
    for sign in signs:  # noqa: SIM110  # asked so often that a generator would take longer than the search
        if sign in text:
            return True
    return False


class Section(Struct, frozen=True, kw_only=True):
    """One section of a list of sections: "208(a)(2)", "1208.13(b)(1)(i)-(ii)". Offsets as in the text."""

    start: int
    end: int
    text: str


class Authority(Struct, frozen=True, kw_only=True):
    """One line of the table: the italic `name` of a case, then `label`; `key` names it in law/authorities."""

    key: str
    group: Group
    label: str
    name: str = ""

    @property
    def citation(self) -> str:
        """The whole line."""
        return f"{self.name}, {self.label}" if self.name else self.label


class Use(Struct, frozen=True, kw_only=True):
    """One place where an authority is used: offsets in the passage with this index."""

    authority: Authority
    passage: int
    start: int
    end: int
    form: Form
    source: Source
    text: str


class Stray(Struct, frozen=True, kw_only=True):
    """What looks like a citation and could not be placed: where, in which words, why, what to type."""

    source: Source
    text: str
    why: str
    fix: str


class Used(Struct, frozen=True, kw_only=True):
    """Every use of an authority in reading order, and what could not be placed."""

    uses: tuple[Use, ...] = ()
    strays: tuple[Stray, ...] = ()


class Entry(Struct, frozen=True, kw_only=True):
    """An authority, the pages on which it is used (each once, in order), and its uses."""

    authority: Authority
    pages: tuple[int, ...]
    uses: tuple[Use, ...]

    @property
    def is_passim(self) -> bool:
        """Whether it is used on so many pages that the table does not list them."""
        return len(self.pages) >= PASSIM_FROM
