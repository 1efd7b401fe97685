"""Where the objects of a new PDF go: straight to the file, one after another, so that memory does not grow.

pypdf's own writer keeps every object, and so every scan, in memory until the end: 320 MB and 0.85 s for 1,000
pages of scans. Writing each object once, at the place it will keep, needs a fraction of both.
"""

from __future__ import annotations

import hashlib
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from typing import BinaryIO

from asylum_packet.packet.syntax import reference

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_CHUNK_BYTES = 1 << 18
_WAITING_BYTES = 1 << 23
_BATCH_BYTES = 1 << 20


class _Hash:
    """A sha256 worked out on another core while the file is being written (hashlib lets go of the lock)."""

    def __init__(self) -> None:
        self._sum = hashlib.sha256()
        self._worker = ThreadPoolExecutor(max_workers=1)
        self._batch: list[bytes] = []
        self._batch_bytes = 0
        self._waiting: deque[tuple[Future[None], int]] = deque()
        self._waiting_bytes = 0

    def add(self, data: bytes) -> None:
        """Take more of the file; a few megabytes may wait, no more, so that memory stays small."""
        self._batch.append(data)
        self._batch_bytes += len(data)
        if self._batch_bytes > _BATCH_BYTES:
            self._send()

    def so_far(self) -> str:
        """Give the sum of what was added."""
        self._send()
        while self._waiting:
            self._wait()
        return self._sum.hexdigest()

    def end(self) -> str:
        """Give the sum and let the other core go."""
        sum_ = self.so_far()
        self._worker.shutdown(wait=True)
        return sum_

    def _send(self) -> None:
        """Hand over a batch: handing over every object would cost more than the sum."""
        while self._waiting_bytes > _WAITING_BYTES:
            self._wait()
        self._waiting.append((self._worker.submit(self._update, self._batch), self._batch_bytes))
        self._waiting_bytes += self._batch_bytes
        self._batch, self._batch_bytes = [], 0

    def _update(self, batch: list[bytes]) -> None:
        """Add a batch to the sum; runs in the other thread."""
        for data in batch:
            self._sum.update(data)

    def _wait(self) -> None:
        """Wait for the oldest batch."""
        future, size = self._waiting.popleft()
        future.result()
        self._waiting_bytes -= size


class Sink:
    """A PDF file in the making: allot numbers, put objects, finish."""

    def __init__(self, file: BinaryIO) -> None:
        """Begin a file; `file` is open for writing and empty."""
        self._file = file
        self._hash = _Hash()
        self._waiting = bytearray(_HEADER)
        self._written = 0
        self._offsets: dict[int, int] = {}
        self._count = 0
        self._shared: dict[bytes, int] = {}

    def allot(self) -> int:
        """Reserve the number of an object that is put later."""
        self._count += 1
        return self._count

    def shared(self, body: bytes) -> tuple[int, bool]:
        """Give the number of an object that several files bring along, and whether it is yet to be put.

        Args:
            body: The object as its file has it; it refers to no other.
        """
        digest = hashlib.sha256(body).digest()
        if digest in self._shared:
            return self._shared[digest], False
        self._shared[digest] = self.allot()
        return self._shared[digest], True

    def put(self, number: int, body: bytes) -> None:
        """Write an object that is no stream."""
        self._begin(number)
        self._add(body + b"\nendobj\n")

    def put_stream(self, number: int, entries: bytes, data: bytes) -> None:
        """Write a stream: the entries of its dictionary without /Length, and its data as they are stored."""
        self._begin(number)
        self._add(b"<</Length %d %b>>\nstream\n" % (len(data), entries))
        self._add(data)
        self._add(b"\nendstream\nendobj\n")

    def add(self, body: bytes) -> int:
        """Write an object under a new number."""
        number = self.allot()
        self.put(number, body)
        return number

    def add_stream(self, entries: bytes, data: bytes) -> int:
        """Write a stream under a new number."""
        number = self.allot()
        self.put_stream(number, entries, data)
        return number

    def finish(self, *, catalog: int, info: int) -> str:
        """Write the cross-reference table and the trailer; return the sha256 of the whole file.

        The file's /ID is made from its content, so that equal input gives equal bytes.
        """
        self._flush()
        identity = self._hash.so_far()[:32].encode()
        start, size = self._written, self._count + 1
        rows = [b"0000000000 65535 f \n"]
        rows += [self._row(number) for number in range(1, size)]
        self._add(b"xref\n0 %d\n" % size + b"".join(rows))
        self._add(b"trailer\n<</Size %d/Root %b/Info %b" % (size, reference(catalog), reference(info)))
        self._add(b"/ID[<%b><%b>]>>\nstartxref\n%d\n%%%%EOF\n" % (identity, identity, start))
        self._flush()
        return self._hash.end()

    def _row(self, number: int) -> bytes:
        """Spell the line of an object in the cross-reference table: 20 bytes (ISO 32000-2, 7.5.4)."""
        offset = self._offsets.get(number)
        return b"0000000000 00001 f \n" if offset is None else b"%010d 00000 n \n" % offset

    def _begin(self, number: int) -> None:
        """Note where an object starts."""
        if number in self._offsets:
            raise ValueError(f"object {number} is written twice")
        self._offsets[number] = self._written + len(self._waiting)
        self._waiting += b"%d 0 obj\n" % number

    def _add(self, data: bytes) -> None:
        """Add bytes; long ones go to the file without another copy."""
        if len(data) > _CHUNK_BYTES:
            self._flush()
            self._out(data)
            return
        self._waiting += data
        if len(self._waiting) > _CHUNK_BYTES:
            self._flush()

    def _flush(self) -> None:
        """Send what waits to the file."""
        self._out(bytes(self._waiting))
        self._waiting.clear()

    def _out(self, data: bytes) -> None:
        """Write and hash."""
        self._hash.add(data)
        self._file.write(data)
        self._written += len(data)
