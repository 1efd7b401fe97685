"""Ids of documents: unique in a case, since cites go by them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from asylum_packet.case.codes import found
from asylum_packet.case.court_papers import PaperKeys
from asylum_packet.case.lettering import Unit
from asylum_packet.case.model import Document
from asylum_packet.findings import Finding
from asylum_packet.values import replace

_CITED: Final = re.compile(r"@([^\s/@,;#\]]+)")
_BETWEEN: Final = re.compile(r"[\s,;/#@\[\]]+")


def cited_ids(texts: Iterable[str], papers: PaperKeys | None) -> frozenset[str]:
    """Gather what may be the id of a document in texts, as [@id], and in the rows of case.yaml."""
    cited = {name for text in texts for name in _CITED.findall(text)}
    if papers is None:
        return frozenset(cited)
    records = [
        *(row.records for row in papers.witnesses),
        *(row.records for row in papers.criminal_history),
        *(row.records for row in papers.corroboration),
    ]
    cited |= {word for told in records for word in _BETWEEN.split(told)}
    cited |= {name for shared in papers.certificates for name in shared.documents}
    return frozenset(cited)


def with_own_ids(
    units: Iterable[Unit], *, cited: frozenset[str], written: frozenset[str]
) -> tuple[tuple[Unit, ...], tuple[Finding, ...]]:
    """Give documents that share an id one of their own.

    That is told, with the line to write, where a cite could mean several of them, where both were given one
    id in exhibits.yaml, and where one is the declaration made from declaration.md: then it is there twice.

    Args:
        units: The documents, in order.
        cited: The ids that texts and case.yaml use.
        written: Where the documents stand whose ids are given in exhibits.yaml: they keep theirs.
    """
    given = tuple(units)
    documents = [document for unit in given for document in unit.documents]
    taken = {document.id for document in documents}
    numbers: dict[str, int] = {}
    first = {document.id: document for document in reversed(documents)}
    first |= {document.id: document for document in reversed(documents) if _place(document) in written}
    findings: list[Finding] = []

    def alone(document: Document) -> Document:
        holder = first[document.id]
        if holder is document:
            return document
        free = _free_id(document.id, taken, numbers)
        taken.add(free)
        both_written = {_place(holder), _place(document)} <= written
        if both_written or holder.generated or {document.id, free} & cited:
            findings.append(_clash(holder, document, free))
        return replace(document, id=free)

    own = tuple(replace(unit, documents=[alone(one) for one in unit.documents]) for unit in given)
    return own, tuple(findings)


def _place(document: Document) -> str:
    """Say which file a document is."""
    return document.where.file


def _clash(earlier: Document, document: Document, free: str) -> Finding:
    """Make the finding of two documents with one id."""
    here, there = (one.where.file.removeprefix("exhibits/") for one in (document, earlier))
    message = f"'{there}' and '{here}' both get the id {document.id}; for now the second one is {free}"
    fix = f'write in exhibits.yaml "{here}": {{id: {free}}}'
    return found("EXHIBITS-id-clash", message, document.where, fix)


def _free_id(wanted: str, taken: set[str], numbers: dict[str, int]) -> str:
    """Find the next id that nothing has; `numbers` holds the last one tried for each."""
    number = numbers.get(wanted, 1) + 1
    while f"{wanted}-{number}" in taken:
        number += 1
    numbers[wanted] = number
    return f"{wanted}-{number}"
