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

    Footnotes and headings count as well, but what most letters and most lines are is what is given.
    """
    sizes: Counter[float] = Counter()
    steps: Counter[float] = Counter()
    left, right = float("inf"), 0.0
    for page in pages:
        bases = set()
        for top_pt, slab in page.slabs:
            for one in slab.ink:
                if isinstance(one, Text) and not one.piece.is_space:
                    sizes[round(one.piece.size_pt, 1)] += sum(len(run.text) for run in one.piece.runs)
                    bases.add(round(top_pt + one.down_pt, 1))
                    left = min(left, one.x_pt)
                    right = max(right, one.x_pt + one.piece.width_pt)
        steps.update(round(b - a, 1) for a, b in pairwise(sorted(bases)))
    if not sizes or not steps:
        return None
    return TypeSeen(
        size_pt=sizes.most_common(1)[0][0],
        leading_pt=steps.most_common(1)[0][0],
        left_pt=round(left + MARGIN_PT, 1),
        right_pt=round(right + MARGIN_PT, 1),
    )
