"""A file that may come out as one that stands already: nothing is written of it as long as it does.

After an edit of the brief most files of the upload set are the very same as before. A second name for a file
that stands there costs nothing; to write 250 MB again takes a fifth of a second, and more than one where the
machine has no memory at hand.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

_STRETCH_BYTES = 1 << 20


class Twin:
    """Takes the bytes of a new file, one after the other; a context in which it is made.

    Without an earlier file, or from the first byte on that differs from its own, they are written.
    """

    def __init__(self, path: Path) -> None:
        """Choose the new file, which is replaced."""
        self._path = path
        self._file: BinaryIO | None = None
        self._earlier: Path | None = None
        self._source: BinaryIO | None = None
        self._same_bytes = 0

    def __enter__(self) -> Twin:
        """Give itself."""
        return self

    def __exit__(self, stopped_by: type[BaseException] | None, *_: object) -> None:
        """Finish the file, unless something went wrong.

        Raises:
            OSError: The file cannot be written.
        """
        try:
            if stopped_by is None and not self._is_named_again():
                self._written()
        finally:
            for file in (self._file, self._source):
                if file is not None:
                    file.close()

    def follow(self, path: Path, file: BinaryIO, size_bytes: int) -> None:
        """Begin with the first bytes of an earlier file, and compare with it from there on.

        Args:
            path: The earlier file.
            file: It is open for reading here, and closed in the end.
            size_bytes: How much of it the caller has read.
        """
        self._earlier, self._source, self._same_bytes = path, file, size_bytes

    def write(self, data: bytes | memoryview) -> int:
        """Take more of the file.

        Raises:
            OSError: It cannot be written.
        """
        if self._file is None and self._source is not None:
            self._source.seek(self._same_bytes)
            if self._source.read(len(data)) == bytes(data):
                self._same_bytes += len(data)
                return len(data)
        return self._written().write(data)

    def _written(self) -> BinaryIO:
        """Give the new file, open for writing behind the bytes that were the same until now."""
        if self._file is None:
            self._path.unlink(missing_ok=True)
            self._file = self._path.open("wb")
            if self._source is not None:
                self._copy(self._source, self._file)
        return self._file

    def _copy(self, source: BinaryIO, file: BinaryIO) -> None:
        """Write the bytes that are the same."""
        source.seek(0)
        left = self._same_bytes
        while left:
            stretch = source.read(min(left, _STRETCH_BYTES))
            if not stretch:
                raise OSError("a file of the upload set became shorter while it was read")
            file.write(stretch)
            left -= len(stretch)

    def _is_named_again(self) -> bool:
        """Give the earlier file a second name, where the new one is the same to its end.

        Not every disk knows second names, and another file may have taken the place of the earlier one.
        """
        if self._file is not None or self._source is None or self._earlier is None:
            return False
        told = os.fstat(self._source.fileno())
        if told.st_size != self._same_bytes:
            return False
        self._path.unlink(missing_ok=True)
        with suppress(OSError, NotImplementedError):
            self._path.hardlink_to(self._earlier)
            return os.path.samestat(told, self._path.lstat())
        return False
