"""Let threads take turns quickly while one of them writes a file.

A thread that comes back from writing asks for the interpreter's lock, and Python lets it wait 5 ms for each
time: longer than the writing took.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_TURN_S = 0.001


@contextmanager
def quick_turns() -> Iterator[None]:
    """Have threads wait no longer than a millisecond for each other as long as the block runs.

    Still shorter turns cost more in changing than they save.
    """
    before = sys.getswitchinterval()
    sys.setswitchinterval(min(before, _TURN_S))
    try:
        yield
    finally:
        sys.setswitchinterval(before)
