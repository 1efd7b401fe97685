"""A case as frozen values: court, respondents, attorney, hearing, filing choices, answers, exhibits.

`reading.py` makes these from the folder; nothing changes them afterwards. Paths are relative to the case
folder, with forward slashes. The pydantic models are the shape of case.yaml; the values are what is
derived.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from asylum_packet.case.answers import Answers
from asylum_packet.case.court_papers import CourtPapers, PaperKeys
from asylum_packet.case.earlier import Earlier
from asylum_packet.case.parts import DocumentPart as DocumentPart
from asylum_packet.case.values import ANumber, Day, TabLabel, YesNo, joined_name
from asylum_packet.findings import Finding, Source
from asylum_packet.pages import PageRange
from asylum_packet.sequence import PartKind
from asylum_packet.values import Struct, field

SUBMISSIONS = ("application", "brief", "exhibits", "witnesses", "motions")
"""What filing.submissions may name, in the order of filing; each motion is a submission of its own."""
PAPERS = ("fee_receipt", "annual_fee_receipt", "hearing_notice", "notice_to_appear", "biometrics")
"""Papers of others that go with the application, by their key in case.yaml, in the order they are filed."""


class Entry(BaseModel):
    """A mapping of case.yaml: frozen, and no key that we do not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Name(Entry):
    """A person's name as it stands on the court's papers."""

    first: str = ""
    middle: str = ""
    last: str

    @property
    def full(self) -> str:
        """First, middle and last name."""
        return joined_name(self.first, self.middle, self.last)


class Address(Entry):
    """A postal address in the United States."""

    street: str = ""
    unit: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of an envelope, empty ones left out."""
        street = ", ".join(part for part in (self.street, self.unit) if part)
        region = " ".join(part for part in (self.state, self.zip) if part)
        return tuple(line for line in (street, ", ".join(p for p in (self.city, region) if p)) if line)


class Court(Entry):
    """The immigration court and who sits there."""

    city: str
    state: str
    judge: str = ""
    detained: YesNo = "no"
    proceedings: Literal["removal", "withholding-only", "asylum-only"] = "removal"

    @property
    def is_detained(self) -> bool:
        """Whether the respondent is held in custody."""
        return self.detained == "yes"


class Hearing(Entry):
    """The next hearing."""

    kind: Literal["individual", "master"] = "individual"
    date: Day | None = None
    time: str = ""


class Respondent(Entry):
    """A person in the proceedings; the first one leads."""

    name: Name
    a_number: ANumber
    language: str = ""
    understands_english: YesNo | None = None


class Attorney(Entry):
    """Who files: the practitioner of record."""

    name: str
    firm: str = ""
    address: Address = Address()
    phone: str = ""
    email: str = ""
    eoir_id: str = ""


class FilingChoices(Entry):
    """How this packet is filed. A missing date prints a blank line to fill by hand, never today's date."""

    date: Day | None = None
    submissions: tuple[Literal["application", "brief", "exhibits", "witnesses", "motions"], ...] | None = None
    cite: str = "Tab {tab} at {page}"
    first_page: Annotated[int, Field(ge=1, le=99999)] = 1
    first_tab: TabLabel = "A"
    continues: str = ""
    amends: str = ""
    attach_changes: YesNo = "no"


class Service(Entry):
    """How DHS is served. Date, address and server stay blank lines until they are given (ICPM 3.2)."""

    method: Literal["ecas", "mail"] = "ecas"
    date: Day | None = None
    address: str = ""
    server: str = ""


class Weighed(Entry):
    """Another weight for the findings of a rule, and why; the reason is printed with each of them."""

    to: Literal["error", "warning", "note"]
    reason: str


class Settings(Entry):
    """Choices about the rules: a rule that is silenced or weighed otherwise is printed with the reason."""

    silence: Mapping[str, str] = Field(default_factory=dict)
    severity: Mapping[str, Weighed] = Field(default_factory=dict)


class FormChoices(Entry):
    """How Form I-589 is filled in.

    A long answer moves to Supplement B whole unless it may start in its box; letters print as they are
    unless the form is to hold unaccented Latin letters only, as its own typing rules do.
    """

    start_in_box: YesNo = "no"
    ascii_names: YesNo = "no"


class CaseFile(Entry, PaperKeys):
    """The shape of case.yaml."""

    court: Court
    hearing: Hearing | None = None
    filings_due: Day | None = None
    respondents: Annotated[tuple[Respondent, ...], Field(min_length=1)]
    attorney: Attorney
    filing: FilingChoices = FilingChoices()
    form: FormChoices = FormChoices()
    service: Service = Service()
    fee_receipt: str | None = None
    annual_fee_receipt: str | None = None
    hearing_notice: str | None = None
    notice_to_appear: str | None = None
    biometrics: str | None = None
    settings: Settings = Settings()


class TextFile(Struct, frozen=True, kw_only=True):
    """A text of the case folder that a person wrote: a section of the brief, the declaration."""

    file: str
    text: str


class Document(Struct, frozen=True, kw_only=True):
    """One item under a tab.

    `parts` are its files; `Case.parts_of` says in which order they are printed. `date` is printed as it is.
    `language` is a language name or code as the user wrote it, "" where it is English or not said.
    `pages` picks pages of the original, () for all; `paragraphs` begin on each of them, None where none does.
    `generated` marks the declaration that we typeset from
    declaration.md: its original has no file in exhibits/.
    `leaves_out_blanks`, `recognises` and `highlight` are what exhibits.yaml asks to be done with its pages:
    leave out empty ones, make scans searchable, mark passages (in the translation where there is one).
    """

    id: str
    title: str
    parts: tuple[DocumentPart, ...]
    date: str = ""
    source: str = ""
    author: str = ""
    url: str = ""
    accessed: str = ""
    language: str = ""
    pages: tuple[PageRange, ...] = ()
    paragraphs: tuple[PageRange | None, ...] = ()
    leaves_out_blanks: bool = False
    recognises: bool = False
    highlight: tuple[str, ...] = ()
    generated: bool = False
    where: Source

    @property
    def is_declaration(self) -> bool:
        """Whether it is the respondent's own declaration: typeset by us, or a signed copy with its id."""
        return self.generated or self.id == "declaration"

    @property
    def is_foreign(self) -> bool:
        """Whether the original is said to be in a language other than English."""
        return self.language.strip().lower() not in {"", "en", "eng", "english"}

    def part(self, kind: PartKind) -> DocumentPart | None:
        """Find the part of a kind."""
        return next((part for part in self.parts if part.kind is kind), None)


class Tab(Struct, frozen=True, kw_only=True):
    """A letter and the documents under it."""

    label: str
    title: str
    documents: tuple[Document, ...]


class LeftOut(Struct, frozen=True, kw_only=True):
    """A file of the folder that is not in the packet, and why."""

    path: str
    reason: str


class Application(Struct, frozen=True, kw_only=True):
    """One Form I-589: the answers, the file they come from, and where each key stands in it.

    `where` maps dotted keys ("children[0].dob") to their place; `respondent` is the index of the
    applicant in `Case.respondents`.
    """

    file: str
    answers: Answers
    respondent: int = 0
    where: Mapping[str, Source] = field(default_factory=dict)

    def at(self, key: str) -> Source:
        """Give the place of a key, or of the nearest key above it, or the file."""
        return nearest(self.where, key, self.file)


class Case(Struct, frozen=True, kw_only=True, dict=True):
    """Everything one case folder says.

    `folder` is absolute. `warnings` are the findings of reading that did not stop it (left-over files,
    guesses). `where` maps the dotted keys of case.yaml to their place in it. `signed` are the scans of signed
    pages, by path; `ledger` is what was written down when each was first seen (`packet/ledger.py`).
    `earlier` is what was filed before, where this filing goes on from it; `not_again` the submissions that
    are not made again unless somebody chooses them. `amended` are the answers that an amended form replaces.
    """

    folder: Path
    court: Court
    hearing: Hearing | None
    filings_due: dt.date | None
    respondents: tuple[Respondent, ...]
    attorney: Attorney
    filing: FilingChoices
    service: Service
    settings: Settings
    fee_receipt: str | None = None
    annual_fee_receipt: str | None = None
    hearing_notice: str | None = None
    notice_to_appear: str | None = None
    biometrics: str | None = None
    applications: tuple[Application, ...] = ()
    brief: tuple[TextFile, ...] = ()
    declaration: TextFile | None = None
    tabs: tuple[Tab, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    warnings: tuple[Finding, ...] = ()
    where: Mapping[str, Source] = field(default_factory=dict)
    firm_file: Path | None = None
    firm_templates: Path | None = None
    form: FormChoices = field(default_factory=FormChoices)
    signed: tuple[str, ...] = ()
    ledger: TextFile | None = None
    earlier: Earlier | None = None
    not_again: tuple[str, ...] = ()
    amended: Answers | None = None
    papers: CourtPapers = field(default_factory=CourtPapers)

    @property
    def lead(self) -> Respondent:
        """The lead respondent."""
        return self.respondents[0]

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """Every document in tab order; listed once, as every paper and rule asks."""
        return tuple(document for tab in self.tabs for document in tab.documents)

    @property
    def submissions(self) -> tuple[str, ...]:
        """The submissions to make, in order: of those chosen, or of all, the ones there is material for."""
        material = {
            "application": ("application",) if self.applications else (),
            "brief": ("brief",) if self.brief else (),
            "exhibits": ("exhibits",) if self.has_exhibits else (),
            "witnesses": ("witnesses",) if self.papers.witnesses else (),
            "motions": tuple(f"motion-{motion.name}" for motion in self.papers.motions),
        }
        chosen = SUBMISSIONS if self.filing.submissions is None else self.filing.submissions
        left = () if self.filing.submissions else self.not_again
        return tuple(name for kind in dict.fromkeys(chosen) if kind not in left for name in material[kind])

    @property
    def has_exhibits(self) -> bool:
        """Whether there is anything to file as exhibits: tabs, or the chart or notice that goes with them."""
        return bool(self.tabs or self.papers.criminal_history or self.papers.corroboration)

    @property
    def unfiled(self) -> tuple[LeftOut, ...]:
        """The files that belong to submissions that are not made, and so are not in the packet either."""
        belongings = {
            "application": [
                *(application.file for application in self.applications),
                *(path for name in PAPERS if (path := getattr(self, name))),
            ],
            "brief": [text.file for text in self.brief],
            "exhibits": [file for one in self.documents for part in one.parts for file in part.files],
            **{f"motion-{motion.name}": [motion.file] for motion in self.papers.motions},
        }
        if self.declaration and self.document("declaration"):
            belongings["exhibits"].append(self.declaration.file)
        return tuple(
            LeftOut(path=path, reason=f"the {name.replace('-', ' ')} is not filed this time")
            for name, paths in belongings.items()
            if name not in self.submissions
            for path in paths
        )

    def document(self, document_id: str) -> Document | None:
        """Find a document by its id."""
        return self._by_id.get(document_id)

    @cached_property
    def _by_id(self) -> Mapping[str, Document]:
        """The documents by their ids."""
        return {document.id: document for document in reversed(self.documents)}

    def parts_of(self, document: Document) -> tuple[PartKind, ...]:
        """List the parts of a document in printing order, certificates that are typeset as blanks included.

        A translation needs a certificate of translation (8 CFR 1003.33); a declaration in English by somebody
        who does not understand it needs a certificate of interpretation (ICPM 3.3(a)). A certificate follows
        what it certifies: the translation, or where there is none the document itself.
        """
        present = {part.kind for part in document.parts}
        if document.generated:
            present.add(PartKind.ORIGINAL)
        if document.is_declaration and not document.is_foreign and self.lead.understands_english == "no":
            present.add(PartKind.CERTIFICATE)
        if PartKind.TRANSLATION not in present:
            return tuple(kind for kind in (PartKind.ORIGINAL, PartKind.CERTIFICATE) if kind in present)
        present.add(PartKind.CERTIFICATE)
        return tuple(kind for kind in PartKind if kind in present)

    def tab_of(self, document_id: str) -> Tab | None:
        """Find the tab a document lies under."""
        return next((t for t in self.tabs if any(d.id == document_id for d in t.documents)), None)

    def at(self, key: str) -> Source:
        """Give the place of a key of case.yaml, or of the nearest key above it, or the file."""
        return nearest(self.where, key, "case.yaml")


def nearest(where: Mapping[str, Source], key: str, file: str) -> Source:
    """Give the place of a dotted key, or of the nearest key above it, or the file itself."""
    above = key
    while above:
        if above in where:
            place = where[above]
            return Source(file=place.file, line=place.line, column=place.column, field=key)
        above = above[: max(above.rfind("."), above.rfind("["), 0)]
    return Source(file=file, field=key)
