"""The wording of particular social groups, from one place: case.yaml, or where it has none the form itself.

A group that is worded anew later is not heard (Matter of W-Y-C- & H-O-B-, 27 I&N Dec. 189 (BIA 2018)), so the
form and the brief must not differ. `{groups}` in an answer of Part B stands for the wording of case.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from asylum_packet.case.answers import Answers, Claim, Explained

TOKEN: Final = "{groups}"
_QUOTED: Final = re.compile(
    r"(?:social\s+groups?|\bPSGs?\b)[^“\"]{0,120}[“\"]([^”\"]{10,300})[”\"]", re.IGNORECASE
)


def explanations(claim: Claim) -> Iterator[tuple[str, str]]:
    """Yield the explanations of Part B with their keys, in the form's order."""
    for name in type(claim).model_fields:
        value = getattr(claim, name)
        if isinstance(value, Explained):
            yield f"claim.{name}.explanation", value.explanation


def quoted_groups(claim: Claim) -> tuple[str, ...]:
    """Give the groups that Part B words in quotation marks, each once, in the form's order."""
    text = " ".join(" ".join(explanation for _, explanation in explanations(claim)).split())
    return tuple(dict.fromkeys(_QUOTED.findall(text)))


def with_groups(answers: Answers, groups: tuple[str, ...]) -> Answers:
    """Give the answers with the wording of the groups in the place of every `{groups}`."""
    words = "; ".join(f"“{group}”" for group in groups)
    changed = {
        name: value.model_copy(update={"explanation": value.explanation.replace(TOKEN, words)})
        for name in type(answers.claim).model_fields
        if isinstance(value := getattr(answers.claim, name), Explained) and TOKEN in value.explanation
    }
    return (
        answers.model_copy(update={"claim": answers.claim.model_copy(update=changed)}) if changed else answers
    )
