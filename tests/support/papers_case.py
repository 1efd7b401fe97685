"""A fictional case made of values, for tests of papers that need no files of evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from asylum_packet.case.answers import Answers
from asylum_packet.case.model import (
    Address,
    Application,
    Attorney,
    Case,
    Court,
    Document,
    DocumentPart,
    FilingChoices,
    Hearing,
    Name,
    Respondent,
    Service,
    Settings,
    Tab,
    TextFile,
)
from asylum_packet.findings import Source
from asylum_packet.packet.layout import settle
from asylum_packet.packet.slots import slots_for, titles
from asylum_packet.papers.press import Press
from asylum_packet.papers.written import Written
from asylum_packet.sequence import Packet, PartKind
from asylum_packet.tabs import tab_label
from asylum_packet.values import replace

PAGES = {
    "police-report/translation": 2,
    "police-report/certificate": 1,
    "police-report/original": 3,
    "farm-gate/original": 1,
    "country-report/original": 40,
    "letter/translation": 1,
    "letter/original": 1,
}

FACTS = """\
# Statement of Facts

Marta Elena Reyes taught school in San Benito [@declaration ¶1]. On March 2, 2024, men came to her house;
she went to the police the same day [@police-report 1-2; @farm-gate]. Their report calls it "a private
quarrel" [@police-report/original 2].[^1]

> A quotation of some length stands indented on both sides and is single-spaced, so that nobody takes it for
> the words of counsel.

## The threats go on

The letter speaks for itself [@letter]. See [@country-report 3, 5, 7-9].

[^1]: A footnote stands at the foot of its page. See *Matter of Mogharrabi*, 19 I&N Dec. 439 (BIA 1987).
"""

ARGUMENT = """\
# Argument

## Ms. Reyes has a well-founded fear

### Her fear is sincere

She has said so under oath [@declaration ¶2-3]. 8 C.F.R. § 1208.13(b) asks no more.

### Her fear is reasonable

1. The threats were in writing.
2. The police did nothing:
    - they took no statement;
    - they opened no file.

| Date | Event |
|------|-------|
| March 2, 2024 | first threat |
| March 9, 2024 | second threat |

# Conclusion

{{ lead.name }} asks that her application be granted.
"""

DECLARATION = """\
# Declaration of Marta Elena Reyes

I was born in San Benito. I taught school there until {{ I left }}.

Men came to my house on March 2, 2024. They broke the door [@farm-gate].

## After the attack

I went to the police.

1. They wrote a report.
2. They did nothing else.
"""


def document(
    name: str, title: str, *, parts: tuple[PartKind, ...] = (PartKind.ORIGINAL,), **more: str
) -> Document:
    """Make a document with files of its own."""
    files = tuple(DocumentPart(kind=kind, path=f"exhibits/{name} - {kind}.pdf") for kind in parts)
    return Document(
        id=name,
        title=title,
        parts=files,
        where=Source(file="exhibits", field=name),
        **more,  # type: ignore[arg-type]
    )


def documents() -> tuple[tuple[str, tuple[Document, ...]], ...]:
    """Give the documents under each tab, with the tab's title."""
    both = (PartKind.TRANSLATION, PartKind.CERTIFICATE, PartKind.ORIGINAL)
    declaration = Document(
        id="declaration",
        title="Declaration",
        parts=(),
        generated=True,
        where=Source(file="declaration.md"),
    )
    report = document(
        "police-report",
        "Police report",
        parts=both,
        date="March 2, 2024",
        source="National Police, San Benito station",
        language="es",
    )
    letter = document(
        "letter", "Letter of threat", parts=(both[0], both[2]), date="March 9, 2024", language="Spanish"
    )
    country = document(
        "country-report",
        "Country report on human rights practices",
        date="2025",
        source="Fictional Institute",
        url="https://example.org/reports/2025/a-rather-long-address-that-goes-on-and-on/country-report.html",
        accessed="January 4, 2027",
    )
    return (
        ("Declaration", (declaration,)),
        (
            "The attack of March 2, 2024",
            (report, document("farm-gate", "Photograph of the broken gate"), letter),
        ),
        ("Country report on human rights practices", (country,)),
    )


def papers_case(folder: Path = Path("/nowhere/reyes"), **changes: object) -> Case:
    """Make the case; `changes` are fields of it."""
    case = Case(
        folder=folder,
        court=Court(city="Baltimore", state="MD", judge="Hon. Example Judge"),
        hearing=Hearing(kind="individual", date=dt.date(2027, 3, 10), time="9:00 AM"),
        filings_due=None,
        respondents=(respondent("Marta", "Elena", "Reyes", "212345678"),),
        attorney=Attorney(
            name="Ana Ejemplo",
            firm="Example Immigration Law",
            address=Address(street="1 Main St", city="Baltimore", state="MD", zip="21201"),
            phone="410-555-0100",
            email="ana@example.com",
            eoir_id="AB123456",
        ),
        filing=FilingChoices(),
        service=Service(),
        settings=Settings(),
        applications=(Application(file="i589.yaml", answers=Answers()),),
        brief=(
            TextFile(file="brief/01-facts.md", text=FACTS),
            TextFile(file="brief/02-argument.md", text=ARGUMENT),
        ),
        declaration=TextFile(file="declaration.md", text=DECLARATION),
        tabs=tuple(
            Tab(label=tab_label(n), title=title, documents=under)
            for n, (title, under) in enumerate(documents(), start=1)
        ),
    )
    return replace(case, **changes)  # type: ignore[arg-type]


def respondent(first: str, middle: str, last: str, a_number: str, *, english: str = "no") -> Respondent:
    """Make a respondent."""
    return Respondent(
        name=Name(first=first, middle=middle, last=last),
        a_number=a_number,
        language="Spanish",
        understands_english=english,  # type: ignore[arg-type]
    )


def settled(
    case: Case, pages: Mapping[str, int] = PAGES, press: Press | None = None
) -> tuple[Mapping[str, Written], Packet]:
    """Typeset all papers of a case until their page numbers stand still; evidence is counted, not read."""
    slots = slots_for(case, official=False, forms=len(case.applications))
    press = press or Press(case)
    counts = {key: count for key, count in pages.items() if any(slot.key == key for slot in slots)}
    counts |= press.lengths(slots, None, counts=counts)

    def measure(packet: Packet) -> Mapping[str, int]:
        return press.lengths(slots, packet, counts=counts)

    plan = settle(slots, counts, measure, submissions=titles(case), first_page=case.filing.first_page)
    return press.typeset(slots, plan.packet, counts=counts), plan.packet


def alone(case: Case, key: str) -> tuple[Written, Packet]:
    """Typeset one paper of a case, and the declaration it may cite; every other paper counts as a page."""
    slots = slots_for(case, official=False, forms=len(case.applications))
    press = Press(case)
    wanted = tuple(slot for slot in slots if slot.key in {key, "declaration/original"})
    counts = {slot.key: PAGES.get(slot.key, 1) for slot in slots}

    def measure(packet: Packet) -> Mapping[str, int]:
        return press.lengths(wanted, packet, counts=counts)

    plan = settle(slots, counts, measure, submissions=titles(case), first_page=case.filing.first_page)
    return press.typeset(wanted, plan.packet, counts=counts)[key], plan.packet
