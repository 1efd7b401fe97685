"""Begin files as those before did, ahead of knowing what they will hold: nearly always only words changed.

Most of a packet is its evidence, at the head of every file (`openings.py`), and after an edit of the brief it
is the very same. Another thread copies it while the program is loaded and papers are set; whoever writes a
file takes what was copied where it is what he wants, and nothing else happens where it is not. The copies are
files of this process alone, so that nobody has to wait for another build before they are begun.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import BinaryIO

from asylum_packet.disk import copy_beginning, reserve, sum_beginning
from asylum_packet.packet.openings import Opening, Openings
from asylum_packet.packet.outputs import temporary
from asylum_packet.values import Struct

ROOM_BYTES = 4_000_000
"""For what comes behind the evidence of a file: our own papers, its pages, bookmarks and links."""


class Started(Struct, frozen=True, kw_only=True):
    """A file that begins as an earlier one does; whoever takes it closes it.

    A packet is a copy, open for what comes behind its opening. A file of the upload set is the earlier one
    itself, open for reading, since it may well stay as it is. `sum` is the sha256 of the opening.
    """

    path: Path
    file: BinaryIO
    opening: Opening
    sum: hashlib._Hash


class Ahead:
    """Copies of how the files of an output folder begin; a context that removes what nobody took."""

    def __init__(self, out: Path, openings: Openings, *, uploads: bool = True) -> None:
        """Begin copying in another thread.

        Args:
            out: The output folder.
            openings: How the files begin that stand there.
            uploads: Whether the upload set will be wanted, too.
        """
        self.folder = temporary(out / f"ahead-{os.urandom(4).hex()}")
        """Of a name that no other build has: in two containers two processes may have one number."""

        self.was_used = False
        """Whether a file was taken."""

        self._is_over = False
        self._worker = ThreadPoolExecutor(max_workers=1)
        self._copies: Mapping[str, Future[Started | None]] = {}
        standing = openings.standing(uploads=uploads)
        if not standing:
            return
        with suppress(OSError):
            self.folder.mkdir()
            wanted = {opening.key: (path, opening) for path, opening in standing}
            self._copies = {
                key: self._worker.submit(self._copy if path.parent == out else self._read, path, opening)
                for key, (path, opening) in wanted.items()
            }

    def __enter__(self) -> Ahead:
        """Give itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop, and remove what nobody took."""
        self.close()

    def close(self) -> None:
        """Stop, and remove what nobody took."""
        self._is_over = True
        self._worker.shutdown(wait=True, cancel_futures=True)
        for copy in self._copies.values():
            if not copy.cancelled() and copy.exception() is None and (started := copy.result()) is not None:
                with suppress(OSError):
                    started.file.close()
        self._copies = {}
        shutil.rmtree(self.folder, ignore_errors=True)

    def promises(self, key: str) -> bool:
        """Say whether a file that begins so stands in the folder; `take` finds out whether it is whole."""
        return key in self._copies

    def take(self, key: str) -> Started | None:
        """Wait for a file that begins so, and take it, once; nothing where there is none after all."""
        copy = self._copies.get(key)
        if copy is None:
            return None
        self._copies = {other: one for other, one in self._copies.items() if other != key}
        try:
            started = copy.result()
        except OSError:  # what is wrong with the disk shows when the file is written anew
            return None
        if started is not None and not _is_named(started):
            started.file.close()
            return None
        self.was_used = self.was_used or started is not None
        return started

    def _copy(self, source: Path, opening: Opening) -> Started | None:
        """Copy how a file begins; nothing where its bytes are not what they were. In the other thread."""
        path = self.folder / source.name
        with ExitStack() as failed:
            file = failed.enter_context(path.open("w+b"))
            reserve(file, opening.size_bytes + ROOM_BYTES)
            with source.open("rb", buffering=0) as earlier:
                total = copy_beginning(earlier, file, opening.size_bytes, goes_on=lambda: not self._is_over)
            if total is not None and total.hexdigest() == opening.sha256:
                failed.pop_all()
                return Started(path=path, file=file, opening=opening, sum=total)
        return None

    def _read(self, path: Path, opening: Opening) -> Started | None:
        """Work out the sum of an opening; nothing where it is not what it was. In the other thread."""
        with ExitStack() as failed:
            file = failed.enter_context(path.open("rb", buffering=0))
            total = sum_beginning(file, opening.size_bytes, goes_on=lambda: not self._is_over)
            if total is not None and total.hexdigest() == opening.sha256:
                failed.pop_all()
                return Started(path=path, file=file, opening=opening, sum=total)
        return None


def _is_named(started: Started) -> bool:
    """Say whether a file still has its name: another build may have cleared it away."""
    try:
        return os.path.samestat(os.fstat(started.file.fileno()), started.path.stat())
    except OSError:
        return False
