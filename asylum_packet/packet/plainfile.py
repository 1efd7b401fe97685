"""Read PDF files of one plain shape, without a general parser.

A general PDF reader has to be ready for anything and takes half a second for 1,000 pages. What intake
prepares is written by qpdf, and what we assemble by our own sink; both write a plain cross-reference table,
objects that begin and end with a line of their own, streams that tell their length, strings whose brackets
are escaped. So pages, streams and references can be told apart with a few searches. Anything else is refused
with `NotPlainError`, and what comes of it is proven by another library.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

_HEADER = re.compile(rb"%PDF-\d\.\d\n%(?:\xbf\xf7\xa2\xfe|\xe2\xe3\xcf\xd3)\n")
"""The first two lines of files by qpdf and by our sink."""

_REFERENCE = re.compile(rb"\((?:[^()\\]++|\\.)*+\)|\b(\d+) 0 R\b|([(%])", re.DOTALL)
_TOKEN = re.compile(
    rb"<<|>>|[\[\]]|\((?:[^()\\]++|\\.)*+\)|<[0-9A-Fa-f]*>|/[^\s()<>\[\]{}/%]*|[^\s()<>\[\]{}/%]+|(\S)",
    re.DOTALL,
)
_NAME = rb"/[^\s()<>\[\]{}/%]*+"
_INSIDE = rb"(?:[^<>()%]++|<<(?:[^<>()%]++|<<[^<>()%]*+>>)*+>>)*+"
_SIMPLE_ENTRY = re.compile(
    rb"\s*+(%b)\s*+(\d++ 0 R|[-+.\d]++|true|false|null|%b|\[[^\[\]<>()%%]*+\]|<<%b>>)(?=[\s/>])"
    % (_NAME, _NAME, _INSIDE)
)
"""An entry of a dictionary whose value holds no string and no comment, and is not nested deeply."""

_NODE = re.compile(rb"/Type ?/(Pages?)\b")
_ONE_REFERENCE = re.compile(rb"(\d+) 0 R")
_LENGTH = re.compile(rb"/Length (\d+)")
_OPENING, _CLOSING = (b"<<", b"["), (b">>", b"]")
_STREAM, _STREAM_END = b">>\nstream\n", b"\nendstream"
_OBJECT_END = b"\nendobj\n"
_ROW_BYTES, _TAIL_BYTES = 20, 1000
_DEEPEST = 40


class NotPlainError(ValueError):
    """The file, or something in it, is not of the plain shape."""


class PlainFile:
    """An open file whose objects can be read by number.

    `pages` holds the numbers of its pages in order, `nodes` those of everything in its page tree.
    """

    def __init__(self, file: BinaryIO) -> None:
        """Read where everything stands.

        Raises:
            NotPlainError: The file is not of the plain shape.
        """
        self._file = file
        file.seek(0)
        if not _HEADER.match(file.read(32)):
            raise NotPlainError("written by another program")
        self._bounds, catalog = self._table()
        self.nodes: set[int] = set()
        self.pages = list(self._leaves(_number(rb"/Pages (\d+) 0 R", self.body(catalog)), depth=0))

    def body(self, number: int) -> bytes:
        """Read an object without its first and last line."""
        head, whole = self._object(number)
        return whole[len(head) : -len(_OBJECT_END)]

    def parts(self, number: int) -> tuple[bytes, memoryview | None]:
        """Read an object: a stream's dictionary and its data as stored, or any other value and None.

        The data are a view of what was read: a scan is not copied once more for being looked at.
        """
        head, whole = self._object(number)
        at = whole.find(_STREAM, len(head))
        if at < 0 or not whole.endswith(_STREAM_END + _OBJECT_END):
            return whole[len(head) : -len(_OBJECT_END)], None
        entries = whole[len(head) : at + 2]
        data = memoryview(whole)[at + len(_STREAM) : -len(_STREAM_END + _OBJECT_END)]
        _refuse_other_length(entries, len(data))
        return entries, data

    def _object(self, number: int) -> tuple[bytes, bytes]:
        """Read an object's first line, and the whole of it."""
        if number not in self._bounds:
            raise NotPlainError(f"no object {number}")
        head, (start, end) = b"%d 0 obj\n" % number, self._bounds[number]
        whole = self._read(start, end)
        if not (whole.startswith(head) and whole.endswith(_OBJECT_END)):
            raise NotPlainError(f"object {number} has another shape")
        return head, whole

    def size_bytes(self, number: int) -> int:
        """Give the room that an object takes in the file."""
        start, end = self._bounds[number]
        return end - start

    def resolved(self, value: bytes) -> bytes:
        """Give a value, or the object that it refers to."""
        found = _ONE_REFERENCE.fullmatch(value)
        return self.body(int(found[1])) if found else value

    def stream(self, value: bytes) -> tuple[bytes, memoryview]:
        """Give the dictionary and the data of the stream that a value refers to.

        Raises:
            NotPlainError: It is no reference to a stream.
        """
        found = _ONE_REFERENCE.fullmatch(value)
        entries, data = self.parts(int(found[1])) if found else (value, None)
        if data is None:
            raise NotPlainError("a reference to a stream is missing")
        return entries, data

    def _table(self) -> tuple[dict[int, tuple[int, int]], int]:
        """Read where each object starts and ends, and the catalog's number."""
        end = self._file.seek(0, 2)
        tail = self._read(max(0, end - _TAIL_BYTES), end)
        start = _number(rb"startxref\n(\d+)\n%%EOF\n\Z", tail)
        trailer = tail[tail.rfind(b"trailer") :]
        size = _number(rb"/Size (\d+)", trailer)
        head = b"xref\n0 %d\n" % size
        rows = self._read(start, start + len(head) + size * _ROW_BYTES)
        if not rows.startswith(head) or len(rows) != len(head) + size * _ROW_BYTES:
            raise NotPlainError("no plain cross-reference table")
        starts = _starts(rows[len(head) :], size)
        order = sorted(starts, key=starts.__getitem__)
        ends = [*(starts[number] for number in order[1:]), start]
        bounds = {number: (starts[number], end) for number, end in zip(order, ends, strict=True)}
        return bounds, _number(rb"/Root (\d+) 0 R", trailer)

    def _leaves(self, node: int, *, depth: int) -> Iterator[int]:
        """Yield the pages below a node of the page tree."""
        self.nodes.add(node)
        body = self.body(node)
        kinds = _NODE.findall(body)
        kind = kinds[0] if len(kinds) == 1 else entries_of(body).get(b"/Type", b"").lstrip(b"/")
        if kind == b"Page":
            yield node
        elif kind == b"Pages" and depth < _DEEPEST:
            for kid in references(self.resolved(entries_of(body).get(b"/Kids", b""))):
                yield from self._leaves(kid, depth=depth + 1)
        else:
            raise NotPlainError(f"object {node} is not a node of the page tree")

    def _read(self, start: int, end: int) -> bytes:
        """Read a stretch of the file."""
        self._file.seek(start)
        return self._file.read(end - start)


def entries_of(dictionary: bytes) -> dict[bytes, bytes]:
    """Split a dictionary into its entries, each value as it is written.

    Raises:
        NotPlainError: It is not a dictionary, or not spelled as plain files spell them.
    """
    found, at, end = {}, len(b"<<"), len(dictionary) - len(b">>")
    if dictionary.startswith(b"<<") and dictionary.endswith(b">>"):
        while one := _SIMPLE_ENTRY.match(dictionary, at):
            found[one[1]] = one[2]
            at = one.end()
        if at <= end and not dictionary[at:end].strip():
            return found
    return _entries_by_token(dictionary)


def _entries_by_token(dictionary: bytes) -> dict[bytes, bytes]:
    """Split any dictionary into its entries; see `entries_of`."""
    tokens = list(_TOKEN.finditer(dictionary))
    if len(tokens) < 2 or tokens[0][0] != b"<<" or tokens[-1][0] != b">>" or any(t[1] for t in tokens):
        raise NotPlainError("not a dictionary")
    found, at = {}, 1
    while at < len(tokens) - 1:
        key, start = tokens[at][0], at + 1
        at = _after_value(tokens, start)
        if not key.startswith(b"/") or at >= len(tokens):
            raise NotPlainError("a dictionary without keys")
        found[key] = dictionary[tokens[start].start() : tokens[at - 1].end()]
    return found


def references(value: bytes) -> tuple[int, ...]:
    """List the objects that a value refers to."""
    found: list[int] = []

    def note(number: int) -> bytes:
        found.append(number)
        return b""

    renumbered(value, note)
    return tuple(found)


def renumbered(value: bytes, spell: Callable[[int], bytes]) -> bytes:
    """Spell a value anew with other references; what stands in strings is left alone.

    Raises:
        NotPlainError: A string is not spelled as plain files spell them.
    """

    def one(found: re.Match[bytes]) -> bytes:
        if found[1] is not None:
            return spell(int(found[1]))
        if found[2] is not None:
            raise NotPlainError("a string with bare brackets, or a comment")
        return found[0]

    return _REFERENCE.sub(one, value)


def _refuse_other_length(entries: bytes, length: int) -> None:
    """Refuse a stream whose data are not as long as its dictionary says."""
    if entries.count(b"/Length ") == 1:
        found = _LENGTH.search(entries)
        told = found[1] if found else b""
    else:
        told = entries_of(entries).get(b"/Length", b"")
    if told != b"%d" % length:
        raise NotPlainError("a stream has another length than it says")


def _after_value(tokens: list[re.Match[bytes]], start: int) -> int:
    """Find the place after the value that starts at a token."""
    depth, at = 0, start
    while at < len(tokens):
        word = tokens[at][0]
        depth += (word in _OPENING) - (word in _CLOSING)
        at += 1
        if depth == 0:
            break
    if at == start + 1 and at + 1 < len(tokens) and tokens[at + 1][0] == b"R":
        return at + 2
    return at


def _starts(rows: bytes, size: int) -> dict[int, int]:
    """Read the lines of a cross-reference table: 20 bytes each (ISO 32000-2, 7.5.4)."""
    return {
        number: int(rows[number * _ROW_BYTES : number * _ROW_BYTES + 10])
        for number in range(1, size)
        if rows[number * _ROW_BYTES + 17 : number * _ROW_BYTES + 18] == b"n"
    }


def _number(pattern: bytes, text: bytes) -> int:
    """Find a number that must be there."""
    found = re.search(pattern, text)
    if found is None:
        raise NotPlainError("something is missing that plain files have")
    return int(found[1])
