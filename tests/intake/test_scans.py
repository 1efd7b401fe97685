"""A page that is nothing but pictures is known by its content alone; any doubt is a no."""

from __future__ import annotations

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylum_packet.intake.paintables import paintables
from asylum_packet.intake.placing import Matrix, View, apply, place
from asylum_packet.intake.scans import in_band, only_pictures, shown_of
from asylum_packet.intake.shown import Picture, Scan, share_within

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
    sheet = (0.0, 0.0, 612.0, 792.0)
    assert shown_of((PICTURE,), spot, sheet).scan == Scan(144, 400 / (1200 * 1560), "DCTDecode")
    clear = place(View(box=(0, 0, 612, 792)), clear_band=True)
    assert not in_band((PICTURE,), clear.matrix)
    small = Picture(matrix=(60, 0, 0, 78, 6, 6), width=120, height=156, packed=400, packing="")
    assert shown_of((small,), spot, sheet).scan is None


@pytest.mark.parametrize(
    ("matrix", "is_scan", "goes_on"),
    [
        ((600, 0, 0, 780, 6, 6), True, False),
        ((600, 0, 0, 780, 6, 760), False, True),  # only its foot shows
        ((600, 0, 0, 780, 6, -30), True, False),  # a margin less
        ((600, 0, 0, 780, 6, -60), True, True),
        ((-600, 0, 0, -780, 606, 846), True, True),
        ((0, 780, -600, 0, 646, 6), True, True),
        ((600, 0, 0, 780, 1_000, 6), False, True),
        ((611, 21, -28, 791, 14, -10), True, False),  # set straight, its corners lost
        ((560, 230, -230, 560, 140, 0), True, True),
        ((60, 0, 0, 78, 1_000, 6), False, False),
        ((600, 0, 1_200, 0, 6, 6), False, False),  # no more than a line
    ],
)
def test_a_scan_is_one_by_what_shows_of_it(matrix: Matrix, is_scan: bool, goes_on: bool) -> None:
    spot, sheet = place(View(box=(0, 0, 612, 792)), clear_band=False), (0.0, 0.0, 612.0, 792.0)
    shown = shown_of((PICTURE._replace(matrix=matrix),), spot, sheet)
    assert (shown.scan is not None, shown.goes_on) == (is_scan, goes_on)


@given(st.tuples(*[st.floats(-900, 900)] * 6))
def test_the_share_of_a_picture_that_shows_is_that_of_its_points(matrix: Matrix) -> None:
    a, b, c, d, *_ = matrix
    if abs(a * d - b * c) < 1_000:
        return
    steps = [(x + 0.5) / 40 for x in range(40)]
    points = [apply(matrix, x, y) for x in steps for y in steps]
    inside = sum(0 <= x <= 612 and 0 <= y <= 792 for x, y in points) / len(points)
    assert abs(share_within(matrix, (0, 0, 612, 792)) - inside) < 0.06
