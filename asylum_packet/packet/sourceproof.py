"""Prove that the pages show what they should: the first and last page of every paper against its source."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import groupby
from pathlib import Path

import pikepdf

from asylum_packet.packet.pageproof import Leaf
from asylum_packet.pages import PageRange
from asylum_packet.sequence import Packet, Piece
from asylum_packet.sheets import Sheets

Look = tuple[bytes, tuple[tuple[str, int], ...]]
"""The sum of a page's content, and the name and stored length of every image and form it can draw."""

_DEEPEST = 40


class Sources:
    """How the papers of a packet look at their ends: read once for the packet and all files cut from it."""

    def __init__(self, sheets: Mapping[str, Sheets]) -> None:
        """Choose the papers, by key; their files must not change while they are proven against."""
        self._sheets = sheets
        self._looks: dict[str, Mapping[int, Look]] = {}

    def looks(self, keys: Iterable[str]) -> Mapping[str, Mapping[int, Look]]:
        """Give the looks of these papers' first and last pages, by key and by their place from zero.

        Raises:
            pikepdf.PdfError: A file cannot be read.
            OSError: It cannot be opened.
            IndexError: It has fewer pages than the paper.
        """
        missing = sorted((key for key in keys if key not in self._looks), key=self._file)
        for _, sharing in groupby(missing, key=self._file):
            papers = {key: self._sheets[key] for key in sharing}
            pdf = next(iter(papers.values())).pdf
            file = pdf if isinstance(pdf, Path) else BytesIO(pdf)
            with pikepdf.open(file, inherit_page_attributes=False) as source:
                for key, own in papers.items():
                    self._looks[key] = {at: _page_look(_page(source, own.skip + at)) for at in _ends(own)}
        return self._looks

    def _file(self, key: str) -> str:
        """Name the file that a paper's pages lie in, so that those of one file come together."""
        pdf = self._sheets[key].pdf
        return str(pdf) if isinstance(pdf, Path) else f"{id(pdf)}"


def source_faults(
    leaves: Sequence[Leaf], packet: Packet, sources: Sources, pages: PageRange
) -> Iterator[str]:
    """Yield papers whose first or last page does not draw what its source draws.

    An offset by a page, a source in the place of another, or pages in a wrong order show there; comparing
    every page would cost as much as assembling.
    """
    pieces = [piece for piece in packet.pieces if piece.pages.meets(pages)]
    looks = sources.looks(piece.key for piece in pieces)
    for piece in pieces:
        yield from _piece_faults(leaves, piece, looks[piece.key], pages)


def _ends(own: Sheets) -> Sequence[int]:
    """Say where a paper's first and last page are."""
    return sorted({0, own.count - 1})


def _piece_faults(
    leaves: Sequence[Leaf], piece: Piece, looks: Mapping[int, Look], pages: PageRange
) -> Iterator[str]:
    """Yield what differs on the ends of a paper."""
    for within, look in looks.items():
        number = piece.pages.first + within
        if number not in pages:
            continue
        form = leaves[number - pages.first].page.Resources.XObject.get("/P")
        if _form_look(form) != look:
            yield f"page {number} does not show page {within + 1} of {piece.key}"


def _page(source: pikepdf.Pdf, index: int) -> pikepdf.Object:
    """Find a page; to the first and the last one it goes without reading all that lie between."""
    node = source.Root.Pages
    ends = {0: 0, int(node.Count) - 1: -1}
    if index in ends:
        for _ in range(_DEEPEST):
            kids = node.get("/Kids")
            if kids is None:
                return node
            node = kids[ends[index]]
    return source.pages[index].obj


def _resources(page: pikepdf.Object) -> pikepdf.Object | None:
    """Find a page's resources, which may be told in a node above it (ISO 32000-2, 7.7.3.4)."""
    node: pikepdf.Object | None = page
    for _ in range(_DEEPEST):
        if node is None or "/Resources" in node:
            break
        node = node.get("/Parent")
    return node.get("/Resources") if node is not None else None


def _page_look(page: pikepdf.Object) -> Look:
    """Take down what tells a source's page from another, without decoding its images."""
    contents = page.get("/Contents")
    parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    drawn = b"\n".join(part.read_bytes() for part in parts if isinstance(part, pikepdf.Stream))
    return hashlib.sha256(drawn).digest(), _things(_resources(page))


def _form_look(form: pikepdf.Object | None) -> Look:
    """Take down the same of the form that a packet's page draws."""
    if not isinstance(form, pikepdf.Stream):
        return hashlib.sha256().digest(), ()
    return hashlib.sha256(form.read_bytes()).digest(), _things(form.get("/Resources"))


def _things(resources: pikepdf.Object | None) -> tuple[tuple[str, int], ...]:
    """List the images and forms that a page can draw, with their stored length."""
    things = resources.get("/XObject") if resources is not None else None
    if not isinstance(things, pikepdf.Dictionary):
        return ()
    return tuple((name, int(thing.get("/Length", 0))) for name, thing in sorted(things.items()))
