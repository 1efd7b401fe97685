"""The papers of a case in the order the court wants them, before they have page numbers.

Order inside a submission: ICPM 3.3(c)(1) and 4.19(c)(1) (2026 numbering: 2.3 and 3.19): cover page, fee
receipt, form, supporting papers, proof of service; a brief and a set of exhibits are filings of their own,
each with a cover page and a proof of service.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from asylum_packet.case.model import Case, Tab
from asylum_packet.packet.layout import SubmissionTitle
from asylum_packet.sequence import PieceKind, Slot

_TITLES = {
    "application": (
        "Application for Asylum, Withholding of Removal, and CAT Protection (Form I-589)",
        "I589",
    ),
    "brief": ("Respondent’s Pre-Hearing Brief", "Brief"),
    "exhibits": ("Respondent’s Proposed Exhibits", "Exhibits"),
    "witnesses": ("Respondent’s Witness List", "WitnessList"),
    "motion-late-filing": ("Respondent’s Motion to Accept Untimely Filing", "Motion_LateFiling"),
    "motion-page-limit": ("Respondent’s Motion to Exceed the Page Limit", "Motion_PageLimit"),
}
_STEM_LIMIT = 60


def titles(case: Case) -> tuple[SubmissionTitle, ...]:
    """Name the submissions of a case and their upload files, in the order they are filed."""
    lead = stem(case.lead.name.last)
    return tuple(
        SubmissionTitle(name=name, title=_title(name, case), stem=f"{lead}_{_TITLES[name][1]}")
        for name in case.submissions
    )


def _title(name: str, case: Case) -> str:
    """Name a submission as its cover page does: a family's papers are the respondents'."""
    title = _TITLES[name][0]
    if case.court.proceedings == "withholding-only":
        title = title.replace("Asylum, Withholding of Removal, and", "Withholding of Removal and")
    return title.replace("Respondent’s", "Respondents’") if len(case.respondents) > 1 else title


def stem(last_name: str) -> str:
    """Reduce a name to letters that the court's system takes in a file name: A-Z a-z 0-9 _ and -.

    Accents are dropped ("Peña" gives "Pena"), spaces become "_"; a name without any such letter gives
    "Respondent".
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", last_name) if not unicodedata.combining(c))
    kept = re.sub(r"[^A-Za-z0-9_-]", "", re.sub(r"\s+", "_", plain.strip()))[:_STEM_LIMIT].strip("_-")
    return kept if re.search(r"[A-Za-z]", kept) else "Respondent"


def slots_for(case: Case, *, official: bool, forms: int) -> tuple[Slot, ...]:
    """List the papers of every submission of a case, in packet order.

    Args:
        case: The case.
        official: Whether the form is the government's own; otherwise answer sheets take its place.
        forms: Number of forms in the application; one per applicant with a claim of their own.
    """
    papers = {
        "application": _application(case, official=official, forms=forms),
        "brief": _brief(),
        "exhibits": _exhibits(case),
        "witnesses": _witnesses(),
        **{name: _motion(name) for name in case.submissions if name.startswith("motion-")},
    }
    return tuple(slot for name in case.submissions for slot in papers[name])


def _application(case: Case, *, official: bool, forms: int) -> Iterator[Slot]:
    """Yield the papers of the application (ICPM 3.3(c)(1)(A))."""

    def slot(paper: str, kind: PieceKind, title: str) -> Slot:
        return Slot(key=f"application/{paper}", kind=kind, title=title, submission="application")

    yield slot("cover", PieceKind.COVER, "Cover page")
    if case.fee_receipt:
        yield slot("fee-receipt", PieceKind.FEE_RECEIPT, "Fee receipt")
    if case.annual_fee_receipt:
        yield slot("annual-fee-receipt", PieceKind.FEE_RECEIPT, "Receipt for the annual asylum fee")
    kind = PieceKind.FORM if official else PieceKind.ANSWER_SHEET
    what = "Form I-589" if official else "Answers to Form I-589"
    for number in range(1, forms + 1):
        title = what if forms == 1 else f"{what}{_whose(case, number)} ({number} of {forms})"
        yield slot(f"form-{number}", kind, title)
    if case.amended is not None and case.filing.attach_changes == "yes":
        yield slot("changes", PieceKind.CHANGES, "List of changes to Form I-589")
    if case.hearing_notice:
        yield slot("hearing-notice", PieceKind.COURT_PAPER, "Notice of hearing")
    if case.notice_to_appear:
        yield slot("notice-to-appear", PieceKind.COURT_PAPER, "Notice to appear")
    if case.biometrics:
        yield slot("biometrics", PieceKind.COURT_PAPER, "Proof of biometrics")
    yield slot("service", PieceKind.PROOF_OF_SERVICE, "Proof of service")


def _whose(case: Case, number: int) -> str:
    """Name the applicant of a family's form (1-based): ": Marta Reyes"."""
    if number > len(case.applications):
        return ""
    return f": {case.respondents[case.applications[number - 1].respondent].name.full}"


def _brief() -> Iterator[Slot]:
    """Yield the papers of the brief (ICPM 4.19(c)(1))."""
    for paper, kind, title in (
        ("cover", PieceKind.COVER, "Cover page"),
        ("body", PieceKind.BRIEF, "Pre-hearing brief"),
        ("service", PieceKind.PROOF_OF_SERVICE, "Proof of service"),
    ):
        yield Slot(key=f"brief/{paper}", kind=kind, title=title, submission="brief")


def _exhibits(case: Case) -> Iterator[Slot]:
    """Yield the papers of the exhibits (ICPM 3.3(c)(1)(B)): cover page, index, tabs, proof of service.

    The chart of arrests (ICPM 3.3(f)) and the notice of efforts follow the index: they speak of the tabs.
    """

    def slot(paper: str, kind: PieceKind, title: str) -> Slot:
        return Slot(key=f"exhibits/{paper}", kind=kind, title=title, submission="exhibits")

    yield slot("cover", PieceKind.COVER, "Cover page")
    if case.tabs:
        yield slot("index", PieceKind.INDEX, "Exhibit index")
    if case.papers.criminal_history:
        yield slot("criminal-history", PieceKind.CRIMINAL_HISTORY, "Criminal history chart")
    if case.papers.corroboration:
        yield slot("corroboration", PieceKind.CORROBORATION, "Notice of efforts to obtain corroboration")
    for tab in case.tabs:
        yield from _tab(case, tab)
    yield slot("service", PieceKind.PROOF_OF_SERVICE, "Proof of service")


def _witnesses() -> Iterator[Slot]:
    """Yield the papers of the witness list (ICPM 3.3(g))."""
    for paper, kind, title in (
        ("cover", PieceKind.COVER, "Cover page"),
        ("list", PieceKind.WITNESS_LIST, "Witness list"),
        ("service", PieceKind.PROOF_OF_SERVICE, "Proof of service"),
    ):
        yield Slot(key=f"witnesses/{paper}", kind=kind, title=title, submission="witnesses")


def _motion(name: str) -> Iterator[Slot]:
    """Yield the papers of a motion (ICPM 3.3(c)(1)(D)): cover, motion, proposed order, proof of service."""
    for paper, kind, title in (
        ("cover", PieceKind.COVER, "Cover page"),
        ("motion", PieceKind.MOTION, _TITLES[name][0].removeprefix("Respondent’s ")),
        ("order", PieceKind.ORDER, "Proposed order"),
        ("service", PieceKind.PROOF_OF_SERVICE, "Proof of service"),
    ):
        yield Slot(key=f"{name}/{paper}", kind=kind, title=title, submission=name)


def _tab(case: Case, tab: Tab) -> Iterator[Slot]:
    """Yield a tab sheet and the parts of the documents under it."""
    yield Slot(
        key=f"exhibits/tab-{tab.label}",
        kind=PieceKind.TAB_SHEET,
        title=f"Tab {tab.label}: {tab.title}",
        submission="exhibits",
        tab=tab.label,
    )
    for document in tab.documents:
        for part in case.parts_of(document):
            yield Slot(
                key=f"{document.id}/{part.value}",
                kind=PieceKind.DOCUMENT,
                title=document.title,
                submission="exhibits",
                tab=tab.label,
                document=document.id,
                part=part,
            )
