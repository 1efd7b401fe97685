"""What finished pages show: letters, blanks, resolution, boxes over text, numbers to mask, the language.

Looked at once, when a file is prepared, and kept with its pages. What cannot be read here is not said: the
pages themselves have been judged before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

from asylum_packet.case.foreign import language_of, words_in
from asylum_packet.facts import PrivateNumber, Seen
from asylum_packet.intake.covering import covered_letters
from asylum_packet.intake.ink import has_ink
from asylum_packet.intake.pageobjects import TEXT, Thing, boxes_of, drawn_within, things_on
from asylum_packet.intake.placing import MARGIN_PT
from asylum_packet.intake.scanlook import drawn, is_blank, lies, picture_of, scan_goes_on, scan_on
from asylum_packet.intake.shown import Scan, Shown
from asylum_packet.intake.telling import certified, private_numbers
from asylum_packet.sheets import Rect
from asylum_packet.values import Struct, field

COARSE_DPI = 300
_MOST_LETTERS = 100_000
_MOST_TEXT = 200_000
_MOST_NUMBERS = 50
_NEAR = 0.5
_LOOKED_AT = 2
"""Scans of one file that are looked at for how they lie."""

_PHOTOGRAPHS = frozenset({"jpeg", "png", "heic", "webp", "gif", "bmp", "avif", "photographs"})


def _not_at_hand(_: int) -> None:
    """Give no picture of any page."""


class _Look(Struct):
    """What has been seen so far."""

    kind: str
    shown: tuple[Shown, ...] = ()
    small: Callable[[int], Image.Image | None] = _not_at_hand
    outside: list[int] = field(default_factory=list)
    silent: list[int] = field(default_factory=list)
    blank: list[int] = field(default_factory=list)
    coarse: list[tuple[int, int]] = field(default_factory=list)
    skewed: list[int] = field(default_factory=list)
    cut: list[int] = field(default_factory=list)
    cropped: list[int] = field(default_factory=list)
    covered: list[tuple[int, int]] = field(default_factory=list)
    numbers: list[PrivateNumber] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    length: int = 0
    looked_at: int = 0

    def knows(self, number: int) -> bool:
        """Note a page that need not be opened: a scan with something on it, whose picture is at hand."""
        scan = self.shown[number - 1].scan if number <= len(self.shown) else None
        if scan is None or scan.may_be_blank:
            return False
        if self.looked_at < _LOOKED_AT:
            picture = self.small(number - 1)
            if picture is None:
                return False
            self._lies(picture, number)
        self.silent.append(number)
        self._coarse(scan, number)
        self.cropped += [number] * self.shown[number - 1].goes_on
        return True

    def page(self, page: pdfium.PdfPage, number: int) -> None:
        """Look at one page."""
        things = things_on(page)
        is_written = any(thing.kind == TEXT for thing in things)
        has_letters = is_written and self._read(page, number, things)
        size = page.get_width(), page.get_height()
        window = self.shown[number - 1].window if number <= len(self.shown) else (0.0, 0.0, *size)
        if (
            is_written
            and number <= len(self.shown)
            and not drawn_within(page, window)
            and _is_outside(things, window)
        ):
            self.outside.append(number)
        self.cropped += [number] * scan_goes_on(things, *size, window)
        scan, thing = scan_on(things, *size, window) or (None, None)
        is_photograph = self.kind in _PHOTOGRAPHS and not (thing and _is_page(thing, page))
        may_be_blank = not has_letters and (scan is None or scan.may_be_blank)
        looks = scan is not None and not is_photograph and self.looked_at < _LOOKED_AT
        is_all = len(things) == 1 and not is_photograph
        picture = picture_of(scan, thing) if scan and thing and (looks or (is_all and may_be_blank)) else None
        if may_be_blank and is_blank(page, picture if is_all else None, all_white=is_photograph):
            self.blank.append(number)
            return
        if not has_letters:
            self.silent.append(number)
        if scan is not None and not is_photograph:
            self._coarse(scan, number)
        if looks:
            self._lies(picture or drawn(page), number)

    def all(self) -> Seen:
        """Give what has been seen of all pages."""
        text = "\n".join(self.text)
        words = words_in(text)
        return Seen(
            silent=tuple(self.silent),
            blank=tuple(self.blank),
            coarse=tuple(self.coarse),
            skewed=tuple(self.skewed),
            cut=tuple(self.cut),
            cropped=tuple(self.cropped),
            covered=tuple(self.covered),
            outside=tuple(self.outside),
            numbers=tuple(self.numbers[:_MOST_NUMBERS]),
            language=language_of(words),
            words=len(words),
            certifies=certified(text),
        )

    def _lies(self, picture: Image.Image, number: int) -> None:
        """Note how a scan lies on the glass."""
        self.looked_at += 1
        is_crooked, is_cut = lies(picture)
        self.skewed += [number] * is_crooked
        self.cut += [number] * is_cut

    def _coarse(self, scan: Scan, number: int) -> None:
        """Note a scan of few dots."""
        if scan.dpi < COARSE_DPI * 0.95:  # a page made a little smaller for the stamp has more dots per inch
            self.coarse.append((number, scan.dpi))

    def _read(self, page: pdfium.PdfPage, number: int, things: Sequence[Thing]) -> bool:
        """Read the letters of a page; say whether there are any."""
        words = page.get_textpage()
        try:
            text = words.get_text_range(0, min(words.count_chars(), _MOST_LETTERS))
            if count := covered_letters(page, words, things):
                self.covered.append((number, count))
        finally:
            words.close()
        if len(self.numbers) < _MOST_NUMBERS:
            self.numbers += private_numbers(text, number)
        if self.length < _MOST_TEXT:
            self.text.append(text)
            self.length += len(text)
        return bool(text.strip())


def _is_page(picture: Thing, page: pdfium.PdfPage) -> bool:
    """Say whether a picture is a page by its own resolution: a photograph leaves the margins free."""
    left, bottom, right, top = picture.box
    across, along = page.get_width() - 2 * MARGIN_PT, page.get_height() - 2 * MARGIN_PT
    return bool(right - left > across + _NEAR or top - bottom > along + _NEAR)


def _is_outside(things: Sequence[Thing], window: Rect) -> bool:
    """Say whether any text lies wholly outside of what a page shows."""
    left, bottom, right, top = window
    boxes = boxes_of(thing for thing in things if thing.kind == TEXT)
    return any(
        box[2] < left - _NEAR or box[0] > right + _NEAR or box[3] < bottom - _NEAR or box[1] > top + _NEAR
        for box in boxes
    )


def look(file: Path, kind: str, shown: tuple[Shown, ...] = ()) -> Seen:
    """Look at the pages of a finished file; `shown` is what is known of each of them."""
    return look_for_ink(file, kind, shown, frozenset(), frozenset())[1]


def look_for_ink(
    file: Path,
    kind: str,
    shown: tuple[Shown, ...],
    reach: frozenset[int],
    big: frozenset[int],
    small: Callable[[int], Image.Image | None] = _not_at_hand,
) -> tuple[frozenset[int], Seen]:
    """Look at the pages of a file, and for ink under the stamp where it reaches there.

    Each page is opened once at most, and the file only if there is a page to open.

    Args:
        file: A file of ours.
        kind: What it was made of.
        shown: What is known of each page.
        reach: The pages, by index, that lie where the stamp goes.
        big: Those with a picture too big to be drawn.
        small: Gives a small grey picture of a page, by index, that is nothing but a scan; None where it is
            not to be had so.

    Returns:
        The pages with ink there, and what was seen. Where there is ink, pages get another place, so that they
        are not looked at any further.
    """
    found, inked, known = _Look(kind=kind, shown=shown, small=small), set(reach), 0
    while known < len(shown) and known not in reach and found.knows(known + 1):
        known += 1
    if 0 < known == len(shown):
        return frozenset(), found.all()
    try:
        document = pdfium.PdfDocument(file)
    except pdfium.PdfiumError:
        return reach, Seen()
    with document:
        inked -= set(range(len(document)))
        for index in range(known, len(document)):
            is_known = bool(inked) or found.knows(index + 1)
            if is_known and index not in reach:
                continue
            try:
                page = document[index]
            except pdfium.PdfiumError:
                inked |= {index} & reach
                continue
            try:
                if index in reach and has_ink(page, is_big=index in big):
                    inked.add(index)
                elif not is_known:
                    found.page(page, index + 1)
            except pdfium.PdfiumError:
                continue
            finally:
                page.close()
    return frozenset(inked), found.all()
