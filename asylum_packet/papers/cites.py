"""Pin cites: `[@police-report 3-4]` becomes "Tab C at 47–48" and leads there.

Numbers count pages inside the document, all its parts in printing order, or inside the part that is named
(`[@police-report/original 2]`); after ¶ they count paragraphs of the declaration, in which passages
may have names (`[@declaration#beating]`). What does not exist is a finding, and prints as it was typed, so
that a draft can still be read.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache

from asylum_packet.case.earlier import EarlierDocument
from asylum_packet.case.model import Case, Document
from asylum_packet.findings import Finding, Severity, Source
from asylum_packet.pages import PageRange, parse_ranges
from asylum_packet.papers.earlier import earlier_faults, earlier_pages, earlier_paragraphs
from asylum_packet.papers.passages import paragraph_of
from asylum_packet.sequence import Cite, Packet, PartKind, Piece
from asylum_packet.sheets import Mark, Target
from asylum_packet.values import Struct, replace

_ONE = re.compile(
    r"@?(?P<id>[^\s/@,;#]+)(?:/(?P<part>[^\s,;#]+)|#(?P<name>[^\s,;#]+))?"
    r"(?:[ \t\n]*,?[ \t\n]+(?P<what>¶{1,2}|paras?\.?|pp?\.|at)?[ \t\n]*(?P<where>[\d,\s\-–]+))?"
)
_PARAGRAPHS = ("¶", "para")
_BEFORE_NUMBER = re.compile(r" (?=\{(?:tab|page)\})")
_BETWEEN = re.compile(r"\{(?:tab|page)\}[^{}]{1,12}(?=\{(?:tab|page)\})")
"""What stands between the letter and the number where it is short: " at "."""
_SHORT_LIST = 6
_PARTS = {kind.value: kind for kind in PartKind}


class Pin(Struct, frozen=True, kw_only=True):
    """One cite as written: document, part, and pages or paragraphs; no ranges for the whole document.

    `name` is that of a passage of the declaration.
    """

    id: str
    part: str
    ranges: tuple[PageRange, ...]
    paragraphs: bool
    name: str = ""


class Said(Struct, frozen=True, kw_only=True):
    """A stretch of a cite as printed; where `target` is set, it leads there."""

    text: str
    target: Target | None = None


class Resolved(Struct, frozen=True, kw_only=True):
    """What a bracket of cites prints, the cites in it, and what is wrong with them."""

    said: tuple[Said, ...]
    cites: tuple[Cite, ...] = ()
    findings: tuple[Finding, ...] = ()


@lru_cache(maxsize=4096)
def parse(text: str) -> tuple[Pin, ...]:
    """Read what stands between the brackets: "@a 3; @b/original 5, 7-8".

    Raises:
        ValueError: It is not a list of cites; the message says which piece is not.
    """
    return tuple(_parse_one(piece.strip()) for piece in text.split(";"))


def _parse_one(text: str) -> Pin:
    """Read one cite."""
    match = _ONE.fullmatch(text)
    if match is None or not text.startswith("@"):
        raise ValueError(f"'{text}' is not a cite")
    ranges = parse_ranges(match["where"].strip().rstrip(",")) if match["where"] else ()
    what = match["what"] or ""
    if match["name"] and ranges:
        raise ValueError(f"'{text}' has a name and numbers, one of them is enough: it is not a cite")
    return Pin(
        id=match["id"],
        part=match["part"] or "",
        ranges=ranges,
        paragraphs=what.startswith(_PARAGRAPHS) or bool(match["name"]),
        name=match["name"] or "",
    )


class Citing:
    """Resolves cites against a case, the pages counted so far, and the plan.

    `ids` are those of every document that can be cited, of an earlier filing too.
    """

    def __init__(
        self,
        case: Case,
        packet: Packet | None,
        counts: Mapping[str, int],
        marks: Mapping[str, tuple[Mark, ...]],
    ) -> None:
        self.case = case
        self.packet = packet
        self.counts = counts
        self.marks = marks
        before = case.earlier.documents if case.earlier else ()
        self._known: dict[tuple[str, str], tuple[tuple[str, int], ...]] = {}
        self._documents = {document.id: document for document in reversed(case.documents)}
        self.ids = (*(document.id for document in case.documents), *(filed.id for filed in before))

    @cached_property
    def _pieces(self) -> Mapping[str, list[Piece]]:
        """Sort the pieces of documents by id; most papers cite none."""
        pieces: dict[str, list[Piece]] = {}
        for piece in self.packet.pieces if self.packet else ():
            if piece.slot.document:
                pieces.setdefault(piece.slot.document, []).append(piece)
        return pieces

    @property
    def ends_itself(self) -> bool:
        """Say whether the form of cites ends with a mark of its own, as "(Tab {tab} at {page})" does."""
        return self.case.filing.cite.rstrip().endswith((".", ")", "]"))

    def resolve(self, text: str, source: Source) -> Resolved:
        """Resolve the words between the brackets of a cite."""
        typed = Said(text=f"[{text}]")
        try:
            pins = parse(text)
        except ValueError as error:
            return Resolved(said=(typed,), findings=(_syntax(str(error), source),))
        wrong = tuple(finding for pin in pins for finding in self._faults(pin, source))
        if wrong:
            return Resolved(said=(typed,), findings=wrong)
        said: list[Said] = []
        cites: list[Cite] = []
        for pin in pins:
            more = self._printed(pin, source)
            said += (Said(text="; "), *more.said) if said else more.said
            cites += more.cites
        return Resolved(said=tuple(said), cites=tuple(replace(cite, typed=text) for cite in cites))

    def _faults(self, pin: Pin, source: Source) -> Iterator[Finding]:
        """Say what is wrong with a cite."""
        document = self._documents.get(pin.id)
        before = self.case.earlier.document(pin.id) if self.case.earlier else None
        if document is None and before is not None:
            yield from earlier_faults(pin, before, source)
        elif document is None:
            yield self._unknown(pin, source)
        elif pin.part and pin.part not in _PARTS:
            yield _syntax(
                f"'{pin.part}' is no part of a document", source, "original, translation, certificate"
            )
        elif pin.part and not self._lengths(document, pin.part):
            yield _syntax(f"'{pin.id}' has no {pin.part}", source, f"type [@{pin.id}] for the whole document")
        elif pin.paragraphs:
            yield from self._paragraph_faults(pin, source)
        else:
            yield from self._page_faults(pin, document, source)

    def _unknown(self, pin: Pin, source: Source) -> Finding:
        """Say that no document has an id."""
        near = difflib.get_close_matches(pin.id.lower(), self.ids, n=1, cutoff=0.5)
        fix = f"did you mean '{near[0]}'?" if near else "asylum-packet cites CASE lists the ids there are"
        return _error("CITE-unknown-id", f"no document has the id '{pin.id}'", source, fix)

    def _page_faults(self, pin: Pin, document: Document, source: Source) -> Iterator[Finding]:
        """Find pages past the end."""
        count = sum(count for _, count in self._lengths(document, pin.part))
        beyond = next((pages.last for pages in pin.ranges if pages.last > count), None)
        if count and beyond is not None:
            what = f"{pin.id}/{pin.part}" if pin.part else pin.id
            yield _error(
                "CITE-page-beyond",
                f"'{what}' has no page {beyond}",
                source,
                f"it has {count} pages; cite a page between 1 and {count}"
                if count > 1
                else "it has one page",
            )

    def _paragraph_faults(self, pin: Pin, source: Source) -> Iterator[Finding]:
        """Find paragraphs that do not exist; nothing is known before the declaration was set once."""
        known = {mark.name: mark for mark in self._marks(pin.id)}
        if not known:
            yield _error(
                "CITE-unknown-paragraph",
                f"'{pin.id}' has no numbered paragraphs that we know of",
                source,
                f"write in exhibits.yaml those that begin on each page, paragraphs: 1-7, 8-14, "
                f"or cite its pages: [@{pin.id} 2]",
            )
            return
        if pin.name and f"#{pin.name}" not in known:
            yield self._unknown_passage(pin, known, source)
            return
        lost = next((n for pages in pin.ranges for n in pages if f"¶{n}" not in known), None)
        if lost is not None:
            yield _error(
                "CITE-unknown-paragraph",
                f"'{pin.id}' has no paragraph {lost}",
                source,
                f"its paragraphs run from {_first_and_last(known)}",
            )
            return
        count = self.counts.get(f"{pin.id}/{PartKind.ORIGINAL}", 0)
        far = next((n for pages in pin.ranges for n in pages if known[f"¶{n}"].page > count > 0), None)
        if far is not None:
            yield _error(
                "CITE-page-beyond",
                f"'{pin.id}' has no page {known[f'¶{far}'].page}, where ¶ {far} should begin",
                source,
                f"it has {count} pages; look at its paragraphs in exhibits.yaml",
            )

    def _unknown_passage(self, pin: Pin, known: Iterable[str], source: Source) -> Finding:
        """Say that no passage has a name."""
        names = [name[1:] for name in known if name.startswith("#")]
        near = difflib.get_close_matches(pin.name, names, n=1, cutoff=0.5)
        document = self._documents.get(pin.id)
        sign = f"type {{#{pin.name}}} at the end of the paragraph you mean"
        if document is None or not document.generated:
            sign = f"cite the paragraph by its number: [@{pin.id} ¶2]"
        fix = f"did you mean '{near[0]}'?" if near else sign
        message = f"no passage of '{pin.id}' is called '{pin.name}'"
        return _error("CITE-unknown-passage", message, source, fix)

    def _marks(self, document_id: str) -> tuple[Mark, ...]:
        """List the paragraphs and the named passages of a document, in reading order."""
        if marks := self.marks.get(f"{document_id}/{PartKind.ORIGINAL}"):
            return marks
        document = self._documents.get(document_id)
        pages = enumerate(document.paragraphs if document else (), start=1)
        return tuple(Mark(name=f"¶{n}", page=page) for page, begun in pages for n in begun or ())

    def _lengths(self, document: Document, part: str) -> tuple[tuple[str, int], ...]:
        """List the pieces of a document, or of one of its parts, with their pages, in printing order."""
        asked = (document.id, part)
        if asked not in self._known:
            kinds = self.case.parts_of(document)
            keys = (f"{document.id}/{kind.value}" for kind in kinds if part in {"", kind.value})
            self._known[asked] = tuple((key, self.counts[key]) for key in keys if self.counts.get(key))
        return self._known[asked]

    def _place(self, pin: Pin, page: int) -> tuple[Target, int]:
        """Find the piece and the packet page of a page of a document; a guess while there is no plan."""
        document = self._documents.get(pin.id)
        assert document is not None, "faults are looked for before places"
        for key, count in self._lengths(document, pin.part):
            if page <= count:
                piece = next((p for p in self._pieces.get(pin.id, ()) if p.key == key), None)
                return Target(piece=key, page=page), piece.pages.first + page - 1 if piece else 0
            page -= count
        return Target(piece=f"{pin.id}/original"), 0

    def _printed(self, pin: Pin, source: Source) -> Resolved:
        """Print a cite that holds."""
        document = self._documents.get(pin.id)
        filed = self.case.earlier.document(pin.id) if self.case.earlier else None
        if document is None and filed is not None:
            return self._filed_before(pin, filed, source)
        if pin.paragraphs:
            return self._paragraphs(pin, source)
        assert document is not None, "faults are looked for before printing"
        whole = sum(count for _, count in self._lengths(document, pin.part))
        ranges = pin.ranges or (PageRange.of_length(1, max(whole, 1)),)
        before, after = self._form(self._tab(pin.id))
        said: list[Said] = []
        cites: list[Cite] = []
        for index, pages in enumerate(ranges):
            target, first = self._place(pin, pages.first)
            _, last = self._place(pin, pages.last)
            text = _numbers(first, last) if first else ("000" if len(pages) == 1 else "000–000")
            text = before + text if index == 0 else text
            text = text + after if index == len(ranges) - 1 else text
            said += [Said(text=", ")] if said else []
            said.append(Said(text=text, target=target))
            page = pages.first if pin.ranges else None
            cites.append(self._cite(pin, source, page, (first, last), text))
        return Resolved(said=tuple(said), cites=tuple(c for c in cites if self.packet))

    def _filed_before(self, pin: Pin, document: EarlierDocument, source: Source) -> Resolved:
        """Print a cite of an earlier filing: "Tab C at 47 (filed Feb. 1, 2027)"; it leads nowhere here."""
        before, after = self._form(document.tab)
        text = f"{before}{earlier_pages(pin, document)}{after}{earlier_paragraphs(pin, document)}"
        text = f"{text} {document.when.replace(' ', chr(160))}"
        page = pin.ranges[0].first if pin.ranges and not pin.paragraphs else None
        cite = self._cite(pin, source, page, (0, 0), text)
        return Resolved(said=(Said(text=text),), cites=(cite,) if self.packet else ())

    def _paragraphs(self, pin: Pin, source: Source) -> Resolved:
        """Print a cite of paragraphs: "Tab A at 5, ¶ 12"."""
        key = f"{pin.id}/{PartKind.ORIGINAL}"
        marks = {mark.name: mark for mark in self._marks(pin.id)}
        number = paragraph_of(pin.name, marks.values()) if pin.name else None
        ranges = (PageRange(number, number),) if number else pin.ranges
        wanted = [marks[f"¶{number}"] for pages in ranges for number in pages]
        exact = Pin(id=pin.id, part=PartKind.ORIGINAL.value, ranges=(), paragraphs=False)
        pages = sorted({self._place(exact, mark.page)[1] for mark in wanted})
        sign = "¶¶" if len(wanted) > 1 else "¶"
        listed = ", ".join(str(numbers) for numbers in ranges)
        before, after = self._form(self._tab(pin.id))
        # A line seldom begins with "¶ 12": only where the list of pages or of paragraphs is long.
        gap = "\u00a0" if len(listed) <= _SHORT_LIST and len(pages) == 1 else " "
        text = f"{before}{_runs(pages)}{after},{gap}{sign}\u00a0{listed}"
        target = Target(piece=key, page=wanted[0].page, top_pt=wanted[0].top_pt)
        last = self._end_of(max(n for listed in ranges for n in listed), marks, pin, exact)
        cite = self._cite(pin, source, wanted[0].page, (pages[0], max(pages[-1], last)), text)
        return Resolved(said=(Said(text=text, target=target),), cites=(cite,) if self.packet else ())

    def _end_of(self, number: int, marks: Mapping[str, Mark], pin: Pin, exact: Pin) -> int:
        """Give the packet page on which a paragraph ends at the latest: where the next one begins."""
        below = marks.get(f"¶{number + 1}")
        count = self.counts.get(f"{pin.id}/{exact.part}", 1)
        return self._place(exact, below.page if below else count)[1]

    @cached_property
    def _tabs(self) -> Mapping[str, str]:
        """Give the letter of the tab each document lies under, by its id."""
        return {one.id: tab.label for tab in reversed(self.case.tabs) for one in tab.documents}

    def _tab(self, document_id: str) -> str:
        """Give the letter of the tab a document lies under."""
        return self._tabs.get(document_id, "")

    def _form(self, tab: str) -> tuple[str, str]:
        """Split the form of a cite at its page number, with the tab filled in."""
        return _halves(self.case.filing.cite, tab)

    def _cite(
        self, pin: Pin, source: Source, page: int | None, packet_pages: tuple[int, int], text: str
    ) -> Cite:
        """Make the value that the rest of the program reads."""
        return Cite(
            file=source.file,
            line=source.line,
            id=f"{pin.id}/{pin.part}" if pin.part else pin.id,
            page=page,
            packet_page=packet_pages[0],
            packet_last=packet_pages[1],
            text=text.replace("\u00a0", " "),
        )


@lru_cache(maxsize=1024)
def _halves(form: str, tab: str) -> tuple[str, str]:
    """Give what stands before the page number of a cite, and what behind it."""
    form = form if "{page}" in form else f"{form} {{page}}"
    # A line never ends inside "Tab C at 60"; a longer form may break between its letter and its number.
    form = _BEFORE_NUMBER.sub("\u00a0", form)
    form = _BETWEEN.sub(lambda held: held[0].replace(" ", "\u00a0"), form)
    before, _, after = form.replace("{tab}", tab).partition("{page}")
    return before, after


def _first_and_last(known: Iterable[str]) -> str:
    """Say how paragraphs are numbered: "1 to 34"."""
    numbers = [int(name[1:]) for name in known if name.startswith("¶")]
    return f"{min(numbers, default=0)} to {max(numbers, default=0)}"


def _numbers(first: int, last: int) -> str:
    """Print pages of the packet."""
    return str(PageRange(first, max(first, last)))


def _runs(pages: list[int]) -> str:
    """Print a list of pages, neighbours as a range."""
    if not pages or not pages[0]:
        return "000"
    if pages[-1] - pages[0] + 1 == len(pages):
        return str(PageRange(pages[0], pages[-1]))
    return ", ".join(str(page) for page in pages)


def _error(code: str, message: str, source: Source, fix: str) -> Finding:
    """Make a finding of severity error."""
    return Finding(code=code, severity=Severity.ERROR, message=message, source=source, fix=fix)


def _syntax(message: str, source: Source, fix: str = "") -> Finding:
    """Say that a cite cannot be read."""
    return _error(
        "CITE-syntax", message, source, fix or "type [@id], [@id 3], [@id 3-4, 7] or [@declaration ¶12]"
    )
