"""`form read` and `new --from`: a form filled in elsewhere starts a case."""

import pytest

from asylum_packet.case.reading import read_case
from asylum_packet.errors import ExitCode
from tests.support.answers589 import every_answer
from tests.support.filledforms import filled_in, texts_of


@pytest.fixture
def filled(blanks, tmp_path):
    path = tmp_path / "clinic.pdf"
    texts = texts_of(every_answer()) | {"applicant.first_name": "Marta: Elena", "applicant.dob": "01/02/85"}
    path.write_bytes(filled_in((blanks / "i-589-2025-01-20.pdf").read_bytes(), texts))
    return path


def test_a_filled_form_becomes_a_file_of_answers(run, filled, tmp_path):
    out = tmp_path / "i589.yaml"
    ran = run("form", "read", filled, "-o", out)
    assert (ran.code, ran.err) == (0, "")
    first, second, *_ = ran.out.splitlines()
    assert first.endswith("i589.yaml: 344 answers, from edition 01/20/25")
    assert second.startswith(f"{out.as_posix()}:")
    assert "warning: applicant.dob" in second
    assert "85" not in ran.out.replace(out.as_posix(), "")


def test_answers_that_are_there_are_not_written_over(run, filled, tmp_path):
    out = tmp_path / "i589.yaml"
    out.write_text("mine")
    assert run("form", "read", filled, "-o", out).code == ExitCode.OUTPUT
    assert out.read_text() == "mine"


def test_a_case_starts_with_the_answers_of_a_form(run, filled, tmp_path):
    ran = run("new", tmp_path / "reyes", "--from", filled)
    assert ran.code == 0
    assert "i589.yaml holds 344 answers, from edition 01/20/25" in ran.out
    case = read_case(tmp_path / "reyes")
    (application,) = case.applications
    assert case.lead.name.first == application.answers.applicant.first_name == "Marta: Elena"
    assert case.lead.a_number == application.answers.applicant.a_number
    assert {w.source.field for w in case.warnings if w.code == "CASE-placeholder"} == {
        "court.city",
        "court.state",
        "attorney.name",
    }


def test_a_scan_is_refused(run, blanks, tmp_path):
    from tests.form.test_readback import flattened

    path = tmp_path / "scan.pdf"
    path.write_bytes(flattened(blanks / "i-589-2025-01-20.pdf"))
    ran = run("new", tmp_path / "reyes", "--from", path)
    assert ran.code == ExitCode.FORM
    assert "no fields to read" in ran.err
    assert not (tmp_path / "reyes").exists()
