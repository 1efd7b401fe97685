"""A case that strains the form: more rows than it has boxes, long stories, names in many scripts.

Every value is different from all others, so that where it stands, and how often, can be told.
"""

import re

from asylum_packet.case.answers import Answers
from asylum_packet.fonts.faces import chain, missing
from tests.support.answers589 import every_answer

ROWS = {
    "entries": 5,
    "children": 9,
    "last_addresses": 3,
    "residences": 8,
    "education": 7,
    "employment": 6,
    "siblings": 11,
    "assistants": 4,
}
STORY_LENGTH = 6_000
NAMES = {
    "applicant.first_name": "Łucja-Nguyễn",
    "applicant.last_name": "Žižková",
    "signature.native_alphabet_name": "Люция Жижкова",
    "children[0].first_name": "Мирослав",
    "children[1].first_name": "محمد",
    "children[1].last_name": "العبدالله",
    "children[2].first_name": "נחמה",
    "children[4].first_name": "ნინო",
    "children[5].first_name": "सीता",
    "children[8].last_name": "Şəhriyar",
    "relatives.siblings[7].name": "يوسف",
    "relatives.siblings[9].name": "Володимир",
    "residences[7].city": "Αθήνα",
}
"""Names in Latin with marks, Cyrillic, Arabic, Hebrew, Georgian, Devanagari; some of them on supplements.

The fonts that come with the project have all of these.
"""
MORE_NAMES = {
    "children[3].first_name": "ገብረ",
    "children[6].first_name": "秀英",
    "children[7].first_name": "နှင်းဆီ",
}
"""Names in Ethiopic, Chinese and Burmese, for which a font has to be installed."""


def stress() -> Answers:
    """Give the answers, in as many scripts as this machine can print."""
    printable = {key: name for key, name in MORE_NAMES.items() if not missing(name, chain("mono"))}
    return _named(_with_stories(every_answer(**ROWS)), NAMES | printable)


def story(number: int) -> str:
    """Tell a story of 6,000 letters whose sentences are all different."""
    told, line = "", 0
    while len(told) < STORY_LENGTH:
        line += 1
        end = "\n\n" if line % 9 == 0 else " "
        told += f"Q{number}S{line} they came to the house at night and asked for my brother.{end}"
    return told.strip()[:STORY_LENGTH].rstrip()


def _with_stories(part, number=None):
    number = number if number is not None else iter(range(1, 100))
    updates = {}
    for name in type(part).model_fields:
        value = getattr(part, name)
        if name == "explanation":
            updates[name] = story(next(number))
        elif hasattr(type(value), "model_fields"):
            updates[name] = _with_stories(value, number)
    return part.model_copy(update=updates)


def _named(part, names):
    for path, name in names.items():
        part = _set(part, re.findall(r"\w+", path), name)
    return part


def _set(part, steps, value):
    step, *rest = steps
    if isinstance(part, tuple):
        index = int(step)
        return (*part[:index], _set(part[index], rest, value) if rest else value, *part[index + 1 :])
    return part.model_copy(update={step: _set(getattr(part, step), rest, value) if rest else value})
