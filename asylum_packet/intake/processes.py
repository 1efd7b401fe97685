"""Processes that work for this one: started, asked by a line of JSON, ended.

A fresh interpreter needs 0.2 s of CPU for the libraries that read exhibits. On Linux a program that has them
loaded, and no second thread yet, is copied instead, which takes some milliseconds. macOS and Windows know no
such copies, or none that their libraries survive.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from typing import IO, Protocol

_READY = "ready\n"
_START_SECONDS = 30.0


class Process(Protocol):
    """A process that takes lines and gives lines."""

    @property
    def stdin(self) -> IO[str] | None:
        """Where it is asked."""

    @property
    def stdout(self) -> IO[str] | None:
        """Where it answers."""

    def kill(self) -> None:
        """End it, whatever it is doing."""

    def wait(self) -> int:
        """Wait for its end; give its exit code."""


def started() -> Process | None:
    """Start a fresh process; None where that is not possible."""
    try:
        return subprocess.Popen(
            [sys.executable, "-m", "asylum_packet.intake.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        )
    except (OSError, ValueError):
        return None


class _Copy:
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


def may_copy() -> bool:
    """Say whether this process can be copied: a second thread, which a copy lacks, may hold a lock."""
    return sys.platform == "linux" and threading.active_count() == 1


def copied() -> Process | None:
    """Copy this process into one that works; None where that is not possible."""
    from asylum_packet.intake import worker

    worker.load_what_exhibits_need()
    try:
        asking, answering = os.pipe(), os.pipe()
        pid = os.fork()
    except OSError:
        return None
    if not pid:
        os.close(asking[1])
        os.close(answering[0])
        worker.work_as_copy(asking[0], answering[1])
    os.close(asking[0])
    os.close(answering[1])
    return _Copy(pid, os.fdopen(asking[1], "w", encoding="utf-8"), os.fdopen(answering[0], encoding="utf-8"))


def ready(process: Process) -> Process | None:
    """Wait until a process can work; None where it cannot."""
    timer = threading.Timer(_START_SECONDS, process.kill)
    timer.start()
    said = process.stdout.readline() if process.stdout else ""
    timer.cancel()
    if said == _READY:
        return process
    close(process)
    return None


def ask(process: Process, what: Mapping[str, object]) -> Mapping[str, object] | None:
    """Ask for something and wait for the answer; None where the process ended instead."""
    send(process, what)
    return answer(process)


def send(process: Process, what: Mapping[str, object]) -> None:
    """Ask for something; that the process has ended shows when it should answer."""
    if process.stdin is not None:
        with contextlib.suppress(OSError, ValueError):
            process.stdin.write(json.dumps(what) + "\n")
            process.stdin.flush()


def answer(process: Process) -> Mapping[str, object] | None:
    """Wait for the answer; None where the process ended instead."""
    try:
        line = process.stdout.readline() if process.stdout else ""
        told = json.loads(line) if line.endswith("\n") else None
    except (OSError, ValueError):
        return None
    return told if isinstance(told, dict) else None


def close(process: Process) -> None:
    """End a process and let go of its pipes."""
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
