"""The words of Word's paragraphs, in order, with faces, footnotes, links, fields and tracked changes.

Everything that holds words is gone through, known or not; what cannot be carried over is noted.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping

from asylum_packet.values import Struct, field
from asylum_packet.word.archive import Node
from asylum_packet.word.faces import RunFace, face_of
from asylum_packet.word.fields import Field, closed, linked
from asylum_packet.word.importcodes import loss
from asylum_packet.word.looks import Styles
from asylum_packet.word.prose import Call, Loss, NewLine, Piece, Words

_PASSED = {
    "w:pPr", "w:rPr", "w:bookmarkStart", "w:bookmarkEnd", "w:proofErr", "w:permStart", "w:permEnd",
    "w:commentRangeStart", "w:commentRangeEnd", "w:lastRenderedPageBreak", "w:sdtPr", "w:sdtEndPr",
    "w:smartTagPr", "w:customXmlPr", "w:footnoteRef", "w:endnoteRef", "w:annotationRef", "w:separator",
    "w:continuationSeparator", "w:softHyphen", "w:moveFromRangeStart", "w:moveFromRangeEnd",
    "w:moveToRangeStart", "w:moveToRangeEnd", "w:rubyPr", "w:fldData",
}  # fmt: skip
"""What prints nothing."""
_THROUGH = {"w:smartTag", "w:sdt", "w:sdtContent", "w:customXml", "w:bdo", "w:dir", "w:ruby", "w:rubyBase"}
"""What only holds other things."""
_SIGNS = {"w:tab": " ", "w:ptab": " ", "w:noBreakHyphen": "\u2011"}
_PICTURES = {"w:drawing", "w:pict", "w:object", "w:control", "w:movie"}
_DELETED = {"w:del": "deletion", "w:moveFrom": "move"}
_INSERTED = {"w:ins": "insertion", "w:moveTo": "move"}
_NEVER = "\x7f"
_MOST_SAID = 100
"""How much is said of one paragraph; a file with more to say was not made by Word."""
_BULLETS = {0xF0B7: "•", 0xF0A7: "§", 0xF0A3: "≤", 0xF0B3: "≥", 0xF0D0: "–"}


class Inlines(Struct):
    """Reads the words of one story: the text, or one note. Fields may go on from paragraph to paragraph."""

    styles: Styles
    links: Mapping[str, str]
    bookmarks: Mapping[str, str]
    pieces: list[Piece] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    boxes: list[Node] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    style: str = ""
    begins: bool = False
    made: int = 0

    def read(self, paragraph: Node, style: str) -> tuple[tuple[Piece, ...], list[Loss], list[Node]]:
        """Read a paragraph: its words, what was lost, and the text boxes that are anchored to it."""
        self.pieces, self.losses, self.boxes, self.style = [], [], [], style
        self.begins = self.is_made
        for open_field in self.fields:
            open_field.start = 0
        self._children(paragraph, None)
        return tuple(self.pieces), self.losses, self.boxes

    @property
    def is_made(self) -> bool:
        """Whether we are inside a table that the packet makes by itself."""
        return any(one.is_made for one in self.fields)

    def _children(self, node: Node, link: str | None) -> None:
        """Read what a node holds."""
        for child in node.children:
            self._one(child, link)

    def _one(self, node: Node, link: str | None) -> None:
        """Read one thing inside a paragraph."""
        if node.name in _PASSED:
            return
        if node.name == "w:r":
            self._run(node)
        elif node.name in _THROUGH or node.name in _INSERTED:
            if node.name in _INSERTED:
                self._lose("WORD-tracked", f"a tracked {_INSERTED[node.name]} is carried over as accepted")
            self._children(node, link)
        elif node.name in _DELETED:
            self._lose("WORD-tracked", f"a tracked {_DELETED[node.name]} is carried over as accepted")
        elif node.name == "w:hyperlink":
            self._hyperlink(node)
        elif node.name == "w:fldSimple":
            self._simple_field(node)
        elif node.name == "mc:AlternateContent":
            self._alternative(node, self._one)
        elif node.name in {"m:oMath", "m:oMathPara"}:
            self._equation(node)
        else:
            self._unknown(node)

    def _unknown(self, node: Node) -> None:
        """Keep the words of what is not known."""
        words = node.words()
        what = "stands as its words" if words else "is left out"
        self._lose("WORD-unknown", f"something of Word's ({node.name.rpartition(':')[2]}) {what}")
        self._say(words, RunFace())

    def _alternative(self, node: Node, read: Callable[[Node, None], None]) -> None:
        """Read one of several ways in which Word stored the same thing."""
        chosen = node.find("mc:Choice") or node.find("mc:Fallback")
        for child in chosen.children if chosen else ():
            read(child, None)

    def _hyperlink(self, node: Node) -> None:
        """Read a link; one inside the document keeps its words alone."""
        start = len(self.pieces)
        self._children(node, None)
        address = self.links.get(node.get("r:id"))
        if address is None:
            if not self.is_made:
                self._lose("WORD-link", "a link inside the document stands as its words")
            return
        shown, losses = linked(self.pieces[start:], address)
        self.pieces[start:] = shown
        self.losses += losses

    def _simple_field(self, node: Node) -> None:
        """Read a field that is written in one piece."""
        self.fields.append(Field(instruction=node.get("w:instr"), showing=True, start=len(self.pieces)))
        self._children(node, None)
        self._end_field()

    def _equation(self, node: Node) -> None:
        """Read an equation as its letters."""
        self._say("".join(one.text for one in node.below("m:t")), RunFace())
        self._lose("WORD-equation", "an equation stands as its letters in a row")

    def _run(self, run: Node) -> None:
        """Read a run."""
        properties = run.find("w:rPr")
        if properties is not None and (properties.find("w:del") or properties.find("w:moveFrom")):
            self._lose("WORD-tracked", "a tracked deletion is carried over as accepted")
            return
        if properties is not None and properties.find("w:rPrChange"):
            self._lose("WORD-tracked", "a tracked change of letters is carried over as accepted")
        face = face_of(properties, self.style, self.styles)
        for child in run.children:
            self._in_run(child, face)

    def _in_run(self, node: Node, face: RunFace) -> None:
        """Read one thing in a run."""
        name = node.name
        if name == "w:t":
            self._say(node.text, face)
        elif name in _SIGNS:
            self._say(_SIGNS[name], face)
        elif name in {"w:br", "w:cr"}:
            self._break(node)
        elif name == "w:fldChar":
            self._field_mark(node)
        elif name == "w:instrText":
            self._instruction(node.text)
        elif name in {"w:footnoteReference", "w:endnoteReference"}:
            kind = name[2:].removesuffix("Reference")
            self._add(Call(note=f"{kind}:{node.get('w:id')}"))
        elif name == "w:commentReference":
            self._lose("WORD-comment", "a comment is left out")
        elif name == "w:sym":
            self._symbol(node)
        elif name in _PICTURES:
            self._picture(node)
        elif name == "mc:AlternateContent":
            self._alternative(node, lambda child, _: self._in_run(child, face))
        elif name not in _PASSED | {"w:delText", "w:delInstrText"}:
            self._one(node, None)

    def _break(self, node: Node) -> None:
        """Read a break: of the line, or of the page, which is left out."""
        if node.get("w:type") in {"page", "column"}:
            self._lose("WORD-break", "a page break is left out")
        else:
            self._add(NewLine())

    def _symbol(self, node: Node) -> None:
        """Read a letter of a symbol font, where it is one of the few that are known."""
        code = node.get("w:char")
        known = _BULLETS.get(int(code, 16)) if len(code) == 4 and code.isalnum() and _is_hex(code) else None
        if known is None:
            self._lose("WORD-symbol", f"a letter of the font {node.get('w:font')[:40]} is left out")
        else:
            self._say(known, RunFace())

    def _picture(self, node: Node) -> None:
        """Note a picture; the words of a text box are kept."""
        boxes = list(node.below("w:txbxContent"))
        if boxes:
            self.boxes += boxes
            self._lose("WORD-text-box", "a text box stands as a paragraph of its own")
        elif not any(True for one in node.below("v:rect") if one.get("o:hr")):
            self._lose("WORD-picture", "a picture or object is left out")

    def _field_mark(self, node: Node) -> None:
        """Begin, divide or end a field."""
        kind = node.get("w:fldCharType")
        if kind == "begin":
            self.fields.append(Field(start=len(self.pieces)))
        elif kind == "separate" and self.fields:
            self.fields[-1].showing = True
            self.fields[-1].start = len(self.pieces)
        elif kind == "end" and self.fields:
            self._end_field()

    def _instruction(self, text: str) -> None:
        """Take a part of a field's instruction."""
        if self.fields and not self.fields[-1].showing:
            self.fields[-1].instruction += text

    def _end_field(self) -> None:
        """Put what stands for a field in its place."""
        ended = self.fields.pop()
        shown, losses = closed(ended, self.pieces[ended.start :], self.bookmarks)
        self.pieces[ended.start :] = shown
        if not self.is_made:
            self.losses += [one for one in losses if one not in self.losses]

    def _say(self, text: str, face: RunFace) -> None:
        """Take words."""
        text = " ".join(text.replace(_NEVER, "").replace("\t", " ").split("\n"))
        if not text:
            return
        if face.hidden:
            self._lose("WORD-hidden", "hidden text is left out")
            return
        if face.symbols or any(unicodedata.category(char) == "Co" for char in text):
            text = self._signs(text, symbols=face.symbols)
        for mark in face.marks:
            self._lose("WORD-mark", f"{mark}: the words stand, the mark does not")
        self._add(
            Words(
                text=text.upper() if face.capitals else text,
                bold=face.bold,
                italic=face.italic,
                small_caps=face.small_caps,
                underline=face.underline,
                mono=face.mono,
            )
        )

    def _signs(self, text: str, *, symbols: bool) -> str:
        """Read letters of a symbol font."""
        kept = []
        for char in text:
            code = ord(char)
            known = _BULLETS.get(code if code > 0xF000 else code + 0xF000 if symbols else 0)
            private = unicodedata.category(char) == "Co"
            if known is None and (private or (symbols and not char.isspace())):
                what = "is left out" if private else "stands as the letter it was typed with"
                self._lose("WORD-symbol", f"a letter of a symbol font {what}")
            kept.append(known or ("" if private else char))
        return "".join(kept)

    def _add(self, piece: Piece) -> None:
        """Take a piece, unless it is part of a field that says how to make it, or that is made anew."""
        if all(one.showing for one in self.fields) and not self.is_made:
            self.pieces.append(piece)

    def _lose(self, code: str, message: str) -> None:
        """Note something lost, once a paragraph, outside of what is made anew."""
        found = loss(code, message)
        if len(self.losses) < _MOST_SAID and found not in self.losses and not self.is_made:
            self.losses.append(found)


def _is_hex(text: str) -> bool:
    """Say whether a text is a number to the base of sixteen."""
    return all(char in "0123456789abcdefABCDEF" for char in text)
