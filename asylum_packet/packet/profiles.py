"""Profiles of pages: how much ink each line holds, and where one profile lies over another. Pure.

Scaling a profile is what costs; a shift by whole pixels only reads it at another place. So every scale is
laid out once, wide enough for all the shifts that are tried, and the sums behind a correlation run along it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import ceil, sqrt
from operator import mul

_FLAT = 1e-9


class Profile:
    """A row of numbers that others are laid over."""

    def __init__(self, values: Sequence[float]) -> None:
        self.count = len(values)
        self._centred = _centred(values)
        self._spread = sum(map(mul, self._centred, self._centred)) / self.count

    def alike(
        self, own: Sequence[float], scale: float, shift: float, steps: range
    ) -> Iterator[tuple[float, float]]:
        """Yield the correlation with another row, enlarged by `scale` and moved by `shift` and each step.

        Args:
            own: The other row.
            scale: How much it is enlarged.
            shift: How far its begin lies from ours.
            steps: Whole numbers to move it further, one after the other.

        Yields:
            The correlation, 0 where one of the rows does not vary, and the whole shift.
        """
        reach = max(abs(steps[0]), abs(steps[-1]))
        laid = _laid(own, scale, shift, -reach, self.count + reach)
        sums = [0.0, *accumulate(laid)]
        squares = [0.0, *accumulate(map(mul, laid, laid))]
        for step in steps:
            first, last = reach - step, reach - step + self.count
            mean = (sums[last] - sums[first]) / self.count
            spread = (squares[last] - squares[first]) / self.count - mean * mean
            both = sum(map(mul, self._centred, laid[first:last])) / self.count
            flat = spread <= _FLAT or self._spread <= _FLAT
            yield 0.0 if flat else both / sqrt(self._spread * spread), shift + step


def _laid(own: Sequence[float], scale: float, shift: float, first: int, last: int) -> list[float]:
    """Read a row at the places that whole numbers fall on once it is enlarged and moved; 0 beside it."""
    end = len(own) - 1
    begin = min(last, max(first, ceil(0.5 * scale + shift - 0.5)))
    places = [(at + 0.5 - shift) / scale - 0.5 for at in range(begin, last)]
    del places[bisect_left(places, end) :]
    inside = [
        own[low] + (own[low + 1] - own[low]) * (place - low)
        for place, low in zip(places, map(int, places), strict=True)
    ]
    return [0.0] * (begin - first) + inside + [0.0] * (last - begin - len(inside))


def correlation(first: Sequence[float], second: Sequence[float]) -> float:
    """Give the correlation of two rows of the same length, 0 where one of them does not vary."""
    count = len(first)
    one, other = _centred(first), _centred(second)
    spreads = [sum(map(mul, row, row)) / count for row in (one, other)]
    if min(spreads) <= _FLAT:
        return 0.0
    return float(sum(map(mul, one, other))) / count / sqrt(spreads[0] * spreads[1])


def _centred(row: Sequence[float]) -> list[float]:
    """Take the mean from every number."""
    mean = sum(row) / len(row)
    return [value - mean for value in row]
