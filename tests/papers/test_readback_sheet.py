"""The sheet to read a form back from: every question with its answer, in two languages."""

import re
from functools import cache

import pypdfium2
import pytest

from asylum_packet.case.answers import Answers, Child
from asylum_packet.case.asking import whole_question
from asylum_packet.case.model import Application
from asylum_packet.case.questions import asked
from asylum_packet.case.translations import languages, translation
from asylum_packet.errors import TemplateError
from asylum_packet.papers.readback import reading_sheet
from asylum_packet.values import replace
from tests.form.test_fill import changed
from tests.support.answers589 import every_answer
from tests.support.papers_case import papers_case

ANSWERS = changed(
    every_answer(children=2),
    applicant__last_name="Peña | *Ruiz*",
    applicant__religion="",
    claim__past_harm__explanation="First part.\n\nSecond part.",
)
CASE = papers_case(applications=(Application(file="i589.yaml", answers=ANSWERS),))


LEFT_PT, WIDTH_PT = 72, 468
SHARES = {False: (7, 38, 55), True: (7, 25, 26, 42)}


@cache
def made_in(language):
    return reading_sheet(CASE, language)


@cache
def pages(language):
    made = made_in(language)
    assert made.findings == ()
    document = pypdfium2.PdfDocument(made.pdf)
    told = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    assert len(told) == made.count
    return told


@cache
def columns(language):
    """Give what stands in each column of the tables, from the first page to the last."""
    document = pypdfium2.PdfDocument(made_in(language).pdf)
    texts, left = [], LEFT_PT
    for share in SHARES[bool(language)]:
        right = left + WIDTH_PT * share / 100
        parts = (page.get_textpage().get_text_bounded(left + 4, 60, right, 730) for page in document)
        texts.append(squeezed(" ".join(parts)))
        left = right
    return texts


def squeezed(text):
    return re.sub(r"[\s\ufffe-]", "", text).replace("’", "'")


@pytest.mark.parametrize("language", ["", *languages()])
def test_every_question_and_answer_is_on_it_in_the_forms_order(language):
    _, questions, *_, answers = columns(language)
    asked_at = told_at = 0
    for each in asked(ANSWERS):
        asked_at = questions.index(squeezed(whole_question(each.question))[1:], asked_at)
        parts = ["[notanswered"] if not each.answer else each.answer.split("\n\n")
        if not each.question.key.endswith("a_number"):
            for part in parts:
                told_at = answers.index(squeezed(part), told_at)


@pytest.mark.parametrize("language", languages())
def test_the_questions_stand_beside_in_the_other_language(language):
    _, _, other, _ = columns(language)
    told, at = translation(language), 0
    assert squeezed(told.own_name) in other
    for each in asked(ANSWERS):
        at = other.index(squeezed(told.question(each.question))[1:], at)


def test_questions_without_an_answer_are_marked_in_both_languages():
    (row,) = [text for text in pages("es") if "Religión" in text]
    after = row[row.index("Religión") :]
    assert after.startswith("Religión [not answered / sin respuesta]")
    assert "[not answered]" in " ".join(pages(""))


@pytest.mark.parametrize("language", ["", *languages()])
def test_every_page_has_a_place_for_interpreter_date_and_initials(language):
    for number, text in enumerate(pages(language)):
        assert text.count("Interpreter") >= 1, number
        assert text.count("Initials") >= 1, number
        assert "Not the official form" in text or number == 0


def test_what_a_name_holds_is_no_markup():
    assert "Peña | *Ruiz*" in " ".join(pages(""))


def test_the_same_case_gives_the_same_bytes():
    assert made_in("").pdf == reading_sheet(CASE, "").pdf


@pytest.mark.parametrize(
    ("language", "words"),
    [("", "frivolous application"), ("es", "solicitud de asilo frívola"), ("fr", "demande d’asile frivole")],
)
def test_the_warning_before_signing_is_said(language, words):
    assert words in pages(language)[-1] or words in pages(language)[-2]


def test_what_another_answer_makes_void_is_not_marked_as_unanswered():
    answers = changed(
        Answers(),
        applicant__marital_status="single",
        claim__torture__answer="no",
        claim__past_harm__answer="yes",
        children=(Child(in_us="no"),),
    )
    one = papers_case(applications=(Application(file="i589.yaml", answers=answers),))
    document = pypdfium2.PdfDocument(reading_sheet(one).pdf)
    told = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    assert "Spouse: date of birth does not apply" in told
    assert "Child 1: date of last entry into the U.S. does not apply" in told
    assert "Child 1: where, if not in the U.S. [not answered]" in told
    assert "why it would be done does not apply" in told
    assert "why you believe that it happened [not answered]" in told
    assert "City and country of birth [not answered]" in told


def test_a_firms_template_from_before_the_groups_is_told_what_it_misses(tmp_path):
    (tmp_path / "templates").mkdir()
    old = "{% for part in parts %}\n{% for row in part.rows %}{{ row.question }}{% endfor %}\n{% endfor %}\n"
    (tmp_path / "templates" / "reading-sheet.md.j2").write_text(old, encoding="utf-8")
    with pytest.raises(TemplateError) as told:
        reading_sheet(replace(CASE, folder=tmp_path))
    assert str(told.value.source) == "templates/reading-sheet.md.j2:2"
    assert "there is no 'rows' to print" in str(told.value)
    assert "groups" in told.value.fix


@pytest.mark.parametrize("language", ["", "es"])
def test_a_long_answer_runs_across_the_page_below_its_question_and_is_whole(language):
    story = ["1. They came * at night | and knocked. " * 12, "# Then we fled {{ at }} once. " * 9]
    answers = changed(every_answer(children=1), claim__past_harm__explanation="\n\n".join(story))
    case = papers_case(applications=(Application(file="i589.yaml", answers=answers),))
    made = reading_sheet(case, language)
    assert made.findings == ()
    document = pypdfium2.PdfDocument(made.pdf)
    told = [squeezed(page.get_textpage().get_text_range()) for page in document]
    whole = "".join(
        re.sub(r"^.*?Notheofficialform\..*?Initials[/\w]*?(?=[A-Z1#])", "", text) for text in told
    )
    for part in story:
        assert squeezed(part)[:200] in whole
    lines = " ".join(page.get_textpage().get_text_range() for page in document).split("\n")
    assert max(len(line) for line in lines if "came * at night" in line) > 75
    assert "below" in whole
