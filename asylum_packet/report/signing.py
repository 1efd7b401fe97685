"""Who signs what, where and how, what is signed and what still needs a hand: as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from asylum_packet.findings import Finding
from asylum_packet.report.findings import finding_entry, findings_text
from asylum_packet.report.tables import counted, table
from asylum_packet.signatures import Signatures
from asylum_packet.tabs import stamp
from asylum_packet.values import Struct

_BY_HAND = "by hand only"
_HOW = (
    ("declaration", "by hand; keep the original"),
    ("certificate-", "by hand or electronically"),
    ("", "ink, electronic, or /s/ by the e-filer"),
)
"""How a paper is signed by the beginning of its slot's name (8 CFR 1003.31(j); ICPM 3.3(b); 28 USC 1746)."""

_AFTER = """\
Have the sheets in {folder} signed.
Compare the code at the foot of each with this table, then put its scan into signed/ under the name of the
slot (.pdf, .jpg or .png). The next build puts it in the place of its page."""


class Row(Struct, frozen=True, kw_only=True):
    """One signature slot: where it stands and what has become of it.

    `sheet` is the file to print, "" where nothing is missing; `scan` the file that stands for it.
    """

    slot: str
    who: str
    how: str
    page: int
    stamp: str
    state: str
    code: str
    sheet: str
    scan: str


def rows(signatures: Signatures) -> tuple[Row, ...]:
    """List every slot in packet order."""
    done = {slot.name: slot for slot in signatures.slots}
    missing = {page.name for page in signatures.missing}
    listed = []
    for page in signatures.pages:
        for slot in page.slots:
            scan = done.get(slot.name)
            listed.append(
                Row(
                    slot=slot.name,
                    who=slot.who,
                    how=_BY_HAND if slot.by_hand else _how(slot.name),
                    page=page.page,
                    stamp=stamp(page.piece.slot.tab, page.page),
                    state="missing" if scan is None else "sign again" if scan.stale else "signed",
                    code=page.code,
                    sheet=f"{page.name}.pdf" if page.name in missing else "",
                    scan=scan.file if scan else "",
                )
            )
    return tuple(listed)


def _how(name: str) -> str:
    """Say how a slot is signed."""
    return next(how for beginning, how in _HOW if name.startswith(beginning))


def signing_text(listed: tuple[Row, ...], findings: Iterable[Finding], *, sheets: Path, folder: str) -> str:
    """Print the table, what to do with the sheets, and what is wrong with scans.

    Args:
        listed: The slots.
        findings: What there is to say about scans.
        sheets: The folder of the sheets to sign.
        folder: The case folder as the user typed it.
    """
    if not listed:
        return "nothing in this packet is signed"
    head = ("SLOT", "WHO SIGNS", "HOW", "STAMP", "CODE", "STATE")
    body = [
        (row.slot, row.who, row.how, row.stamp, row.code, row.scan if row.state == "signed" else row.state)
        for row in listed
    ]
    parts = [table(head, body), _state(listed, sheets)]
    said = tuple(findings)
    return "\n\n".join([*parts, findings_text(said, folder=folder)] if said else parts)


def _state(listed: tuple[Row, ...], sheets: Path) -> str:
    """Count what is missing, and say what to do with the sheets."""
    files = {row.sheet for row in listed if row.sheet}
    if not files:
        return "everything is signed"
    open_ = sum(row.state != "signed" for row in listed)
    counts = f"{counted(open_, 'signature')} to get, {counted(len(files), 'sheet')} to print"
    return f"{counts}\n{_AFTER.format(folder=sheets.as_posix())}"


def signing_json(listed: tuple[Row, ...], findings: Iterable[Finding], *, sheets: Path) -> str:
    """Print the same as JSON: `{"slots": [...], "to_sign": [...], "findings": [...]}`."""
    slots = [
        {
            "slot": row.slot,
            "who": row.who,
            "how": row.how,
            "page": row.page,
            "stamp": row.stamp,
            "code": row.code,
            "state": row.state,
            "sheet": (sheets / row.sheet).as_posix() if row.sheet else None,
            "scan": row.scan or None,
        }
        for row in listed
    ]
    to_sign = list(dict.fromkeys(slot["sheet"] for slot in slots if slot["sheet"]))
    told = {"slots": slots, "to_sign": to_sign, "findings": [finding_entry(one) for one in findings]}
    return json.dumps(told, indent=2)
