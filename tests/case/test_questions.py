import pytest

from asylum_packet.case.answers import (
    Answers,
    Assistant,
    Child,
    EntryToUS,
    Job,
    PastAddress,
    Relative,
    School,
    leaves,
)
from asylum_packet.case.questions import QUESTIONS, asked, is_asked, question

FULL = Answers(
    entries=(EntryToUS(),) * 2,
    children=(Child(),) * 6,
    last_addresses=(PastAddress(),),
    residences=(PastAddress(),),
    education=(School(),),
    employment=(Job(),),
).model_copy(
    update={
        "relatives": Answers().relatives.model_copy(update={"siblings": (Relative(),) * 5}),
        "signature": Answers().signature.model_copy(update={"assistants": (Assistant(),)}),
    }
)


def test_every_answer_has_a_question_and_every_question_an_answer():
    patterns = {question(key).pattern for key, _ in leaves(FULL)}
    assert patterns | {"children"} == {each.key for each in QUESTIONS}


def test_a_row_is_found_and_named():
    found = question("children[4].dob")
    assert (found.part, found.item, found.row) == ("A.II", "8", 5)
    assert found.place == "Part A.II, item 8, child 5"


def test_a_key_the_form_does_not_ask_is_refused():
    assert not is_asked("applicant.shoe_size")
    with pytest.raises(KeyError):
        question("applicant.shoe_size")


def test_parts_follow_the_form():
    parts = list(dict.fromkeys(each.part for each in QUESTIONS))
    assert parts == ["A.I", "A.II", "A.III", "B", "C", "D", "E"]


def test_answers_come_child_by_child():
    keys = [each.question.key for each in asked(FULL)]
    assert keys.index("children[0].include") < keys.index("children[1].a_number")
    assert keys.index("entries[1].date") < keys.index("applicant.passport.country")


def test_no_children_is_an_answer_and_silence_is_none():
    def children(answers):
        return {e.question.key: e.answer for e in asked(answers) if e.question.key.startswith("children")}

    assert children(Answers(children=())) == {"children": "none"}
    assert children(Answers())["children"] == ""
    assert children(Answers())["children[].dob"] == ""
