"""A process of its own that prepares files: a JSON line in, a JSON line out, until its input ends.

What crashes or hangs here takes nothing with it; the parent says which file it was.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import sys
from collections.abc import Iterable, Mapping
from typing import NoReturn, TextIO

from asylum_packet.intake.convert import convert
from asylum_packet.intake.record import read_task, write_outcome
from asylum_packet.memory import keep_freed_memory

READY = "ready"
_MEMORY_BYTES = 6_000_000_000
_VALUES_BETWEEN_LOOKS = 50_000
"""Lost values are looked for as seldom as in `cli/edge.py`, and for the same reason."""


def main() -> None:
    """Work until there is no more to do."""
    with os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8") as replies:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # libraries may print; the replies stay clean
        _settle()
        _say(replies, READY)
        load_what_exhibits_need()
        _work(sys.stdin, replies)


def work_as_copy(tasks: int, replies: int) -> NoReturn:
    """Work in a copy of a program, of which nothing goes on but this; the numbers are of open pipes."""
    try:
        gc.freeze()  # what was loaded before stays where it is, and its memory is shared
        nothing = os.open(os.devnull, os.O_RDWR)
        for standard in range(3):
            os.dup2(nothing, standard)
        _settle()
        with os.fdopen(tasks, encoding="utf-8") as asked, os.fdopen(replies, "w", encoding="utf-8") as told:
            _say(told, READY)
            _work(asked, told)
    finally:
        os._exit(0)


def load_what_exhibits_need() -> None:
    """Load the libraries for PDF files and pictures, which most exhibits are, before the first one comes."""
    for name in ("pdf", "looking", "barefonts"):
        importlib.import_module(f"asylum_packet.intake.{name}")


def _settle() -> None:
    """Deal with memory as a worker does."""
    _bound_memory()
    keep_freed_memory()
    gc.set_threshold(_VALUES_BETWEEN_LOOKS, *gc.get_threshold()[1:])


def _work(tasks: Iterable[str], replies: TextIO) -> None:
    """Answer line by line."""
    for line in tasks:
        asked = json.loads(line)
        answer: Mapping[str, object] = {}
        if "draw" in asked:
            from asylum_packet.intake.thumbnails import draw_ahead

            draw_ahead(asked)
        else:
            answer = write_outcome(convert(read_task(asked)))
        _say(replies, json.dumps(answer))


def _say(replies: TextIO, line: str) -> None:
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
