"""Where a submission too big for one upload file is cut (ECAS upload guideline 1). Pure.

Between documents first; inside one only where it alone is too big for a file, and then between pages; a tab
sheet is never the last page of a part. The weights are worked out before anything is typeset, because the
exhibit index prints the part of each tab; they are upper bounds, and the finished files are weighed again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from asylum_packet.law.profiles import Profile
from asylum_packet.pages import PageRange
from asylum_packet.sequence import Packet, Part, Piece, PieceKind, Submission
from asylum_packet.values import Struct, replace

OPENING_BYTES = 400_000
"""What a file weighs before its first page: our fonts, outline, the objects that pages share."""

PAGE_BYTES = 2_000
"""What a page weighs besides its own content: its entries, its stamp, its links and bookmarks."""

TYPESET_PAGE_BYTES = 40_000
"""More than a page of text that we typeset has ever weighed (3 to 12 kB)."""


class Weight(Struct, frozen=True, kw_only=True):
    """What the pages of a paper weigh in bytes.

    `pages` has a number for each page, `shared` comes once for every file that any of them is in (fonts, a
    background). `pages` is empty where the paper is not worth weighing page by page: `whole` says it all.
    """

    whole: int
    shared: int = 0
    pages: tuple[int, ...] = ()


class Unit(Struct, frozen=True, kw_only=True):
    """Pages that stay together: how many, and what they weigh.

    Units of the same `paper` in one file weigh `shared` once.
    """

    count: int
    weight: int
    paper: str = ""
    shared: int = 0


def divided(packet: Packet, weights: Mapping[str, Weight], profile: Profile) -> Packet:
    """Say which part of its submission each page lies in, where a submission needs more than one file."""
    parts = tuple(part for submission in packet.submissions for part in _parts(submission, weights, profile))
    return replace(packet, parts=parts)


def files_of(packet: Packet) -> tuple[Part, ...]:
    """List the upload files: the parts of every submission, number 0 for one that is not divided."""
    found: list[Part] = []
    for submission in packet.submissions:
        own = tuple(part for part in packet.parts if part.submission == submission.name)
        found += own or (Part(submission=submission.name, number=0, pages=submission.pages),)
    return tuple(found)


def blocks(submission: Submission) -> Iterator[tuple[Piece, ...]]:
    """Yield what is not torn apart without need: a paper, or a document with its parts and its tab sheet."""
    waiting: tuple[Piece, ...] = ()
    for _, group in groupby(submission.pieces, key=lambda piece: piece.slot.document or piece.key):
        waiting = (*waiting, *group)
        if waiting[-1].slot.kind is not PieceKind.TAB_SHEET:
            yield waiting
            waiting = ()
    if waiting:
        yield waiting


def fill(units: Sequence[Unit], opening: int, most: int) -> tuple[int, ...]:
    """Fill files with units in their order, each as far as it goes; return the pages of every file.

    A unit that is over `most` by itself gets a file of its own: it cannot be made smaller here.
    """
    files: list[int] = []
    weight, inside = most + 1, set[str]()
    for unit in units:
        more = unit.weight + (0 if unit.paper in inside else unit.shared)
        if weight + more > most:
            files.append(0)
            weight, inside, more = opening, set(), unit.weight + unit.shared
        files[-1] += unit.count
        weight += more
        inside.add(unit.paper)
    return tuple(files)


def _parts(submission: Submission, weights: Mapping[str, Weight], profile: Profile) -> Iterator[Part]:
    """Yield the parts of a submission; none where one file holds it."""
    most = profile.aim_bytes
    room = most - OPENING_BYTES
    units = [unit for block in blocks(submission) for unit in units_of(block, weights, room)]
    counts = fill(units, OPENING_BYTES, most)
    if len(counts) < 2:
        return
    first = submission.pages.first
    for number, count in enumerate(counts, start=1):
        yield Part(submission=submission.name, number=number, pages=PageRange.of_length(first, count))
        first += count


def units_of(block: tuple[Piece, ...], weights: Mapping[str, Weight], room: int) -> Iterator[Unit]:
    """Yield a block as one unit, or page by page where it is over `room`; a tab sheet takes a page along."""
    whole = sum(_weight(piece, weights) for piece in block)
    if whole <= room:
        yield Unit(count=sum(len(piece.pages) for piece in block), weight=whole)
        return
    count = weight = 0
    for piece in block:
        known = weights.get(piece.key)
        for page in _page_weights(piece, weights):
            count, weight = count + 1, weight + page
            if piece.slot.kind is not PieceKind.TAB_SHEET or piece is block[-1]:
                yield Unit(count=count, weight=weight, paper=piece.key, shared=known.shared if known else 0)
                count = weight = 0


def _weight(piece: Piece, weights: Mapping[str, Weight]) -> int:
    """Weigh a paper."""
    known = weights.get(piece.key)
    if known is None:
        return len(piece.pages) * (TYPESET_PAGE_BYTES + PAGE_BYTES)
    return known.whole + len(piece.pages) * PAGE_BYTES


def _page_weights(piece: Piece, weights: Mapping[str, Weight]) -> list[int]:
    """Weigh the pages of a paper one by one, without what they share."""
    known = weights.get(piece.key)
    if known is None:
        return [TYPESET_PAGE_BYTES + PAGE_BYTES] * len(piece.pages)
    if len(known.pages) != len(piece.pages):
        return [-(-known.whole // len(piece.pages)) + PAGE_BYTES] * len(piece.pages)
    return [page + PAGE_BYTES for page in known.pages]
