"""The rules that are looked for in every finished file: their ids, which end the messages that tell of them.

A build that breaks one is not published (`ProofError`); only the size of a single page is told as a finding,
because a person has to mend it. `law/rules.yaml` calls exactly these rules proven.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

PAGED = "ICPM-3.3-pagination"
BRIEF_PAGED = "ICPM-4.19-paginated"
CONTINUOUS = "ICPM-3.3-pagination-continuous"
LETTER = "CFR-1003.32-paper"
UPRIGHT = "ECAS-orientation"
BOOKMARKS = "ECAS-bookmarks"
LINKS = "ECAS-links"
NO_ENCRYPTION = "ECAS-no-encryption"
NO_ACTIVE = "ECAS-no-active-content"
HIDDEN = "PII-metadata"
FORMAT = "ECAS-format"
NAMES = "ECAS-filename-chars"
PART_NAMES = "ECAS-split-naming"
ALONE = "ECAS-no-combining"
SIZE = "ECAS-size-25MB"
SIZE_AIM = "ECAS-size-safety"

PROVEN = (
    PAGED,
    BRIEF_PAGED,
    CONTINUOUS,
    LETTER,
    UPRIGHT,
    BOOKMARKS,
    LINKS,
    NO_ENCRYPTION,
    NO_ACTIVE,
    HIDDEN,
    FORMAT,
    NAMES,
    PART_NAMES,
    ALONE,
    SIZE,
    SIZE_AIM,
)
"""All of them."""


def under(rule: str, faults: Iterable[str]) -> Iterator[str]:
    """End each fault with the rule that it breaks."""
    return (f"{fault} [{rule}]" for fault in faults)
