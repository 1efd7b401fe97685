from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from asylum_packet.case.answers import Answers
from asylum_packet.case.model import (
    Application,
    Attorney,
    Case,
    Court,
    Document,
    DocumentPart,
    FilingChoices,
    Name,
    Respondent,
    Service,
    Settings,
    Tab,
    TextFile,
)
from asylum_packet.findings import Source
from asylum_packet.packet.slots import slots_for, stem, titles
from asylum_packet.sequence import PartKind, PieceKind
from asylum_packet.values import replace

HERE = Source(file="exhibits")


def document(name: str, *parts: PartKind, **more: Any) -> Document:
    files = tuple(DocumentPart(kind=kind, path=f"exhibits/{name} {kind}.pdf") for kind in parts)
    return Document(id=name, title=name.title(), parts=files, where=HERE, **more)


def case(*tabs: Tab, english: str | None = None, last: str = "Reyes", **more: Any) -> Case:
    lead = Respondent(name=Name(first="Marta", last=last), a_number="212345678", understands_english=english)
    return Case(
        folder=Path("/case"),
        court=Court(city="Baltimore", state="MD"),
        hearing=None,
        filings_due=None,
        respondents=(lead,),
        attorney=Attorney(name="Ana Ejemplo"),
        filing=FilingChoices(),
        service=Service(),
        settings=Settings(),
        tabs=tabs,
        **more,
    )


def keys(one: Case, *, official: bool = True, forms: int = 1) -> list[str]:
    return [slot.key for slot in slots_for(one, official=official, forms=forms)]


FORM = (Application(file="i589.yaml", answers=Answers()),)
BRIEF = (TextFile(file="brief/facts.md", text="x"),)


def test_the_application_follows_the_order_of_the_practice_manual():
    whole = case(
        applications=FORM,
        fee_receipt="papers/a.pdf",
        annual_fee_receipt="papers/d.pdf",
        hearing_notice="papers/b.pdf",
        notice_to_appear="papers/c.pdf",
        biometrics="papers/e.pdf",
    )
    assert keys(whole) == [
        "application/cover",
        "application/fee-receipt",
        "application/annual-fee-receipt",
        "application/form-1",
        "application/hearing-notice",
        "application/notice-to-appear",
        "application/biometrics",
        "application/service",
    ]
    assert keys(case(applications=FORM)) == ["application/cover", "application/form-1", "application/service"]


def test_each_applicant_has_a_form_and_without_a_blank_an_answer_sheet():
    family = slots_for(case(applications=FORM * 2), official=False, forms=2)
    name = case().respondents[0].name.full
    assert [(slot.key, slot.kind, slot.title) for slot in family[1:3]] == [
        ("application/form-1", PieceKind.ANSWER_SHEET, f"Answers to Form I-589: {name} (1 of 2)"),
        ("application/form-2", PieceKind.ANSWER_SHEET, f"Answers to Form I-589: {name} (2 of 2)"),
    ]
    assert slots_for(case(applications=FORM), official=True, forms=1)[1].kind is PieceKind.FORM


def test_a_brief_is_a_filing_of_its_own():
    assert keys(case(brief=BRIEF)) == ["brief/cover", "brief/body", "brief/service"]


def test_exhibits_have_cover_index_tabs_and_documents_with_their_parts_in_order():
    police = document(
        "police-report", PartKind.ORIGINAL, PartKind.CERTIFICATE, PartKind.TRANSLATION, language="es"
    )
    two = Tab(label="B", title="Photos", documents=(document("gate", PartKind.ORIGINAL), police))
    made = slots_for(case(two), official=True, forms=0)
    assert [slot.key for slot in made] == [
        "exhibits/cover",
        "exhibits/index",
        "exhibits/tab-B",
        "gate/original",
        "police-report/translation",
        "police-report/certificate",
        "police-report/original",
        "exhibits/service",
    ]
    assert [slot.tab for slot in made] == [None, None, "B", "B", "B", "B", "B", None]
    assert made[2].title == "Tab B: Photos"
    assert max(Counter(slot.key for slot in made).values()) == 1


@pytest.mark.parametrize(
    ("parts", "more", "english", "expected"),
    [
        ((PartKind.ORIGINAL,), {}, "no", ["d/original"]),
        ((PartKind.ORIGINAL,), {"language": "es"}, None, ["d/original"]),
        (
            (PartKind.TRANSLATION, PartKind.ORIGINAL),
            {"language": "es"},
            None,
            ["d/translation", "d/certificate", "d/original"],
        ),
        ((), {"generated": True}, "no", ["d/original", "d/certificate"]),
        ((), {"generated": True}, "yes", ["d/original"]),
        ((), {"generated": True}, None, ["d/original"]),
    ],
)
def test_a_certificate_has_its_place_where_the_court_asks_for_one(parts, more, english, expected):
    one = case(Tab(label="A", title="T", documents=(document("d", *parts, **more),)), english=english)
    assert keys(one)[3:-1] == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Reyes", "Reyes"),
        ("Peña Núñez", "Pena_Nunez"),
        ("O’Brien-Díaz", "OBrien-Diaz"),
        ("  de la  Cruz ", "de_la_Cruz"),
        ("../../etc/passwd", "etcpasswd"),
        ("王", "Respondent"),
        ("--1--", "Respondent"),
        ("A" * 300, "A" * 60),
    ],
)
def test_a_file_name_has_only_letters_the_court_takes(name, expected):
    assert stem(name) == expected


def test_submissions_are_titled_and_named_after_the_lead():
    one = case(Tab(label="A", title="T", documents=()), applications=FORM, brief=BRIEF, last="Peña")
    assert [(title.name, title.stem) for title in titles(one)] == [
        ("application", "Pena_I589"),
        ("brief", "Pena_Brief"),
        ("exhibits", "Pena_Exhibits"),
    ]


def test_the_papers_of_a_family_are_the_respondents():
    one = case(Tab(label="A", title="T", documents=()), brief=BRIEF)
    assert [title.title.split()[0] for title in titles(one)] == ["Respondent’s"] * 2
    family = replace(one, respondents=one.respondents * 2)
    assert [title.title.split()[0] for title in titles(family)] == ["Respondents’"] * 2
