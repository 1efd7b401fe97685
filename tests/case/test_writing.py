"""What is written into i589.yaml is what is read from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylum_packet.case.answers import Answers, leaves
from asylum_packet.case.scaffold import empty_answers
from asylum_packet.case.shapes import values_of, without_blank_rows
from asylum_packet.case.writing import Told, answers_text
from asylum_packet.case.yamltree import load_text

FREE = ("applicant.last_name", "applicant.other_names", "spouse.location", "claim.past_harm.explanation")
ANY = st.text(
    alphabet=st.one_of(st.sampled_from(" \n\n:#-'\"[]{}>|&*!%@`,\\?~=aé.0123"), st.characters(codec="utf-8")),
    max_size=400,
).map(str.strip)


def read(text):
    answers = values_of(Answers, without_blank_rows(load_text(text, "i589.yaml")))
    assert isinstance(answers, Answers), [finding.message for finding in answers]
    return dict(leaves(answers))


@given(ANY, ANY, st.sampled_from(FREE))
def test_any_text_reads_back_as_it_was_written(text, remark, key):
    told = read(answers_text(Told(values={key: text}, remarks={"applicant.dob": remark}, after=[remark])))
    assert {name: value for name, value in told.items() if value} == ({key: text} if text else {})


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "~",
        "null",
        "02134",
        "1:30",
        "- x",
        "Main St # 4",
        "key: value",
        "St. Mary's",
        '"quoted"',
        "[x]",
        "[]",
        "a  b",
        "!tag",
        "*star",
        "one\ntwo\n\n\nthree",
        "word " * 90 + "end",
        "a\n  indented\nb",
        "x" * 500,
        "{file: x}",
        "\u2028",
        "#",
    ],
)
@pytest.mark.parametrize("key", FREE)
def test_text_with_a_meaning_in_yaml_stays_text(key, text):
    assert read(answers_text(Told(values={key: text})))[key] == text.strip()


def test_rows_are_written_one_by_one_and_none_as_none():
    told = Told(
        values={"children[0].first_name": "Ana", "children[2].first_name": "Luis"},
        rows={"children": 3, "entries": 0},
    )
    text = answers_text(told)
    assert "entries: []" in text
    assert text.count("- a_number:") == 3
    assert [v for k, v in read(text).items() if k.endswith("first_name") and v] == ["Ana", "Luis"]


def test_every_question_stands_beside_its_key():
    before = empty_answers().splitlines()
    after = answers_text(Told(values={"applicant.last_name": "Reyes"})).splitlines()
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert changed == [
        (
            "  last_name:                      # 4. last name",
            "  last_name: Reyes                # 4. last name",
        )
    ]
