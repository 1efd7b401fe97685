"""Prove a finished file: read it back with other libraries and compare every page with the plan.

pikepdf reads labels, stamps, sizes, bookmarks and links; pypdfium2 reads the words printed under the links.
The answer is a list of mismatches in words; an empty one is the proof. A mismatch that breaks a rule of the
court ends with that rule's id, as findings do. Messages name pages and papers, never what is written on them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, zip_longest
from pathlib import Path

import pikepdf
import pypdfium2
from pypdfium2 import PdfiumError

from asylum_packet.fonts.bidi import has_right_to_left
from asylum_packet.packet.pageproof import Expected, Leaf, page_faults, read_leaves
from asylum_packet.packet.places import Bookmark, PlacedLink, label_runs, outline, placed_links
from asylum_packet.packet.proven import (
    BOOKMARKS,
    CONTINUOUS,
    FORMAT,
    HIDDEN,
    LINKS,
    NO_ACTIVE,
    NO_ENCRYPTION,
    under,
)
from asylum_packet.packet.sourceproof import Sources, source_faults
from asylum_packet.pages import PageRange
from asylum_packet.sequence import Packet
from asylum_packet.sheets import Sheets

MOST = 20
"""Mismatches that are told; a file that is wrong throughout needs no longer list."""

_CATALOG = {
    "/Type",
    "/Pages",
    "/PageLabels",
    "/Outlines",
    "/PageMode",
    "/OpenAction",
    "/Lang",
    "/ViewerPreferences",
}
_METADATA = frozenset({"/Metadata", "/PieceInfo", "/StructTreeRoot", "/MarkInfo", "/OCProperties"})
_NEAR_PT = 0.01
_TURNED = str.maketrans(")]}»›>", "([{«‹<")
"""Brackets turn round in a line that runs from right to left."""
_PARTS = re.compile(r"\d+|\D+")


def prove(
    path: Path,
    packet: Packet,
    sheets: Mapping[str, Sheets],
    *,
    draft: bool,
    pages: PageRange | None = None,
    sources: Sources | None = None,
) -> tuple[str, ...]:
    """Compare a finished file with the plan; return the mismatches, at most `MOST` of them.

    Args:
        path: The packet, or a file of the upload set.
        packet: The plan of the whole packet.
        sheets: What was to be placed, by key.
        draft: Whether every page must bear the DRAFT mark, or none.
        pages: The packet pages that the file holds; all if None.
        sources: How the papers look, where several files are proven against them.
    """
    pages, sources = pages or packet.pages, sources or Sources(sheets)
    try:
        with pikepdf.open(path) as pdf:
            if len(pdf.pages) != len(pages):
                return (f"the file has {len(pdf.pages)} pages, the plan has {len(pages)}",)
            links = placed_links(packet, sheets, pages)
            expected = Expected(packet=packet, sheets=sheets, pages=pages, draft=draft)
            faults = islice(_faults(pdf, expected, links, sources), MOST)
            return tuple(faults) or tuple(islice(_printed_faults(path, links, pages), MOST))
    except (pikepdf.PdfError, PdfiumError, OSError):
        return (f"the file cannot be opened again [{FORMAT}]",)
    except (AttributeError, KeyError, IndexError, TypeError, ValueError):
        return (f"the file is not built as ours are [{FORMAT}]",)


def _faults(
    pdf: pikepdf.Pdf, expected: Expected, links: Iterable[PlacedLink], sources: Sources
) -> Iterator[str]:
    """Yield what pikepdf finds."""
    packet, pages = expected.packet, expected.pages
    yield from _catalog_faults(pdf)
    leaves = read_leaves(pdf)
    numbers = {leaf.page.objgen: number for number, leaf in zip(pages, leaves, strict=True)}
    if len(numbers) != len(pages):
        yield f"a page comes twice in the file [{CONTINUOUS}]"
    yield from under(CONTINUOUS, _label_faults(pdf, packet, pages))
    yield from page_faults(pdf, leaves, expected)
    yield from under(BOOKMARKS, _outline_faults(pdf, outline(packet, expected.sheets, pages), numbers))
    yield from under(LINKS, _link_faults(leaves, links, numbers))
    yield from source_faults(leaves, packet, sources, pages)
    if pdf.get_warnings():
        yield f"the file is not sound: it opens only after a repair [{FORMAT}]"


def _catalog_faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield what has no place in a court filing: encryption, scripts, form fields, attached files."""
    if pdf.is_encrypted:
        yield f"the file is encrypted [{NO_ENCRYPTION}]"
    for key in sorted(set(pdf.Root.keys()) - _CATALOG):
        broken = HIDDEN if key in _METADATA else NO_ACTIVE
        yield f"the file carries {key} in its catalog [{broken}]"
    if not isinstance(pdf.Root.get("/OpenAction"), pikepdf.Array):
        yield f"the file does not simply open at a page [{NO_ACTIVE}]"
    elif pdf.Root.OpenAction[0].objgen != pdf.pages[0].obj.objgen:
        yield f"the file does not open at its first page [{BOOKMARKS}]"
    if pdf.Root.get("/PageMode") != "/UseOutlines":
        yield f"the file does not show its bookmarks when it is opened [{BOOKMARKS}]"
    if set(pdf.docinfo.keys()) - {"/Title", "/Producer"}:
        yield f"the file carries metadata that is not ours [{HIDDEN}]"


def _label_faults(pdf: pikepdf.Pdf, packet: Packet, pages: PageRange) -> Iterator[str]:
    """Yield page labels that are not the stamps, as a viewer works them out (ISO 32000-2, 12.4.2)."""
    stamps = packet.stamps(pages)
    nums = list(pdf.Root.get("/PageLabels", pikepdf.Dictionary()).get("/Nums", pikepdf.Array()))
    runs = {int(nums[at]): nums[at + 1] for at in range(0, len(nums) - 1, 2)}
    prefix, start, count = "", 1, 0
    plain = False
    for index, page in enumerate(pages):
        if index in runs:
            run = runs[index]
            plain = run.get("/S") == "/D"
            prefix, start, count = str(run.get("/P", "")), int(run.get("/St", 1)), 0
        label = f"{prefix}{start + count}" if plain else prefix
        count += 1
        if label != stamps[index]:
            yield f"page {page}: its label is '{label}', its number in the plan '{stamps[index]}'"
    if len(runs) != len(label_runs(packet, pages)):
        yield "the page labels have runs that the plan does not have"


def _outline_faults(
    pdf: pikepdf.Pdf, expected: tuple[Bookmark, ...], numbers: Mapping[tuple[int, int], int]
) -> Iterator[str]:
    """Yield bookmarks that are missing, in the wrong place, or lead elsewhere."""
    found = _walk(pdf.Root.get("/Outlines"), numbers, depth=0)
    pairs = zip_longest(_flat(expected, depth=0), found)
    for place, (planned, real) in enumerate(pairs, start=1):
        if planned is None or real is None:
            yield f"bookmark {place} is {'not in the plan' if planned is None else 'missing'}"
            return
        if planned[:2] != real[:2]:
            yield f"bookmark {place} differs from the plan in its words or its level"
        if planned[2] != real[2]:
            yield f"bookmark {place} leads to page {real[2]}, in the plan to page {planned[2]}"
        elif planned[3] is not None and abs(planned[3] - (real[3] or 0)) > 1:
            yield f"bookmark {place} leads to the wrong height on page {real[2]}"


Row = tuple[int, str, int | None, float | None]
"""Depth, title, packet page, height of a bookmark."""


def _flat(bookmarks: Iterable[Bookmark], *, depth: int) -> Iterator[Row]:
    """Yield the planned bookmarks in the order of a sidebar."""
    for bookmark in bookmarks:
        yield depth, bookmark.title, bookmark.page, bookmark.top_pt
        yield from _flat(bookmark.below, depth=depth + 1)


def _walk(
    parent: pikepdf.Object | None, numbers: Mapping[tuple[int, int], int], *, depth: int
) -> Iterator[Row]:
    """Yield the file's bookmarks in the order of a sidebar; stops at a loop."""
    entry = parent.get("/First") if parent is not None else None
    seen: set[tuple[int, int]] = set()
    while entry is not None and entry.objgen not in seen and depth < 16:
        seen.add(entry.objgen)
        page, top = _destination(entry, numbers)
        yield depth, str(entry.get("/Title", "")), page, top
        yield from _walk(entry, numbers, depth=depth + 1)
        entry = entry.get("/Next")


def _destination(
    owner: pikepdf.Object, numbers: Mapping[tuple[int, int], int]
) -> tuple[int | None, float | None]:
    """Read where a bookmark or a link leads: packet page and height."""
    target = owner.get("/Dest")
    if not isinstance(target, pikepdf.Array) or "/A" in owner:
        return None, None
    top = float(target[3]) if len(target) > 3 and target[3] is not None else None
    return numbers.get(target[0].objgen), top


def _link_faults(
    leaves: Sequence[Leaf], links: Iterable[PlacedLink], numbers: Mapping[tuple[int, int], int]
) -> Iterator[str]:
    """Yield links that are missing, too many, misplaced, or lead elsewhere; and any other annotation."""
    planned = defaultdict(list)
    for link in links:
        planned[link.page].append(link)
    for number, leaf in zip(numbers.values(), leaves, strict=False):
        if b"/Annots" not in leaf.spelled and number not in planned:
            continue
        annotations = list(leaf.page.get("/Annots", ()))
        if len(annotations) != len(planned[number]):
            yield f"page {number} has {len(annotations)} links, in the plan {len(planned[number])}"
            continue
        for link, annotation in zip(planned[number], annotations, strict=True):
            yield from _one_link(link, annotation, numbers)


def _one_link(
    link: PlacedLink, annotation: pikepdf.Object, numbers: Mapping[tuple[int, int], int]
) -> Iterator[str]:
    """Yield what is wrong with a link."""
    to_page, top = _destination(annotation, numbers)
    if annotation.get("/Subtype") != "/Link" or "/A" in annotation or "/AA" in annotation:
        yield f"page {link.page} carries something that is not a plain link"
    elif to_page != link.to_page:
        yield f"a link on page {link.page} leads to page {to_page}, in the plan to page {link.to_page}"
    elif link.top_pt is not None and abs(link.top_pt - (top or 0)) > 1:
        yield f"a link on page {link.page} leads to the wrong height on page {to_page}"
    rect = tuple(float(side) for side in annotation.get("/Rect", ()))
    if len(rect) != 4 or any(abs(a - b) > _NEAR_PT for a, b in zip(rect, link.rect, strict=True)):
        yield f"a link on page {link.page} lies in the wrong place"


def _printed_faults(path: Path, links: Iterable[PlacedLink], pages: PageRange) -> Iterator[str]:
    """Yield links whose printed words are not those of the plan: index lines, cites."""
    wanted = defaultdict(list)
    for link in links:
        if link.text:
            wanted[link.page].append(link)
    if not wanted:
        return
    with pypdfium2.PdfDocument(path) as pdf:
        for number in sorted(wanted):
            page = pdf[number - pages.first]
            words = page.get_textpage()
            for link in wanted[number]:
                left, bottom, right, top = link.rect
                slack = (top - bottom) / 4  # lines above and below reach a little into the rectangle
                printed = words.get_text_bounded(left, bottom + slack, right, top - slack)
                if not says(printed, link.text):
                    yield f"page {number} prints other words under a link to page {link.to_page} than planned"
            words.close()
            page.close()


def says(printed: str, planned: str) -> bool:
    """Say whether words are those of the plan.

    pdfium gives the letters of a line with Arabic or Hebrew on it in an order of its own, and "10–13" beside
    them as "13–10"; what is on the page is right.
    """
    found, wanted = _letters(printed), _letters(planned)
    if has_right_to_left(planned):
        return sorted(found.translate(_TURNED)) == sorted(wanted.translate(_TURNED))
    return found == wanted or _PARTS.findall(found) == _PARTS.findall(wanted)[::-1]


def _letters(words: str) -> str:
    """Reduce words to what must agree: no spaces, no soft hyphens, ligatures taken apart."""
    plain = unicodedata.normalize("NFKC", words)
    return "".join(c for c in plain if not c.isspace() and c not in "\u00ad\ufffe\u0002")
