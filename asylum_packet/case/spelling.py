"""Did you mean: the known words nearest to a misspelt one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest_words(word: str, known: Iterable[str], *, limit: int = 1) -> tuple[str, ...]:
    """Give the known words nearest to a misspelt one, best first; case, hyphens and spaces do not count."""
    by_shape = {_shape(name): name for name in known}
    near = difflib.get_close_matches(_shape(word[:200]), by_shape, n=limit, cutoff=0.7)
    return tuple(by_shape[shape] for shape in near)


def _shape(word: str) -> str:
    """Fold what people confuse."""
    return word.casefold().replace("-", "_").replace(" ", "_")
