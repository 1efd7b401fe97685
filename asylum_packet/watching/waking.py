"""Who wakes us when something in a watched folder is saved: watchfiles, on a thread of its own.

Where it cannot watch (a network drive, no more watches to be had, a folder that was deleted) nothing is lost:
whoever waits looks every few seconds anyway (`turns.QUIET_S`).
"""

from __future__ import annotations

import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from asylum_packet.watching.looking import Watched

_STEP_MS = 30
"""How long nothing more may happen before we wake: an editor writes, renames and removes within a few."""
_MOST_MS = 1500
"""How long we sleep at most while files go on changing: a scan that is being copied."""
_TURN_MS = 1000
_AGAIN_S = 0.5


class Waker:
    """Wakes whoever waits; a context, at the end of which the thread is gone."""

    def __init__(self, watched: Watched) -> None:
        self.watched = watched
        self._something = threading.Event()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watching", daemon=True)

    def __enter__(self) -> Self:
        """Begin to watch."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the thread."""
        self._stopped.set()
        self._thread.join(timeout=2.0)

    def wait(self, longest_s: float) -> None:
        """Wait until something happened, or so long."""
        self._something.wait(longest_s)
        self._something.clear()

    @property
    def is_called(self) -> bool:
        """Say whether something happened since the last time we waited."""
        return self._something.is_set()

    def _watch(self) -> None:
        """Watch until we are stopped, beginning again where a folder has gone or is another one now."""
        while not self._stopped.is_set():
            roots = [root for root in self.watched.roots if Path(root).exists()]
            if roots:
                self._watch_these(roots)
                self._something.set()
            self._stopped.wait(_AGAIN_S)

    def _watch_these(self, roots: list[str]) -> None:
        """Watch folders as long as they are the same."""
        from watchfiles import watch

        numbers = _numbers(roots)
        try:
            for found in watch(
                *roots,
                watch_filter=lambda _, path: self.watched.counts(path),
                step=_STEP_MS,
                debounce=_MOST_MS,
                rust_timeout=_TURN_MS,
                yield_on_timeout=True,
                stop_event=self._stopped,
                raise_interrupt=False,
                ignore_permission_denied=True,
            ):
                if found:
                    self._something.set()
                elif _numbers(roots) != numbers or not Path(self.watched.roots[0]).exists():
                    return
        except (OSError, RuntimeError):
            return


def _numbers(roots: list[str]) -> list[int]:
    """Give what tells a folder from another of the same name; 0 for one that has gone."""
    numbers = []
    for root in roots:
        try:
            numbers.append(Path(root).stat().st_ino)
        except OSError:
            numbers.append(0)
    return numbers
