"""What one file may ask of the machine, and how to let it have more."""

import pytest

from tests.intake.makers import compass, pages
from tests.support.mini import mini_files, write_mini_case


def test_a_limit_is_said_and_can_be_set_on_the_command_line(tmp_path, run):
    long = pages(*[compass()] * 4)
    case = write_mini_case(tmp_path / "mini", files={"exhibits/09 long.pdf": long})
    told = run("exhibits", case, "--limit", "pages=3")
    assert "has 4 pages, more than the 3 one file may have [FILE-limit]" in told.out
    assert "FILE-limit" not in run("exhibits", case, "--limit", "pages=4", "--limit", "seconds=200").out


@pytest.mark.parametrize("command", ["sign", "cites", "authorities"])
def test_every_command_that_prepares_files_takes_limits(tmp_path, run, command):
    left = [path for path in mini_files() if path.startswith(("exhibits", "declaration.md", "brief/"))]
    long = {"exhibits/09 long.pdf": pages(*[compass()] * 4)}
    case = write_mini_case(tmp_path / "mini", files={**dict.fromkeys(left), **long})
    told = run(command, case, "--limit", "pages=3")
    assert "more than the 3 one file may have [FILE-limit]" in told.out + told.err


def test_what_is_no_limit_is_told_with_those_there_are(tmp_path, run):
    case = write_mini_case(tmp_path / "mini")
    for wrong in ("pages", "pages=many", "pages=0", "paper=3"):
        told = run("check", case, "--limit", wrong)
        assert told.code == 2
        assert f"'{wrong}' is no limit; write one of pages=NUMBER" in told.err
