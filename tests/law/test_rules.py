"""The rules as data: complete, well-formed, quick to read, and printed in the docs."""

import datetime as dt
import re

import pytest

from asylum_packet.findings import Severity, Source
from asylum_packet.law.rules import RULES, Confidence, finding, rule
from tests.law.rules_page import PAGE, page


def test_there_are_two_hundred_and_six_rules():
    assert len(RULES) == 206


def test_a_rule_is_found_by_its_id():
    found = rule("CFR-1003.33-translation")
    assert (found.id, found.severity) == ("CFR-1003.33-translation", Severity.ERROR)
    assert found.confidence is Confidence.VERIFIED
    assert found.read == dt.date(2026, 11, 22)


def test_an_unknown_id_is_a_key_error():
    with pytest.raises(KeyError):
        rule("CFR-0000")


@pytest.mark.parametrize("one", RULES.values(), ids=RULES.keys())
def test_every_rule_says_what_it_asks_and_where_that_is_written(one):
    assert re.fullmatch(r"[A-Z][A-Za-z0-9.\-]+", one.id)
    assert 20 <= len(one.summary) <= 140
    assert not one.summary.endswith(".")
    assert 5 <= len(one.authority) <= 110


def test_a_finding_takes_weight_and_authority_from_its_rule():
    source = Source(file="case.yaml", line=3)
    found = finding("CFR-1003.33-translation", "it is in Spanish", source=source, fix="translate it")
    assert (found.code, found.severity) == ("CFR-1003.33-translation", Severity.ERROR)
    assert (found.source, found.fix) == (source, "translate it")
    assert found.authority == "8 CFR 1003.33; ICPM 3.3(a)"


def test_a_finding_can_weigh_less_than_its_rule():
    assert finding("CFR-1003.33-translation", "m", severity=Severity.NOTE).severity is Severity.NOTE


@pytest.mark.parametrize(
    ("id_", "warning"),
    [
        ("ICPM-3.2-pos-truth", "official text not seen"),
        ("ICPM-3.3-tabs", "unverified"),
        ("FEE-withholding-only", "unsure"),
    ],
)
def test_an_authority_nobody_read_officially_says_so(id_, warning):
    assert warning in finding(id_, "m").authority


def test_the_page_of_the_docs_is_current():
    assert PAGE.read_text(encoding="utf-8") == page(), "type: python -m tests.law.rules_page"


@pytest.mark.parametrize("id_", RULES)
def test_every_rule_has_a_row_in_the_docs(id_):
    assert page().count(f"| `{id_}` |") == 1
