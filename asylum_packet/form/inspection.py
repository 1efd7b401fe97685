"""What a file that should be a blank Form I-589 says of itself: all of it, not the first fault alone.

For an edition that this program has not learned, a person compares the proof (`proof.py`) with the printed
questions; then `form install --accept` takes it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Pdf

from asylum_packet.errors import FormError
from asylum_packet.form.boxes import Box, BoxKind, fingerprint, read_boxes
from asylum_packet.form.differences import Differences, nearest
from asylum_packet.form.identity import edition_in, identify, is_filled, other_dates, printed_pages
from asylum_packet.values import Struct

_LARGEST_BYTES = 30_000_000


class Inspection(Struct, frozen=True, kw_only=True):
    """What was found in a file.

    `pages` is their number; `footers` holds the edition date in the footer of each of the first pages, ""
    where there is none; `signals` every other edition date with where it stands. `names` and `geometry` are
    fingerprints of the fields: of their names alone, and of names, kinds and places. `refusal` says why `form
    install` would not take it as it is; `obstacle` why not even with --accept; both are "" where nothing
    stands in the way.
    """

    name: str
    sha256: str
    pages: int
    footers: tuple[str, ...]
    signals: tuple[tuple[str, str], ...]
    is_encrypted: bool
    has_xfa: bool
    texts: int
    ticks: int
    bar_codes: int
    filled_pages: tuple[int, ...]
    names: str
    geometry: str
    nearest: Differences
    refusal: str
    obstacle: str

    @property
    def editions(self) -> tuple[str, ...]:
        """Every edition date found, each once."""
        return tuple(dict.fromkeys([*filter(None, self.footers), *(date for _, date in self.signals)]))


def inspect(path: Path) -> Inspection:
    """Look at a file as a blank Form I-589.

    Raises:
        FormError: It cannot be opened as a PDF file.
    """
    data = read_bytes(path)
    with opened(data, path.name) as pdf:
        fields = read_boxes(pdf)
        boxes = [box for box, _ in fields]
        pages = tuple(printed_pages(data, path.name))
        judge = partial(identify, pdf, fields, pages, name=path.name)
        return Inspection(
            name=path.name,
            sha256=hashlib.sha256(data).hexdigest(),
            pages=len(pdf.pages),
            footers=tuple(edition_in(page.text) for page in pages),
            signals=tuple(_signals(pdf, fields)),
            is_encrypted=pdf.is_encrypted,
            has_xfa="/XFA" in pdf.Root.get("/AcroForm", Dictionary()),
            texts=_count(boxes, BoxKind.TEXT),
            ticks=_count(boxes, BoxKind.TICK),
            bar_codes=_count(boxes, BoxKind.BAR_CODE),
            filled_pages=tuple(sorted({box.page for box, w in fields if _is_answered(box, w)})),
            names=hashlib.sha256("\n".join(sorted(box.name for box in boxes)).encode()).hexdigest(),
            geometry=fingerprint(boxes),
            nearest=nearest(boxes),
            refusal=_refusal(judge, accept=False),
            obstacle=_refusal(judge, accept=True),
        )


def read_bytes(path: Path) -> bytes:
    """Read a file of sensible size."""
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise FormError(f"{path.name} is too large to be the blank Form I-589")
        return path.read_bytes()
    except OSError as error:
        raise FormError(f"{path.name} cannot be read: {error.strerror}", fix="look at the path") from error


def opened(data: bytes, name: str) -> Pdf:
    """Open a file."""
    try:
        return pikepdf.open(BytesIO(data))
    except pikepdf.PasswordError as error:
        raise FormError(f"{name} is locked with a password", fix="save a copy without a password") from error
    except (pikepdf.PdfError, RuntimeError) as error:
        raise FormError(f"{name} is not a PDF file, or is damaged", fix="download it again") from error


def _signals(pdf: Pdf, fields: Sequence[tuple[Box, Dictionary]]) -> list[tuple[str, str]]:
    """List where else an edition date stands, each place and date once."""
    return list(dict.fromkeys((where.split(" on page")[0], date) for date, where in other_dates(pdf, fields)))


def _count(boxes: Sequence[Box], kind: BoxKind) -> int:
    """Count the fields of a kind."""
    return sum(box.kind is kind for box in boxes)


def _is_answered(box: Box, widget: Dictionary) -> bool:
    """Say whether a field holds an answer."""
    return box.kind is not BoxKind.BAR_CODE and is_filled(box, widget)


def _refusal(judge: Callable[..., object], *, accept: bool) -> str:
    """Say why the file would not be installed."""
    try:
        judge(accept=accept)
    except FormError as error:
        return error.message
    return ""
