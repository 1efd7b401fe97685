"""Copies of this process, which work beside it with all that it has loaded.

Only Linux makes them: macOS and Windows know none, or none that their libraries survive. A copy costs some
milliseconds, where a fresh interpreter needs 0.2 s to import what reads PDF files.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import IO

_END = "\x04"
"""Ends what a copy tells: what ends otherwise was cut off."""

_PATIENCE_S = 60.0
"""A copy that takes longer is ended: nobody waits for ever, whatever became of it."""


def may_copy() -> bool:
    """Say whether this process can be copied: a second thread, which a copy lacks, may hold a lock."""
    return sys.platform == "linux" and threading.active_count() == 1


def leave_interrupts_to_the_program() -> None:
    """Let Ctrl-C, which reaches every process of a terminal, end none but the one that was typed.

    It ends this one in turn, and does not take its end for what came of a file. Programs that this one starts
    hear of Ctrl-C all the same.
    """
    signal.signal(signal.SIGINT, lambda *_: None)


class Copy:
    """A copy of this process, with what is asked of `subprocess.Popen`."""

    def __init__(self, pid: int, stdin: IO[str], stdout: IO[str]) -> None:
        """Take charge of a child that was not waited for."""
        self.stdin, self.stdout = stdin, stdout
        self._pid = pid
        self._code: int | None = None
        self._lock = threading.Lock()

    def kill(self) -> None:
        """End it, unless it has ended: its number may be another's then."""
        with self._lock:
            if self._code is None:
                os.kill(self._pid, signal.SIGKILL)

    def wait(self) -> int:
        """Wait for its end; give its exit code."""
        if self._code is None:
            os.waitid(os.P_PID, self._pid, os.WEXITED | os.WNOWAIT)
        with self._lock:
            if self._code is None:
                self._code = os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])
            return self._code


def copied(work: Callable[[IO[str], IO[str]], object]) -> Copy | None:
    """Copy this process for some work; None where the system has no room for it.

    Args:
        work: Given what the copy is asked, and where it answers. When it returns, the copy has ended; of this
            program nothing else goes on in it, and nothing that it prints is seen.
    """
    ends: list[int] = []
    try:
        asking = os.pipe()
        ends += asking
        answering = os.pipe()
        ends += answering
        pid = os.fork()
    except OSError:
        for end in ends:
            os.close(end)
        return None
    if not pid:
        _live(work, asking, answering)
    os.close(asking[0])
    os.close(answering[1])
    return Copy(pid, os.fdopen(asking[1], "w", encoding="utf-8"), os.fdopen(answering[0], encoding="utf-8"))


def _live(
    work: Callable[[IO[str], IO[str]], object], asking: tuple[int, int], answering: tuple[int, int]
) -> None:
    """Do the work, and end; this is the copy."""
    code = 1
    leave_interrupts_to_the_program()
    try:
        gc.freeze()  # what was loaded before stays where it is, and its memory is shared
        os.close(asking[1])
        os.close(answering[0])
        nothing = os.open(os.devnull, os.O_RDWR)
        for standard in range(3):
            os.dup2(nothing, standard)
        with (
            os.fdopen(asking[0], encoding="utf-8") as asked,
            os.fdopen(answering[1], "w", encoding="utf-8") as told,
        ):
            work(asked, told)
        code = 0
    finally:
        os._exit(code)


def _tell(work: Callable[[], str], told: IO[str]) -> None:
    """Work something out and tell it; the system ends this copy where that takes too long."""
    signal.setitimer(signal.ITIMER_REAL, _PATIENCE_S)
    told.write(work() + _END)


class Beside:
    """Something that a copy of this process works out while this one goes on."""

    def __init__(self, work: Callable[[], str]) -> None:
        """Begin, where this process can be copied and there is a second core for it."""
        self._copy: Copy | None = None
        self._is_told = False
        if may_copy() and len(os.sched_getaffinity(0)) > 1:
            self._copy = copied(lambda _asked, told: _tell(work, told))

    def result(self) -> str | None:
        """Wait for what came of it; None where nothing did. It is there once."""
        if self._copy is None or self._is_told:
            return None
        self._is_told = True
        try:
            found = self._copy.stdout.read()
        except ValueError:  # cut off in the midst of a letter
            return None
        return found.removesuffix(_END) if found.endswith(_END) else None

    def close(self) -> None:
        """End it, and wait for its end, which takes longer than its last word."""
        copy, self._copy = self._copy, None
        if copy is not None:
            copy.kill()
            copy.wait()
            with suppress(OSError), copy.stdin, copy.stdout:
                pass
