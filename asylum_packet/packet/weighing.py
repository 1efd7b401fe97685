"""What papers weigh in an upload file, read from their prepared files; for `dividing.py`.

A page that alone is over the limit is told to a person, with what would make it small enough. It is never
reduced by the program: what the court sees of a piece of evidence is not for a program to decide.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from asylum_packet.case.model import Case
from asylum_packet.findings import Finding, Source
from asylum_packet.law.profiles import ecas
from asylum_packet.law.rules import finding
from asylum_packet.packet.dividing import Weight
from asylum_packet.packet.plainfile import NotPlainError, PlainFile, references
from asylum_packet.packet.proven import SIZE, SIZE_AIM
from asylum_packet.sequence import Packet, Piece
from asylum_packet.sheets import LETTER_PT, Sheets

QUALITY = 75
_BYTES_PER_PIXEL = 0.25
"""What a photographed page weighs as JPEG of quality 75; measured between 0.1 and 0.3."""

_ROUND_BYTES = 100_000
"""More than what surrounds a single page in a file of its own: stamp and its font, outline, labels."""
_SIDE = re.compile(rb"/(?:Width|Height) (\d+)")
_INCHES = max(LETTER_PT) / 72


def weights(sheets: Mapping[str, Sheets], worth_bytes: int) -> dict[str, Weight]:
    """Weigh papers that stand already; those of more than `worth_bytes` page by page.

    A paper weighs no more in the packet than its file does: streams are copied as they are stored, and what
    no page needs is left behind.
    """
    return {key: _weight(own, worth_bytes) for key, own in sheets.items()}


def _weight(sheets: Sheets, worth_bytes: int) -> Weight:
    """Weigh a paper."""
    if isinstance(sheets.pdf, bytes):
        return Weight(whole=len(sheets.pdf))
    try:
        whole = sheets.pdf.stat().st_size
        return _by_page(sheets.pdf, sheets, whole) if whole > worth_bytes else Weight(whole=whole)
    except OSError:
        return Weight(whole=0)  # assembling names the file that is gone


def _by_page(path: Path, sheets: Sheets, whole: int) -> Weight:
    """Weigh a paper page by page; what more than half of the pages use is shared."""
    try:
        with path.open("rb") as file:
            plain = PlainFile(file)
            used = [_objects(plain, page) for page in plain.pages[sheets.skip : sheets.skip + sheets.count]]
    except NotPlainError:
        return Weight(whole=whole)
    uses = Counter(number for numbers in used for number in numbers)
    common = {number for number, count in uses.items() if count * 2 > len(used) and count > 1}
    return Weight(
        whole=whole,
        shared=sum(plain.size_bytes(number) for number in common),
        pages=tuple(sum(plain.size_bytes(n) for n in numbers - common) for numbers in used),
    )


def _objects(plain: PlainFile, page: int) -> set[int]:
    """List the objects that a page needs, itself among them."""
    found, waiting = {page}, list(_below(plain, page))
    while waiting:
        number = waiting.pop()
        if number not in found and number not in plain.nodes:
            found.add(number)
            waiting += _below(plain, number)
    return found


def _below(plain: PlainFile, number: int) -> tuple[int, ...]:
    """List what an object refers to."""
    return references(plain.parts(number)[0])


def too_heavy(
    case: Case, packet: Packet, sheets: Mapping[str, Sheets], weighed: Mapping[str, Weight]
) -> tuple[Finding, ...]:
    """Name every page that alone is over the limit of a file, or the aim, and offer what would mend it."""
    aim = ecas().aim_bytes
    return tuple(
        _named(case, piece, sheets[piece.key], number, size)
        for piece in packet.pieces
        if piece.key in sheets and piece.key in weighed
        for number, size in _heavy_pages(weighed[piece.key], aim)
    )


def _heavy_pages(weight: Weight, limit: int) -> Iterator[tuple[int, int]]:
    """Yield the number inside its paper (1-based) and the bytes of every page over the limit."""
    for number, own in enumerate(weight.pages, start=1):
        if own + weight.shared > limit:
            yield number, own + weight.shared


def _named(case: Case, piece: Piece, sheets: Sheets, number: int, size: int) -> Finding:
    """Say which page it is, and how small it could be."""
    document, part = case.document(piece.slot.document or ""), piece.slot.part
    file = document.part(part) if document and part else None
    name = f"'{file.path}'" if file else piece.slot.title
    profile = ecas()
    limit = f"one file of the upload set may have {_megabytes(profile.limit_bytes)} MB"
    over = size + _ROUND_BYTES > profile.limit_bytes
    return finding(
        SIZE if over else SIZE_AIM,
        f"page {number} of {name} has {_megabytes(size)} MB, and {limit}"
        if over
        else f"page {number} of {name} has {_megabytes(size)} MB, close to the limit: {limit}",
        source=Source(file=file.path) if file else None,
        fix=_offer(sheets, number, profile.scan_dpi, file.path if file else ""),
    )


def _offer(sheets: Sheets, number: int, dpi: int, path: str) -> str:
    """Say what to do: resolution now and then, quality, and what that would weigh."""
    way = f"scan it again at {dpi} dpi"
    if path:
        way += (
            f", or type asylum-packet reduce '{path}' -o smaller.pdf (JPEG of quality {QUALITY}, {dpi} dpi)"
        )
    else:
        way += f", or save it as JPEG of quality {QUALITY}"
    sides = _largest_picture(sheets, number)
    now = max(sides) / _INCHES
    if now <= dpi:
        return f"{way}; nothing is made smaller without you"
    pixels = sides[0] * sides[1] * (dpi / now) ** 2
    after = _megabytes(int(pixels * _BYTES_PER_PIXEL))
    return f"{way}: {now:.0f} dpi now, then about {after} MB; nothing is made smaller without you"


def _largest_picture(sheets: Sheets, number: int) -> tuple[int, int]:
    """Give the sides in pixels of the largest picture on a page; zeros where there is none."""
    if isinstance(sheets.pdf, bytes):
        return 0, 0
    with sheets.pdf.open("rb") as file:
        plain = PlainFile(file)
        sides = [
            tuple(int(side) for side in _SIDE.findall(entries))
            for thing in _objects(plain, plain.pages[sheets.skip + number - 1])
            for entries, data in (plain.parts(thing),)
            if data is not None
        ]
    found = [(side[0], side[1]) for side in sides if len(side) == 2]
    return max(found, key=lambda side: side[0] * side[1], default=(0, 0))


def _megabytes(size: int) -> str:
    """Print bytes as megabytes of a million."""
    return f"{size / 1e6:.1f}".removesuffix(".0")
