"""The pages of the evidence themselves: can they be read, what do they give away, is anything there twice.

What intake saw is judged here; the numbers and words it saw are never repeated, only where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from asylum_packet.case.model import Case, Document
from asylum_packet.checks.rule import Remark, rule
from asylum_packet.checks.words import listed
from asylum_packet.facts import Facts, FileFact
from asylum_packet.findings import Severity, Source
from asylum_packet.sequence import PartKind

LEAST_DPI = 150
"""Dots per inch under which print of ordinary size gets hard to read."""

_PAGES = re.compile(r"\s*(?:pages?|pp?\.)?\s*\d[\d\s,–-]*")
_LEAST_WORDS = 15
_LONG_PAGES = 10
_BACKS = 2


def _pages(numbers: tuple[int, ...]) -> str:
    """Name pages: "page 3", "pages 1, 4 and 2 more"."""
    return f"{'page' if len(numbers) == 1 else 'pages'} {listed([str(number) for number in numbers])}"


def _by_path(facts: Facts) -> list[FileFact]:
    """List what was seen in the order of paths."""
    return [facts.files[path] for path in sorted(facts.files)]


@rule("ICPM-3.3-legible")
def scans_can_be_read(_case: Case, facts: Facts) -> Iterator[Remark]:
    """Scans have at least 150 dots per inch, stand straight, and end before the edge of the page."""
    for fact in _by_path(facts):
        coarse = tuple(page for page, dpi in fact.seen.coarse if dpi < LEAST_DPI)
        said = [
            words.format(_pages(pages))
            for pages, words in (
                (coarse, f"{{}} under {LEAST_DPI} dots per inch"),
                (fact.seen.skewed, "{} crooked"),
                (fact.seen.cut, "{} with writing that runs over the edge"),
            )
            if pages
        ]
        if said:
            yield Remark(
                Source(file=fact.path),
                f"hard to read: {'; '.join(said)}",
                "look at them; where they cannot be read easily, scan them again at 300 dots per inch",
                Severity.WARNING,
            )


@rule("ICPM-3.3-single-sided")
def empty_backs_are_left_out(_case: Case, facts: Facts) -> Iterator[Remark]:
    """No scan of one-sided sheets brings their empty backs along."""
    for fact in _by_path(facts):
        blank = len(fact.seen.blank)
        if blank >= _BACKS and blank * 3 >= fact.count:
            yield Remark(
                Source(file=fact.path),
                f"{blank} of its {fact.count} pages are empty, like the backs of sheets printed on one side",
                "write blank_pages: leave out under the file in exhibits.yaml; stamped backs stay",
            )


@rule("ECAS-300dpi")
def scans_have_the_courts_resolution(_case: Case, facts: Facts) -> Iterator[Remark]:
    """Scans have the 300 dots per inch that the court asks for."""
    coarse = [fact.path for fact in _by_path(facts) if fact.seen.coarse]
    if coarse:
        yield Remark(
            Source(file=coarse[0]),
            "1 file has scans under 300 dots per inch"
            if len(coarse) == 1
            else f"{len(coarse)} files have scans under 300 dots per inch, this one first",
            "scan at 300 dots per inch from now on; scan again what is hard to read",
            Severity.NOTE,
        )


@rule("ICPM-3.3e-highlight")
def passages_are_marked(case: Case, facts: Facts) -> Iterator[Remark]:
    """Passages to be highlighted are found, and long publications have some."""
    for document in case.documents:
        parts = (_seen(document, kind, facts) for kind in (PartKind.TRANSLATION, PartKind.ORIGINAL))
        fact = next((part for part in parts if part), None)
        if fact is None:
            continue
        for number in fact.seen.unfound:
            asks_for_pages = _PAGES.fullmatch(document.highlight[number - 1])
            yield Remark(
                document.where,
                f"highlight of {document.id}: {document.highlight[number - 1].strip()} is not among its"
                f" {fact.count} pages"
                if asks_for_pages
                else f"passage {number} of highlight for {document.id} is not on its pages",
                "correct the pages; they count as printed, from 1"
                if asks_for_pages
                else "copy the words from the file itself; a scan needs ocr: yes in exhibits.yaml first",
            )
        if document.url and not document.highlight and fact.count > _LONG_PAGES:
            yield Remark(
                document.where,
                f"{document.id} has {fact.count} pages and no passage is marked",
                'write highlight: ["words of the passage"] under it in exhibits.yaml',
                Severity.NOTE,
            )


@rule("PII-true-redaction")
def blacked_out_is_gone(_case: Case, facts: Facts) -> Iterator[Remark]:
    """Nothing can be selected and copied from under a black box."""
    for fact in _by_path(facts):
        if fact.seen.covered:
            pages = tuple(page for page, _ in fact.seen.covered)
            letters = sum(count for _, count in fact.seen.covered)
            yield Remark(
                Source(file=fact.path),
                f"{letters:,} letters can still be copied from under black boxes on {_pages(pages)}",
                "black them out with a redaction tool that removes the text, or print and scan the page",
            )


@rule("PII-card-number")
def card_numbers_are_masked(_case: Case, facts: Facts) -> Iterator[Remark]:
    """No exhibit shows a whole payment card number."""
    yield from private_numbers(facts, "card number")


def private_numbers(facts: Facts, kind: str) -> Iterator[Remark]:
    """Tell where numbers of a kind stand in exhibits: the page and the last two digits."""
    for fact in _by_path(facts):
        found = [number for number in fact.seen.numbers if number.kind == kind]
        if found:
            told = [f"page {number.page} (ends in {number.ending})" for number in found]
            yield Remark(
                Source(file=fact.path),
                f"looks like a {kind} on {listed(told)}",
                "mask all but the last four digits in the file, unless the whole number is evidence",
                Severity.WARNING,
            )


@rule("PKT-same-twice")
def nothing_is_filed_twice(case: Case, facts: Facts) -> Iterator[Remark]:
    """No two files of the exhibits have the same content, and no file is two documents."""
    files: dict[str, list[str]] = {}
    for fact in _by_path(facts):
        files.setdefault(fact.sha256, []).append(fact.path)
    for paths in files.values():
        if len(paths) > 1:
            yield Remark(
                Source(file=paths[1]),
                f"has the same content as {listed([paths[0], *paths[2:]])}",
                "delete one, or write leave_out: with the reason under one of them in exhibits.yaml",
            )
    users: dict[str, list[str]] = {}
    for document in case.documents:
        for part in document.parts:
            if part.kind is not PartKind.CERTIFICATE:
                users.setdefault(part.path, []).append(document.id)
    for path, ids in users.items():
        if len(ids) > 1:
            yield Remark(
                Source(file=path),
                f"is printed in {len(ids)} documents: {listed(ids)}",
                "leave it to one of them, or choose different pages: of it in exhibits.yaml",
            )


def _seen(document: Document, kind: PartKind, facts: Facts) -> FileFact | None:
    """Give what was seen in the file of a part."""
    part = document.part(kind)
    return facts.files.get(part.path) if part else None


@rule("PKT-language-seen")
def languages_are_said(case: Case, facts: Facts) -> Iterator[Remark]:
    """What reads like another language is marked and translated, and a translation reads like English."""
    for document in case.documents:
        original = _seen(document, PartKind.ORIGINAL, facts)
        translation = _seen(document, PartKind.TRANSLATION, facts)
        is_marked = document.is_foreign or document.part(PartKind.TRANSLATION) is not None
        if original and original.seen.language and not is_marked:
            yield Remark(
                document.where,
                f"{document.id} seems to be in {original.seen.language}, and has no translation",
                "mark the file with the language, as [es], and add its translation and certificate",
            )
        if translation and translation.seen.language:
            yield Remark(
                document.where,
                f"the translation of {document.id} seems to be in {translation.seen.language}, not English",
                "look whether original and translation were mixed up",
            )


def _certificates(case: Case, facts: Facts) -> Iterator[tuple[Document, FileFact]]:
    """List documents whose certificate of translation has text to judge; each file once."""
    told: set[str] = set()
    for document in case.documents:
        fact = _seen(document, PartKind.CERTIFICATE, facts)
        if document.generated or fact is None or fact.path in told or fact.seen.words < _LEAST_WORDS:
            continue
        told.add(fact.path)
        yield document, fact


@rule("ICPM-3.3a-cert-competence")
def certificates_say_what_they_must(case: Case, facts: Facts) -> Iterator[Remark]:
    """A certificate with text says that the translator is competent and the translation accurate."""
    words = {"competence": "is competent in the language", "accuracy": "made a true and accurate translation"}
    for document, fact in _certificates(case, facts):
        missing = [text for name, text in words.items() if name not in fact.seen.certifies]
        if missing:
            yield Remark(
                Source(file=fact.path),
                f"the certificate of {document.id} does not seem to say that the translator"
                f" {' and '.join(missing)}",
                "read it; asylum-packet templates export shows one that says all of it",
                Severity.WARNING,
            )


@rule("ICPM-3.3a-cert-contact")
def certificates_tell_how_to_reach_the_translator(case: Case, facts: Facts) -> Iterator[Remark]:
    """A certificate with text gives the translator's telephone number."""
    for document, fact in _certificates(case, facts):
        if "contact" not in fact.seen.certifies:
            yield Remark(
                Source(file=fact.path),
                f"the certificate of {document.id} does not seem to give the translator's telephone number",
                "have the translator add address and telephone number",
                Severity.WARNING,
            )
