"""The calendar file: read back strictly, the same every time, and silent about the client."""

import datetime as dt
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylum_packet.law.schedule import deadlines
from asylum_packet.report.ics import calendar_text
from tests.report.icalendar import Component, read_calendar, unfolded
from tests.support.inline_case import CASE, I589, a_case

TODAY = dt.date(2026, 12, 1)
FOLDER = Path("/clients/reyes")


def written(change: str = "", *, folder: Path = FOLDER, today: dt.date = TODAY, **more: object) -> bytes:
    rows = deadlines(a_case(change, **more), today=today, decided=dt.date(2027, 3, 12))
    return calendar_text(rows, folder, today=today).encode()


def events(content: bytes) -> dict[str, Component]:
    found = read_calendar(content).inside
    assert len({one["SUMMARY"] for one in found}) == len(found)
    return {one["SUMMARY"]: one for one in found}


def test_every_dated_deadline_is_an_event_of_one_whole_day():
    found = events(written())
    assert {name: one["DTSTART;VALUE=DATE"] for name, one in found.items()} == {
        "reyes: filing deadline": "20270208",
        "reyes: answer of the other side": "20270211",
        "reyes: appeal, 10 days": "20270322",
        "reyes: appeal, 30 days, safe day": "20270409",
        "reyes: appeal, 30 days": "20270412",
        "reyes: one-year date, safe day": "20270519",
        "reyes: one-year date": "20270520",
        "reyes: first day to ask for a work permit": "20270701",
        "reyes: first day a work permit can be given": "20270731",
        "reyes: 180 days since filing": "20270731",
    }
    for one in found.values():
        start, end = (dt.date.fromisoformat(one[f"DT{name};VALUE=DATE"]) for name in ("START", "END"))
        assert end - start == dt.timedelta(days=1)
        assert (one["CLASS"], one["TRANSP"], one["DTSTAMP"]) == ("PRIVATE", "TRANSPARENT", "20261201T000000Z")


def test_an_event_ends_in_the_next_month_or_year():
    one = events(written("filings_due: 2027-12-31"))["reyes: filing deadline"]
    assert (one["DTSTART;VALUE=DATE"], one["DTEND;VALUE=DATE"]) == ("20271231", "20280101")


def reminders(one: Component) -> list[str]:
    return [alarm["TRIGGER"] for alarm in one.inside]


def test_reminders_ring_before_the_day_on_which_we_should_be_done():
    found = events(written())
    assert reminders(found["reyes: filing deadline"]) == ["-P6DT15H", "-P1DT15H"]
    assert reminders(found["reyes: one-year date, safe day"]) == ["-P6DT15H", "-P1DT15H"]
    assert reminders(found["reyes: one-year date"]) == ["PT9H"]
    assert reminders(found["reyes: first day to ask for a work permit"]) == ["PT9H"]
    assert reminders(found["reyes: answer of the other side"]) == []
    assert all(alarm["ACTION"] == "DISPLAY" for one in found.values() for alarm in one.inside)


def test_nothing_rings_for_a_day_that_is_gone_or_a_paper_that_is_filed():
    assert not any(one.inside for one in events(written(today=dt.date(2030, 1, 1))).values())
    filed = events(written(today=dt.date(2027, 2, 2)))
    assert reminders(filed["reyes: filing deadline"]) == []
    assert reminders(filed["reyes: one-year date"]) == []


def test_the_same_case_on_the_same_day_gives_the_same_bytes():
    assert written() == written()


def test_a_deadline_that_moves_keeps_its_uid_and_raises_its_sequence():
    before = events(written())["reyes: filing deadline"]
    after = events(written("filings_due: 2027-01-15", today=dt.date(2026, 12, 2)))["reyes: filing deadline"]
    assert before["UID"] == after["UID"]
    assert before["DTSTART;VALUE=DATE"] != after["DTSTART;VALUE=DATE"]
    assert int(after["SEQUENCE"]) == int(before["SEQUENCE"]) + 1


def test_two_clients_of_one_name_keep_their_own_events():
    uids = [
        {one["UID"] for one in events(written(folder=Path(folder))).values()}
        for folder in ("/office/a/reyes", "/office/b/reyes")
    ]
    assert len(uids[0]) == 10
    assert not uids[0] & uids[1]


def test_every_application_has_its_own_event_without_its_file_name():
    found = events(written(more_forms=[("i589/lucia.yaml", 1, "")]))
    assert {"reyes: one-year date, form 1", "reyes: one-year date, form 2"} <= set(found)


def test_the_file_tells_nothing_of_the_case_but_the_name_of_its_folder():
    text = "\n".join(
        unfolded(written(more_forms=[("i589/lucia.yaml", 1, "")], folder=Path("/c/4711")))
    ).lower()
    private = (
        "reyes",
        "marta",
        "lucia",
        "elena",
        "ejemplo",
        "212345678",
        "212-345",
        "baltimore",
        "guatemala",
    )
    assert all(word in (CASE + I589).lower() for word in ("reyes", "marta", "guatemala"))
    assert not [word for word in private if word in text]
    assert not [word for word in ("asylum", "i589", "i-589", "ina-208", "1208", "2026-05-20") if word in text]
    assert not [word for word in ("20260520", "20270310", "2027-03-10", "/c/") if word in text]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a; b, c\\d", "a; b, c\\d"),
        ("two\nlines", "two\nlines"),
        ("BEGIN:VEVENT\r\nX", "BEGIN:VEVENT \nX"),
        ("tab\tand\x07bell", "tab and bell"),
        ("Núñez 長い名前" * 12, "Núñez 長い名前" * 12),
    ],
)
def test_any_name_of_a_folder_is_escaped_and_folded_between_letters(name, shown):
    assert f"{shown}: filing deadline" in events(written(folder=Path("/c") / name))


def test_a_case_in_the_root_of_a_disk_is_called_case():
    assert "case: filing deadline" in events(written(folder=Path("/")))


@cache
def usual_rows():
    return deadlines(a_case(), today=TODAY)


@given(name=st.text(min_size=1, max_size=90).filter(lambda name: "/" not in name and "\0" not in name))
def test_no_name_of_a_folder_breaks_the_file(name):
    content = calendar_text(usual_rows(), Path("/c") / name, today=TODAY).encode()
    assert len(read_calendar(content).inside) == 7


def test_the_reader_of_these_tests_is_strict():
    good = written()
    for bad in (
        good.replace(b"\r\n", b"\n"),
        good[:-2],
        good.replace(b"\r\n ", b""),
        good.replace(b"\\,", b","),
        good.replace(b"END:VEVENT\r\n", b"", 1),
        good.replace(b"CLASS:PRIVATE\r\n", b"", 1),
        good.replace(b"DTSTAMP:2026", b"DTSTAMP:26", 1),
    ):
        with pytest.raises(AssertionError):
            read_calendar(bad)
