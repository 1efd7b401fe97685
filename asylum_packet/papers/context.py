"""What templates see of a case: plain mappings, lists, texts, numbers and yes or no, nothing with methods.

The names here are part of the product: firms write templates with them (docs: templates). Pages are packet
pages as they are printed, "47–52"; while the plan is not made they are zeros.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from asylum_packet.case.languages import language_name
from asylum_packet.case.model import Application, Case, Document, Respondent, Tab
from asylum_packet.case.questions import Asked, asked
from asylum_packet.case.values import spaced_a_number
from asylum_packet.law.due import filed_late, filing_due
from asylum_packet.pages import PageRange
from asylum_packet.papers.grounds import circuit, claim, rows
from asylum_packet.papers.plain import Plain
from asylum_packet.sequence import Packet, PartKind, Slot

if TYPE_CHECKING:
    from asylum_packet.case.comparing import Change

_UNKNOWN_PAGES = "000–000"
_PART_WORDS = {
    PartKind.TRANSLATION: "English translation",
    PartKind.CERTIFICATE: "Certificate of translation",
    PartKind.ORIGINAL: "Original",
}
_FORM_PARTS = {
    "A.I": "Part A.I. About you",
    "A.II": "Part A.II. Spouse and children",
    "A.III": "Part A.III. Background",
    "B": "Part B. The application",
    "C": "Part C. Additional information",
    "D": "Part D. Signature",
    "E": "Part E. Preparer",
}


_UNSERVED = frozenset({"cover page", "proof of service", "tab sheet", "document", "witness list", "motion"})
"""Kinds of paper that a proof of service does not list, or that the submission itself names."""

_FLAGS = {"motion-late-filing": "Motion to Accept Untimely Filing"}
"""What the clerk must see at once, at the top right of a cover page (ICPM 3.3(c))."""


def long_date(day: dt.date | None) -> str:
    """Print a day as courts do: March 10, 2027; "" for none."""
    return f"{day:%B} {day.day}, {day.year}" if day else ""


def language(word: str) -> str:
    """Print a language by its English name where we know it."""
    return language_name(word) or word.strip()


class Contexts:
    """Makes the contexts of one case for one plan."""

    def __init__(self, case: Case, slots: tuple[Slot, ...], packet: Packet | None) -> None:
        self.case = case
        self.slots = slots
        self.packet = packet
        self._tab_pages = _spans(packet, by_tab=True)
        self._piece_pages = {p.key: str(p.pages) for p in packet.pieces} if packet else {}
        self._document_pages = _spans(packet, by_tab=False)
        self._tabs = {tab.label: self._tab(tab) for tab in case.tabs}
        self._submissions = {name: self._submission(name) for name in case.submissions}
        self.common = self._common()

    def of(self, slot: Slot, **more: Plain) -> dict[str, Plain]:
        """Give the context of one paper."""
        paper: Plain = {"key": slot.key, "kind": str(slot.kind), "title": slot.title, "tab": slot.tab or ""}
        return {**self.common, "paper": paper, "submission": self.submission(slot.submission), **more}

    def _common(self) -> dict[str, Plain]:
        """Give what every template sees."""
        case = self.case
        due = filing_due(case)
        people: list[Plain] = [_person(one) for one in case.respondents]
        return {
            "court": {
                "city": case.court.city,
                "state": case.court.state,
                "judge": case.court.judge,
                "detained": case.court.is_detained,
                "proceedings": case.court.proceedings,
                "circuit": circuit(case),
            },
            "hearing": self._hearing(),
            "respondents": people,
            "lead": people[0],
            "plural": len(people) > 1,
            "attorney": self._attorney(),
            "filing": {"date": long_date(case.filing.date)},
            "service": {
                "method": case.service.method,
                "date": long_date(case.service.date),
                "address": [" ".join(line.split()) for line in case.service.address.splitlines()],
                "server": case.service.server,
            },
            "tabs": [*self._tabs.values()],
            "submissions": [*self._submissions.values()],
            "claim": claim(case),
            "late": filed_late(case) is not None,
            "filings_due": long_date(due.last.day) if due and due.last else "",
            "witnesses": rows(case.papers.witnesses),
            "criminal_history": rows(case.papers.criminal_history),
            "corroboration": rows(case.papers.corroboration),
        }

    def _hearing(self) -> dict[str, Plain]:
        """Give the next hearing; `set` says whether there is a date."""
        hearing = self.case.hearing
        return {
            "set": bool(hearing and hearing.date),
            "kind": hearing.kind if hearing else "",
            "date": long_date(hearing.date) if hearing else "",
            "time": hearing.time if hearing else "",
        }

    def _attorney(self) -> dict[str, Plain]:
        """Give who files."""
        attorney = self.case.attorney
        return {
            "name": attorney.name,
            "firm": attorney.firm,
            "address": list(attorney.address.lines),
            "phone": attorney.phone,
            "email": attorney.email,
            "eoir_id": attorney.eoir_id,
        }

    def submission(self, name: str) -> dict[str, Plain]:
        """Give a submission and the papers it serves."""
        return self._submissions.get(name) or self._submission(name)

    def _submission(self, name: str) -> dict[str, Plain]:
        """Make a submission."""
        notes = {"application": "Form I-589", "exhibits": self._tabs_words()}
        papers: list[Plain] = [*dict.fromkeys(self._served(slot) for slot in self.slots_of(name))]
        return {
            "name": name,
            "title": self._title(name),
            "note": notes.get(name, ""),
            "flag": _FLAGS.get(name, ""),
            "papers": [paper for paper in papers if paper],
            "parts": self._parts(name),
        }

    def _parts(self, name: str) -> list[Plain]:
        """List the upload files of a submission that needs more than one."""
        parts = self.packet.parts if self.packet else ()
        return [{"number": one.number, "pages": str(one.pages)} for one in parts if one.submission == name]

    def _part_words(self, tab: str) -> str:
        """Say in which part a tab lies: "Part 2", "Parts 2–3", "" in a submission that is one file."""
        pages = self._tab_pages.get(tab) if self.packet and self.packet.parts else None
        numbers = self.packet.parts_of(pages) if self.packet and pages else ()
        if not numbers:
            return ""
        return f"Part {numbers[0]}" if len(numbers) == 1 else f"Parts {numbers[0]}–{numbers[-1]}"

    def slots_of(self, name: str) -> tuple[Slot, ...]:
        """List the papers of a submission."""
        return tuple(slot for slot in self.slots if slot.submission == name)

    def _served(self, slot: Slot) -> str:
        """Name a paper as a proof of service lists it; "" where the submission itself says it."""
        words = {
            "form": "Form I-589, Application for Asylum and for Withholding of Removal",
            "answer sheet": "Answers to Form I-589",
            "brief": self._title("brief"),
            "exhibit index": "Index of proposed exhibits",
        }
        if slot.kind in _UNSERVED:
            return ""
        return words.get(str(slot.kind), slot.title)

    def _title(self, name: str) -> str:
        """Name a submission as its cover page does (ICPM 4.19(c)(1))."""
        owner = "Respondents’" if len(self.case.respondents) > 1 else "Respondent’s"
        amended = "Amended " if self.case.filing.amends else ""
        asylum = "" if self.case.court.proceedings == "withholding-only" else "Asylum, "
        return {
            "application": f"{amended}Application for {asylum}Withholding of Removal"
            f"{',' if asylum else ''} and Protection under the Convention Against Torture",
            "brief": f"{owner} Pre-Hearing Brief",
            "exhibits": f"{owner} Proposed Exhibits",
            "witnesses": f"{owner} Witness List",
            "motion-late-filing": f"{owner} Motion to Accept Untimely Filing",
            "motion-page-limit": f"{owner} Motion to Exceed the Page Limit",
        }.get(name, name)

    def _tabs_words(self) -> str:
        """Name the tabs: "Tabs A through H"."""
        labels = [tab.label for tab in self.case.tabs]
        if not labels:
            return ""
        return f"Tab {labels[0]}" if len(labels) == 1 else f"Tabs {labels[0]} through {labels[-1]}"

    def tab(self, label: str) -> dict[str, Plain]:
        """Give a tab with its documents and pages."""
        return self._tabs[label]

    def _tab(self, tab: Tab) -> dict[str, Plain]:
        """Make a tab."""
        documents: list[Plain] = [self.document(document) for document in tab.documents]
        return {
            "label": tab.label,
            "title": tab.title,
            "key": f"exhibits/tab-{tab.label}",
            "pages": str(self._tab_pages.get(tab.label, _UNKNOWN_PAGES)),
            "part": self._part_words(tab.label),
            "documents": documents,
            "alone": len(documents) == 1 and tab.documents[0].title == tab.title,
        }

    def document(self, document: Document) -> dict[str, Plain]:
        """Give a document with its parts and pages."""
        parts = [self._part(document, part) for part in self.case.parts_of(document)]
        return {
            "id": document.id,
            "title": document.title,
            # A title such as "Order of November 28, 2025" has said it.
            "date": "" if document.date in document.title else document.date,
            "source": document.source,
            "author": document.author,
            "url": document.url,
            "accessed": document.accessed,
            "language": language(document.language),
            "foreign": document.is_foreign,
            "translated": document.part(PartKind.TRANSLATION) is not None,
            "key": parts[0]["key"] if parts else f"{document.id}/original",
            "pages": str(self._document_pages.get(document.id, _UNKNOWN_PAGES)),
            "parts": [*parts],
        }

    def _part(self, document: Document, part: PartKind) -> dict[str, Plain]:
        """Give one part of a document."""
        key = f"{document.id}/{part}"
        words = _PART_WORDS[part]
        if part is PartKind.ORIGINAL and document.is_foreign:
            words = f"Original in {language(document.language)}"
        if document.is_declaration and not document.part(PartKind.TRANSLATION):
            words = {
                PartKind.ORIGINAL: "Declaration",
                PartKind.CERTIFICATE: "Certificate of interpretation",
            }.get(part, words)
        return {"kind": str(part), "words": words, "key": key, "pages": self._piece_pages.get(key, "000")}


def _person(one: Respondent) -> dict[str, Plain]:
    """Give a respondent."""
    return {
        "name": one.name.full,
        "first": one.name.first,
        "middle": one.name.middle,
        "last": one.name.last,
        "a_number": spaced_a_number(one.a_number),
        "language": language(one.language),
        "understands_english": one.understands_english != "no",
    }


def _spans(packet: Packet | None, *, by_tab: bool) -> dict[str, PageRange]:
    """Give the pages of every tab, or of every document, found in one pass."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for piece in packet.pieces if packet else ():
        name = piece.slot.tab if by_tab else piece.slot.document
        if name:
            first.setdefault(name, piece.pages.first)
            last[name] = piece.pages.last
    return {name: PageRange(page, last[name]) for name, page in first.items()}


def changes(case: Case) -> list[Plain]:
    """Give what an amended form answers otherwise, a row that came or went in one line."""
    if case.amended is None or not case.applications:
        return []
    from asylum_packet.case.comparing import compare  # few applications are amended

    number = case.amended.applicant.a_number
    new = next((a for a in case.applications if a.answers.applicant.a_number == number), case.applications[0])
    return [_change(one) for one in compare(case.amended, new.answers)]


def _change(change: Change) -> dict[str, Plain]:
    """Give one difference: the question, and what stood and stands there."""
    from asylum_packet.case.comparing import Kind

    if change.kind is Kind.CHANGED:
        before, after, words = change.before, change.after, change.question.label
        return {"question": words, "before": _in_a_line(before), "after": _in_a_line(after)}
    row = "; ".join(f"{asked.words}: {_in_a_line(text)}" for asked, text in change.row)
    said = {
        Kind.ADDED: ("", row),
        Kind.REMOVED: (row, ""),
        Kind.MOVED: (f"row {change.old_row}", f"row {change.new_row}"),
    }
    before, after = said[change.kind]
    return {"question": f"{change.question.place}: {change.kind}", "before": before, "after": after}


def _in_a_line(text: str) -> str:
    """Put a text of several paragraphs into one cell of a table."""
    return " ".join(text.split())


def answers(application: Application) -> list[Plain]:
    """Give every question of the form with its answer, part by part."""
    parts: dict[str, list[Plain]] = {}
    for each in asked(application.answers):
        parts.setdefault(each.question.part, []).append(_answer(each))
    return [{"title": _FORM_PARTS.get(part, f"Part {part}"), "rows": rows} for part, rows in parts.items()]


def _answer(each: Asked) -> dict[str, Plain]:
    """Give one question and its answer, an answer in paragraphs as a list of them."""
    question = each.question
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", _shown(each)) if part.strip()]
    return {
        "item": question.item,
        "group": _group(each),
        "words": question.words[:1].upper() + question.words[1:],
        "answer": paragraphs[0] if paragraphs else "",
        "more": [*paragraphs[1:]],
        "long": len(each.answer) > 120,
    }


def _group(each: Asked) -> str:
    """Name the row of a list that a question is about: "Child 2"; "" outside lists."""
    question = each.question
    if "[]" not in question.pattern:
        return ""
    name = question.group[:1].upper() + question.group[1:]
    return f"{name} {question.row}" if question.row else name


def _shown(each: Asked) -> str:
    """Print an A-number as the court's papers do, other answers as they are."""
    is_number = each.question.key.endswith("a_number") and re.fullmatch(r"\d{9}", each.answer)
    return spaced_a_number(each.answer) if is_number else each.answer
