"""The fee for the application: its receipt is filed with the form."""

from __future__ import annotations

from collections.abc import Iterator

from asylum_packet.case.model import Case
from asylum_packet.checks.rule import Remark, rule
from asylum_packet.facts import Facts


@rule("FEE-receipt-attached")
def receipt_is_there(case: Case, _facts: Facts) -> Iterator[Remark]:
    """An application has its fee receipt."""
    if case.applications and "application" in case.submissions and case.fee_receipt is None:
        yield Remark(
            case.at("fee_receipt"),
            "the application has no fee receipt",
            "pay at epay.eoir.justice.gov and type fee_receipt: papers/fee-receipt.pdf",
        )
