"""Changed answers, printed for a reviewer."""

import json

from hypothesis import given
from hypothesis import strategies as st

from asylum_packet.case.answers import Answers, Child
from asylum_packet.case.comparing import compare
from asylum_packet.report.changes import changes_json, changes_text, words_changed
from tests.form.test_fill import changed

STORY = "They came at night. " * 20 + "The gang took my brother. " + "I was afraid. " * 20
OLD = changed(
    Answers(),
    applicant__religion="Catholic",
    claim__past_harm__explanation=STORY,
    children=(Child(first_name="Ana", sex="female"),),
)
NEW = changed(
    OLD,
    applicant__religion="",
    claim__past_harm__explanation=STORY.replace("The gang took", "Two gangs took"),
    children=(Child(first_name="Luis", sex="male"), *OLD.children),
)


def test_every_change_is_printed_question_by_question():
    assert changes_text(compare(OLD, NEW), old="a.yaml", new="b.yaml") == (
        "--- a.yaml\n"
        "+++ b.yaml\n"
        "\n"
        "Part A.I, item 17: religion\n"
        "  - Catholic\n"
        "  + (not answered)\n"
        "\n"
        "Part A.II, child 1: added\n"
        "  + first name: Luis\n"
        "  + sex: male\n"
        "\n"
        "Part B, item 1.A: harm, mistreatment or threats in the past: explanation\n"
        "    ... They came at night. They came at night. [-The gang-] {+Two gangs+} took my brother. I was\n"
        "    afraid. I was ...\n"
        "\n"
        "2 answers changed, 1 row added"
    )


def test_no_change_is_said():
    assert changes_text((), old="a", new="b") == "no answer differs between a and b"


def test_json_holds_the_words_that_changed_and_the_whole_texts():
    told = json.loads(changes_json(compare(OLD, NEW), old="a", new="b"))
    kinds = [(change["kind"], change["key"]) for change in told["changes"]]
    assert kinds == [
        ("changed", "applicant.religion"),
        ("added", "children[0].a_number"),
        ("changed", "claim.past_harm.explanation"),
    ]
    assert told["changes"][1]["row"] == {"first_name": "Luis", "sex": "male"}
    story = told["changes"][2]
    assert "".join(part["text"] for part in story["words"] if part["op"] != "+") == story["before"] == STORY


WORDS = st.text(alphabet="ab \n.", max_size=80)


@given(WORDS, WORDS)
def test_the_stretches_give_both_texts_back(before, after):
    told = words_changed(before, after)
    assert "".join(text for mark, text in told if mark != "+") == before
    assert "".join(text for mark, text in told if mark != "-") == after
