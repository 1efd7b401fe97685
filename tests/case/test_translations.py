"""Every question is translated into every language, and nothing else is."""

import pytest

from asylum_packet.case.asking import asked_whole
from asylum_packet.case.questions import QUESTIONS, question
from asylum_packet.case.translations import languages, translation

PARTS = {part for asked in QUESTIONS for part in asked.words.split(": ")}
GROUPS = {asked.group for asked in QUESTIONS if asked.group and "[]" in asked.key}


def test_spanish_and_french_are_there():
    assert {"es", "fr"} <= set(languages())


@pytest.mark.parametrize("code", languages())
def test_every_word_has_its_translation_and_every_translation_its_word(code):
    told = translation(code)
    assert set(told.words) == PARTS
    assert set(told.groups) == GROUPS
    assert set(told.sheet) == set(translation("es").sheet)
    assert list(told.asked) == list(asked_whole())
    texts = (*told.words.values(), *told.groups.values(), *told.sheet.values(), *told.asked.values())
    assert all(text.strip() for text in texts)


def test_whole_questions_are_told_for_what_parts_b_and_c_ask():
    told = {each.key for each in QUESTIONS if each.key.endswith((".answer", ".explanation"))}
    assert told <= asked_whole().keys() <= {each.key for each in QUESTIONS}
    assert all(asked_whole()[key].endswith("?") for key in told if key.endswith(".answer"))


def test_questions_are_put_together_from_their_parts():
    spanish = translation("es")
    assert spanish.question(question("spouse.dob")) == "cónyuge: fecha de nacimiento"
    assert spanish.question(question("children[3].dob")) == "fecha de nacimiento"
    assert spanish.group(question("children[3].dob")) == "hijo o hija"
    assert translation("fr").question(question("bars.returned.explanation")).startswith("Les visites")


def test_a_language_that_is_not_there_is_said():
    with pytest.raises(KeyError):
        translation("xx")
