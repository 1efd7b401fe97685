"""Boxes of Form I-589 that are no keys: filled in by themselves, or left for somebody's hand."""

from __future__ import annotations

import re
from typing import Final

_DERIVED: Final = tuple(
    (re.compile(pattern), reason, fix)
    for pattern, reason, fix in (
        (
            r"children(\[\d*\])?\.(total|any)",
            "is filled in by itself",
            "list the children, or write children: []",
        ),
        (
            r"spouse\.not_married",
            "is filled in by itself from applicant.marital_status",
            "delete the line, and give applicant.marital_status",
        ),
        (
            r".*\bphone_(area|number)",
            "is filled in by itself from phone",
            "write phone: 410-555-0100 instead",
        ),
        (
            r"supplement_[ab]\b.*",
            "is filled in by itself when answers are long",
            "write the answer at its question",
        ),
        (
            r"(signature|preparer)\.signature",
            "is left for the hand",
            "delete the line; the person signs on paper",
        ),
        (
            r"(signature|preparer)\.date",
            "is left for the hand",
            "delete the line; the person dates it on signing",
        ),
        (r"office\b.*", "is left for the court and USCIS", "delete the line"),
        (r"interview\b.*", "is left for the asylum interview", "delete the line"),
        (r"hearing\b.*", "is left for the hearing before the judge", "delete the line"),
    )
)


def derived_reason(key: str) -> tuple[str, str] | None:
    """Say why a dotted key may not be written, and what to do instead; None where it is no such key."""
    return next(((reason, fix) for pattern, reason, fix in _DERIVED if pattern.fullmatch(key)), None)
