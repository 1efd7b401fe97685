"""The exhibits: publications one can find again, photographs with captions, proof of who the applicant is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from asylum_packet.case.model import Case, Document
from asylum_packet.case.parts import ELEMENTS
from asylum_packet.checks.rule import Remark, rule
from asylum_packet.checks.words import folded, listed, titles
from asylum_packet.facts import Facts
from asylum_packet.findings import Severity, Source
from asylum_packet.sequence import PartKind

NEWEST_REPORT_YEARS = 2
"""The report about a year comes out well into the next, so the newest can be this many years old."""

_STATE_DEPARTMENT = re.compile(
    r"State Dep|Department of State|Country Reports? on Human Rights", re.IGNORECASE
)
_PUBLISHED = re.compile(
    r"\b(?:(?:news|press|magazine) (?:articles?|reports?|releases?|clippings?)|newspapers?"
    r"|articles?(?! of| \d)|country (?:conditions?|reports?)|human rights reports?|periódicos?|noticias?)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s.]+\.\S", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_IMAGES = frozenset({".jpg", ".jpeg", ".jfif", ".png", ".heic", ".heif", ".webp", ".avif", ".gif", ".bmp"})
"""How the names of photographs end; a TIFF is a scan."""

_IDENTITY = (
    "passport",
    "pasaporte",
    "identity",
    "identification",
    "national id",
    "id card",
    "cedula",
    "birth certificate",
    "acta de nacimiento",
    "nationality",
)


def _named(case: Case, document: Document) -> str:
    """Name a document by tab and id."""
    tab = case.tab_of(document.id)
    return f"Tab {tab.label}, {document.id}" if tab else document.id


@rule("ICPM-3.3e-internet")
def internet_material_says_when_read(case: Case, _facts: Facts) -> Iterator[Remark]:
    """What has an address on the internet has the day it was read, and the other way round."""
    for document in case.documents:
        if document.url and not _ADDRESS.match(document.url):
            yield Remark(
                document.where,
                f"{_named(case, document)}: url is no full address",
                "type it as the browser shows it, such as https://example.org/report",
            )
        if bool(document.url) == bool(document.accessed):
            continue
        missing = "accessed" if document.url else "url"
        words = {"accessed": "the day it was read", "url": "the full address"}[missing]
        yield Remark(
            document.where,
            f"{_named(case, document)}: from the internet, without {words}",
            f"add {missing}: to its entry in exhibits.yaml",
        )


@rule("ICPM-3.3e-publications")
def publications_are_identified(case: Case, _facts: Facts) -> Iterator[Remark]:
    """Published material has a publisher or author, and a date."""
    for document in case.documents:
        published = bool(document.url)
        if not published and not document.source and not _looks_published(case, document):
            continue
        missing = [
            words
            for words, known in (
                ("source", document.source or document.author),
                ("date", document.date),
            )
            if not known
        ]
        if missing:
            guess = "" if published or document.source else "looks like "
            yield Remark(
                document.where,
                f"{_named(case, document)}: {guess}published material without {' and '.join(missing)}",
                f"add {' and '.join(f'{name}:' for name in missing)} to its entry in exhibits.yaml;"
                " where it bears no date, date: undated",
                None if published else Severity.WARNING,
            )


def _looks_published(case: Case, document: Document) -> bool:
    """Guess by its title, or that of its folder, that something was published."""
    tab = case.tab_of(document.id)
    return bool(_PUBLISHED.search(f"{document.title} {tab.title if tab else ''}"))


@rule("ICPM-3.3e-state-dept")
def state_department_reports_are_recent(case: Case, _facts: Facts) -> Iterator[Remark]:
    """A report of the State Department says of which year it is, and is one of the latest."""
    for document in case.documents:
        if not _STATE_DEPARTMENT.search(f"{document.title} {document.source} {document.author}"):
            continue
        years = [int(year) for year in _YEAR.findall(f"{document.title} {document.date}")]
        if not years:
            yield Remark(
                document.where,
                f"{_named(case, document)}: a State Department report without its year",
                "add the year it is about to title: in exhibits.yaml",
            )
        elif case.filing.date is not None and max(years) < case.filing.date.year - NEWEST_REPORT_YEARS:
            yield Remark(
                document.where,
                f"{_named(case, document)}: the State Department report is more than"
                f" {NEWEST_REPORT_YEARS} years old",
                "add the newest one; keep this one only for what happened then",
            )


@rule("ICPM-3.3-photographs")
def photographs_have_captions(case: Case, _facts: Facts) -> Iterator[Remark]:
    """Photographs on sheets have captions that say all of it, and one by itself at least a date."""
    yield from _on_sheets(case)
    undated = [
        document
        for document in case.documents
        if (original := document.part(PartKind.ORIGINAL)) is not None
        and not original.photographs
        and PurePosixPath(original.path).suffix.lower() in _IMAGES
        and not document.date
    ]
    if undated:
        yield Remark(
            undated[0].where,
            f"pictures without caption or date: {listed([document.id for document in undated])}",
            "in exhibits.yaml write what:, who:, where:, when: and by: under a photograph; they are printed"
            " below it; under the picture of a paper write date:",
            Severity.NOTE,
        )


def _on_sheets(case: Case) -> Iterator[Remark]:
    """Name the photographs on sheets whose captions say nothing, or not all."""
    for document in case.documents:
        for part in document.parts:
            told = [(PurePosixPath(one.path).name, one.missing) for one in part.photographs]
            bare = [name for name, missing in told if len(missing) == len(ELEMENTS)]
            if bare:
                yield Remark(
                    document.where,
                    f"photographs of {document.id} without a caption: {listed(bare)}",
                    "write what, who, where, when and by under photographs: in exhibits.yaml",
                )
            short = [
                f"{name} ({', '.join(missing)})" for name, missing in told if name not in bare and missing
            ]
            if short:
                yield Remark(
                    document.where,
                    f"captions of {document.id} that do not say all of it: {listed(short)}",
                    "write what is missing beside the rest in exhibits.yaml, as far as it is known",
                    Severity.NOTE,
                )


@rule("ECAS-ocr")
def scans_can_be_searched(_case: Case, facts: Facts) -> Iterator[Remark]:
    """Every source file has text that can be searched, and carries the fonts of that text."""
    silent = sorted(path for path, fact in facts.files.items() if not fact.has_text or fact.seen.silent)
    if silent:
        yield Remark(
            Source(file=silent[0]),
            "1 file has pages without text that can be searched"
            if len(silent) == 1
            else f"{len(silent)} files have pages without text that can be searched, this one first",
            "write ocr: yes under scans in exhibits.yaml, or run them through text recognition yourself",
            Severity.NOTE,
        )
    bare = {path: fact.seen.bare for path, fact in sorted(facts.files.items()) if fact.seen.bare}
    if bare:
        first, fonts = next(iter(bare.items()))
        more = "" if len(bare) == 1 else f"; {len(bare)} files do so, this one first"
        yield Remark(
            Source(file=first),
            f"names fonts that it does not carry, so another viewer shows others: {listed(fonts)}{more}",
            "where its look matters, save it again as PDF with its fonts embedded, or print and scan it",
            Severity.NOTE,
        )


@rule("I589-identity-docs")
def identity_is_proven(case: Case, _facts: Facts) -> Iterator[Remark]:
    """A passport, identity card or birth certificate is among the exhibits."""
    if not case.tabs or not case.applications:
        return
    named = [*titles(case), *(folded(tab.title) for tab in case.tabs)]
    if not any(word in title for title in named for word in _IDENTITY):
        yield Remark(
            Source(file="exhibits"),
            "no exhibit looks like a passport or other proof of identity",
            "add a copy to exhibits/, or a statement why there is none",
        )
