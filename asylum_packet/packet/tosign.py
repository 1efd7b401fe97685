"""The sheets to sign: the very pages of the packet, one file each, with a reference code at the foot.

The code stands for the slot and what its signer stands for; whoever files a scan compares it with the code
that `asylum-packet sign` prints, and knows that the sheet is of the latest text.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pypdfium2 as pdfium

from asylum_packet.packet.assemble import leaf
from asylum_packet.packet.binding import Binding, bind
from asylum_packet.packet.copying import Copier, Drawn
from asylum_packet.packet.outputs import new_folder, replace_folder
from asylum_packet.packet.places import Bookmark, LabelRun, label_prefix
from asylum_packet.packet.sink import Sink
from asylum_packet.packet.stamping import Printer, set_up, stamped
from asylum_packet.pages import PageRange
from asylum_packet.sequence import Packet, Piece
from asylum_packet.sheets import LETTER_PT, Sheets, SignatureSlot, Stamping
from asylum_packet.tabs import stamp
from asylum_packet.values import Struct

CODE_LEFT_PT = 36.0
CODE_SIZE_PT = 8.0
WIDEST_CODE_PT = 152.0
"""The bar code of the official form begins 195 points from the left edge; the code ends before it."""

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No I, L, O and U: nobody shall have to guess what a code says."""
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATES = re.compile(rf"(?:{_MONTHS})\s+\d{{1,2}},\s+\d{{4}}")
_BLANKS = re.compile(r"[\s_\x00-\x1f\ufffe]+")


class SigningPage(Struct, frozen=True, kw_only=True):
    """A page that somebody signs: the slots on it, and what their signers stand for.

    `within` counts inside the piece (1-based). `content` and `words` are hashes: of what is signed, without
    page numbers, and of the words on this very page.
    """

    piece: Piece
    within: int
    slots: tuple[SignatureSlot, ...]
    content: str
    words: str

    @property
    def page(self) -> int:
        """The page's number in the packet."""
        return self.piece.pages.page(self.within)

    @property
    def name(self) -> str:
        """The name of its sheet: that of its first slot."""
        return self.slots[0].name

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its slots."""
        return tuple(slot.name for slot in self.slots)

    @property
    def code(self) -> str:
        """Its reference code: four letters or digits."""
        told = "\n".join((*self.names, self.content, self.words)).encode()
        number = int.from_bytes(hashlib.sha256(told).digest()[:4], "big")
        return "".join(_LETTERS[number >> (5 * place) & 31] for place in range(4))


def signing_pages(
    packet: Packet, sheets: Mapping[str, Sheets], contents: Mapping[str, str]
) -> tuple[SigningPage, ...]:
    """List the pages with signature slots, in packet order.

    Args:
        packet: The plan.
        sheets: The pages of every piece, without any scan.
        contents: What the signers of a piece stand for, hashed, by the key of the piece.
    """
    pages = []
    for piece in packet.pieces:
        slots = defaultdict(list)
        for slot in sheets[piece.key].slots:
            slots[slot.page].append(slot)
        words = _words(sheets[piece.key], sorted(slots)) if slots else {}
        pages += [
            SigningPage(
                piece=piece,
                within=within,
                slots=tuple(here),
                content=contents[piece.key],
                words=words[within],
            )
            for within, here in sorted(slots.items())
        ]
    return tuple(pages)


def _words(sheets: Sheets, pages: Iterable[int]) -> dict[int, str]:
    """Hash the words on pages, the page numbers of cites with them: a signed page must not print old ones.

    Blanks and dates are left out: the dates of filing and service may come last, by hand or typed.
    """
    hashes = {}
    with pdfium.PdfDocument(sheets.pdf) as document:
        for page in pages:
            text = document[sheets.skip + page - 1].get_textpage().get_text_range()
            told = _BLANKS.sub("", _DATES.sub("", text))
            hashes[page] = hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()
    return hashes


def write_sheets(
    pages: Iterable[SigningPage], sheets: Mapping[str, Sheets], folder: Path
) -> tuple[Path, ...]:
    """Write the sheets to sign as a set that replaces the one before; no sheets, no folder.

    Raises:
        OutputError: The folder cannot be written.
    """
    wanted = tuple(pages)
    with new_folder(folder) as fresh:
        for page in wanted:
            write_sheet(page, sheets[page.piece.key], fresh / f"{page.name}.pdf")
        replace_folder(fresh, folder)
    if not wanted and folder.is_dir():
        folder.rmdir()
    return tuple(folder / f"{page.name}.pdf" for page in wanted)


def write_sheet(page: SigningPage, sheets: Sheets, path: Path) -> None:
    """Write one sheet: the page as it is in the packet, its stamp, and the code."""
    title = f"To sign: {', '.join(page.names)}"
    binding = Binding(
        pages=PageRange(page.page, page.page),
        labels=(LabelRun(first=page.page, prefix=label_prefix(page.piece)),),
        bookmarks=(Bookmark(title=title, page=page.page),),
        links=(),
        title=title,
    )
    with path.open("wb") as file, Sink(file) as sink:
        printer = set_up(sink, draft=False)
        copier = Copier(sink, sheets.pdf, page.piece.key)
        try:
            drawn = copier.drawing(sheets.skip + page.within - 1)
        finally:
            copier.close()
        bind(sink, [leaf(sink, drawn, printer, _printed(page, sheets, drawn, printer))], binding)


def _printed(page: SigningPage, sheets: Sheets, drawn: Drawn, printer: Printer) -> bytes:
    """Print the code at the foot of a page, and its stamp beside it."""
    words = _code_line(page, lambda text: printer.face.width_pt(text, CODE_SIZE_PT))
    right = CODE_LEFT_PT + printer.face.width_pt(words, CODE_SIZE_PT)
    place = Stamping(right_pt=right, baseline_pt=sheets.stamping.baseline_pt, size_pt=CODE_SIZE_PT)
    own = stamp(page.piece.slot.tab, page.page)
    return stamped(printer, words, place, LETTER_PT[0]) + stamped(
        printer, own, sheets.stamping, drawn.size_pt[0]
    )


def _code_line(page: SigningPage, width_pt: Callable[[str], float]) -> str:
    """Say what is signed here, with all slots where there is room for their names."""
    line = f"Sign: {', '.join(page.names)} - {page.code}"
    return line if width_pt(line) <= WIDEST_CODE_PT else f"Sign: {page.name} - {page.code}"
