"""Cites of what was filed before: the pages, paragraphs and passages that its manifest tells of."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from asylum_packet.case.earlier import EarlierDocument
from asylum_packet.findings import Finding, Severity, Source
from asylum_packet.pages import PageRange
from asylum_packet.sequence import PartKind

if TYPE_CHECKING:
    from asylum_packet.papers.cites import Pin


def earlier_faults(pin: Pin, document: EarlierDocument, source: Source) -> Iterator[Finding]:
    """Say what is wrong with a cite of a document that was filed before."""
    if pin.part and (pin.part not in set(PartKind) or PartKind(pin.part) not in document.parts):
        yield _error(
            "CITE-syntax",
            f"'{pin.id}' was filed without a part '{pin.part}'",
            source,
            f"type [@{pin.id}] for the whole document",
        )
    elif pin.paragraphs:
        yield from _paragraph_faults(pin, document, source)
    else:
        count = document.count(PartKind(pin.part) if pin.part else None)
        beyond = next((pages.last for pages in pin.ranges if pages.last > count), None)
        if beyond is not None:
            yield _error(
                "CITE-page-beyond",
                f"'{pin.id}' has no page {beyond} {document.when}",
                source,
                f"it has {count} pages; cite a page between 1 and {count}"
                if count > 1
                else "it has one page",
            )


def _paragraph_faults(pin: Pin, document: EarlierDocument, source: Source) -> Iterator[Finding]:
    """Find paragraphs and passages that were not filed."""
    names = [f"#{pin.name}"] if pin.name else [f"¶{number}" for number in _numbers(pin)]
    lost = next((name for name in names if name not in document.marks), None)
    if lost is not None:
        near = difflib.get_close_matches(lost, document.marks, n=1, cutoff=0.5)
        yield _error(
            "CITE-unknown-passage" if pin.name else "CITE-unknown-paragraph",
            f"'{pin.id}' has no {lost} {document.when}",
            source,
            f"did you mean {near[0]}?" if near else f"cite its pages: [@{pin.id} 1]",
        )


def earlier_pages(pin: Pin, document: EarlierDocument) -> str:
    """Print the pages of the earlier packet that a cite names."""
    if pin.paragraphs:
        names = [f"#{pin.name}"] if pin.name else [f"¶{number}" for number in _numbers(pin)]
        return ", ".join(str(pages) for pages in _runs({document.marks[name] for name in names}))
    part = PartKind(pin.part) if pin.part else None
    ranges = pin.ranges or (PageRange.of_length(1, document.count(part)),)
    numbers = {document.page(part, within) or 0 for pages in ranges for within in pages}
    return ", ".join(str(pages) for pages in _runs(numbers))


def earlier_paragraphs(pin: Pin, document: EarlierDocument) -> str:
    """Print the paragraphs of a cite: ", ¶ 12"; "" where it names none."""
    if not pin.paragraphs:
        return ""
    if pin.name:
        return f", ¶\u00a0{_paragraph_of(pin.name, document)}" if _paragraph_of(pin.name, document) else ""
    sign = "¶¶" if len(_numbers(pin)) > 1 else "¶"
    return f", {sign}\u00a0{', '.join(str(pages) for pages in pin.ranges)}"


def _paragraph_of(name: str, document: EarlierDocument) -> str:
    """Give the number of the paragraph in which a named passage stands: marks are in reading order."""
    number = ""
    for mark in document.marks:
        if mark == f"#{name}":
            return number
        if mark.startswith("¶"):
            number = mark[1:]
    return number


def _numbers(pin: Pin) -> tuple[int, ...]:
    """List the paragraphs of a cite."""
    return tuple(number for pages in pin.ranges for number in pages)


def _runs(numbers: set[int]) -> list[PageRange]:
    """Join neighbouring pages."""
    runs: list[PageRange] = []
    for number in sorted(numbers):
        if runs and runs[-1].last + 1 == number:
            runs[-1] = PageRange(runs[-1].first, number)
        else:
            runs.append(PageRange(number, number))
    return runs


def _error(code: str, message: str, source: Source, fix: str) -> Finding:
    """Make a finding of severity error."""
    return Finding(code=code, severity=Severity.ERROR, message=message, source=source, fix=fix)
