"""The table of deadlines: which rows a case has, where each stands on a day, and what it says."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylum_packet.law.agenda import LATE, Deadline, Kind, Standing
from asylum_packet.law.rules import RULES
from asylum_packet.law.schedule import deadlines
from tests.support.inline_case import CASE, I589, a_case

TODAY = dt.date(2026, 12, 1)


def rows(case: object, today: str = "2026-12-01", decided: str = "") -> dict[str, Deadline]:
    found = deadlines(
        case,
        today=dt.date.fromisoformat(today),
        decided=dt.date.fromisoformat(decided) if decided else None,
    )
    return {f"{row.key}/{row.form}" if row.form else row.key: row for row in found}


def test_a_complete_case_has_every_deadline_with_its_day():
    found = rows(a_case(), decided="2027-03-12")
    assert {key: str(row.day) for key, row in found.items() if row.day} == {
        "filing": "2027-02-08",
        "their-response": "2027-02-11",
        "appeal": "2027-03-22",
        "appeal-merits": "2027-04-12",
        "one-year": "2027-05-20",
        "work-permit-ask": "2027-07-01",
        "work-permit-grant": "2027-07-31",
        "decision-aim": "2027-07-31",
    }
    assert {key for key, row in found.items() if not row.day} == {"response", "biometrics", "address"}


STANDINGS = (  # changes of case.yaml, today, standing of the filing deadline (2027-02-08)
    ("", "2027-01-31", Standing.DUE),
    ("", "2027-02-01", Standing.MET),
    ("", "2027-06-01", Standing.MET),
    ("filing: {date: 2027-02-08}", "2027-02-07", Standing.DUE),
    ("filing: {date: 2027-02-09}", "2027-02-08", Standing.PLANNED_LATE),
    ("filing: {date: 2027-02-09}", "2027-02-09", Standing.OVERDUE),
    ("filing: {date: 2027-04-01}", "2027-02-09", Standing.OVERDUE),
    ("filings_due: 2027-01-15", "2027-01-02", Standing.PLANNED_LATE),
)


@pytest.mark.parametrize(("change", "today", "standing"), STANDINGS)
def test_a_filing_deadline_stands_where_the_day_and_the_filing_date_put_it(change, today, standing):
    assert rows(a_case(change), today)["filing"].standing is standing


@pytest.mark.parametrize(
    ("today", "standing"), [("2027-02-08", Standing.DUE), ("2027-02-09", Standing.OVERDUE)]
)
def test_without_a_filing_date_the_day_itself_decides(today, standing):
    assert rows(a_case(without=["filing.date"]), today)["filing"].standing is standing


def test_a_late_filing_names_the_motion_it_needs():
    late = rows(a_case("filing: {date: 2027-02-09}"))["filing"]
    assert "DL-late-motion" in late.rules
    assert "motion to accept an untimely filing" in late.do
    assert "DL-late-motion" not in rows(a_case())["filing"].rules


def test_what_is_late_comes_first_then_days_in_order_then_what_has_none():
    found = deadlines(a_case("filing: {date: 2027-06-01}"), today=TODAY)
    assert [row.key for row in found][:2] == ["filing", "one-year"]
    assert all(row.standing in LATE for row in found[:2])
    days = [row.day for row in found[2:] if row.day]
    assert days == sorted(days)
    assert all(row.day is None for row in found[2 + len(days) :])


def test_the_words_name_hearing_count_and_safe_day():
    case = a_case("hearing: {date: 2027-03-17}")
    assert rows(case)["filing"].counted == (
        "30 calendar days back from the hearing on Wed 2027-03-17, which is day 0: Mon 2027-02-15 is a "
        "federal holiday, so the last day moves to Tue 2027-02-16, the next business day; the business day "
        "before, Fri 2027-02-12, is safe in every reading"
    )


def test_an_order_names_what_it_goes_before():
    counted = rows(a_case("filings_due: 2027-02-14"))["filing"].counted
    assert "goes before the manual's 30 days, which end on Mon 2027-02-08" in counted
    assert "Fri 2027-02-12 is the safe one" in counted


def test_in_custody_the_court_sets_every_day_of_the_filing():
    found = rows(a_case("court: {detained: yes}"))
    assert [found[key].when for key in ("filing", "response")] == ["set by the court", "set by the court"]
    assert found["filing"].rules == ("DL-detained-court-sets",)
    assert "filings_due" in found["filing"].do
    assert "their-response" not in found


def test_without_a_hearing_day_the_row_says_what_to_type():
    row = rows(a_case(without=["hearing"]))["filing"]
    assert (row.day, row.standing, row.when) == (None, Standing.OPEN, "hearing.date is not given")
    assert "hearing: {kind: individual" in row.do


def test_a_master_hearing_lets_papers_be_handed_in():
    assert "handed in at the hearing" in rows(a_case("hearing: {kind: master}"))["filing"].do
    assert "handed in at the hearing" not in rows(a_case())["filing"].do


# the year


def test_a_late_application_is_asked_for_its_excuse_and_the_evidence():
    row = rows(a_case("filing: {date: 2027-05-21}"), "2027-06-01")["one-year"]
    assert row.standing is Standing.OVERDUE
    asked = {question.rule for question in row.questions}
    assert asked == {"CFR-1208.4a4-changed", "CFR-1208.4a5-extraordinary", "INA-208a2E-uac"}
    assert all(question.evidence for question in row.questions)


def test_an_application_planned_too_late_is_asked_as_well():
    row = rows(a_case("filing: {date: 2027-05-21}"), "2027-05-20")["one-year"]
    assert row.standing is Standing.PLANNED_LATE
    assert row.questions
    assert row.do.startswith("move filing.date to the safe day")


def test_an_application_in_time_is_asked_nothing():
    assert rows(a_case("filing: {date: 2027-05-20}"), "2027-06-01")["one-year"].questions == ()


def test_an_arrival_before_april_1997_says_from_when_it_counts():
    row = rows(a_case(i589="entries: [{date: 1991-05-05}]"))["one-year"]
    assert str(row.day) == "1998-04-01"
    assert "Sun 1991-05-05, which counts as Tue 1997-04-01" in row.counted


def test_a_month_of_arrival_says_that_its_first_day_was_taken():
    assert (
        "the first day that the entry's date can mean"
        in rows(a_case(i589="entries: [{date: 2026-05}]"))["one-year"].counted
    )


def test_an_arrival_that_is_not_known_is_asked_for():
    row = rows(a_case(i589="entries: [{date: unknown}]"))["one-year"]
    assert (row.day, row.standing) == (None, Standing.OPEN)
    assert "entries" in row.do


def test_every_application_has_its_own_year():
    case = a_case(more_forms=[("i589/lucia.yaml", 1, "entries: [{date: 2026-06-01}]")])
    found = rows(case)
    assert [str(found[key].day) for key in ("one-year/1", "one-year/2")] == ["2027-05-20", "2027-06-01"]
    assert found["one-year/2"].about == "i589/lucia.yaml"


def test_a_packet_without_the_application_leaves_open_when_that_was_filed():
    found = rows(a_case("filing: {date: 2028-01-03, submissions: [brief, exhibits]}"), "2028-02-01")
    assert found["one-year"].standing is Standing.NOT_SAID
    assert found["one-year"].questions == ()
    assert found["work-permit-ask"].day is None


def test_a_case_without_an_application_has_no_clock_of_one():
    found = rows(a_case(i589=None))
    assert set(found) == {"filing", "response", "their-response", "address", "appeal", "appeal-merits"}


# clocks


@pytest.mark.parametrize(
    ("filed", "ask", "grant"),
    [
        ("2027-02-01", "2027-07-01", "2027-07-31"),
        ("2027-10-01", "2028-02-28", "2028-03-29"),  # over a leap day
        ("2026-08-15", "2027-01-12", "2027-02-11"),  # over the end of a year
    ],
)
def test_the_work_permit_clock_counts_calendar_days_that_nothing_moves(filed, ask, grant):
    found = rows(a_case(f"filing: {{date: {filed}}}"))
    days = [str(found[key].day) for key in ("work-permit-ask", "work-permit-grant", "decision-aim")]
    assert days == [ask, grant, grant]
    kinds = [found[key].kind for key in ("work-permit-ask", "decision-aim")]
    assert kinds == [Kind.EARLIEST, Kind.AIM]


def test_a_clock_that_has_run_is_reached_and_never_overdue():
    found = rows(a_case(), "2028-01-03")
    for key in ("work-permit-ask", "work-permit-grant", "decision-aim", "their-response"):
        assert found[key].standing is Standing.REACHED


def test_without_a_filing_date_the_clocks_wait():
    row = rows(a_case(without=["filing.date"]))["work-permit-ask"]
    assert (row.day, row.when) == (None, "150 days after the application is filed")


def test_a_recent_move_has_five_days_and_an_old_one_none():
    moved = a_case(i589="residences: [{street: 1 A St, from: 2026-11-27, to: Present}]")
    assert str(rows(moved)["address"].day) == "2026-12-02"
    assert rows(moved)["address"].standing is Standing.DUE
    assert rows(moved, "2026-12-03")["address"].standing is Standing.NOT_SAID
    assert rows(moved, "2027-03-01")["address"].day is None
    assert rows(a_case(i589="residences: [{street: 1 A St, from: 2026-11}]"))["address"].day is None


def test_without_a_decision_the_appeal_is_a_rule():
    found = rows(a_case())
    assert [found[key].when for key in ("appeal", "appeal-merits")] == [
        "10 days after the decision",
        "30 days after the decision",
    ]
    assert "--decided" in found["appeal"].do


# every row


@pytest.mark.parametrize("today", ["2026-01-01", "2027-02-20", "2030-01-01"])
@pytest.mark.parametrize("change", ["", "court: {detained: yes}", "filing: {date: 2027-08-01}"])
def test_every_row_says_how_it_was_counted_what_to_do_and_whose_rule_it_is(today, change):
    found = deadlines(a_case(change), today=dt.date.fromisoformat(today))
    assert len({(row.key, row.form) for row in found}) == len(found)
    for row in found:
        assert row.counted
        assert row.do
        assert row.rules
        assert {*row.rules, *(question.rule for question in row.questions)} <= set(RULES)
        assert (row.day is None) == bool(row.when)
        assert (row.day is None) == (row.standing is Standing.OPEN)


def test_no_row_holds_a_name_or_a_number_of_the_case():
    private = ("Reyes", "Marta", "Lucia", "Elena", "212345678", "212-345-678", "212345679", "Ejemplo")
    assert all(word in CASE + I589 for word in ("Marta", "Lucia", "Ejemplo"))
    for row in deadlines(a_case("filing: {date: 2027-08-01}"), today=TODAY):
        assert not [word for word in private if word in repr(row)]


TYPED = st.dates().map(lambda one: one.isoformat())


@given(hearing=TYPED, filed=TYPED, due=TYPED, entry=TYPED, today=st.dates(), decided=st.dates())
def test_any_days_of_a_case_give_a_table(hearing, filed, due, entry, today, decided):
    case = a_case(
        f"hearing: {{date: {hearing}}}\nfiling: {{date: {filed}}}\nfilings_due: {due}",
        i589=f"entries: [{{date: {entry}}}]\nresidences: [{{from: {entry}}}]",
    )
    assert len(deadlines(case, today=today, decided=decided)) == 11
