"""Pages of several papers drawn into one PDF, and what lies on them as values.

One run of reportlab carries all papers, so that fonts are embedded once. Links, headings, marks and places to
sign are returned beside the bytes, never written into the file: only the plan knows where they lead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from asylum_packet.papers.blocks import Block
from asylum_packet.papers.embedding import GlyphFonts
from asylum_packet.papers.letters import Cut, Run, font_named, registered
from asylum_packet.papers.paging import Page
from asylum_packet.papers.slabs import Cited, Ink, Signing, Slab, Spot, Stroke, Text, Title, in_reading_order
from asylum_packet.sheets import LETTER_PT, Heading, Link, Mark, Rect, SignatureSlot
from asylum_packet.values import Struct, replace

MARGIN_PT = 72.0
TEXT_WIDTH_PT = LETTER_PT[0] - 2 * MARGIN_PT
_HEADER_BASE_PT = LETTER_PT[1] - 45.0
_NOTE_RULE_PT = 144.0
_ESCAPES = {code: f"\\{code:03o}" for code in (*range(32), *range(127, 256))} | {
    ord(sign): f"\\{sign}" for sign in "()\\"
}
_SPECIAL = re.compile(r"[^ -~]|[()\\]")


class Laid(Struct, frozen=True, kw_only=True):
    """A paper whose pages stand: their slabs, and the ink of the running header of pages two and on.

    `blocks` are what is on them, with the lines of the tables of contents and authorities in their places.
    """

    pages: tuple[Page, ...]
    header: tuple[Ink, ...] = ()
    blocks: tuple[Block, ...] = ()


class Found(Struct, frozen=True, kw_only=True):
    """What lies on the pages of one paper; pages are 1-based inside it.

    `uses` are the spots where authorities are used, named by their number.
    """

    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    marks: tuple[Mark, ...] = ()
    slots: tuple[SignatureSlot, ...] = ()
    uses: tuple[Mark, ...] = ()


class _Pen(Struct, frozen=True, kw_only=True):
    """What text is drawn with: the document that gives codes to letters, and its fonts drawn by glyph.

    `shown` are the words drawn so far, as the insides of their arrays, by their place in memory: a word is
    one value wherever it stands, and the papers hold all of them until they are drawn.
    """

    document: PDFDocument
    glyphs: GlyphFonts
    shown: dict[int, str]


def draw(papers: Sequence[Laid]) -> bytes:
    """Draw the pages of all papers, one after the other."""
    with _unspelled_streams():
        return _drawn(papers)


@contextmanager
def _unspelled_streams() -> Iterator[None]:
    """Leave ASCII85 out, which makes every page a quarter larger; whoever else uses reportlab keeps it."""
    before = rl_config.useA85
    rl_config.useA85 = 0
    try:
        yield
    finally:
        rl_config.useA85 = before


def _drawn(papers: Sequence[Laid]) -> bytes:
    """Draw pages with reportlab as it is set up."""
    stream = BytesIO()
    # The font a canvas begins with; any other than an embedded one would be named in every file.
    first = registered(Cut().faces[0])
    pdfmetrics.registerFont(first)
    canvas = Canvas(
        stream,
        pagesize=LETTER_PT,
        invariant=1,
        pageCompression=1,
        initialFontName=first.fontName,  # type: ignore[arg-type]  # the stubs take it for a size
    )
    canvas.setTitle("")
    canvas.setAuthor("")
    pen = _Pen(document=canvas._doc, glyphs=GlyphFonts(), shown={})  # type: ignore[attr-defined]  # it has no public name
    for paper in papers:
        for number, page in enumerate(paper.pages, start=1):
            canvas.addLiteral("\n".join(_operators(pen, _strips(paper, number, page))))
            canvas.showPage()
    pen.glyphs.add_to(pen.document)
    canvas.save()
    return stream.getvalue()


def _strips(paper: Laid, number: int, page: Page) -> Iterator[tuple[float, Sequence[Ink]]]:
    """Yield the ink of a page strip by strip, each with the height of its top on the sheet."""
    if number > 1:
        yield _HEADER_BASE_PT, paper.header
    for top_pt, ink in in_reading_order(page.slabs):
        yield LETTER_PT[1] - MARGIN_PT - top_pt, ink
    if page.rule_pt is not None:
        rule = Stroke(x_pt=0.0, down_pt=0.0, to_x_pt=_NOTE_RULE_PT, to_down_pt=0.0)
        yield LETTER_PT[1] - MARGIN_PT - page.rule_pt, (rule,)


def _operators(pen: _Pen, strips: Iterable[tuple[float, Sequence[Ink]]]) -> Iterator[str]:
    """Write ink as operators of a content stream (ISO 32000-2 9.4, 8.5)."""
    lines: list[str] = []
    yield "BT"
    for top_pt, ink in strips:
        for group in _sentences(one for one in ink if isinstance(one, Text)):
            yield _show(pen, group, top_pt)
        lines += (_line(one, top_pt) for one in ink if isinstance(one, Stroke))
    yield "ET"
    yield from lines


def _line(line: Stroke, top_pt: float) -> str:
    """Draw a straight line."""
    begin = f"{line.x_pt + MARGIN_PT:.2f} {top_pt - line.down_pt:.2f}"
    end = f"{line.to_x_pt + MARGIN_PT:.2f} {top_pt - line.to_down_pt:.2f}"
    return f"{line.weight_pt:g} w {begin} m {end} l S"


def _sentences(texts: Iterable[Text]) -> Iterator[list[Text]]:
    """Gather neighbouring pieces of one line and size, so that they are shown in one go."""
    group: list[Text] = []
    for one in texts:
        if group and not _goes_on(group[-1], one):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _goes_on(before: Text, after: Text) -> bool:
    """Say whether a piece follows another without a gap, in the same size and on the same baseline."""
    return (
        before.down_pt == after.down_pt
        and before.piece.rise_pt == after.piece.rise_pt
        and before.piece.size_pt == after.piece.size_pt
        and abs(before.x_pt + before.piece.width_pt - after.x_pt) < 0.01
    )


def _show(pen: _Pen, group: list[Text], top_pt: float) -> str:
    """Show the runs of neighbouring pieces, each kerned; `top_pt` is the height of their strip's top."""
    first = group[0]
    size = f"{first.piece.size_pt:g}"
    base = top_pt - first.down_pt + first.piece.rise_pt
    parts = [f"1 0 0 1 {first.x_pt + MARGIN_PT:.2f} {base:.2f} Tm"]
    for stretch in _stretches(group):
        if stretch[0].glyphs:
            parts.append(pen.glyphs.show(stretch[0], size))
        else:
            parts += _strings(pen, stretch, size)
    return " ".join(parts)


def _strings(pen: _Pen, runs: list[Run], size: str) -> Iterator[str]:
    """Show letters of one face by their codes in its subsets."""
    font = font_named(runs[0].font)
    inside = _inside(pen, font, runs)
    if inside is not None:
        yield f"{font.getSubsetInternalName(0, pen.document)} {size} Tf [{inside}] TJ"
        return
    kerns = [kern for run in runs for kern in run.kerns]
    done = 0
    for subset, codes in font.splitString("".join(run.text for run in runs), pen.document):
        array = _array(codes, kerns[done : done + len(codes)])
        yield f"{font.getSubsetInternalName(subset, pen.document)} {size} Tf [{array}] TJ"
        done += len(codes)


def _inside(pen: _Pen, font: TTFont, runs: list[Run]) -> str | None:
    """Write the array of neighbouring words word by word; None where the first subset has not all letters."""
    shown, parts = pen.shown, []
    for run in runs:
        part = shown.get(id(run))
        if part is None:
            strings = font.splitString(run.text, pen.document)
            if len(strings) != 1 or strings[0][0] != 0:
                return None
            part = shown[id(run)] = _array(strings[0][1], run.kerns)
        parts.append(part)
    # Inside a string brackets are escaped: where one ends and the next begins, they become one.
    return "".join(parts).replace(")(", "")


def _stretches(group: list[Text]) -> Iterator[list[Run]]:
    """Gather neighbouring runs of one face; one that was shaped stays alone."""
    stretch: list[Run] = []
    font = ""
    for text in group:
        for run in text.piece.runs:
            if stretch and (run.font != font or run.glyphs or stretch[0].glyphs):
                yield stretch
                stretch = []
            font = run.font
            stretch.append(run)
    if stretch:
        yield stretch


def _array(codes: bytes, kerns: Sequence[float]) -> str:
    """Write codes with the kerning between them (ISO 32000-2 9.4.3: TJ subtracts).

    Codes are written as the inside of literal strings (7.3.4.2).
    """
    text = codes.decode("latin-1")
    is_plain = _SPECIAL.search(text) is None
    items, start = [], 0
    for index in [index for index, kern in enumerate(kerns) if kern]:
        part = text[start : index + 1]
        items.append(f"({part if is_plain else part.translate(_ESCAPES)}){_moved(kerns[index])}")
        start = index + 1
    if start < len(text):
        items.append(f"({text[start:] if is_plain else text[start:].translate(_ESCAPES)})")
    return "".join(items)


@lru_cache(maxsize=4096)
def _moved(kern: float) -> str:
    """Write by how much the next letter is moved to the left."""
    return f"{-kern:g}"


def found(paper: Laid, *, links: bool = True) -> Found:
    """List what lies on the pages of a paper; its links only where they are asked for."""
    headings: list[Heading] = []
    leading: list[Link] = []
    slots: list[SignatureSlot] = []
    uses: list[Mark] = []
    for number, page in enumerate(paper.pages, start=1):
        for top_pt, slab in page.slabs:
            top = LETTER_PT[1] - MARGIN_PT - top_pt
            if links:
                leading += _links(slab, number, top)
            for note in slab.notes:
                match note:
                    case Title(down_pt=down, level=level, title=title):
                        headings.append(Heading(level=level, title=title, page=number, top_pt=top - down))
                    case Cited(down_pt=down, number=use):
                        uses.append(Mark(name=str(use), page=number, top_pt=top - down))
                    case Signing(name=name, who=who):
                        slots.append(SignatureSlot(name=name, who=who, page=number))
    return Found(
        headings=_from_one(headings),
        links=tuple(leading),
        marks=marks_on(paper),
        slots=tuple(slots),
        uses=tuple(uses),
    )


def marks_on(paper: Laid) -> tuple[Mark, ...]:
    """List the spots of a paper that can be cited."""
    return tuple(
        Mark(name=note.name, page=number, top_pt=LETTER_PT[1] - MARGIN_PT - top_pt - note.down_pt)
        for number, page in enumerate(paper.pages, start=1)
        for top_pt, slab in page.slabs
        for note in slab.notes
        if isinstance(note, Spot)
    )


def _from_one(headings: Sequence[Heading]) -> tuple[Heading, ...]:
    """Let the highest heading of a paper be of level 1, whatever its size in print."""
    above = min((heading.level for heading in headings), default=1) - 1
    return tuple(replace(heading, level=heading.level - above) for heading in headings)


def _links(slab: Slab, number: int, top_pt: float) -> Iterator[Link]:
    """Yield one link for each stretch of a line that leads somewhere."""
    for one in slab.ink:
        if isinstance(one, Text) and one.piece.target is not None:
            break
    else:
        return
    texts = [one for one in slab.ink if isinstance(one, Text)]
    if any(one.piece.level for one in texts):
        # Spoken from right to left, but a link covers them as they stand.
        texts.sort(key=lambda one: (one.down_pt, one.x_pt))
    stretch: list[Text] = []
    for one in texts:
        if stretch and not (one.piece.target == stretch[0].piece.target and _goes_on(stretch[-1], one)):
            yield _link(stretch, number, top_pt)
            stretch = []
        if one.piece.target is not None:
            stretch.append(one)
    if stretch:
        yield _link(stretch, number, top_pt)


def _link(stretch: list[Text], number: int, top_pt: float) -> Link:
    """Make the link of neighbouring pieces."""
    first, last = stretch[0], stretch[-1]
    base = top_pt - first.down_pt
    size = first.piece.size_pt
    rect: Rect = (
        round(first.x_pt + MARGIN_PT, 2),
        round(base - 0.25 * size, 2),
        round(last.x_pt + last.piece.width_pt + MARGIN_PT, 2),
        round(base + 0.8 * size, 2),
    )
    target = first.piece.target
    assert target is not None, "a stretch is gathered from pieces that lead somewhere"
    return Link(page=number, rect=rect, target=target, text=_words(stretch))


def _words(stretch: list[Text]) -> str:
    """Read pieces back as text."""
    return "".join(run.text for text in stretch for run in text.piece.runs).strip()
