"""Whether the form is complete as a whole, told once: what an incomplete one costs is easily overlooked."""

from __future__ import annotations

from collections.abc import Iterator

from asylum_packet.case.model import Case
from asylum_packet.checks.blanks import applicant_items_answered, required_items_answered
from asylum_packet.checks.claim import every_yes_is_explained
from asylum_packet.checks.rule import Remark, rule
from asylum_packet.checks.signing import part_d_is_answered, part_d_is_signed, part_d_is_signed_last
from asylum_packet.facts import Facts
from asylum_packet.findings import Severity, Source

_PARTS = (
    ("items without an answer", (required_items_answered, applicant_items_answered)),
    ("a yes that is not explained", (every_yes_is_explained,)),
    ("Part D not answered", (part_d_is_answered,)),
    ("Part D not signed", (part_d_is_signed, part_d_is_signed_last)),
)


@rule("CFR-1208.3c3-complete")
def form_is_complete(case: Case, facts: Facts) -> Iterator[Remark]:
    """Every question is answered, every yes explained, and Part D signed."""
    if "application" not in case.submissions:
        return
    missing = [
        words
        for words, checks in _PARTS
        if any(one.severity is not Severity.NOTE for check in checks for one in check.judge(case, facts))
    ]
    if missing:
        yield Remark(
            Source(file=case.applications[0].file),
            f"the form is not complete yet: {', '.join(missing)}",
            "complete it before filing: the court can send an incomplete form back, and it does not start the"
            " 150 days after which a work permit can be asked for",
            Severity.NOTE,
        )
