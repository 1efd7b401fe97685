"""What our own papers say once they are printed: a firm's templates may say less than the court asks for.

Words are read from the finished pages (`Facts.printed`), so that what is judged is what the court sees. Names
in letters other than Latin ones are not looked for: shaped, they do not come back as they were typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from asylum_packet.case.languages import language_name
from asylum_packet.case.model import Case, Document
from asylum_packet.checks.rule import Remark, rule
from asylum_packet.checks.words import listed
from asylum_packet.facts import Facts
from asylum_packet.findings import Severity, Source
from asylum_packet.sequence import Piece, PieceKind, Submission

_EXPORT = "asylum-packet templates export shows ours"
_TITLE_WORDS = {
    "application": ("I-589",),
    "brief": ("Respondent", "Brief"),
    "exhibits": ("Respondent", "Proposed Exhibits"),
    "witnesses": ("Respondent", "Witness"),
}
_COURT = ("Department of Justice", "Executive Office for Immigration Review", "Immigration Court")
_OATH = ("penalty of perjury", "true and correct")
_ABROAD = "laws of the United States"
_LONG_BRIEF = 10
"""Pages of a brief's body above which a table of authorities helps."""
_NUMBERED = re.compile(r"^\W*exh(?:ibit|\.)?\s*(?:no\.?\s*)?#?\s*\d", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NO_LETTER = re.compile(r"[\W_]+")


@lru_cache(maxsize=2048)
def letters(text: str) -> str:
    """Reduce a text to what two prints of it share: letters without accents, and digits.

    Through capitals, as covers print names: a dotless i comes back from them as any other.
    """
    apart = unicodedata.normalize("NFKD", text.upper().casefold())
    return _NO_LETTER.sub("", apart)


def is_latin(text: str) -> bool:
    """Say whether a text has Latin letters only."""
    return all("LATIN" in unicodedata.name(char, "") for char in text if char.isalpha())


def unsaid(printed: str, wanted: Iterable[str]) -> list[str]:
    """List which of some words are not printed."""
    page = letters(printed)
    return [words for words in wanted if words and is_latin(words) and letters(words) not in page]


def covers(facts: Facts) -> Iterator[tuple[Submission, str]]:
    """Yield every submission with the words on its cover page, where they are known."""
    for submission in facts.packet.submissions if facts.packet else ():
        words = facts.printed.get(submission.pieces[0].key, "")
        if submission.pieces[0].slot.kind is PieceKind.COVER and words:
            yield submission, words


def cover_remark(submission: Submission, missing: str) -> Remark:
    """Say what is not on a cover page."""
    return Remark(
        Source(file="templates/cover.md.j2"),
        f"the cover page of {submission.name} does not show {missing}",
        f"put it back into your own cover.md.j2; {_EXPORT}",
    )


@rule("ICPM-3.3-cover-court")
def covers_name_the_court(case: Case, facts: Facts) -> Iterator[Remark]:
    """Every cover page names department, office, court, and its city and state."""
    for submission, words in covers(facts):
        missing = unsaid(words, _COURT)
        if unsaid(words, (f"{case.court.city} {case.court.state}",)):
            missing.append("its city and state")
        if missing:
            yield cover_remark(submission, listed(missing))


@rule("ICPM-3.3-cover-title")
def covers_have_their_title(_case: Case, facts: Facts) -> Iterator[Remark]:
    """Every cover page says whose paper it is and what it is."""
    for submission, words in covers(facts):
        wanted = _TITLE_WORDS.get(submission.name, ("Respondent", "Motion"))
        if missing := unsaid(words, wanted):
            yield cover_remark(submission, f"in its title: {listed(missing)}")


@rule("ICPM-3.3-cover-special-flags")
def late_filing_is_flagged(_case: Case, facts: Facts) -> Iterator[Remark]:
    """The cover of a motion to accept a late filing says so twice: in its title, and at the top right."""
    for submission, words in covers(facts):
        if submission.name == "motion-late-filing" and letters(words).count("untimelyfiling") < 2:
            yield cover_remark(
                submission, "at the top right that it is a motion to accept an untimely filing"
            )


@rule("ICPM-3.3-toc")
def index_lists_every_tab(case: Case, facts: Facts) -> Iterator[Remark]:
    """The index gives the title and the first page of every tab and document."""
    index = _index(facts)
    if index is None or facts.packet is None:
        return
    words = facts.printed[index.key]
    page = letters(words)
    numbers = {int(number) for number in re.findall(r"\d+", words) if len(number) < 7}
    sheets = {p.slot.tab: p.pages.last for p in facts.packet.pieces if p.slot.kind is PieceKind.TAB_SHEET}
    missing = [
        f"Tab {tab.label}"
        for tab in case.tabs
        if (pages := facts.packet.tab(tab.label)) is not None
        and not _has_row(
            page,
            numbers,
            [one.title for one in tab.documents] or [tab.title],
            range(pages.first, sheets.get(tab.label, pages.first) + 2),
        )
    ]
    if missing:
        yield Remark(
            Source(file="templates/exhibit-index.md.j2"),
            f"the exhibit index does not give title and page of: {listed(missing)}",
            f"put them back into your own exhibit-index.md.j2; {_EXPORT}",
        )


def _has_row(page: str, numbers: Collection[int], titles: Iterable[str], firsts: Iterable[int]) -> bool:
    """Say whether titles stand in an index, and a page of the tab's sheet or the first one behind it."""
    named = all(letters(title) in page for title in titles if is_latin(title))
    return named and any(first in numbers for first in firsts)


def _index(facts: Facts) -> Piece | None:
    """Find the exhibit index, where its words are known."""
    pieces = facts.packet.pieces if facts.packet else ()
    return next((p for p in pieces if p.slot.kind is PieceKind.INDEX and facts.printed.get(p.key)), None)


@rule("PKT-index-columns")
def index_describes_documents(case: Case, facts: Facts) -> Iterator[Remark]:
    """The index says of each document its date, its source, and that it is translated."""
    index = _index(facts)
    if index is None:
        return
    words = facts.printed[index.key]
    short = [document.id for document in case.documents if unsaid(words, _told_of(document))]
    if short:
        yield Remark(
            Source(file="templates/exhibit-index.md.j2"),
            f"the exhibit index leaves out date, source or language of: {listed(short)}",
            f"print them in your own exhibit-index.md.j2; {_EXPORT}",
        )


def _told_of(document: Document) -> tuple[str, ...]:
    """List what an index says of a document, as far as it comes back from print as it was typed."""
    year = _YEAR.search(document.date)
    spoken = (language_name(document.language) or "") if document.is_foreign else ""
    return (document.source, document.author, year[0] if year else "", spoken)


@rule("PKT-pagination-parts")
def index_names_the_parts(_case: Case, facts: Facts) -> Iterator[Remark]:
    """Where the exhibits are several files, the index names each part with its pages."""
    index = _index(facts)
    if index is None or facts.packet is None:
        return
    words = facts.printed[index.key]
    parts = [part for part in facts.packet.parts if part.submission == index.slot.submission]
    if missing := unsaid(words, (f"Part {part.number} {part.pages}" for part in parts)):
        yield Remark(
            Source(file="templates/exhibit-index.md.j2"),
            f"the exhibit index does not name these parts with their pages: {listed(missing)}",
            f"put the block 'parts' back into your own exhibit-index.md.j2; {_EXPORT}",
        )


@rule("ICPM-exhibit-marking")
def exhibits_are_proposed(case: Case, facts: Facts) -> Iterator[Remark]:
    """Exhibits are proposed under letters; no title gives one a number as if it were admitted."""
    for submission, words in covers(facts):
        if submission.name == "exhibits" and unsaid(words, ("Proposed",)):
            yield cover_remark(submission, "that the exhibits are proposed ones")
    numbered = [document for document in case.documents if _NUMBERED.search(document.title)]
    if numbered:
        yield Remark(
            numbered[0].where,
            f"titles that give an exhibit number: {listed([document.id for document in numbered])}",
            "leave the number out of the file's name or of title:; the judge numbers what is admitted",
        )


@rule("PKT-toa")
def long_briefs_list_authorities(_case: Case, facts: Facts) -> Iterator[Remark]:
    """A brief of more than ten pages has a table of the authorities it uses."""
    brief = (
        next((p for p in facts.packet.pieces if p.slot.kind is PieceKind.BRIEF), None)
        if facts.packet
        else None
    )
    if brief is None or facts.brief_body is None or not facts.authorities:
        return
    words = facts.printed.get(brief.key, "")
    if words and len(facts.brief_body) > _LONG_BRIEF and unsaid(words, ("Table of Authorities",)):
        yield Remark(
            Source(file="templates/brief.md.j2"),
            f"the body of the brief has {len(facts.brief_body)} pages, and there is no table of authorities",
            f"put the block 'authorities' back into your own brief.md.j2; {_EXPORT}",
        )


@rule("USC-1746-declaration")
def declarations_are_sworn(case: Case, facts: Facts) -> Iterator[Remark]:
    """The respondent's declaration ends with the words of 28 U.S.C. 1746; abroad it has one phrase more."""
    own = next((document for document in case.documents if document.is_declaration), None)
    words = facts.printed.get("declaration/original", "") or (facts.statements.get(own.id, "") if own else "")
    if own is None or not words or own.is_foreign:
        return
    missing = unsaid(words, (*_OATH, *((_ABROAD,) if case.papers.signed_abroad else ())))
    if missing:
        yield Remark(
            Source(file="templates/declaration.md.j2") if own.generated else own.where,
            f"the declaration does not say: {listed(missing)}",
            f"put the block 'oath' back into your own declaration.md.j2; {_EXPORT}"
            if own.generated
            else "have it end: I declare under penalty of perjury that the foregoing is true and correct;"
            " sworn before a notary, it needs no such words",
            None if own.generated else Severity.WARNING,
        )


@rule("ICPM-3.3-type")
def brief_is_set_as_asked(_case: Case, facts: Facts) -> Iterator[Remark]:
    """The brief is set in type of 12 points or more, double-spaced."""
    type_ = facts.brief_type
    if type_ is None:
        return
    said = []
    if type_.size_pt < 11.9:
        said.append(f"type of {type_.size_pt:g} points")
    if type_.leading_pt is not None and type_.leading_pt < type_.size_pt * 1.65:
        said.append("lines that are not double-spaced")
    if said:
        yield Remark(
            Source(file="templates/brief.md.j2"),
            f"the brief is set in {' and '.join(said)}",
            "write ::: style spacing=double size=12 at the head of your own brief.md.j2",
        )


@rule("PKT-margins")
def brief_has_margins(_case: Case, facts: Facts) -> Iterator[Remark]:
    """Nothing of the brief reaches into the inch at either side of the page."""
    type_ = facts.brief_type
    if type_ is not None and (type_.left_pt < 71 or type_.right_pt > 541):
        yield Remark(
            Source(file="templates/brief.md.j2"),
            "the brief reaches into the one-inch margin at the side of a page",
            "make the table or box narrower (shares=, width=) that reaches over the edge",
        )
