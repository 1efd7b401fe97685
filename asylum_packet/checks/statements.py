"""What people put into writing for the case: declarations, letters, translations and their certificates.

Words are compared, never repeated: a finding names documents and counts, not what they say.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from asylum_packet.case.model import Case, Document
from asylum_packet.checks.rule import Remark, rule
from asylum_packet.checks.words import folded, lines_with
from asylum_packet.facts import Facts
from asylum_packet.findings import Severity, Source
from asylum_packet.sequence import PartKind

SHARED_WORDS = 8
"""So many words in the same order are a phrase."""
LEAST_COMMON = 40
"""Words inside shared phrases that two statements must have before they are called alike."""
_LEAST_SHARE = 0.15
_COMPLETE_SHARE = 0.5
_LEAST_WORDS = 80
_OATH = re.compile(r"penalty of perjury|true and correct|executed on|28 u s c", re.IGNORECASE)
_EXTRACT = re.compile(r"\b(?:summary|extracts?|excerpts?|abridged|partial)\b", re.IGNORECASE)
_CONFORMED = re.compile(r"/\s?s\s?/", re.IGNORECASE)
_READ_ALOUD = re.compile(r"\binterpret|\bread (?:back|aloud|it|the)\b", re.IGNORECASE)
_TRANSLATES = re.compile(r"\btranslat", re.IGNORECASE)


@rule("BIA-similar-declarations")
def statements_are_in_their_own_words(case: Case, facts: Facts) -> Iterator[Remark]:
    """No two statements share whole passages, oath apart; told once for each that shares them."""
    words = {id_: folded(text).split() for id_, text in _accounts(case, facts)}
    phrases = {id_: _phrases(said) for id_, said in words.items()}
    lengths = {id_: len(said) for id_, said in words.items()}
    for place, id_ in enumerate(words):
        common = {
            other: shared
            for other in list(words)[:place]
            if (shared := _common(phrases[other], phrases[id_]))
            >= max(LEAST_COMMON, int(min(lengths[id_], lengths[other]) * _LEAST_SHARE))
        }
        if not common:
            continue
        most = max(common, key=lambda other: common[other])
        rest = len(common) - 1
        more = f", {id_} also with {rest} other{'s' if rest > 1 else ''}" if rest else ""
        document = case.document(id_)
        yield Remark(
            document.where if document else Source(file="exhibits"),
            f"{id_} and {most} share passages of {SHARED_WORDS} words and more,"
            f" {common[most]} words in all{more}",
            "compare them: each person tells it in their own words, or says why the words are the same",
        )


def _accounts(case: Case, facts: Facts) -> Iterator[tuple[str, str]]:
    """Yield the id and the words of every statement; the respondent's own comes from declaration.md."""
    for document in case.documents:
        if document.generated and case.declaration is not None:
            yield document.id, case.declaration.text
        elif words := facts.statements.get(document.id, ""):
            yield document.id, words


def _phrases(words: Sequence[str]) -> Mapping[tuple[str, ...], int]:
    """Give every run of words and where it stands, those of the oath left out."""
    runs = zip(*(words[n:] for n in range(SHARED_WORDS)), strict=False)
    barred = _with_oath(words)
    return {run: at for at, run in enumerate(runs) if at not in barred}


def _with_oath(words: Sequence[str]) -> frozenset[int]:
    """Say where runs begin that have words of an oath in them."""
    starts = [0, *accumulate(len(word) + 1 for word in words)]
    ends = [start - 1 for start in starts[1:]]
    barred: set[int] = set()
    for found in _OATH.finditer(" ".join(words)):
        first, last = bisect_right(starts, found.start()) - 1, bisect_left(ends, found.end())
        barred.update(range(last - SHARED_WORDS + 1, first + 1))
    return frozenset(barred)


def _common(one: Mapping[tuple[str, ...], int], other: Mapping[tuple[str, ...], int]) -> int:
    """Count the words of one text that lie in phrases the other has too."""
    places: set[int] = set()
    for run in one.keys() & other.keys():
        places.update(range(one[run], one[run] + SHARED_WORDS))
    return len(places)


@rule("CFR-1003.31j-forms-of-signature")
def signatures_are_those_of_the_signer(case: Case, facts: Facts) -> Iterator[Remark]:
    """Only the e-filer's own signature may be conformed: no declaration or certificate bears a typed one."""
    for place, _ in lines_with((case.declaration,) if case.declaration else (), _CONFORMED):
        yield Remark(place, _typed("the declaration"), _SIGN, Severity.WARNING)
    for key, words in facts.statements.items():
        document = case.document(key.partition("/")[0])
        if document is not None and _CONFORMED.search(words):
            what = f"the certificate of {document.id}" if "/" in key else document.id
            yield Remark(_place(document, key), _typed(what), _SIGN, Severity.WARNING)


_SIGN = "have the person sign by hand or with an electronic signature of their own, and file that page"


def _typed(what: str) -> str:
    """Say that a signature is typed."""
    return f"{what} bears /s/ for a signature, which counts only for the e-filer's own"


def _place(document: Document, key: str) -> Source:
    """Give the file that a text was read from, or the document."""
    part = document.part(PartKind.CERTIFICATE) if "/" in key else None
    return Source(file=part.path) if part else document.where


@rule("PKT-translation-complete")
def translations_are_whole(case: Case, facts: Facts) -> Iterator[Remark]:
    """A translation is neither called a summary nor much shorter than what it translates."""
    for document in case.documents:
        translation, original = document.part(PartKind.TRANSLATION), document.part(PartKind.ORIGINAL)
        if translation is None:
            continue
        counts = [
            facts.files[part.path].seen.words if part and part.path in facts.files else 0
            for part in (translation, original)
        ]
        if _EXTRACT.search(translation.path.rpartition("/")[2]) or _EXTRACT.search(document.title):
            yield Remark(
                document.where,
                f"{document.id} is called a summary or extract",
                "have all of it translated, stamps and handwriting too, or file only the pages translated",
            )
        elif counts[0] and counts[1] >= _LEAST_WORDS and counts[0] < counts[1] * _COMPLETE_SHARE:
            yield Remark(
                document.where,
                f"the translation of {document.id} has {counts[0]:,} words, the original {counts[1]:,}",
                "look whether something was left untranslated; pages: can choose the translated pages",
            )


@rule("PKT-translator-not-party")
def translators_are_not_parties(case: Case, facts: Facts) -> Iterator[Remark]:
    """No certificate is given by a respondent or by counsel."""
    people = [(case.attorney.name, "counsel"), *((one.name.full, "a respondent") for one in case.respondents)]
    for document in case.documents:
        words = folded(facts.statements.get(f"{document.id}/{PartKind.CERTIFICATE}", ""))
        for name, who in people:
            if name and re.search(rf"\bi {re.escape(folded(name))}\b", words):
                yield Remark(
                    _place(document, "/"),
                    f"the certificate of {document.id} is given by {who}",
                    "ask somebody else for what matters: no rule forbids it, but it weighs less",
                )


@rule("PKT-interp-separate")
def certificates_are_of_the_right_kind(case: Case, facts: Facts) -> Iterator[Remark]:
    """A translation is certified as one; what was read aloud to its author is certified as that."""
    for document in case.documents:
        words = facts.statements.get(f"{document.id}/{PartKind.CERTIFICATE}", "")
        if not words.strip():
            continue
        is_translated = document.part(PartKind.TRANSLATION) is not None
        says = _TRANSLATES if is_translated else _READ_ALOUD
        other = _READ_ALOUD if is_translated else _TRANSLATES
        if other.search(words) and not says.search(words):
            kinds = ("interpretation", "translation") if is_translated else ("translation", "interpretation")
            yield Remark(
                _place(document, "/"),
                f"{document.id} has a certificate of {kinds[0]} where one of {kinds[1]} is due",
                "reading an English text aloud is interpretation, a written English text of a foreign one is"
                " translation; have the right one signed",
                Severity.WARNING,
            )
