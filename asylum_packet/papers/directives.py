"""Directives of our Markdown: what templates say with `::: name`, one function each.

style       spacing=double headings=numbered size=12    from here on; the text inside heads every page
center, right, left, title, single                      how the paragraphs inside stand
columns / column    shares=1,1 gap=0.4in                blocks side by side
box         width=2in align=right                       a frame
table       plain | divided shares=1,6,2 pad=2          the table inside: its lines and widths;
            continued="(continued)"                     heads the rest of a group of rows on a further page
keep        never parted by a page break
signature   NAME by="who signs"                         kept with the text before it
paragraphs  every paragraph numbered, as in a declaration
contents    depth=3                                     the table of contents
authorities over=10                                     the table of authorities, in a brief of more pages
page, body, end                                         page break; the body of the brief begins, ends
space       18 grow=2                                   room in points; growing ones fill a single page
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from asylum_packet.papers.blocks import (
    Align,
    Authorities,
    Block,
    Box,
    Contents,
    EndOfBody,
    Look,
    NewPage,
    Row,
    Signature,
    Space,
    Table,
    Together,
)
from asylum_packet.papers.grammar import Directive, read_directive
from asylum_packet.papers.tree import Node
from asylum_packet.values import replace

if TYPE_CHECKING:
    from asylum_packet.papers.reading import Reader
    from asylum_packet.papers.setting import Setting

Read = Callable[["Reader", Directive, Node, "Setting"], Iterator[Block]]


_SMALLEST_PT = 4.0


def _looked(look: Look, directive: Directive) -> Look:
    """Change a look by the options every text directive takes."""
    size = directive.number("size", look.size_pt, least=_SMALLEST_PT)
    leading = directive.number("leading", look.leading_pt * size / look.size_pt, least=_SMALLEST_PT)
    return replace(
        look,
        size_pt=size,
        leading_pt=leading,
        after_pt=directive.number("after", look.after_pt),
        left_pt=look.left_pt + directive.number("indent"),
        bold=look.bold or "bold" in directive.words,
    )


def _style(reader: Reader, directive: Directive, node: Node, setting: Setting) -> Iterator[Block]:
    """Change how the paper is set from here on."""
    look = _looked(Look(after_pt=6.0), directive)
    quote = replace(look, after_pt=10.0)
    if directive.options.get("spacing") == "double":
        look = replace(look, leading_pt=2 * look.size_pt, after_pt=0.0, first_pt=36.0)
    numbered = directive.options.get("headings") == "numbered"
    reader.setting = replace(setting, look=look, quote=quote, numbered=numbered)
    if node.children:
        reader.header = reader.inlines(node.children[0], look)
    yield from ()


@lru_cache(maxsize=1024)
def _text_look(info: str, around: Look, quote: Look) -> Look:
    """Give the look of paragraphs inside a directive; papers say the same ones again and again."""
    directive = read_directive(info)
    align = {"center": Align.CENTER, "title": Align.CENTER, "right": Align.RIGHT}.get(
        directive.name, Align.LEFT
    )
    base = replace(quote, first_pt=0.0) if directive.name in {"single", "title"} else around
    look = replace(_looked(base, directive), align=align, first_pt=0.0, turns=False)
    return replace(look, bold=True) if directive.name == "title" else look


def _text(reader: Reader, _directive: Directive, node: Node, setting: Setting) -> Iterator[Block]:
    """Set the paragraphs inside left, centred or to the right."""
    look = _text_look(node.info, setting.look, setting.quote)
    yield from reader.blocks(node.children, replace(setting, look=look, quote=look, counted=False))


def _columns(reader: Reader, directive: Directive, node: Node, setting: Setting) -> Iterator[Block]:
    """Set columns side by side."""
    single = replace(setting, look=replace(setting.quote, first_pt=0.0, turns=False), counted=False)
    cells = tuple(reader.blocks((child,), single) for child in node.children)
    shares = _shares(reader, directive, node, len(cells)) or (1.0,) * len(cells)
    gap = directive.number("gap", 18.0)
    if cells:
        yield Table(rows=(Row(cells=cells),), shares=shares, ruled=False, gap_pt=gap, pad_pt=0.0)


def _shares(reader: Reader, directive: Directive, node: Node, columns: int) -> tuple[float, ...]:
    """Read the widths of columns; nothing, and a fault, where there are more or fewer of them."""
    shares = directive.numbers("shares")
    if len(shares) in {0, columns}:
        return shares
    message = f"'shares={directive.options['shares']}' does not fit: there are {columns} columns here"
    reader.fault("TEXT-unsupported", message, reader.line(node), "type a number for each column: 1,3")
    return ()


def _column(reader: Reader, directive: Directive, node: Node, setting: Setting) -> Iterator[Block]:
    """Set one column."""
    align = next((a for a in Align if a.value in directive.words), Align.LEFT)
    look = replace(_looked(setting.look, directive), align=align)
    yield from reader.blocks(node.children, replace(setting, look=look))


def _box(reader: Reader, directive: Directive, node: Node, setting: Setting) -> Iterator[Block]:
    """Set a frame around what is inside."""
    align = next((a for a in Align if a.value == directive.options.get("align")), Align.LEFT)
    text = Align.CENTER if "center" in directive.words else Align.LEFT
    look = replace(_looked(setting.quote, directive), align=text, after_pt=2.0)
    yield Box(
        blocks=reader.blocks(node.children, replace(setting, look=look)),
        width_pt=directive.number("width"),
        align=align,
        weight_pt=directive.number("weight", 1.0),
    )


def _table(reader: Reader, directive: Directive, node: Node, setting: Setting) -> Iterator[Block]:
    """Give the table inside its widths; "plain" leaves the lines out, "divided" makes it a caption."""
    for child in node.children:
        if child.type != "table":
            yield from reader.node(child, setting)
            continue
        table = reader.table(child, setting, directive.number("size", least=_SMALLEST_PT))
        columns = max((len(row.cells) for row in table.rows), default=0)
        table = replace(table, shares=_shares(reader, directive, node, columns))
        divided = "divided" in directive.words
        if divided or "plain" in directive.words:
            rows = tuple(replace(row, rule_above=False) for row in table.rows)
            table = replace(table, rows=rows, ruled=False, divided=divided, pad_pt=1.5 if divided else 3.0)
        gap, pad = directive.number("gap", table.gap_pt), directive.number("pad", table.pad_pt)
        yield replace(table, gap_pt=gap, pad_pt=pad, continued=directive.options.get("continued", ""))


def _keep(reader: Reader, _directive: Directive, node: Node, setting: Setting) -> Iterator[Block]:
    """Keep what is inside on one page."""
    yield Together(blocks=reader.blocks(node.children, setting))


def _signature(reader: Reader, directive: Directive, node: Node, setting: Setting) -> Iterator[Block]:
    """Set the lines to sign on, kept with the text before them."""
    look = replace(_looked(setting.quote, directive), first_pt=0.0, left_pt=0.0, after_pt=2.0, turns=False)
    inner = replace(setting, look=look, counted=False, numbered=False)
    name = directive.words[0] if directive.words else "paper"
    signature = Signature(name=name, who=directive.options.get("by", ""))
    left = directive.number("left", 228.0)
    blocks = (Space(height_pt=10.0), signature, *reader.blocks(node.children, inner))
    yield Together(blocks=blocks, with_last=True, left_pt=left)


def _paragraphs(reader: Reader, _directive: Directive, node: Node, setting: Setting) -> Iterator[Block]:
    """Number every paragraph."""
    yield from reader.blocks(node.children, replace(setting, counted=True))


def _contents(_reader: Reader, directive: Directive, _node: Node, _setting: Setting) -> Iterator[Block]:
    """Put the table of contents here."""
    yield Contents(depth=int(directive.number("depth", 3)))


def _authorities(reader: Reader, directive: Directive, node: Node, setting: Setting) -> Iterator[Block]:
    """Put the table of authorities here; what is inside heads it."""
    over = int(directive.number("over", 0.0))
    yield Authorities(head=reader.blocks(node.children, setting), over=over)


def _page(_reader: Reader, directive: Directive, _node: Node, _setting: Setting) -> Iterator[Block]:
    """Begin a new page, or the body of the brief, or end the body."""
    if directive.name == "end":
        yield EndOfBody()
    else:
        yield NewPage(body=directive.name == "body")


def _space(_reader: Reader, directive: Directive, _node: Node, _setting: Setting) -> Iterator[Block]:
    """Leave room."""
    points = directive.words[0] if directive.words else "12"
    height = float(points) if points.isdigit() else 12.0
    yield Space(height_pt=min(height, 600.0), share=directive.number("grow"))


DIRECTIVES: dict[str, Read] = {
    "style": _style,
    "center": _text,
    "right": _text,
    "left": _text,
    "title": _text,
    "single": _text,
    "columns": _columns,
    "column": _column,
    "box": _box,
    "table": _table,
    "keep": _keep,
    "signature": _signature,
    "paragraphs": _paragraphs,
    "contents": _contents,
    "authorities": _authorities,
    "page": _page,
    "body": _page,
    "end": _page,
    "space": _space,
}
