"""`asylum-packet authorities`: what a person proofs the table of authorities with."""

import json
from pathlib import Path

import pytest

from tests.support.mini import write_mini_case

ARGUMENT = """# Argument

See *Matter of A-R-C-G-*, 26 I&N Dec. 388,
392 (BIA 2014). *Id.* at 393.

*Stevic*, 467 U.S. at 424.
"""


@pytest.fixture
def case(tmp_path) -> Path:
    folder = write_mini_case(tmp_path / "mini")
    (folder / "brief" / "argument.md").write_text(ARGUMENT, encoding="utf-8")
    return folder


def test_it_lists_each_place_with_file_line_and_form(run, case):
    ran = run("authorities", case)
    assert (ran.code, ran.err) == (0, "")
    assert "brief/argument.md:3  page" in ran.out
    assert "brief/argument.md:4  page" in ran.out
    assert "! overruled" in ran.out
    assert "'Stevic, 467 U.S. at 424'" in ran.out


def test_json_says_which_page_of_the_packet_it_is(run, case):
    told = json.loads(run("authorities", case, "--format", "json").out)
    (entry,) = [one for one in told["authorities"] if one["key"] == "26 I&N Dec. 388"]
    assert [place["form"] for place in entry["places"]] == ["full", "id."]
    assert entry["pages"] == sorted({place["page"] for place in entry["places"]})
    (lost,) = told["unplaced"]
    assert (lost["file"], lost["line"]) == ("brief/argument.md", 6)


def test_check_warns_of_both(run, case):
    found = json.loads(run("check", case, "--format", "json").out)["findings"]
    told = {one["code"]: one["severity"] for one in found}
    assert told["BRIEF-cite-validity"] == "warning"
    assert told["CITE-authority-unplaced"] == "warning"
