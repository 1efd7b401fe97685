"""Annotations, form fields and layers: on paper exactly what a viewer shows on screen."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from asylum_packet.findings import Severity
from tests.intake.makers import (
    annotated,
    changed,
    form_xobject,
    highlight,
    page_keys,
    pages,
    text_field,
    with_form,
)
from tests.intake.pictures import codes, difference, one, pdf_of, picture

BOX = (100, 500, 300, 560)


def plain(canvas: object) -> None:
    canvas.setFont("Helvetica", 14)  # type: ignore[attr-defined]
    canvas.drawString(110, 520, "Police took him from the farm")  # type: ignore[attr-defined]


def inside(image: Image.Image, box: tuple[float, float, float, float] = BOX) -> Image.Image:
    """Cut a rectangle of page coordinates out of a Letter picture at 72 dpi."""
    left, bottom, right, top = box
    return image.crop((round(left), round(792 - top), round(right), round(792 - bottom)))


def yellow(image: Image.Image) -> int:
    return {colour: count for count, colour in image.getcolors(1 << 24)}.get((255, 255, 0), 0)


def is_white(image: Image.Image) -> bool:
    return image.convert("L").getextrema()[0] > 250


def words(file: Path) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(file) as document:
        page = document[0]
        text = page.get_textpage()
        found = text.get_text_bounded()
        text.close()
        page.close()
        return str(found)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_highlight_lies_on_its_words(tmp_path: Path, rotate: int) -> None:
    data = page_keys(annotated(pages(plain, size=(600, 600)), highlight(BOX)), Rotate=rotate)
    ready, said = one(tmp_path, "a.pdf", data)
    seen, result = picture(tmp_path / "a.pdf"), picture(pdf_of(ready))
    expected = Image.new("RGB", (612, 792), "white")
    expected.paste(seen, (6, 96))
    assert difference(expected, result) < 0.003
    assert yellow(result) > 8_000
    assert codes(said) == ["FILE-comments"]


@pytest.mark.parametrize(
    ("subtype", "more"),
    [
        ("Underline", {"QuadPoints": Array([100, 560, 300, 560, 100, 500, 300, 500])}),
        ("StrikeOut", {"QuadPoints": Array([100, 560, 300, 560, 100, 500, 300, 500])}),
        ("Squiggly", {"QuadPoints": Array([100, 560, 300, 560, 100, 500, 300, 500])}),
        ("Square", {}),
        ("Circle", {"IC": Array([0, 1, 0])}),
        ("Line", {"L": Array([110, 510, 290, 550])}),
        ("Polygon", {"Vertices": Array([110, 510, 290, 510, 200, 550])}),
        ("PolyLine", {"Vertices": Array([110, 510, 290, 510, 200, 550])}),
        ("Ink", {"InkList": Array([Array([110, 510, 150, 550, 200, 510])])}),
        ("Text", {"Contents": String("Ask him about this")}),
        ("FreeText", {"Contents": String("See page 4"), "DA": String("/Helv 12 Tf 1 0 0 rg")}),
        ("Stamp", {"Name": Name.Approved}),
        ("Redact", {}),
    ],
)
def test_marks_without_a_look_of_their_own_are_drawn(
    tmp_path: Path, subtype: str, more: dict[str, object]
) -> None:
    mark: dict[str, object] = {
        "/Subtype": Name("/" + subtype),
        "/Rect": Array(list(BOX)),
        "/C": Array([1, 0, 0]),
        **{"/" + key: value for key, value in more.items()},
    }
    ready, said = one(tmp_path, "a.pdf", annotated(pages(lambda canvas: None), mark))
    result = picture(pdf_of(ready))
    assert not is_white(inside(result)), f"{subtype} is not to be seen"
    outside = result.copy()
    outside.paste("white", (95, 227, 305, 297))
    assert is_white(outside)
    assert "FILE-comments" in codes(said)
    assert ("FILE-redaction" in codes(said)) == (subtype == "Redact")


def test_a_file_pinned_to_a_page_is_told(tmp_path: Path) -> None:
    pin: dict[str, object] = {
        "/Subtype": Name.FileAttachment,
        "/Rect": Array(list(BOX)),
        "/FS": Dictionary(F=String("x")),
    }
    _, said = one(tmp_path, "a.pdf", annotated(pages(lambda canvas: None), pin))
    assert [each.message for each in said if each.code == "FILE-attachments"] == [
        "'a.pdf' has files pinned to its pages like notes, not printed, on page 1"
    ]


def test_the_look_a_mark_brings_is_used(tmp_path: Path) -> None:
    def stamp(pdf: pikepdf.Pdf) -> None:
        look = form_xobject(pdf, b"0 0 1 rg 0 0 10 10 re f 1 0 0 rg 0 5 5 5 re f", (0, 0, 10, 10))
        look.Matrix = Array([0, 1, -1, 0, 0, 0])
        pdf.pages[0].obj.Annots = Array(
            [Dictionary(Subtype=Name.Stamp, Rect=Array(list(BOX)), AP=Dictionary(N=look), F=4)]
        )

    ready, _ = one(tmp_path, "a.pdf", changed(pages(plain), stamp))
    assert difference(picture(tmp_path / "a.pdf"), picture(pdf_of(ready))) < 0.001
    assert not is_white(inside(picture(pdf_of(ready))))


@pytest.mark.parametrize(("flags", "shown"), [(0, True), (4, True), (2, False), (32, False), (6, False)])
def test_hidden_marks_stay_hidden_and_screen_only_marks_show(tmp_path: Path, flags: int, shown: bool) -> None:
    data = annotated(pages(lambda canvas: None), highlight(BOX, **{"/F": flags}))
    ready, _ = one(tmp_path, "a.pdf", data)
    assert is_white(inside(picture(pdf_of(ready)))) is not shown
    assert difference(picture(tmp_path / "a.pdf"), picture(pdf_of(ready))) < 0.003


def test_the_words_behind_a_sticky_note_are_not_printed(tmp_path: Path) -> None:
    note = {
        "/Subtype": Name.Text,
        "/Rect": Array(list(BOX)),
        "/Contents": String("client unsure of the date"),
    }
    popup = {"/Subtype": Name.Popup, "/Rect": Array([0, 0, 500, 400]), "/Open": True}
    ready, _ = one(tmp_path, "a.pdf", annotated(pages(plain), note, popup))
    assert "unsure" not in words(pdf_of(ready))
    assert b"unsure" not in pdf_of(ready).read_bytes()


def test_a_mark_outside_the_visible_page_does_not_show_beside_it(tmp_path: Path) -> None:
    data = annotated(pages(plain), highlight((10, 10, 90, 90)))
    ready, _ = one(tmp_path, "a.pdf", page_keys(data, CropBox=Array([100, 100, 500, 700])))
    assert yellow(picture(pdf_of(ready))) == 0


def test_a_mark_under_the_stamp_makes_room(tmp_path: Path) -> None:
    ready, _ = one(tmp_path, "a.pdf", annotated(pages(plain), highlight((10, 10, 200, 25))))
    assert ready.fact.scaled == (1,)


def test_field_values_with_their_look_are_kept_as_they_are(tmp_path: Path) -> None:
    data = with_form(pages(plain), text_field("a", "Marta", BOX))

    def generate(pdf: pikepdf.Pdf) -> None:
        pdf.generate_appearance_streams()
        pdf.Root.AcroForm.NeedAppearances = False

    ready, said = one(tmp_path, "a.pdf", changed(data, generate))
    assert difference(picture(tmp_path / "a.pdf"), picture(pdf_of(ready))) < 0.001
    assert "Marta" in words(pdf_of(ready))
    assert said == ()


@pytest.mark.parametrize(
    ("value", "more"),
    [
        ("Marta Elena", {}),
        ("Ñandú Ħală Žižek", {}),
        ("Олена Приклад", {}),
        ("one line\nsecond line that is long enough to be broken somewhere", {"/Ff": 1 << 12}),
        ("centred", {"/Q": 1}),
        ("auto size", {"/DA": String("/Helv 0 Tf 0 g")}),
    ],
)
def test_field_values_are_drawn_where_the_viewer_was_to_draw_them(
    tmp_path: Path, value: str, more: dict[str, object]
) -> None:
    data = with_form(pages(lambda canvas: None), text_field("a", value, (100, 480, 300, 560), **more))
    ready, _ = one(tmp_path, "a.pdf", data)
    found = " ".join(words(pdf_of(ready)).split())
    assert found == " ".join(value.split())
    image = picture(pdf_of(ready))
    assert not is_white(inside(image))


def test_a_comb_has_one_letter_a_cell(tmp_path: Path) -> None:
    field = text_field("a", "212345678", (100, 500, 280, 520), **{"/Ff": 1 << 24, "/MaxLen": 9})
    ready, _ = one(tmp_path, "a.pdf", with_form(pages(lambda canvas: None), field))
    image = picture(pdf_of(ready), dpi=288).convert("L")
    for cell in range(9):
        left = (100 + 20 * cell) * 4
        assert image.crop((left, 272 * 4, left + 80, 292 * 4)).getextrema()[0] < 100
        assert image.crop((left - 8, 272 * 4, left + 8, 292 * 4)).getextrema()[0] > 200


@pytest.mark.parametrize(("state", "shown"), [("/Yes", True), ("/Off", False), (None, True)])
def test_boxes_show_the_state_they_are_in(tmp_path: Path, state: str | None, shown: bool) -> None:
    def tick(pdf: pikepdf.Pdf) -> None:
        on = form_xobject(pdf, b"0 0 20 20 re f", (0, 0, 20, 20))
        off = form_xobject(pdf, b"", (0, 0, 20, 20))
        box = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Btn,
                T=String("c"),
                V=Name.Yes,
                F=4,
                Rect=Array([100, 500, 120, 520]),
                AP=Dictionary(N=Dictionary(Yes=on, Off=off)),
            )
        )
        if state:
            box.AS = Name(state)
        pdf.pages[0].obj.Annots = Array([box])
        pdf.Root.AcroForm = Dictionary(Fields=Array([box]))

    ready, _ = one(tmp_path, "a.pdf", changed(pages(lambda canvas: None), tick))
    assert is_white(inside(picture(pdf_of(ready)), (100, 500, 120, 520))) is not shown


def test_a_signature_prints_as_its_picture_and_is_pointed_out(tmp_path: Path) -> None:
    def sign(pdf: pikepdf.Pdf) -> None:
        look = form_xobject(pdf, b"0 0 1 RG 0 0 m 50 20 l S", (0, 0, 50, 20))
        field = pdf.make_indirect(
            Dictionary(
                Subtype=Name.Widget, FT=Name.Sig, T=String("s"), F=4, Rect=Array([100, 500, 150, 520]),
                AP=Dictionary(N=look), V=Dictionary(Type=Name.Sig, Name=String("Firma Ejemplo")),
            )
        )  # fmt: skip
        pdf.pages[0].obj.Annots = Array([field])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)

    ready, said = one(tmp_path, "a.pdf", changed(pages(plain), sign))
    assert not is_white(inside(picture(pdf_of(ready)), (100, 500, 150, 520)))
    assert [(f.code, f.severity) for f in said] == [("FILE-signature", Severity.NOTE)]
    assert b"Firma" not in pdf_of(ready).read_bytes()


def layered(pdf: pikepdf.Pdf, *, base: str = "/ON", swap: bool = False) -> None:
    """Two squares on layers of their own, a third by a membership, a fourth in a form of a layer."""
    page = pdf.pages[0].obj
    one_layer, two_layer = (
        pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name))) for name in ("draft", "final")
    )
    both = pdf.make_indirect(Dictionary(Type=Name.OCMD, OCGs=Array([one_layer, two_layer]), P=Name.AllOn))
    form = form_xobject(pdf, b"0 0 50 50 re f BT /F1 12 Tf (secret draft) Tj ET", (0, 0, 50, 50))
    form.OC = one_layer
    page.Resources.Properties = Dictionary(L1=one_layer, L2=two_layer, L3=both)
    page.Resources.XObject = Dictionary(X1=form)
    page.Contents = pdf.make_stream(
        b"/OC /L1 BDC 1 0 0 rg 100 600 50 50 re f BT /F1 12 Tf 100 500 Td (hidden words) Tj ET EMC\n"
        b"/OC /L2 BDC 0 1 0 rg 200 600 50 50 re f EMC\n"
        b"/OC /L3 BDC 0 0 1 rg 300 600 50 50 re f EMC\n"
        b"q 1 0 0 1 400 600 cm /X1 Do Q\n0 0 0 rg 500 600 50 50 re f"
    )
    states = {"BaseState": Name(base)}
    off, on = (two_layer, one_layer) if swap else (one_layer, two_layer)
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([one_layer, two_layer]), D=Dictionary(OFF=Array([off]), ON=Array([on]), **states)
    )


@pytest.mark.parametrize("swap", [False, True])
@pytest.mark.parametrize("base", ["/ON", "/OFF"])
def test_hidden_layers_stay_hidden_and_shown_ones_show(tmp_path: Path, base: str, swap: bool) -> None:
    data = changed(pages(plain), lambda pdf: layered(pdf, base=base, swap=swap))
    ready, _ = one(tmp_path, "a.pdf", data)
    seen, result = picture(tmp_path / "a.pdf"), picture(pdf_of(ready))
    assert difference(seen, result) == 0
    squares = [not is_white(inside(result, (x, 600, x + 50, 650))) for x in (100, 200, 300, 400, 500)]
    assert squares == ([True, False, False, True, True] if swap else [False, True, False, False, True])
    with pikepdf.open(pdf_of(ready)) as pdf:
        everything = b"".join(o.read_bytes() for o in pdf.objects if isinstance(o, pikepdf.Stream))
        assert (b"hidden words" in everything) is swap
        assert (b"secret draft" in everything) is swap
    assert b"draft" not in pdf_of(ready).read_bytes().replace(b"secret draft", b"")
