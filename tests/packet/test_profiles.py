"""Laying one profile over another: the shift and the scale it was made with are found again."""

from math import sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylum_packet.packet.profiles import Profile, correlation

WAVES = [200 + 100 * sin(at / 3) + 40 * sin(at * 1.7) + at % 11 for at in range(160)]


def plainly(first, second):
    """The correlation as textbooks write it."""
    count = len(first)
    means = sum(first) / count, sum(second) / count
    both = sum((a - means[0]) * (b - means[1]) for a, b in zip(first, second, strict=True))
    spreads = [sum((a - mean) ** 2 for a in row) for row, mean in zip((first, second), means, strict=True)]
    return both / (spreads[0] * spreads[1]) ** 0.5


@pytest.mark.parametrize("shift", [-7, 0, 12])
def test_a_shift_is_found_again(shift):
    own = [WAVES[at + shift] if 0 <= at + shift < len(WAVES) else 250.0 for at in range(len(WAVES))]
    likeness, found = max(Profile(WAVES).alike(own, 1.0, 0.0, range(-15, 16)))
    assert found == shift
    assert likeness > 0.6


def test_every_step_is_the_shift_it_says():
    steps = range(-6, 7, 3)
    at_once = list(Profile(WAVES).alike(WAVES, 1.04, 2.5, steps))
    one_by_one = [next(Profile(WAVES).alike(WAVES, 1.04, 2.5 + step, range(1))) for step in steps]
    assert [shift for _, shift in at_once] == [shift for _, shift in one_by_one]
    assert [likeness for likeness, _ in at_once] == pytest.approx([likeness for likeness, _ in one_by_one])


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900)), min_size=3, max_size=60))
def test_a_correlation_is_that_of_textbooks(pairs):
    first, second = ([float(value) for value in row] for row in zip(*pairs, strict=True))
    if len(set(first)) > 1 and len(set(second)) > 1:
        assert correlation(first, second) == pytest.approx(plainly(first, second), abs=1e-6)


@pytest.mark.parametrize("row", [[5.0, 5.0, 5.0, 5.0], [5.0]])
def test_a_flat_row_is_like_nothing(row):
    assert correlation([1.0, 2.0, 3.0, 4.0][: len(row)], row) == 0.0
