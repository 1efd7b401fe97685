"""Small PDFs and a small packet for the tests of this room."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from asylum_packet.packet.layout import SubmissionTitle, plan
from asylum_packet.sequence import Packet, PartKind, PieceKind, Slot
from asylum_packet.sheets import Heading, Link, Sheets, Target

TITLES = (
    SubmissionTitle(name="brief", title="Respondent’s Pre-Hearing Brief", stem="Reyes_Brief"),
    SubmissionTitle(name="exhibits", title="Respondent’s Proposed Exhibits", stem="Reyes_Exhibits"),
)
LANDSCAPE = (792.0, 612.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of text at a place."""

    text: str
    x: float = 72
    y: float = 700


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page to draw."""

    lines: Sequence[Line] = field(default_factory=tuple)
    size: tuple[float, float] = (612.0, 792.0)


def pdf(*pages: Page) -> bytes:
    """Draw pages."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for page in pages:
        canvas.setPageSize(page.size)
        canvas.setFont("Times-Roman", 12)
        for line in page.lines:
            canvas.drawString(line.x, line.y, line.text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def plain(name: str, count: int, size: tuple[float, float] = (612.0, 792.0)) -> bytes:
    """Draw pages that say what they are: "police-report page 2"."""
    return pdf(*(Page(lines=[Line(text=f"{name} page {n}")], size=size) for n in range(1, count + 1)))


def slot(key: str, kind: PieceKind, tab: str | None = None, title: str = "") -> Slot:
    """Make a slot from its key."""
    name, _, part = key.partition("/")
    document = name if kind is PieceKind.DOCUMENT else None
    submission = "brief" if name == "brief" else "exhibits"
    return Slot(
        key=key,
        kind=kind,
        title=title or key,
        submission=submission,
        tab=tab,
        document=document,
        part=PartKind(part) if document else None,
    )


SLOTS = (
    slot("brief/cover", PieceKind.COVER, title="Cover page"),
    slot("brief/body", PieceKind.BRIEF, title="Pre-hearing brief"),
    slot("brief/service", PieceKind.PROOF_OF_SERVICE, title="Proof of service"),
    slot("exhibits/cover", PieceKind.COVER, title="Cover page"),
    slot("exhibits/index", PieceKind.INDEX, title="Exhibit index"),
    slot("exhibits/tab-A", PieceKind.TAB_SHEET, "A", "Tab A: Police (report) \\ acta"),
    slot("police-report/translation", PieceKind.DOCUMENT, "A", "Police report"),
    slot("police-report/certificate", PieceKind.DOCUMENT, "A", "Police report"),
    slot("police-report/original", PieceKind.DOCUMENT, "A", "Police report"),
    slot("exhibits/tab-B", PieceKind.TAB_SHEET, "B", "Tab B: Fotografías"),
    slot("photos/original", PieceKind.DOCUMENT, "B", "Fotografías"),
    slot("letter/original", PieceKind.DOCUMENT, "B", "Letter"),
    slot("exhibits/service", PieceKind.PROOF_OF_SERVICE, title="Proof of service"),
)
LENGTHS = {
    "brief/cover": 1,
    "brief/body": 4,
    "brief/service": 1,
    "exhibits/cover": 1,
    "exhibits/index": 2,
    "exhibits/tab-A": 1,
    "police-report/translation": 2,
    "police-report/certificate": 1,
    "police-report/original": 3,
    "exhibits/tab-B": 1,
    "photos/original": 2,
    "letter/original": 1,
    "exhibits/service": 1,
}


def small_packet(first_page: int = 1) -> Packet:
    """Plan a packet of a brief and two tabs: 21 pages."""
    return plan(SLOTS, LENGTHS, submissions=TITLES, first_page=first_page)


def small_sheets(folder: Path, packet: Packet) -> Mapping[str, Sheets]:
    """Draw the packet's papers: typeset ones share one PDF, evidence lies in files."""
    sheets = {}
    for piece in packet.pieces:
        size = LANDSCAPE if piece.key == "photos/original" else (612.0, 792.0)
        path = folder / f"{piece.key.replace('/', '-')}.pdf"
        path.write_bytes(plain(piece.key, len(piece.pages), size))
        sheets[piece.key] = Sheets(pdf=path, count=len(piece.pages))
    sheets["exhibits/index"] = _index(packet)
    sheets["brief/body"], sheets["brief/cover"] = _brief(packet)
    return sheets


def _index(packet: Packet) -> Sheets:
    """Draw an index: on its first page a line for each tab, its page number a link."""
    lines, links = [], []
    for row, key in enumerate(("exhibits/tab-A", "police-report/original", "exhibits/tab-B")):
        piece = packet.piece(key)
        assert piece is not None
        y, words = 600 - 20.0 * row, str(piece.pages.first)
        lines += [Line(text=piece.slot.title, y=y), Line(text=words, x=500, y=y)]
        links.append(Link(page=1, rect=(498, y - 3, 530, y + 11), target=Target(piece=key), text=words))
    return Sheets(pdf=pdf(Page(lines=lines), Page()), count=2, links=tuple(links))


def _brief(packet: Packet) -> tuple[Sheets, Sheets]:
    """Draw a brief with headings and a cite, and its cover, in one PDF."""
    piece = packet.piece("police-report/original")
    assert piece is not None
    words = f"Tab A at {piece.pages.first + 2}"
    cite = Line(text=words, x=200, y=500)
    both = pdf(
        Page(lines=[Line(text="cover")]),
        *(Page(lines=[Line(text=f"brief {n}"), *([cite] if n == 3 else [])]) for n in (1, 2, 3, 4)),
    )
    body = Sheets(
        pdf=both,
        count=4,
        skip=1,
        headings=(
            Heading(level=1, title="Statement of facts", page=1, top_pt=700),
            Heading(level=1, title="Argument", page=2, top_pt=650),
            Heading(level=2, title="Past persecution", page=3),
        ),
        links=(
            Link(
                page=3,
                rect=(199, 497, 270, 511),
                target=Target(piece="police-report/original", page=3, top_pt=400),
                text=words,
            ),
        ),
    )
    return body, Sheets(pdf=both, count=1)
