"""What a viewer shows of a PDF page: its visible box, rotation and unit, whatever the file says about them.

Wrong values are read as PDFium reads them: what is no number is 0, a MediaBox that cannot be one is Letter, a
CropBox that leaves nothing of the page is ignored, a rotation is rounded down to quarter turns.
"""

from __future__ import annotations

import math
from collections.abc import Set
from typing import NamedTuple

import pikepdf

from asylum_packet.intake.placing import View
from asylum_packet.sheets import LETTER_PT, Rect
from asylum_packet.values import Struct, field

_DEEPEST = 60
_LONGEST = 2_000_000.0
"""Longest side believed, in units; PDF 2.0 allows 14,400 x UserUnit, and nobody prints a kilometre."""


class Node(NamedTuple):
    """A page or a node of the tree above it: its entries, and their names."""

    entries: pikepdf.Dictionary
    names: Set[str]


Lineage = tuple[Node, ...]
"""A page and what it inherits from: the tree of pages above it (ISO 32000-1, 7.7.3.4)."""


class Tree(Struct):
    """The tree of pages of one file: its nodes and boxes are read once for all the pages that share them."""

    above: dict[tuple[int, int], Lineage] = field(default_factory=dict)
    views: dict[tuple[object, ...], View] = field(default_factory=dict)

    def lineage(self, page: pikepdf.Dictionary) -> Lineage:
        """List a page and the nodes above it."""
        own = Node(page, page.keys())
        parent = page["/Parent"] if "/Parent" in own.names else None
        if not isinstance(parent, pikepdf.Dictionary):
            return (own,)
        known = self.above.get(parent.objgen) if parent.is_indirect else None
        if known is None:
            known = self.above[parent.objgen] = _upwards(parent)
        return (own, *known)

    def view(self, line: Lineage) -> View:
        """Find what is seen of a page, given its lineage."""
        media, crop, turn = (inherited(line, key) for key in ("/MediaBox", "/CropBox", "/Rotate"))
        unit = _unit(line[0])
        key = (_spelled(media), _spelled(crop), _spelled(turn), unit)
        if key not in self.views:
            self.views[key] = _view(media, crop, turn, unit)
        return self.views[key]


def _spelled(value: object) -> object:
    """Spell a value of a file so that equal ones are told to be equal."""
    return value.unparse(resolved=True) if isinstance(value, pikepdf.Object) else value


def _upwards(node: object) -> Lineage:
    """List a node of the tree and those above it."""
    line: list[Node] = []
    while isinstance(node, pikepdf.Dictionary) and len(line) < _DEEPEST:
        line.append(Node(node, node.keys()))
        node = node.get("/Parent")
    return tuple(line)


def inherited(line: Lineage, key: str) -> pikepdf.Object | None:
    """Look an inheritable attribute up."""
    return next((node.entries[key] for node in line if key in node.names), None)


def _view(media: object, crop: object, turn: object, unit: float) -> View:
    """Say what is seen by the entries of a page."""
    whole = read_rect(media) or (0.0, 0.0, *LETTER_PT)
    part = read_rect(crop)
    turned = math.trunc((read_number(turn) or 0.0) / 90) % 4 * 90
    return View(box=_overlap(whole, part) if part else whole, rotate=turned, unit=unit)


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


def _unit(page: Node) -> float:
    """Give the size of a user space unit in points (ISO 32000-1, table 30)."""
    unit = read_number(page.entries["/UserUnit"]) if "/UserUnit" in page.names else None
    return unit if unit and 0.001 <= unit <= 75_000 else 1.0
