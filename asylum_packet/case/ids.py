"""Ids of documents: unique in a case, since cites go by them."""

from __future__ import annotations

from collections.abc import Iterable

from asylum_packet.case.codes import found
from asylum_packet.case.lettering import Unit
from asylum_packet.case.model import Document
from asylum_packet.findings import Finding


def id_clashes(units: Iterable[Unit]) -> tuple[Finding, ...]:
    """Report documents that share an id, with the line to write."""
    seen: dict[str, Document] = {}
    documents = [document for unit in units for document in unit.documents]
    taken = {document.id for document in documents}
    findings = []
    for document in documents:
        if earlier := seen.get(document.id):
            here, there = (d.where.file.removeprefix("exhibits/") for d in (document, earlier))
            free = _free_id(document.id, taken)
            taken.add(free)
            message = f"'{there}' and '{here}' both get the id {document.id}"
            fix = f'write in exhibits.yaml "{here}": {{id: {free}}}'
            findings.append(found("EXHIBITS-id-clash", message, document.where, fix))
        else:
            seen[document.id] = document
    return tuple(findings)


def _free_id(wanted: str, taken: set[str]) -> str:
    """Find the next id that nothing has."""
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"
