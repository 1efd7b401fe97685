"""The authorities as data: complete, well-formed, true to themselves, and found by the key people cite."""

import datetime as dt
import re

import pytest

from asylum_packet.law.authorities import AUTHORITIES, Kind, Status, find, named
from asylum_packet.law.rules import Confidence

EVERY = [pytest.param(one, id=one.key) for one in AUTHORITIES.values()]
CASES = {Kind.SUPREME, Kind.CIRCUIT, Kind.AGENCY}


@pytest.mark.parametrize("one", EVERY)
def test_every_authority_says_what_it_is_cited_for(one):
    assert one.topics
    assert all(re.fullmatch(r"[a-z][A-Za-z -]+", topic) for topic in one.topics)
    assert one.checked == dt.date(2026, 11, 22)


@pytest.mark.parametrize("one", EVERY)
def test_the_key_stands_in_the_citation(one):
    plain = one.citation.replace("C.F.R. § ", "CFR ").replace("INA § ", "INA ").replace("Fed. Reg.", "FR")
    plain = plain.replace("Policy Memorandum", "PM").replace("Pub. L. No.", "Pub. L.")
    assert one.key in plain


@pytest.mark.parametrize("one", [p for p in EVERY if p.values[0].kind in CASES])
def test_a_case_has_a_name_a_court_and_a_year(one):
    assert re.fullmatch(
        r"(Matter of|.+ v\.) .+, .+ \((BIA |A\.G\. |U\.S\. Mar\. 4, )?(19|20)\d\d\)", one.citation
    )
    assert one.short == () or all(name in one.citation for name in one.short)


@pytest.mark.parametrize("one", [p for p in EVERY if p.values[0].status is not Status.GOOD])
def test_what_is_not_good_law_says_what_happened(one):
    assert len(one.why) > 20
    assert not one.why.endswith(".")
    assert one.why[0].islower()


@pytest.mark.parametrize("one", EVERY)
def test_what_replaced_an_authority_is_listed_too(one):
    assert not one.replaced_by or one.replaced_by in AUTHORITIES
    assert one.replaced_by or not one.status.is_bad


def test_no_chain_of_replacements_goes_in_circles():
    for one in AUTHORITIES.values():
        seen = {one.key}
        while one.replaced_by:
            one = AUTHORITIES[one.replaced_by]
            assert one.key not in seen
            seen.add(one.key)


def test_what_is_read_in_a_source_names_it():
    unnamed = {Confidence.VERIFIED, Confidence.SECONDARY}
    assert [one.key for one in AUTHORITIES.values() if one.confidence in unnamed and not one.source] == []


@pytest.mark.parametrize(
    ("key", "citation"),
    [
        ("26 I&N Dec. 227", "Matter of M-E-V-G-, 26 I&N Dec. 227 (BIA 2014)"),
        ("INA 208(b)(1)(B)(i)", "INA § 208(b)(1)(B)(i)"),
        ("INA 208(d)(6)(A)", "INA § 208(d)(6)"),
        ("8 CFR 1208.33(a)(1)", "8 C.F.R. § 1208.33"),
        ("8 CFR 1208.13(b)(1)(i)-(ii)", "8 C.F.R. § 1208.13(b)(1)"),
    ],
)
def test_an_authority_is_found_by_its_key_or_that_of_a_section_above(key, citation):
    assert find(key).citation == citation


@pytest.mark.parametrize("key", ["", ")", "(a)", "26 I&N Dec. 2270", "8 CFR 9999.1(a)", "no such thing"])
def test_what_is_not_listed_is_not_known(key):
    assert find(key) is None


def test_a_name_that_several_decisions_bear_gives_all_of_them():
    assert [one.key for one in named("A-B-")] == ["27 I&N Dec. 316", "28 I&N Dec. 199", "28 I&N Dec. 307"]
    assert named("Garcia") == ()


def test_the_decisions_taken_back_are_marked():
    bad = {one.key for one in AUTHORITIES.values() if one.status.is_bad}
    assert {"26 I&N Dec. 388", "26 I&N Dec. 319", "28 I&N Dec. 307", "20 I&N Dec. 116"} <= bad
