"""Bind pages into a PDF that a clerk can use: labels, outline, links, a title, opened at page one.

The packet and every file of the upload set are bound here, so that they cannot differ in how they do it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from asylum_packet import __version__
from asylum_packet.packet.places import Bookmark, LabelRun, PlacedLink
from asylum_packet.packet.sink import Sink
from asylum_packet.packet.syntax import array, number, numbers, reference, text
from asylum_packet.pages import PageRange
from asylum_packet.values import Struct

PRODUCER = f"asylum-packet {__version__}"
_KIDS = 50
"""Pages below one node of the page tree, so that a viewer need not read all of them to find one."""


class Leaf(Struct, frozen=True, kw_only=True):
    """A page to bind: its entries but /Parent and /Annots, and its height."""

    entries: bytes
    height_pt: float


class Binding(Struct, frozen=True, kw_only=True):
    """What holds the pages together."""

    pages: PageRange
    labels: Sequence[LabelRun]
    bookmarks: Sequence[Bookmark]
    links: Sequence[PlacedLink]
    title: str


def bind(sink: Sink, leaves: Iterable[Leaf], binding: Binding) -> str:
    """Write the pages and what holds them together; return the sha256 of the file.

    Args:
        sink: An empty file. The leaves may write the objects they need while they are asked for.
        leaves: One for every page of `binding.pages`, in order.
        binding: Labels, outline and links, in packet numbers.
    """
    first = binding.pages.first
    tree = _Tree(sink, len(binding.pages))
    by_page = defaultdict(list)
    for link in binding.links:
        by_page[link.page].append(link)
    annotations = {page: sink.allot() for page in sorted(by_page)}
    tops: list[float] = []
    for page, leaf in zip(binding.pages, leaves, strict=True):
        entries = leaf.entries
        if page in annotations:
            entries += b"/Annots " + reference(annotations[page])
        tree.put(page - first, entries)
        tops.append(leaf.height_pt)
    places = _Places(first=first, pages=tree.pages, tops=tops)
    for page, at in annotations.items():
        sink.put(at, array(_annotation(link, places) for link in by_page[page]))
    catalog = b"<</Type/Catalog/Pages %b/PageLabels %b/Outlines %b/PageMode/UseOutlines" % (
        reference(tree.finish()),
        reference(sink.add(_labels(binding))),
        reference(_put_outline(sink, binding.bookmarks, places)),
    )
    catalog += b"/OpenAction[%b/Fit]/Lang(en-US)/ViewerPreferences<</DisplayDocTitle true>>>>" % reference(
        tree.pages[0]
    )
    info = sink.add(b"<</Title %b/Producer %b>>" % (text(binding.title), text(PRODUCER)))
    return sink.finish(catalog=sink.add(catalog), info=info)


class _Tree:
    """The page tree: nodes of `_KIDS` pages below one root."""

    def __init__(self, sink: Sink, count: int) -> None:
        self._sink = sink
        self._root = sink.allot()
        self._nodes = [sink.allot() for _ in range(0, count, _KIDS)]
        self.pages = [sink.allot() for _ in range(count)]

    def put(self, index: int, entries: bytes) -> None:
        """Write the page at an index."""
        parent = reference(self._nodes[index // _KIDS])
        self._sink.put(self.pages[index], b"<</Type/Page/Parent %b%b>>" % (parent, entries))

    def finish(self) -> int:
        """Write the nodes and return the number of the root."""
        for place, node in enumerate(self._nodes):
            kids = self.pages[place * _KIDS : (place + 1) * _KIDS]
            self._put_node(node, kids, len(kids), b"/Parent " + reference(self._root))
        self._put_node(self._root, self._nodes, len(self.pages), b"")
        return self._root

    def _put_node(self, number: int, kids: Sequence[int], count: int, parent: bytes) -> None:
        """Write a node of the tree."""
        self._sink.put(
            number, b"<</Type/Pages/Count %d/Kids%b%b>>" % (count, array(map(reference, kids)), parent)
        )


class _Places(Struct, frozen=True, kw_only=True):
    """Turns packet pages into destinations."""

    first: int
    pages: Sequence[int]
    tops: Sequence[float]

    def destination(self, page: int, top_pt: float | None) -> bytes:
        """Spell a destination: a page, scrolled to a height, the reader's zoom kept (12.3.2.2)."""
        index = page - self.first
        top = self.tops[index] if top_pt is None else min(top_pt, self.tops[index])
        return b"[%b/XYZ null %b null]" % (reference(self.pages[index]), number(top))


def _labels(binding: Binding) -> bytes:
    """Spell the page labels (12.4.2): one entry for each run of pages with the same prefix."""
    entries = b"".join(
        b"%d<</S/D/St %d%b>>"
        % (run.first - binding.pages.first, run.first, b"/P" + text(run.prefix) if run.prefix else b"")
        for run in binding.labels
    )
    return b"<</Nums[" + entries + b"]>>"


def _annotation(link: PlacedLink, places: _Places) -> bytes:
    """Spell a link without a border: how a link looks is the paper's matter."""
    return b"<</Type/Annot/Subtype/Link/Rect%b/Border[0 0 0]/F 4/Dest%b%b>>" % (
        numbers(link.rect),
        places.destination(link.to_page, link.top_pt),
        b"/Contents" + text(link.text) if link.text else b"",
    )


def _put_outline(sink: Sink, bookmarks: Sequence[Bookmark], places: _Places) -> int:
    """Write the outline (12.3.3) and return the number of its root."""
    root = sink.allot()
    first, last, shown = _put_bookmarks(sink, bookmarks, places, parent=root)
    sink.put(
        root, b"<</Type/Outlines/First %b/Last %b/Count %d>>" % (reference(first), reference(last), shown)
    )
    return root


def _put_bookmarks(
    sink: Sink, bookmarks: Sequence[Bookmark], places: _Places, *, parent: int
) -> tuple[int, int, int]:
    """Write the bookmarks of a level; return the first, the last, and how many lines they show when open."""
    numbers_ = [sink.allot() for _ in bookmarks]
    shown = len(bookmarks)
    for place, (bookmark, at) in enumerate(zip(bookmarks, numbers_, strict=True)):
        body = b"<</Title %b/Parent %b/Dest%b" % (
            text(bookmark.title),
            reference(parent),
            places.destination(bookmark.page, bookmark.top_pt),
        )
        if place:
            body += b"/Prev " + reference(numbers_[place - 1])
        if place + 1 < len(numbers_):
            body += b"/Next " + reference(numbers_[place + 1])
        if bookmark.below:
            first, last, below = _put_bookmarks(sink, bookmark.below, places, parent=at)
            shown += below if bookmark.open else 0
            count = below if bookmark.open else -below
            body += b"/First %b/Last %b/Count %d" % (reference(first), reference(last), count)
        sink.put(at, body + b">>")
    return numbers_[0], numbers_[-1], shown
