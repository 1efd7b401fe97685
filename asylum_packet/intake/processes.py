"""Processes that work for this one: started, asked by a line of JSON, ended.

They are fresh interpreters, or copies of this one that have the libraries for exhibits loaded already.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from typing import IO, Protocol

from asylum_packet import copies

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


def copied() -> Process | None:
    """Copy this process into one that works; None where that is not possible."""
    from asylum_packet.intake import worker

    worker.load_what_exhibits_need()
    return copies.copied(worker.work)


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
