"""Several cases in one command: a table, one failure that stops no other, the worst exit code."""

import json
import shutil
from pathlib import Path

import pytest

from asylum_packet import building
from tests.support.mini import write_brief_case, write_mini_case


@pytest.fixture
def torn(tmp_path) -> Path:
    """A case that cannot be built."""
    return write_brief_case(tmp_path / "torn", files={"exhibits/05 torn.pdf": b"%PDF-1.4 torn"})


@pytest.fixture
def draft(tmp_path) -> Path:
    """A case that stays a DRAFT: a cite of what is not there."""
    return write_brief_case(tmp_path / "draft", files={"brief/09 open.md": "# More\n\nSo. [@no-such]\n"})


@pytest.fixture
def ready(tmp_path) -> Path:
    """A case against which nothing stands."""
    return write_brief_case(tmp_path / "a ready case")


def rows(out: str) -> list[list[str]]:
    return [line.split() for line in out.split("\n\n")[0].splitlines()[1:]]


def test_a_table_says_what_came_of_each_case(run, torn, draft, ready):
    ran = run("build", draft, torn, ready)
    assert ran.code == 4, "the worst of them"
    assert [row[-6] for row in rows(ran.out)] == ["DRAFT", "failed", "ready"]
    assert "3 cases: 1 ready, 1 DRAFT, 1 failed" in ran.out
    assert (draft / "out" / "packet-DRAFT.pdf").exists()
    assert (ready / "out" / "packet.pdf").exists()
    assert not (torn / "out" / "packet.pdf").exists()
    # What made a case fail is said with its folder.
    assert f"{torn.as_posix()} is not built:" in ran.err
    assert "05 torn.pdf" in ran.err


def test_a_folder_with_a_blank_in_its_name_can_be_copied_to_the_shell(run, draft, tmp_path):
    spaced = shutil.copytree(draft, tmp_path / "a draft")
    ran = run("build", spaced, draft)
    assert f"  asylum-packet check '{spaced.as_posix()}'" in ran.out.splitlines()


def test_json_is_a_list_in_the_order_typed(run, torn, draft):
    ran = run("build", torn, draft, "--format", "json")
    first, second = json.loads(ran.out)
    assert (first["state"], first["exit_code"], first["packet"]) == ("failed", 4, None)
    assert first["error"]
    assert "FILE-damaged" in {one["code"] for one in first["findings"]}
    assert (second["state"], second["exit_code"]) == ("draft", 1)
    made = json.loads(Path(second["manifest"]).read_text(encoding="utf-8"))
    assert second["pages"] == made["packet"]["pages"]
    assert second["errors"] == sum(one["severity"] == "error" for one in made["findings"])


def test_a_bug_in_one_case_stops_no_other(run, draft, ready, monkeypatch):
    build = building.build

    def broken(case, *given, **named):
        if case.folder.name == "draft":
            raise ZeroDivisionError
        return build(case, *given, **named)

    monkeypatch.setattr(building, "build", broken)
    ran = run("build", draft, ready)
    assert ran.code == 70
    assert [row[-6] for row in rows(ran.out)] == ["failed", "ready"]
    assert "this is a bug" in ran.err


def test_the_same_case_typed_twice_is_one_case(run, draft):
    ran = run("build", draft, draft / "case.yaml")
    assert not ran.out.startswith("CASE"), "no table"
    assert "DRAFT, not to be filed" in ran.out


def test_out_is_for_one_case(run, draft, ready, tmp_path):
    ran = run("build", draft, ready, "--out", tmp_path / "out")
    assert ran.code == 2
    assert "one case" in ran.err
    assert not (draft / "out").exists()


def test_a_folder_that_is_not_there_fails_by_itself(run, draft, tmp_path):
    ran = run("build", tmp_path / "gone", draft)
    assert ran.code == 3
    assert [row[-6] for row in rows(ran.out)] == ["failed", "DRAFT"]
    assert "there is no folder" in ran.err
    assert run("build", tmp_path / "gone").code == 2


def test_the_table_counts_what_is_still_to_be_signed(run, ready, tmp_path):
    draft = write_mini_case(tmp_path / "draft")
    ran = run("build", ready, draft)
    assert ran.code == 1
    assert [row[-2] for row in rows(ran.out)] == ["2", "6"]
