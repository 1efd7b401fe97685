"""How pages that stand are set: the size of their type, the distance of their lines, how far ink reaches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from asylum_packet.facts import TypeSeen
from asylum_packet.papers.draw import MARGIN_PT
from asylum_packet.papers.paging import Page
from asylum_packet.papers.slabs import Text


def type_seen(pages: Iterable[Page]) -> TypeSeen | None:
    """Measure pages; None where there is nothing on them.

    Each line counts with its letters and with its distance from the line above, where both are of the size of
    most letters: so the text decides, and not the footnotes, or the short lines of a signature.
    """
    sizes: Counter[float] = Counter()
    lines: list[dict[float, Counter[float]]] = []
    left, right = float("inf"), 0.0
    for page in pages:
        lines.append({})
        for top_pt, slab in page.slabs:
            for one in slab.ink:
                if isinstance(one, Text) and not one.piece.is_space:
                    size, letters = round(one.piece.size_pt, 1), sum(len(run.text) for run in one.piece.runs)
                    sizes[size] += letters
                    lines[-1].setdefault(round(top_pt + one.down_pt, 1), Counter())[size] += letters
                    left = min(left, one.x_pt)
                    right = max(right, one.x_pt + one.piece.width_pt)
    most = sizes.most_common(1)[0][0] if sizes else 0.0
    steps = _steps(lines, most)
    if not steps:
        return None
    return TypeSeen(
        size_pt=most,
        leading_pt=steps.most_common(1)[0][0],
        left_pt=round(left + MARGIN_PT, 1),
        right_pt=round(right + MARGIN_PT, 1),
    )


def _steps(pages: Iterable[dict[float, Counter[float]]], size_pt: float) -> Counter[float]:
    """Count the letters that stand at each distance below the line above, in lines of one size."""
    steps: Counter[float] = Counter()
    for lines in pages:
        own = {
            base: sum(sizes.values())
            for base, sizes in lines.items()
            if sizes.most_common(1)[0][0] == size_pt
        }
        for above, below in pairwise(sorted(own)):
            steps[round(below - above, 1)] += own[below]
    return steps
