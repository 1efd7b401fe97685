"""The table of deadlines as people and programs read it."""

import datetime as dt
import json

from asylum_packet.law.schedule import deadlines
from asylum_packet.report.deadlines import cited, deadlines_json, deadlines_text
from tests.support.inline_case import a_case


def text(change: str = "", *, today: str = "2026-12-01", decided: str = "", **more: object) -> str:
    case, day = a_case(change, **more), dt.date.fromisoformat(today)
    rows = deadlines(case, today=day, decided=dt.date.fromisoformat(decided) if decided else None)
    return deadlines_text(rows, case, today=day)


def test_the_table_stands_first_with_days_safe_days_and_what_they_wait_for():
    assert text().splitlines()[:16] == [
        "case: deadlines as of Tue 2026-12-01; individual hearing on Wed 2027-03-10, in 99 days",
        "",
        "  DAY             SAFE DAY        STANDS       WHAT",
        "  Mon 2027-02-08  Mon 2027-02-08  in 69 days   file the packet",
        "  Thu 2027-02-11                  in 72 days   DHS answers this packet, at the latest",
        "  Thu 2027-05-20  Wed 2027-05-19  in 170 days  ask for asylum within a year",
        "  Thu 2027-07-01                  in 212 days  a work permit can be asked for",
        "  Sat 2027-07-31                  in 242 days  a work permit can be given",
        "  Sat 2027-07-31                  in 242 days  the law wants a decision",
        "",
        "  NO DAY YET                                      WAITS FOR",
        "  answer a paper of DHS                           10 days after the court receives it",
        "  fingerprints (biometrics)                       set by the notice from USCIS",
        "  tell the court of a move (EOIR-33/IC)           5 days after every move",
        "  appeal, where asylum was decided on its merits  30 days after the decision",
        "  appeal, every other decision                    10 days after the decision",
    ]


def test_what_is_late_is_marked_and_comes_first():
    lines = text("filing: {date: 2027-05-21}", today="2027-02-10").splitlines()
    assert lines[3] == "!!  Mon 2027-02-08  Mon 2027-02-08  OVERDUE by 2 days  file the packet"
    assert lines[4] == "!!  Thu 2027-05-20  Wed 2027-05-19  PLANNED LATE       ask for asylum within a year"
    assert sum(line.startswith("!!") for line in lines) == 2


def test_the_day_itself_is_called_today_and_the_next_is_one_day_overdue():
    assert "today        file the packet" in text(today="2027-02-08", without=["filing.date"])
    assert "OVERDUE by 1 day " in text(today="2027-02-09", without=["filing.date"])


def test_a_day_whose_keeping_nobody_told_asks():
    assert "10 days ago: kept?  appeal, every other decision" in text(
        today="2027-04-01", decided="2027-03-12"
    )


def test_a_late_year_asks_for_the_exception_and_its_evidence():
    told = text("filing: {date: 2027-05-21}", today="2027-06-01")
    asked = told.partition("ask, and put the answer")[2].partition("\n\n")[0]
    assert asked.count("[ ]") == asked.count("evidence: ") == 9
    assert "changed circumstances" in asked
    assert "extraordinary circumstances" in asked
    assert "[ ]" not in text()


def test_every_rule_is_cited_with_how_sure_we_are():
    assert cited("DL-response-10") == "EOIR Policy Manual App. C (read in official text)"
    assert "own" not in cited("DL-late-motion")
    assert "unverified" in cited("DL-late-motion")
    assert "as retold by others" in cited("DL-bia-appeal-2026")
    assert "[DL-count-backward]" in text()


def test_lines_fit_a_terminal_and_no_day_is_torn():
    for line in text(
        "filing: {date: 2027-05-21}\nhearing: {date: 2027-03-17}", today="2027-06-01"
    ).splitlines():
        assert len(line) <= 110
        assert not line.endswith((" Mon", " Tue", " Wed", " Thu", " Fri", " Sat", " Sun"))


def test_without_a_hearing_the_heading_says_so():
    assert "no hearing date is given" in text(without=["hearing"]).splitlines()[0]


def test_several_applications_are_told_apart_by_their_files():
    told = text(more_forms=[("i589/lucia.yaml", 1, "")])
    assert "ask for asylum within a year (i589/lucia.yaml)" in told
    assert "ask for asylum within a year (i589.yaml)" in told


def test_json_has_the_same_rows_with_iso_days():
    case, today = a_case("filing: {date: 2027-05-21}"), dt.date(2027, 2, 10)
    read = json.loads(deadlines_json(deadlines(case, today=today), case, today=today))
    assert (read["case"], read["today"]) == ("case", "2027-02-10")
    first = read["deadlines"][0]
    assert first["key"] == "filing"
    assert [first[key] for key in ("day", "safe", "counted_to")] == ["2027-02-08"] * 3
    assert (first["days"], first["standing"], first["when"]) == (-2, "overdue", None)
    assert first["rules"][0] == {
        "id": "DL-individual-nondetained-30",
        "authority": "EOIR Policy Manual App. C and Pt II 3.1(b)(2)",
        "confidence": "verified",
    }
    assert read["deadlines"][1]["questions"][0]["rule"] == "CFR-1208.4a4-changed"
    assert read["deadlines"][-1]["day"] is None
