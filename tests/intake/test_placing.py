"""Where pages go, without any PDF."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylum_packet.intake.placing import View, apply, number, place
from asylum_packet.sheets import STAMP_BAND_PT

LETTER = (0.0, 0.0, 612.0, 792.0)


def corners(view: View, *, clear_band: bool = False) -> tuple[tuple[float, float], tuple[float, float]]:
    spot = place(view, clear_band=clear_band)
    points = [apply(spot.matrix, x, y) for x in view.box[::2] for y in view.box[1::2]]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), min(ys)), (max(xs), max(ys))


def test_a_letter_page_stays_where_it_is() -> None:
    spot = place(View(box=LETTER), clear_band=False)
    assert spot.matrix == (1, 0, 0, 1, 0, 0)
    assert spot.scale == 1
    assert spot.reaches_band


def test_a_letter_page_with_ink_under_the_stamp_ends_exactly_above_it() -> None:
    (_, low), (_, high) = corners(View(box=LETTER), clear_band=True)
    assert low == pytest.approx(STAMP_BAND_PT)
    assert high == pytest.approx(792)


def test_a_landscape_page_gets_landscape_paper() -> None:
    spot = place(View(box=(0, 0, 792, 612)), clear_band=False)
    assert (spot.width_pt, spot.height_pt) == (792, 612)


def test_a_page_turned_on_its_side_gets_the_paper_of_what_is_seen() -> None:
    spot = place(View(box=LETTER, rotate=90), clear_band=False)
    assert (spot.width_pt, spot.height_pt) == (792, 612)


@pytest.mark.parametrize(
    ("rotate", "seen_top_left"), [(0, (0, 792)), (90, (0, 0)), (180, (612, 0)), (270, (612, 792))]
)
def test_the_corner_a_viewer_shows_at_the_upper_left_is_there(
    rotate: int, seen_top_left: tuple[float, float]
) -> None:
    spot = place(View(box=LETTER, rotate=rotate), clear_band=False)
    assert apply(spot.matrix, *seen_top_left) == pytest.approx((0, spot.height_pt))


@pytest.mark.parametrize(
    ("size", "scale"),
    [((595.28, 841.89), 764 / 841.89), ((612, 1008), 764 / 1008), ((841.89, 1190.55), 764 / 1190.55)],
)
def test_larger_paper_is_scaled_down_clear_of_the_stamp(size: tuple[float, float], scale: float) -> None:
    spot = place(View(box=(0, 0, *size)), clear_band=False)
    assert spot.scale == pytest.approx(min(scale, 612 / size[0]))
    assert not spot.reaches_band


def test_a_small_receipt_keeps_its_size() -> None:
    assert place(View(box=(0, 0, 226, 400)), clear_band=False).scale == 1


def test_a_page_of_a_few_points_is_enlarged() -> None:
    assert place(View(box=(0, 0, 8.5, 11)), clear_band=False).scale > 50


def test_the_unit_of_a_page_counts() -> None:
    assert place(View(box=(0, 0, 306, 396), unit=2), clear_band=False).matrix == (2, 0, 0, 2, 0, 0)


@given(
    width=st.floats(1, 20_000),
    height=st.floats(1, 20_000),
    left=st.floats(-5_000, 5_000),
    rotate=st.sampled_from((0, 90, 180, 270)),
    clear=st.booleans(),
)
def test_nothing_of_any_page_leaves_its_paper(
    width: float, height: float, left: float, rotate: int, clear: bool
) -> None:
    view = View(box=(left, -left, left + width, height - left), rotate=rotate)
    spot = place(view, clear_band=clear)
    (x0, y0), (x1, y1) = corners(view, clear_band=clear)
    assert x0 >= -0.01
    assert x1 <= spot.width_pt + 0.01
    assert y1 <= spot.height_pt + 0.01
    assert y0 >= (-0.01 if spot.reaches_band else STAMP_BAND_PT - 0.01)
    assert not (clear and spot.reaches_band)


@pytest.mark.parametrize(
    ("value", "text"), [(0.0, "0"), (-0.0000001, "0"), (1.5, "1.5"), (1e-7, "0"), (612, "612")]
)
def test_numbers_are_written_without_exponents(value: float, text: str) -> None:
    assert number(value) == text
