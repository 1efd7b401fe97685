"""Every check has a case that trips it and the nearest that does not, and says what it says the same way."""

import re

import pytest

from asylum_packet.checks import CHECKS, run
from asylum_packet.findings import Severity
from asylum_packet.law.rules import RULES, Judged
from tests.checks.pairs import PAIRS
from tests.checks.pairs.pair import judged, tripped
from tests.law.rules_page import page
from tests.support.inline_case import CASE, I589, a_case, facts

NAMED = [pytest.param(pair, id=f"{pair.rule}-{number}") for number, pair in enumerate(PAIRS)]
PRIVATE = [
    word
    for word in set(re.findall(r"[A-Z][\w-]{4,}|\d{3}-\d{3}-\d{3}|\d{9}", CASE + I589))
    if word
    not in {"Unemployed", "Hidalgo", "Present", "Immigration", "Office", "Example", "March", "Unknown"}
]


@pytest.mark.parametrize("pair", NAMED)
def test_a_check_is_tripped(pair):
    found = tripped(pair)
    assert any(
        pair.says in one.message and pair.at in {"", one.source.field, one.source.file} for one in found
    ), [(one.message, one.source) for one in found]


@pytest.mark.parametrize("pair", NAMED)
def test_the_nearest_case_does_not_trip_it(pair):
    found = [one.message for one in judged(pair.rule, pair.near) if pair.says in one.message]
    assert not found


@pytest.mark.parametrize("pair", NAMED)
def test_a_finding_reads_as_people_need_it(pair):
    for one in tripped(pair):
        assert one.source.file
        assert one.fix
        assert one.authority
        assert not one.message.endswith(".")
        assert len(one.message) <= 320
        first = one.message.split()[0]
        assert (
            first[0].islower()
            or first[0].isdigit()
            or first[0] == "'"
            or first in {"Part", "Tab", "C.1", "C.5", "C.6", "C.2.A"}
        ), first


@pytest.mark.parametrize("pair", NAMED)
def test_a_finding_holds_no_name_and_no_a_number(pair):
    for one in tripped(pair):
        told = f"{one.message} {one.fix}"
        assert not [word for word in PRIVATE if word in told]


def test_the_complete_case_has_no_finding_at_all():
    case = a_case()
    assert run(case, facts(case)) == ()


def test_every_check_has_a_pair():
    assert {check.id for check in CHECKS} == {pair.rule for pair in PAIRS}


def test_no_rule_is_judged_twice():
    assert len({check.id for check in CHECKS}) == len(CHECKS)


def test_the_data_says_program_exactly_where_a_check_is():
    assert {check.id for check in CHECKS} == {r.id for r in RULES.values() if r.judged is Judged.PROGRAM}


def test_every_check_has_a_row_in_the_docs():
    text = page()
    assert all(f"| `{check.id}` |" in text for check in CHECKS)


def test_every_check_says_what_it_looks_at():
    points = {rule.id for rule in RULES.values() if rule.subject == "argument"}
    assert all(check.judge.__doc__ for check in CHECKS if check.id not in points)


def test_findings_come_in_the_order_of_the_checks():
    case = a_case("service: {method: mail}", without=["court.judge", "fee_receipt", "children"])
    codes = [one.code for one in run(case, facts(case))]
    order = [check.id for check in CHECKS]
    assert codes == sorted(codes, key=order.index)


def test_a_case_with_nothing_answered_is_told_in_few_lines():
    case = a_case(i589=None, more_forms=())
    empty = a_case(without=[key.split(":")[0] for key in I589.splitlines() if key and key[0] != " "])
    found = run(empty, facts(empty))
    assert len([one for one in found if one.severity is Severity.ERROR]) <= 20
    assert run(case, facts(case)) is not None


def test_a_blank_case_has_no_error_of_ours():
    papers = ("fee_receipt", "hearing_notice", "notice_to_appear")
    case = a_case(i589=None, brief=None, declaration=None, documents=(), without=papers)
    assert [one.code for one in run(case, facts()) if one.severity is Severity.ERROR] == []
