"""Sheets: a run of finished pages, ready to be placed in the packet, and what lies on them.

Intake, form and papers make these values; `packet/` assembles them. All pages are US Letter and upright
(612 x 792 points, or 792 x 612 for a landscape page), /Rotate 0, with no annotations and no form fields.
Links, bookmarks and named spots travel beside the file as values, because their targets are packet pages that
only the plan knows. Coordinates are points, origin bottom left; `page` is 1-based inside the sheets.
"""

from __future__ import annotations

from pathlib import Path

from asylum_packet.values import Struct

LETTER_PT = (612.0, 792.0)
STAMP_BAND_PT = 28.0
"""Height of the band at the foot of every page that must be free of ink for the stamp (design: stamps)."""

Rect = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""


class Target(Struct, frozen=True, kw_only=True):
    """A place in the packet: a page of a piece.

    `piece` is the key of the piece; `page` counts inside it (1-based); `top_pt` is the height on the page to
    show at the top of the window, None for the whole page.
    """

    piece: str
    page: int = 1
    top_pt: float | None = None


class Link(Struct, frozen=True, kw_only=True):
    """A rectangle that leads to another page of the packet; `text` is what is printed inside it."""

    page: int
    rect: Rect
    target: Target
    text: str = ""


class Heading(Struct, frozen=True, kw_only=True):
    """A line of the outline: level 1 is directly below the piece's own bookmark."""

    level: int
    title: str
    page: int
    top_pt: float | None = None


class Mark(Struct, frozen=True, kw_only=True):
    """A named spot that cites can point at, such as paragraph 12 of the declaration ("¶12")."""

    name: str
    page: int
    top_pt: float | None = None


class SignatureSlot(Struct, frozen=True, kw_only=True):
    """A place somebody signs.

    `name` is unique in the packet ("brief", "declaration", "i589-part-d"); `who` is the role that signs;
    `by_hand` says that only ink will do (Form I-589 Part D, tooltip of the signature field). `rect` is the
    box to sign in, in points on its page; None where there is none.
    """

    name: str
    who: str
    page: int
    by_hand: bool = False
    rect: Rect | None = None


class Stamping(Struct, frozen=True, kw_only=True):
    """Where the stamp goes on these pages: right edge of the text and its baseline, in points."""

    right_pt: float = 576.0
    baseline_pt: float = 12.0
    size_pt: float = 9.0


OFFICIAL_FORM_STAMP = Stamping(right_pt=576.0, baseline_pt=9.0)
"""The free corner under the printed page number of Form I-589: x > 470, y < 20 points (design: stamps)."""


class Sheets(Struct, frozen=True, kw_only=True):
    """`count` pages of a PDF: bytes, or a file that must not change while the build runs.

    `skip` is the number of pages of the PDF that come before these sheets: many small papers are typeset
    in one go and share one PDF.
    """

    pdf: bytes | Path
    count: int
    skip: int = 0
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    marks: tuple[Mark, ...] = ()
    slots: tuple[SignatureSlot, ...] = ()
    stamping: Stamping = Stamping()
