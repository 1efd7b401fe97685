"""Letters of exhibits: A to Z, then AA, BB, CC: doubled letters (ICPM 3.3(c), tabs)."""

from __future__ import annotations

import re

_LABEL = re.compile(r"([A-Z])\1{0,9}")


def tab_label(number: int) -> str:
    """Give the letter of the `number`-th tab (1-based): 1 is A, 26 is Z, 27 is AA, 28 is BB."""
    if not 1 <= number <= 260:
        raise ValueError(f"no letter for tab {number}: tabs run from 1 to 260")
    times, letter = divmod(number - 1, 26)
    return chr(ord("A") + letter) * (times + 1)


def tab_number(label: str) -> int:
    """Give the place of a tab letter in the sequence: A is 1, Z is 26, BB is 28.

    Raises:
        ValueError: Not one letter, or the same letter repeated.
    """
    if not _LABEL.fullmatch(label):
        raise ValueError(f"'{label}' is not a tab letter: A to Z, then AA, BB, CC")
    return (len(label) - 1) * 26 + ord(label[0]) - ord("A") + 1


def stamp(tab: str | None, page: int) -> str:
    """Give what is printed on a page, which is also its page label: "Tab C - 47" or "47"."""
    return f"Tab {tab} - {page}" if tab else str(page)
