"""What a viewer shows of a PDF page: its visible box, rotation and unit, whatever the file says about them.

Wrong values are read as PDFium reads them: what is no number is 0, a MediaBox that cannot be one is Letter, a
CropBox that leaves nothing of the page is ignored, a rotation is rounded down to quarter turns.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import pikepdf

from asylum_packet.intake.placing import View
from asylum_packet.sheets import LETTER_PT, Rect

_DEEPEST = 60
_LONGEST = 2_000_000.0
"""Longest side believed, in units; PDF 2.0 allows 14,400 x UserUnit, and nobody prints a kilometre."""


def lineage(page: pikepdf.Dictionary) -> tuple[pikepdf.Dictionary, ...]:
    """List a page and what it inherits from: the tree of pages above it (ISO 32000-1, 7.7.3.4)."""
    line: list[pikepdf.Dictionary] = []
    place: object = page
    while isinstance(place, pikepdf.Dictionary) and len(line) < _DEEPEST:
        line.append(place)
        place = place.get("/Parent")
    return tuple(line)


def inherited(line: Iterable[pikepdf.Dictionary], key: str) -> pikepdf.Object | None:
    """Look an inheritable attribute up."""
    # Asking first costs an eighth of missing.
    return next((place[key] for place in line if key in place), None)


def view_of(line: Sequence[pikepdf.Dictionary]) -> View:
    """Find what is seen of a page, given its lineage."""
    media = read_rect(inherited(line, "/MediaBox")) or (0.0, 0.0, *LETTER_PT)
    crop = read_rect(inherited(line, "/CropBox"))
    return View(box=_overlap(media, crop) if crop else media, rotate=_rotation(line), unit=_unit(line[0]))


def read_rect(value: object) -> Rect | None:
    """Read a rectangle with its corners in any order; None where it encloses nothing."""
    if not isinstance(value, pikepdf.Array) or len(value) != 4:
        return None
    x0, y0, x1, y1 = (read_number(side) or 0.0 for side in list(value))
    box = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    if box[2] - box[0] < 0.01 or box[3] - box[1] < 0.01 or any(abs(side) > _LONGEST for side in box):
        return None
    return box


def read_number(value: object) -> float | None:
    """Read a number; None for anything else, and for no finite one."""
    if isinstance(value, bool):
        return None
    try:
        found = float(value)  # type: ignore[arg-type]  # int, Decimal, or an object that refuses
    except (TypeError, ValueError, OverflowError, pikepdf.PdfError):
        return None
    return found if math.isfinite(found) else None


def _overlap(media: Rect, crop: Rect) -> Rect:
    """Cut the CropBox to the MediaBox (ISO 32000-1, 14.11.2)."""
    box = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    return box if box[2] - box[0] >= 0.01 and box[3] - box[1] >= 0.01 else media


def _rotation(line: Iterable[pikepdf.Dictionary]) -> int:
    """Give the clockwise rotation: 0, 90, 180 or 270."""
    degrees = read_number(inherited(line, "/Rotate")) or 0.0
    return math.trunc(degrees / 90) % 4 * 90


def _unit(page: pikepdf.Dictionary) -> float:
    """Give the size of a user space unit in points (ISO 32000-1, table 30)."""
    unit = read_number(page["/UserUnit"]) if "/UserUnit" in page else None
    return unit if unit and 0.001 <= unit <= 75_000 else 1.0
