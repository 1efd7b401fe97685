"""The paragraphs and tables of a Word file, told apart by their styles, numbering and margins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asylum_packet.values import Struct, field, replace
from asylum_packet.word.archive import Node, whole
from asylum_packet.word.counting import Numbering
from asylum_packet.word.importcodes import loss
from asylum_packet.word.inlines import Inlines
from asylum_packet.word.looks import CODE, MADE, OURS, QUOTES, Styles, level_of
from asylum_packet.word.prose import Align, Block, Call, Item, Line, Loss, Para, Piece, Role

_INSET = 500
"""A paragraph moved in by so many twips on both sides is a block quotation."""
_QUOTE_STEP = 720
_STEP = 600
_BORDERS = ("w:top", "w:bottom", "w:between")
_TERMS = ("definition term", "list heading")
_MEANINGS = ("definition", "list contents")
_RULES = ("horizontal line",)
_ALIGNS = {"center": Align.CENTER, "right": Align.RIGHT, "end": Align.RIGHT}
_MOST_DEEP, _MOST_LEVEL = 5, 8
_WIDEST = 30_000
_MOST_SAID = 100
_PASSED = {"w:sectPr", "w:bookmarkStart", "w:bookmarkEnd", "w:proofErr", "w:permStart", "w:permEnd",
           "w:commentRangeStart", "w:commentRangeEnd", "w:sdtPr", "w:sdtEndPr", "w:tblPr", "w:tblGrid",
           "w:tcPr", "w:moveFromRangeStart", "w:moveFromRangeEnd", "w:moveToRangeStart",
           "w:moveToRangeEnd"}  # fmt: skip
_HOLDERS = {"w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag"}


class Story(Struct, kw_only=True):
    """Reads one story of a file: the text, or a note. Lists count on through the whole file."""

    styles: Styles
    numbering: Numbering
    inlines: Inlines
    waiting: list[Loss] = field(default_factory=list)
    merging: Para | None = None

    def read(self, root: Node) -> list[Block]:
        """Read everything below a node, in order."""
        blocks: list[Block] = list(self._children(root))
        if self.merging is not None:
            blocks.append(self.merging)
            self.merging = None
        if self.waiting and blocks:
            blocks[-1] = replace(blocks[-1], losses=(*blocks[-1].losses, *self.waiting))
            self.waiting = []
        return blocks

    def _children(self, node: Node) -> Iterator[Block]:
        """Read what a node holds."""
        for child in node.children:
            yield from self._one(child)

    def _one(self, node: Node) -> Iterator[Block]:
        """Read one thing between paragraphs."""
        if node.name == "w:p":
            yield from self._paragraph(node)
        elif node.name == "w:tbl":
            yield from self._table(node)
        elif node.name == "w:sdt" and _is_made(node):
            self._lose("WORD-made", "a table of contents is left out")
        elif node.name in _HOLDERS:
            yield from self._children(node)
        elif node.name == "mc:AlternateContent":
            yield from self._children(node.find("mc:Choice") or node.find("mc:Fallback") or node)
        elif node.name in {"m:oMathPara", "m:oMath"}:
            yield from self._paragraph(Node("w:p", {}, [node]))
        elif node.name in {"w:del", "w:moveFrom"}:
            self._lose("WORD-tracked", "a tracked deletion is carried over as accepted")
        elif node.name not in _PASSED:
            self._lose("WORD-unknown", f"something of Word's ({node.name.rpartition(':')[2]}) is left out")
            for one in node.below("w:p"):
                yield from self._paragraph(one)

    def _lose(self, code: str, message: str) -> None:
        """Note something lost between two blocks; it is said with the next."""
        found = loss(code, message)
        if len(self.waiting) < _MOST_SAID and found not in self.waiting:
            self.waiting.append(found)

    def _paragraph(self, node: Node) -> Iterator[Block]:
        """Read a paragraph, and the text boxes behind it."""
        properties = node.find("w:pPr")
        style = (properties.value("w:pStyle") if properties else None) or ""
        pieces, losses, boxes = self.inlines.read(node, style)
        if properties is not None and properties.find("w:pPrChange"):
            self._lose("WORD-tracked", "a tracked change of a paragraph's look is carried over as accepted")
        if self._passes_over(style, pieces, losses):
            return
        found = (*self.waiting, *losses)
        self.waiting = []
        if not pieces and _is_rule(node, self.styles, style):
            yield Line(losses=found)
        else:
            yield from self._written(node, replace(self._classified(node, style, pieces), losses=found))
        for box in boxes:
            yield from self.inside(box)

    def _passes_over(self, style: str, pieces: Sequence[Piece], losses: Sequence[Loss]) -> bool:
        """Say whether a paragraph is made anew by the packet; what was lost in it waits for the next."""
        names = self.styles.names(style)
        ours = any(name.startswith(OURS) for name in names)
        if ours or any(name.startswith(MADE) for name in names):
            self.inlines.made += 1
            return True
        if self.inlines.begins and not pieces:
            self.waiting += [one for one in losses if one not in self.waiting]
            return True
        return False

    def _written(self, node: Node, para: Para) -> Iterator[Block]:
        """Give a paragraph, joined to the one above where its mark was deleted; an empty one is none."""
        if self.merging is not None:
            above, self.merging = self.merging, None
            para = replace(above, pieces=(*above.pieces, *para.pieces), losses=(*above.losses, *para.losses))
        mark = node.find("w:pPr", "w:rPr")
        if mark is not None and (mark.find("w:del") or mark.find("w:moveFrom")):
            self.merging = replace(para, losses=(*para.losses, _mark_deleted()))
            return
        if para.text.strip() or any(isinstance(piece, Call) for piece in para.pieces):
            yield para
        elif para.item and para.item.begins:
            yield replace(para, pieces=())
        else:
            self.waiting += [one for one in para.losses if one not in self.waiting]

    def _classified(self, node: Node, style: str, pieces: tuple[Piece, ...]) -> Para:
        """Say what a paragraph is."""
        properties = node.find("w:pPr") or Node("w:pPr", {})
        names = self.styles.names(style)
        outline = properties.find("w:outlineLvl")
        level = level_of(outline) if outline else self.styles.heading(style)
        of, depth = self._list(properties, style)
        if level:
            numbered = bool(of) and self.numbering.level(of, depth) is not None
            if numbered:
                self.numbering.next(of, depth)
            return Para(pieces=pieces, role=Role.HEADING, level=level, numbered=numbered)
        left, right = self._margins(properties, style)
        if of and self.numbering.level(of, depth) is not None:
            return self._item(pieces, of, depth, right)
        role = _role(names)
        if role is not Role.TEXT:
            return Para(pieces=pieces, role=role)
        align = _ALIGNS.get(self._jc(properties, style), Align.LEFT)
        quote = _is_quote(names)
        if quote or (left >= _INSET and right >= _INSET and align is Align.LEFT):
            depth = max(1, round(right / _QUOTE_STEP)) if quote else 1
            beyond = left - depth * _QUOTE_STEP
            under = None
            if quote and beyond >= _STEP:
                under = Item(level=min(round(beyond / _STEP) - 1, _MOST_LEVEL), begins=False)
            return Para(pieces=pieces, inner=min(depth, _MOST_DEEP), item=under)
        if names[0].startswith("list continue"):
            level = min(max(whole(names[0].rpartition(" ")[2], 1) - 1, 0), _MOST_LEVEL)
            outer = min(max(round(right / _QUOTE_STEP), 0), _MOST_DEEP)
            return Para(pieces=pieces, item=Item(level=level, begins=False), outer=outer)
        bidi = properties.find("w:bidi") is not None
        if bidi and align is not Align.CENTER:
            align = Align.LEFT
        return Para(pieces=pieces, align=align)

    def _item(self, pieces: tuple[Piece, ...], of: str, depth: int, right: int) -> Para:
        """Make an item of a list."""
        level = self.numbering.level(of, depth)
        number = self.numbering.next(of, depth)
        bullet = level is None or level.numbers == "bullet"
        return Para(
            pieces=pieces,
            item=Item(
                level=depth,
                of=of,
                number=None if bullet else number,
                mark=level.mark(number) if level and not bullet else "",
            ),
            outer=min(round(right / _QUOTE_STEP), _MOST_DEEP) if right >= _INSET else 0,
        )

    def inside(self, node: Node) -> list[Block]:
        """Read what a cell or a text box holds, as a story of its own in the same text."""
        return Story(styles=self.styles, numbering=self.numbering, inlines=self.inlines).read(node)

    def _list(self, properties: Node, style: str) -> tuple[str, int]:
        """Give the list and level of a paragraph, its own or its style's; "" for none."""
        own = properties.find("w:numPr")
        inherited = self.styles.paragraph(style, "w:numPr")
        of = (own.value("w:numId") if own else None) or (inherited.value("w:numId") if inherited else None)
        level = (own.value("w:ilvl") if own else None) or (inherited.value("w:ilvl") if inherited else None)
        return ("" if of in {None, "0"} else str(of)), min(max(whole(level), 0), _MOST_LEVEL)

    def _margins(self, properties: Node, style: str) -> tuple[int, int]:
        """Give how far a paragraph is moved in on both sides, in twips."""
        found = []
        for side, older in (("w:left", "w:start"), ("w:right", "w:end")):
            value = ""
            for indent in (properties.find("w:ind"), self.styles.paragraph(style, "w:ind")):
                if indent is not None and not value:
                    value = indent.get(side) or indent.get(older)
            found.append(min(whole(value), _WIDEST))
        return found[0], found[1]

    def _jc(self, properties: Node, style: str) -> str:
        """Give where the lines of a paragraph stand."""
        own = properties.find("w:jc") or self.styles.paragraph(style, "w:jc")
        return own.get("w:val") if own else ""

    def _table(self, node: Node) -> Iterator[Block]:
        """Read a table."""
        from asylum_packet.word.grids import grid

        found, losses = grid(node, self)
        if found is None:
            self.waiting += [one for one in losses if one not in self.waiting]
            return
        yield replace(found, losses=(*self.waiting, *losses))
        self.waiting = []


def _mark_deleted() -> Loss:
    """Say that two paragraphs became one."""
    return loss("WORD-tracked", "the tracked deletion of a paragraph mark is carried over as accepted")


def _is_made(node: Node) -> bool:
    """Say whether a content control holds a table that Word makes."""
    gallery = next(node.below("w:docPartGallery"), None)
    return gallery is not None and gallery.get("w:val") in {
        "Table of Contents",
        "Table of Authorities",
        "Cover Pages",
    }


def _is_rule(node: Node, styles: Styles, style: str) -> bool:
    """Say whether an empty paragraph is a line across the text."""
    if any(one.get("o:hr") for one in node.below("v:rect")) or styles.name(style) in _RULES:
        return True
    borders = node.find("w:pPr", "w:pBdr")
    return borders is not None and any(
        side is not None and side.get("w:val") not in {"", "nil", "none"}
        for side in (borders.find(name) for name in _BORDERS)
    )


def _role(names: Sequence[str]) -> Role:
    """Tell what a paragraph is from the names of its styles."""
    if names[0] in _TERMS:
        return Role.TERM
    if names[0] in _MEANINGS:
        return Role.MEANING
    return Role.CODE if any(name.startswith(CODE) for name in names) else Role.TEXT


def _is_quote(names: Sequence[str]) -> bool:
    """Say whether a style is one of quotations."""
    return any(name in QUOTES for name in names)
