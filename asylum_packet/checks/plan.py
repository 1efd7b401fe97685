"""The plan of the packet: what each submission begins and ends with, and how tabs and documents follow.

The build makes it so; these rules look at what it made, as a second pair of eyes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from asylum_packet.case.model import Case
from asylum_packet.checks.rule import Remark, rule
from asylum_packet.checks.words import listed
from asylum_packet.facts import Facts
from asylum_packet.findings import Severity, Source
from asylum_packet.sequence import PartKind, Piece, PieceKind, Submission
from asylum_packet.tabs import tab_label, tab_number

_REPORT = "build again; if it is said again, report it as a bug of this program"
_ORDER = {kind: place for place, kind in enumerate(PartKind)}


def _submissions(facts: Facts) -> tuple[Submission, ...]:
    """Give the submissions of the packet."""
    return facts.packet.submissions if facts.packet else ()


def _exhibits(facts: Facts) -> tuple[Piece, ...]:
    """Give the papers of the exhibits."""
    return next((one.pieces for one in _submissions(facts) if one.name == "exhibits"), ())


def _wrong(names: Iterable[str], words: str) -> Iterator[Remark]:
    """Say of which submissions or tabs something is not so."""
    if found := listed(list(names)):
        yield Remark(Source(file="case.yaml"), f"{found}: {words}", _REPORT)


@rule("ICPM-3.3-cover-required")
def submissions_begin_with_a_cover(_case: Case, facts: Facts) -> Iterator[Remark]:
    """Every submission opens with a cover page."""
    bare = (one.name for one in _submissions(facts) if one.pieces[0].slot.kind is not PieceKind.COVER)
    yield from _wrong(bare, "no cover page at the head")


@rule("ICPM-3.2-cert-still-required")
def submissions_end_with_service(_case: Case, facts: Facts) -> Iterator[Remark]:
    """Every submission ends with its proof of service, electronic service included."""
    bare = (
        one.name for one in _submissions(facts) if one.pieces[-1].slot.kind is not PieceKind.PROOF_OF_SERVICE
    )
    yield from _wrong(bare, "no proof of service at the end")


@rule("CFR-1003.32-index")
def exhibits_have_an_index(case: Case, facts: Facts) -> Iterator[Remark]:
    """Exhibits under tabs have an index in front of them."""
    pieces = _exhibits(facts)
    if case.tabs and pieces and pieces[1].slot.kind is not PieceKind.INDEX:
        yield from _wrong(["exhibits"], "no index behind the cover page")


@rule("ICPM-3.3-tabs")
def tabs_follow_the_alphabet(_case: Case, facts: Facts) -> Iterator[Remark]:
    """Tabs are A, B, ... Z, AA, BB, without a gap and none twice."""
    labels = [label for label, _ in groupby(piece.slot.tab for piece in _exhibits(facts)) if label]
    pairs = [(a, b) for a, b in pairwise(labels) if b != tab_label(tab_number(a) + 1)]
    if pairs:
        yield Remark(
            Source(file="exhibits.yaml"),
            f"tabs that are not the next letter: {listed([f'{b} after {a}' for a, b in pairs])}",
            "change or delete tab: there, so that no letter is missing: a judge looks for one that is",
            Severity.WARNING,
        )


@rule("ICPM-3.3-tabs-position")
def tabs_have_their_sheets(_case: Case, facts: Facts) -> Iterator[Remark]:
    """Every tab begins with a sheet that shows its letter."""
    groups = ((label, next(group)) for label, group in groupby(_exhibits(facts), key=lambda p: p.slot.tab))
    bare = (f"Tab {label}" for label, first in groups if label and first.slot.kind is not PieceKind.TAB_SHEET)
    yield from _wrong(bare, "no tab sheet at the head")


@rule("PKT-translation-order")
def translations_come_first(_case: Case, facts: Facts) -> Iterator[Remark]:
    """Where a document is translated, translation, certificate and original follow in this order."""
    astray = []
    for name, group in groupby(_exhibits(facts), key=lambda piece: piece.slot.document):
        parts = [piece.slot.part for piece in group if piece.slot.part is not None]
        if name and PartKind.TRANSLATION in parts and parts != sorted(parts, key=_ORDER.__getitem__):
            astray.append(name)
    yield from _wrong(astray, "the parts are not in the order translation, certificate, original")
