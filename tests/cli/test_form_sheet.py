"""`form sheet --language`: the sheet to read a form back from."""

import pikepdf
import pytest

from asylum_packet.errors import ExitCode
from tests.support.mini import write_mini_case


@pytest.mark.parametrize("language", ["es", "fr"])
def test_the_sheet_is_written_in_two_languages(run, tmp_path, language):
    case = write_mini_case(tmp_path / "mini")
    ran = run("form", "sheet", case, "--language", language, "-o", tmp_path / "sheet.pdf")
    assert ran.code == ExitCode.CLEAN, ran.err
    with pikepdf.open(tmp_path / "sheet.pdf") as pdf:
        assert f"{len(pdf.pages)} pages" in ran.out


def test_a_language_that_is_not_there_is_refused_with_those_that_are(run, tmp_path):
    case = write_mini_case(tmp_path / "mini")
    ran = run("form", "sheet", case, "--language", "xx", "-o", tmp_path / "sheet.pdf")
    assert ran.code == ExitCode.USAGE
    assert "'xx' is none of es, fr" in ran.err
    assert not (tmp_path / "sheet.pdf").exists()
