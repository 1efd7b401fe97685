"""A filled form that keeps its fields: to correct a word in a PDF viewer, or to read it back.

The fields are made anew on the prepared pages, under the names that the official form gives them; so nothing
of its scripts, its second form (XFA) or its usage rights comes along. Each field says what it shows, in type
that is embedded: viewers draw it as the flattened form has it. Further copies of a supplement have fields of
their own, which share the last part of the name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from asylum_packet.case.questions import is_asked, question
from asylum_packet.form.boxes import Box, BoxKind, is_left_empty
from asylum_packet.form.prepare import Ready
from asylum_packet.form.sections import asked_key

_PRINTS = 4
_READ_ONLY, _MULTILINE, _COMB = 1, 1 << 12, 1 << 24
_TYPE = b"/CoBo 9 Tf 0 g"
"""How a viewer sets what a person types over: Courier Bold at nine points, as the official fields have it."""


class Fields:
    """The fields of a file as they are made; lives inside `writer.write_with_fields` only."""

    def __init__(self, pdf: Pdf, fonts: Mapping[str, Dictionary]) -> None:
        self.pdf = pdf
        self.resources = pdf.make_indirect(Dictionary(Font=Dictionary(dict(fonts))))
        self.off = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 1, 1])
        self.roots = Array([])
        self.parents: dict[tuple[str, ...], Dictionary] = {}
        self.copies: dict[int, int] = {}

    def put_on(
        self,
        page: Dictionary,
        boxes: Sequence[Ready],
        drawings: Object,
        *,
        texts: Mapping[str, tuple[str, bytes]],
        ticked: frozenset[str],
    ) -> None:
        """Put the fields of a page of the blank on a page of the result.

        Args:
            page: The page of the result.
            boxes: The boxes of that page of the blank.
            drawings: What ticks a box, by the names in `Ready.drawing`.
            texts: What a field holds and how it is drawn, by the box's qualified name.
            ticked: The qualified names of the boxes that are ticked.
        """
        number = boxes[0].box.page if boxes else 0
        copy = self.copies.get(number, 0)
        self.copies[number] = copy + 1
        annotations = Array([])
        for ready in boxes:
            box = ready.box
            if box.kind is BoxKind.TICK:
                widget = self._tick(box, drawings[ready.drawing], is_ticked=box.path in ticked)
            else:
                widget = self._text(box, *texts.get(box.path, ("", b"")))
            widget["/P"] = page
            annotations.append(self._named(widget, _steps(box.path, copy)))
        page["/Annots"] = annotations

    def finish(self) -> None:
        """Put the form into the file's catalog."""
        courier = Dictionary(
            Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Courier-Bold"), Encoding=Name.WinAnsiEncoding
        )
        self.pdf.Root["/AcroForm"] = Dictionary(
            Fields=self.roots,
            DA=String(_TYPE),
            DR=Dictionary(Font=Dictionary({"/CoBo": self.pdf.make_indirect(courier)})),
        )

    def _text(self, box: Box, told: str, drawn: bytes) -> Dictionary:
        """Make a field of text."""
        flags = (_MULTILINE if box.is_multiline else 0) | (_COMB if box.cells else 0)
        widget = _widget(box, Name.Tx, flags)
        widget["/DA"], widget["/Q"] = String(_TYPE), box.align
        if box.cells:
            widget["/MaxLen"] = box.cells
        if told:
            widget["/V"] = String(told)
            widget["/AP"] = Dictionary(N=self._appearance(box, drawn))
        return widget

    def _tick(self, box: Box, drawing: Object, *, is_ticked: bool) -> Dictionary:
        """Make a box to tick."""
        widget = _widget(box, Name.Btn, 0)
        widget["/AP"] = Dictionary(N=Dictionary({box.state: drawing, "/Off": self.off}))
        widget["/V"] = widget["/AS"] = Name(box.state if is_ticked else "/Off")
        return widget

    def _appearance(self, box: Box, drawn: bytes) -> Stream:
        """Draw what a field shows, in the page's own coordinates (ISO 32000-2 12.7.4.3, 12.5.5)."""
        left, bottom, right, top = box.rect
        frame = f"{left} {bottom} {right - left:.3f} {top - bottom:.3f}".encode("ascii")
        return self.pdf.make_stream(
            b"/Tx BMC q " + frame + b" re W n 0 g\n" + drawn + b"Q EMC\n",
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=list(box.rect),
            Resources=self.resources,
        )

    def _named(self, widget: Dictionary, steps: Sequence[str]) -> Dictionary:
        """Hang a field below its parents."""
        above, name = tuple(steps[:-1]), steps[-1]
        widget["/T"] = String(name)
        made: Dictionary = self.pdf.make_indirect(widget)
        self._hang(made, above)
        return made

    def _hang(self, child: Dictionary, above: tuple[str, ...]) -> None:
        """Hang a field below a parent that may have to be made."""
        if not above:
            self.roots.append(child)
            return
        if above not in self.parents:
            parent: Dictionary = self.pdf.make_indirect(Dictionary(T=String(above[-1]), Kids=Array([])))
            self.parents[above] = parent
            self._hang(parent, above[:-1])
        child["/Parent"] = self.parents[above]
        self.parents[above]["/Kids"].append(child)


def _widget(box: Box, kind: Name, flags: int) -> Dictionary:
    """Make a field with its widget; what only others write cannot be typed into."""
    return Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=kind,
        Rect=list(box.rect),
        F=_PRINTS,
        Ff=flags | (_READ_ONLY if is_left_empty(box.key) else 0),
        TU=String(_asked(box)),
    )


def _asked(box: Box) -> str:
    """Say what a field asks, for its tooltip and for who has the form read aloud (ISO 32000-2 14.9.3)."""
    key = asked_key(box.key)
    words = question(key).label if is_asked(key) else key.replace("_", " ").replace(".", ": ")
    return f"{words}: {box.value}" if box.value else words


def _steps(path: str, copy: int) -> list[str]:
    """Give the parts of a qualified name; a further copy of a page is one part more."""
    steps = path.split(".")
    return [*steps[:-1], f"copy[{copy}]", steps[-1]] if copy else steps
