"""`form diff`: files of answers and filled forms compared."""

import json

from asylum_packet.errors import ExitCode
from tests.support.answers589 import every_answer
from tests.support.filledforms import filled_in, texts_of


def test_two_files_of_answers_are_compared(run, tmp_path):
    (tmp_path / "old.yaml").write_text("applicant: {religion: Catholic}\n")
    (tmp_path / "new.yaml").write_text("applicant: {religion: None}\n")
    ran = run("form", "diff", tmp_path / "old.yaml", tmp_path / "new.yaml")
    assert ran.code == 0
    assert "Part A.I, item 17: religion\n  - Catholic\n  + None\n\n1 answer changed" in ran.out
    told = json.loads(
        run("form", "diff", "--format", "json", tmp_path / "old.yaml", tmp_path / "new.yaml").out
    )
    assert [change["key"] for change in told["changes"]] == ["applicant.religion"]


def test_a_filled_form_is_compared_with_the_answers_read_from_it(run, blanks, tmp_path):
    form = tmp_path / "signed.pdf"
    form.write_bytes(filled_in((blanks / "i-589-2020-08-25.pdf").read_bytes(), texts_of(every_answer())))
    assert run("form", "read", form, "-o", tmp_path / "i589.yaml").code == 0
    ran = run("form", "diff", form, tmp_path / "i589.yaml")
    assert (ran.code, ran.out.startswith("no answer differs")) == (0, True)


def test_a_file_with_faults_is_refused_with_them(run, tmp_path):
    (tmp_path / "old.yaml").write_text("applicant: {shoe_size: 4}\n")
    ran = run("form", "diff", tmp_path / "old.yaml", tmp_path / "old.yaml")
    assert ran.code == ExitCode.CASE_FILE
    assert "'shoe_size' is not a key" in ran.err
