"""From answers to what is written in each box: one text or one tick for every key of the form.

The form splits telephones in two, counts the children, repeats the applicant's name and number on every
supplement, and asks to tick "not married" where the marital status already says so. Nothing else is derived;
everything else is printed as it was answered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from asylum_packet.case.answers import Answers, leaves
from asylum_packet.case.values import joined_name
from asylum_packet.fonts.latin import other_letters, unaccented
from asylum_packet.fonts.text import in_one_line, tidy

_NORTH_AMERICAN = re.compile(r"(?:\+?1[\s.\-]*)?\(?(\d{3})\)?[\s.\-]*(\d{3})[\s.\-]*(\d{4})")
_SEPARATED_DIGITS = re.compile(r"[\d\s\-]+")
_NINE_DIGITS = ("ssn",)
_TWELVE_DIGITS = ("uscis_account_number",)
_UNMARRIED = {"single", "divorced", "widowed"}


def written(answers: Answers) -> Mapping[str, str]:
    """Give the text, or the answer to tick, of every key that is answered, in the answers' order.

    Telephones appear as their halves ("phone_area", "phone_number"); children are numbered from 0 without
    limit; supplements are not here, because how many are used depends on what overflows.
    """
    found: dict[str, str] = {}
    for key, answer in leaves(answers):
        text = tidy(answer).strip() if key.endswith(".explanation") else in_one_line(answer)
        if text and key != "children":
            found.update(_boxes_of(key, text))
    found.update(_derived(answers))
    return found


def _boxes_of(key: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield what an answer puts into its box or boxes."""
    name = key.rsplit(".", 1)[-1]
    if name == "phone":
        yield from telephone(key, text)
    elif name in _NINE_DIGITS:
        yield key, _digits(text, 9)
    elif name in _TWELVE_DIGITS:
        yield key, _digits(text, 12)
    else:
        yield key, text


def telephone(key: str, text: str) -> Iterator[tuple[str, str]]:
    """Split a telephone number of North America; any other goes whole into the second box."""
    match = _NORTH_AMERICAN.fullmatch(text)
    if match:
        yield f"{key}_area", match[1]
        yield f"{key}_number", f"{match[2]}-{match[3]}"
    else:
        yield f"{key}_number", text


def _digits(text: str, count: int) -> str:
    """Drop spaces and hyphens between digits; leave "None" and anything unexpected as it is."""
    digits = re.sub(r"\D", "", text)
    return digits if _SEPARATED_DIGITS.fullmatch(text) and len(digits) == count else text


def _derived(answers: Answers) -> Iterator[tuple[str, str]]:
    """Yield what follows from other answers."""
    if answers.children is not None:
        yield "children.any", "yes" if answers.children else "no"
        if answers.children:
            yield "children.total", str(len(answers.children))
    if answers.applicant.marital_status in _UNMARRIED:
        yield "spouse.not_married", "yes"
    if not answers.signature.printed_name and full_name(answers):
        yield "signature.printed_name", full_name(answers)


_AS_WRITTEN = frozenset({"signature.native_alphabet_name"})


def in_latin(texts: Mapping[str, str]) -> Mapping[str, str]:
    """Write every answer in unaccented Latin letters, but the name that is asked in the native alphabet."""
    return {key: text if key in _AS_WRITTEN else unaccented(text) for key, text in texts.items()}


def not_in_latin(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the answers that still hold letters of another script, each with the first such letter."""
    for key, text in texts.items():
        strange = () if key in _AS_WRITTEN else other_letters(text)
        if strange:
            yield key, strange[0]


def full_name(answers: Answers) -> str:
    """Give the applicant's name as supplements print it: first, middle, last."""
    applicant = answers.applicant
    return in_one_line(joined_name(applicant.first_name, applicant.middle_name, applicant.last_name))
