"""The scans of signed pages in signed/, and the ledger of what each of them signed.

A scan is named after its signature slot: `signed/brief.pdf`, or .jpg, .jpeg, .png. Which slots there are is
known only when the pages are made (`packet/signing.py`); here the files are only found.
"""

from __future__ import annotations

from typing import Final, Protocol

from asylum_packet.case.folder import Listing
from asylum_packet.case.model import TextFile
from asylum_packet.case.texts import read_text
from asylum_packet.findings import Finding

FOLDER: Final = "signed"
LEDGER: Final = "signed/ledger.json"
SCANS: Final = (".pdf", ".jpg", ".jpeg", ".png")


class Desk(Protocol):
    """What this module needs of the reading that is going on."""

    listing: Listing
    used: set[str]
    findings: list[Finding]


def read_signed(desk: Desk) -> tuple[tuple[str, ...], TextFile | None]:
    """Find the scans directly in signed/, in natural order, and read the ledger as text."""
    scans = tuple(
        path
        for path in desk.listing.under(FOLDER)
        if path.count("/") == 1 and path.casefold().endswith(SCANS)
    )
    desk.used.update(scans)
    path = desk.listing.has(LEDGER)
    if path is None:
        return scans, None
    desk.used.add(path)
    ledger = read_text(desk.listing, path)
    if isinstance(ledger, Finding):
        desk.findings.append(ledger)
        return scans, None
    return scans, ledger
