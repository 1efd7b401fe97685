"""A page that is nothing but pictures is known by its content alone; any doubt is a no."""

from __future__ import annotations

import pikepdf
import pytest

from asylum_packet.intake.paintables import paintables
from asylum_packet.intake.placing import View, place
from asylum_packet.intake.scans import in_band, only_pictures, scan_of
from asylum_packet.intake.shown import Picture, Scan

MATRIX = (600, 0, 0, 780, 6, 6)
PICTURE = Picture(matrix=MATRIX, width=1200, height=1560, packed=400, packing="DCTDecode")


def drawn(content: bytes) -> tuple[Picture, ...]:
    """Read a page's content, with a picture /P and a form /F to draw."""
    pdf = pikepdf.new()
    picture = pdf.make_stream(
        bytes(400),
        Subtype=pikepdf.Name.Image,
        Width=1200,
        Height=1560,
        Length=400,
        Filter=pikepdf.Name.DCTDecode,
    )
    form = pdf.make_stream(b"", Subtype=pikepdf.Name.Form)
    things = paintables(pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=picture, F=form)))
    return only_pictures(pdf.make_stream(content, Length=len(content)), things)


def test_pictures_are_read_with_their_place_and_size() -> None:
    assert drawn(b"q 600 0 0 780 6 6 cm /P Do Q") == (PICTURE,)
    assert drawn(b"0.5 w q 2 0 0 2 0 0 cm 300 0 0 390 3 3 cm\n/P Do Q q 600 0 0 780 6 6 cm /P Do Q") == (
        PICTURE,
        PICTURE,
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"q 600 0 0 780 6 6 cm /P Do Q BT /F1 12 Tf (a) Tj ET",
        b"q 600 0 0 780 6 6 cm /P Do Q /F Do",
        b"q 600 0 0 780 6 6 cm /P Do Q /Q Do",
        b"600 0 0 780 6 cm /P Do",
        b"nan 0 0 780 6 6 cm /P Do",
        b"Q 600 0 0 780 6 6 cm /P Do",
        b"q 600 0 0 780 6 6 cm /P Do Q 0 0 9 9 re f",
        b"q 600 0 0 780 6 6 cm /P Do Q % " + b"words " * 60,
    ],
)
def test_a_page_that_draws_anything_else_is_not_judged_so(content: bytes) -> None:
    assert drawn(content) == ()


def test_a_scan_is_known_by_its_place_on_the_sheet() -> None:
    spot = place(View(box=(0, 0, 612, 792)), clear_band=False)
    assert in_band((PICTURE,), spot.matrix)
    assert scan_of((PICTURE,), spot) == Scan(144, 400 / (1200 * 1560), "DCTDecode")
    clear = place(View(box=(0, 0, 612, 792)), clear_band=True)
    assert not in_band((PICTURE,), clear.matrix)
    small = Picture(matrix=(60, 0, 0, 78, 6, 6), width=120, height=156, packed=400, packing="")
    assert scan_of((small,), spot) is None
