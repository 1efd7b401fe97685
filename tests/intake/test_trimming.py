"""Text that a page does not show is not in the packet either; what it shows stays as it is."""

import pikepdf
import pytest
from pikepdf import Array

from tests.intake.odd.making import Leaf, charted, document, fonts, form
from tests.intake.pictures import codes, difference, one, pdf_of, picture
from tests.intake.reading import text_of

SHOWN = b"BT /F 20 Tf 150 500 Td (Shown) Tj ET "


def taken(tmp_path, content, crop=(100, 300, 500, 700)):
    data = document(Leaf(content=content, resources=fonts(), keys={"/CropBox": Array(list(crop))}))
    ready, said = one(tmp_path, "a.pdf", data)
    with pikepdf.open(pdf_of(ready)) as pdf:
        inside = b"".join(
            thing.read_bytes()
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Stream) and "/Subtype" in thing
        )
    return ready, codes(said), inside


@pytest.mark.parametrize(
    "hidden",
    [
        b"BT /F 12 Tf 120 100 Td (HIDDEN) Tj ET",
        b"BT /F 12 Tf 520 500 Td (HIDDEN) Tj (HIDDEN) Tj ET",
        b"BT /F 12 Tf 1 0 0 1 900 900 Tm [(HID) 20 (DEN)] TJ ET",
        b"BT /F 12 Tf 14 TL 120 120 Td (HIDDEN) Tj (HIDDEN) ' 1 1 (HIDDEN) \" ET",
        b"q 1 0 0 1 0 -400 cm BT /F 12 Tf 120 500 Td (HIDDEN) Tj ET Q",
        b"BT /F 12 Tf 10 500 Td (HID) Tj ET",
    ],
)
def test_text_that_was_cropped_away_is_taken_out_and_said_so(tmp_path, hidden):
    ready, said, inside = taken(tmp_path, SHOWN + hidden + b" " + SHOWN.replace(b"500", b"400"))
    assert "FILE-outside-removed" in said
    assert text_of(ready) == ["Shown Shown"]
    assert b"HID" not in inside
    shown = picture(pdf_of(ready)).convert("L").getextrema()
    assert shown[0] < 100


@pytest.mark.parametrize(
    "kept",
    [
        b"BT /F 12 Tf 90 500 Td (Over the edge) Tj ET",
        b"BT /F 12 Tf 20 500 Td (Out and) Tj ( then into the page) Tj ET",
        b"BT /F 12 Tf 120 296 Td (half) Tj ET",
        b"BT /F 12 Tf 7 Tr 120 500 Td (clip) Tj ET 0 g 0 0 612 792 re f",
    ],
)
def test_text_of_which_anything_is_shown_stays(tmp_path, kept):
    ready, said, _ = taken(tmp_path, SHOWN + kept)
    assert "FILE-outside-removed" not in said
    assert "Shown" in text_of(ready)[0]
    assert ("FILE-outside-text" in said) == (b"Out and" in kept)


def test_text_outside_of_an_inner_form_cannot_be_taken_out_and_is_told(tmp_path):
    def change(pdf):
        inner = form(pdf, b"BT /F 12 Tf 120 100 Td (HIDDEN) Tj ET", (0, 0, 612, 792))
        pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(X=inner)
        pdf.pages[0].obj.Contents = pdf.make_stream(SHOWN + b"/X Do")

    data = document(charted(CropBox=Array([100, 300, 500, 700])), change=change)
    assert "FILE-outside-text" in codes(one(tmp_path, "a.pdf", data)[1])


def test_pages_without_any_are_left_alone(tmp_path):
    data = document(charted(), charted(Rotate=90))
    (tmp_path / "b.pdf").write_bytes(data)
    ready, said = one(tmp_path, "a.pdf", data)
    assert not {code for code in codes(said) if "outside" in code}
    assert difference(picture(pdf_of(ready)), picture(pdf_of(ready))) == 0
