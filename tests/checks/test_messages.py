"""Whole findings as a paralegal reads them, word for word; a change here is read aloud before it is kept."""

import pytest

from asylum_packet.case.model import Settings
from asylum_packet.checks import run, with_settings
from asylum_packet.findings import Severity, has_errors
from tests.support.inline_case import DOCUMENTS, a_case, a_document, facts

LATE = "entries: [{date: 2024-05-20, place: Hidalgo, status: None, status_expires: None}]"


def told(case, code, **learnt):
    """Give the findings of one rule as severity, place, message and fix."""
    return [
        (str(one.severity), one.source.field or one.source.file, one.message, one.fix)
        for one in run(case, facts(case, **learnt))
        if one.code == code
    ]


def test_a_missing_translation():
    case = a_case(documents=[*DOCUMENTS, a_document("police-report", language="es")])
    assert told(case, "CFR-1003.33-translation") == [
        (
            "error",
            "exhibits/police-report.pdf",
            "Tab F, police-report: in another language, without a translation",
            "add exhibits/police-report - translation.pdf",
        )
    ]


def test_a_late_filing():
    assert told(a_case("filing: {date: 2027-02-12}"), "DL-individual-nondetained-30") == [
        (
            "error",
            "filing.date",
            "filing.date is after 2027-02-08, the last day 30 days before the hearing",
            "file sooner, or with a motion to accept an untimely filing that gives the reasons (ICPM 3.1(d));"
            " where the judge set another date, type it as filings_due",
        )
    ]


def test_an_answer_against_the_dates():
    assert told(a_case(i589=LATE), "I589-C5-consistency") == [
        (
            "error",
            "bars.one_year.answer",
            "C.5 is no, but filing.date is more than a year after the last arrival",
            "type yes and explain; if the form was first filed in time, give that date:"
            " settings: {silence: {I589-C5-consistency: ...}} in case.yaml",
        )
    ]


def test_blanks_are_one_finding_a_block_with_the_small_ones_apart():
    keys = ["ssn", "religion", "nationality", "middle_name", "other_names"]
    case = a_case(without=[f"applicant.{key}" for key in keys])
    assert [(severity, message) for severity, _, message, _ in told(case, "I589-no-blanks")] == [
        (
            "error",
            "Part A.I: 3 items have no answer: applicant.ssn, applicant.nationality, applicant.religion",
        ),
        ("warning", "Part A.I: 2 items have no answer: applicant.middle_name, applicant.other_names"),
    ]


def test_many_blanks_are_counted_not_listed():
    case = a_case(i589="applicant: {mailing: {street: x}}", without=["applicant.passport", "applicant.ssn"])
    ((_, _, message, _), *_) = told(case, "I589-no-blanks")
    assert "and 1 more" in message


def test_a_packet_without_the_official_form_is_held_back():
    case = a_case()
    found = run(case, facts(case, blank=None))
    assert [one.code for one in found] == ["I589-all-pages"]
    assert has_errors(found)


def test_a_silenced_error_no_longer_holds_a_packet_back():
    case = a_case(without=["fee_receipt"])
    found = run(case, facts(case))
    assert has_errors(found)
    settings = Settings(silence={"FEE-receipt-attached": "fee exempt, order of 2027-01-04"})
    kept = with_settings(found, settings)
    assert [(one.severity, one.message) for one in kept] == [
        (Severity.NOTE, "1 finding silenced: fee exempt, order of 2027-01-04")
    ]


@pytest.mark.parametrize(
    "missing", ["filing.date", "hearing", "service.date", "service.server", "court.judge"]
)
def test_what_may_be_filled_in_by_hand_is_no_error(missing):
    case = a_case(without=[missing])
    assert not has_errors(run(case, facts(case)))
