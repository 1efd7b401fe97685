"""From Markdown to blocks: what the templates and the attorney wrote, as paragraphs, tables and directives.

Nothing is dropped: what we cannot print is a finding with its line, and prints as it was typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asylum_packet.findings import Finding, Severity
from asylum_packet.papers import grammar, passages, quoting
from asylum_packet.papers.blocks import (
    Align,
    Block,
    Inline,
    LineBreak,
    Look,
    Nest,
    NestKind,
    Paper,
    Paragraph,
    Row,
    Rule,
    Space,
    Span,
    Table,
)
from asylum_packet.papers.cites import Citing
from asylum_packet.papers.headings import heading, without_sign
from asylum_packet.papers.origins import Traced
from asylum_packet.papers.setting import (
    COUNTED_PT,
    HANG_PT,
    INDENT_PT,
    NOTE_LOOK,
    QUOTE_PT,
    Setting,
    lists_around,
    moved_in,
)
from asylum_packet.papers.taken import strange
from asylum_packet.papers.tree import Node
from asylum_packet.papers.typography import ordinal
from asylum_packet.papers.words import HTML, HTML_FIX, Words
from asylum_packet.sequence import Cite
from asylum_packet.values import Struct, replace

_TABLE_ROOM_PT = 8.0


class Read(Struct, frozen=True, kw_only=True):
    """A paper as blocks, the cites in it, and what is wrong with it."""

    paper: Paper
    cites: tuple[Cite, ...]
    findings: tuple[Finding, ...]


class Reader:
    """Reads one paper."""

    def __init__(self, traced: Traced, citing: Citing) -> None:
        from asylum_packet.papers.directives import DIRECTIVES

        self.traced = traced
        self.lines = traced.text.split("\n")
        self.words = Words(citing)
        self.findings: list[Finding] = []
        self.setting = Setting()
        self.counters = [0] * 6
        self.paragraph = 0
        self.passages: set[str] = set()
        self.called_at = 0
        self.lists = 0
        self.header: tuple[Inline, ...] = ()
        self.directives = DIRECTIVES

    def read(self) -> Read:
        """Read the paper."""
        tree = grammar.parse(self.traced.text)
        blocks: list[Block] = []
        notes: list[tuple[Block, ...]] = []
        for node in tree.root.children:
            if node.type == "footnote_block":
                notes = [self._footnote(child, number) for number, child in enumerate(node.children, 1)]
            else:
                blocks += self.node(node, self.setting)
        for label in tree.uncalled:
            self._uncalled(label)
        for line in tree.too_deep:
            self.fault(
                "TEXT-unsupported", "lists and quotations are nested too deep", line, "use fewer levels"
            )
        return Read(
            paper=Paper(blocks=tuple(blocks), notes=tuple(notes), header=self.header),
            cites=tuple(self.words.cites),
            findings=(*self.findings, *self.words.findings, *self.words.letters_lost()),
        )

    def _uncalled(self, label: str) -> None:
        """Say that a footnote would not be printed."""
        line = next((n for n, text in enumerate(self.lines) if text.lstrip().startswith(f"[^{label}]:")), 0)
        self.fault(
            "TEXT-footnote", f"nothing calls the footnote [^{label}]", line, f"type [^{label}] in the text"
        )

    def fault(self, code: str, message: str, line: int, fix: str) -> None:
        """Record a finding at a line (0-based) of the rendered text."""
        source = self.traced.at(line)
        self.findings.append(
            Finding(code=code, severity=Severity.ERROR, message=message, source=source, fix=fix)
        )

    def blocks(self, nodes: Sequence[Node], setting: Setting) -> tuple[Block, ...]:
        """Read neighbouring nodes."""
        return tuple(block for node in nodes for block in self.node(node, setting))

    def line(self, node: Node) -> int:
        """Give the line (0-based) where a node begins; an inline footnote begins where it is called."""
        above: Node | None = node
        while above is not None and not above.is_root:
            if above.map is not None:
                return above.map[0]
            above = above.parent
        return self.called_at

    def node(self, node: Node, setting: Setting) -> Iterator[Block]:
        """Read one block node."""
        match node.type:
            case "paragraph":
                yield self._paragraph(node, setting)
            case "heading":
                yield self._heading(node, setting)
            case "blockquote":
                yield from self._quote(node, setting)
            case "bullet_list" | "ordered_list":
                yield from self._list(node, setting)
            case "dl":
                yield from self._definitions(node, setting)
            case "table":
                yield Space(height_pt=_TABLE_ROOM_PT)
                yield self.table(node, setting)
                yield Space(height_pt=_TABLE_ROOM_PT)
            case "hr":
                yield Rule()
            case "fence" | "code_block":
                yield self._code(node, setting)
            case "footnote_anchor":
                return
            case "container_directive":
                yield from self._directive(node, setting)
            case "html_block":
                yield self._html(node, setting)
            case _:
                self.fault(
                    "TEXT-unsupported", f"cannot print a {node.type}", self.line(node), "write it as text"
                )

    def inlines(self, node: Node, look: Look) -> tuple[Inline, ...]:
        """Read the words of a block node."""
        line = self.line(node)
        return tuple(
            word
            for child in node.children
            if child.type == "inline"
            for word in self.words.read(child, self.traced, line, bold=look.bold)
        )

    def _paragraph(self, node: Node, setting: Setting) -> Paragraph:
        """Read a paragraph; in a declaration it is given its number."""
        self._check_rows(node)
        words = self.inlines(node, setting.look)
        source = self.traced.at(self.line(node))
        if quoting.goes_on_below(node, words):
            setting = replace(setting, look=replace(setting.look, first_pt=0.0))
        words, name = self._named(words, node) if setting.counted else (words, "")
        if not setting.counted or setting.depth:
            return Paragraph(words=words, look=setting.look, name=name, nests=setting.nests, source=source)
        self.paragraph += 1
        return Paragraph(
            words=words,
            name=name,
            look=replace(setting.look, first_pt=COUNTED_PT, left_pt=0.0),
            bullet=f"{self.paragraph}.",
            bullet_pt=0.0 if setting.look.left_pt else COUNTED_PT - 14.0,
            mark=f"¶{self.paragraph}",
            source=source,
        )

    def _named(self, words: tuple[Inline, ...], node: Node) -> tuple[tuple[Inline, ...], str]:
        """Take the name that a passage of a declaration was given off its end."""
        kept, name = passages.named(words)
        if name is None:
            return words, ""
        if wrong := passages.fault(name, self.passages):
            down = sum(child.content.rstrip().count("\n") for child in node.children)
            self.fault("TEXT-passage", wrong[0], self.line(node) + down, wrong[1])
        self.passages.add(name)
        return kept, name

    def _heading(self, node: Node, setting: Setting) -> Paragraph:
        """Read a heading, numbered where the paper asks for it; "{-}" at its end leaves the number out."""
        level = int(node.tag[1])
        words = self.inlines(node, replace(setting.look, bold=True))
        words, unnumbered = without_sign(words)
        bullet = ""
        if setting.numbered and not unnumbered:
            self.counters[level - 1] += 1
            self.counters[level:] = [0] * (6 - level)
            bullet = ordinal(level, self.counters[level - 1])
        loose = setting.look.leading_pt - setting.quote.leading_pt
        return heading(words, level, bullet, loose, self.traced.at(self.line(node)))

    def _quote(self, node: Node, setting: Setting) -> Iterator[Block]:
        """Read a block quotation: single-spaced, indented on both sides (ICPM 3.3(c), type)."""
        look = setting.quote
        inner = replace(
            setting,
            look=replace(look, left_pt=look.left_pt + QUOTE_PT, right_pt=look.right_pt + QUOTE_PT),
            quote=replace(look, left_pt=look.left_pt + QUOTE_PT, right_pt=look.right_pt + QUOTE_PT),
            depth=setting.depth + 1,
            nests=(*setting.nests, Nest(kind=NestKind.QUOTE)),
        )
        is_loose = setting.look.leading_pt > look.leading_pt
        yield from quoting.spaced(self.blocks(node.children, inner), is_loose=is_loose)

    def _list(self, node: Node, setting: Setting) -> Iterator[Block]:
        """Read a list; in a declaration the items of a numbered list are its paragraphs."""
        if setting.counted and not setting.depth and node.type == "ordered_list":
            for item in node.children:
                yield from self.blocks(item.children[:1], setting)
                yield from self.blocks(item.children[1:], replace(setting, depth=1))
            return
        if setting.counted and not setting.nests:
            setting = moved_in(setting)
        number = int(node.attrs.get("start", 1))
        self.lists += 1
        of, is_inner = self.lists, lists_around(setting) % 2 == 1
        for item in node.children:
            bullet = "–" if is_inner else "•"
            if node.type == "ordered_list":
                bullet = f"({_small(number)})" if is_inner else f"{number}{node.markup or '.'}"
            nest = Nest(kind=NestKind.ITEM, of=of, number=number if node.type == "ordered_list" else None)
            number += 1
            yield from self._item(item, bullet, replace(setting, nests=(*setting.nests, nest)))

    def _item(self, item: Node, bullet: str, setting: Setting) -> Iterator[Block]:
        """Read one item of a list; its bullet hangs in the margin of its first paragraph."""
        look = replace(setting.look, left_pt=setting.look.left_pt + INDENT_PT, first_pt=0.0)
        quote = replace(setting.quote, left_pt=setting.quote.left_pt + INDENT_PT)
        inner = replace(setting, look=look, quote=quote, depth=setting.depth + 1)
        first = True
        for block in self.blocks(item.children, inner):
            if first and isinstance(block, Paragraph) and not block.bullet:
                block = replace(block, bullet=bullet, bullet_pt=HANG_PT)
            first = False
            yield block
        if first:
            yield Paragraph(words=(), look=look, bullet=bullet, bullet_pt=HANG_PT, nests=setting.nests)

    def _definitions(self, node: Node, setting: Setting) -> Iterator[Block]:
        """Read a definition list."""
        look = replace(setting.look, first_pt=0.0)
        for child in node.children:
            if child.type == "dt":
                bold = replace(look, bold=True, keep_next=True, after_pt=0.0)
                nests = (*setting.nests, Nest(kind=NestKind.TERM))
                yield Paragraph(words=self.inlines(child, bold), look=bold, nests=nests)
            else:
                inner = replace(
                    setting,
                    look=replace(look, left_pt=look.left_pt + INDENT_PT),
                    depth=setting.depth + 1,
                    nests=(*setting.nests, Nest(kind=NestKind.MEANING)),
                )
                yield from self.blocks(child.children, inner)

    def table(self, node: Node, setting: Setting, size_pt: float = 0.0) -> Table:
        """Read a table; its head repeats on every page."""
        size = size_pt or min(setting.look.size_pt, 11.0)
        look = Look(size_pt=size, leading_pt=1.25 * size, turns=False)
        rows, header = [], 0
        for part in node.children:
            for row in part.children:
                self._count_cells(row)
                bold = replace(look, bold=True) if part.type == "thead" else look
                rows.append(tuple(self._cell(cell, bold) for cell in row.children))
                header += part.type == "thead"
        if header and not any(cell[0].words for row in rows[:header] for cell in row):
            rows, header = rows[header:], 0
        return Table(
            rows=tuple(_rows(rows)),
            shares=(),
            header=header,
            left_pt=setting.look.left_pt,
            right_pt=setting.look.right_pt,
        )

    def _check_rows(self, paragraph: Node) -> None:
        """Find a table that the parser takes for a paragraph: its line of dashes does not fit its head."""
        for line in range(*(paragraph.map or (0, 0))):
            if grammar.is_line_of_dashes(self.lines[line]):
                fix = "write a head above it, with as many columns in the line of dashes as in the head"
                self.fault(
                    "TEXT-unsupported", "no table is made of this: its columns do not agree", line, fix
                )
        lettered = grammar.lettered(self.lines[slice(*(paragraph.map or (0, 0)))])
        if lettered is not None:
            finding = Finding(
                code="TEXT-list",
                severity=Severity.WARNING,
                message="the lines that begin with letters here run on as one paragraph",
                source=self.traced.at((paragraph.map or (0, 0))[0] + lettered),
                fix="number them 1. 2. 3.; four spaces in front of them print (a) (b) (c)",
            )
            self.findings.append(finding)

    def _count_cells(self, row: Node) -> None:
        """Find cells beyond those of the head, which the parser drops."""
        line = self.line(row)
        if grammar.cells_in(self.lines[line]) > len(row.children):
            fix = "give the head of the table as many columns, or write \\| for a line that divides nothing"
            self.fault("TEXT-unsupported", "this row has more cells than the head of its table", line, fix)

    def _cell(self, node: Node, look: Look) -> tuple[Paragraph, ...]:
        """Read a cell."""
        style = str(node.attrs.get("style", ""))
        align = next((a for a in (Align.CENTER, Align.RIGHT) if a.value in style), Align.LEFT)
        words = self.inlines(node, look)
        return (
            Paragraph(words=words, look=replace(look, align=align), source=self.traced.at(self.line(node))),
        )

    def _code(self, node: Node, setting: Setting) -> Paragraph:
        """Read text to be printed letter by letter."""
        if node.info.strip():
            self.fault(
                "TEXT-unsupported", "a word behind ``` does not print", self.line(node), "leave it out"
            )
        words: list[Inline] = []
        for line in node.content.rstrip("\n").split("\n"):
            words += [LineBreak()] if words else []
            words.append(Span(text=line.replace(" ", "\u00a0"), mono=True))
        look = replace(
            setting.quote, size_pt=10.0, leading_pt=12.0, left_pt=setting.quote.left_pt + INDENT_PT
        )
        nests = (*setting.nests, Nest(kind=NestKind.CODE))
        return Paragraph(words=tuple(words), look=look, nests=nests, source=self.traced.at(self.line(node)))

    def _html(self, node: Node, setting: Setting) -> Paragraph:
        """Refuse HTML, and print it as it was typed."""
        self.fault("TEXT-unsupported", HTML, self.line(node), HTML_FIX)
        return Paragraph(words=(Span(text=node.content.strip()),), look=setting.look)

    def _directive(self, node: Node, setting: Setting) -> Iterator[Block]:
        """Read a directive."""
        for message, fix in strange(node.info):
            self.fault("TEXT-unsupported", message, self.line(node), fix)
        directive = grammar.read_directive(node.info)
        read = self.directives.get(directive.name)
        if read is None:
            yield from self.blocks(node.children, setting)
            return
        yield from read(self, directive, node, setting)

    def _footnote(self, node: Node, number: int) -> tuple[Block, ...]:
        """Read a footnote: single-spaced, its number in the margin."""
        setting = Setting(look=NOTE_LOOK, quote=NOTE_LOOK, depth=1)
        self.called_at = self.words.called_at.get(number, 0)
        blocks = list(self.blocks(node.children, setting))
        if blocks and isinstance(blocks[0], Paragraph):
            blocks[0] = replace(blocks[0], bullet=str(number), bullet_pt=NOTE_LOOK.left_pt)
        return tuple(blocks)


def _rows(rows: list[tuple[tuple[Paragraph, ...], ...]]) -> Iterator[Row]:
    """Keep a row with the next one where that goes on below it: under a tab, or a part of a document."""
    for index, cells in enumerate(rows):
        below = rows[index + 1] if index + 1 < len(rows) else None
        goes_on = below is not None and not below[0][0].words
        own = bool(cells[0][0].words)
        part_follows = goes_on and below is not None and _starts_with_dash(below)
        yield Row(cells=cells, keep_next=goes_on and (own or part_follows), rule_above=own)


def _starts_with_dash(cells: tuple[tuple[Paragraph, ...], ...]) -> bool:
    """Say whether a row tells a part of the one above: its text begins with a dash."""
    words = cells[1][0].words if len(cells) > 1 else ()
    return bool(words) and isinstance(words[0], Span) and words[0].text.startswith("–")


def _small(number: int) -> str:
    """Letter the items of a nested list."""
    return ordinal(4, number).rstrip(".")
