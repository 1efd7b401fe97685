"""A source's own bookmarks as headings: title, level, and the page they lead to.

Damaged and hostile outlines end early: depth, number and steps are bounded, no item is followed twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pikepdf

from asylum_packet.intake.boxes import read_number
from asylum_packet.values import Struct

_DEEPEST = 6
_MOST_ITEMS = 2_000
_LONGEST_TITLE = 200
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")


class Bookmark(Struct, frozen=True, kw_only=True):
    """One line of a source's outline: level from 1, page index, and the point it shows."""

    level: int
    title: str
    index: int
    left: float | None = None
    top: float | None = None


def bookmarks(pdf: pikepdf.Pdf, index_of: Mapping[tuple[int, int], int]) -> tuple[Bookmark, ...]:
    """Read the outline in reading order; items that lead to no page of the file are left out."""
    root = pdf.Root.get("/Outlines")
    if not isinstance(root, pikepdf.Dictionary):
        return ()
    names = _names(pdf)
    found = []
    for level, item in _items(root):
        title = _title(item)
        spot = _spot(_destination(item, names), index_of)
        if title and spot is not None:
            index, left, top = spot
            found.append(Bookmark(level=level, title=title, index=index, left=left, top=top))
    return tuple(found)


def _items(root: pikepdf.Dictionary) -> Iterator[tuple[int, pikepdf.Dictionary]]:
    """Walk the outline in reading order."""
    waiting = [(1, root.get("/First"))]
    seen: set[tuple[int, int]] = set()
    while waiting and len(seen) < _MOST_ITEMS:
        level, item = waiting.pop()
        if not isinstance(item, pikepdf.Dictionary) or item.objgen in seen or item.objgen == (0, 0):
            continue
        seen.add(item.objgen)
        yield level, item
        waiting.append((level, item.get("/Next")))
        if level < _DEEPEST:
            waiting.append((level + 1, item.get("/First")))


def _title(item: pikepdf.Dictionary) -> str:
    """Read a title as one clean line."""
    title = item.get("/Title")
    if not isinstance(title, pikepdf.String):
        return ""
    return " ".join(_CONTROL.sub(" ", str(title)).split())[:_LONGEST_TITLE]


def _names(pdf: pikepdf.Pdf) -> Mapping[str, pikepdf.Object]:
    """Collect named destinations of both kinds (ISO 32000-1, 12.3.2.3)."""
    found: dict[str, pikepdf.Object] = {}
    old = pdf.Root.get("/Dests")
    if isinstance(old, pikepdf.Dictionary):
        found.update({str(key).lstrip("/"): old[key] for key in old.keys()})  # noqa: SIM118 - no plain dict
    tree = pdf.Root.get("/Names")
    tree = tree.get("/Dests") if isinstance(tree, pikepdf.Dictionary) else None
    if isinstance(tree, pikepdf.Dictionary):
        found.update(_tree(tree))
    return found


def _tree(root: pikepdf.Dictionary) -> Iterator[tuple[str, pikepdf.Object]]:
    """Yield the pairs of a name tree, whatever its limits claim."""
    waiting: list[pikepdf.Object] = [root]
    seen: set[tuple[int, int]] = set()
    while waiting and len(seen) < 20_000:
        node = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary) or (node.objgen in seen and node.objgen != (0, 0)):
            continue
        seen.add(node.objgen)
        pairs, kids = node.get("/Names"), node.get("/Kids")
        if isinstance(pairs, pikepdf.Array):
            for index in range(0, len(pairs) - 1, 2):
                if isinstance(pairs[index], pikepdf.String):
                    yield str(pairs[index]), pairs[index + 1]
        if isinstance(kids, pikepdf.Array):
            waiting.extend(kids[index] for index in range(len(kids)))


def _destination(item: pikepdf.Dictionary, names: Mapping[str, pikepdf.Object]) -> object:
    """Find the explicit destination of an item: its own, its action's, or by name."""
    target: object = item.get("/Dest")
    action = item.get("/A")
    if target is None and isinstance(action, pikepdf.Dictionary) and action.get("/S") == pikepdf.Name.GoTo:
        target = action.get("/D")
    if isinstance(target, pikepdf.String | pikepdf.Name):
        target = names.get(str(target).lstrip("/"))
    if isinstance(target, pikepdf.Dictionary):
        target = target.get("/D")
    return target


def _spot(
    target: object, index_of: Mapping[tuple[int, int], int]
) -> tuple[int, float | None, float | None] | None:
    """Read page index, left and top from an explicit destination."""
    if not isinstance(target, pikepdf.Array) or len(target) < 1:
        return None
    page = target[0]
    if isinstance(page, pikepdf.Dictionary):
        index = index_of.get(page.objgen)
    else:
        number = read_number(page)
        index = int(number) if number is not None and int(number) in index_of.values() else None
    if index is None:
        return None
    how = str(target[1]) if len(target) > 1 else ""
    if how == "/XYZ" and len(target) > 3:
        return index, read_number(target[2]), read_number(target[3])
    if how in {"/FitH", "/FitBH"} and len(target) > 2:
        return index, None, read_number(target[2])
    if how == "/FitR" and len(target) > 5:
        return index, read_number(target[2]), read_number(target[5])
    return index, None, None
