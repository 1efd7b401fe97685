"""Checks end, quickly and without an exception, whatever a case says."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylum_packet.checks import run
from tests.support.inline_case import a_case, facts

WORDS = st.sampled_from(
    ["social group", '"', "“", "In re ", "I. & N. Dec", "123-45-6789", "\n", "# ", " ", "§"]
)
TEXT = st.lists(st.one_of(st.text(max_size=20), WORDS), max_size=30).map("".join)


@given(brief=TEXT, declaration=TEXT)
def test_any_brief_and_any_declaration_can_be_judged(brief, declaration):
    case = a_case(brief=brief, declaration=declaration)
    assert isinstance(run(case, facts(case)), tuple)


@pytest.mark.parametrize(
    "text",
    ["social group " * 20_000, 'social group "' * 20_000, "I . " * 50_000, "In re " * 40_000, "1" * 300_000],
)
def test_a_long_brief_made_to_be_slow_is_judged_in_a_moment(text):
    case = a_case(brief=text)
    started = time.process_time()
    run(case, facts(case))
    assert time.process_time() - started < 2


def test_a_case_is_judged_in_a_blink():
    case = a_case()
    known = facts(case)
    run(case, known)
    started = time.process_time()
    run(case, known)
    assert time.process_time() - started < 0.25
