"""Compound files, the containers of Outlook and of old Office: a small file system inside a file.

Read by [MS-CFB]: a header, a table that chains sectors, a directory, and a second, finer table for small
streams. Chains that loop or lead out of the file end the reading.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Final

from asylum_packet.intake.values import Refusal
from asylum_packet.values import Struct

_MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_SECTOR: Final = 0xFFFFFFFA
_NONE: Final = 0xFFFFFFFF
_ENTRY: Final = 128
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_MOST_ENTRIES = 100_000


class _Entry(Struct, frozen=True):
    """One line of the directory."""

    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


def read_compound(data: bytes) -> Mapping[str, bytes]:
    """Give every stream of a compound file by its path, storages and streams joined by "/".

    Raises:
        Refusal: It is damaged.
    """
    try:
        return _Reader(data).streams()
    except (struct.error, IndexError, RecursionError, OverflowError):
        raise _damaged() from None


def _damaged() -> Refusal:
    """Refuse a file whose tables make no sense."""
    return Refusal("FILE-damaged", "is damaged: its inner directory cannot be read")


class _Reader:
    """The tables of one file."""

    def __init__(self, data: bytes) -> None:
        """Read the tables."""
        if not data.startswith(_MAGIC):
            raise _damaged()
        self.data = data
        major, shift, mini_shift = struct.unpack_from("<H2xHH", data, 26)
        self.size, self.mini_size = 1 << shift, 1 << mini_shift
        if shift not in {9, 12} or mini_shift != 6:
            raise _damaged()
        self.is_old = major == 3
        # counts and first sectors of the tables: [MS-CFB] 2.2, offset 44
        numbers = struct.unpack_from("<8I", data, 44)
        fats, first_directory, _, self.cutoff, first_mini, _, first_more, mores = numbers
        self.fat = self._table(self._fat_sectors(fats, first_more, mores))
        self.entries = self._directory(first_directory)
        self.mini_fat = self._table(self._chain(first_mini, self.fat))
        root = self.entries[0]
        self.mini = self._sectors(root.start)[: root.size]

    def _sector(self, number: int) -> bytes:
        """Give a sector, which must lie in the file."""
        at = (number + 1) * self.size
        if number >= _LAST_SECTOR or at >= len(self.data):
            raise _damaged()
        return self.data[at : at + self.size]

    def _fat_sectors(self, count: int, more: int, mores: int) -> list[int]:
        """List the sectors of the table of sectors."""
        found = [n for n in struct.unpack_from("<109I", self.data, 76) if n < _LAST_SECTOR]
        for _ in range(min(mores, len(self.data) // self.size)):
            *rest, more = struct.unpack(f"<{self.size // 4}I", self._sector(more))
            found += [number for number in rest if number < _LAST_SECTOR]
        return found[:count]

    def _table(self, sectors: list[int]) -> list[int]:
        """Join sectors to a table of numbers."""
        raw = b"".join(self._sector(number) for number in sectors)
        return list(struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4]))

    def _chain(self, start: int, table: list[int]) -> list[int]:
        """Follow a chain to its end."""
        found: list[int] = []
        while start < _LAST_SECTOR:
            found.append(start)
            if start >= len(table) or len(found) > len(table):
                raise _damaged()
            start = table[start]
        return found

    def _sectors(self, start: int) -> bytes:
        """Give the content of a chain."""
        return b"".join(self._sector(number) for number in self._chain(start, self.fat))

    def _directory(self, start: int) -> list[_Entry]:
        """Read every line of the directory."""
        raw = self._sectors(start)
        entries = [_entry(raw[at : at + _ENTRY]) for at in range(0, len(raw), _ENTRY)]
        if not entries or entries[0].kind != _ROOT or len(entries) > _MOST_ENTRIES:
            raise _damaged()
        return entries

    def _content(self, entry: _Entry) -> bytes:
        """Give the content of a stream."""
        size = entry.size & 0xFFFFFFFF if self.is_old else entry.size
        if size >= self.cutoff:
            return self._sectors(entry.start)[:size]
        if not size:
            return b""
        parts = (
            self.mini[number * self.mini_size : (number + 1) * self.mini_size]
            for number in self._chain(entry.start, self.mini_fat)
        )
        return b"".join(parts)[:size]

    def streams(self) -> Mapping[str, bytes]:
        """Walk the directory: a tree of brothers for every storage."""
        found: dict[str, bytes] = {}
        waiting = [(self.entries[0].child, "")]
        seen: set[int] = set()
        while waiting:
            number, above = waiting.pop()
            if number == _NONE or number in seen:
                continue
            seen.add(number)
            entry = self.entries[number]
            waiting += [(entry.left, above), (entry.right, above)]
            if entry.kind == _STREAM:
                found[above + entry.name] = self._content(entry)
            elif entry.kind == _STORAGE:
                waiting.append((entry.child, f"{above}{entry.name}/"))
        return found


def _entry(raw: bytes) -> _Entry:
    """Read one line of the directory."""
    long, kind = struct.unpack_from("<HB", raw, 64)
    left, right, child = struct.unpack_from("<III", raw, 68)
    start, size = struct.unpack_from("<IQ", raw, 116)
    name = raw[: max(min(long, 64) - 2, 0)].decode("utf-16-le", "replace")
    return _Entry(name=name, kind=kind, left=left, right=right, child=child, start=start, size=size)
