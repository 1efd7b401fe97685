"""Names of cases in text: "Matter of M-E-V-G-", "INS v. Cardoza-Fonseca", and what they are called later.

A name that stands before a citation is read backwards from its comma; where it begins is told by the words
that no name contains ("See", "in") and by the end of the sentence before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from asylum_packet.papers.authorities_values import has_any
from asylum_packet.patterns import Pattern
from asylum_packet.values import Struct

MOST_LETTERS = 200
"""Letters before a citation in which its name is looked for."""
_MOST_WORDS = 14

INITIALS = r"[A-Z](?:-[A-Z]{1,3}){1,7}-?|[A-Z]-"
_WORD = r"[A-ZÀ-Þ][\w'-]{0,40}"
_FURTHER = rf"(?:{_WORD}|de|la|del|los|y|of|the|&|[A-Z]\.)"
_KEYWORD = r"\b(?:(?:In the )?Matter of|In re|In Re|Ex parte)"
_PERSON = rf"(?:[A-Z]\. ?){{0,3}}{_WORD}(?: {_FURTHER}){{0,5}}"
_KEYWORDS = ("atter of ", "In re ", "In Re ", "Ex parte ")
_WHO = rf"(?:(?:{INITIALS})(?:(?:,? (?:&|and) |, )(?:{INITIALS})){{0,6}}|{_PERSON})"
_MATTER = Pattern(rf"(?P<word>{_KEYWORD}) (?P<who>{_WHO})(?:,? et al\.)?")
_MATTER_WORD = Pattern(rf"{_KEYWORD} ")
_ONE = rf"(?:(?:{INITIALS})|{_PERSON})"
_WHO_ALONE = Pattern(rf"(?P<who>{_ONE}(?:(?:,? (?:&|and) |, ){_ONE}){{0,6}})(?:,? et al\.)?")
_VERSUS = Pattern(r" (?:v\.|vs\.|v) (?=[A-ZÀ-Þ])")
_RIGHT = Pattern(
    rf"(?:{_WORD}\.?(?:'s)?|(?:[A-Z]\.){{2,4}})"
    rf"(?:,? (?:{_WORD}\.?|of|the|&|for|de|la|del|y|[A-Z]\.|(?:[A-Z]\.){{1,3}}|et al\.)){{0,8}}"
)
_SHORT_RIGHT = Pattern(
    r"(?:[A-Z]\.){2,4}(?: (?:Att|Dep|Citizenship|Customs|Immigr|Bureau)[\w'.]{0,12}"
    r"(?: (?:of|&|[A-Z][\w'.]{0,20})){0,4}(?<!\.))?"
    rf"|{_WORD}(?: {_WORD}|[ -](?:de|la|del|y) {_WORD}){{0,3}}"
)
_BEFORE_SHORT = Pattern(
    rf"(?<![\w-])((?:{INITIALS})(?:(?:,? (?:&|and) |, )(?:{INITIALS})){{0,4}}"
    rf"|{_WORD}(?: {_WORD}){{0,4}}),? ?$"
)
_ABBREVIATION = Pattern(
    r"(?:[A-Z]\.){1,6}|\w{0,20}'\w{1,3}\.?|(?:Inc|Co|Corp|Ltd|Gen|Bd|Dist|Univ|St|Dr|Jr|Sr|No|Fed|Serv|Immigr"
    r"|Ms|Mr|Mrs|Cnty|Org|Sec|Dept|Assn|Ctr|Comm|Bros|Cent|Hous|Ins|Loc|Mut|Pub|Ry|Sch|Soc|Sys|Tel|Am|rel|al|Off|Nat|Int|Ass"
    r"|Advoc|Auth|Cal|Cath|Cmty|Coll|Def|Dev|Educ|Emp|Exec|Fam|Fin|Found|Guar|Hosp|Hum|Indus|Just|Lab|Laws|Legis|Litig|Mem"
    r"|Mfrs|Mgmt|Mun|Pac|Prot|Ref|Reg|Res|Rev|Rts|Sch|Stat|Tech|Tr|Transp|Twp|Util|Va|Wash)\."
)
_CONNECTORS = {"of", "the", "and", "&", "for", "de", "la", "del", "los", "las", "y", "e", "ex", "rel.", "von",
               "van", "al.", "et", "al", "el", "a"}  # fmt: skip
_OF_THE_UNITED_STATES = ("Att", "Dep", "Dept", "Citizenship", "Customs", "Immigr", "Bureau", "ex", "Steel")
_PARTICLES = {"de", "la", "del", "los", "las", "von", "van", "el", "al"}
_NO_NAME = {
    "see", "cf.", "cf", "but", "accord", "compare", "with", "e.g.", "e.g.,", "also", "contra", "in", "under",
    "citing", "quoting", "both", "and", "or", "as", "because", "since", "when", "while", "although", "here",
    "moreover", "however", "thus", "that", "this", "it", "like", "unlike", "following", "applying", "relying",
    "on", "per", "after", "before", "by", "court", "circuit", "board", "cited", "quoted", "id.",
    "even", "if", "from", "to", "at", "then", "there", "these", "those", "where", "which", "who", "its",
}  # fmt: skip
GOVERNMENT = {
    "ins", "holder", "garland", "barr", "bondi", "lynch", "sessions", "whitaker", "mukasey", "gonzales",
    "ashcroft", "reno", "wilkinson", "rosen", "united states", "u.s.", "att'y gen.",
    "attorney general", "napolitano",
    "nielsen", "mayorkas", "noem", "dhs", "department of homeland security", "uscis", "eoir", "bia", "meese",
    "thornburgh", "mcnary", "ice", "state", "people", "doj", "u.s. att'y gen.",
    "attorney general of the united states", "att'y gen. of u.s.", "immigration & naturalization service",
    "u.s. atty. gen.", "u.s. attorney general", "united states attorney general", "u.s. dep't of justice",
    "u.s. dept. of justice", "u.s. doj",
    "dep't of homeland sec.", "united states department of justice", "trump", "biden",
}  # fmt: skip
"""Parties that give no case its short name."""


class Name(Struct, frozen=True, kw_only=True):
    """The name of a case and where it stands."""

    start: int
    end: int
    text: str


def name_before(text: str, end: int) -> Name | None:
    """Read the name that ends at an offset, apart from a comma."""
    begin = max(0, end - MOST_LETTERS)
    window = text[begin:end].rstrip()
    window = window[:-1].rstrip() if window.endswith(",") else window
    matter = _last(_MATTER_WORD, window)
    versus = _last(_VERSUS, window)
    found = None
    if matter is not None and _WHO_ALONE.fullmatch(window, matter.end()):
        found = (matter.start(), window[matter.start() :])
    if versus is not None and (matter is None or versus.start() > matter.start()):
        found = _two_parties(window, versus)
    if found is None:
        return None
    return Name(start=begin + found[0], end=begin + len(window), text=found[1])


def _last(pattern: Pattern, text: str) -> re.Match[str] | None:
    """Find the last match."""
    every = tuple(pattern.finditer(text))
    return every[-1] if every else None


def is_abbreviation(word: str) -> bool:
    """Say whether a word with a point at its end is short for another, so that no sentence ends with it."""
    return _ABBREVIATION.fullmatch(word) is not None


def _two_parties(window: str, versus: re.Match[str]) -> tuple[int, str] | None:
    """Read "A v. B" where B ends the text."""
    right = window[versus.end() :]
    if not _RIGHT.fullmatch(right):
        return None
    start = _left(window, versus.start())
    return None if start is None else (start, f"{window[start : versus.start()]} v. {right}")


def _left(text: str, end: int) -> int | None:
    """Find where the first party begins, reading its words backwards."""
    start: int | None = None
    at, after = end, ""
    for _ in range(_MOST_WORDS):
        space = text.rfind(" ", max(0, at - 40), at)
        begin = space + 1 if space >= 0 else max(0, at - 40)
        word = text[begin:at]
        bare = word.lstrip("(\"'“‘[")
        if not bare or _stops(bare, after):
            break
        if bare[0].isupper() or bare[0].isdigit() or bare in _PARTICLES:
            start = begin + len(word) - len(bare)
        if bare != word or begin == 0:
            break
        at, after = begin - 1, bare
    return start


def _stops(word: str, after: str) -> bool:
    """Say whether a word cannot be part of the name of a party; `after` is the one behind it, or ""."""
    if word.lower() in _NO_NAME or word.rstrip(",").lower() in _NO_NAME:
        return True
    if word.rstrip(",").endswith((";", ":", ")", "]", "”", "?", "!", "—")):
        return True
    if word.endswith(".") and after and not is_abbreviation(word):
        return True
    if word == "U.S." and after and not after.startswith(_OF_THE_UNITED_STATES):
        return True
    return not word[0].isupper() and not word[0].isdigit() and word not in _CONNECTORS


def names(text: str) -> Iterator[Name]:
    """Find names that stand by themselves: "under Matter of Acosta", "in INS v. Cardoza-Fonseca"."""
    for match in _MATTER.finditer(text) if has_any(text, _KEYWORDS) else ():
        who = match["who"].removesuffix("'s")
        yield Name(start=match.start(), end=match.start("who") + len(who), text=f"{match['word']} {who}")
    for versus in _VERSUS.finditer(text):
        right = _SHORT_RIGHT.match(text, versus.end())
        begin = max(0, versus.start() - MOST_LETTERS)
        start = _left(text[begin : versus.start()], versus.start() - begin)
        if right is not None and start is not None:
            first = text[begin + start : versus.start()]
            yield Name(start=begin + start, end=right.end(), text=f"{first} v. {right[0]}")


def short_name_before(text: str, end: int) -> Name | None:
    """Read the short name that ends at an offset: "Cardoza-Fonseca, " before "480 U.S. at 431"."""
    begin = max(0, end - 80)
    match = _BEFORE_SHORT.search(text, begin, end)
    return Name(start=match.start(1), end=match.end(1), text=match[1]) if match else None


def called(name: str) -> Iterator[str]:
    """Give what a case may be called later, folded: "Matter of Acosta" goes by "acosta"."""
    yield folded(name)
    matter = re.match(rf"{_KEYWORD} (.+)", name)
    if matter:
        yield folded(matter[1])
        return
    first, _, second = name.partition(" v. ")
    for party in (first, second):
        bare = re.sub(r",? et al\.$", "", party)
        if folded(bare) and bare.lower() not in GOVERNMENT:
            yield folded(bare)


def folded(name: str) -> str:
    """Reduce a name to what makes it the same for a reader: letters and digits, "and" as "&"."""
    spread = re.sub(r"\band\b", "&", name.casefold()).replace("in re", "matter of")
    spread = re.sub(r"^in the matter of", "matter of", spread)
    return " ".join(re.sub(r"[^\w&]+", " ", spread).split())


def possible(name: str) -> Iterator[str]:
    """Give the folded names that a stretch of capitalized words may end or begin with, longest first."""
    words = folded(name).split(" ")
    for first in range(len(words)):
        yield " ".join(words[first:])
    for last in range(len(words) - 1, 0, -1):
        yield " ".join(words[:last])
