"""Writing that has no pages of its own, set on Letter pages: text files, and what an e-mail says.

Every letter is printed. A sign that no font here has (most often a small picture out of a chat) is printed as
its code and name in brackets, and a finding says so; letters of a script that no font here has stop the file,
because nobody could read such a page. Same text, same pages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import pikepdf

from asylum_packet.fonts.bidi import cut_from, is_right_to_left
from asylum_packet.fonts.faces import Face, Style, chain, clusters, describe, missing
from asylum_packet.fonts.shaping import Shaped, shape_line, width
from asylum_packet.fonts.text import tidy
from asylum_packet.intake.lettering import Letters
from asylum_packet.intake.pagemaker import save
from asylum_packet.intake.placing import operands
from asylum_packet.intake.values import Limits, Refusal, Remark
from asylum_packet.sheets import LETTER_PT
from asylum_packet.values import Struct, field, replace

_MARGIN_PT = 72.0
_LEADING = 1.25
_LABEL_PT = 84.0
_MOST_NAMED = 3
_LETTERS_A_PAGE = 6_000


class Block(Struct, frozen=True, kw_only=True):
    """A stretch of writing: lines as they were written, each set on as many lines as it needs.

    `label` stands in a column of its own before the text (From, To, Subject); `bookmark` puts the text into
    the outline; `is_ruled` draws a line under it; `on_new_page` begins a page.
    """

    text: str
    style: Style = "serif"
    size_pt: float = 11.0
    is_bold: bool = False
    label: str = ""
    bookmark: str = ""
    is_ruled: bool = False
    on_new_page: bool = False


def write_manuscript(blocks: Iterable[Block], target: Path, limits: Limits) -> tuple[Remark, ...]:
    """Set blocks on pages, write them to `target`, and say what a person should know.

    Raises:
        Refusal: There is too much of it, or letters that no font here has.
    """
    blocks = tuple(blocks)
    letters = sum(len(block.text) for block in blocks)
    if letters > limits.pages * _LETTERS_A_PAGE:
        raise Refusal("FILE-limit", f"holds {letters:,} letters, more than {limits.pages:,} pages take")
    remarks, spelt = _spelt_out(blocks)
    with pikepdf.new() as out:
        desk = _Desk(limits=limits)
        for block in spelt:
            desk.set(block)
        desk.write(out)
        save(out, target)
    return remarks


class _Desk(Struct):
    """The page being set, and those before it."""

    limits: Limits
    letters: Letters = field(default_factory=Letters)
    pages: list[list[bytes]] = field(default_factory=lambda: [[]])
    marks: list[tuple[str, int, float]] = field(default_factory=list)
    y: float = LETTER_PT[1] - _MARGIN_PT

    def set(self, block: Block) -> None:
        """Set a block below what stands."""
        if block.on_new_page and self.pages[-1]:
            self._turn()
        faces = chain(block.style, bold=block.is_bold)
        indent = _LABEL_PT if block.label else 0.0
        room = LETTER_PT[0] - 2 * _MARGIN_PT - indent
        is_first = True
        for part_number, part in enumerate(block.text.split("\f")):
            if part_number:
                self._turn()
            for written in part.split("\n"):
                to_right = is_right_to_left(written)
                for line in wrapped(written, room, block.size_pt, faces):
                    self._advance(block.size_pt)
                    if is_first:
                        self._begin(block)
                        is_first = False
                    self._line(line, indent, room, block.size_pt, faces, to_right=to_right)
        if block.is_ruled:
            self._rule()

    def _begin(self, block: Block) -> None:
        """Set what stands before or above the first line of a block."""
        if block.bookmark:
            top = min(self.y + block.size_pt * 1.2, LETTER_PT[1])
            self.marks.append((block.bookmark, len(self.pages) - 1, top))
        if block.label:
            faces = chain("serif", bold=True)
            self._line(block.label, 0.0, _LABEL_PT, block.size_pt, faces, to_right=False)

    def _advance(self, size: float) -> None:
        """Go down a line, or to the next page."""
        self.y -= size * _LEADING
        if self.y < _MARGIN_PT:
            self._turn()
            self.y -= size * _LEADING

    def _turn(self) -> None:
        """Begin a page."""
        if len(self.pages) >= self.limits.pages:
            raise Refusal("FILE-limit", f"takes more than the {self.limits.pages:,} pages one file may have")
        self.pages.append([])
        self.y = LETTER_PT[1] - _MARGIN_PT

    def _line(
        self, line: str, indent: float, room: float, size: float, faces: tuple[Face, ...], *, to_right: bool
    ) -> None:
        """Set one line; text that runs right to left begins at the right."""
        shaped = shape_line(line, faces, running=cut_from(line, leftwards=to_right))
        x = _MARGIN_PT + indent
        if to_right:
            x += room - sum(run.width for run in shaped) * size / 1000
        for run in shaped:
            self.pages[-1].append(shown(run, self.letters.use(run), x, self.y, size))
            x += run.width * size / 1000

    def _rule(self) -> None:
        """Draw a thin line across the page."""
        self.y -= 7
        ends = operands(_MARGIN_PT, self.y), operands(LETTER_PT[0] - _MARGIN_PT, self.y)
        self.pages[-1].append(b"ET 0.5 w " + ends[0] + b" m " + ends[1] + b" l S BT")

    def write(self, out: pikepdf.Pdf) -> None:
        """Make the pages and their outline."""
        fonts = out.make_indirect(self.letters.fonts(out))
        for lines in self.pages:
            page = pikepdf.Dictionary(
                Type=pikepdf.Name.Page,
                MediaBox=pikepdf.Array([0, 0, *(round(side) for side in LETTER_PT)]),
                Resources=pikepdf.Dictionary(Font=fonts),
                Contents=out.make_stream(b"\n".join([b"BT 0 g", *lines, b"ET"])),
            )
            out.pages.append(pikepdf.Page(page))
        with out.open_outline() as outline:
            for title, index, top in self.marks:
                item = pikepdf.OutlineItem(title, index, "XYZ", left=0, top=round(top, 2))
                outline.root.append(item)


def shown(run: Shaped, name: str, x: float, y: float, size: float) -> bytes:
    """Write the operators that draw a run from x on."""
    start = f"{name} {size:g} Tf ".encode()
    if run.is_plain:
        codes = "".join(f"{glyph.number:04x}" for glyph in run.glyphs)
        return start + operands(1, 0, 0, 1, x, y) + f" Tm <{codes}> Tj".encode()
    out = []
    for glyph in run.glyphs:
        at = operands(1, 0, 0, 1, x + glyph.right * size / 1000, y + glyph.up * size / 1000)
        out.append(at + f" Tm <{glyph.number:04x}> Tj".encode())
        x += glyph.advance * size / 1000
    return start + b" ".join(out)


_PIECES = re.compile(r"\s+|\S+")


def wrapped(text: str, room_pt: float, size: float, faces: tuple[Face, ...]) -> Iterator[str]:
    """Break a line at spaces, and inside a word only where it alone is too long; spaces are kept."""
    line, long = "", 0.0
    for piece in _PIECES.findall(text.rstrip()):
        wide = width(piece, faces) * size / 1000
        if long + wide <= room_pt:
            line, long = line + piece, long + wide
            continue
        if piece.isspace():
            yield line
            line, long = "", 0.0
            continue
        if line.strip():
            yield line.rstrip()
            line, long = "", 0.0
        for letter in clusters(piece) if wide > room_pt else (piece,):
            more = width(letter, faces) * size / 1000
            if line and long + more > room_pt:
                yield line
                line, long = "", 0.0
            line, long = line + letter, long + more
    yield line


def _spelt_out(blocks: tuple[Block, ...]) -> tuple[tuple[Remark, ...], tuple[Block, ...]]:
    """Make texts ready to print, with every sign that no font has spelt out.

    Raises:
        Refusal: Letters of a script are among them.
    """
    lost: dict[str, None] = {}
    made = []
    for block in blocks:
        text = "\f".join(tidy(page) for page in block.text.expandtabs(8).split("\f"))
        strange = missing(text, chain(block.style, bold=block.is_bold))
        lost |= dict.fromkeys(strange)
        for sign in sorted(strange, key=len, reverse=True):
            text = text.replace(sign, f"[{describe(sign)}]")
        made.append(replace(block, text=text))
    if not lost:
        return (), tuple(made)
    scripts = [sign for sign in lost if unicodedata.category(sign[0])[0] == "L"]
    if scripts:
        raise Refusal("FILE-letters", f"has letters that no font here has: {_named(scripts)}")
    text = f"has signs that no font here has, printed as their names: {_named(list(lost))}"
    return (Remark(code="FILE-signs", text=text),), tuple(made)


def _named(signs: list[str]) -> str:
    """Name the first few signs."""
    more = f" and {len(signs) - _MOST_NAMED} more" if len(signs) > _MOST_NAMED else ""
    return ", ".join(describe(sign) for sign in signs[:_MOST_NAMED]) + more
