"""Signed pages: which pages somebody signs, which scan is of which, and what that scan signed.

A scan takes the place of its page: turned upright and brought back to the size it was printed in. The foot of
the scan, where our own stamp and code were printed, is cut off and the packet's stamp printed there, so that
the number on the page is always the true one; where a person wrote into the foot, or something would be lost
at an edge, the scan is shown whole and smaller, above the stamp.

What a scan signed is written down when it is first seen (`ledger.py`). A later change of the text makes the
slot an error: signed before the last change. New page numbers alone change nothing.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

import pypdfium2 as pdfium

from asylum_packet.facts import SignedSlot
from asylum_packet.findings import Finding, Source
from asylum_packet.packet.ledger import Entry, Fit, Ledger
from asylum_packet.packet.registration import (
    Picture,
    draw,
    is_bare,
    loses_ink,
    register,
    unwritten,
    whole,
)
from asylum_packet.packet.scanned import with_scans
from asylum_packet.packet.signcodes import said
from asylum_packet.packet.tosign import SigningPage
from asylum_packet.sequence import PieceKind
from asylum_packet.sheets import Sheets
from asylum_packet.values import Struct, replace

LEAST_LIKE = 0.45
"""Below this a scan does not look like its page; scans of the right page came out between 0.7 and 0.9."""


class Scan(Struct, frozen=True, kw_only=True):
    """A scan as intake prepared it; `sheets` is None where it could not be read."""

    path: str
    sha256: str = ""
    sheets: Sheets | None = None

    @property
    def name(self) -> str:
        """The slot it is named after."""
        return PurePosixPath(self.path).stem


class Signed(Struct, frozen=True, kw_only=True):
    """What came of the scans: the sheets with them, the ledger to keep, and what there is to say.

    `slots` are those whose scan is in the packet, the stale ones among them.
    """

    sheets: Mapping[str, Sheets]
    slots: tuple[SignedSlot, ...]
    ledger: Ledger
    findings: tuple[Finding, ...]


def place_scans(
    pages: tuple[SigningPage, ...],
    sheets: Mapping[str, Sheets],
    scans: Iterable[Scan],
    ledger: Ledger,
) -> Signed:
    """Put scans in the place of the pages they are of, and say what was signed and what is wrong."""
    room = _Room(pages, sheets, ledger)
    for page, found in _sorted(pages, scans, room):
        room.take(page, found)
    room.miss()
    return room.signed()


def _sorted(
    pages: tuple[SigningPage, ...], scans: Iterable[Scan], room: _Room
) -> Iterator[tuple[SigningPage, Scan]]:
    """Give each page its one scan; a scan of no page, and rival scans of one, are said instead."""
    by_name = {name: page for page in pages for name in page.names}
    found: dict[int, list[Scan]] = defaultdict(list)
    for scan in scans:
        page = by_name.get(scan.name)
        if page is None:
            room.say("SIGN-unknown", scan.path, *_unknown(scan.name, by_name))
        else:
            found[page.page].append(scan)
    for page in pages:
        rivals = found.get(page.page, [])
        names = [scan.name for scan in rivals]
        if len(set(names)) < len(names):
            room.say("SIGN-twice", rivals[-1].path, f"{_listed(rivals)} are both the scan of one slot")
            room.spoilt |= set(page.names)
        elif len({scan.sha256 for scan in rivals}) > 1:
            message = f"{_listed(rivals)} are different scans of one page, packet page {page.page}"
            room.say("SIGN-rivals", rivals[-1].path, message)
            room.spoilt |= set(page.names)
        elif rivals and rivals[0].sheets is not None:
            yield page, rivals[0]
        elif rivals:
            room.spoilt |= set(page.names)


def _listed(scans: list[Scan]) -> str:
    """Name files."""
    return " and ".join(scan.path for scan in scans)


def _unknown(name: str, known: Mapping[str, SigningPage]) -> tuple[str, str]:
    """Say that no slot has a name, and which was probably meant."""
    near = difflib.get_close_matches(name.casefold(), known, n=1, cutoff=0.5)
    message = f"there is no signature slot '{name[:80]}' in this packet"
    return message, f"did you mean {near[0]}?" if near else ""


class _Room:
    """The scans as they are put in place; lives inside `place_scans` only."""

    def __init__(self, pages: tuple[SigningPage, ...], sheets: Mapping[str, Sheets], ledger: Ledger) -> None:
        self.pages, self.sheets, self.ledger = pages, sheets, ledger
        self.kept = dict(ledger)
        self.findings: list[Finding] = []
        self.slots: list[SignedSlot] = []
        self.spoilt: set[str] = set()
        self.placed: dict[str, dict[int, tuple[Scan, int, Fit]]] = defaultdict(dict)

    def say(self, code: str, path: str, message: str, fix: str = "") -> None:
        """Take down a finding."""
        self.findings.append(said(code, message, Source(file=path), fix))

    def take(self, page: SigningPage, scan: Scan) -> None:
        """Take the scan of a page, or of the whole paper where it has as many pages."""
        assert scan.sheets is not None, "scans that cannot be read are sorted out before"
        own = self.sheets[page.piece.key]
        if scan.sheets.count not in {1, own.count}:
            self.say("SIGN-pages", scan.path, _wrong_count(scan.sheets.count, own.count))
            self.spoilt |= set(page.names)
            return
        entry = self._entry(page, scan, own)
        self._judge(page, scan, entry)
        targets = [page.within] if scan.sheets.count == 1 else range(1, own.count + 1)
        for index, (within, fit) in enumerate(zip(targets, entry.fits, strict=True)):
            self.placed[page.piece.key][within] = (scan, index, fit)

    def _entry(self, page: SigningPage, scan: Scan, own: Sheets) -> Entry:
        """Give what the ledger says of a scan, or take it in as new."""
        assert scan.sheets is not None, "scans that cannot be read are sorted out before"
        old = self.ledger.get(page.name)
        if old is not None and old.scan == scan.sha256 and len(old.fits) == scan.sheets.count:
            return old
        if old is not None and old.scan != scan.sha256:
            self.say("SIGN-replaced", scan.path, f"another scan than before stands for '{page.name}'")
        first = page.within - 1 if scan.sheets.count == 1 else 0
        fits = tuple(self._fit(page, scan, own, first + index, index) for index in range(scan.sheets.count))
        entry = Entry(
            file=scan.path,
            scan=scan.sha256,
            content=page.content,
            page=page.words,
            code=page.code,
            fits=fits,
        )
        self.kept |= dict.fromkeys(page.names, entry)
        return entry

    def _fit(self, page: SigningPage, scan: Scan, own: Sheets, within: int, index: int) -> Fit:
        """Find how a page of a scan lies over the page it is of."""
        assert scan.sheets is not None, "scans that cannot be read are sorted out before"
        try:
            expected, picture = draw(own, within), draw(scan.sheets, index)
        except pdfium.PdfiumError:
            return whole(Fit())
        fit = register(expected, picture)
        if within == page.within - 1 and is_bare(expected, picture, fit):
            fit = replace(fit, is_bare=True)
        elif within == page.within - 1:
            fit = replace(fit, empty=_empty(page, expected, picture, fit))
        kept_foot = page.piece.slot.kind is PieceKind.FORM
        if fit.likeness < LEAST_LIKE or loses_ink(picture, fit, kept_foot=kept_foot):
            return replace(whole(fit), empty=fit.empty)
        return fit

    def _judge(self, page: SigningPage, scan: Scan, entry: Entry) -> None:
        """Say what is to say about a scan in its place, and whether its slots still are signed."""
        stale = entry.content != page.content or (len(entry.fits) == 1 and entry.page != page.words)
        empty = {name for fit in entry.fits for name in fit.empty}
        signed = [name for name in page.names if name not in empty]
        self.slots += [SignedSlot(name=name, file=scan.path, stale=stale) for name in signed]
        self.spoilt |= empty
        for name in page.names:
            if name in empty:
                self.say(
                    "SIGN-part",
                    scan.path,
                    f"the scan of page {page.page} shows nothing in the box of '{name}': is it signed there?",
                )
        if stale:
            self._say_stale(page, scan, moved=entry.content == page.content)
        where = f"page {page.page}"
        if any(fit.likeness < LEAST_LIKE for fit in entry.fits):
            self.say(
                "SIGN-other-page",
                scan.path,
                f"the scan does not look like the page of '{page.name}', {where}",
            )
        elif any(fit.is_whole for fit in entry.fits):
            self.say(
                "SIGN-whole",
                scan.path,
                f"the scan is printed smaller on {where}: it is written on at an edge",
            )
        if any(fit.is_bare for fit in entry.fits):
            self.say(
                "SIGN-bare",
                scan.path,
                f"the scan of '{page.name}', {where}, shows nothing that was not printed: is it signed?",
            )
        if any(fit.turn for fit in entry.fits):
            turns = sorted({fit.turn for fit in entry.fits if fit.turn})
            how = "upside down" if turns == [180] else "on its side"
            self.say("SIGN-turned", scan.path, f"the scan lay {how} and was turned upright on {where}")

    def _say_stale(self, page: SigningPage, scan: Scan, *, moved: bool) -> None:
        """Say what was signed before the last change; Part D has a rule of its own."""
        names = [name for name in page.names if not name.startswith("i589-part-d")]
        if not names:
            return
        what = (
            "its page prints other lines or page numbers since"
            if moved
            else "what it signs has been changed since"
        )
        message = f"{', '.join(names)}: signed before the last change: {what}"
        fix = f"have out/to-sign/{page.name}.pdf signed again (code {page.code}) and put its scan here"
        self.say("SIGN-stale", scan.path, message, fix)

    def miss(self) -> None:
        """Say which scans of the ledger are gone."""
        here = {slot.name for slot in self.slots} | self.spoilt
        known = {name for page in self.pages for name in page.names}
        for name, entry in sorted(self.ledger.items()):
            if name in known and name not in here:
                self.say("SIGN-gone", entry.file, f"the scan that signed '{name}' is gone")

    def signed(self) -> Signed:
        """Put everything together."""
        changed = {}
        for key, placed in self.placed.items():
            kept_foot = any(
                page.piece.slot.kind is PieceKind.FORM for page in self.pages if page.piece.key == key
            )
            changed[key] = with_scans(
                self.sheets[key],
                {within: (_sheets(scan), index, fit) for within, (scan, index, fit) in placed.items()},
                kept_foot=kept_foot,
            )
        return Signed(
            sheets={**self.sheets, **changed},
            slots=tuple(self.slots),
            ledger=self.kept,
            findings=tuple(self.findings),
        )


def _empty(page: SigningPage, expected: Picture, scan: Picture, fit: Fit) -> tuple[str, ...]:
    """Name the slots of a page in whose boxes nothing is written, where something is in that of another."""
    boxed = [(slot.name, slot.rect) for slot in page.slots if slot.rect is not None]
    if len(boxed) < 2 or fit.likeness < LEAST_LIKE:
        return ()
    empty = unwritten(expected, scan, fit, [rect for _, rect in boxed])
    if all(empty):
        return ()
    return tuple(name for (name, _), is_empty in zip(boxed, empty, strict=True) if is_empty)


def _sheets(scan: Scan) -> Sheets:
    """Give the sheets of a scan that has some."""
    assert scan.sheets is not None, "scans that cannot be read are sorted out before"
    return scan.sheets


def _wrong_count(count: int, own: int) -> str:
    """Say that a scan has another number of pages than can be placed."""
    wanted = "" if own == 1 else f", or all {own} pages of the paper"
    return f"the scan has {count} pages; it must be the one page that is signed{wanted}"
