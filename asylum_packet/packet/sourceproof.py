"""Prove that the pages show what they should: the first and last page of every paper against its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

import pikepdf

from asylum_packet.pages import PageRange
from asylum_packet.sequence import Packet, Piece
from asylum_packet.sheets import Sheets

Look = tuple[bytes, tuple[tuple[str, int], ...]]
"""A page's content, and the name and stored length of every image and form it can draw."""


def source_faults(
    pdf: pikepdf.Pdf, packet: Packet, sheets: Mapping[str, Sheets], pages: PageRange
) -> Iterator[str]:
    """Yield papers whose first or last page does not draw what its source draws.

    An offset by a page, a source in the place of another, or pages in a wrong order show there; comparing
    every page would cost as much as assembling.
    """
    opened: dict[Path | int, pikepdf.Pdf] = {}
    try:
        for piece in packet.pieces:
            if not piece.pages.meets(pages):
                continue
            own = sheets[piece.key]
            source = own.pdf if isinstance(own.pdf, Path) else id(own.pdf)
            if source not in opened:
                opened[source] = pikepdf.open(own.pdf if isinstance(own.pdf, Path) else BytesIO(own.pdf))
            yield from _piece_faults(pdf, opened[source], piece, own, pages)
            if isinstance(source, Path):
                opened.pop(source).close()
    finally:
        for left in opened.values():
            left.close()


def _piece_faults(
    pdf: pikepdf.Pdf, source: pikepdf.Pdf, piece: Piece, own: Sheets, pages: PageRange
) -> Iterator[str]:
    """Yield what differs on the ends of a paper."""
    for within in sorted({0, own.count - 1}):
        number = piece.pages.first + within
        if number not in pages:
            continue
        page = pdf.pages[number - pages.first].obj
        form = page.Resources.XObject.get("/P")
        original = source.pages[own.skip + within]
        if _form_look(form) != _page_look(original):
            yield f"page {number} does not show page {within + 1} of {piece.key}"


def _page_look(page: pikepdf.Page) -> Look:
    """Take down what tells a source's page from another, without decoding its images."""
    contents = page.obj.get("/Contents")
    parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    drawn = b"\n".join(part.read_bytes() for part in parts if isinstance(part, pikepdf.Stream))
    return drawn, _things(page.resources)


def _form_look(form: pikepdf.Object | None) -> Look:
    """Take down the same of the form that a packet's page draws."""
    if not isinstance(form, pikepdf.Stream):
        return b"", ()
    return form.read_bytes(), _things(form.get("/Resources"))


def _things(resources: pikepdf.Object | None) -> tuple[tuple[str, int], ...]:
    """List the images and forms that a page can draw, with their stored length."""
    things = resources.get("/XObject") if resources is not None else None
    if not isinstance(things, pikepdf.Dictionary):
        return ()
    return tuple((name, int(thing.get("/Length", 0))) for name, thing in sorted(things.items()))
