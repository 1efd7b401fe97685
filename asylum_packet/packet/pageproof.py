"""Prove the pages of a finished file: size, the stamp's words and place, the DRAFT mark."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping, Sequence

import pikepdf

from asylum_packet.packet.proven import BRIEF_PAGED, HIDDEN, LETTER, NO_ACTIVE, PAGED, UPRIGHT
from asylum_packet.pages import PageRange
from asylum_packet.sequence import Packet, PieceKind
from asylum_packet.sheets import LETTER_PT, Sheets, Stamping
from asylum_packet.values import Struct

_PAGE = {
    "/Type",
    "/Parent",
    "/MediaBox",
    "/CropBox",
    "/Rotate",
    "/Group",
    "/Resources",
    "/Contents",
    "/Annots",
}
_SIZES = {(0.0, 0.0, *LETTER_PT), (0.0, 0.0, *reversed(LETTER_PT))}
_CONTENT = re.compile(
    rb"(?P<source>/P Do\n)?(?P<mark>/D Do\n)?"
    rb"(?:BT /S 12 Tf 0 g 1 0 0 1 [\d.]+ [\d.]+ Tm <(?P<blank>[0-9A-F]+)> Tj ET\n)?"
    rb"BT /S (?P<size>[\d.]+) Tf 0 g 1 0 0 1 (?P<left>-?[\d.]+) (?P<base>[\d.]+) Tm "
    rb"<(?P<words>[0-9A-F]+)> Tj ET\n"
)
_IN_ORDER = re.compile(
    rb"<< (?:/Annots \d+ 0 R )?/Contents (?P<contents>\d+) 0 R "
    rb"(?:/Group (?:\d+ 0 R|<< [^<>]*>>) )?/MediaBox \[ 0 0 (?:(?P<portrait>612 792)|792 612) \] "
    rb"/Parent \d+ 0 R /Resources << /Font << /S (?P<font>\d+) 0 R >> "
    rb"/XObject << (?:/D \d+ 0 R )?(?P<source>/P \d+ 0 R )?>> >> (?:/Rotate 0 )?/Type /Page >>"
)
"""A page with entries that are all in order, spelled by qpdf; any other is judged entry by entry."""

_HIDDEN = frozenset({"/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/StructParents", "/Tabs"})
_NEAR_PT = 0.1


class Expected(Struct, frozen=True, kw_only=True):
    """What the pages of a file must be."""

    packet: Packet
    sheets: Mapping[str, Sheets]
    pages: PageRange
    draft: bool


class _Font(Struct, frozen=True, kw_only=True):
    """The stamp's font as a viewer reads it: letters and widths (thousandths) by code."""

    letters: Mapping[int, str]
    widths: Mapping[int, float]

    def read(self, spelled: bytes) -> tuple[str, float]:
        """Read a line of two-byte codes in hexadecimal: its words, and its width at a size of one point.

        A code without a letter is shown as a box.
        """
        line = bytes.fromhex(spelled.decode("ascii"))
        codes = struct.unpack(f">{len(line) // 2}H", line)
        words = "".join([self.letters.get(code, "□") for code in codes])
        return words, sum([self.widths.get(code, 0) for code in codes]) / 1000


class Leaf(Struct, frozen=True, kw_only=True):
    """A page of a file, and its entries as qpdf spells them."""

    page: pikepdf.Object
    spelled: bytes


def read_leaves(pdf: pikepdf.Pdf) -> tuple[Leaf, ...]:
    """Read all pages of a file at once: to ask for one by its place takes as long as to list hundreds."""
    return tuple([Leaf(page=page.obj, spelled=page.obj.unparse(resolved=True)) for page in pdf.pages])


def page_faults(pdf: pikepdf.Pdf, leaves: Sequence[Leaf], expected: Expected) -> Iterator[str]:
    """Yield what is wrong with the pages themselves."""
    fonts: dict[tuple[int, int], _Font] = {}
    for plan, leaf in zip(_planned(expected), leaves, strict=True):
        entries = _in_order(pdf, leaf)
        if entries is None:
            yield from _entry_faults(plan.page, leaf.page)
            entries = _one_by_one(leaf.page)
        content = _CONTENT.fullmatch(entries.contents.read_bytes())
        if content is None:
            yield f"page {plan.page}: what we print on it does not read as a stamp [{plan.rule}]"
            continue
        if (content["source"] is not None) != entries.has_source:
            yield f"page {plan.page} does not draw what stands in its paper"
        if entries.font not in fonts:
            used = leaf.page.Resources.Font.S
            fonts[entries.font] = _read_font(used)
            if not {"/FontFile2", "/FontFile3"} & set(used.DescendantFonts[0].FontDescriptor.keys()):
                yield f"page {plan.page}: the font of its stamp is not in the file [{plan.rule}]"
        yield from _print_faults(plan, content, fonts[entries.font], entries.width_pt)


class _Entries(Struct, frozen=True, kw_only=True):
    """What a page is made of: the font of its stamp by its object, `has_source` whether it has a form."""

    contents: pikepdf.Object
    font: tuple[int, int]
    width_pt: float
    has_source: bool


def _in_order(pdf: pikepdf.Pdf, leaf: Leaf) -> _Entries | None:
    """Read a page with entries that are all in order; None where they have to be judged."""
    found = _IN_ORDER.fullmatch(leaf.spelled)
    if found is None:
        return None
    contents, portrait, font, source = found.groups()
    return _Entries(
        contents=pdf.get_object(int(contents), 0),
        font=(int(font), 0),
        width_pt=LETTER_PT[0 if portrait else 1],
        has_source=source is not None,
    )


def _one_by_one(page: pikepdf.Object) -> _Entries:
    """Read a page of any other kind."""
    return _Entries(
        contents=page.Contents,
        font=page.Resources.Font.S.objgen,
        width_pt=float(page.MediaBox[2]),
        has_source="/P" in page.Resources.get("/XObject", {}),
    )


class _Planned(Struct, frozen=True, kw_only=True):
    """What the plan says of a page; `blank` where it only fills up a paper, `rule` is why it has a number."""

    page: int
    stamp: str
    place: Stamping
    draft: bool
    blank: bool
    rule: str


def _planned(expected: Expected) -> Iterator[_Planned]:
    """Yield what the plan says of every page of the file."""
    stamps = iter(expected.packet.stamps(expected.pages))
    for piece in expected.packet.pieces:
        if not piece.pages.meets(expected.pages):
            continue
        own = expected.sheets[piece.key]
        rule = BRIEF_PAGED if piece.slot.kind is PieceKind.BRIEF else PAGED
        for within, page in enumerate(piece.pages):
            if page in expected.pages:
                yield _Planned(
                    page=page,
                    stamp=next(stamps),
                    place=Stamping() if within >= own.count else own.stamping,
                    draft=expected.draft,
                    blank=within >= own.count,
                    rule=rule,
                )


def _print_faults(plan: _Planned, content: re.Match[bytes], font: _Font, width_pt: float) -> Iterator[str]:
    """Yield what is wrong with the things we print on a page."""
    words, width = font.read(content["words"])
    if words != plan.stamp:
        yield f"page {plan.page}: its stamp reads '{words}', in the plan '{plan.stamp}' [{plan.rule}]"
    if (content["mark"] is not None) != plan.draft:
        yield f"page {plan.page} {'lacks the DRAFT mark' if plan.draft else 'is marked DRAFT'}"
    if (content["blank"] is not None) != plan.blank:
        yield f"page {plan.page} {'lacks the words of a blank page' if plan.blank else 'is said to be blank'}"
    size = float(content["size"])
    right = float(content["left"]) + width * size
    place = plan.place
    if not (
        abs(LETTER_PT[0] - place.right_pt - (width_pt - right)) <= _NEAR_PT
        and abs(place.baseline_pt - float(content["base"])) <= _NEAR_PT
        and abs(place.size_pt - size) <= _NEAR_PT
    ):
        yield f"page {plan.page}: its stamp is not where it belongs [{plan.rule}]"


def _read_font(font: pikepdf.Object) -> _Font:
    """Read letters and widths from the file's own tables (ISO 32000-2, 9.7.4.3 and 9.10.3)."""
    pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", font.ToUnicode.read_bytes())
    letters = {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}
    table, widths = list(font.DescendantFonts[0].W), {}
    for code, run in zip(table[::2], table[1::2], strict=True):
        for step, width in enumerate(run):
            widths[int(code) + step] = float(width)
    return _Font(letters=letters, widths=widths)


def _entry_faults(number: int, page: pikepdf.Object) -> Iterator[str]:
    """Yield what is wrong with a page's size and its entries."""
    for key in sorted(set(page.keys()) - _PAGE):
        yield f"page {number} carries {key} [{HIDDEN if key in _HIDDEN else NO_ACTIVE}]"
    box = tuple(float(side) for side in page.MediaBox)
    if box not in _SIZES:
        size = f"{box[2] - box[0]:g} x {box[3] - box[1]:g} points"
        yield f"page {number} measures {size}, which is not Letter [{LETTER}]"
    crop = page.get("/CropBox")
    if crop is not None and tuple(float(side) for side in crop) != box:
        yield f"page {number} is cropped [{LETTER}]"
    if page.get("/Rotate", 0) != 0:
        yield f"page {number} is rotated [{UPRIGHT}]"
