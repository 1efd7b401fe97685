"""Read a packet that our own sink wrote, and copy its pages to another file.

A general PDF reader has to be ready for anything and takes half a second for 1,000 pages. A file of our own
has one shape: a plain cross-reference table, the strings of its pages in hexadecimal, streams that begin with
their length. So references can be told from everything else without parsing. What comes of it is proven by
another library.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import BinaryIO

from asylum_packet.errors import OutputError
from asylum_packet.packet.copying import Drawn
from asylum_packet.packet.sink import Sink

_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_STREAM = re.compile(rb"<</Length (\d+) ")
_PAGE = re.compile(rb"<</Type/Page/Parent \d+ 0 R(.*?)(?:/Annots \d+ 0 R)?>>", re.DOTALL)
_KIDS = re.compile(rb"/Kids\[([^]]*)\]")
_BOX = re.compile(rb"/MediaBox *(?:(\d+) 0 R|\[([^]]*)\])")
_ROW_BYTES = 20
_TAIL_BYTES = 400


class Finished:
    """A finished packet whose pages are copied into a sink; each object once."""

    def __init__(self, sink: Sink, path: Path) -> None:
        """Open a packet.

        Raises:
            OutputError: The file is gone, or not one that we wrote.
        """
        self._sink = sink
        self._name = path.name
        try:
            self._file: BinaryIO = path.open("rb")
        except OSError as error:
            raise OutputError(f"{path.name} cannot be opened", fix="build again") from error
        try:
            self._bounds, catalog = self._table()
            self._pages = self._leaves(self._number(rb"/Pages (\d+)", self._body(catalog)))
        except (ValueError, KeyError, OSError) as error:
            self.close()
            raise OutputError(f"{path.name} is not a packet of ours", fix="build again") from error
        self._numbers: dict[int, int] = {}
        self._queue: list[int] = []

    def close(self) -> None:
        """Let the file go."""
        self._file.close()

    def page(self, index: int) -> Drawn:
        """Copy a page as it is, its links left behind.

        Raises:
            OutputError: The page is not one that we wrote.
        """
        try:
            leaf = _PAGE.fullmatch(self._body(self._pages[index]))
            if leaf is None:
                raise ValueError("not a page")
            entries = self._renumbered(leaf[1])
            self._drain()
            return Drawn(form=None, entries=entries, size_pt=self._size(leaf[1]))
        except (ValueError, KeyError, IndexError) as error:
            raise OutputError(
                f"page {index + 1} of {self._name} cannot be read", fix="build again"
            ) from error

    def _table(self) -> tuple[dict[int, tuple[int, int]], int]:
        """Read where each object starts and ends, and the catalog's number."""
        end = self._file.seek(0, 2)
        self._file.seek(max(0, end - _TAIL_BYTES))
        tail = self._file.read()
        start = self._number(rb"startxref\n(\d+)\n%%EOF\n\Z", tail)
        size = self._number(rb"/Size (\d+)", tail)
        rows = self._read(start, start + len(b"xref\n0 %d\n" % size) + size * _ROW_BYTES)
        rows = rows[len(b"xref\n0 %d\n" % size) :]
        starts = {
            number: int(rows[number * _ROW_BYTES : number * _ROW_BYTES + 10])
            for number in range(1, size)
            if rows[number * _ROW_BYTES + 17 : number * _ROW_BYTES + 18] == b"n"
        }
        order = sorted(starts, key=starts.__getitem__)
        ends = [*(starts[number] for number in order[1:]), start]
        bounds = {number: (starts[number], end) for number, end in zip(order, ends, strict=True)}
        return bounds, self._number(rb"/Root (\d+)", tail)

    def _leaves(self, node: int) -> list[int]:
        """List the pages below a node of the page tree; ours has two levels."""
        return [page for inner in self._kids(node) for page in self._kids(inner)]

    def _kids(self, node: int) -> list[int]:
        """List the kids of a node."""
        kids = _KIDS.search(self._body(node))
        return [int(number) for number in _REFERENCE.findall(kids[1])] if kids else []

    def _body(self, number: int) -> bytes:
        """Read an object without its first and last line."""
        head, tail = b"%d 0 obj\n" % number, b"\nendobj\n"
        whole = self._read(*self._bounds[number])
        if not (whole.startswith(head) and whole.endswith(tail)):
            raise ValueError(f"object {number} is not ours")
        return whole[len(head) : -len(tail)]

    def _read(self, start: int, end: int) -> bytes:
        """Read a stretch of the file."""
        self._file.seek(start)
        return self._file.read(end - start)

    def _drain(self) -> None:
        """Copy the objects that were referred to, and those they refer to."""
        while self._queue:
            number = self._queue.pop()
            body, own = self._body(number), self._numbers[number]
            stream = _STREAM.match(body)
            if stream is None:
                self._sink.put(own, self._renumbered(body))
                continue
            data_at = len(body) - len(b"\nendstream") - int(stream[1])
            entries = body[stream.end() : data_at].removesuffix(b">>\nstream\n")
            self._sink.put_stream(own, self._renumbered(entries), body[data_at : data_at + int(stream[1])])

    def _renumbered(self, body: bytes) -> bytes:
        """Let references point at the copies, which are written when their turn comes."""
        return _REFERENCE.sub(self._referred, body)

    def _referred(self, found: re.Match[bytes]) -> bytes:
        """Give the reference to the copy of an object."""
        old = int(found[1])
        number = self._numbers.get(old)
        if number is None:
            number = self._numbers[old] = self._sink.allot()
            self._queue.append(old)
        return b"%d 0 R" % number

    def _size(self, leaf: bytes) -> tuple[float, float]:
        """Measure a page in points."""
        box = _BOX.search(leaf)
        if box is None:
            raise ValueError("no page size")
        sides = self._body(int(box[1])).strip(b"[]") if box[1] else box[2]
        left, bottom, right, top = (float(side) for side in sides.split())
        return right - left, top - bottom

    @staticmethod
    def _number(pattern: bytes, text: bytes) -> int:
        """Find a number that must be there."""
        found = re.search(pattern, text)
        if found is None:
            raise ValueError("not a file of ours")
        return int(found[1])
