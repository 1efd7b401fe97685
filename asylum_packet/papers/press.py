"""The press: every paper that we typeset ourselves, through one door.

It is asked again and again while page numbers come to rest (`packet/layout.py`). What did not change is not
set again: a paper is kept by the text it was made from and the page numbers it prints, lines by their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from asylum_packet.case.model import Case, Document
from asylum_packet.pages import PageRange
from asylum_packet.papers.authorities_places import numbered, strays
from asylum_packet.papers.cites import Citing
from asylum_packet.papers.context import Contexts, answers, changes
from asylum_packet.papers.declaration import parts_of_declaration
from asylum_packet.papers.draw import Laid, draw, marks_on
from asylum_packet.papers.grounds import cite
from asylum_packet.papers.laying import lay
from asylum_packet.papers.origins import Traced
from asylum_packet.papers.plain import Plain
from asylum_packet.papers.reading import Reader
from asylum_packet.papers.sections import left_out, texts
from asylum_packet.papers.tabsheets import TEMPLATE, fills_one_page
from asylum_packet.papers.templating import Templates
from asylum_packet.papers.written import SetPaper, Written, set_once, written
from asylum_packet.sequence import Packet, PartKind, PieceKind, Slot
from asylum_packet.sheets import Mark
from asylum_packet.values import Struct, field, replace

_TEMPLATES = {
    PieceKind.COVER: "cover.md.j2",
    PieceKind.INDEX: "exhibit-index.md.j2",
    PieceKind.TAB_SHEET: TEMPLATE,
    PieceKind.PROOF_OF_SERVICE: "proof-of-service.md.j2",
    PieceKind.BRIEF: "brief.md.j2",
    PieceKind.ANSWER_SHEET: "answer-sheet.md.j2",
    PieceKind.WITNESS_LIST: "witness-list.md.j2",
    PieceKind.CRIMINAL_HISTORY: "criminal-history.md.j2",
    PieceKind.CORROBORATION: "corroboration.md.j2",
    PieceKind.MOTION: "motion.md.j2",
    PieceKind.ORDER: "proposed-order.md.j2",
    PieceKind.CHANGES: "changes.md.j2",
}
_ONE_PAGE = {PieceKind.COVER, PieceKind.TAB_SHEET, PieceKind.PROOF_OF_SERVICE}
_TABLES = re.compile(r"^:{3,} *(?:contents|authorities)\b", re.MULTILINE)
_PARAGRAPH_CITE = re.compile(r"\[@[^\]]*(?:¶|#|\bpara)")


class _Kept(Struct):
    """What earlier rounds have set, what was asked and answered last, and the last drawing.

    `body` is the number of pages of the brief's body. `contexts` are those of the last plan, `rendered` the
    papers that nothing else has a part in, by key.
    """

    papers: dict[tuple[object, ...], SetPaper] = field(default_factory=dict)
    drawn: tuple[tuple[Laid, ...], bytes] = ((), b"")
    marks: dict[str, tuple[Mark, ...]] = field(default_factory=dict)
    asked: tuple[object, ...] | None = None
    answer: Mapping[str, SetPaper] = field(default_factory=dict)
    body: int = 0
    contexts: Contexts | None = None
    rendered: dict[str, Traced] = field(default_factory=dict)


class Press:
    """Typesets the papers of one case."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.templates = Templates(case, texts(case), cite=cite)
        self._kept = _Kept()

    def typeset(
        self, slots: Iterable[Slot], packet: Packet | None, *, counts: Mapping[str, int]
    ) -> Mapping[str, Written]:
        """Typeset the papers of the slots that are ours; other slots are passed over.

        Args:
            slots: Papers in packet order; all of ours at once, so that they share one file.
            packet: The plan whose page numbers are printed; None before there is one.
            counts: Pages of every piece by key, as far as known: of evidence, and of papers set before.

        Raises:
            TemplateError: A template is missing or ill-formed, or asks for an unknown name.
        """
        return self._bound(self._all(tuple(slot for slot in slots if self.owns(slot)), packet, counts))

    def lengths(
        self, slots: Iterable[Slot], packet: Packet | None, *, counts: Mapping[str, int]
    ) -> Mapping[str, int]:
        """Count the pages that `typeset` would give, without drawing them.

        Before there is a plan, papers that nearly always fill one page are taken to do so: setting them with
        page numbers that are not known yet would only be done again.
        """
        asked = tuple(slot for slot in slots if self.owns(slot))
        guessed = {slot.key: 1 for slot in asked if packet is None and _is_one_page(slot)}
        made = self._all(asked, packet, counts, guessed=frozenset(guessed))
        return guessed | {key: len(one.laid.pages) for key, one in made.items()}

    def counted(self, slots: Iterable[Slot]) -> frozenset[str]:
        """Name the papers that surely fill one page and have nothing wrong, without setting them."""
        tabs = {tab.label: tab for tab in self.case.tabs} if self.templates.has_ours(TEMPLATE) else {}
        return frozenset(
            slot.key
            for slot in slots
            if slot.kind is PieceKind.TAB_SHEET and slot.tab in tabs and fills_one_page(tabs[slot.tab])
        )

    def _all(
        self,
        slots: tuple[Slot, ...],
        packet: Packet | None,
        counts: Mapping[str, int],
        *,
        guessed: frozenset[str] = frozenset(),
    ) -> Mapping[str, SetPaper]:
        """Set every paper but those guessed, or give what the same question was answered last time."""
        asked = (slots, packet, dict(counts), guessed)
        if self._kept.asked == asked:
            return self._kept.answer
        before = dict(self._kept.marks)
        contexts = self._contexts(slots, packet)
        made = self._made_all(
            tuple(slot for slot in slots if slot.key not in guessed), contexts, packet, dict(counts)
        )
        # Where spots that are cited have moved, papers that were set before them would be set otherwise now.
        self._kept.asked = asked if self._kept.marks == before else None
        self._kept.answer = made
        return made

    def _contexts(self, slots: tuple[Slot, ...], packet: Packet | None) -> Contexts:
        """Make the contexts of a plan, or give those of the last round where the plan is the same."""
        last = self._kept.contexts
        if last is not None and packet is not None and last.packet == packet:
            return last
        fresh = Contexts(self.case, tuple(p.slot for p in packet.pieces) if packet else slots, packet)
        self._kept.contexts, self._kept.rendered = fresh, {}
        return fresh

    def _made_all(
        self, ours: tuple[Slot, ...], contexts: Contexts, packet: Packet | None, known: dict[str, int]
    ) -> Mapping[str, SetPaper]:
        """Set papers, those first that others cite, and give them in packet order."""
        made: dict[str, SetPaper] = {}
        for slot in sorted(ours, key=_cited_first):
            made[slot.key] = self._set(slot, contexts, packet, known)
            known[slot.key] = len(made[slot.key].laid.pages)
            if slot.kind is PieceKind.BRIEF and (body := made[slot.key].body):
                self._kept.body = len(body)
            if marks := marks_on(made[slot.key].laid):
                self._kept.marks[slot.key] = marks
        return {slot.key: made[slot.key] for slot in ours}

    def words(self, slots: Iterable[Slot]) -> Mapping[str, str]:
        """Give the words that papers of ours say, by key: what somebody who signs one stands for.

        Page numbers are not among them (cites stay as they were typed), nor are the dates of filing and of
        service, which come last and are no part of what is said; nor is how a paper is laid out.
        """
        ours = tuple(slot for slot in slots if self.owns(slot))
        undated = replace(
            self.case,
            filing=self.case.filing.model_copy(update={"date": None}),
            service=self.case.service.model_copy(update={"date": None}),
        )
        contexts = Contexts(undated, ours, None)
        words = {}
        for slot in ours:
            text = self.rendered(slot, contexts).text
            lines = (line for line in text.splitlines() if not line.lstrip().startswith(":::"))
            words[slot.key] = " ".join(" ".join(lines).split())
        return words

    def rendered(self, slot: Slot, contexts: Contexts, templates: Templates | None = None) -> Traced:
        """Render the template of a paper of ours, from other `templates` where they are given.

        Raises:
            TemplateError: It is missing or ill-formed, or asks for an unknown name.
        """
        name = _TEMPLATES.get(slot.kind) or self._document_template(slot) or ""
        return (templates or self.templates).render(name, contexts.of(slot, **self._more(slot, contexts)))

    def owns(self, slot: Slot) -> bool:
        """Say whether a slot is a paper that we typeset."""
        if slot.kind in _TEMPLATES:
            return True
        return slot.kind is PieceKind.DOCUMENT and self._document_template(slot) is not None

    def _document_template(self, slot: Slot) -> str | None:
        """Name the template of a document's part that has no file."""
        document = self.case.document(slot.document or "")
        if document is None or slot.part is None or document.part(slot.part) is not None:
            return None
        if slot.part is PartKind.ORIGINAL:
            return "declaration.md.j2" if document.generated and self.case.declaration else None
        if slot.part is not PartKind.CERTIFICATE:
            return None
        if document.part(PartKind.TRANSLATION) is None:
            return "certificate-of-interpretation.md.j2"
        return "certificate-of-translation.md.j2"

    def _set(
        self, slot: Slot, contexts: Contexts, packet: Packet | None, counts: Mapping[str, int]
    ) -> SetPaper:
        """Set one paper, or find it among those set before."""
        traced = self._rendered(slot, contexts)
        first = _first_page(slot, packet) if _TABLES.search(traced.text) else 1
        pages = self._pages(traced.text, packet, counts)
        key = (slot.key, traced, first, pages)
        if key not in self._kept.papers:
            self._kept.papers[key] = self._made(slot, traced, first, packet, counts)
        return self._kept.papers[key]

    def _rendered(self, slot: Slot, contexts: Contexts) -> Traced:
        """Render a paper; an index, which only the plan has a part in, once for each plan."""
        if slot.kind is not PieceKind.INDEX:
            return self.rendered(slot, contexts)
        if slot.key not in self._kept.rendered:
            self._kept.rendered[slot.key] = self.rendered(slot, contexts)
        return self._kept.rendered[slot.key]

    def _pages(self, text: str, packet: Packet | None, counts: Mapping[str, int]) -> object:
        """Sum up the page numbers that the cites of a text may print."""
        if "[@" not in text:
            return ()
        planned = tuple((piece.key, piece.pages) for piece in packet.pieces) if packet else ()
        numbered = _PARAGRAPH_CITE.search(text) is not None
        marks = sorted(self._kept.marks.items(), key=lambda pair: pair[0]) if numbered else ()
        return planned, tuple(sorted(counts.items())), tuple(marks)

    def _made(
        self, slot: Slot, traced: Traced, first: int, packet: Packet | None, counts: Mapping[str, int]
    ) -> SetPaper:
        """Read a rendered text and lay it out."""
        citing = Citing(self.case, packet, counts, self._kept.marks)
        if slot.kind is not PieceKind.BRIEF:
            return set_once(traced, slot.key, first, citing)
        read = Reader(traced, citing).read()
        paper, used = numbered(read.paper)
        laid, body = lay(paper, slot.key, first)
        more = (*left_out(self.case, traced), *strays(used))
        body = body or PageRange(1, len(laid.pages))
        return SetPaper(laid=laid, read=read, body=body, more=more, used=used)

    def _more(self, slot: Slot, contexts: Contexts) -> dict[str, Plain]:
        """Give what only one kind of paper needs."""
        if slot.kind is PieceKind.TAB_SHEET:
            return {"tab": contexts.tab(slot.tab or "")}
        if slot.kind is PieceKind.ANSWER_SHEET:
            return self._answer_sheet(slot)
        if slot.kind is PieceKind.CHANGES:
            return {"changes": changes(self.case)}
        if slot.kind is PieceKind.BRIEF:
            return {"sections": [text.file for text in self.case.brief]}
        if slot.kind in {PieceKind.MOTION, PieceKind.ORDER}:
            return {"motion": self._motion(slot.submission)}
        document = self.case.document(slot.document or "")
        return self._document(document, contexts) if document else {}

    def _motion(self, submission: str) -> Plain:
        """Give the motion of a submission, and how long the brief is that it may be about; 0 if unknown."""
        name = submission.removeprefix("motion-")
        motion = next(motion for motion in self.case.papers.motions if motion.name == name)
        return {
            "name": name,
            "reasons": motion.file,
            "position": motion.position,
            "tells_position": motion.tells_position,
            "brief_pages": self._kept.body,
        }

    def _document(self, document: Document, contexts: Contexts) -> dict[str, Plain]:
        """Give the document of a declaration or certificate."""
        named = (self.case.document(one) for one in self.case.papers.certified_with(document.id))
        more: dict[str, Plain] = {
            "document": contexts.document(document),
            "certified": [contexts.document(one) for one in named if one],
        }
        if document.generated and self.case.declaration:
            title, prose = parts_of_declaration(self.case.declaration, self.templates)
            more["declaration"] = {
                "title": title,
                "text": prose,
                "signed_abroad": self.case.papers.signed_abroad,
            }
        return more

    def _answer_sheet(self, slot: Slot) -> dict[str, Plain]:
        """Give the answers of one application."""
        number = slot.key.rpartition("-")[2]
        index = int(number) - 1 if number.isdigit() else 0
        if not 0 <= index < len(self.case.applications):
            return {"applicant": "", "parts": []}
        application = self.case.applications[index]
        people = self.case.respondents
        person = people[application.respondent] if application.respondent < len(people) else self.case.lead
        return {"applicant": person.name.full, "parts": answers(application)}

    def _bound(self, made: Mapping[str, SetPaper]) -> Mapping[str, Written]:
        """Draw all papers into one file and give each its pages of it."""
        papers = tuple(one.laid for one in made.values())
        kept, pdf = self._kept.drawn
        if len(kept) != len(papers) or any(a is not b for a, b in zip(kept, papers, strict=True)):
            pdf = draw(papers)
            self._kept.drawn = (papers, pdf)
        bound, skip = {}, 0
        for key, one in made.items():
            bound[key] = written(one, pdf, skip)
            skip += len(one.laid.pages)
        return bound


def _cited_first(slot: Slot) -> int:
    """Set the declaration before the papers that cite its paragraphs."""
    return 0 if slot.kind is PieceKind.DOCUMENT else 1


def _is_one_page(slot: Slot) -> bool:
    """Say whether a paper fills one page in nearly every case."""
    return slot.kind in _ONE_PAGE or slot.part is PartKind.CERTIFICATE


def _first_page(slot: Slot, packet: Packet | None) -> int:
    """Give the number of a paper's first page; 1 before there is a plan."""
    piece = packet.piece(slot.key) if packet else None
    return piece.pages.first if piece else 1
