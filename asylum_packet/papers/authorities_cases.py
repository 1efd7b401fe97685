"""Decisions in running text: full citations with name, reporter, court and year, and their short forms.

Matter of M-E-V-G-, 26 I&N Dec. 227, 230 (BIA 2014)       full
Cardoza-Fonseca, 480 U.S. at 431                          short
Acosta at 233; Pula, supra; Matter of Kasinga             name with a page, supra, name alone
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from asylum_packet.papers.authorities_names import INITIALS, Name, name_before, names, short_name_before
from asylum_packet.papers.authorities_values import Hit, What, has_any
from asylum_packet.patterns import Pattern
from asylum_packet.values import Struct, replace

REPORTERS = {
    "i&ndec": "I&N Dec.",
    "i&n": "I&N Dec.",
    "us": "U.S.",
    "sct": "S. Ct.",
    "led": "L. Ed.",
    "led2d": "L. Ed. 2d",
    "f": "F.",
    "f2d": "F.2d",
    "f3d": "F.3d",
    "f4th": "F.4th",
    "fappx": "F. App'x",
    "fsupp": "F. Supp.",
    "fsupp2d": "F. Supp. 2d",
    "fsupp3d": "F. Supp. 3d",
    "frd": "F.R.D.",
    "wl": "WL",
    "a2d": "A.2d",
    "a3d": "A.3d",
    "p2d": "P.2d",
    "p3d": "P.3d",
    "ne2d": "N.E.2d",
    "ne3d": "N.E.3d",
    "nw2d": "N.W.2d",
    "se2d": "S.E.2d",
    "sw2d": "S.W.2d",
    "sw3d": "S.W.3d",
    "so2d": "So. 2d",
    "so3d": "So. 3d",
}
_REPORTER = (
    r"(?:I\.? ?(?:&\.?|and) ?N\.?(?: ?Dec(?:isions?)?\.?)?|U\. ?S\.|US(?= \d)|S\. ?Ct\.?|L\. ?Ed\.(?: ?2d)?"
    r"|F(?:ed)?\. ?App(?:'x|x|endix)\.?|F\. ?Supp\.(?: ?[23]d)?|F\.? ?(?:2d|3d|4th)|F\. ?R\. ?D\.|F\.|WL"
    r"|(?:A|P|N\. ?E|N\. ?W|S\. ?E|S\. ?W|So)\. ?[23]d"
    r"|(?:U\.S\. )?(?:App\. |Dist\. |BIA )?LEXIS)"
)
_CORE = Pattern(
    rf"(?<![\w.$/-])(?P<volume>\d{{1,4}}) (?P<reporter>{_REPORTER}),? ?"
    r"(?P<at>at )?(?P<page>\*?\d{1,9}|_{2,6}|-{2,6}|[–—])(?![\w])"
)
_PINS = Pattern(
    r"(?:(?:,? at |, |,? (?:&|and) )(?:\*|nn?\.? ?)?\d{1,5}(?: ?[-–] ?\*?\d{1,5})?"
    r"(?: ?(?:&|and)? ?nn?\.? ?\d{1,3}(?: ?[-–] ?\d{1,3})?)?"
    rf"(?! (?:{_REPORTER}|U\. ?S\. ?C|USC|C\. ?F\. ?R|CFR|Fed\. |Stat\.)|\d)){{1,8}}"
)
_PAREN = Pattern(r" ?\((?P<court>[^()]{0,80}\b(?:1[789]|20)\d\d)\)")
_DOCKET = Pattern(
    r"(?P<docket>Nos?\. ?[\w:]{0,12}\d[\w:–-]{0,14}|A ?[\dX]{2,3}[- ]?[\dX]{3}[- ]?[\dX]{3})"
    r"(?:,? slip op\.)?(?:,? at \d{1,4})?(?=,? ?\()"
)
_A_NUMBER = r"A ?[\dX]{2,3}[- ]?[\dX]{3}[- ]?[\dX]{3}"
_NO_VOLUME_YET = r"(?:,? ?(?:_{2,6}|-{2,6}|—) [\w. ]{2,12} (?:_{2,6}|-{2,6}|—))?"
_DOCKET_BEFORE = Pattern(
    rf"{_NO_VOLUME_YET},? ?(?P<number>Nos?\. ?[\w:,&–-]{{1,30}}(?<!,)|{_A_NUMBER}){_NO_VOLUME_YET},? ?$"
)
_SLIP_OPINION = Pattern(r"(?:, Nos?\. ?[\w:–-]{1,20})?(?:,? slip op\.)?(?:,? at \d{1,4})?(?= ?\()")
_FATES = (
    r"(?:aff'd|rev'd|affirmed|reversed|vacated|overruled|cert\. (?:denied|granted)|reh'g denied|superseded"
    r"|modified|abrogated|remanded|aff'g|rev'g|withdrawn)"
)
_HISTORY = Pattern(rf"{_FATES}[^;.()]{{0,40}},? ?$")
_FATE = Pattern(
    rf"(?: \([^()]{{1,60}}\))?,? (?P<words>{_FATES}[^;.()\d]{{0,60}}?),? (?=\d{{1,4}} (?:{_REPORTER}))"
)
_ALIAS = Pattern(
    r" ?[(\[](?:hereinafter,? (?:[\"“](?P<later>[A-Z][\w .,&'-]{0,60})[\"”]|(?P<bare>[A-Z][\w .&'-]{0,60}))"
    r"|(?:the )?[\"“](?P<quoted>[A-Z][\w .&'-]{0,40})[\"”])[)\]]"
)
"""The short name that a citation gives itself: "(hereinafter NAM)", "(“A-B- II”)"."""
_NAMED = Pattern(r"\b(?:Matter of|In re|by)\b| v\b")
_UNTOLD = ("cert.", "reh'g", "remanded")
"""What tells nothing of the worth of a decision: tables leave it out."""
_INNER = Pattern(r"\((?:citing|quoting|cited in|quoted in|internal)[^()]{0,100}$")
_INTERIM = Pattern(r"\bInt(?:erim|\.) Dec(?:ision|\.) (?:No\. |#)?(?P<number>\d{4})\b")
_NAME_AT = Pattern(
    rf"(?<![\w-])(?P<name>(?:{INITIALS})(?: (?:&|and) (?:{INITIALS}))?"
    r"|[A-ZÀ-Þ][\w'-]{0,40}(?: [A-ZÀ-Þ&][\w'-]{0,40}){0,3}),? "
    r"(?:(?P<supra>\(?supra\b\)?(?! (?:Part|Section|Sec\.|§|pp?\.|at Part)))|at (?=\*?\d))"
)
_SUPRA_PAGE = Pattern(r"(?: note \d{1,3})?(?:,? at \*?\d{1,5}(?:[-–]\d{1,5})?)?")
# Without its point it is an id. only before a page; "her id at 5 p.m." is none.
_ID = Pattern(
    r"(?<![\w.])(?:[Ii]d\.|[Ii]bid\.|(?:[Ii]d|[Ii]bid)(?=,? at \*?\d{1,5}(?![\d:]| ?[ap]\.?m)))"
    r"(?:,? at (?:\*?\d{1,5}(?: ?[-–] ?\*?\d{1,5})?(?:, \d{1,5})?|n\. ?\d+)"
    r"|,? (?:at )?¶{1,2} ?\d{1,4}(?:[-–]\d{1,4})?)?"
)
_INITIALS_ALONE = Pattern(rf"(?<![\w-])(?:[A-Z](?:-[A-Z]{{1,3}}){{1,7}}-)(?:,? & (?:{INITIALS}))?(?!\w)")
_NO_PAGE_YET = "_-–—"
_MOST_PARALLEL = 4
_MOST_FATES = 4


class _Cited(Struct, frozen=True, kw_only=True):
    """What stands from the first volume on: citations of one decision, its court and year, where it ends.

    `fate` is what became of it, as written: ", vacated, 28 I&N Dec. 307 (A.G. 2021)"; `alias` is the short
    name given to it there.
    """

    keys: tuple[str, ...]
    court: str
    end: int
    fate: str = ""
    alias: str = ""


def cases(text: str) -> Iterator[Hit]:
    """Find full citations, short forms with a reporter, dockets and interim decisions."""
    done = 0
    for match in _CORE.finditer(text):
        if match.start() < done:
            continue
        hit = _short(text, match) if match["at"] else _full(text, match)
        if hit is not None:
            done = hit.end
            yield hit
    for match in _DOCKET.finditer(text):
        yield from _docket(text, match)
    for match in _INTERIM.finditer(text) if "Int" in text else ():
        name = name_before(text, match.start())
        if name:
            yield _case(
                text, name, match.start(), _closed(text, (f"Int. Dec. {match['number']}",), match.end())
            )


def key_of(volume: str, reporter: str, page: str) -> str:
    """Spell a citation as its key: "26 I. & N. Dec. 227" is "26 I&N Dec. 227"."""
    squeezed = reporter.lower().translate({ord(sign): None for sign in " .'"}).replace("and", "&")
    squeezed = squeezed.replace("fedapp", "fapp").replace("fappendix", "fappx")
    squeezed = re.sub("isions?$", "", squeezed)
    return f"{volume} {REPORTERS.get(squeezed, reporter)} {'___' if page[0] in _NO_PAGE_YET else page}"


def _full(text: str, match: re.Match[str]) -> Hit | None:
    """Read a full citation from its volume on, with the name before it."""
    cited = _cited(text, match)
    docket = _DOCKET_BEFORE.search(text, max(0, match.start() - 45), match.start())
    name = name_before(text, docket.start() if docket else match.start())
    if name is None and match["reporter"] == "US":
        return None
    hit = _case(text, name, match.start(), cited)
    number = docket["number"] if docket and match["reporter"].endswith(("WL", "LEXIS")) else ""
    return replace(hit, label=f"{number}, {hit.label}") if number else hit


def _case(text: str, name: Name | None, at: int, cited: _Cited) -> Hit:
    """Make the hit of a full citation; without a name, it may be the history of the one before."""
    begin = name.start if name else at
    history = name is None and _HISTORY.search(text, max(0, at - 60), at)
    return Hit(
        start=begin,
        end=cited.end,
        what=What.RECORD if history else What.CASE,
        key=cited.keys[0],
        keys=cited.keys,
        name=name.text if name else "",
        label=", ".join(cited.keys),
        court=cited.court,
        fate=cited.fate,
        alias=cited.alias,
        is_inner=bool(history) or inner(text, begin),
    )


def _cited(text: str, match: re.Match[str], fates: int = 0) -> _Cited:
    """Read pages, parallel citations, court and year behind the first volume and page."""
    keys = [key_of(match["volume"], match["reporter"], match["page"])]
    end = match.end()
    for _ in range(_MOST_PARALLEL):
        pins = _PINS.match(text, end)
        end = pins.end() if pins else end
        comma = 2 if text.startswith(", ", end) else 0
        parallel = _CORE.match(text, end + comma) if comma else None
        if parallel is None or parallel["at"]:
            break
        keys.append(key_of(parallel["volume"], parallel["reporter"], parallel["page"]))
        end = parallel.end()
    return _closed(text, tuple(keys), end, fates)


def _closed(text: str, keys: tuple[str, ...], end: int, fates: int = 0) -> _Cited:
    """Read court and year in their brackets, and what became of the decision; `fates` were told before."""
    court, end = court_after(text, end)
    fate, end = _fate(text, end, fates) if fates < _MOST_FATES else ("", end)
    named = _ALIAS.match(text, end)
    alias = (named["later"] or named["bare"] or named["quoted"]).strip(" ,") if named else ""
    return _Cited(keys=keys, court=court, end=named.end() if named else end, fate=fate, alias=alias)


def _fate(text: str, end: int, fates: int) -> tuple[str, int]:
    """Read what became of a decision, where it is told by a citation without a name of its own."""
    told = _FATE.match(text, end)
    citation = _CORE.match(text, told.end()) if told and not _NAMED.search(told["words"]) else None
    if told is None or citation is None or citation["at"]:
        return "", end
    later = _cited(text, citation, fates + 1)
    if told["words"].startswith(_UNTOLD):
        return later.fate, later.end
    court = f" ({later.court})" if later.court else ""
    return f", {told['words'].rstrip(', ')}, {', '.join(later.keys)}{court}{later.fate}", later.end


def parallel_after(text: str, end: int) -> tuple[tuple[str, ...], str, int]:
    """Read parallel citations, court and year behind a citation whose reporter is none of ours."""
    pins = _PINS.match(text, end)
    at = pins.end() if pins else end
    parallel = _CORE.match(text, at + 2) if text.startswith(", ", at) else None
    if parallel is None or parallel["at"]:
        return (), *court_after(text, end)
    cited = _cited(text, parallel)
    return cited.keys, cited.court, cited.end


def court_after(text: str, end: int) -> tuple[str, int]:
    """Read "(BIA 2014)" behind a page, with further pages between; give the court, and where it all ends."""
    pins = _PINS.match(text, end)
    end = pins.end() if pins else end
    slip = _SLIP_OPINION.match(text, end)
    paren = _PAREN.match(text, slip.end() if slip else end)
    return (paren["court"], paren.end()) if paren else ("", end)


def _short(text: str, match: re.Match[str]) -> Hit:
    """Read "26 I&N Dec. at 230" with the short name before it."""
    name = short_name_before(text, match.start())
    pins = _PINS.match(text, match.end())
    start = name.start if name else match.start()
    return Hit(
        start=start,
        end=pins.end() if pins else match.end(),
        what=What.SHORT_CASE,
        key=key_of(match["volume"], match["reporter"], match["page"].lstrip("*")),
        name=name.text if name else "",
        is_inner=inner(text, start),
    )


def _docket(text: str, match: re.Match[str]) -> Iterator[Hit]:
    """Read a decision known by its docket number: it has a name before it, a court and a year behind it."""
    comma = 1 if text.startswith(",", match.end()) else 0
    paren = _PAREN.match(text, match.end() + comma)
    name = name_before(text, match.start()) if paren else None
    if paren and name:
        key = match["docket"].replace("Nos. ", "No. ").replace("–", "-")
        yield _case(text, name, match.start(), _Cited(keys=(key,), court=paren["court"], end=paren.end()))


def later(text: str) -> Iterator[Hit]:
    """Find id., supra, names with a page, and names alone."""
    for match in _ID.finditer(text):
        is_inner = inner(text, match.start())
        yield Hit(start=match.start(), end=match.end(), what=What.ID, is_inner=is_inner)
    for match in _NAME_AT.finditer(text) if has_any(text, ("supra", " at ")) else ():
        page = _SUPRA_PAGE.match(text, match.end())
        what = What.SUPRA if match["supra"] else What.NAME_AT
        end = page.end() if match["supra"] and page else match.end()
        yield Hit(start=match.start(), end=end, what=what, name=match["name"])
    for name in names(text):
        yield Hit(start=name.start, end=name.end, what=What.NAME, key="named", name=name.text)
    for match in _INITIALS_ALONE.finditer(text) if "-" in text else ():
        yield Hit(start=match.start(), end=match.end(), what=What.NAME, name=match[0])


def inner(text: str, start: int) -> bool:
    """Say whether something stands inside "(citing ...)", where no later id. means it."""
    return _INNER.search(text, max(0, start - 120), start) is not None
