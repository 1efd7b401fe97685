"""The fees for an application: their receipts are filed with it; the amounts are data (`law/fees.yaml`)."""

from __future__ import annotations

from collections.abc import Iterator

from asylum_packet.case.model import Case
from asylum_packet.checks.rule import SILENCE, Remark, rule
from asylum_packet.facts import Facts
from asylum_packet.findings import Severity
from asylum_packet.law.fees import fees


@rule("FEE-receipt-attached")
def receipt_is_there(case: Case, _facts: Facts) -> Iterator[Remark]:
    """An application has its fee receipt, where a fee is due on the day of filing."""
    amount = fees().by_name["application"].on(case.filing.date)
    if case.applications and "application" in case.submissions and case.fee_receipt is None and amount:
        yield Remark(
            case.at("fee_receipt"),
            f"the application has no fee receipt; the fee is ${amount} for each application, without waiver",
            f"pay at {fees().pay_at} and type fee_receipt: papers/fee-receipt.pdf",
        )


@rule("FEE-asylum-100")
def every_application_is_paid(case: Case, facts: Facts) -> Iterator[Remark]:
    """The receipt has a page at least for each application, as the fee is due for each."""
    amount, count = fees().by_name["application"].on(case.filing.date), len(case.applications)
    receipt = facts.files.get(case.fee_receipt or "")
    if amount and "application" in case.submissions and receipt is not None and receipt.count < count:
        pages = "1 page" if receipt.count == 1 else f"{receipt.count} pages"
        yield Remark(
            case.at("fee_receipt"),
            f"the fee receipt has {pages}, and {count} applications are filed; ${amount} is due for each",
            f"put all receipts into one PDF; where one page shows every payment, say so: {SILENCE}",
            Severity.WARNING,
        )


@rule("FEE-aaf-amount")
def annual_receipt_is_of_the_year(case: Case, _facts: Facts) -> Iterator[Remark]:
    """A receipt for the annual fee is compared with the amount of its year, by a person."""
    if case.annual_fee_receipt is None or "application" not in case.submissions:
        return
    amounts = ", ".join(f"${amount} from {day}" for day, amount in fees().by_name["annual"].amounts)
    yield Remark(
        case.at("annual_fee_receipt"),
        f"the annual fee changes from year to year: {amounts}",
        "compare the receipt with the amount of its year, and with the judge's order",
        Severity.NOTE,
    )


@rule("FEE-receipt-match")
def one_receipt_is_one_file(case: Case, _facts: Facts) -> Iterator[Remark]:
    """The receipts for the application and for the annual fee are two papers."""
    if case.fee_receipt is not None and case.fee_receipt == case.annual_fee_receipt:
        yield Remark(
            case.at("annual_fee_receipt"),
            "annual_fee_receipt and fee_receipt are the same file",
            "name the receipt of each payment",
        )
