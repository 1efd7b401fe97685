"""Sections of codes in running text: INA, U.S.C., C.F.R., and lists of sections behind one sign.

    INA §§ 208(a)(2), (b)(1)(B)          INA § 208(a)(2) and INA § 208(b)(1)(B)
    8 C.F.R. §§ 1208.16(c), .17, .18     three sections
    8 C.F.R. § 1208.13(b)(1)(i)-(ii)     one line of the table, as it is written
    section 240(c)(4) of the Act         INA § 240(c)(4)

Patterns are bounded everywhere, so that no text takes longer than its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from asylum_packet.papers.authorities_values import Group, Hit, Section, What, has_any
from asylum_packet.patterns import Pattern
from asylum_packet.values import Struct

_SIGN = r"(?P<sign>§{1,2}|[Ss]ecs?\.|[Ss]ections?)?"
_USC = r"U\. ?S\. ?C\.|United States Code"
_CFR = r"C\. ?F\. ?R\.|CFR|Code of Federal Regulations"
_SUB = r"\((?:[a-zA-Z]|[ivxl]{2,6}|[IVXL]{2,6}|aa|bb|cc|dd|ee|\d{1,3})\)"
_SUBS = rf"(?: ?{_SUB}){{0,9}}"
_NUMBER = r"\d{1,5}[A-Za-z]{0,2}(?![A-Za-z])(?:\.\d{1,4}[a-z]?|-\d{1,4}[a-z]?(?![\w.]))?"
_ANOTHER = r"(?! ?(?:U\. ?S|C\. ?F|CFR|USC|F\.|I&N|I\. ?&|S\. ?Ct|Stat\.|WL|Fed\.|FR |L\. ?Ed))"
_ALIAS = "[Tt]he |or |hereinafter |INA|I\\.N\\.A\\.|Act|U\\.S\\.C\\.|C\\.F\\.R\\.|[\"“”', ]"
"""What stands between brackets where a code gets its short name: ("INA" or "the Act")."""

_INTRODUCED = Pattern(
    r"(?:(?P<ina>\b(?:INA|I\.N\.A\.)|\bImmigration (?:and|&) Nationality Act"
    r"|\b(?:the )?Act(?=,? ?(?:at )?(?:§|[Ss]ec)))"
    rf"|(?<![\w.-])(?P<title>\d{{1,2}}) ?(?:(?P<usc>U\. ?S\. ?C\.?(?: ?A\.)?|USCA?)"
    rf"|(?P<cfr>C\. ?F\. ?R\.?|CFR))"
    rf"|\b[Tt]itle (?P<title_of>\d{{1,2}}),? (?:of the )?(?:(?P<of_usc>{_USC})|{_CFR}))"
    rf"(?: \((?:{_ALIAS}){{1,9}}\)(?=,? ?(?:§|[Ss]ec)))?"
    rf",? ?(?:at )?(?:{_SIGN}|(?P<part>[Pp](?:ar)?ts?\.?)) ?(?=\d)"
)
_SIGNS = ("INA", "I.N.A.", "Act", "U.S.C", "U. S", "USC", "C.F", "C. F", "CFR", "itle ")
_BARE = Pattern(r"(?P<sign>§{1,2}|\b[Ss]ecs?\.|\b[Ss]ections?) ?(?=\d)")
_OF_A_TITLE = Pattern(
    rf",? of [Tt]itle (?P<title>\d{{1,2}})\b(?:,? (?:of the )?(?:(?P<usc>{_USC})|(?P<cfr>{_CFR})))?"
)
_OF_THE_ACT = Pattern(r",? ?(?:of|under) the (?:INA|I\.N\.A\.|Act\b|Immigration (?:and|&) Nationality Act)")
_ITEM = Pattern(rf"(?P<number>{_NUMBER}){_ANOTHER}(?P<subs>{_SUBS})")
_TAIL = Pattern(r" et seq\.|,? note\b| \(note\)")
_AND = r",? (?:and|&|or) |, |; "
_TO = r" ?[-–—] ?| (?:to|through) "
_MORE = Pattern(
    rf"(?:(?P<to>{_TO})|{_AND})"
    rf"(?:(?P<subs>{_SUB}(?:{_SUB}){{0,8}})(?=[,.;:)\]]|$| (?:and|or|&|of|to|through|\()| ?[-–—])"
    rf"|(?P<point>\.\d{{1,4}}[a-z]?)(?P<under>{_SUBS})|(?P<number>{_NUMBER}){_ANOTHER}(?P<of>{_SUBS}))"
)
_MOST_SECTIONS = 30
_ROMAN_SMALL = Pattern(r"[ivx]+")


class _List(Struct):
    """A list of sections as it is read: the last number and subsections decide what the next item means."""

    plural: bool
    number: str
    subs: list[str]


def codes(text: str) -> Iterator[Hit]:
    """Find every section of a code; `text` has single spaces and straight apostrophes."""
    for match in _INTRODUCED.finditer(text) if has_any(text, _SIGNS) else ():
        code, group = _code(match)
        plural = match["sign"] in {"§§", "secs.", "Secs.", "sections", "Sections"}
        for section in sections(text, match.end(), plural=plural):
            start = match.start() if section.start == match.end() else section.start
            yield _hit(code, group, section, start)
    yield from _bare(text)


def _code(match: re.Match[str]) -> tuple[str, Group]:
    """Name the code that introduces a list, as keys name it."""
    if match["ina"]:
        return "INA ", Group.STATUTES
    title = match["title"] or match["title_of"]
    if match["usc"] or match["of_usc"]:
        return f"{title} USC ", Group.STATUTES
    return f"{title} CFR {'pt. ' if match['part'] else ''}", Group.REGULATIONS


def _hit(code: str, group: Group, section: Section, start: int) -> Hit:
    """Make the hit of one section."""
    return Hit(
        start=start,
        end=section.end,
        what=What.SECTION,
        key=f"{code}{section.text}",
        label=section_label(code, section.text),
        group=group,
    )


def section_label(code: str, section: str) -> str:
    """Print a section as tables do: "8 CFR " and "1208.13(b)-(c)" become 8 C.F.R. § 1208.13(b)–(c)."""
    long = code.replace("USC", "U.S.C.").replace("CFR", "C.F.R.")
    sign = "" if code.endswith("pt. ") else "§§ " if _is_range(section) else "§ "
    return f"{long}{sign}{section.replace('-(', '–(')}".replace("--", "–")


def _is_range(section: str) -> bool:
    """Say whether a section goes from one number to another."""
    return "--" in section


def _bare(text: str) -> Iterator[Hit]:
    """Find sections that no code introduces; "of the Act" means the INA, "of title 8" that title."""
    for match in _BARE.finditer(text) if has_any(text, ("§", "ection", "ec.", "ecs.")) else ():
        plural = match["sign"] in {"§§", "sections", "Sections"}
        found = tuple(sections(text, match.end(), plural=plural))
        if not found:
            continue
        if named := _named_behind(text, found):
            for index, section in enumerate(found):
                yield _hit(*named, section, section.start if index else match.start())
            continue
        yield Hit(
            start=match.start(),
            end=found[-1].end,
            what=What.BARE_SECTION,
            name="§" if match["sign"].startswith("§") else "",
            sections=found,
        )


def _named_behind(text: str, found: tuple[Section, ...]) -> tuple[str, Group] | None:
    """Name the code that stands behind its sections; a title alone is of the code that numbers them so."""
    if _OF_THE_ACT.match(text, found[-1].end):
        return "INA ", Group.STATUTES
    behind = _OF_A_TITLE.match(text, found[-1].end)
    if behind is None:
        return None
    if behind["cfr"] or (not behind["usc"] and "." in found[0].text):
        return f"{behind['title']} CFR ", Group.REGULATIONS
    return f"{behind['title']} USC ", Group.STATUTES


def sections(text: str, at: int, *, plural: bool) -> Iterator[Section]:
    """Read a list of sections that begins at an offset; `plural` lets it go on with further numbers."""
    first = _ITEM.match(text, at)
    if first is None:
        return
    subs = _split(first["subs"])
    state = _List(plural=plural, number=first["number"], subs=subs)
    current = Section(start=at, end=first.end(), text=state.number + "".join(subs))
    for _ in range(_MOST_SECTIONS):
        more = _MORE.match(text, current.end)
        if more is None or not _goes_on(more, state):
            break
        following = _next(more, state)
        if more["to"]:
            current = Section(
                start=current.start, end=more.end(), text=_ranged(current.text, more, following)
            )
            continue
        yield current
        begins = more.start("subs" if more["subs"] else "point" if more["point"] else "number")
        current = Section(start=begins, end=more.end(), text=following)
    tail = _TAIL.match(text, current.end)
    if tail:
        words = " et seq." if "seq" in tail[0] else " note"
        current = Section(start=current.start, end=tail.end(), text=current.text + words)
    yield current


def _goes_on(more: re.Match[str], state: _List) -> bool:
    """Say whether what follows a section is another one, and not a number of something else."""
    if more["subs"]:
        return bool(state.subs)
    dotted = "." in state.number
    if more["point"]:
        return dotted
    if dotted:
        return "." in more["number"]
    return bool(more["of"]) or (state.plural and len(more["number"]) >= 3)


def _next(more: re.Match[str], state: _List) -> str:
    """Spell out the next section of a list, and remember it."""
    if more["subs"]:
        state.subs = _aligned(state.subs, _split(more["subs"]))
    elif more["point"]:
        state.number = state.number.partition(".")[0] + more["point"]
        state.subs = _split(more["under"])
    else:
        state.number, state.subs = more["number"], _split(more["of"])
    return state.number + "".join(state.subs)


def _ranged(first: str, more: re.Match[str], last: str) -> str:
    """Write a range as one section: by subsections "(i)-(ii)", by numbers "1208.16--1208.18"."""
    return f"{first}-{more['subs'].replace(' ', '')}" if more["subs"] else f"{first}--{last}"


def _split(subs: str) -> list[str]:
    """Split "(a)(2)(B)" into its levels."""
    return re.findall(r"\([^()]*\)", subs)


def _aligned(before: list[str], after: list[str]) -> list[str]:
    """Put subsections in the place of those of the same sort: (b)(1)(B) after (a)(2) begins anew."""
    sort = _sort(after[0], 1)
    places = [index for index, sub in enumerate(before) if _sort(sub, index) == sort]
    if not places and sort == "small roman":
        places = [index for index, sub in enumerate(before) if _sort(sub, index) == "small"]
    return [*before[: places[-1]], *after] if places else [*before, *after]


def _sort(sub: str, index: int) -> str:
    """Tell letters, numbers and Roman numerals apart; (i) is a letter only on the first level."""
    inner = sub[1:-1]
    if inner.isdigit():
        return "number"
    if inner.isupper():
        return "capital"
    return "small roman" if index and _ROMAN_SMALL.fullmatch(inner) else "small"
