"""The brief as a paper: its length, its parts, its cites to the record and to the law, its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from asylum_packet.case.model import Case, TextFile
from asylum_packet.checks.rule import Remark, rule
from asylum_packet.checks.words import lines_with, listed, says
from asylum_packet.facts import Facts
from asylum_packet.findings import Severity, Source

MOST_PAGES = 25
"""Pages of the body of a brief: ICPM 4.19(b), read in the edition of 2022 to 2025."""

_LAW = re.compile(
    r"\bMatter of\b|\bI&N Dec\.|\b\d+ U\.S\. \d+|\bU\.?S\.?C\.?\b|\bC\.?F\.?R\.?\b"
    r"|\bINA\b|\bF\.(?:2d|3d|4th)\b|§"
)
_PARTS = (
    ("the facts", re.compile(r"fact|background|(?<!procedural )history", re.IGNORECASE)),
    ("an argument", re.compile(r"argument|discussion|analysis", re.IGNORECASE)),
    ("a conclusion", re.compile(r"conclusion|relief|prayer", re.IGNORECASE)),
)
_STYLE = (
    (re.compile(r"\bIn re\s+[A-Z]"), "'In re' where precedents are called 'Matter of'", "write Matter of"),
    (
        re.compile(r"I\s*\.\s*&\s*N\.?\s+Dec|I & N\s+Dec"),
        "'I. & N.' where the reporter is called 'I&N Dec.'",
        "write I&N Dec.",
    ),
)
_FACTS_FILE = re.compile(r"(?:^|[-_ ])facts?(?:$|[-_ ])", re.IGNORECASE)
_FACTS = re.compile(r"\bfacts\b|factual background", re.IGNORECASE)
_HEADING = re.compile(r"(#{1,6})[ \t]+([^\n]*)")
_GOES_ON = re.compile(r"[>*+|-]\s|\d{1,3}[.)]\s|\[\^|\|")
_NOTE = re.compile(r"^\[\^[^\]]+\]:(.*(?:\n[ \t]+.*)*)", re.MULTILINE)
_LONG_PAGES = 10
_LEAST_HEADINGS = 3
_PARTIES = re.compile(r"\b(?:plaintiff|defendant)s?\b", re.IGNORECASE)


def has_brief(case: Case) -> bool:
    """Say whether a brief is part of this filing."""
    return bool(case.brief) and "brief" in case.submissions


@rule("ICPM-4.19-page-limit")
def brief_is_short_enough(case: Case, facts: Facts) -> Iterator[Remark]:
    """The body of the brief has at most 25 pages."""
    if facts.brief_body is not None and len(facts.brief_body) > MOST_PAGES:
        yield Remark(
            Source(file=PurePosixPath(case.brief[0].file).parent.as_posix() if case.brief else "brief"),
            f"the body of the brief has {len(facts.brief_body)} pages, {MOST_PAGES} are allowed",
            "shorten it, or write motions: [page-limit] in case.yaml, the reasons in motions/page-limit.md",
            Severity.WARNING if any(one.name == "page-limit" for one in case.papers.motions) else None,
        )


@rule("ICPM-4.19-contents")
def brief_has_its_parts(case: Case, _facts: Facts) -> Iterator[Remark]:
    """Headings or file names show facts, argument and conclusion."""
    if not has_brief(case):
        return
    titles = [PurePosixPath(section.file).stem for section in case.brief]
    titles += [line for section in case.brief for line in section.text.splitlines() if line.startswith("#")]
    missing = [words for words, pattern in _PARTS if not any(pattern.search(title) for title in titles)]
    if missing:
        yield Remark(
            Source(file=case.brief[0].file),
            f"no heading of the brief announces {' or '.join(missing)}",
            "add the part, or name its heading so that a judge finds it",
        )


@rule("ICPM-4.19-facts-and-law")
def brief_cites_record_and_law(case: Case, facts: Facts) -> Iterator[Remark]:
    """The brief cites the record and authorities."""
    if not has_brief(case):
        return
    files = {section.file for section in case.brief}
    if facts.packet is not None and case.tabs and not any(cite.file in files for cite in facts.cites):
        yield Remark(
            Source(file=case.brief[0].file),
            "the brief never cites the record",
            "cite documents by id, such as [@police-report 3]; asylum-packet cites CASE lists them",
        )
    if not facts.authorities and not says(case.brief, _LAW):
        yield Remark(
            Source(file=case.brief[0].file),
            "the brief cites no statute, regulation or decision",
            "cite the law that each point rests on",
        )


@rule("BRIEF-record-cites")
def every_document_is_cited(case: Case, facts: Facts) -> Iterator[Remark]:
    """Each exhibit is cited somewhere in the brief."""
    if not has_brief(case) or facts.packet is None:
        return
    files = {section.file for section in case.brief}
    cited = {cite.id.partition("/")[0] for cite in facts.cites if cite.file in files}
    uncited = [document for document in case.documents if document.id not in cited]
    if cited and uncited:
        count = "1 document is" if len(uncited) == 1 else f"{len(uncited)} documents are"
        yield Remark(
            uncited[0].where,
            f"{count} never cited in the brief: {listed([document.id for document in uncited])}",
            "cite each one where it proves something, or leave it out",
            Severity.NOTE,
        )


@rule("BRIEF-facts-cited")
def facts_are_cited(case: Case, facts: Facts) -> Iterator[Remark]:
    """Each paragraph of the statement of facts has a cite to the record."""
    if not has_brief(case) or facts.packet is None or not case.tabs:
        return
    for section in case.brief:
        lines = [str(line) for line, text in _facts_of(section) if "[@" not in text]
        if lines:
            one = len(lines) == 1
            count = "1 paragraph of the facts cites" if one else f"{len(lines)} paragraphs of the facts cite"
            yield Remark(
                Source(file=section.file, line=int(lines[0])),
                f"{count} nothing in the record: {'line' if one else 'lines'} {listed(lines)}",
                "say where it is proved, such as [@declaration ¶12]",
            )


def _facts_of(section: TextFile) -> Iterator[tuple[int, str]]:
    """Yield the paragraphs of the statement of facts and their lines; a list belongs to the text above it."""
    inside, level, line = bool(_FACTS_FILE.search(PurePosixPath(section.file).stem)), 0, 1
    found: list[tuple[int, str]] = []
    for block in re.split(r"(\n[ \t]*\n\s*)", section.text):
        text = block.strip()
        if heading := _HEADING.match(text):
            depth = len(heading[1])
            if _FACTS.search(heading[2]):
                inside, level = True, depth
            elif level and depth <= level:
                inside, level = False, 0
            text = text[heading.end() :].strip()
        if inside and found and _GOES_ON.match(text):
            found[-1] = (found[-1][0], f"{found[-1][1]}\n{text}")
        elif inside and re.search(r"\w", text):
            found.append((line + block[: block.find(text)].count("\n"), text))
        line += block.count("\n")
    yield from found


@rule("ICPM-AppG-citations")
def precedents_are_cited_the_courts_way(case: Case, _facts: Facts) -> Iterator[Remark]:
    """Precedents are cited as Matter of NAME, in I&N Dec."""
    for pattern, message, fix in _STYLE:
        places = [place for place, _ in lines_with(case.brief, pattern)]
        if places:
            more = f" ({len(places)} places)" if len(places) > 1 else ""
            yield Remark(places[0], f"{message}{more}", fix)


@rule("ICPM-3.3-terminology")
def parties_are_called_by_their_names(case: Case, _facts: Facts) -> Iterator[Remark]:
    """The brief speaks of the respondent and DHS."""
    places = [place for place, _ in lines_with(case.brief, _PARTIES)]
    if places:
        count = "1 place" if len(places) == 1 else f"{len(places)} places"
        yield Remark(
            places[0],
            f"the brief says plaintiff or defendant in {count}",
            "write respondent and DHS, unless it speaks of another case",
        )


@rule("ICPM-4.19-headings-footnotes")
def argument_stands_in_the_text(case: Case, facts: Facts) -> Iterator[Remark]:
    """A long brief has headings, and most of its words are not in footnotes."""
    if not has_brief(case):
        return
    text = "\n".join(section.text for section in case.brief)
    notes = sum(len(note.split()) for note in _NOTE.findall(text))
    if notes * 3 > len(text.split()):
        yield Remark(
            Source(file=case.brief[0].file),
            "more than a third of the brief's words are in footnotes",
            "move argument into the text; notes are for what a judge may skip",
        )
    headings = len(re.findall(r"^#{1,6} ", text, re.MULTILINE))
    if facts.brief_body is not None and len(facts.brief_body) > _LONG_PAGES and headings < _LEAST_HEADINGS:
        yield Remark(
            Source(file=case.brief[0].file),
            f"the body of the brief has {len(facts.brief_body)} pages under "
            f"{'1 heading' if headings == 1 else f'{headings} headings'}",
            "begin each point with a heading: a line such as ## The harm rises to persecution",
        )
