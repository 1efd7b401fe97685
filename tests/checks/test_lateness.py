"""A late filing is an error until the motion that asks the court to accept it goes with it."""

import pytest

from asylum_packet.findings import Severity
from tests.checks.pairs.pair import judged

LATE = {
    "DL-judge-order-controls": "filings_due: 2027-01-31",
    "DL-individual-nondetained-30": "filing: {date: 2027-02-09}",
}


@pytest.mark.parametrize("rule", LATE)
def test_lateness_with_its_motion_is_a_warning(rule):
    (alone,) = judged(rule, {"case": LATE[rule]})
    (asked,) = judged(rule, {"case": f"motions: [late-filing]\n{LATE[rule]}"})
    assert (alone.severity, asked.severity) == (Severity.ERROR, Severity.WARNING)
