"""What a PDF holds besides what its pages show: none of it is taken over, and the manifest lists it.

Names only, never contents. What cannot be read is not named.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator

import pikepdf

_MEDIA = frozenset({"/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"})
_TOLD_OF_PAGES = {
    "/Thumb": "thumbnails",
    "/PieceInfo": "piece info",
    "/Metadata": "metadata",
    "/AA": "actions",
}
_MOST_MARKS = 5_000
_DAMAGE = (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError)


def left_behind(source: pikepdf.Pdf, indexes: Iterable[int]) -> tuple[str, ...]:
    """Name what is left behind of a file and of the pages taken, in the order of the alphabet."""
    found: set[str] = set()
    with contextlib.suppress(*_DAMAGE):
        found.update(_of_file(source))
    for index in indexes:
        with contextlib.suppress(*_DAMAGE):
            found.update(_of_page(source.pages[index].obj))
    return tuple(sorted(found))


def _of_file(source: pikepdf.Pdf) -> Iterator[str]:
    """Yield what belongs to the whole file."""
    root, names = source.Root, source.Root.get("/Names")
    if "/Metadata" in root or len(source.trailer.get("/Info", pikepdf.Dictionary())):
        yield "metadata"
    action = root.get("/OpenAction")
    if isinstance(names, pikepdf.Dictionary) and "/JavaScript" in names:
        yield "scripts"
    if isinstance(action, pikepdf.Dictionary):
        yield "scripts" if action.get("/S") == pikepdf.Name.JavaScript else "actions"
    if "/AA" in root:
        yield "actions"
    if "/AF" in root or (isinstance(names, pikepdf.Dictionary) and "/EmbeddedFiles" in names):
        yield "embedded files"
    if "/PieceInfo" in root:
        yield "piece info"
    if "/StructTreeRoot" in root:
        yield "tags"
    if "/AcroForm" in root:
        yield "form fields (printed as they look)"


def _of_page(page: pikepdf.Dictionary) -> Iterator[str]:
    """Yield what belongs to a page."""
    names = page.keys()
    yield from (told for name, told in _TOLD_OF_PAGES.items() if name in names)
    marks = page["/Annots"] if "/Annots" in names else None
    if isinstance(marks, pikepdf.Array):
        for number in range(min(len(marks), _MOST_MARKS)):
            mark = marks[number]
            kind = str(mark.get("/Subtype", "")) if isinstance(mark, pikepdf.Dictionary) else ""
            if kind in _MEDIA:
                yield "media"
            elif kind == "/FileAttachment":
                yield "embedded files"
            elif kind == "/Link":
                yield "links"
            elif kind == "/Popup" or (kind == "/Text" and "/Contents" in mark):
                yield "words behind notes"
