"""What is said of an authority that was taken back, and how loudly."""

import pytest

from asylum_packet.checks.authorities import no_authority_was_taken_back as check
from asylum_packet.findings import Severity
from asylum_packet.law.authorities import AUTHORITIES, Status
from tests.checks.pairs.writing import authorities
from tests.support.inline_case import a_case, facts


def judged(*keys: str):
    return tuple(check.findings(a_case(), facts(**authorities(*keys)["facts"])))


def test_a_decision_that_was_overruled_is_a_warning_with_what_replaced_it():
    (one,) = judged("26 I&N Dec. 388")
    assert one.severity is Severity.WARNING
    assert "Matter of S-S-F-M-, 29 I&N Dec. 207 (A.G. 2025)" in one.fix
    assert str(one.source) == "brief/argument.md:4"


def test_a_brief_that_cites_what_replaced_it_too_is_only_reminded():
    (one,) = judged("26 I&N Dec. 388", "29 I&N Dec. 207")
    assert one.severity is Severity.NOTE


@pytest.mark.parametrize("key", ["27 I&N Dec. 316", "27 I&N Dec. 40", "EOIR PM 25-36"])
def test_what_is_questioned_or_uncertain_is_a_note(key):
    (one,) = judged(key)
    assert one.severity is Severity.NOTE
    assert "checked 2026-11-22" in one.message


def test_good_law_and_what_we_do_not_know_say_nothing():
    good = [one.key for one in AUTHORITIES.values() if one.status is Status.GOOD]
    assert judged(*good, "1 F.4th 1", "") == ()


def test_every_finding_fits_a_line_of_the_report():
    for one in AUTHORITIES.values():
        assert all(len(found.message) <= 320 for found in judged(one.key))
