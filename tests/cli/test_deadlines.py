"""`asylum-packet deadlines`: from the typed command to what is printed and written."""

import datetime as dt
import json
from pathlib import Path

import pytest

from tests.report.icalendar import read_calendar
from tests.support.mini import write_mini_case


@pytest.fixture
def case(tmp_path) -> Path:
    return write_mini_case(tmp_path / "mini")


def test_a_day_can_be_given_in_both_ways_people_type_it(run, case):
    iso, us = (run("deadlines", case, "--today", day) for day in ("2026-12-01", "12/01/2026"))
    assert (iso.code, iso.err) == (0, "")
    assert iso.out == us.out
    assert iso.out.startswith("mini: deadlines as of Tue 2026-12-01; ")


def test_without_a_day_the_clock_is_asked(run, case):
    before = dt.datetime.now().astimezone().date()
    read = json.loads(run("deadlines", case, "--format", "json").out)
    assert read["today"] in {before.isoformat(), (before + dt.timedelta(days=1)).isoformat()}


def test_json_is_json(run, case):
    ran = run("deadlines", case, "--today", "2026-12-01", "--decided", "2027-03-12", "--format", "json")
    rows = {row["key"]: row for row in json.loads(ran.out)["deadlines"]}
    assert rows["appeal"]["day"] == "2027-03-22"
    assert all(row["rules"] for row in rows.values())


def test_late_papers_are_printed_and_are_no_error_of_the_command(run, case):
    ran = run("deadlines", case, "--today", "2031-01-02")
    assert ran.code == 0


def test_a_calendar_is_written_beside_the_results(run, case, tmp_path):
    file = tmp_path / "new folder" / "mini.ics"
    ran = run("deadlines", case, "--today", "2026-12-01", "--ics", file)
    assert ran.code == 0
    assert ran.out == run("deadlines", case, "--today", "2026-12-01").out
    found = read_calendar(file.read_bytes()).inside
    assert all(one["SUMMARY"].startswith("mini: ") for one in found)
    assert [path.name for path in file.parent.iterdir()] == ["mini.ics"]


def test_a_calendar_without_a_day_is_not_written(run, tmp_path):
    """RFC 5545 3.6: a calendar has at least one component."""
    people = "respondents: [{name: {last: Molina}, a_number: 213456789}]\nattorney: {name: Ana}\n"
    (tmp_path / "case.yaml").write_text("court: {city: Baltimore, state: MD}\n" + people)
    ran = run("deadlines", tmp_path, "--ics", tmp_path / "bare.ics")
    assert ran.code == 7
    assert "NO DAY YET" in ran.out
    assert "bare.ics is not written: no deadline has a day yet" in ran.err
    assert not (tmp_path / "bare.ics").exists()


def test_a_calendar_that_cannot_be_written_leaves_the_old_one(run, case, tmp_path):
    file = tmp_path / "file"
    file.write_text("old", encoding="utf-8")
    ran = run("deadlines", case, "--ics", file / "mini.ics")
    assert ran.code == 7
    assert ran.out == ""
    assert "mini.ics cannot be written" in ran.err
    assert file.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("day", ["2027-02-30", "tomorrow", "27-02-01"])
def test_what_is_no_day_is_refused(run, case, day):
    ran = run("deadlines", case, "--today", day)
    assert ran.code == 2
    assert "--today" in ran.err


def test_a_case_that_cannot_be_read_says_why(run, tmp_path):
    case = write_mini_case(tmp_path / "mini", replace={"case.yaml": {"respondents:": "respondants:"}})
    ran = run("deadlines", case)
    assert ran.code == 3
    assert "respondants" in ran.err


def test_nothing_is_written_into_the_case(run, case):
    before = sorted(path.relative_to(case).as_posix() for path in case.rglob("*"))
    run("deadlines", case, "--today", "2026-12-01")
    assert sorted(path.relative_to(case).as_posix() for path in case.rglob("*")) == before
