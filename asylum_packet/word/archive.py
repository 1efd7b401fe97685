"""The parts of a Word file that came from anywhere: read within bounds, nothing unpacked, nothing fetched.

A .docx is a zip archive of XML. Sizes are counted while unpacking, not believed; a document type, which is
where XML keeps its bombs and its ways out, is refused; so are elements nested or counted beyond any brief.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

from asylum_packet.errors import WordError
from asylum_packet.values import Struct, field

MOST_BYTES = 60_000_000
"""How much the text of a Word file may unpack to; pictures are not unpacked."""
MOST_PART_BYTES = 30_000_000
MOST_FILE_BYTES = 200_000_000
MOST_PARTS = 5_000
MOST_DIRECTORY_BYTES = 1_000_000
"""How long the list of parts may be, which is read as a whole."""
MOST_ELEMENTS = 600_000
MOST_NESTED = 200
_END, _END_64, _END_BYTES = b"PK\x05\x06", b"PK\x06\x07", 22
"""The record at the end of a zip archive, and that before it in one of more than 4 GB."""
_OLE = b"\xd0\xcf\x11\xe0"
_CHUNK = 1 << 16
_BROKEN = (
    zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError, EOFError, zlib.error,
)  # fmt: skip
_SAVE = "open it in Word and save it again as a Word document (.docx)"

Name = str
"""The name of an element or attribute: "{name space}name" as lxml and ElementTree write it, shortened."""
_SPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "http://www.w3.org/XML/1998/namespace": "xml",
}


class Node(Struct):
    """An element: its name with a short prefix ("w:p"), attributes named alike, children, and text."""

    name: Name
    attributes: Mapping[Name, str]
    children: list[Node] = field(default_factory=list)
    text: str = ""

    def get(self, name: Name, default: str = "") -> str:
        """Give an attribute."""
        return self.attributes.get(name, default)

    def find(self, *path: Name) -> Node | None:
        """Give the first child of a name, and from there on the first of the next."""
        node: Node | None = self
        for name in path:
            node = next((child for child in node.children if child.name == name), None) if node else None
        return node

    def value(self, *path: Name) -> str | None:
        """Give the `w:val` of the element at the end of a path; None where there is no such element."""
        node = self.find(*path)
        return None if node is None else node.get("w:val")

    def below(self, name: Name) -> Iterator[Node]:
        """Yield every element of a name inside this one, in document order."""
        waiting = [*reversed(self.children)]
        while waiting:
            node = waiting.pop()
            if node.name == name:
                yield node
            waiting += reversed(node.children)

    def words(self) -> str:
        """Give all text inside."""
        return "".join(node.text for node in self.below("w:t"))


def _directory_bytes(stream: BinaryIO, size: int) -> int:
    """Give the length of the list of parts in bytes, as the end of the file tells; 0 where it has no end."""
    stream.seek(max(0, size - _END_BYTES - 0xFFFF))
    tail = stream.read()
    at = len(tail) - _END_BYTES
    if tail[at : at + 4] != _END:
        at = tail.rfind(_END)
    if at < 0 or len(tail) < at + _END_BYTES:
        return 0
    if tail[max(0, at - 20) :][:4] == _END_64:
        return size
    return int.from_bytes(tail[at + 12 : at + 16], "little")


def whole(text: str | None, default: int = 0) -> int:
    """Read a whole number that fits; anything else is the default."""
    digits = (text or "").removeprefix("-")
    return int(text or "0") if digits.isascii() and digits.isdigit() and len(digits) < 9 else default


class Archive:
    """An open Word file; parts are read when they are asked for."""

    def __init__(self, path: Path) -> None:
        """Open a file.

        Raises:
            WordError: It is no Word file, is locked, or is larger than any brief.
        """
        self.name = path.name
        self._left = MOST_BYTES
        self._elements = MOST_ELEMENTS
        try:
            size, first = path.stat().st_size, path.open("rb")
            with first:
                head, directory = first.read(4), _directory_bytes(first, size)
            if head == _OLE:
                raise WordError(f"{self.name} is locked with a password, or of Word before 2007", fix=_SAVE)
            if size > MOST_FILE_BYTES:
                raise WordError(f"{self.name} is too large to be a brief", fix="take the pictures out of it")
            if directory > MOST_DIRECTORY_BYTES:
                raise WordError(f"{self.name} is not built as Word builds its files", fix=_SAVE)
            self._zip = zipfile.ZipFile(path)
        except _BROKEN as error:
            raise WordError(f"{self.name} is not a Word document (.docx)", fix=_SAVE) from error
        self.names = frozenset(self._zip.namelist())
        if len(self.names) > MOST_PARTS or len(self._zip.infolist()) != len(self.names):
            self._zip.close()
            raise WordError(f"{self.name} is not built as Word builds its files", fix=_SAVE)

    def __enter__(self) -> Archive:
        """Use as a context."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self._zip.close()

    def tree(self, name: str) -> Node | None:
        """Read a part as elements; None where there is none of that name.

        Raises:
            WordError: It is damaged, or larger or deeper than any brief.
        """
        if name not in self.names:
            return None
        reader = _Reader(self.name, self._elements)
        try:
            with self._zip.open(name) as stream:
                unpacked = 0
                while chunk := stream.read(_CHUNK):
                    unpacked += len(chunk)
                    self._left -= len(chunk)
                    if self._left < 0 or unpacked > MOST_PART_BYTES:
                        raise _too_large(self.name)
                    reader.feed(chunk)
            root = reader.close()
        except _BROKEN as error:
            raise WordError(f"{self.name} is damaged: {name} cannot be read", fix=_SAVE) from error
        self._elements = reader.left
        return root


class _Reader:
    """Builds elements while their text comes in."""

    def __init__(self, file: str, left: int) -> None:
        self.file = file
        self.left = left
        self.open: list[Node] = []
        self.root: Node | None = None
        self._names: dict[str, str] = {}
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes."""
        self._parse(chunk, final=False)

    def close(self) -> Node:
        """Give the root."""
        self._parse(b"", final=True)
        if self.root is None:
            raise ValueError("no element")
        return self.root

    def _parse(self, chunk: bytes, *, final: bool) -> None:
        """Hand bytes to the parser."""
        try:
            self._parser.Parse(chunk, final)
        except (expat.ExpatError, LookupError) as error:  # LookupError: an encoding that nobody knows
            raise ValueError("not well-formed") from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        self.left -= 1
        if self.left < 0 or len(self.open) >= MOST_NESTED:
            raise _too_large(self.file)
        node = Node(self._named(name), {self._named(key): value for key, value in attributes.items()})
        if self.open:
            self.open[-1].children.append(node)
        else:
            self.root = node
        self.open.append(node)

    def _end(self, _: str) -> None:
        """End an element."""
        self.open.pop()

    def _text(self, text: str) -> None:
        """Take text; only elements without children have some that counts."""
        if self.open:
            self.open[-1].text += text

    def _doctype(self, *_: object) -> None:
        """Refuse a document type."""
        raise WordError(f"{self.file} declares XML entities, which no Word file needs", fix=_SAVE)

    def _named(self, name: str) -> str:
        """Shorten a name."""
        known = self._names.get(name)
        if known is None:
            space, _, local = name.rpartition(" ")
            prefix = _SPACES.get(space, "" if not space else "?")
            known = self._names[name] = f"{prefix}:{local}" if prefix else local
        return known


def _too_large(file: str) -> WordError:
    """Refuse a file that would fill the memory."""
    return WordError(
        f"{file} unpacks to more than any brief holds",
        fix="open it in Word, copy the brief into a new document, and save that as .docx",
    )
