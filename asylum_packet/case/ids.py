"""Ids of documents: unique in a case, since cites go by them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from asylum_packet.case.codes import found
from asylum_packet.case.lettering import Unit
from asylum_packet.case.model import Document
from asylum_packet.findings import Finding


def with_own_ids(units: Iterable[Unit]) -> tuple[tuple[Unit, ...], tuple[Finding, ...]]:
    """Give documents that share an id one of their own, and report them with the line to write."""
    given = tuple(units)
    taken = {document.id for unit in given for document in unit.documents}
    seen: dict[str, Document] = {}
    findings: list[Finding] = []

    def alone(document: Document) -> Document:
        earlier = seen.setdefault(document.id, document)
        if earlier is document:
            return document
        free = _free_id(document.id, taken)
        taken.add(free)
        findings.append(_clash(earlier, document, free))
        return replace(document, id=free)

    own = tuple(replace(unit, documents=[alone(one) for one in unit.documents]) for unit in given)
    return own, tuple(findings)


def _clash(earlier: Document, document: Document, free: str) -> Finding:
    """Make the finding of two documents with one id."""
    here, there = (one.where.file.removeprefix("exhibits/") for one in (document, earlier))
    message = f"'{there}' and '{here}' both get the id {document.id}; for now the second one is {free}"
    fix = f'write in exhibits.yaml "{here}": {{id: {free}}}'
    return found("EXHIBITS-id-clash", message, document.where, fix)


def _free_id(wanted: str, taken: set[str]) -> str:
    """Find the next id that nothing has."""
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"
