"""Small questions about texts that several checks ask: what a list is called, which words occur, where."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from asylum_packet.case.model import Case, TextFile
from asylum_packet.findings import Source

MOST_KEYS_LISTED = 8
_HYPHENS_AND_POINTS = re.compile(r"[-‐‑–.,'’]")


def listed(keys: Sequence[str]) -> str:
    """Name keys in a message: the first few, and how many more there are."""
    if len(keys) <= MOST_KEYS_LISTED:
        return ", ".join(keys)
    return f"{', '.join(keys[:MOST_KEYS_LISTED])} and {len(keys) - MOST_KEYS_LISTED} more"


def is_none(text: str) -> bool:
    """Say whether an answer says that there is nothing, or that it is not known."""
    return folded(text) in {"none", "n/a", "na", "not applicable", "unknown", "no", "never"}


def folded(text: str) -> str:
    """Reduce a text to what makes it the same for a reader: no case, accents, hyphens or double spaces."""
    bare = text.casefold()
    if not bare.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    return " ".join(_HYPHENS_AND_POINTS.sub(" ", bare).split())


def lines_with(texts: Iterable[TextFile], pattern: re.Pattern[str]) -> Iterator[tuple[Source, re.Match[str]]]:
    """Yield every match in the texts with its place, 1-based."""
    for text in texts:
        for number, line in enumerate(text.text.splitlines(), start=1):
            for match in pattern.finditer(line):
                yield Source(file=text.file, line=number, column=match.start() + 1), match


def says(texts: Iterable[TextFile], pattern: re.Pattern[str]) -> bool:
    """Say whether any of the texts holds a match, also across the end of a line."""
    return any(pattern.search(_in_a_line(text.text)) for text in texts)


@lru_cache(maxsize=64)
def _in_a_line(text: str) -> str:
    """Put a text on one line; many rules look through the same ones."""
    return " ".join(text.split())


def titles(case: Case) -> list[str]:
    """Give the titles of all documents, folded; those that an earlier filing holds too."""
    earlier = case.earlier.documents if case.earlier else ()
    return [
        *(folded(document.title) for document in case.documents),
        *(folded(one.title) for one in earlier),
    ]
