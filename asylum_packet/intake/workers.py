"""The work of preparing, in processes of its own: nobody knows what is in other people's files.

They are told what to do by JSON lines; one that crashes, or takes longer than the limit, is a finding about
its file, and a fresh one goes on with the next. A few small files get one process, or those that are at hand;
more of them get one a core.
"""

from __future__ import annotations

import contextlib
import os
import queue
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from asylum_packet.copies import may_copy
from asylum_packet.intake.convert import convert
from asylum_packet.intake.processes import Process, ask, close, copied, ready, started
from asylum_packet.intake.record import read_outcome, write_task
from asylum_packet.intake.values import Outcome, Remark, Task
from asylum_packet.values import Struct, field, replace

_SMALL_BYTES = 20_000_000
_SMALL_FILES = 48
_FEW_FILES = 8
"""Up to here a second copy of this process, which costs 0.05 s of CPU in all, would hardly be of use."""

_QUICK = (".pdf", ".jpg", ".jpeg", ".png", ".txt")
_QUICK_FOR_ONE_OF_OTHERS = 4
"""A process starts in 0.2 s of CPU, as long as 16 small files take; LibreOffice takes longer for each."""

FEWEST_PROCESSES = 1
"""How many a few small files get; 0, as in tests, prepares them in this process, where a crash is the end."""

_MOST_PROCESSES = 8

_HERE = threading.Lock()
"""Held while a file is prepared in this process: pdfium serves one thread at a time."""

Job = tuple[str, Task]


class Work:
    """Tasks that are being done: by other processes at once, or by this one when asked for their outcomes."""

    def __init__(
        self, tasks: Mapping[str, Task], jobs: int, *, apart: bool = False, spare: Spare | None = None
    ) -> None:
        """Begin.

        Args:
            tasks: What to do, by a name of the caller's.
            jobs: How many processes; 0 decides by the work there is, 1 stays in this process.
            apart: Whether to leave this process in any case: an earlier run did not survive its files.
            spare: A process that was started before, for the first that are needed.
        """
        self._work = _divided(sorted(tasks.items(), key=lambda job: (-_size(job[1]), job[0])))
        at_hand = spare.count if spare else 0
        count = min(_processes(self._work, jobs, apart=apart, at_hand=at_hand), len(self._work))
        self._lanes = [_Lane(spare=spare) for _ in range(count)]
        self._free: queue.SimpleQueue[_Lane] = queue.SimpleQueue()
        for lane in self._lanes:
            self._free.put(lane)
        self._threads = ThreadPoolExecutor(max_workers=max(count, 1))
        self._apart = {self._threads.submit(self._do, task): name for name, task in self._work if count}

    @property
    def is_elsewhere(self) -> bool:
        """Whether other processes are at it, so that this one may do something else meanwhile."""
        return bool(self._lanes)

    def outcomes(self) -> Iterator[tuple[str, Outcome]]:
        """Yield what came of every task, as it comes; an error that nobody expected is raised here."""
        for done in as_completed(self._apart):
            yield self._apart[done], done.result()
        if not self._lanes:
            yield from ((name, convert(task)) for name, task in self._work)
        for lane in self._lanes:  # all is done: no process is in the midst of anything
            lane.spare_process()

    def close(self) -> None:
        """End what is still being done."""
        for lane in self._lanes:
            lane.stop()
        self._threads.shutdown(cancel_futures=True)
        for lane in self._lanes:
            lane.close()

    def _do(self, task: Task) -> Outcome:
        """Have a task done in a lane that is free; runs in one of as many threads as there are lanes."""
        lane = self._free.get()
        try:
            return lane.do(task)
        finally:
            self._free.put(lane)


def _processes(work: list[Job], jobs: int, *, apart: bool, at_hand: int = 0) -> int:
    """Say how many processes to use, of which some are at hand already; 0 to stay in this one."""
    if jobs == 1 or not work:
        return 1 if apart and work else 0
    if jobs > 1:
        return min(jobs, _MOST_PROCESSES)
    files = sum(1 if task.source.lower().endswith(_QUICK) else _QUICK_FOR_ONE_OF_OTHERS for _, task in work)
    is_small = files <= _SMALL_FILES and sum(_size(task) for _, task in work) <= _SMALL_BYTES
    fewest = 1 if apart else FEWEST_PROCESSES
    if _cores() < 2 or (is_small and (fewest == 0 or not any(task.how.recognises for _, task in work))):
        return max(fewest, at_hand)
    return min(_cores(), _MOST_PROCESSES)


def _divided(work: list[Job]) -> list[Job]:
    """Let the few scans that are read share the cores among them."""
    readers = sum(task.how.recognises for _, task in work)
    each = max(_cores() // readers, 1) if readers else 1
    return [(name, replace(task, threads=each) if task.how.recognises else task) for name, task in work]


def _cores() -> int:
    """Count the cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _size(task: Task) -> int:
    """Give the size of a source; 0 where it is gone."""
    try:
        return Path(task.source).stat().st_size
    except OSError:
        return 0


class _Lane(Struct):
    """One process after another, each for one task at a time."""

    spare: Spare | None
    process: Process | None = None
    stopped: threading.Event = field(default_factory=threading.Event)

    def close(self) -> None:
        """Let go of the process, once nobody uses the lane any more."""
        process, self.process = self.process, None
        if process is not None:
            close(process)

    def spare_process(self) -> None:
        """Hand the process on to whoever needs one next, where somebody collects them."""
        if self.process is not None and self.spare is not None:
            self.spare.give(self.process)
            self.process = None

    def stop(self) -> None:
        """End the process, whatever it is doing; `close` then lets go of it."""
        self.stopped.set()
        if self.process is not None:
            self.process.kill()

    def do(self, task: Task) -> Outcome:
        """Have one task done, or say how its process ended."""
        process = self.process = self.process or (self.spare and self.spare.take()) or _started()
        if process is None:
            with _HERE:  # no processes on this machine: better here than not at all
                return convert(task)
        if self.stopped.is_set():
            process.kill()
        late = threading.Event()
        timer = threading.Timer(task.seconds, _end, (process, late))
        timer.start()
        try:
            reply = _asked(process, task)
        finally:
            timer.cancel()
        if reply is not None:
            return reply
        self.process = None
        close(process)
        with contextlib.suppress(OSError):
            Path(task.target).unlink(missing_ok=True)
        return _ended(task, is_late=late.is_set())


class Spare:
    """Processes that are there before anybody knows what they will do.

    Copies of this one, where there are such, and two where there will be work for two. Else a fresh one,
    which loads its libraries while we load ours.
    """

    def __init__(self, jobs: int, folder: Path) -> None:
        """Start them, where `Work` with so many jobs would use one and there is a second core for it.

        `folder` holds most of the files that will be prepared.
        """
        self._left: queue.LifoQueue[tuple[Process, bool]] = queue.LifoQueue()
        self._ended: list[Process] = []
        if jobs == 1 or FEWEST_PROCESSES == 0 or _cores() < 2:
            return
        count = 2 if may_copy() and (jobs > 1 or _holds_much(folder)) else 1
        for process in [copied() if may_copy() else started() for _ in range(count)]:
            if process is not None:
                self._left.put((process, False))

    @property
    def count(self) -> int:
        """How many are left."""
        return self._left.qsize()

    def take(self) -> Process | None:
        """Give a process once it can work; None where all are taken, or none was to be had."""
        try:
            process, is_ready = self._left.get_nowait()
        except queue.Empty:
            return None
        return process if is_ready else ready(process)

    def give(self, process: Process) -> None:
        """Take a process back that has done its work; it goes first, as it has loaded more than others."""
        self._left.put((process, True))

    def end(self, process: Process) -> None:
        """End a process that was taken, without waiting for its end: that takes a while."""
        process.kill()
        self._ended.append(process)

    def end_used(self) -> None:
        """End those that have read files: none of them is to read the files of another case."""
        fresh = []
        with contextlib.suppress(queue.Empty):
            while True:
                process, is_used = self._left.get_nowait()
                if is_used:
                    self.end(process)
                else:
                    fresh.append(process)
        for process in fresh:
            self._left.put((process, False))

    def close(self) -> None:
        """End those that nobody has taken, and wait for the end of all."""
        with contextlib.suppress(queue.Empty):
            while True:
                self.end(self._left.get_nowait()[0])
        for process in self._ended:
            close(process)


def _holds_much(folder: Path) -> bool:
    """Say whether the files of a folder are more work than one process does quickly."""
    files = size_bytes = 0
    for path in folder.rglob("*"):
        with contextlib.suppress(OSError):
            files, size_bytes = files + path.is_file(), size_bytes + path.stat().st_size
        if files > _FEW_FILES or size_bytes > _SMALL_BYTES:
            return True
    return False


def _started() -> Process | None:
    """Start a process and wait until it can work; None where that is not possible."""
    process = started()
    return process and ready(process)


def _end(process: Process, late: threading.Event) -> None:
    """End a process that takes too long."""
    late.set()
    process.kill()


def _asked(process: Process, task: Task) -> Outcome | None:
    """Send a task and wait for its outcome; None where the process ended instead."""
    try:
        answer = ask(process, write_task(task))
        return None if answer is None else read_outcome(answer)
    except (ValueError, LookupError, TypeError):
        return None


def _ended(task: Task, *, is_late: bool) -> Outcome:
    """Say that a process ended before its outcome."""
    if is_late:
        seconds = f"{task.limits.seconds:g} second{'' if task.limits.seconds == 1 else 's'}"
        said = Remark(code="FILE-timeout", text=f"takes longer than {seconds} to read")
    else:
        said = Remark(code="FILE-crashed", text="ended the program that reads it")
    return Outcome(kind="unknown", remarks=(said,), lasting=False)
