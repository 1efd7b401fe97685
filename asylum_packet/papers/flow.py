"""From blocks to slabs: every paragraph, table, box and signature as strips in one column.

Pure: the same blocks and width give the same slabs. Paragraphs are kept, so that a second round with other
page numbers sets only those that changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from asylum_packet.fonts.bidi import is_right_to_left
from asylum_packet.papers import columns
from asylum_packet.papers.blocks import (
    Align,
    Authorities,
    Block,
    Box,
    Contents,
    EndOfBody,
    Inline,
    Look,
    NewPage,
    Paragraph,
    Row,
    Rule,
    Signature,
    Space,
    Span,
    Table,
    Together,
)
from asylum_packet.papers.breaking import Breaking, break_lines
from asylum_packet.papers.bullets import bullet, bullet_at_right
from asylum_packet.papers.leaders import leader, leader_width
from asylum_packet.papers.lines import Line, Piece, pieces_of
from asylum_packet.papers.slabs import (
    Cited,
    Ink,
    Note,
    Signing,
    Slab,
    Spot,
    Stroke,
    Text,
    Title,
    beside,
    divided,
    held,
    joined,
    shifted,
)
from asylum_packet.papers.ways import levels_of
from asylum_packet.values import replace

_BELOW_BASELINE = 0.3
"""Room below the baseline of a line, as a share of the type size."""
_EN_SPACE = "\u00a0\u00a0"
"""As wide as U+2002, which our text faces do not have."""
_NARROWEST_PT = 24.0
_LINES_WITH_SIGNATURE = 2
_TALLEST_ROW_PT = 240.0
"""Rows up to this height are never parted."""


Known = dict[int, tuple[Block, tuple[Slab, ...]]]
"""Blocks that were set in this width before, and what they became, by their place in memory."""


def slabs_of(blocks: Iterable[Block], width_pt: float, known: Known | None = None) -> tuple[Slab, ...]:
    """Set blocks one below the other in a column; `known` is kept from one round to the next."""
    slabs: list[Slab] = []
    page: NewPage | None = None
    waiting: list[Note] = []
    for block in blocks:
        if isinstance(block, NewPage):
            page = block
        elif isinstance(block, EndOfBody):
            if slabs:
                slabs[-1] = replace(slabs[-1], ends_body=True)
        elif isinstance(block, Signature):
            waiting.append(Signing(name=block.name, who=block.who))
        else:
            more = list(_block(block, width_pt) if known is None else _block_once(block, width_pt, known))
            if not more:
                continue
            more[0] = _begun(more[0], page, waiting)
            page, waiting = None, []
            if isinstance(block, Space) and slabs:
                # Room parts nothing that was to stay together: a heading and the table below it.
                more[0] = replace(more[0], may_end=slabs[-1].may_end)
            if isinstance(block, Together) and block.with_last:
                _hold_last(slabs)
            slabs += more
    return tuple(slabs)


def _block_once(block: Block, width_pt: float, known: Known) -> tuple[Slab, ...]:
    """Set a block, or give what the very same block became in an earlier round."""
    before = known.get(id(block))
    if before is None:
        before = known[id(block)] = (block, _block(block, width_pt))
    return before[1]


def _hold_last(slabs: list[Slab]) -> None:
    """Let no page end between the last two lines of what is set so far and what follows; room is no line."""
    lines = 0
    for index in range(len(slabs) - 1, -1, -1):
        slabs[index] = replace(slabs[index], may_end=False)
        lines += bool(slabs[index].ink)
        if lines == _LINES_WITH_SIGNATURE or slabs[index].new_page:
            return


def _begun(slab: Slab, page: NewPage | None, waiting: list[Note]) -> Slab:
    """Let a slab begin a page, and carry what was waiting for it."""
    notes = (*waiting, *slab.notes)
    if page is None:
        return replace(slab, notes=notes) if waiting else slab
    return replace(slab, notes=notes, new_page=True, begins_body=page.body)


def _block(block: Block, width_pt: float) -> tuple[Slab, ...]:
    """Set one block."""
    match block:
        case Paragraph():
            return _paragraph(block, width_pt)
        case Table():
            width_pt = max(_NARROWEST_PT, width_pt - block.left_pt - block.right_pt)
            return tuple(_moved(slab, block.left_pt) for slab in _table(block, width_pt))
        case Box():
            return (_box(block, width_pt),)
        case Together():
            inner = slabs_of(block.blocks, width_pt - block.left_pt)
            moved = tuple(_moved(slab, block.left_pt) for slab in inner)
            return held(moved, with_last=False)
        case Rule():
            line = Stroke(x_pt=0.0, down_pt=0.0, to_x_pt=width_pt, to_down_pt=0.0, weight_pt=block.weight_pt)
            # At the foot of a page it would be taken for the line above the footnotes.
            return (Slab(height_pt=block.after_pt, before_pt=block.before_pt, ink=(line,), may_end=False),)
        case Space():
            return (Slab(height_pt=block.height_pt),)
        case Contents() | Authorities() | NewPage() | EndOfBody() | Signature():
            return ()


@lru_cache(maxsize=16384)
def _paragraph(paragraph: Paragraph, width_pt: float) -> tuple[Slab, ...]:
    """Set a paragraph as one slab a line."""
    look = paragraph.look
    measure = max(_NARROWEST_PT, width_pt - look.left_pt - look.right_pt)
    tail = leader_width(paragraph)
    broken = _broken_once if paragraph.leader else _broken
    lines = broken(_shown(paragraph), look, max(_NARROWEST_PT, measure - tail))
    if look.align is Align.CENTER and len(lines) > 1:
        pieces = pieces_of(_shown(paragraph), look.size_pt, bold=look.bold, turns=look.turns)
        lines = _balanced(pieces, measure, lines)
    last, turned = len(lines) - 1, _is_turned(paragraph)
    return tuple(
        [
            Slab(
                height_pt=look.leading_pt + (look.after_pt if index == last else 0.0),
                before_pt=look.before_pt if index == 0 else 0.0,
                ink=_line_ink(paragraph, line, index, last, measure, turned=turned),
                notes=(*(_notes(paragraph) if index == 0 else ()), *_cited(line)),
                calls=line.notes,
                may_end=_may_end(index, len(lines), look),
            )
            for index, line in enumerate(lines)
        ]
    )


def _broken(words: tuple[Inline, ...], look: Look, measure: float) -> tuple[Line, ...]:
    """Break words into lines.

    The words before the first link, which nearly always is a cite, are broken once for all its numbers.
    """
    link = next((index for index, word in enumerate(words) if isinstance(word, Span) and word.target), 0)
    if link and not levels_of(words, turns=look.turns):
        breaking = _begun_with(words[:link], look, measure).copy()
        breaking.add(pieces_of(words[link:], look.size_pt, bold=look.bold, turns=look.turns))
        return breaking.ended()
    pieces = pieces_of(words, look.size_pt, bold=look.bold, turns=look.turns)
    return break_lines(pieces, measure, look.first_pt)


_broken_once = lru_cache(maxsize=4096)(_broken)
"""A line of a table of which only the page number changes keeps its own words."""


@lru_cache(maxsize=4096)
def _begun_with(words: tuple[Inline, ...], look: Look, measure: float) -> Breaking:
    """Break the words that a paragraph begins with; whoever goes on takes a copy."""
    breaking = Breaking(measure, look.first_pt)
    breaking.add(pieces_of(words, look.size_pt, bold=look.bold, turns=look.turns))
    return breaking


def _balanced(pieces: Sequence[Piece], measure: float, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Break centred lines about equally long, as long as there are no more of them."""
    narrow, wide = measure / 3, measure
    while wide - narrow > 2.0:
        middle = (narrow + wide) / 2
        tried = break_lines(pieces, middle)
        if len(tried) > len(lines) or any(line.width_pt > middle for line in tried):
            narrow = middle
        else:
            wide, lines = middle, tried
    return lines


def _shown(paragraph: Paragraph) -> tuple[Inline, ...]:
    """Give the words as printed: a heading whose number does not hang begins with it."""
    if paragraph.level and paragraph.number and not paragraph.bullet:
        return (Span(text=f"{paragraph.number}{_EN_SPACE}"), *paragraph.words)
    return paragraph.words


def _may_end(index: int, count: int, look: Look) -> bool:
    """Keep two lines together at the foot and at the head of a page, and headings with what follows."""
    if look.keep_next:
        return False
    return index == count - 1 or 1 <= index < count - 2


def _notes(paragraph: Paragraph) -> tuple[Note, ...]:
    """Say what begins with a paragraph."""
    notes: list[Note] = []
    if paragraph.level:
        title = "".join(word.text for word in paragraph.words if isinstance(word, Span))
        label = f"{paragraph.number} {title}"
        notes.append(Title(down_pt=0.0, level=paragraph.level, title=" ".join(label.split())))
    if paragraph.mark:
        notes.append(Spot(down_pt=0.0, name=paragraph.mark))
    if paragraph.name:
        notes.append(Spot(down_pt=0.0, name=f"#{paragraph.name}"))
    return tuple(notes)


def _cited(line: Line) -> tuple[Note, ...]:
    """Say which uses of authorities begin on a line."""
    return tuple(Cited(down_pt=0.0, number=number) for number in line.uses)


def _line_ink(
    paragraph: Paragraph, line: Line, index: int, last: int, measure: float, *, turned: bool
) -> tuple[Ink, ...]:
    """Place the words of a line, its bullet, and its leader."""
    look = paragraph.look
    x = _line_start(look, measure - line.width_pt, look.first_pt if index == 0 else 0.0, turned=turned)
    base = look.leading_pt - look.size_pt * _BELOW_BASELINE
    ink: list[Ink] = []
    for placed in line.pieces:
        piece = placed.piece
        if piece.is_blank or piece.underline:
            ink += _piece_ink(x + placed.x_pt, base, piece)
        else:
            ink.append(Text(x + placed.x_pt, base, piece))
    if index == 0 and paragraph.bullet:
        ink += bullet_at_right(paragraph, base, measure) if turned else bullet(paragraph, base)
    if index == last and paragraph.leader:
        ink += leader(paragraph, x + line.width_pt, measure, base)
    return tuple(ink)


def _line_start(look: Look, free: float, first: float, *, turned: bool) -> float:
    """Give where a line begins that leaves room free; the first one may be moved in."""
    if turned:  # the margins of both sides change places too
        return look.right_pt + free - first
    if look.align is Align.LEFT:
        return look.left_pt + first
    return look.left_pt + (first + free / 2 if look.align is Align.CENTER else free - first)


def _is_turned(paragraph: Paragraph) -> bool:
    """Say whether a paragraph is set from the right, its bullet too: where it is read from there.

    A line of the contents stays at the left: at its right stands the page number.
    """
    if paragraph.leader or not paragraph.look.turns or paragraph.look.align is not Align.LEFT:
        return False
    words = "".join(word.text for word in paragraph.words if isinstance(word, Span))
    return not words.isascii() and is_right_to_left(words)


def _piece_ink(x: float, base: float, piece: Piece) -> tuple[Ink, ...]:
    """Place a word, a blank to write on, or an underlined word."""
    text = Text(x_pt=x, down_pt=base, piece=piece)
    if not (piece.is_blank or piece.underline):
        return (text,)
    end = x + piece.width_pt
    line = Stroke(x_pt=x, down_pt=base + 2.0, to_x_pt=end, to_down_pt=base + 2.0, weight_pt=0.6)
    return (line,) if piece.is_blank else (text, line)


def _box(box: Box, width_pt: float) -> Slab:
    """Set blocks inside a frame."""
    wide = box.width_pt or width_pt
    pad = 6.0
    inner = joined(slabs_of(box.blocks, wide - 2 * pad))
    x = {Align.LEFT: 0.0, Align.CENTER: (width_pt - wide) / 2, Align.RIGHT: width_pt - wide}[box.align]
    bottom = inner.height_pt + 2 * pad - 3.0
    corners = ((x, 0.0), (x + wide, 0.0), (x + wide, bottom), (x, bottom), (x, 0.0))
    frame = tuple(
        Stroke(x_pt=a[0], down_pt=a[1], to_x_pt=b[0], to_down_pt=b[1], weight_pt=box.weight_pt)
        for a, b in pairwise(corners)
    )
    ink = (*shifted(inner.ink, x + pad, pad - 3.0), *frame)
    return Slab(height_pt=bottom + 4.0, before_pt=2.0, ink=ink, notes=inner.notes, calls=inner.calls)


def _table(table: Table, width_pt: float) -> tuple[Slab, ...]:
    """Set the rows of a table; the header rows stand above the first row and on every further page."""
    shares = table.shares or columns.shares(table.rows, _room(table, width_pt))
    measures = shares, table.gap_pt, table.pad_pt, width_pt
    rows = [list(_row(row, *measures)) for row in table.rows]
    above = [slab for row in rows[: table.header] for slab in row]
    # A header that would fill much of every page, or a page of its own, stands once and may be parted.
    repeats = sum(slab.height_pt for slab in above) <= _TALLEST_ROW_PT
    header = held(above, with_last=True) if repeats else ()
    start = table.header if repeats else 0
    body = [slab for row in rows[start:] for slab in row]
    if not body:
        return header
    if table.divided and len(shares) == 2:
        left = (width_pt - table.gap_pt) * shares[0] / sum(shares)
        return (*header, divided(joined(body), left, table.gap_pt))
    body = [
        replace(slab, header=(*header, *(held(_row(group, *measures), with_last=True) if group else ())))
        for row, (first, rest) in zip(rows[start:], columns.goes_on(table)[start:], strict=True)
        for slab, group in zip(row, (first, *[rest] * len(row)), strict=False)
    ]
    if table.ruled:
        end = body[-1]
        line = Stroke(x_pt=0.0, down_pt=end.height_pt, to_x_pt=width_pt, to_down_pt=end.height_pt)
        body[-1] = replace(end, ink=(*end.ink, line))
    return (*header, *body)


def _moved(slab: Slab, x_pt: float) -> Slab:
    """Move a line or a row to the right, with the header that stands above it on a further page."""
    if not x_pt:
        return slab
    header = tuple(_moved(row, x_pt) for row in slab.header)
    edges = tuple(edge + x_pt for edge in slab.edges)
    return replace(slab, ink=shifted(slab.ink, x_pt, 0.0), header=header, edges=edges)


def _room(table: Table, width_pt: float) -> float:
    """Give what the columns of a table have to share."""
    count = max((len(row.cells) for row in table.rows), default=1)
    return max(_NARROWEST_PT, width_pt - table.gap_pt * (count - 1))


@lru_cache(maxsize=4096)
def _row(
    row: Row, shares: tuple[float, ...], gap_pt: float, pad_pt: float, width_pt: float
) -> tuple[Slab, ...]:
    """Set one row: whole where it is low enough, else in strips."""
    placed = []
    x = 0.0
    room = width_pt - gap_pt * (len(shares) - 1)
    for cell, share in zip(row.cells, shares, strict=False):
        wide = max(_NARROWEST_PT, room * share / sum(shares))
        placed.append((x, slabs_of(cell, wide)))
        x += wide + gap_pt
    return _padded(beside(placed, whole_pt=_TALLEST_ROW_PT), row, pad_pt, width_pt)


def _padded(strips: tuple[Slab, ...], row: Row, pad_pt: float, width_pt: float) -> tuple[Slab, ...]:
    """Leave room above and below a row, and draw the line above it."""
    line = Stroke(x_pt=0.0, down_pt=0.0, to_x_pt=width_pt, to_down_pt=0.0, weight_pt=0.6)
    above: tuple[Ink, ...] = (line,) if row.rule_above else ()
    padded = [*strips]
    top = padded[0]
    ink = (*above, *shifted(top.ink, 0.0, pad_pt))
    padded[0] = replace(top, height_pt=top.height_pt + pad_pt, ink=ink)
    last = padded[-1]
    padded[-1] = replace(last, height_pt=last.height_pt + pad_pt, may_end=not row.keep_next)
    return tuple(padded)


def running(lines: tuple[Line, ...], leading_pt: float) -> tuple[Ink, ...]:
    """Place the lines of a running header; the last one stands on its baseline, the others above it."""
    last = len(lines) - 1
    return tuple(
        ink
        for index, line in enumerate(lines)
        for placed in line.pieces
        for ink in _piece_ink(placed.x_pt, (index - last) * leading_pt, placed.piece)
    )
