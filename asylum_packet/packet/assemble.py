"""Assemble the packet: every paper's pages in order, each with its stamp, bound into one file.

A page's drawing becomes a form XObject, untouched; the page itself holds only "draw that" and the stamp. So
nothing of the source can shift the stamp or clash with it, nothing is parsed, and a page that comes twice is
stored once. Per page that costs one small object more than the source had.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

from asylum_packet.errors import ProofError
from asylum_packet.packet.binding import Binding, Leaf, bind
from asylum_packet.packet.copying import Copier, Drawn
from asylum_packet.packet.evidence import Beginning, Begun, evidence
from asylum_packet.packet.outputs import unwritten
from asylum_packet.packet.places import label_runs, outline, placed_links
from asylum_packet.packet.sink import Sink
from asylum_packet.packet.stamping import Printer, blank_page, set_up, stamped
from asylum_packet.packet.syntax import numbers, reference
from asylum_packet.progress import Progress, silent
from asylum_packet.sequence import Packet, Piece, PieceKind
from asylum_packet.sheets import LETTER_PT, Sheets, Stamping
from asylum_packet.tabs import stamp

_NEVER_PADDED = {PieceKind.FORM, PieceKind.FEE_RECEIPT, PieceKind.COURT_PAPER}


def assemble(
    packet: Packet,
    sheets: Mapping[str, Sheets],
    path: Path,
    *,
    draft: bool,
    title: str,
    progress: Progress = silent,
    beginning: Beginning | None = None,
) -> str:
    """Write the packet to `path`, which is replaced; return the file's sha256.

    Args:
        packet: The plan.
        sheets: The pages of every piece, by key. A typeset paper may have fewer pages than its piece:
            the rest are left blank and say so.
        path: A file that nobody reads yet; renaming it is the caller's step.
        draft: Whether to print DRAFT over every page.
        title: What a viewer shows as the document's title.
        progress: Told after every paper.
        beginning: What was begun of it before the numbers were known; it is used where it fits the plan.

    Raises:
        ProofError: The sheets do not fit the plan.
        OutputError: The file cannot be written, or prepared pages cannot be read.
    """
    _refuse_misfits(packet, sheets)
    binding = Binding(
        pages=packet.pages,
        labels=label_runs(packet),
        bookmarks=outline(packet, sheets),
        links=placed_links(packet, sheets),
        title=title,
    )
    wanted = evidence([piece.key for piece in packet.pieces], sheets)
    try:
        with (beginning and beginning.taken(wanted)) or Begun(path, wanted) as begun:
            sink, drawn, opening = begun.drawn()
            printer = set_up(sink, draft=draft)
            leaves = _leaves(sink, packet, sheets, drawn, printer, progress)
            sha256 = bind(sink, leaves, binding)
        begun.path.replace(path)
        if beginning and opening:
            beginning.openings.note(path.name, opening)
    except OSError as error:
        raise unwritten(path, error, called="the packet") from error
    return sha256


def may_be_padded(piece: Piece, sheets: Sheets) -> bool:
    """Say whether a piece may hold blank pages at its end: only what we typeset, never evidence or forms."""
    return isinstance(sheets.pdf, bytes) and piece.slot.kind not in _NEVER_PADDED


def _refuse_misfits(packet: Packet, sheets: Mapping[str, Sheets]) -> None:
    """Refuse sheets that do not fit the plan."""
    wrong = []
    for piece in packet.pieces:
        own = sheets.get(piece.key)
        if own is None:
            wrong.append(f"{piece.key} has no pages to place")
        elif own.count > len(piece.pages) or (own.count < len(piece.pages) and not may_be_padded(piece, own)):
            wrong.append(f"{piece.key} has {own.count} pages where the plan has {len(piece.pages)}")
    if wrong:
        raise ProofError(f"the pages do not fit the plan: {'; '.join(wrong[:5])}")


def _leaves(
    sink: Sink,
    packet: Packet,
    sheets: Mapping[str, Sheets],
    drawn: Mapping[tuple[Path, int], Drawn],
    printer: Printer,
    progress: Progress,
) -> Iterator[Leaf]:
    """Yield every page, stamped: evidence as it was copied, our own papers copied now."""
    pieces = packet.pieces
    with ExitStack() as stack:
        library = _Library(sink, sheets, stack)
        for done, piece in enumerate(pieces, start=1):
            own = sheets[piece.key]
            for within, page in enumerate(piece.pages):
                words = stamp(piece.slot.tab, page)
                if within >= own.count:
                    yield _blank_leaf(sink, printer, words)
                    continue
                if isinstance(own.pdf, Path):
                    drawing = drawn[own.pdf, own.skip + within]
                else:
                    drawing = library.take(piece).drawing(own.skip + within)
                yield leaf(sink, drawing, printer, stamped(printer, words, own.stamping, drawing.size_pt[0]))
            progress(done, len(pieces), "assembling the packet")


class _Library:
    """Our own papers: the PDF that several share is opened once."""

    def __init__(self, sink: Sink, sheets: Mapping[str, Sheets], stack: ExitStack) -> None:
        self._sink = sink
        self._sheets = sheets
        self._stack = stack
        self._open: dict[int, Copier] = {}

    def take(self, piece: Piece) -> Copier:
        """Open the PDF of a piece, or find it open."""
        own = self._sheets[piece.key]
        if id(own.pdf) not in self._open:
            copier = self._open[id(own.pdf)] = Copier(self._sink, own.pdf, piece.key)
            self._stack.callback(copier.close)
        if own.skip + own.count > self._open[id(own.pdf)].count:
            raise ProofError(f"{piece.key} asks for more pages than its PDF has")
        return self._open[id(own.pdf)]


def leaf(sink: Sink, drawn: Drawn, printer: Printer, printed: bytes) -> Leaf:
    """Make a page that draws a source's page and, over it, what we print there."""
    return _page(sink, printer, printed, form=drawn.form, entries=drawn.entries, size=drawn.size_pt)


def _blank_leaf(sink: Sink, printer: Printer, words: str) -> Leaf:
    """Make a page that says that it is left blank."""
    drawing = blank_page(printer) + stamped(printer, words, Stamping(), LETTER_PT[0])
    entries = b"/MediaBox" + numbers((0, 0, *LETTER_PT))
    return _page(sink, printer, drawing, form=None, entries=entries, size=LETTER_PT)


def _page(
    sink: Sink,
    printer: Printer,
    drawing: bytes,
    *,
    form: int | None,
    entries: bytes,
    size: tuple[float, float],
) -> Leaf:
    """Put a page together: the source's drawing, the DRAFT mark, what we print."""
    forms = b""
    mark = printer.draft.get(size[0])
    if mark is not None:
        drawing, forms = b"/D Do\n" + drawing, b"/D " + reference(mark)
    if form is not None:
        drawing, forms = b"/P Do\n" + drawing, forms + b"/P " + reference(form)
    resources = b"/Resources<</Font<</S %b>>/XObject<<%b>>>>" % (reference(printer.font), forms)
    contents = b"/Contents " + reference(sink.add_stream(b"", drawing))
    return Leaf(entries=entries + resources + contents, height_pt=size[1])
