"""Where the objects of a new PDF go: straight to the file, one after another, so that memory does not grow.

pypdf's own writer keeps every object, and so every scan, in memory until the end: 320 MB and 0.85 s for 1,000
pages of scans. Writing each object once, at the place it will keep, needs a fraction of both.
"""

from __future__ import annotations

import hashlib
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol

from asylum_packet.packet.openings import Opening
from asylum_packet.packet.syntax import reference

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_STRETCH_BYTES = 1 << 20
"""For more in one write Linux looks for large pages of memory: 4 MB at once took ten times as long."""

_SHORT_BYTES = 1000
_MOST_WAITING = 3

_spare: list[bytearray] = []
"""Room for a long stretch, used again by the next: fresh memory costs as much as copying into it."""


class UnwrittenError(OSError):
    """The new file cannot be written; nothing is wrong with those that it is made of."""


class Writable(Protocol):
    """What a file is to a sink."""

    def write(self, data: bytes | memoryview, /) -> int:
        """Take more of the file, all of it."""


def _room() -> bytearray:
    """Take room for a stretch; another build of this process may just take the last."""
    try:
        room = _spare.pop()
    except IndexError:
        return bytearray(_STRETCH_BYTES)
    return room if len(room) >= _STRETCH_BYTES else bytearray(_STRETCH_BYTES)


class _Outlet:
    """Writes a file and works out its sha256 on another core; both let go of the interpreter's lock.

    The file is handed over in long stretches, so that the other thread asks for the lock seldom; only a few
    may wait, so that memory does not grow with the file.
    """

    def __init__(self, file: Writable, so_far: hashlib._Hash | None) -> None:
        self._file = file
        self._sum = so_far or hashlib.sha256()
        self._worker = ThreadPoolExecutor(max_workers=1)
        self._gathered: list[bytes | memoryview] = []
        self._gathered_bytes = 0
        self._waiting: deque[Future[None]] = deque()
        self.written = 0

    def add(self, data: bytes | memoryview) -> None:
        """Take more of the file."""
        self.written += len(data)
        if self._gathered_bytes + len(data) > _STRETCH_BYTES:
            self._hand_over()
        self._gathered.append(data)
        self._gathered_bytes += len(data)

    def so_far(self) -> str:
        """Give the sum of what was added.

        Raises:
            UnwrittenError: The file could not be written.
        """
        self._hand_over()
        while self._waiting:
            self._waiting.popleft().result()
        return self._sum.hexdigest()

    def close(self) -> None:
        """Let the other core go; what waits is written no more where something failed."""
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _hand_over(self) -> None:
        """Let the other thread write what was gathered."""
        while len(self._waiting) >= _MOST_WAITING:
            self._waiting.popleft().result()
        self._waiting.append(self._worker.submit(self._out, self._gathered))
        self._gathered, self._gathered_bytes = [], 0

    def _out(self, gathered: list[bytes | memoryview]) -> None:
        """Write and sum; runs in the other thread."""
        if len(gathered) == 1:
            self._write(gathered[0])
            return
        room = _room()
        at, view = 0, memoryview(room)
        for data in gathered:
            view[at : at + len(data)] = data
            at += len(data)
        self._write(view[:at])
        _spare.append(room)

    def _write(self, stretch: bytes | memoryview) -> None:
        """Write a stretch, and add it to the sum."""
        self._put(stretch)
        self._sum.update(stretch)

    def _put(self, stretch: bytes | memoryview) -> None:
        """Write a stretch; a picture that is longer goes in several."""
        view = memoryview(stretch)
        try:
            for at in range(0, len(view), _STRETCH_BYTES):
                self._file.write(view[at : at + _STRETCH_BYTES])
        except OSError as error:
            raise UnwrittenError(error.errno, error.strerror) from error


class Sink:
    """A PDF file in the making: allot numbers, put objects, finish."""

    def __init__(
        self, file: Writable, opening: Opening | None = None, so_far: hashlib._Hash | None = None
    ) -> None:
        """Begin a file, or go on with one.

        Args:
            file: Open for writing, and empty but for its opening.
            opening: What it holds.
            so_far: The sha256 of that.
        """
        self._outlet = _Outlet(file, so_far)
        self._offsets: dict[int, int] = {}
        self._count = 0
        self._shared: dict[bytes, int] = {}
        if opening is None:
            self._outlet.add(_HEADER)
            return
        self._outlet.written = opening.size_bytes
        self._offsets = dict(enumerate(opening.offsets, start=1))
        self._count = len(opening.offsets)
        self._shared = {bytes.fromhex(digest): number for digest, number in opening.shared.items()}

    def __enter__(self) -> Sink:
        """Give itself: the other thread ends with the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the other thread."""
        self.close()

    def close(self) -> None:
        """End the other thread."""
        self._outlet.close()

    def opening(self, key: str, told: object) -> Opening | None:
        """Take down how the file begins: all that was put until now.

        Nothing where a number was allotted and its object not put: its file had to be brought into another
        shape while it was being copied.
        """
        if len(self._offsets) < self._count:
            return None
        return Opening(
            key=key,
            size_bytes=self._outlet.written,
            sha256=self._outlet.so_far(),
            offsets=tuple(self._offsets[number] for number in range(1, self._count + 1)),
            shared={digest.hex(): number for digest, number in self._shared.items()},
            told=told,
        )

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
        self._outlet.add(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    def put_stream(self, number: int, entries: bytes, data: bytes | memoryview) -> None:
        """Write a stream: the entries of its dictionary without /Length, and its data as they are stored."""
        self._begin(number)
        add, head = self._outlet.add, b"%d 0 obj\n<</Length %d %b>>\nstream\n" % (number, len(data), entries)
        if len(data) < _SHORT_BYTES:
            add(b"".join((head, data, b"\nendstream\nendobj\n")))
            return
        add(head)
        add(data)
        add(b"\nendstream\nendobj\n")

    def add(self, body: bytes) -> int:
        """Write an object under a new number."""
        number = self.allot()
        self.put(number, body)
        return number

    def add_stream(self, entries: bytes, data: bytes | memoryview) -> int:
        """Write a stream under a new number."""
        number = self.allot()
        self.put_stream(number, entries, data)
        return number

    def finish(self, *, catalog: int, info: int) -> str:
        """Write the cross-reference table and the trailer; return the sha256 of the whole file.

        The file's /ID is made from its content, so that equal input gives equal bytes.
        """
        identity = self._outlet.so_far()[:32].encode()
        start, size = self._outlet.written, self._count + 1
        rows = b"".join([self._row(number) for number in range(1, size)])
        add = self._outlet.add
        add(b"xref\n0 %d\n0000000000 65535 f \n" % size + rows)
        add(b"trailer\n<</Size %d/Root %b/Info %b" % (size, reference(catalog), reference(info)))
        add(b"/ID[<%b><%b>]>>\nstartxref\n%d\n%%%%EOF\n" % (identity, identity, start))
        return self._outlet.so_far()

    def _row(self, number: int) -> bytes:
        """Spell the line of an object in the cross-reference table: 20 bytes (ISO 32000-2, 7.5.4)."""
        offset = self._offsets.get(number)
        return b"0000000000 00001 f \n" if offset is None else b"%010d 00000 n \n" % offset

    def _begin(self, number: int) -> None:
        """Note where an object starts."""
        if number in self._offsets:
            raise ValueError(f"object {number} is written twice")
        self._offsets[number] = self._outlet.written
