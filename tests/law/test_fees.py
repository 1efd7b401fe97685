"""Fees are dated facts: each day has its amount, and each amount a rule that says so."""

import datetime as dt

import pytest

from asylum_packet.law.fees import fees
from asylum_packet.law.rules import RULES


@pytest.mark.parametrize(
    ("name", "day", "amount"),
    [
        ("application", "2025-07-03", 0),
        ("application", "2025-07-04", 100),
        ("application", "2027-02-01", 100),
        ("annual", "2025-09-30", 100),
        ("annual", "2025-10-01", 102),
        ("annual", "2026-09-30", 102),
        ("annual", "2026-10-01", 105),
    ],
)
def test_a_day_has_its_amount(name, day, amount):
    assert fees().by_name[name].on(dt.date.fromisoformat(day)) == amount


def test_where_no_day_is_settled_the_newest_amount_counts():
    assert fees().by_name["annual"].on(None) == 105


def test_every_fee_names_its_rule_and_cannot_be_waived():
    assert all(fee.rule in RULES and not fee.waivable for fee in fees().by_name.values())


def test_the_amounts_stand_in_the_rules_as_well():
    for fee in fees().by_name.values():
        assert all(f"${amount}" in RULES[fee.rule].summary for _, amount in fee.amounts)
