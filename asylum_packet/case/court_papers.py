"""What case.yaml says for the papers that not every case needs: groups, witnesses, arrests, efforts, motions.

Each entry is a row of a paper; an empty key prints a blank line to fill by hand, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from asylum_packet.case.days import PrintedDay
from asylum_packet.case.values import ANumber, YesNo
from asylum_packet.values import Struct

MotionName = Literal["late-filing", "page-limit"]

_PARTY = r"(?:\bDHS\b|Homeland Security|opposing (?:party|counsel)|\bOPLA\b|Principal Legal Advisor)"
_SAYS = r"(?:position|oppos(?:e|ed|es|ing|ition)\b|object|consent|\bjoins?\b|agree)"
_POSITION = rf"(?i:{_PARTY}[^.]{{0,120}}{_SAYS}|{_SAYS}[^.]{{0,120}}{_PARTY})"


class Row(BaseModel):
    """A mapping of case.yaml: frozen, and no key that we do not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class ClaimWords(Row):
    """The particular social groups, worded once for the form and the brief (Matter of W-Y-C- & H-O-B-)."""

    groups: tuple[Annotated[str, Field(min_length=1)], ...] = ()


class DeclarationChoices(Row):
    """How the declaration is signed: 28 U.S.C. 1746 has other words for one that is signed abroad."""

    signed_abroad: YesNo = "no"


class Witness(Row):
    """One witness other than the respondent (ICPM 3.3(g)); `records` cites exhibits, as a brief does."""

    name: str
    a_number: ANumber | Literal[""] = ""
    testimony: str = ""
    time: str = ""
    language: str = ""
    expert: YesNo = "no"
    records: str = ""


class Offense(Row):
    """One arrest or conviction (ICPM 3.3(f)); `records` cites exhibits, as a brief does."""

    arrested: PrintedDay = ""
    court: str = ""
    docket: str = ""
    charges: str = ""
    disposition: str = ""
    consequence: str = ""
    records: str = ""


class Effort(Row):
    """Evidence that could not be had, what was done for it, and why it is not there."""

    evidence: str
    efforts: str = ""
    outcome: str = ""
    records: str = ""


class SharedCertificate(Row):
    """Documents, by id, that one certificate of translation names (ICPM 3.3(a))."""

    documents: tuple[str, ...] = ()


class PaperKeys(Row):
    """The keys of case.yaml that make these papers."""

    claim: ClaimWords = ClaimWords()
    declaration: DeclarationChoices = DeclarationChoices()
    witnesses: tuple[Witness, ...] = ()
    criminal_history: tuple[Offense, ...] = ()
    corroboration: tuple[Effort, ...] = ()
    motions: tuple[MotionName, ...] = ()
    dhs_position: Mapping[str, str] = Field(default_factory=dict)
    certificates: tuple[SharedCertificate, ...] = ()


class Motion(Struct, frozen=True, kw_only=True):
    """A motion that is filed, with the attorney's reasons: a text of motions/, a template like the brief.

    `position` is what DHS says to the motion, or what was done to learn it (ICPM 5.2(i)).
    """

    name: str
    file: str
    text: str
    position: str = ""

    @property
    def tells_position(self) -> bool:
        """Whether the reasons themselves say what DHS says to the motion."""
        return re.search(_POSITION, self.text) is not None


class CourtPapers(Struct, frozen=True, kw_only=True):
    """All of these of one case."""

    groups: tuple[str, ...] = ()
    signed_abroad: bool = False
    witnesses: tuple[Witness, ...] = ()
    criminal_history: tuple[Offense, ...] = ()
    corroboration: tuple[Effort, ...] = ()
    motions: tuple[Motion, ...] = ()
    certificates: tuple[tuple[str, ...], ...] = ()

    def certified_with(self, document_id: str) -> tuple[str, ...]:
        """Give the ids that the certificate of a document names; its own alone where it shares none."""
        return next((ids for ids in self.certificates if document_id in ids), (document_id,))
