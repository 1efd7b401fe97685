"""Gather what the review page shows, and write it: the last step of a build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from asylum_packet.case.model import Case
from asylum_packet.findings import Finding
from asylum_packet.intake.thumbnails import thumbnails
from asylum_packet.law.deadlines import FIRST_DAY
from asylum_packet.law.schedule import deadlines
from asylum_packet.laying import Laid
from asylum_packet.options import CACHE
from asylum_packet.packet.cut import UploadFile
from asylum_packet.packet.outputs import replacing
from asylum_packet.report.review import review_page
from asylum_packet.report.review_values import Review
from asylum_packet.sequence import Packet, PartKind
from asylum_packet.sheets import Sheets


def write_review(
    case: Case,
    laid: Laid,
    packet: Packet,
    findings: tuple[Finding, ...],
    path: Path,
    *,
    file: Path,
    draft: bool,
    uploads: tuple[UploadFile, ...],
    kept: tuple[str, ...] = (),
) -> None:
    """Write the review page of a packet that stands in `file`, beside which the page is opened.

    Raises:
        OutputError: The page cannot be written.
    """
    printed = {piece.key: laid.sheets[piece.key] for piece in packet.pieces}
    review = Review(
        case=case,
        packet=packet,
        facts=laid.facts,
        findings=findings,
        draft=draft,
        file=file.name,
        size_bytes=file.stat().st_size,
        deadlines=deadlines(case, today=FIRST_DAY),
        uploads=uploads,
        thumbnails=thumbnails(dict(first_pages(case, printed)), case.folder / CACHE),
        to_sign=tuple(page.name for page in laid.signatures.missing) if laid.signatures else (),
        kept=kept,
    )
    with replacing(path) as fresh:
        fresh.write_bytes(review_page(review).encode("utf-8", "replace"))


def first_pages(case: Case, sheets: Mapping[str, Sheets]) -> Iterator[tuple[str, Sheets]]:
    """Yield the sheets each document begins with: the first document of every tab, then the others.

    The order matters where there are more documents than pictures. `sheets` go by the keys of their pieces,
    in the order of the packet.
    """
    owners = {f"{document.id}/{kind}": document.id for document in case.documents for kind in PartKind}
    starts = {owners[key]: sheets[key] for key in reversed(tuple(sheets)) if key in owners}
    heads = [tab.documents[0].id for tab in case.tabs if tab.documents]
    for document in dict.fromkeys([*heads, *(document.id for document in case.documents)]):
        if document in starts:
            yield document, starts[document]
