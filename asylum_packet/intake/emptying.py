"""A source becomes the prepared file itself: what its pages paint stays in it, and nothing else.

To copy every object into a new file costs as much as reading it once more. So the tree of pages and all that
hangs on the file are let go instead, and what no page of ours leads to is never written (ISO 32000-1, 7.5.5).
A source that is damaged, locked or large beside the pages wanted of it is left alone: pages are copied.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import pikepdf
from pikepdf import Array, Dictionary, Name

from asylum_packet.intake.boxes import read_number

_REFERENCE = re.compile(rb"(\d+) (\d+) R\b")
_HIGHEST = 2**31 - 1
"""Higher numbers are no reference, but words of a text."""

_MOST_OBJECTS_A_PAGE, _MOST_OBJECTS = 12, 100
_OF_THE_FILE = (Name.Page, Name.Pages, Name.Catalog)


def may_be_emptied(source: pikepdf.Pdf, pages: int, *, is_damaged: bool) -> bool:
    """Say whether a source is fit to become the file for some pages: written, it is read from end to end."""
    objects = read_number(source.trailer.get("/Size"))
    most = _MOST_OBJECTS_A_PAGE * pages + _MOST_OBJECTS
    return not is_damaged and not source.is_encrypted and objects is not None and objects <= most


def emptied(source: pikepdf.Pdf, kept: Iterable[pikepdf.Object]) -> list[pikepdf.Object]:
    """Let everything go that objects to be kept do not lead to, and give what is left.

    Where they lead to a page or to the file as a whole, an empty dictionary stands in its place.
    """
    left = _led_to(source, kept)
    for page in source.pages:  # pikepdf still knows them, and warns of fields without a form
        if "/Annots" in page.obj:
            del page.obj["/Annots"]
    for key in source.trailer.keys() - {"/Root", "/Size"}:
        del source.trailer[key]
    tree = source.make_indirect(Dictionary(Type=Name.Pages, Kids=Array(), Count=0))
    source.trailer.Root = source.make_indirect(Dictionary(Type=Name.Catalog, Pages=tree))
    return left


def _led_to(source: pikepdf.Pdf, kept: Iterable[pikepdf.Object]) -> list[pikepdf.Object]:
    """List the objects of a file that some lead to, and those themselves, each once."""
    found = {thing.objgen: thing for thing in kept}
    waiting = list(found.values())
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, Dictionary) and "/Type" in thing and thing["/Type"] in _OF_THE_FILE:
            for key in thing.keys():  # noqa: SIM118 - no plain dict
                del thing[key]
            continue
        entries = thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing
        for number, generation in _REFERENCE.findall(entries.unparse(resolved=True)):
            place = (int(number), int(generation))
            if place not in found and max(place) <= _HIGHEST:
                found[place] = other = source.get_object(place)
                if isinstance(other, Dictionary | Array | pikepdf.Stream):
                    waiting.append(other)
    return list(found.values())
