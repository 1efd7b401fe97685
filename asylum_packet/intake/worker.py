"""A process of its own that prepares files: a JSON line in, a JSON line out, until its input ends.

What crashes or hangs here takes nothing with it; the parent says which file it was.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import signal
import sys
from collections.abc import Iterator, Mapping
from typing import IO

from asylum_packet.copies import leave_interrupts_to_the_program
from asylum_packet.intake.convert import convert
from asylum_packet.intake.record import read_task, write_outcome
from asylum_packet.memory import keep_freed_memory

READY = "ready"
GRACE_SECONDS = 10
"""Whoever asked ends this process in time; where nobody is left to, it ends by itself this much later."""

_MEMORY_BYTES = 6_000_000_000
_VALUES_BETWEEN_LOOKS = 50_000
"""Lost values are looked for as seldom as in `cli/edge.py`, and for the same reason."""


def main() -> None:
    """Work until there is no more to do; this is a fresh process."""
    leave_interrupts_to_the_program()
    with os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8") as replies:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # libraries may print; the replies stay clean
        work(sys.stdin, replies)


def work(tasks: IO[str], replies: IO[str]) -> None:
    """Answer line by line."""
    _bound_memory()
    keep_freed_memory()
    gc.set_threshold(_VALUES_BETWEEN_LOOKS, *gc.get_threshold()[1:])
    _say(replies, READY)
    load_what_exhibits_need()
    for line in tasks:
        asked = json.loads(line)
        answer: Mapping[str, object] = {}
        if "draw" in asked:
            from asylum_packet.intake import errands

            with _no_longer_than(errands.PATIENCE_S + GRACE_SECONDS):
                errands.run(asked)
        else:
            task = read_task(asked)
            with _no_longer_than(task.seconds + GRACE_SECONDS):
                answer = write_outcome(convert(task))
        _say(replies, json.dumps(answer))


@contextlib.contextmanager
def _no_longer_than(seconds: float) -> Iterator[None]:
    """Let the system end this process where a file keeps it busy for ever, and who asked was killed."""
    if not hasattr(signal, "alarm"):
        yield
        return
    signal.alarm(max(int(seconds), 1))
    try:
        yield
    finally:
        signal.alarm(0)


def load_what_exhibits_need() -> None:
    """Load the libraries for PDF files and pictures, which most exhibits are, before the first one comes."""
    for name in ("pdf", "looking", "barefonts"):
        importlib.import_module(f"asylum_packet.intake.{name}")


def _say(replies: IO[str], line: str) -> None:
    """Send a line."""
    replies.write(f"{line}\n")
    replies.flush()


def _bound_memory() -> None:
    """Let a file that asks for too much memory end this process, not the machine."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, resource.getrlimit(resource.RLIMIT_AS)[1]))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
