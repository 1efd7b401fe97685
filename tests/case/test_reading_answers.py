"""i589.yaml and i589/NAME.yaml: answers, long answers in files, and whose form it is."""

import time

import pytest

from tests.case.folders import NO_FILES, findings, lines, read

DERIVED = """\
children: {total: 2, any: yes}
spouse: {not_married: yes}
applicant: {residence: {phone_area: 410, phone_number: 555-0100}}
signature: {signature: x, date: 2027-01-01}
preparer: {signature: x}
office: {eoir_use_only: x}
interview: {date: x}
hearing: {date: x}
supplement_a: {children: []}
supplement_b: {text: x}
"""


def answers(root, text, files=NO_FILES):
    return read(root, {"i589.yaml": text, **files}).applications[0].answers


def found_in(root, text, files=NO_FILES):
    return lines(findings(root, {"i589.yaml": text, **files}))


@pytest.mark.parametrize(
    "text", ["children: []", "children: none", "children: None", "children: no", "children: 0"]
)
def test_no_children_is_an_answer(tmp_path, text):
    assert answers(tmp_path, text).children == ()


@pytest.mark.parametrize(
    "text", ["applicant: {sex: f}", "children:", "children:\n  - last_name:\n    dob:\n"]
)
def test_children_not_answered_is_none(tmp_path, text):
    assert answers(tmp_path, text).children is None


def test_rows_with_nothing_in_them_are_no_rows(tmp_path):
    text = "entries:\n  - date: 2024-05-01\n    place:\n  - date:\n    place:\n  - place: Hidalgo, TX\n"
    assert [entry.place for entry in answers(tmp_path, text).entries] == ["", "Hidalgo, TX"]


def test_choices_are_read_however_they_are_capitalised(tmp_path):
    text = "applicant: {marital_status: Married, court_proceedings: NOW, sex: F, a_number: NONE}\n"
    applicant = answers(tmp_path, text).applicant
    assert (applicant.marital_status, applicant.court_proceedings) == ("married", "now")
    assert (applicant.sex, applicant.a_number) == ("female", "None")


def test_texts_stay_what_was_typed(tmp_path):
    residence = answers(
        tmp_path, "applicant: {residence: {zip: 02134, state: NO, apt: 012, phone: 1.50}}"
    ).applicant
    assert (residence.residence.zip, residence.residence.state) == ("02134", "NO")
    assert (residence.residence.apt, residence.residence.phone) == ("012", "1.50")


def test_from_is_a_key(tmp_path):
    rows = answers(tmp_path, "residences: [{street: 1 Main St, from: 2024-05, to: Present}]").residences
    assert (str(rows[0].from_), str(rows[0].to)) == ("05/2024", "Present")


def test_a_long_answer_may_stand_in_its_own_file(tmp_path):
    text = "claim:\n  past_harm:\n    answer: yes\n    explanation: {file: ./claim/past-harm.md}\n"
    case = read(
        tmp_path, {"i589.yaml": text, "claim/past-harm.md": "They came.\r\n\r\nTwice. <!-- when? -->\n"}
    )
    assert case.applications[0].answers.claim.past_harm.explanation == "They came.\n\nTwice."
    assert str(case.applications[0].at("claim.past_harm.explanation")) == "i589.yaml:4:18"
    assert case.left_out == ()


def test_every_answer_knows_its_place(tmp_path):
    case = read(tmp_path, {"i589.yaml": "children:\n  - last_name: Reyes\n    dob:\n"})
    assert str(case.applications[0].at("children[0].dob")) == "i589.yaml:3:5"
    assert str(case.applications[0].at("children[0].ssn")) == "i589.yaml:2:5"


def test_what_is_derived_or_left_for_the_hand_is_no_key(tmp_path):
    found = findings(tmp_path, {"i589.yaml": DERIVED})
    derived = [f for f in found if f.code == "CASE-derived-key"]
    assert [f.source.line for f in derived] == [1, 1, 2, 3, 3, 4, 4, 5, 6, 7, 8, 9, 10]
    assert [f for f in found if f.code not in {"CASE-derived-key", "CASE-wrong-type"}] == []
    assert derived[0].message == "'total' is filled in by itself"
    assert derived[0].fix == "list the children, or write children: []"
    assert derived[5].message == "'signature' is left for the hand"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "applicant: {dob: 31/02/1990}",
            "i589.yaml:1:18 CASE-wrong-value [applicant.dob] "
            "the value of 'dob' is not a day in the calendar | "
            "type 2013-02-28, 02/28/2013, 2013-02 or words",
        ),
        (
            "applicant: {dob: 2/1990/3}",
            "i589.yaml:1:18 CASE-wrong-value [applicant.dob] "
            "the value of 'dob' is not a date the form can print | "
            "type 2013-02-28, 02/28/2013, 2013-02, 02/2013, or words such as Present",
        ),
        (
            "applicant: {dob: {printed: x}}",
            "i589.yaml:1:18 CASE-wrong-type [applicant.dob] 'dob' takes one text, not keys | "
            "write the text behind the colon, in quotes where it starts with [ or {",
        ),
        (
            "applicant: {a_number: 12}",
            "i589.yaml:1:23 CASE-wrong-value [applicant.a_number] "
            "the value of 'a_number' is not an A-number | "
            "type its 8 or 9 digits, such as 212-345-678, or None, N/A or Unknown",
        ),
        (
            "applicant: {marital_status: maried}",
            "i589.yaml:1:29 CASE-wrong-value [applicant.marital_status] "
            "the value of 'marital_status' is none of its choices"
            " | type single, married, divorced or widowed",
        ),
        (
            "applicant: {fluent_english: some}",
            "i589.yaml:1:29 CASE-wrong-value [applicant.fluent_english] "
            "the value of 'fluent_english' is neither yes "
            "nor no | type yes or no",
        ),
        (
            "applicant: {street: 1 Main St}",
            "i589.yaml:1:13 CASE-unknown-key [applicant.street] 'street' is not a key of applicant | "
            "did you mean applicant.residence.street?",
        ),
        (
            "chidren: []",
            "i589.yaml:1:1 CASE-unknown-key [chidren] 'chidren' is not a key of i589.yaml | "
            "did you mean children?",
        ),
        (
            "children: [Ana]",
            "i589.yaml:1:12 CASE-wrong-type [children[0]] "
            "row 1 of children is made of keys with their values, "
            "not one text | write each key in a line of its own, such as "
            "a_number:, passport_or_id:, dob:, ssn:, last_name:, first_name:",
        ),
        (
            "children: two",
            "i589.yaml:1:11 CASE-wrong-type [children] 'children' is a list, not one text | "
            "start each of its rows with '- ', or write [] for none",
        ),
        (
            "claim: {past_harm: {explanation: {file: claim/x.md}}}",
            "i589.yaml:1:41 CASE-missing-file [claim.past_harm.explanation] there is no file claim/x.md | "
            "check the name, or put the file there",
        ),
        (
            "claim: {past_harm: {explanation: {file: ../x.md}}}",
            "i589.yaml:1:41 CASE-path-outside [claim.past_harm.explanation] the path leaves the case folder"
            " | copy the file into the case folder and write its path from there",
        ),
        (
            "claim: {past_harm: {explanation: {file: }}}",
            "i589.yaml:1:41 CASE-wrong-type [claim.past_harm.explanation] 'file' takes the path of a text | "
            "write file: claim/past-harm.md",
        ),
    ],
)
def test_a_finding_in_i589_yaml(tmp_path, text, expected):
    assert found_in(tmp_path, text) == [expected]


def test_a_file_without_text_is_a_warning(tmp_path):
    text = "claim: {past_harm: {explanation: {file: claim/x.md}}}"
    case = read(tmp_path, {"i589.yaml": text, "claim/x.md": "<!-- later -->\n"})
    assert lines(case.warnings) == [
        "i589.yaml:1:41 CASE-empty-file [claim.past_harm.explanation] claim/x.md holds no text yet | "
        "write the answer into it"
    ]


def test_forms_go_to_their_respondents_by_number_name_and_file_name(tmp_path):
    case = read(
        tmp_path,
        {
            "i589/daniel.yaml": "applicant: {sex: male}",
            "i589/a.yaml": "applicant: {first_name: Marta, last_name: Reyes}",
        },
    )
    assert [(a.file, a.respondent) for a in case.applications] == [
        ("i589/a.yaml", 0),
        ("i589/daniel.yaml", 1),
    ]
    case = read(
        tmp_path,
        {
            "i589/a.yaml": "applicant: {a_number: A212345679}",
            "i589/daniel.yaml": "# Marta\napplicant: {a_number: 212 345 678}",
        },
    )
    assert [(a.file, a.respondent) for a in case.applications] == [
        ("i589/daniel.yaml", 0),
        ("i589/a.yaml", 1),
    ]


def test_a_single_form_is_the_leads(tmp_path):
    assert read(tmp_path, {"i589.yaml": "applicant: {first_name: Elena}"}).applications[0].respondent == 0


def test_a_form_of_nobody_is_told(tmp_path):
    found = lines(findings(tmp_path, {"i589/pedro.yaml": "applicant: {a_number: 999-999-999}"}))
    assert found == [
        "i589/pedro.yaml:1:23 CASE-form-respondent [applicant.a_number] "
        "no respondent of case.yaml fits this form, by A-number, name or file name | "
        "write applicant.a_number as in case.yaml, or name the file after the first name"
    ]


def test_two_forms_of_one_respondent_are_told(tmp_path):
    found = lines(findings(tmp_path, {"i589.yaml": "", "i589/marta.yaml": ""}))
    assert found == [
        "i589/marta.yaml CASE-form-respondent [] i589.yaml and i589/marta.yaml are both the form of "
        "respondent 1 | keep one, or write the right applicant.a_number in each"
    ]


def test_the_lines_of_a_paragraph_in_a_file_are_one_paragraph(tmp_path):
    typed = (
        "They came\nat night.\n\nTwice:\n- once in May\n  of 2024\n- once in June\n\n"
        "My words:  \nlet me go.\\\nPlease.\n"
    )
    text = "claim: {torture: {explanation: {file: claim/x.md}}}"
    told = answers(tmp_path, text, {"claim/x.md": typed}).claim.torture.explanation
    assert told == (
        "They came at night.\n\nTwice:\n- once in May of 2024\n- once in June\n\n"
        "My words:\nlet me go.\nPlease."
    )


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"key{n}: x\n" for n in range(20_000)),
        "entries:\n" + "- date: 1/1\n" * 20_000,
        "claim: {torture: {explanation: {file: a}}}\nentries:\n" + "- place: {file: nowhere.md}\n" * 10_000,
        "residences:\n" + "- {a: 1}\n" * 20_000,
    ],
    ids=["unknown keys", "wrong dates", "missing files", "unknown keys in rows"],
)
def test_answers_made_to_be_slow_are_read_in_a_moment(tmp_path, text):
    start = time.perf_counter()
    found = findings(tmp_path, {"i589.yaml": text})
    assert time.perf_counter() - start < 10
    assert 1 <= len(found) <= 500


def test_two_forms_are_no_rivals_only_because_case_yaml_has_a_mistake(tmp_path):
    files = {"i589/marta.yaml": "", "i589/daniel.yaml": ""}
    assert [f.code for f in findings(tmp_path, files, case="jugde: x")] == [
        "CASE-missing-key",
        "CASE-missing-key",
        "CASE-missing-key",
        "CASE-unknown-key",
    ]
