"""The signatures of a packet: what each signer stands for, which scans are in place, which sheets to sign.

    contents(...)      a hash of what the signers of each paper stand for
    collect(...)       the scans of signed/ in the place of their pages, judged by the ledger
    keep(...)          write the ledger: signed/ledger.json in the case folder
    write_to_sign(...) write the sheets that still need a hand

What is hashed, by paper: all answers of a form, how it was filled in, and its edition; the words of a paper
of ours, its cites by id; for a certificate also the content of what it certifies. Never page numbers, nor the
dates of filing and of service: these come last, and a renumbered page is still the page that was signed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from asylum_packet.case.model import Case
from asylum_packet.case.signed import LEDGER
from asylum_packet.errors import OutputError
from asylum_packet.facts import Facts, SignedSlot
from asylum_packet.findings import Finding, Source
from asylum_packet.intake import Intake, Wanted
from asylum_packet.packet.ledger import Ledger, read_ledger, written
from asylum_packet.packet.outputs import replacing
from asylum_packet.packet.signcodes import said
from asylum_packet.packet.tosign import SigningPage, signing_pages, write_sheets
from asylum_packet.papers.press import Press
from asylum_packet.sequence import Packet, PartKind, PieceKind, Slot
from asylum_packet.sheets import Sheets
from asylum_packet.values import Struct

if TYPE_CHECKING:
    from asylum_packet.packet.signing import Scan

FORM_SLOTS = "i589-"
"""How the names of slots on the official form begin."""


class Signatures(Struct, frozen=True, kw_only=True):
    """Every page to sign, and what has come of it.

    `printed` are the sheets without any scan, from which the sheets to sign are made; `sheets` have the scans
    in place. `ledger` is what to keep, None where the one in the folder cannot be read and is left alone.
    """

    pages: tuple[SigningPage, ...] = ()
    printed: Mapping[str, Sheets]
    sheets: Mapping[str, Sheets]
    slots: tuple[SignedSlot, ...] = ()
    ledger: Ledger | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def missing(self) -> tuple[SigningPage, ...]:
        """The pages that still need a hand, those signed before the last change among them."""
        done = {slot.name for slot in self.slots if not slot.stale}
        return tuple(page for page in self.pages if not done.issuperset(page.names))


def collect(
    case: Case,
    press: Press,
    packet: Packet,
    sheets: Mapping[str, Sheets],
    facts: Facts,
    prepared: Callable[[Sequence[Wanted]], Intake],
) -> Signatures:
    """Find the pages to sign and put the scans there are in their place; `prepared` makes pages of them."""
    pages = signing_pages(packet, sheets, contents(case, press, packet, sheets, facts))
    findings: list[Finding] = []
    ledger = _ledger(case, findings)
    if ledger is None:
        return Signatures(pages=pages, printed=sheets, sheets=sheets, findings=tuple(findings))
    scans = _scans(case, findings, prepared, official=facts.blank is not None)
    if not scans and not ledger:
        return Signatures(pages=pages, printed=sheets, sheets=sheets, ledger={}, findings=tuple(findings))
    from asylum_packet.packet.signing import place_scans  # most packets are built before they are signed

    signed = place_scans(pages, sheets, scans, ledger)
    return Signatures(
        pages=pages,
        printed=sheets,
        sheets=signed.sheets,
        slots=signed.slots,
        ledger=signed.ledger,
        findings=(*findings, *signed.findings),
    )


def _ledger(case: Case, findings: list[Finding]) -> Ledger | None:
    """Read the ledger; None where it cannot be read, which is an error."""
    if case.ledger is None:
        return {}
    try:
        return read_ledger(case.ledger.text)
    except ValueError:
        source = Source(file=case.ledger.file)
        findings.append(said("SIGN-ledger", "the ledger of signatures cannot be read", source))
        return None


def _scans(
    case: Case,
    findings: list[Finding],
    prepared: Callable[[Sequence[Wanted]], Intake],
    *,
    official: bool,
) -> tuple[Scan, ...]:
    """Prepare the scans; those of a form that is not in the packet are said and passed over."""
    wanted = []
    for path in case.signed:
        name = Path(path).stem
        if name.startswith(FORM_SLOTS) and not official and "application" in case.submissions:
            message = f"{path} is not used: the packet holds answer sheets instead of the form"
            findings.append(said("SIGN-no-form", message, Source(file=path)))
        else:
            wanted.append(Wanted(path=path, where=Source(file=path)))
    if not wanted:
        return ()
    from asylum_packet.packet.signing import Scan

    intake = prepared(wanted)
    findings += (one for one in intake.findings if one.code not in _OUR_MATTER)
    scans = []
    for each in wanted:
        ready = intake.prepared.get(each)
        if ready is None:
            scans.append(Scan(path=each.path))
        elif len(ready.fact.seen.blank) == ready.sheets.count:
            findings.append(said("SIGN-empty", "the scan is an empty page", Source(file=each.path)))
            scans.append(Scan(path=each.path))
        else:
            scans.append(Scan(path=each.path, sha256=ready.fact.sha256, sheets=ready.sheets))
    return tuple(scans)


_OUR_MATTER = frozenset({"FILE-scaled", "FILE-small-print", "FILE-blank-page"})
"""How large a scan is printed, and whether it is of a signed page, is settled here."""


def contents(
    case: Case, press: Press, packet: Packet, sheets: Mapping[str, Sheets], facts: Facts
) -> dict[str, str]:
    """Hash what the signers of each paper stand for, by the key of its piece."""
    slots = [piece.slot for piece in packet.pieces if sheets[piece.key].slots]
    words = press.words(slots)
    return {slot.key: _hash(_told(case, slot, words, facts)) for slot in slots}


def _told(case: Case, slot: Slot, words: Mapping[str, str], facts: Facts) -> object:
    """Give what the signers of a paper stand for, as plain values."""
    if slot.kind is PieceKind.FORM:
        application = case.applications[int(slot.key.rpartition("-")[2]) - 1]
        edition = facts.blank.edition if facts.blank else ""
        return [
            "form",
            edition,
            application.answers.model_dump(mode="json"),
            case.form.model_dump(mode="json"),
        ]
    certified = _certified(case, slot, facts) if slot.part is PartKind.CERTIFICATE else []
    return ["words", words.get(slot.key, ""), certified]


def _certified(case: Case, slot: Slot, facts: Facts) -> list[str]:
    """Give the content of what a certificate certifies: the parts of its document."""
    document = case.document(slot.document or "")
    if document is None:
        return []
    told = [
        f"{part.kind} {facts.files[part.path].sha256}" for part in document.parts if part.path in facts.files
    ]
    if document.generated and case.declaration:
        told.append(" ".join(case.declaration.text.split()))
    return [*told, *(str(pages) for pages in document.pages)]


def _hash(told: object) -> str:
    """Hash plain values."""
    text = json.dumps(told, sort_keys=True, ensure_ascii=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def keep(case: Case, signatures: Signatures) -> None:
    """Write the ledger where it has changed.

    Raises:
        OutputError: signed/ cannot be written.
    """
    if signatures.ledger is None or not (signatures.ledger or case.ledger):
        return
    text = written(signatures.ledger)
    if case.ledger is not None and case.ledger.text == text:
        return
    path = case.folder / LEDGER
    if not path.parent.resolve().is_relative_to(case.folder.resolve()):
        raise OutputError("signed/ leads out of the case folder", fix="make it an ordinary folder")
    with replacing(path) as fresh:
        fresh.write_text(text, encoding="utf-8", newline="\n")


def write_to_sign(signatures: Signatures, folder: Path) -> tuple[Path, ...]:
    """Write a sheet for every page that still needs a hand; the set before is replaced as a whole.

    Raises:
        OutputError: The folder cannot be written.
    """
    return write_sheets(signatures.missing, signatures.printed, folder)
