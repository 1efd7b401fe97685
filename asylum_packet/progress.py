"""How far a long step has come, told to whoever listens; nobody by default."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Called after each unit of work; `what` names the step in plain words, never a case value."""

    def __call__(self, done: int, total: int, what: str) -> None:
        """Say that `done` of `total` units of the step `what` are finished."""


def silent(done: int, total: int, what: str) -> None:
    """Tell nobody."""
