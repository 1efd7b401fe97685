"""How pages that stand are set: the size of their type, the distance of their lines, how far ink reaches."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise

from asylum_packet.facts import TypeSeen
from asylum_packet.papers.draw import MARGIN_PT, TEXT_WIDTH_PT
from asylum_packet.papers.lines import Piece
from asylum_packet.papers.paging import Page
from asylum_packet.papers.slabs import Text

_FULL_PT = 0.8 * TEXT_WIDTH_PT


def type_seen(pages: Iterable[Page]) -> TypeSeen | None:
    """Measure pages; None where there is nothing on them.

    Each line counts with its letters and with its distance from the line above, where both are of the size of
    most letters and the one above is full, so that it runs on: so the text decides, and not the footnotes, or
    the short lines of a signature. No distance is told where no line runs on.
    """
    sizes: Counter[float] = Counter()
    lines: list[dict[float, Counter[float]]] = []
    reach: list[dict[float, float]] = []
    left, right = float("inf"), 0.0
    for page in pages:
        lines.append(defaultdict(Counter))
        reach.append(defaultdict(float))
        for top_pt, slab in page.slabs:
            for one in slab.ink:
                if isinstance(one, Text) and not one.piece.is_space:
                    size, letters = round(one.piece.size_pt, 1), _letters(one.piece)
                    sizes[size] += letters
                    base, end_pt = round(top_pt + one.down_pt, 1), one.x_pt + one.piece.width_pt
                    lines[-1][base][size] += letters
                    reach[-1][base] = max(reach[-1][base], end_pt)
                    left, right = min(left, one.x_pt), max(right, end_pt)
    if not sizes:
        return None
    most = sizes.most_common(1)[0][0]
    steps = _steps(lines, reach, most)
    return TypeSeen(
        size_pt=most,
        leading_pt=steps.most_common(1)[0][0] if steps else None,
        left_pt=round(left + MARGIN_PT, 1),
        right_pt=round(right + MARGIN_PT, 1),
    )


def _commonest(sizes: Counter[float]) -> float:
    """Give the size of most letters of a line, which nearly always has one size alone."""
    return next(iter(sizes)) if len(sizes) == 1 else sizes.most_common(1)[0][0]


def _letters(piece: Piece) -> int:
    """Count the letters of a piece, without the spaces between its words."""
    return sum([len(run.text) for run in piece.runs]) - piece.spaces


def _steps(
    pages: Iterable[dict[float, Counter[float]]], reaches: Iterable[dict[float, float]], size_pt: float
) -> Counter[float]:
    """Count the letters that stand at each distance below a full line above, in lines of one size."""
    steps: Counter[float] = Counter()
    for lines, reach in zip(pages, reaches, strict=True):
        own = {base: sum(sizes.values()) for base, sizes in lines.items() if _commonest(sizes) == size_pt}
        for above, below in pairwise(sorted(own)):
            if reach[above] >= _FULL_PT:
                steps[round(below - above, 1)] += own[below]
    return steps
