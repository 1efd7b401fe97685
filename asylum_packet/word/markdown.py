"""Paragraphs, lists, quotations and tables as Markdown, line by line, each with what was lost on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from asylum_packet.values import Struct, replace
from asylum_packet.word.escaping import BREAK, HARD, guarded, raw, wrapped
from asylum_packet.word.marking import marked
from asylum_packet.word.prose import (
    Align,
    Block,
    Call,
    Grid,
    Line,
    Loss,
    NewLine,
    Para,
    Piece,
    Role,
    Words,
    plain,
)


class Lined(Struct, frozen=True, kw_only=True):
    """A line of a file, and what was lost on it."""

    text: str
    losses: tuple[Loss, ...] = ()


Lines = list[Lined]
_EMPTY = Lined(text="")
_MOST_HEADING = 6


class Writer(Struct, frozen=True, kw_only=True):
    """Writes blocks as Markdown.

    `labels` are those of the footnotes by their names in the Word file; `top` is the level that becomes the
    first one; where `marks_unnumbered` is yes, a heading without a number says so.
    """

    labels: Mapping[str, str]
    top: int = 1
    marks_unnumbered: bool = False

    def blocks(self, blocks: Sequence[Block], depth: int = 0) -> Lines:
        """Write blocks one below the other, an empty line between them, inside `depth` lists."""
        lines: Lines = []
        for kind, group in groupby(blocks, _kind):
            for one in self._group(kind, list(group), depth):
                lines += [_EMPTY, *one] if lines else one
        return lines

    def _group(self, kind: str, blocks: list[Block], depth: int) -> list[Lines]:
        """Write neighbours of one kind."""
        paras = [block for block in blocks if isinstance(block, Para)]
        match kind:
            case "quote":
                return [_prefixed(self.blocks([_out(para) for para in paras], depth), "> ", "> ")]
            case "list":
                from asylum_packet.word.listing import lists

                return lists(self, paras, depth)
            case "definitions":
                return self._definitions(paras)
            case "code":
                return [_code(paras)]
            case "center" | "right":
                inner = [line for one in paras for line in (_EMPTY, *self.paragraph(one))]
                return [[Lined(text=f"::: {kind}"), *inner[1:], Lined(text=":::")]]
            case _:
                return [self._one(block) for block in blocks]

    def _one(self, block: Block) -> Lines:
        """Write a heading, a paragraph, a table or a line."""
        match block:
            case Line():
                return [Lined(text="---", losses=block.losses)]
            case Grid():
                return self._grid(block)
            case Para():
                return self._heading(block) if block.role is Role.HEADING else self.paragraph(block)

    def paragraph(self, para: Para) -> Lines:
        """Write a paragraph."""
        told = marked(para.pieces, self.labels)
        first, *more = [guarded(line) for line in wrapped(told.text)]
        return [Lined(text=first, losses=(*para.losses, *told.losses)), *(Lined(text=line) for line in more)]

    def _heading(self, para: Para) -> Lines:
        """Write a heading on one line."""
        told = marked(_unfaced(para.pieces, "bold", "underline"), self.labels)
        level = max(1, min(para.level - self.top + 1, _MOST_HEADING))
        text = _one_line(told.text)
        text = text[:-1] + "\\#" if text.endswith("#") else text
        sign = " {-}" if self.marks_unnumbered and not para.numbered else ""
        return [Lined(text=f"{'#' * level} {text}{sign}", losses=(*para.losses, *told.losses))]

    def _definitions(self, paras: Sequence[Para]) -> list[Lines]:
        """Write terms and their meanings; one without the other is a paragraph."""
        found: list[Lines] = []
        open_term = False
        for index, para in enumerate(paras):
            if para.role is Role.TERM:
                below = paras[index + 1] if index + 1 < len(paras) else None
                open_term = below is not None and below.role is Role.MEANING
                told = marked(_unfaced(para.pieces, "bold") if open_term else _bold(para.pieces), self.labels)
                line = Lined(text=guarded(_one_line(told.text)), losses=(*para.losses, *told.losses))
                found.append([line])
            elif open_term:
                found[-1] += _prefixed(self.paragraph(para), ": ", "  ")
            else:
                found.append(self.paragraph(para))
        return found

    def _grid(self, grid: Grid) -> Lines:
        """Write a table; one without a head is given an empty one, which does not print."""
        rows = [list(row) for row in grid.rows]
        heads = grid.header or all(_is_bold(cell) for cell in rows[0])
        head = [_unfaced(cell, "bold") for cell in rows.pop(0)] if heads else [() for _ in rows[0]]
        losses = list(grid.losses)
        written = []
        for row in (head, *rows):
            told = [marked(cell, self.labels, table=True) for cell in row]
            losses += [one for cell in told for one in cell.losses if one not in losses]
            written.append("| " + " | ".join(_one_line(cell.text) for cell in told) + " |")
        signs = [_SIGNS[grid.aligns[n] if n < len(grid.aligns) else Align.LEFT] for n in range(len(head))]
        written.insert(1, f"|{'|'.join(signs)}|")
        if grid.shares:
            shares = ",".join(map(str, grid.shares))
            written = [f"::: table shares={shares}", "", *written, "", ":::"]
        first, *more = written
        return [Lined(text=first, losses=tuple(losses)), *(Lined(text=line) for line in more)]


_SIGNS = {Align.LEFT: "---", Align.CENTER: ":-:", Align.RIGHT: "--:"}


def _kind(block: Block) -> str:
    """Say what a block is grouped with."""
    if not isinstance(block, Para):
        return "other"
    if block.outer or (block.inner and block.item is None):
        return "quote"
    if block.item is not None:
        return "list"
    if block.role in {Role.TERM, Role.MEANING}:
        return "definitions"
    if block.role is Role.CODE and not any(isinstance(piece, Call) for piece in block.pieces):
        return "code"
    return block.align.value if block.role is Role.TEXT and block.align is not Align.LEFT else "other"


def _out(para: Para) -> Para:
    """Take the outermost quotation off a paragraph."""
    return replace(para, outer=para.outer - 1) if para.outer else replace(para, inner=para.inner - 1)


def _prefixed(lines: Lines, first: str, rest: str) -> Lines:
    """Put something in front of every line; empty ones end without spaces."""
    return [
        replace(line, text=((first if index == 0 else rest) + line.text).rstrip())
        for index, line in enumerate(lines)
    ]


prefixed: Callable[[Lines, str, str], Lines] = _prefixed


def _one_line(text: str) -> str:
    """Write what stands on one line whatever is in it."""
    return text.replace(BREAK, "<br>").replace(HARD, " ")


def _code(paras: Sequence[Para]) -> Lines:
    """Write text letter by letter."""
    text = "\n".join(
        "".join("\n" if isinstance(piece, NewLine) else plain((piece,)) for piece in para.pieces)
        for para in paras
    ).replace("\u00a0", " ")
    fence = "```"
    while fence in text:
        fence += "`"
    inner = [raw(line) for line in text.split("\n")]
    losses = tuple(one for para in paras for one in para.losses)
    return [Lined(text=fence, losses=losses), *(Lined(text=line) for line in inner), Lined(text=fence)]


def _unfaced(pieces: Sequence[Piece], *names: str) -> tuple[Piece, ...]:
    """Take off a face that all words have: the place they stand in gives them one of its own."""
    words = [piece for piece in pieces if isinstance(piece, Words) and piece.text.strip()]
    bold = "bold" in names and all(piece.bold for piece in words)
    underline = "underline" in names and all(piece.underline for piece in words)
    return tuple(
        replace(piece, bold=piece.bold and not bold, underline=piece.underline and not underline)
        if isinstance(piece, Words)
        else piece
        for piece in pieces
    )


def _bold(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Set words in bold."""
    return tuple(replace(piece, bold=True) if isinstance(piece, Words) else piece for piece in pieces)


def _is_bold(pieces: Sequence[Piece]) -> bool:
    """Say whether a cell has words, and all of them are bold."""
    words = [piece for piece in pieces if isinstance(piece, Words) and piece.text.strip()]
    return bool(words) and all(piece.bold for piece in words)
