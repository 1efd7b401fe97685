"""What we ask of the disk: how files look, long copies between them, and room for new ones.

Copies let go of the interpreter's lock for long stretches, so that other threads work meanwhile.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

_STEP_BYTES = 1 << 24
"""What is looked at in one piece; a multiple of what any system maps."""

_STRETCH_BYTES = 1 << 20
_SENDS_TO_FILES = sys.platform == "linux"
_KEEP_SIZE = 1
"""FALLOC_FL_KEEP_SIZE of fallocate(2)."""


def look_of(path: Path) -> list[int] | None:
    """Say how a file looks, its size and when it was written (ns); None where there is none.

    What is no file of its own, but a link, a folder or a pipe, is none.
    """
    found = _file(path)
    return found and [found.st_size, found.st_mtime_ns]


def identity_of(path: Path) -> list[int] | None:
    """Say which file it is: how it looks, when anything about it changed last (ns), its number on the disk.

    Nobody can bring the last two along with a folder, or set them; copying a folder changes them.
    """
    found = _file(path)
    return found and [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]


def _file(path: Path) -> os.stat_result | None:
    """Look at a file; None where there is none."""
    try:
        found = path.lstat()
    except (OSError, ValueError):  # no system has a file of such a name
        return None
    return found if stat.S_ISREG(found.st_mode) else None


def content_of(path: Path, *, most_bytes: int) -> bytes | None:
    """Read a file that a case folder may have brought along; None where it is longer, or no file of its own.

    From a pipe nothing would ever come.
    """
    look = look_of(path)
    if look is None or look[0] > most_bytes:
        return None
    try:
        return path.read_bytes()
    except OSError:
        return None


def reserve(file: BinaryIO, size_bytes: int) -> None:
    """Have the disk set room aside for a file that will become about so long; its length stays.

    Writing gets faster, and above all taking the place of another file: ext4 first writes out what has no
    place on the disk yet (ext4(5), auto_da_alloc). `let_go` gives back what was too much. Where a disk or a
    system cannot do it, nothing happens.
    """
    if sys.platform != "linux":
        return
    import ctypes

    with suppress(OSError, AttributeError):
        fallocate = ctypes.CDLL(None).fallocate64
        fallocate.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_int64, ctypes.c_int64]
        fallocate(file.fileno(), _KEEP_SIZE, 0, size_bytes)


def let_go(file: BinaryIO) -> None:
    """Give back the room that a file did not need; it is written to its end."""
    file.flush()
    file.truncate(file.tell())


def copy_beginning(
    source: BinaryIO, target: BinaryIO, size_bytes: int, *, goes_on: Callable[[], bool]
) -> hashlib._Hash | None:
    """Write the first bytes of a file into an empty one, and work out the sha256 of what was written.

    Args:
        source: A file, open for reading.
        target: A file, open for writing and reading; its position is behind the copy afterwards.
        size_bytes: How much to copy.
        goes_on: Asked now and then; where it says no, nothing comes of it.

    Returns:
        The sum so far, to go on with; None where the source is shorter, or it was stopped.

    Raises:
        OSError: One of them cannot be read or written.
    """
    total, at = hashlib.sha256(), 0
    while at < size_bytes:
        step = min(_STEP_BYTES, size_bytes - at)
        if not goes_on() or not _copy_step(source, target, at, step):
            return None
        with mmap.mmap(target.fileno(), step, access=mmap.ACCESS_READ, offset=at) as mapped:
            total.update(mapped)
        at += step
    target.seek(size_bytes)
    return total


def sum_beginning(source: BinaryIO, size_bytes: int, *, goes_on: Callable[[], bool]) -> hashlib._Hash | None:
    """Work out the sha256 of the first bytes of a file; see `copy_beginning`.

    It is read, not mapped: a file of others may become shorter meanwhile.

    Raises:
        OSError: It cannot be read.
    """
    total, left = hashlib.sha256(), size_bytes
    room = memoryview(bytearray(min(_STEP_BYTES, size_bytes)))
    while left:
        size = source.readinto(room[:left]) if goes_on() else 0  # type: ignore[attr-defined]
        if not size:
            return None
        total.update(room[:size])
        left -= size
    return total


def _copy_step(source: BinaryIO, target: BinaryIO, at: int, size_bytes: int) -> bool:
    """Copy the same place of one file into another; no where the source ends before."""
    source.seek(at)
    target.seek(at)
    left = size_bytes
    if _SENDS_TO_FILES:
        while left and (sent := os.sendfile(target.fileno(), source.fileno(), None, left)):
            left -= sent
        return not left
    while left and (stretch := source.read(min(left, _STRETCH_BYTES))):
        target.write(stretch)
        left -= len(stretch)
    target.flush()
    return not left
