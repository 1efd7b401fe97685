"""What changed between two sets of answers, with rows matched by what they say."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asylum_packet.case.answers import Answers, Child, PastAddress, Relative
from asylum_packet.case.applications import read_answers
from asylum_packet.case.comparing import Kind, compare
from asylum_packet.errors import CaseFileError
from tests.form.test_fill import changed

ANA = Child(first_name="Ana", last_name="Reyes", birth_place="Yoro", sex="female", nationality="Honduran")
LUIS = Child(first_name="Luis", last_name="Reyes", birth_place="Yoro", sex="male", nationality="Honduran")
EVA = Child(first_name="Eva", last_name="Mejia", birth_place="Tela", sex="female", nationality="Honduran")
BASE = changed(Answers(), applicant__first_name="Marta", applicant__last_name="Reyes")


def told(old, new):
    return [(str(c.kind), c.question.key, c.before, c.after, c.old_row, c.new_row) for c in compare(old, new)]


def test_the_same_answers_have_no_changes():
    full = changed(BASE, children=(ANA, LUIS))
    assert compare(full, full.model_copy()) == ()


def test_an_answer_that_changed_is_told_with_both_texts():
    assert told(changed(BASE, applicant__religion="Catholic"), changed(BASE, applicant__religion="None")) == [
        ("changed", "applicant.religion", "Catholic", "None", 0, 0)
    ]


def test_a_child_put_in_between_is_one_row_added():
    old, new = changed(BASE, children=(ANA, LUIS)), changed(BASE, children=(ANA, EVA, LUIS))
    (change,) = compare(old, new)
    assert (change.kind, change.old_row, change.new_row) == (Kind.ADDED, 0, 2)
    assert [text for _, text in change.row] == ["Mejia", "Eva", "Tela", "Honduran", "female"]
    (back,) = compare(new, old)
    assert (back.kind, back.old_row, back.new_row) == (Kind.REMOVED, 2, 0)


def test_an_answer_of_a_child_behind_a_new_one_is_told_under_its_new_number():
    grown = LUIS.model_copy(update={"location": "Laredo"})
    old, new = changed(BASE, children=(ANA, LUIS)), changed(BASE, children=(EVA, ANA, grown))
    assert told(old, new) == [
        ("added", "children[0].a_number", "", "", 0, 1),
        ("changed", "children[2].location", "", "Laredo", 2, 3),
    ]


def test_a_row_that_moved_is_told_as_moved():
    rows = tuple(PastAddress(street=f"{n} Elm Row", city=f"City{n}") for n in range(5))
    (change,) = compare(changed(BASE, residences=rows), changed(BASE, residences=(*rows[1:], rows[0])))
    assert (change.kind, change.old_row, change.new_row) == (Kind.MOVED, 1, 5)


def test_no_children_and_no_answer_are_two_things():
    assert told(BASE, changed(BASE, children=())) == [("changed", "children", "", "none", 0, 0)]
    assert told(changed(BASE, children=()), changed(BASE, children=(ANA,)))[0][:4] == (
        "changed",
        "children",
        "none",
        "1",
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"claim__grounds__race": "no"}, {}),
        ({"relatives__mother__deceased": "no"}, {}),
        ({"applicant__residence__phone": "(410) 555-0100"}, {"applicant__residence__phone": "410-555-0100"}),
        ({"applicant__ssn": "123-45-6789"}, {"applicant__ssn": "123456789"}),
        ({"signature__printed_name": "Marta Reyes"}, {}),
    ],
)
def test_what_prints_alike_is_no_change(old, new):
    assert told(changed(BASE, **old), changed(BASE, **new)) == []


def test_changes_come_in_the_forms_order():
    new = changed(
        BASE,
        applicant__religion="None",
        children=(ANA,),
        relatives__siblings=(Relative(name="Rosa"),),
        claim__past_harm__answer="yes",
    )
    assert [change.question.part for change in compare(BASE, new)] == ["A.I", "A.II", "A.III", "B"]


NAMES = st.lists(st.sampled_from("abcdefgh"), max_size=7, unique=True)


@settings(max_examples=60)
@given(NAMES, NAMES)
def test_rows_removed_and_added_turn_one_list_into_the_other(old, new):
    def people(names):
        return changed(BASE, children=tuple(Child(first_name=name) for name in names))

    changes = compare(people(old), people(new))
    gone = {c.row[0][1] for c in changes if c.kind is Kind.REMOVED}
    come = {c.row[0][1] for c in changes if c.kind is Kind.ADDED}
    assert gone == set(old) - set(new)
    assert come == set(new) - set(old)
    assert all(change.kind is not Kind.CHANGED or change.question.key == "children" for change in changes)


def test_long_lists_are_compared_in_short_time():
    rows = [PastAddress(street=f"{n} Elm Row", city=f"C{n}") for n in range(1500)]
    old, new = changed(BASE, residences=tuple(rows)), changed(BASE, residences=(*rows[3:700], *rows[704:]))
    assert [c.kind for c in compare(old, new)] == [Kind.REMOVED] * 7


def test_a_file_of_answers_is_read_by_itself_with_the_files_it_names(tmp_path):
    (tmp_path / "claim").mkdir()
    (tmp_path / "claim" / "harm.md").write_text("They came\nat night.")
    path = tmp_path / "i589.yaml"
    path.write_text("claim:\n  past_harm: {answer: yes, explanation: {file: claim/harm.md}}\n")
    assert read_answers(path).claim.past_harm.explanation == "They came at night."
    (tmp_path / "i589").mkdir()
    path.rename(tmp_path / "i589" / "marta.yaml")
    assert read_answers(tmp_path / "i589" / "marta.yaml").claim.past_harm.answer == "yes"


@pytest.mark.parametrize(
    "text", ["applicant: {shoe_size: 4}", "- a", "claim: {past_harm: {explanation: {file: ../x}}}"]
)
def test_a_file_that_holds_no_answers_is_refused(tmp_path, text):
    (tmp_path / "a.yaml").write_text(text)
    with pytest.raises(CaseFileError) as caught:
        read_answers(tmp_path / "a.yaml")
    assert caught.value.findings
