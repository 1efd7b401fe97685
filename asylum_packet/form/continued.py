"""Which answer a page of Supplement B continues, in the many ways people write part and question."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from asylum_packet.case.questions import QUESTIONS
from asylum_packet.values import Struct

_REFERENCE = re.compile(
    r"\(?(?:please )?(?:see|refer to|continued on|cont(?:inue|\.)?d? on|cont\.) (?:the )?(?:attached )?"
    r"(?:form i-?589,? )?supp(?:lement)?\.? ?b?(?: form i-?589)?"
    r"(?:,? (?:page|p\.?|pg\.?)? ?(?:b-)?\d*)?\)?\.?",
    re.IGNORECASE,
)
_WORDS = re.compile(r"\b(?:PART|QUESTION|QUEST|ITEM|NUMBER|NO|NUM|Q|SECTION)\b\.?|[^A-Z0-9]")


class Continued(Struct):
    """A page of Supplement B as it is read: its page in the file, and what its three boxes hold."""

    page: int
    part: str = ""
    question: str = ""
    text: str = ""


@cache
def _long_answers() -> Mapping[str, str]:
    """Give the key of every long answer by its part and item run together: "B1A", "C2"."""
    found = {}
    for asked in QUESTIONS:
        if asked.key.endswith(".explanation"):
            found[_WORDS.sub("", f"{asked.part}{asked.item}".upper())] = asked.key
    for item in ("C2A", "C2B"):
        found[item] = found["C2"]
    return found


def continued_key(part: str, question: str) -> str:
    """Give the key of the long answer that part and question name, "" where they name none or several."""
    which, where = (_WORDS.sub("", text.upper()) for text in (question, part))
    names = [where + which]
    if which.startswith(where):  # "Part B, question B.1.A", or no part at all
        names.append(which)
    return next((known for name in names if (known := _long_answers().get(name))), "")


def without_reference(text: str) -> str:
    """Drop the words that only say where an answer goes on: the whole of a text, or its last line."""
    lines = text.split("\n")
    if lines and _REFERENCE.fullmatch(lines[-1].strip()):
        lines.pop()
    return "\n".join(lines).strip()
