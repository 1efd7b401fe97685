"""One build of a case at a time: another waits a little, and then says who is at it.

The lock is the operating system's, so it ends with the process that holds it, however that ends; nothing has
to be deleted by hand.
"""

from __future__ import annotations

import contextlib
import errno
import os
import platform
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from asylum_packet.errors import OutputError
from asylum_packet.intake.cache import make_private, output_errors
from asylum_packet.progress import Progress, silent

if TYPE_CHECKING:
    from filelock import FileLock

_LOCK = "building.lock"
PATIENCE_S = 15.0
"""A usual build takes less."""


@contextlib.contextmanager
def alone(folder: Path, *, progress: Progress = silent, patience_s: float | None = None) -> Iterator[None]:
    """Keep other builds of a case waiting as long as the block runs.

    Args:
        folder: CASE/.asylum-packet; made if it is not there.
        progress: Told when another build has to be waited for.
        patience_s: How long to wait for it; None for `PATIENCE_S`.

    Raises:
        OutputError: Another build goes on for longer, or the folder cannot be written.
    """
    from filelock import FileLock, Timeout

    make_private(folder)
    lock, note = FileLock(folder / _LOCK, mode=0o600), folder / "building.txt"
    with output_errors(note):
        try:
            _take(lock, 0)
        except Timeout:
            progress(0, 1, "waiting for another build of this case")
            try:
                _take(lock, PATIENCE_S if patience_s is None else patience_s)
            except Timeout:
                raise _taken(note) from None
    try:
        with output_errors(note):
            _write(note, f"process {os.getpid()} on {platform.node() or 'this computer'}")
        yield
    finally:
        with contextlib.suppress(OSError):
            note.unlink()
        lock.release()


def forget(folder: Path) -> None:
    """Take the file of the lock away too, inside `alone`: whoever waits finds it gone, and makes another.

    Where the system lets no open file be deleted (Windows), it stays.
    """
    with contextlib.suppress(OSError):
        (folder / _LOCK).unlink()


def _take(lock: FileLock, timeout_s: float) -> None:
    """Take the lock; on a disk that knows none, as some network drives, go on without it."""
    try:
        lock.acquire(timeout=timeout_s)
    except NotImplementedError:
        return
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise


_NO_LOCKS = {getattr(errno, name, None) for name in ("ENOLCK", "ENOTSUP", "EOPNOTSUPP", "ENOSYS")} - {None}


def _write(note: Path, text: str) -> None:
    """Write a file of its own: what a folder brings along under this name may lead to another place."""
    note.unlink(missing_ok=True)
    with contextlib.suppress(FileExistsError):  # another build made it, on a disk without locks
        handle = os.open(note, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)


def _taken(note: Path) -> OutputError:
    """Say who builds, and since when."""
    who = "another process"
    with contextlib.suppress(OSError, ValueError):
        since = time.strftime("%H:%M:%S", time.localtime(note.stat().st_mtime))
        who = f"{note.read_text('utf-8')[:100]}, since {since}"
    return OutputError(
        f"another build of this case is running: {who}",
        fix="wait until it is done, or end it (watch: Ctrl-C in its window), then type the same again",
    )
