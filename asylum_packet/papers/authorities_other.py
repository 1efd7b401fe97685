"""Everything a brief cites that is neither a decision nor a code: acts, the Register, memoranda, treaties.

Each kind is one line of a table: a pattern, the part of the table it belongs to, and how it is printed. Also
here: what leads to the record, so that no "id." behind it is taken for an authority, and what looks like the
citation of a reporter nobody has told us of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from asylum_packet.papers.authorities_values import Group, Hit, What, has_any

Printed = Callable[[re.Match[str]], str]


def _as_written(match: re.Match[str]) -> str:
    """Print it as it stands."""
    return match[0].rstrip(" ,.")


def _public_law(match: re.Match[str]) -> str:
    number = match["section"] or match["before"]
    section = f", § {number}" if number else ""
    return f"Pub. L. No. {match['number'].replace('–', '-')}{section}"


def _register(match: re.Match[str]) -> str:
    if match["at"]:
        return f"{match['volume']} Fed. Reg. at {match['page'].replace(',', '')}"
    date = f" ({match['date']})" if match["date"] else ""
    return f"{match['volume']} Fed. Reg. {match['page'].replace(',', '')}{date}"


def _memorandum(match: re.Match[str]) -> str:
    kind = "Operating Policies and Procedures Memorandum" if "OPPM" in match[0] else "Policy Memorandum"
    return f"EOIR {kind} {match['number'].replace('–', '-')}"


def _constitution(match: re.Match[str]) -> str:
    kind = "amend." if match["kind"].lower().startswith("am") else "art."
    return f"U.S. Const. {kind} {match['number']}"


def _rule(match: re.Match[str]) -> str:
    numbers = re.sub(" ?[-–] ?", "–", match["number"])
    return f"Fed. R. {_RULES_OF.get(match['of'], match['of'])} {numbers}"


def _manual(match: re.Match[str]) -> str:
    name = {"ICPM": "Immigration Court Practice Manual"}.get(match["name"], match["name"])
    return f"{name} ch. {match['chapter']}" if match["chapter"] else name


def _handbook(_match: re.Match[str]) -> str:
    return "UNHCR, Handbook on Procedures and Criteria for Determining Refugee Status"


def _torture(_match: re.Match[str]) -> str:
    return "Convention Against Torture and Other Cruel, Inhuman or Degrading Treatment or Punishment"


def _refugees(_match: re.Match[str]) -> str:
    return "Convention Relating to the Status of Refugees"


def _protocol(_match: re.Match[str]) -> str:
    return "Protocol Relating to the Status of Refugees"


def _united_nations(match: re.Match[str]) -> str:
    return _UNITED_NATIONS[match.lastgroup or ""]


_UNITED_NATIONS = {
    "covenant": "International Covenant on Civil and Political Rights",
    "declaration": "Universal Declaration of Human Rights",
    "child": "Convention on the Rights of the Child",
    "women": "Convention on the Elimination of All Forms of Discrimination Against Women",
    "treaties": "Vienna Convention on the Law of Treaties",
}
_SERIES = (
    r"(?:,? (?:(?:opened for signature|adopted|done|entered into force) )?[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})?"
    r"(?:,? (?:\d{1,5} U\.N\.T\.S\. \d{1,5}|\d{1,3} U\.S\.T\. \d{1,6}|T\.I\.A\.S\. (?:No\. )?\d{1,6}"
    r"|S\. Treaty Doc\. No\. \d{1,3}-\d{1,3}))*"
)
_ARTICLE = r"(?:,? [Aa]rt(?:icle|\.)s? \d{1,2}(?:\(\d\))?)?"
_LAW = (
    r"(?:§{1,2} ?(?P<before>\d{1,5}(?:\([A-Za-z0-9]{1,3}\)){0,5}), )?"
    r"\bPub(?:\.|lic) ?L(?:\.|aw) ?(?:No\. ?)?(?P<number>\d{2,3}[-–]\d{1,4})"
    r"(?:,? (?:div|tit)\. [A-Z]{1,4}(?=,? §)){0,2}"
    r"(?:,? §{1,2} ?(?P<section>\d{1,5}(?:\([A-Za-z0-9]{1,3}\)){0,5}))?"
    r"(?:, (?:div\. [A-Z], )?\d{2,3} Stat\. [\d,-]{1,12}\b)?"
)
_NOTICE = (
    r"(?<![\w.-])(?P<volume>\d{2,3}) (?:Fed\. ?Reg\.|FR|F\. ?R\.(?! ?D))(?P<at>,? at)? "
    r"(?P<page>\d{1,3},?\d{3}|\d{3,6})\b(?:, (?:at )?\d{1,3},?\d{3}(?:[-–]\d{1,6})?){0,3}"
    r"(?: ?\((?:[a-z ]{0,30})?(?P<date>[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})\))?"
)
_MEMO = (
    r"\b(?:EOIR )?(?:PM|OPPM|(?:Operating )?Polic(?:y|ies)(?: and Procedures)? Memo(?:randum)?\.?"
    r"(?: \((?:PM|OPPM)\))?)(?: No\.)? (?P<number>\d{2}[-–]\d{2})\b"
)
_CONST = (
    r"\bU\.? ?S\.? Const\.?,? (?P<kind>[Aa]mend\.?|[Aa]rt\.?) (?P<number>[IVX]{1,6})\b"
    r"(?:, § ?\d{1,2})?"
)
_RULES = (
    r"\b(?:Fed\. ?R\. ?|FR(?=E\b)|Federal Rules? of )"
    r"(?P<of>Evid\.|E(?= \d)|Civ\. ?P\.|App\. ?P\.|Crim\. ?P\.|Evidence|Civil Procedure|Appellate Procedure) "
    r"(?P<number>\d{1,4}(?:\.\d)?(?: ?[-–] ?\d{3,4})?)(?:\([a-zA-Z0-9]\)){0,4}"
)
_RULES_OF = {
    "E": "Evid.",
    "Evidence": "Evid.",
    "Civ.P.": "Civ. P.",
    "Civil Procedure": "Civ. P.",
    "App.P.": "App. P.",
    "Appellate Procedure": "App. P.",
    "Crim.P.": "Crim. P.",
}
_MANUALS = (
    r"\b(?P<name>(?:Immigration Court|BIA|Board of Immigration Appeals|EOIR) (?:Practice|Policy) Manual"
    r"|ICPM|USCIS Policy Manual),?(?: (?:\([^()]{1,20}\)|[Pp](?:ar)?t\.? [IVX]{1,4},?))?"
    r"(?: (?:(?:at )?[Cc]h(?:ap(?:ter)?|\.)?\.? ?|§ ?|R(?:ule)? )?"
    r"(?P<chapter>\d{1,2}\.\d{1,2}(?:\([A-Za-z0-9]{1,4}\)){0,4}))?"
)
_HANDBOOK = (
    r"\b(?:UNHCR(?:'s)?|U\.?N\.? High Comm(?:'r|issioner) for Refugees),? (?:\([^()]{1,20}\),? )?Handbook\b"
    r"(?: on Procedures and Criteria for Determining Refugee Status)?"
    r"(?:,? ¶{1,2} ?\d{1,4}(?:[-–]\d{1,4})?)?"
)
_AGAINST_TORTURE = (
    r"\b(?:U\.?N\.? )?Convention [Aa]gainst Torture"
    r"(?: and Other Cruel,? Inhuman,? or Degrading Treatment or Punishment)?"
    rf"{_ARTICLE}{_SERIES}|\bCAT,? [Aa]rt(?:icle|\.) \d{{1,2}}"
)
_ON_REFUGEES = (
    r"\b(?:1951 )?(?:U\.?N\.? )?(?:Convention (?:[Rr]elating to the )?Status of Refugees|Refugee Convention)"
    rf"{_ARTICLE}{_SERIES}|\b1951 Convention\b{_ARTICLE}"
)
_PROTOCOL = (
    rf"\b(?:1967 )?(?:U\.?N\.? )?Protocol [Rr]elating to the Status of Refugees{_ARTICLE}{_SERIES}"
    rf"|\b1967 Protocol\b{_ARTICLE}"
)
_OF_THE_UNITED_NATIONS = (
    r"\b(?:(?P<covenant>International Covenant on Civil and Political Rights|ICCPR(?=,? [Aa]rt))"
    r"|(?P<declaration>Universal Declaration of Human Rights)"
    r"|(?P<child>(?:U\.?N\.? )?Convention on the Rights of the Child)"
    r"|(?P<women>Convention on the Elimination of All Forms of Discrimination Against Women"
    r"|CEDAW(?=,? [Aa]rt))"
    r"|(?P<treaties>Vienna Convention on the Law of Treaties))"
    rf"{_ARTICLE}(?:, G\.A\. Res\. [\w./]{{2,12}}(?: ?\([A-Z]+\))?)?{_SERIES}"
    r"(?:(?:, at \d{1,3})?, U\.N\. Doc\. [\w/.]{3,20}(?: \([A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}\))?)?"
)
_STATUTES_AT_LARGE = r"(?<![\w.-])\d{2,3} Stat\. \d{1,5}(?:-\d{1,4})?\b"
_REPORT = r"\b(?:H\.R\.|S\.)(?: Conf\.)? Rep\. (?:No\. )?\d{2,3}-\d{1,4}\b"
_RECORD_OF_CONGRESS = r"(?<![\w.-])\d{2,3} Cong\. Rec\. [SHE]?\d{1,6}\b"
_OTHERS: tuple[tuple[tuple[str, ...], str, Group, Printed], ...] = (
    (("Pub",), _LAW, Group.STATUTES, _public_law),
    (("Stat.",), _STATUTES_AT_LARGE, Group.STATUTES, _as_written),
    (("Reg.", "FR", "F.R.", "F. R."), _NOTICE, Group.REGULATIONS, _register),
    (("PM", "Polic"), _MEMO, Group.OTHER, _memorandum),
    (("Const",), _CONST, Group.OTHER, _constitution),
    (("Fed", "FRE"), _RULES, Group.OTHER, _rule),
    (("Manual", "ICPM"), _MANUALS, Group.OTHER, _manual),
    (("Handbook",), _HANDBOOK, Group.OTHER, _handbook),
    (("Rep.",), _REPORT, Group.OTHER, _as_written),
    (("Cong.",), _RECORD_OF_CONGRESS, Group.OTHER, _as_written),
    (("Torture", "CAT"), _AGAINST_TORTURE, Group.OTHER, _torture),
    (("Refugee", "1951"), _ON_REFUGEES, Group.OTHER, _refugees),
    (("Refugees", "1967"), _PROTOCOL, Group.OTHER, _protocol),
    (
        ("Covenant", "Declaration", "Convention", "ICCPR", "CEDAW"),
        _OF_THE_UNITED_NATIONS,
        Group.OTHER,
        _united_nations,
    ),
)
"""What each kind cannot do without, its pattern, its part of the table, and how it is printed.

Patterns are compiled where their signs stand: most briefs cite few of these kinds.
"""
TREATIES = frozenset({_torture, _refugees, _protocol, _united_nations})
"""What is often only spoken of: listed once it is cited by its whole title, an article or a treaty series."""
_CITED_TREATY = re.compile(
    r"Punishment|Relating to|relating to|[Aa]rt(?:icle|\.)|G\.A\. Res|U\.N\. Doc"
    r"|U\.N\.T\.S|U\.S\.T|T\.I\.A\.S|Treaty"
)
_RECORD = re.compile(
    r"\b(?:Tab|Tabs|Ex\.|Exs\.|Exh\.|Exhibit|Exhibits) [A-Z0-9]{1,3}\b(?: at \d{1,5}(?:[-–]\d{1,5})?)?"
    r"|\b(?:Tr\.|R\.|A\.R\.|Decl\.|Aff\.) (?:at |¶{1,2} ?)?\d{1,5}\b|¶{1,2} ?\d{1,4}"
)
_UNKNOWN = re.compile(
    r"(?<![\w.$/,-])\d{1,4} (?P<name>(?:[A-Z][A-Za-z']{0,9}\. ?){1,4}(?:\d[a-z]{1,2} )?)"
    r"(?:at )?\d{1,5}(?![\w.,:]\d|\w)"
)
_MONTHS = re.compile(
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No|Nos|St|Ave|Rd|Mr|Ms|Mrs|Dr|Tr|Ex|Exs)\. ?$"
)


def others(text: str) -> Iterator[Hit]:
    """Find acts, notices, memoranda, rules, manuals and treaties."""
    for signs, pattern, group, printed in _OTHERS:
        if not has_any(text, signs):
            continue
        for match in re.finditer(pattern, text):
            label = printed(match)
            full = printed not in TREATIES or _CITED_TREATY.search(match[0]) is not None
            at_page = printed is _register and match["at"]
            yield Hit(
                start=match.start(),
                end=match.end(),
                what=What.SHORT_CASE if at_page else What.OTHER if full else What.NAME,
                key=_key(label),
                label=label,
                name="" if full else label,
                group=group,
            )


def _key(label: str) -> str:
    """Make the key of a label, as law/authorities has it: without the date, memoranda as "EOIR PM 25-28"."""
    bare = re.sub(r" \([^()]*\d{4}\)$", "", label)
    bare = bare.replace("Policy Memorandum", "PM").replace("Fed. Reg.", "FR")
    return re.sub(r"^Pub\. L\. No\. ([\d-]+).*", r"Pub. L. \1", bare) if "§" not in bare else bare


def records(text: str) -> Iterator[Hit]:
    """Find what leads to the record and not to the law."""
    if not has_any(text, ("Tab", "Ex", "Tr.", "R.", "Decl.", "Aff.", "¶")):
        return
    for match in _RECORD.finditer(text):
        yield Hit(start=match.start(), end=match.end(), what=What.RECORD)


def unknown(text: str) -> Iterator[Hit]:
    """Find volume, abbreviation and page of a reporter that none of our patterns has."""
    for match in _UNKNOWN.finditer(text):
        if not _MONTHS.search(match["name"]):
            yield Hit(start=match.start(), end=match.end(), what=What.UNKNOWN, key=match[0])


@lru_cache(maxsize=256)
def known_reporter(citation: str) -> bool:
    """Ask eyecite whether it knows the reporter of a citation; slow at first (0.25 s), so asked last."""
    from eyecite import get_citations
    from eyecite.models import FullCaseCitation, ShortCaseCitation

    return any(isinstance(one, FullCaseCitation | ShortCaseCitation) for one in get_citations(citation))
