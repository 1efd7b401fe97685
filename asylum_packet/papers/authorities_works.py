"""What a brief cites by author, title or number: books, law reviews, papers of the United Nations, and more.

Orders of the President, country reports and the codes of the states are told here too.

A work is listed as it is written, from its author on, without the page or paragraph that is pointed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from asylum_packet.papers.authorities_names import is_abbreviation
from asylum_packet.papers.authorities_values import Group, Hit, What, has_any
from asylum_packet.patterns import Pattern

_MOST_BEFORE = 240
"""Letters before the number of a work in which its author and title are looked for."""
_YEAR = r"(?: ?\((?:[^()]{0,40}[ .])?(?:1[89]|20)\d\d(?: ed\.)?\))?"
_PARAGRAPHS = Pattern(r",? ¶{1,2} ?\d{1,4}(?:[-–]\d{1,4})?")
_PIN = r"(?:,? ¶{1,2} ?\d{1,4}(?:[-–]\d{1,4})?|,? at \d{1,4}(?:[-–]\d{1,4})?|, \d{1,4}(?:[-–]\d{1,4})?)"
_EDITION = r" \((?:[\w.]{1,10} )?ed\. (?:18|19|20)\d\d\)"
_PINS = Pattern(rf"{_PIN}(?=[,. (;]|$)")
_BOUNDARY = Pattern(
    r"; |(?:(?P<word>[\w']{1,20})|[)\]])[.?!]['\"”’]? (?=[A-Z“\"])"
    r"|\b(?:[Ss]ee(?:,? e\.g\.,?|,? also|,? generally)?|[Cc]f\.|[Aa]ccord|[Cc]iting|[Qq]uoting|[Bb]ut see) "
)
_SMALL = "of|the|and|in|on|for|to|a|an|at|by|from|with|as|or"
_PROSE = Pattern(
    rf"(?<![\w'-])(?!(?:{_SMALL}|et|al|de|la|el|del|y|ed|eds|vol|no)\b)[a-z]{{2,20}} (?:(?:{_SMALL}) ){{0,4}}"
)
"""A word that no title has, and the small words behind it: "as explained in"."""
# These patterns are compiled where their signs stand: few briefs cite such works.
_NUMBERED = (
    rf"(?:\bU\.? ?N\.? Doc\.? [A-Z]{{1,6}}[\w/.-]{{1,40}}(?<![.,])(?:{_PIN})?{_YEAR}"
    r"|(?<![\w.$/,-])\d{1,3} (?:[A-Z][A-Za-z'.&]{0,12} ){0,6}"
    rf"(?:L\. ?Rev\.|L\. ?J\.|L\. ?Q\.|J\. (?:[A-Z][\w.'&]{{0,12}} ){{0,4}}?[A-Z][\w.'&]{{0,12}})"
    rf" (?:[A-Z][a-z]{{2,9}}\.? )?\d{{1,4}}(?:{_PIN})?{_YEAR}"
    rf"|,? §{{1,2}} ?\d{{1,3}}:\d{{1,3}}(?:[-–]\d{{1,3}})?{_YEAR}"
    rf"|(?:,? §{{1,2}})? \d{{1,4}}(?:[.–-]\d{{1,4}})?{_EDITION})"
)
_SIGNS_OF_A_NUMBER = ("Doc", "Rev.", "L.", "J.", "ed. ", "§")
_SIGNS_OF_A_TITLE = ("Restatement", "Order", "Proc", "Determination", "Human Rights Practices")
_TITLED = (
    r"\bRestatement \((?:First|Second|Third|Fourth)\) (?:of )?[A-Z][A-Za-z ]{2,60}?(?:,? §{1,2} ?\d{1,4})"
    rf"{_YEAR}"
    r"|\b(?:Exec(?:utive|\.) Order|(?:Presidential )?Proc(?:lamation|\.)|Presidential Determination)"
    r"(?: No\.)? (?:\d{1,2},?\d{3}|\d{4}-\d{2})"
    r"(?:,? (?:§ ?\d{1,2}(?:\(\w\)){0,2}, )?\d{2,3} Fed\. Reg\. [\d,]{3,7}"
    rf"(?: ?\([A-Z][a-z]{{2,8}}\.? \d{{1,2}}, \d{{4}}\))?)?"
    r"|\b(?:U\. ?S\. )?(?:Dep't|Department) of State,?(?: Bureau of [A-Z][\w', &]{5,60},)? ?(?:\d{4} )?"
    r"(?:Country )?Reports? on Human Rights Practices"
    r"(?:(?: for)? \d{4})?(?:[:,]? ?(?:[A-Z][\w']{1,20} ?){1,4})?"
    rf"(?:,? ?§{{1,2}} ?\d{{1,2}}(?:\.?[A-Za-z])?(?:\.\d)?\.?)?{_YEAR}"
)
_SECTION_BEHIND = Pattern(
    rf",? §{{1,2}} ?\d{{1,3}}:\d{{1,3}}(?:[-–]\d{{1,3}})?(?= ?\(|$)"
    rf"|(?:,? §{{1,2}})? \d{{1,4}}(?:[.–-]\d{{1,4}})?(?={_EDITION})"
)
_SECTION_OF_A_REPORT = Pattern(r"(?<=[a-z]),? §{1,2} ?\d{1,2}\.?[A-Za-z](?:\.\d)?\.?(?= ?\(|$)")

_STATES = (
    "Ala", "Ariz", "Ark", "Cal", "Colo", "Conn", "Del", r"D\.C", "Fla", "Ga", "Haw", "Ill", "Ind", "Kan",
    "Ky", "La", "Me", "Md", "Mass", "Mich", "Minn", "Miss", "Mo", "Mont", "Neb", "Nev", r"N\. ?[HJMYCD]",
    "Okla", "Or", "Pa", r"R\.I", r"S\. ?[CD]", "Tenn", "Tex", "Vt", "Va", "Wash", r"W\. ?Va", "Wis", "Wyo",
)  # fmt: skip
_STATES_IN_FULL = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho"
    "|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota"
    "|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York"
    "|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina"
    "|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming"
)
_OF_A_STATE = (
    rf"\b(?P<code>(?:(?:{'|'.join(_STATES)})\.|{_STATES_IN_FULL}),? "
    r"(?:[A-Z][A-Za-z]{0,14}(?:\. ?[A-Z]){0,2}[.,]{0,2} |& |of |and ){1,8}?)"
    r"(?:§{1,2}|[Ss]ections?|[Ss]ecs?\.) ?(?=\d)"
)
_IS_A_CODE = Pattern(r"Code|Stat|Law|Penal|Crim|Rev|R\. ?S|C\. ?S")
_ITEM = r"\d[\dA-Za-z]{0,5}(?:[.:-]\d{1,5}[a-z]?){0,3}(?:\([a-zA-Z0-9]{1,4}\)){0,6}"
_OF_ILLINOIS = (
    r"(?<![\w.-])(?P<code>\d{2,3} (?:ILCS|Ill\. Comp\. Stat\.) ?)\d{1,3}/\d[\w.-]{0,12}(?<!\.)"
    r"(?:\([a-z0-9-]{1,4}\)){0,4}"
)
_ITEMS = Pattern(rf"{_ITEM}(?:(?:,? (?:and|&|or) |, ){_ITEM}(?! [A-Z])){{0,9}}")


def works(text: str) -> Iterator[Hit]:
    """Find works and codes of states; `text` has single spaces and straight apostrophes."""
    for match in re.finditer(_NUMBERED, text) if has_any(text, _SIGNS_OF_A_NUMBER) else ():
        start = _begin(text, match.start())
        if start < match.start() or not match[0].lstrip(",").lstrip().startswith("§"):
            author = _PARAGRAPHS.sub("", text[start : match.start()])
            yield _work(start, match.end(), author + _SECTION_BEHIND.sub("", _PINS.sub("", match[0])))
    for match in re.finditer(_TITLED, text) if has_any(text, _SIGNS_OF_A_TITLE) else ():
        label = _SECTION_OF_A_REPORT.sub("", match[0])
        yield _work(match.start(), match.end(), label)
    for match in re.finditer(_OF_A_STATE, text) if has_any(text, ("§", "ection", "ec. ", "ecs. ")) else ():
        items = _ITEMS.match(text, match.end())
        if items and _IS_A_CODE.search(match["code"]):
            yield from _sections(match, items)
    for match in re.finditer(_OF_ILLINOIS, text) if has_any(text, ("ILCS", "Comp. Stat.")) else ():
        yield Hit(
            start=match.start(),
            end=match.end(),
            what=What.OTHER,
            key=match[0],
            label=match[0],
            group=Group.STATUTES,
        )


def _begin(text: str, at: int) -> int:
    """Find where the author or title of a work begins whose number stands at an offset."""
    first = max(0, at - _MOST_BEFORE)
    before = text[first:at]
    ends = (
        stop.end() for stop in _BOUNDARY.finditer(before) if not is_abbreviation(f"{stop['word'] or ''}.")
    )
    begin = max(ends, default=0)
    for index in range(len(before) - 1, begin - 1, -1):
        if before[index] == "(" and ")" not in before[index:]:
            begin = index + 1
            break
    prose = [word.end() for word in _PROSE.finditer(before, begin)]
    begin = prose[-1] if prose else begin
    return first + begin + len(before[begin:]) - len(before[begin:].lstrip(" \"“'"))


def _work(start: int, end: int, words: str) -> Hit:
    """List a work as it is written."""
    label = re.sub(r"(,[\"”]),", r"\1", words).strip(" ,")
    label = label if label.endswith("ed.") else label.rstrip(".")
    return Hit(start=start, end=end, what=What.OTHER, key=label, label=label, group=Group.OTHER)


def _sections(match: re.Match[str], items: re.Match[str]) -> Iterator[Hit]:
    """List every section of a code of a state."""
    code = match["code"].strip(" ,")
    for index, item in enumerate(re.finditer(_ITEM, items[0])):
        label = f"{code} § {item[0]}"
        start = items.start() + item.start() if index else match.start()
        yield Hit(
            start=start,
            end=items.start() + item.end(),
            what=What.OTHER,
            key=label,
            label=label,
            group=Group.STATUTES,
        )
