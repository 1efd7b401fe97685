"""Every code a finding about signed pages can carry, with its weight, what it means and what to do."""

from __future__ import annotations

from asylum_packet.findings import Finding, Severity, Source
from asylum_packet.values import Struct


class Code(Struct, frozen=True):
    """One kind of finding about signed pages; `remedy` is said where the message has no better one."""

    id: str
    severity: Severity
    meaning: str
    remedy: str


_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

CODES: tuple[Code, ...] = (
    Code("SIGN-stale", _ERROR, "signed before the last change of what it signs", "have the new sheet signed"),
    Code("SIGN-twice", _ERROR, "two files are the scan of one signature slot", "keep one of them"),
    Code(
        "SIGN-rivals",
        _ERROR,
        "one page holds several slots, and there are different scans of it",
        "keep one scan, of the page that everybody has signed",
    ),
    Code("SIGN-pages", _ERROR, "a scan with more or fewer pages than it stands for", "scan the one page"),
    Code("SIGN-empty", _ERROR, "a scan that shows nothing", "scan the signed side of the sheet again"),
    Code(
        "SIGN-ledger",
        _ERROR,
        "signed/ledger.json cannot be read: nobody can tell what was signed",
        "restore it from a backup; or delete it, and have every code on the scans compared again",
    ),
    Code(
        "SIGN-unknown",
        _WARNING,
        "a scan is named after no signature slot of this packet",
        "asylum-packet sign CASE lists the slots",
    ),
    Code(
        "SIGN-no-form",
        _WARNING,
        "a signed page of the form, and no official form to place it in",
        "install the official blank: asylum-packet form install i-589.pdf",
    ),
    Code(
        "SIGN-other-page",
        _ERROR,
        "a scan does not look like the page it stands for",
        "open both and compare; scan the right sheet, flat and in good light",
    ),
    Code(
        "SIGN-bare",
        _WARNING,
        "a scan on which nothing was found besides what was printed: an unsigned sheet, or very little ink",
        "look at it; have the sheet signed, and put its scan here",
    ),
    Code(
        "SIGN-part",
        _WARNING,
        "a page with several places to sign on which one of them is empty",
        "have the same sheet signed there too, and put a scan of it here",
    ),
    Code(
        "SIGN-gone",
        _WARNING,
        "a scan that was there is gone, and its slot is not signed any more",
        "put it back, or have the sheet in out/to-sign/ signed",
    ),
    Code("SIGN-replaced", _NOTE, "a scan has taken the place of another", "compare the code at its foot"),
    Code("SIGN-turned", _NOTE, "a scan was turned upright", "look at the page once"),
    Code(
        "SIGN-whole",
        _NOTE,
        "a scan is printed smaller, above the page number, so that nothing on it is cut off",
        "look at the page once",
    ),
)

_BY_ID = {code.id: code for code in CODES}


def said(code: str, message: str, source: Source, fix: str = "") -> Finding:
    """Make a finding of one of the codes above."""
    kind = _BY_ID[code]
    return Finding(code=code, severity=kind.severity, message=message, source=source, fix=fix or kind.remedy)
