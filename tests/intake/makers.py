"""Odd PDFs, each made the way the programs that send them make them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas

Paint = Callable[[Canvas], None]


def pages(*paints: Paint, size: tuple[float, float] = (612, 792)) -> bytes:
    """Make a PDF of pages of one size."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=True)
    for paint in paints:
        paint(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def compass(width: float = 612, height: float = 792) -> Paint:
    """Paint a page that tells up from down and left from right: four coloured corners and words."""

    def paint(canvas: Canvas) -> None:
        for colour, x, y in (
            ((1, 0, 0), 40, height - 100),
            ((0, 0.6, 0), width - 100, height - 100),
            ((0, 0, 1), 40, 40),
            ((0.8, 0.6, 0), width - 100, 40),
        ):
            canvas.setFillColorRGB(*colour)
            canvas.rect(x, y, 60, 60, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.setFont("Helvetica", 24)
        canvas.drawString(width / 2 - 60, height / 2, "This way up")

    return paint


def changed(data: bytes, change: Callable[[pikepdf.Pdf], None], **save: object) -> bytes:
    """Open a PDF, change it, and save it."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(out, **save)  # type: ignore[arg-type]
    return out.getvalue()


def page_keys(data: bytes, **keys: object) -> bytes:
    """Set entries on every page."""

    def change(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            for key, value in keys.items():
                page.obj["/" + key] = value

    return changed(data, change)


def annotated(data: bytes, *annotations: dict[str, object]) -> bytes:
    """Put annotations on the first page."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Annots = Array(
            [pdf.make_indirect(Dictionary({"/Type": Name.Annot, **entries})) for entries in annotations]
        )

    return changed(data, change)


def highlight(rect: tuple[float, float, float, float], **more: object) -> dict[str, object]:
    """Describe a yellow highlight without an appearance."""
    left, bottom, right, top = rect
    return {
        "/Subtype": Name.Highlight,
        "/Rect": Array(list(rect)),
        "/QuadPoints": Array([left, top, right, top, left, bottom, right, bottom]),
        "/C": Array([1, 1, 0]),
        "/F": 4,
        **more,
    }


def with_form(data: bytes, *fields: dict[str, object], need_appearances: bool = True) -> bytes:
    """Put form fields on the first page."""

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        made = [
            pdf.make_indirect(
                Dictionary({"/Type": Name.Annot, "/Subtype": Name.Widget, "/P": page, "/F": 4, **field})
            )
            for field in fields
        ]
        page.Annots = Array(made)
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        pdf.Root.AcroForm = Dictionary(
            Fields=Array(made),
            DA=String("/Helv 0 Tf 0 g"),
            DR=Dictionary(Font=Dictionary(Helv=pdf.make_indirect(font))),
            NeedAppearances=need_appearances,
        )

    return changed(data, change)


def text_field(
    name: str, value: str, rect: tuple[float, float, float, float], **more: object
) -> dict[str, object]:
    """Describe a text field."""
    return {
        "/FT": Name.Tx,
        "/T": String(name),
        "/V": String(value),
        "/Rect": Array(list(rect)),
        "/DA": String("/Helv 12 Tf 0 g"),
        **more,
    }


def form_xobject(pdf: pikepdf.Pdf, content: bytes, box: tuple[float, float, float, float]) -> pikepdf.Stream:
    """Make a form."""
    return pdf.make_stream(
        content, Type=Name.XObject, Subtype=Name.Form, BBox=Array(list(box)), Resources=Dictionary()
    )
