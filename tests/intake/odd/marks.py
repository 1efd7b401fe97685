"""Annotations and form fields, with and without an appearance of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.intake.odd.making import Odd, charted, document, fonts, form, helvetica

_RECT = (100, 300, 400, 420)
_QUAD = [100, 420, 400, 420, 100, 300, 400, 300]

Entries = dict[str, object]


def marks() -> Iterator[Odd]:
    """Yield pages with something on top of them."""
    for name, entries in _plain().items():
        yield Odd(name=f"mark-{name}", data=_with(entries), differs=_DRAWN.get(name, ""))
    yield from _looks()
    yield from _fields()
    yield from _buttons()


_DRAWN = {
    "line": "PDFium draws no line that has no appearance; viewers do",
    "polyline": "PDFium draws no line that has no appearance; viewers do",
    "polygon": "PDFium draws no polygon that has no appearance; viewers do",
    "free-text": "PDFium draws no typed comment that has no appearance; viewers do",
    "stamp": "PDFium draws no stamp that has no appearance; viewers do",
    "note": "PDFium draws the words of a note, viewers its symbol",
    "redact": "PDFium draws no mark that was never applied; Acrobat outlines it",
}


def _plain() -> dict[str, Entries]:
    """Describe annotations that leave their look to the viewer."""
    quad = {"/QuadPoints": Array(_QUAD), "/C": Array([1, 0.8, 0])}
    return {
        "highlight": {"/Subtype": Name.Highlight, **quad},
        "highlight-pale": {"/Subtype": Name.Highlight, **quad, "/CA": 0.4},
        "underline": {"/Subtype": Name.Underline, **quad},
        "strike": {"/Subtype": Name.StrikeOut, **quad},
        "squiggly": {"/Subtype": Name.Squiggly, **quad},
        "square": {"/Subtype": Name.Square, "/C": Array([1, 0, 0]), "/IC": Array([0.8, 1, 0.8])},
        "square-thick": {"/Subtype": Name.Square, "/C": Array([1, 0, 0]), "/BS": Dictionary(W=8)},
        "circle": {"/Subtype": Name.Circle, "/C": Array([0, 0, 1]), "/BS": Dictionary(W=3)},
        "ink": {
            "/Subtype": Name.Ink,
            "/C": Array([0, 0.4, 0]),
            "/BS": Dictionary(W=4),
            "/InkList": Array([Array([110, 310, 200, 400, 300, 320, 390, 410])]),
        },
        "line": {"/Subtype": Name.Line, "/L": Array([110, 310, 390, 410]), "/C": Array([1, 0, 0])},
        "polyline": {"/Subtype": Name.PolyLine, "/Vertices": Array([110, 310, 250, 410, 390, 310])},
        "polygon": {
            "/Subtype": Name.Polygon,
            "/Vertices": Array([110, 310, 250, 410, 390, 310]),
            "/C": Array([1, 0, 0]),
        },
        "free-text": {
            "/Subtype": Name.FreeText,
            "/Contents": String("Typed on top"),
            "/DA": String("/Helv 14 Tf 1 0 0 rg"),
        },
        "stamp": {"/Subtype": Name.Stamp, "/Name": Name.Confidential},
        "note": {"/Subtype": Name.Text, "/Contents": String("A note"), "/Name": Name.Comment},
        "redact": {"/Subtype": Name.Redact, "/QuadPoints": Array(_QUAD)},
        "link": {"/Subtype": Name.Link, "/Border": Array([0, 0, 0])},
        "popup": {"/Subtype": Name.Popup, "/Open": True, "/Contents": String("x")},
        "hidden": {"/Subtype": Name.Square, "/C": Array([1, 0, 0]), "/F": 2},
        "no-view": {"/Subtype": Name.Square, "/C": Array([1, 0, 0]), "/F": 32},
        "caret": {"/Subtype": Name.Caret, "/C": Array([0, 0, 1])},
        "file": {"/Subtype": Name.FileAttachment, "/Name": Name.Paperclip, "/FS": Dictionary(F=String("x"))},
        "sound": {"/Subtype": Name.Sound},
        "film": {"/Subtype": Name.Screen},
        "printers-mark": {"/Subtype": Name.PrinterMark, "/AP": _look()},
        "watermark": {"/Subtype": Name.Watermark, "/AP": _look()},
        "unknown-looked": {"/Subtype": Name("/Hologram"), "/AP": _look()},
        "film-looked": {"/Subtype": Name.Screen, "/AP": _look()},
        "file-looked": {"/Subtype": Name.FileAttachment, "/AP": _look()},
        "popup-looked": {"/Subtype": Name.Popup, "/AP": _look(), "/Open": True},
        "toggle-no-view": {"/Subtype": Name.Stamp, "/AP": _look(), "/F": 32 | 256},
        "invisible-looked": {"/Subtype": Name("/Hologram"), "/AP": _look(), "/F": 1},
        "locked": {"/Subtype": Name.Stamp, "/AP": _look(), "/F": 4 | 64 | 128 | 512},
        "no-zoom": {"/Subtype": Name.Stamp, "/AP": _look(), "/F": 4 | 8},
        "unknown": {"/Subtype": Name("/Hologram")},
        "empty-rect": {"/Subtype": Name.Square, "/C": Array([1, 0, 0]), "/Rect": Array([5, 5, 5, 5])},
    }


def _with(*annotations: Entries, **keys: object) -> bytes:
    """Put annotations on a chart."""

    def change(pdf: pikepdf.Pdf) -> None:
        made = [
            pdf.make_indirect(
                Dictionary({"/Type": Name.Annot, "/F": 4, "/Rect": Array(list(_RECT)), **_settled(pdf, one)})
            )
            for one in annotations
        ]
        pdf.pages[0].obj.Annots = Array(made)

    return document(charted(**keys), change=change)


def _settled(pdf: pikepdf.Pdf, entries: Entries) -> Entries:
    """Make the streams that entries describe by a function of the file."""
    return {key: value(pdf) if callable(value) else value for key, value in entries.items()}


_BOX = (0, 0, 300, 120)
_PAINT = (
    b"1 0.9 0.5 rg 0 0 300 120 re f 0 0 1 RG 4 w 10 10 280 100 re S BT 0 g /F 24 Tf 40 50 Td (Look) Tj ET"
)


def _look(content: bytes = _PAINT, box: tuple[float, ...] = _BOX, **entries: object):
    """Describe an appearance, made when the file is there."""
    return lambda pdf: Dictionary(N=form(pdf, content, box, **entries))  # type: ignore[arg-type]


def _looks() -> Iterator[Odd]:
    stamp = {"/Subtype": Name.Stamp}
    half = Dictionary(ExtGState=Dictionary(G=Dictionary(ca=0.5)), Font=Dictionary(F=helvetica()))
    multiply = Dictionary(
        ExtGState=Dictionary(G=Dictionary(BM=Name.Multiply)), Font=Dictionary(F=helvetica())
    )
    ways: dict[str, Entries] = {
        "plain": {**stamp, "/AP": _look()},
        "stretched": {**stamp, "/AP": _look(box=(0, 0, 600, 60))},
        "moved-box": {**stamp, "/AP": _look(box=(20, 20, 200, 100))},
        "turned-matrix": {**stamp, "/AP": _look(Matrix=Array([0, 1, -1, 0, 0, 0]))},
        "slanted-matrix": {**stamp, "/AP": _look(Matrix=Array([0.9, 0.3, -0.3, 0.9, 0, 0]))},
        "half-transparent": {**stamp, "/AP": _look(b"/G gs " + _PAINT, Resources=half)},
        "multiply": {**stamp, "/AP": _look(b"/G gs " + _PAINT, Resources=multiply)},
        "group": {**stamp, "/AP": _look(Group=Dictionary(S=Name.Transparency, I=True))},
        "print-only-off": {**stamp, "/AP": _look(), "/F": 0},
        "highlight": {"/Subtype": Name.Highlight, "/QuadPoints": Array(_QUAD), "/AP": _look()},
        "square": {"/Subtype": Name.Square, "/AP": _look()},
        "link": {"/Subtype": Name.Link, "/AP": _look()},
        "empty": {"/Subtype": Name.Square, "/C": Array([1, 0, 0]), "/AP": _look(b"")},
    }
    for name, entries in ways.items():
        yield Odd(name=f"look-{name}", data=_with(entries))
    for turn in (90, 180, 270):
        yield Odd(name=f"look-on-page-{turn}", data=_with({**stamp, "/AP": _look()}, Rotate=turn))
    yield Odd(
        name="look-no-rotate",
        data=_with({**stamp, "/AP": _look(), "/F": 4 | 16}, Rotate=90),
    )
    cropped = Array([200, 350, 500, 700])
    yield Odd(name="look-cut-by-crop", data=_with({**stamp, "/AP": _look()}, CropBox=cropped))
    yield Odd(name="look-many", data=_with(*({**stamp, "/AP": _look(), "/Rect": _row(n)} for n in range(30))))
    yield Odd(name="look-nonsense", data=_with({"/Subtype": 5, "/AP": Array([1])}, {"/AP": Dictionary(N=7)}))


def _row(number: int) -> Array:
    """Give the rectangle of one of many."""
    return Array([40, 20 + number * 25, 200, 40 + number * 25])


def _form(*fields: Entries, shared: Entries | None = None, **keys: object) -> bytes:
    """Put form fields on a chart."""

    def change(pdf: pikepdf.Pdf) -> None:
        made = [
            pdf.make_indirect(
                Dictionary(
                    {
                        "/Type": Name.Annot,
                        "/Subtype": Name.Widget,
                        "/F": 4,
                        "/Rect": Array(list(_RECT)),
                        "/DA": String("/F 14 Tf 0 0 1 rg"),
                        "/T": String(f"field{number}"),
                        **_settled(pdf, one),
                    }
                )
            )
            for number, one in enumerate(fields)
        ]
        pdf.pages[0].obj.Annots = Array(made)
        about = {"/Fields": Array(made), "/DR": Dictionary(fonts()), "/DA": String("/F 0 Tf 0 g")}
        pdf.Root.AcroForm = Dictionary({**about, **(shared or {})})

    return document(charted(**keys), change=change)


_SET = "a field's words are set in another face than PDFium's"


def _fields() -> Iterator[Odd]:
    text = {"/FT": Name.Tx, "/V": String("Ejemplo")}
    need = {"/NeedAppearances": True}
    look = {"/MK": Dictionary(BG=Array([0.9, 1, 0.9]), BC=Array([1, 0, 0]))}
    several = {**text, "/V": String("one line\nand another\nand a third"), "/Ff": 1 << 12}
    choice = {"/FT": Name.Ch, "/Opt": Array([String("red"), String("blue")]), "/V": String("blue")}
    ways: dict[str, tuple[Entries, Entries | None]] = {
        "looked": ({**text, "/AP": _look()}, None),
        "looked-need": ({**text, "/AP": _look()}, need),
        "bare": (text, None),
        "bare-need": (text, need),
        "framed-need": ({**text, **look}, need),
        "centred-need": ({**text, "/Q": 1}, need),
        "lines-need": (several, need),
        "comb-need": ({**text, "/Ff": 1 << 24, "/MaxLen": 10}, need),
        "password-need": ({**text, "/Ff": 1 << 13}, need),
        "auto-size-need": ({**text, "/DA": String("/F 0 Tf 0 g")}, need),
        "choice-need": ({**choice, "/Ff": 1 << 17}, need),
        "list-need": (choice, need),
        "hidden-need": ({**text, "/F": 2}, need),
        "empty-need": ({"/FT": Name.Tx, **look}, need),
    }
    for name, (entries, shared) in ways.items():
        set_by_us = name.endswith("need") and name not in {"hidden-need", "empty-need"}
        yield Odd(name=f"field-{name}", data=_form(entries, shared=shared), differs=_SET if set_by_us else "")
    for turn in (90, 180, 270):
        turned = {**text, "/AP": _look(), "/MK": Dictionary(R=turn)}
        yield Odd(name=f"field-on-page-{turn}", data=_form(turned, Rotate=turn))
    signed = Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Contents=String("00" * 20))
    yield Odd(name="field-signed", data=_form({"/FT": Name.Sig, "/V": signed, "/AP": _look()}))
    yield Odd(
        name="field-signed-unseen", data=_form({"/FT": Name.Sig, "/V": signed, "/Rect": Array([0] * 4)})
    )
    yield Odd(
        name="field-without-form",
        data=document(charted(), change=_orphan),
        differs="PDFium shows no field that is in no form; poppler and pdf.js do",
    )


def _orphan(pdf: pikepdf.Pdf) -> None:
    """Put a field on a page of a file that lists no form."""
    field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, F=4, Rect=Array(list(_RECT)))
    field.AP = Dictionary(N=form(pdf, _PAINT, _BOX))
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(field)])


_STATELESS = ("value-only", "state-unknown")


def _buttons() -> Iterator[Odd]:
    def states(pdf: pikepdf.Pdf) -> Dictionary:
        on = form(pdf, _PAINT, _BOX)
        off = form(pdf, b"0.7 g 0 0 300 120 re f", _BOX)
        return Dictionary(N=Dictionary(Yes=on, Off=off))

    box: Entries = {"/FT": Name.Btn, "/AP": states}
    ways: dict[str, Entries] = {
        "on": {**box, "/AS": Name.Yes, "/V": Name.Yes},
        "off": {**box, "/AS": Name.Off},
        "value-only": {**box, "/V": Name.Yes},
        "state-beats-value": {**box, "/AS": Name.Off, "/V": Name.Yes},
        "state-unknown": {**box, "/AS": Name.Maybe},
        "push": {"/FT": Name.Btn, "/Ff": 1 << 16, "/AP": _look()},
        "radio": {**box, "/Ff": 1 << 15, "/AS": Name.Yes},
    }
    for name, entries in ways.items():
        differs = "PDFium draws a box of its own where no state is named" if name in _STATELESS else ""
        yield Odd(name=f"button-{name}", data=_form(entries), differs=differs)
