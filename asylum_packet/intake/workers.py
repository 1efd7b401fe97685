"""The work of preparing, spread over processes where that pays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from asylum_packet.intake.convert import convert
from asylum_packet.intake.values import Outcome, Task


def run(tasks: Mapping[str, Task], jobs: int) -> Iterator[tuple[str, Outcome]]:
    """Do every task and yield what came of it, as it comes."""
    for key, task in tasks.items():
        yield key, convert(task)
