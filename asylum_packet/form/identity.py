"""Which edition of Form I-589 a file is, and whether it is still the blank that USCIS published.

An edition is believed only when everything that says it agrees: the footer of all twelve pages, the date of
issue inside the file, the bar codes, and the place of every field. Anything else is refused with the reason.
The printed words themselves are not compared: who is handed a blank by strangers should download it anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NoReturn

import pikepdf
import pypdfium2
from pikepdf import Dictionary, Pdf

from asylum_packet.errors import FormError
from asylum_packet.form.boxes import Box, BoxKind, fingerprint, is_left_empty, laid_over
from asylum_packet.form.differences import compare, obstacle, told
from asylum_packet.form.printing import Printed, moved_pages, page_number, printed_on
from asylum_packet.law.editions import EDITIONS, Edition, Standing, edition, issued
from asylum_packet.values import Struct

PAGES = 12
_FOOTER = re.compile(r"Form I-589(?: Supplement [AB])? ?(?:\(Rev\.|Edition) (\d\d/\d\d/\d\d)")
_ISSUED = re.compile(
    rb"<rdf:value>(\d\d/\d\d)/\d\d(\d\d)\s*</rdf:value>\s*<[^>]*element-refinement[^>]*>dc:issued<"
)
_BAR_CODE = re.compile(r"I-589\|(\d\d/\d\d/\d\d)\|\d+")
_DOWNLOAD = "download the blank form from uscis.gov/i-589 again, and give that file as it came"
_SHOWS_TEXT = re.compile(rb"\bT[jJ]\b")
_OFF = {"", "/Off", "/0", "Off", "0", "None"}
Fields = Sequence[tuple[Box, Dictionary]]


class Identified(Struct, frozen=True):
    """The edition of a blank, and whether every one of its boxes was looked at on paper."""

    edition: str
    verified: bool = True


def identify(
    pdf: Pdf, fields: Fields, pages: Sequence[Printed], *, name: str, accept: bool = False
) -> Identified:
    """Say which edition a file is.

    Args:
        pdf: The opened file.
        fields: Its fields, from `boxes.read_boxes`.
        pages: What its pages print, from `printed_pages`.
        name: Name of the file, for messages.
        accept: Take an edition that was never measured, or one whose fields moved, by the names of its
            fields: a person has looked at the proof (`form inspect`). It is not verified then.

    Raises:
        FormError: It is not an unaltered blank of an edition we know; the message says why.
    """
    texts = [page.text for page in pages]
    printed = [edition_in(text) for text in texts]
    boxes = [box for box, _ in fields]
    _check_pages(pdf, printed, name)
    _check_order(texts, name)
    _check_fields(fields, name)
    _check_dates(pdf, printed, fields, name)
    found = edition(printed[0])
    verified = found is not None and found.is_known and fingerprint(boxes) == found.geometry
    if not verified and accept:
        _check_usable(boxes, name)
    elif not verified:
        _refuse(printed[0], found, boxes, name)
    else:
        _check_print(pages, printed[0], name)
    _check_blank(fields, name)
    _check_untouched(pdf, name)
    return Identified(printed[0], verified=verified)


def edition_in(text: str) -> str:
    """Read the edition date in the footer of a page, "" where there is none."""
    match = _FOOTER.search(text)
    return match[1] if match else ""


def printed_pages(data: bytes, name: str) -> Iterator[Printed]:
    """Read what the first pages print.

    Raises:
        FormError: The file cannot be read.
    """
    try:
        with pypdfium2.PdfDocument(data) as document:
            for index in range(min(len(document), 3 * PAGES)):
                yield printed_on(document[index], index + 1)
    except pypdfium2.PdfiumError as error:
        raise FormError(f"{name} cannot be read as a PDF file", fix=_DOWNLOAD) from error


def _check_pages(pdf: Pdf, printed: list[str], name: str) -> None:
    """Refuse another form, missing pages, and pages of several editions."""
    if not any(printed):
        raise FormError(f"{name} is not Form I-589: no page has its footer", fix=_DOWNLOAD)
    if len(pdf.pages) != PAGES:
        raise FormError(f"{name} has {len(pdf.pages)} pages; Form I-589 has {PAGES}", fix=_DOWNLOAD)
    strange = [number for number, date in enumerate(printed, 1) if not date]
    if strange:
        raise FormError(f"{name}: page {strange[0]} has no footer of Form I-589", fix=_DOWNLOAD)
    dates = dict.fromkeys(printed)
    if len(dates) > 1:
        odd = next(number for number, date in enumerate(printed, 1) if date != printed[0])
        raise FormError(
            f"{name} mixes editions: page 1 is {printed[0]}, page {odd} is {printed[odd - 1]}", fix=_DOWNLOAD
        )
    if any(int(page.obj.get("/Rotate", 0)) % 360 for page in pdf.pages):
        raise FormError(f"{name} has turned pages: it is not the blank as published", fix=_DOWNLOAD)
    if any(_is_not_letter(page) for page in pdf.pages):
        raise FormError(
            f"{name} has pages that are not US Letter: it is not the blank as published", fix=_DOWNLOAD
        )


def _is_not_letter(page: pikepdf.Page) -> bool:
    """Say whether a page has another size than US Letter, or shows a part of it only."""
    sides = [float(side) for box in (page.mediabox, page.cropbox) for side in box]
    return any(abs(side - wanted) > 1 for side, wanted in zip(sides, (0, 0, 612, 792) * 2, strict=True))


def _check_order(texts: Sequence[str], name: str) -> None:
    """Refuse pages in another order than the numbers printed on them."""
    for number, text in enumerate(texts, 1):
        told = page_number(text)
        if told and told != number:
            raise FormError(
                f"{name} has its pages in another order: page {number} is printed as page {told}",
                fix=_DOWNLOAD,
            )


def _check_print(pages: Sequence[Printed], printed: str, name: str) -> None:
    """Refuse pages whose print was moved or scaled under the fields."""
    if moved := moved_pages(pages, printed):
        where = ", ".join(map(str, moved))
        raise FormError(
            f"{name} is edition {printed}, but its print was moved, scaled or cropped (page {where})",
            fix=_DOWNLOAD,
        )


def _check_fields(fields: Fields, name: str) -> None:
    """Refuse a form without fields."""
    if not fields:
        raise FormError(
            f"{name} has no fields to fill: it was printed to PDF, flattened or scanned", fix=_DOWNLOAD
        )


def _check_dates(pdf: Pdf, printed: list[str], fields: Fields, name: str) -> None:
    """Refuse a file whose date of issue or bar codes contradict its footers."""
    try:
        issued(printed[0])
    except ValueError as error:
        raise FormError(
            f"{name} has the edition date {printed[0]}, which is no day", fix=_DOWNLOAD
        ) from error
    for date, where in other_dates(pdf, fields):
        if date != printed[0]:
            raise FormError(
                f"{name} mixes editions: its footers say {printed[0]}, its {where} says {date}", fix=_DOWNLOAD
            )


def other_dates(pdf: Pdf, fields: Fields) -> Iterator[tuple[str, str]]:
    """Yield every other edition date in the file, with what says it."""
    metadata = pdf.Root.get("/Metadata")
    if isinstance(metadata, pikepdf.Stream):
        match = _ISSUED.search(metadata.read_bytes())
        if match:
            yield f"{match[1].decode()}/{match[2].decode()}", "date of issue"
    for box, widget in fields:
        if box.kind is BoxKind.BAR_CODE:
            match_code = _BAR_CODE.fullmatch(str(widget.get("/V", "")))
            if match_code:
                yield match_code[1], f"bar code on page {box.page}"


def _refuse(printed: str, found: Edition | None, boxes: Sequence[Box], name: str) -> NoReturn:
    """Refuse a form whose fields are not those we measured, and name the first few that differ."""
    if found is None or not found.is_known:
        usable = [each for each in EDITIONS if each.is_known and each.standing is not Standing.SUPERSEDED]
        known = " or ".join(each.printed for each in usable)
        raise FormError(
            f"{name} is edition {printed}, whose boxes this program has not learned",
            fix=f"use edition {known}, or look at what it is: asylum-packet form inspect {name} -o proof.pdf",
        )
    words = told(compare(boxes, printed)) or "a field stands there twice, or a bar code was altered"
    raise FormError(f"{name} is edition {printed}, but its fields were altered ({words})", fix=_DOWNLOAD)


def _check_usable(boxes: Sequence[Box], name: str) -> None:
    """Refuse a form that the names of its fields do not suffice to fill."""
    reason = obstacle(boxes)
    if reason:
        raise FormError(
            f"{name} cannot be filled by the names of its fields: {reason}",
            fix="use the answer sheet, and write the answers on this edition by hand",
        )


def _check_blank(fields: Fields, name: str) -> None:
    """Refuse a form that somebody has begun to fill in."""
    filled = [box for box, widget in fields if box.kind is not BoxKind.BAR_CODE and is_filled(box, widget)]
    if filled:
        where = "signed or stamped" if is_left_empty(filled[0].key) else "already filled in"
        pages = ", ".join(str(page) for page in sorted({box.page for box in filled}))
        raise FormError(f"{name} is {where} (page {pages}): a blank is needed", fix=_DOWNLOAD)


def _check_untouched(pdf: Pdf, name: str) -> None:
    """Refuse a form that somebody wrote on with a viewer's own tools: notes, stamps, typed text."""
    pages = sorted({page for page, _ in laid_over(pdf)})
    if pages:
        raise FormError(
            f"{name} has text or notes laid over it (page {', '.join(map(str, pages))}): a blank is needed",
            fix=_DOWNLOAD,
        )


def is_filled(box: Box, widget: Dictionary) -> bool:
    """Say whether a field holds an answer, its own or its parent's."""
    value = widget.get("/V") or widget.get("/Parent", Dictionary()).get("/V")
    if box.kind is BoxKind.TICK:
        return str(widget.get("/AS", "")) not in _OFF or str(value or "") not in _OFF
    if isinstance(value, pikepdf.Stream):
        return bool(value.read_bytes().strip())
    normal = widget.get("/AP", Dictionary()).get("/N")
    drawn = isinstance(normal, pikepdf.Stream) and _SHOWS_TEXT.search(normal.read_bytes()) is not None
    return bool(str(value or "").strip()) or drawn
