"""Words quoted from the record, compared with the pages that are cited beside them.

Quoted are words in quotation marks that end where a cite begins, or that a bracket right behind it begins
with, and block quotations with a cite in them or at the head of the paragraph below. Words that were left
out (...) or changed [in brackets] are not compared, nor are case, accents, dashes, hyphens, quotation marks
and the ends of lines.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from asylum_packet.case.model import Case, TextFile
from asylum_packet.checks.rule import Remark, rule
from asylum_packet.facts import Facts
from asylum_packet.findings import Source
from asylum_packet.sequence import Cite
from asylum_packet.values import Struct

LEAST_WORDS = 4
MOST_PAGES = 60
"""Pages of one cite that are looked at; a cite of a whole report is no pin cite."""
_LEAST_LETTERS = 40
"""A page with fewer letters on it is a picture with a stamp or a page number."""

_BRACKET = re.compile(r"\[(@[^\[\]]{1,400})\]")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_QUOTE_SIGN = re.compile(r"^[ \t]{0,3}>[ \t]?", re.MULTILINE)
_SIGNED_BELOW = re.compile(r"\n\s*\n\s*[—–-][^\n]{0,120}\Z")
_SIGNAL = re.compile(r"(?:\[\^[^\]\s]{1,80}\]|\b(?:see|see also|accord|cf|e\.g|id|and|or))\Z", re.IGNORECASE)
_BEHIND = re.compile(
    r"[.\s]{0,3}\((?:quoting |stating |noting |explaining )?(?:that )?[\"“](?P<words>[^\"“”]{1,600})[\"”]"
)
_LOOSE = " \t\n.,;:()*_—–-"
_ONE_LETTER = re.compile(r"\[(\w)\]")
_GAP = re.compile(r"\.(?:\s?\.){2,}|…|\w*\[[^\]]{0,400}\]\w*|\{\{.{0,200}?\}\}")


class Quotation(Struct, frozen=True, kw_only=True):
    """Words quoted at a line of a text, and the cites directly beside them; `number` counts in the text."""

    file: str
    line: int
    number: int
    words: str
    cites: tuple[Cite, ...]

    @property
    def pages(self) -> tuple[int, ...]:
        """The packet pages on which the words should be; none where a whole book is cited."""
        pages = {page for cite in self.cites for page in _pages(cite)}
        return tuple(sorted(pages)) if len(pages) <= MOST_PAGES else ()


def _pages(cite: Cite) -> Iterable[int]:
    """Give the packet pages of a cite, one more than are looked at where there are too many."""
    last = max(cite.packet_page, cite.packet_last)
    return range(cite.packet_page, min(last, cite.packet_page + MOST_PAGES) + 1)


def quotations(text: TextFile, cites: Iterable[Cite]) -> tuple[Quotation, ...]:
    """List the quotations of a text that have a cite beside them, in reading order."""
    placed: dict[tuple[int, str], list[Cite]] = {}
    for cite in cites:
        if cite.file == text.file and cite.typed:
            placed.setdefault((cite.line, _plain(cite.typed)), []).append(cite)
    found: dict[int, tuple[str, list[Cite]]] = {}
    for place, words, line, typed in _quoted(text.text):
        own = placed.get((line, _plain(typed)), [])
        if len(words.split()) >= LEAST_WORDS and own:
            found.setdefault(place, (words, []))[1].extend(own)
    return tuple(
        Quotation(
            file=text.file,
            line=text.text.count("\n", 0, place) + 1,
            number=number,
            words=found[place][0],
            cites=tuple(found[place][1]),
        )
        for number, place in enumerate(sorted(found), start=1)
    )


def _plain(text: str) -> str:
    """Join the words of a cite by single spaces."""
    return " ".join(text.split())


@lru_cache(maxsize=64)
def _quoted(text: str) -> tuple[tuple[int, str, int, str], ...]:
    """List every quotation beside a cite: where it begins, its words, and the line and words of the cite."""
    return tuple(_each_quoted(text))


def _each_quoted(text: str) -> Iterator[tuple[int, str, int, str]]:
    """Yield every quotation beside a cite, cite by cite."""
    before: list[tuple[int, str]] = []
    end = 0
    for match in _BRACKET.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        between = text[end : match.start()]
        if not (before and end and not _trimmed(between) and not _PARAGRAPH_END.search(between)):
            before = list(_before(text, match.start()))
        yield from ((place, words, line, match[1]) for place, words in before)
        end = match.end()
        if (behind := _BEHIND.match(text, end)) and not _PARAGRAPH_END.search(behind[0]):
            yield behind.start("words") - 1, behind["words"], line, match[1]


def _trimmed(text: str) -> str:
    """Take off the end of a text what may stand between a quotation and its cite."""
    text = text.rstrip(_LOOSE)
    while match := _SIGNAL.search(text, max(0, len(text) - 100)):
        text = text[: match.start()].rstrip(_LOOSE)
    return text


def _before(text: str, end: int) -> Iterator[tuple[int, str]]:
    """Yield the quotations that end where a cite begins, each with its place in the text."""
    start = _paragraph_start(text, end)
    if text[start:end].lstrip(" \t").startswith(">"):
        yield _block(text, start, end)
        return
    shown = _trimmed(text[start:end])
    if not shown:
        above = text[:start].rstrip()
        higher = _paragraph_start(text, len(above))
        if above[higher:].lstrip(" \t").startswith(">"):
            yield _block(text, higher, len(above))
        return
    while shown and shown[-1] in '"”':
        opening = max(shown.rfind(sign, 0, len(shown) - 1) for sign in '"“')
        if opening < 0:
            return
        yield start + opening, shown[opening + 1 : -1]
        shown = _trimmed(shown[:opening])


def _paragraph_start(text: str, end: int) -> int:
    """Find where the paragraph begins that goes on at a place."""
    starts = _paragraph_starts(text)
    index = bisect_right(starts, end)
    return starts[index - 1] if index else 0


@lru_cache(maxsize=4)
def _paragraph_starts(text: str) -> list[int]:
    """List where paragraphs begin; every cite of a text asks for one of them."""
    return [match.end() for match in _PARAGRAPH_END.finditer(text)]


def _block(text: str, start: int, end: int) -> tuple[int, str]:
    """Read a block quotation behind the last cite in it, without the line that says whose words they are."""
    start = max((match.end() for match in _BRACKET.finditer(text, start, end)), default=start)
    words = _QUOTE_SIGN.sub("", text[start:end]).rstrip(_LOOSE)
    return start, _SIGNED_BELOW.sub("", words)


@lru_cache(maxsize=4096)
def letters(text: str) -> str:
    """Reduce a text to its letters and digits: without case, accents, spaces and signs."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if sign.isalnum())


def pieces(words: str) -> tuple[str, ...]:
    """Give the stretches of a quotation that must stand on the page as they are quoted, as letters."""
    kept = (letters(part) for part in _GAP.split(_ONE_LETTER.sub(r"\1", words)))
    return tuple(part for part in kept if len(part) > 3)


def is_on(pages: Sequence[str], words: str) -> bool:
    """Say whether quoted words stand on pages, given by their text; also over the break between two."""
    shown = [letters(page) for page in pages]
    return all(
        any(piece in page for page in shown) or any(_parted(piece, a, b) for a, b in pairwise(shown))
        for piece in pieces(words)
    )


def _parted(piece: str, above: str, below: str) -> bool:
    """Say whether a stretch begins on one page and ends on the next, whatever stands at their edges."""
    low, high = 0, len(piece)
    while low < high:  # the longest beginning that the first page has
        middle = (low + high + 1) // 2
        low, high = (middle, high) if piece[:middle] in above else (low, middle - 1)
    return low > 0 and piece[low:] in below


def _of_case(case: Case, cites: Sequence[Cite]) -> Iterator[Quotation]:
    """Yield the quotations of the brief and of the declaration."""
    for text in (*case.brief, *((case.declaration,) if case.declaration else ())):
        yield from quotations(text, cites)


def pages_to_read(case: Case, cites: Sequence[Cite]) -> tuple[int, ...]:
    """List the packet pages whose words the rule below asks for."""
    return tuple(sorted({page for quoted in _of_case(case, cites) for page in quoted.pages}))


@rule("BRIEF-quotations")
def quotations_are_on_the_pages_cited(case: Case, facts: Facts) -> Iterator[Remark]:
    """Words quoted before a cite stand on the pages cited, where these have words and not only pictures."""
    for quoted in _of_case(case, facts.cites):
        pages = _texts(quoted.pages, facts.texts)
        if pages and not is_on(pages, quoted.words):
            cited = "; ".join(dict.fromkeys(cite.text for cite in quoted.cites))
            yield Remark(
                Source(file=quoted.file, line=quoted.line),
                f"quotation {quoted.number} of those with a cite is not on the pages cited: {cited}",
                "compare it with the page; mark words left out with ... and words changed with [ ]",
            )


def _texts(pages: Iterable[int], texts: Mapping[int, str]) -> tuple[str, ...]:
    """Give what pages say; nothing where one of them is a picture, as the words may stand in it."""
    found = tuple(texts.get(page, "") for page in pages)
    return found if all(len(letters(text)) >= _LEAST_LETTERS for text in found) else ()
