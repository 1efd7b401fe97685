"""A new case folder: everything present, nothing wrong, nothing printed by accident."""

import pytest

from asylum_packet.case.answers import Answers, leaves
from asylum_packet.case.questions import QUESTIONS
from asylum_packet.case.reading import read_case
from asylum_packet.case.scaffold import empty_answers, new_case
from asylum_packet.case.shapes import paths_of
from asylum_packet.case.starters import PLACEHOLDERS
from asylum_packet.case.yamltree import load_text, places
from asylum_packet.errors import ExitCode, OutputError


def test_a_new_folder_reads_with_nothing_to_say_but_its_example_words(tmp_path):
    new_case(tmp_path / "reyes")
    case = read_case(tmp_path / "reyes")
    assert [(w.code, w.source.field) for w in case.warnings] == [
        ("CASE-placeholder", key) for key in PLACEHOLDERS
    ]


def test_nothing_of_the_starters_would_be_filed(tmp_path):
    new_case(tmp_path / "reyes")
    case = read_case(tmp_path / "reyes")
    assert (case.brief, case.declaration, case.tabs) == ((), None, ())
    assert {entry.reason for entry in case.left_out} == {"nothing is written in it yet"}
    assert not any(text for _, text in leaves(case.applications[0].answers))


def test_it_says_what_it_wrote(tmp_path):
    files = new_case(tmp_path / "a" / "reyes")
    assert [path.relative_to(tmp_path / "a" / "reyes").as_posix() for path in files] == [
        "case.yaml",
        "i589.yaml",
        "exhibits.yaml",
        "declaration.md",
        "brief/introduction.md",
        "brief/facts.md",
        "brief/issues.md",
        "brief/burden-of-proof.md",
        "brief/summary-of-argument.md",
        "brief/argument.md",
        "brief/conclusion.md",
    ]
    assert all(path.is_file() for path in files)
    assert sorted(path.name for path in (tmp_path / "a" / "reyes").iterdir() if path.is_dir()) == [
        "brief",
        "claim",
        "exhibits",
        "papers",
    ]


def test_every_key_of_the_form_is_there_in_the_forms_order():
    text = empty_answers()
    written = [key.replace("[0]", "[]") for key, _ in places(load_text(text, "i589.yaml"))]
    assert {key for key in written if not key.endswith("[]")} == set(paths_of(Answers))
    questions = [asked.key for asked in QUESTIONS if asked.key.startswith(("spouse", "children[]", "claim"))]
    assert [key for key in written if key in questions] == questions


def test_every_empty_key_has_its_question_beside_it():
    for line in empty_answers().splitlines():
        if line.strip() and not line.startswith("#") and "#" not in line:
            assert line.rstrip().endswith(":"), line
    assert "  dob:                            # 12. date of birth" in empty_answers()
    assert "# 11. marital status (single / married / divorced / widowed)" in empty_answers()


def test_every_key_of_case_yaml_is_there(tmp_path):
    from asylum_packet.case.model import CaseFile

    text = (new_case(tmp_path / "reyes")[0]).read_text(encoding="utf-8")
    written = {key.replace("[0]", "[]") for key, _ in places(load_text(text, "case.yaml"))}
    assert {path for path in paths_of(CaseFile) if ".*." not in path} <= written


@pytest.mark.parametrize("name", ["notes.txt", "sub"])
def test_a_folder_with_anything_in_it_is_refused(tmp_path, name):
    (tmp_path / name).mkdir() if name == "sub" else (tmp_path / name).write_text("x")
    with pytest.raises(OutputError) as caught:
        new_case(tmp_path)
    assert caught.value.exit_code is ExitCode.OUTPUT
    assert caught.value.message.endswith("is not empty")
    assert caught.value.fix == "choose a new name; nothing was written"
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_folder_with_system_files_only_is_empty(tmp_path):
    (tmp_path / ".DS_Store").write_text("x")
    assert new_case(tmp_path)


def test_a_file_in_its_place_is_refused(tmp_path):
    (tmp_path / "reyes").write_text("x")
    with pytest.raises(OutputError, match="is a file"):
        new_case(tmp_path / "reyes")
    with pytest.raises(OutputError):
        new_case(tmp_path / "reyes" / "inside")
