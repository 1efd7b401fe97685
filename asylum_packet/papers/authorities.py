"""The authorities a paper uses: found in its text as printed, short forms put with what they mean.

    used(passages)               every use in reading order, and what could not be placed
    entries(uses, pages)         the lines of the table, sorted, with the pages they are on

Pure. The second is asked again and again while pages come to rest; what a paragraph holds is kept by its
text. All our patterns are bounded: time grows with the length of the text alone.

eyecite (measured: 0.25 s to import, 11 ms a kilobyte; no INA, no short form of "Matter of" with initials) is
asked only about a citation whose reporter is not among ours, and only about those few words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from asylum_packet.papers.authorities_book import Book, book_of
from asylum_packet.papers.authorities_chains import Chains
from asylum_packet.papers.authorities_codes import section_label
from asylum_packet.papers.authorities_scan import scan
from asylum_packet.papers.authorities_sort import order
from asylum_packet.papers.authorities_values import (
    Authority,
    Entry,
    Form,
    Group,
    Hit,
    Passage,
    Section,
    Stray,
    Use,
    Used,
    What,
)
from asylum_packet.values import Struct, field

_CITATION_FIX = "write its citation where it first stands: name, volume, reporter, page, court and year"
_ID_GAP = 5
_SECTION_FOLLOWS = re.compile(r",?\s?(?:at\s)?§")
_LONGEST_QUOTED = 80


class _Reader(Struct):
    """Reads passages in order; `chains` say what an id. means."""

    book: Book
    uses: list[Use] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)
    chains: Chains = field(default_factory=Chains)
    recent: dict[str, int] = field(default_factory=dict)

    def read(self, index: int, passage: Passage, hits: Sequence[Hit]) -> None:
        """Read the hits of one passage."""
        self.chains.enter(passage)
        before: Hit | None = None
        calls = list(reversed(passage.calls))
        for hit in hits:
            while calls and calls[-1][0] <= hit.start:
                self.chains.call(calls.pop()[1])
            self._hit(index, passage, hit, before)
            before = hit
        for _, number in reversed(calls):
            self.chains.call(number)

    def _hit(self, index: int, passage: Passage, hit: Hit, before: Hit | None) -> None:
        """Place one hit."""
        match hit.what:
            case What.RECORD:
                if not hit.is_inner:
                    self.chains.cite(None)
            case What.ID:
                self._id(index, passage, hit)
            case What.BARE_SECTION:
                self._bare(index, passage, hit, before)
            case What.UNKNOWN:
                why = "its reporter is not known"
                self._stray(passage, hit, why, "look up how the reporter is abbreviated")
            case What.CASE | What.SECTION | What.OTHER:
                found = self.book.full(hit)
                if found:
                    self._use(index, passage, hit, found, Form.FULL)
                else:
                    self._stray(
                        passage, hit, "no name of a case stands before it", "write its name before it"
                    )
            case _:
                self._later(index, passage, hit)

    def _later(self, index: int, passage: Passage, hit: Hit) -> None:
        """Place a short form."""
        found = self._latest(self.book.short(hit))
        if found:
            form = Form.SUPRA if hit.what is What.SUPRA else Form.SHORT
            self._use(index, passage, hit, found, form)
        elif hit.what is What.SHORT_CASE or hit.what is What.SUPRA:
            self._stray(
                passage, hit, "no full citation in the brief goes by this name and volume", _CITATION_FIX
            )
        elif hit.what is What.NAME and hit.key == "named":
            self._stray(
                passage, hit, "the case is named, but its citation is nowhere in the brief", _CITATION_FIX
            )

    def _latest(self, found: Sequence[Authority]) -> Authority | None:
        """Choose among cases of one name: the one used last, or else the first."""
        return max(found, key=lambda one: self.recent.get(one.key, -1), default=None)

    def _id(self, index: int, passage: Passage, hit: Hit) -> None:
        """Place an id.; one that means the record is none of ours, one before a section is that section."""
        found = self.chains.meant.authority
        if why := self.chains.meant.why:
            self._stray(passage, hit, why, "write which authority is meant")
        elif found is not None and not _section_follows(passage.text, hit.end):
            self._use(index, passage, hit, found, Form.ID)

    def _bare(self, index: int, passage: Passage, hit: Hit, before: Hit | None) -> None:
        """Place "§ 1208.13(b)", which names no code."""
        last = self.chains.meant.authority
        after_id = before is not None and before.what is What.ID and hit.start - before.end <= _ID_GAP
        for section in hit.sections:
            code = self.book.code_of(section.text, last, surely=bool(hit.name))
            if code is None and hit.name:
                self._stray(passage, hit, "no code is named", "write INA, U.S.C. or C.F.R. before it")
                return
            if code is not None:
                form = Form.ID if after_id else Form.SHORT
                self._use(index, passage, section, _section(code, section.text), form, is_inner=hit.is_inner)

    def _use(
        self,
        index: int,
        passage: Passage,
        hit: Hit | Section,
        authority: Authority,
        form: Form,
        *,
        is_inner: bool = False,
    ) -> None:
        """Record a use."""
        if not (is_inner or (isinstance(hit, Hit) and hit.is_inner)):
            self.chains.cite(authority)
        self.recent[authority.key] = len(self.uses)
        self.uses.append(
            Use(
                authority=authority,
                passage=index,
                start=hit.start,
                end=hit.end,
                form=form,
                source=passage.at(hit.start),
                text=_quoted(passage, hit),
            )
        )

    def _stray(self, passage: Passage, hit: Hit, why: str, fix: str) -> None:
        """Record what could not be placed."""
        self.strays.append(Stray(source=passage.at(hit.start), text=_quoted(passage, hit), why=why, fix=fix))


def used(passages: Sequence[Passage]) -> Used:
    """Find every use of an authority; text first, then footnotes in the order of their numbers."""
    hits = [scan(passage.text, passage.records, passage.slanted) for passage in passages]
    reader = _Reader(book=book_of(hits))
    for index, (passage, found) in enumerate(zip(passages, hits, strict=True)):
        reader.read(index, passage, found)
    return Used(uses=tuple(reader.uses), strays=tuple(reader.strays))


def entries(uses: Sequence[Use], pages: Sequence[int]) -> tuple[Entry, ...]:
    """Make the lines of the table.

    Args:
        uses: What `used` found.
        pages: The packet page of each use; 0 where it is on none.
    """
    gathered: dict[Authority, list[tuple[Use, int]]] = {}
    for use, page in zip(uses, pages, strict=True):
        gathered.setdefault(use.authority, []).append((use, page))
    found = (
        Entry(
            authority=authority,
            pages=tuple(sorted({page for _, page in places if page})),
            uses=tuple(use for use, _ in places),
        )
        for authority, places in gathered.items()
    )
    return tuple(sorted(found, key=lambda entry: order(entry.authority)))


def grouped(lines: Sequence[Entry]) -> Iterator[tuple[Group, tuple[Entry, ...]]]:
    """Yield the parts of the table that have lines, in the order in which they are printed."""
    for group in Group:
        inside = tuple(line for line in lines if line.authority.group is group)
        if inside:
            yield group, inside


def _section(code: str, text: str) -> Authority:
    """Make the authority of a section."""
    group = Group.REGULATIONS if "CFR" in code else Group.STATUTES
    return Authority(key=f"{code}{text}", group=group, label=section_label(code, text))


def _section_follows(text: str, end: int) -> bool:
    """Say whether a section stands right behind an id."""
    return _SECTION_FOLLOWS.match(text, end) is not None


def _quoted(passage: Passage, hit: Hit | Section) -> str:
    """Give the words of a hit on one line."""
    return " ".join(passage.text[hit.start : min(hit.end, hit.start + _LONGEST_QUOTED)].split())
