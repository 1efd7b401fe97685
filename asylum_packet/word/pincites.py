"""Pin cites in Word: printed as text, with what was typed kept beside it where Word keeps it too.

A cite is the result of an ADDIN field, as reference managers write theirs: it reads and prints as plain text
("Tab C at 47"), updating fields leaves it alone, and its instruction brings `[@police-report 3]` back when
the file is imported, as long as nobody changed the text.
"""

from __future__ import annotations

import re

_FIELD = re.compile(r'\s*ADDIN\s+asylum-packet\s+"(?P<cite>@[^"]{1,400})"\s+"(?P<shown>[^"]*)"\s*')
_SPACES = re.compile(r"\s+")


def instruction(cite: str, shown: str) -> str:
    """Write the instruction of a field that shows a cite."""
    return f'ADDIN asylum-packet "{_plain(cite)}" "{_plain(shown)}"'


def typed(text: str, shown: str) -> str | None:
    """Give the cite as it was typed, "" where its words were changed, None where it is no cite of ours."""
    match = _FIELD.fullmatch(text)
    if match is None:
        return None
    return match["cite"] if match["shown"] == _plain(shown) else ""


def _plain(text: str) -> str:
    """Put a text between straight quotation marks on one line."""
    return _SPACES.sub(" ", text.replace('"', "”")).strip()
