"""Take pages out of PDF files, object by object, exactly as they are stored.

Streams are never decoded and never re-encoded: a scan stays the scan it was. What does not belong on a page
(metadata, application data, attached files) is not carried over.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import cast

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from asylum_packet.errors import OutputError
from asylum_packet.packet.sink import Sink
from asylum_packet.packet.syntax import literal, reference

_OFF_PAGE = {"/Page", "/Pages", "/Catalog"}
_NOT_CARRIED = frozenset(
    {
        "/Length",
        "/Metadata",
        "/PieceInfo",
        "/LastModified",
        "/AF",
        "/Ref",
        "/OPI",
        "/StructParent",
        "/StructParents",
        "/F",
        "/FFilter",
        "/FDecodeParms",
    }
)
_NOTHING: frozenset[str] = frozenset()
"""Entries of a stream that describe it to other programs, or point out of the file."""

_OWN = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Group")
"""Entries of a page that say how it looks; /Rotate and boxes should be plain, and `verify` sees to it."""

_LEVEL = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A page's drawing, copied: `form` is the number of a form XObject, None for an empty page.

    `entries` are the page's own entries (boxes, /Rotate, /Group) as bytes; `size_pt` is width and height.
    """

    form: int | None
    entries: bytes
    size_pt: tuple[float, float]


class Copier:
    """Copies pages of one PDF into a sink; each object once, however many pages use it."""

    def __init__(self, sink: Sink, pdf: bytes | Path, name: str) -> None:
        """Open a PDF; `name` is what to call it in a message."""
        self._sink = sink
        self._name = name
        self._file = BytesIO(pdf) if isinstance(pdf, bytes) else _opened(pdf, name)
        self._numbers: dict[tuple[int, int], int] = {}
        self._queue: list[IndirectObject] = []
        self._forms: dict[int, int | None] = {}
        try:
            with self._readable():
                self._reader = PdfReader(self._file)
                self._pages = self._reader.pages
                self.count = len(self._pages)
        except OutputError:
            self.close()
            raise

    def close(self) -> None:
        """Let the file go."""
        self._file.close()

    def drawing(self, index: int) -> Drawn:
        """Copy the drawing of a page as a form XObject.

        A form keeps its graphics state to itself (ISO 32000-2, 8.10), so that whatever a source leaves
        behind, our stamp lands where we put it; and it brings its own resources, so that no names clash.
        """
        with self._readable():
            page = self._pages[index]
            if index not in self._forms:
                self._forms[index] = self._form(page)
            entries = self._kept(page, *_OWN)
            return Drawn(form=self._forms[index], entries=entries, size_pt=_size(page))

    def _form(self, page: PageObject) -> int | None:
        """Write a page's content as a form XObject."""
        raw = page.get("/Contents")
        contents = raw.get_object() if raw is not None else None
        if isinstance(contents, ArrayObject) and len(contents) == 1:
            contents = contents[0].get_object()
        if isinstance(contents, StreamObject):
            entries = self._kept(contents, "/Filter", "/DecodeParms")
            data = contents._data  # the stored bytes; pypdf's get_data() would decode them
        elif isinstance(contents, ArrayObject):
            entries = b"/Filter/FlateDecode"
            parts = [part.get_object() for part in contents]
            data = zlib.compress(
                b"\n".join(p.get_data() for p in parts if isinstance(p, StreamObject)), _LEVEL
            )
        else:
            return None
        entries += b"/Type/XObject/Subtype/Form/BBox" + self._spelled(page.mediabox)
        entries += self._kept(page, "/Resources") or b"/Resources<<>>"
        number = self._sink.add_stream(entries, data)
        self._drain()
        return number

    def _kept(self, owner: DictionaryObject, *keys: str) -> bytes:
        """Spell some entries of a dictionary."""
        return b"".join(
            key.encode() + b" " + self._spelled(owner.raw_get(key)) for key in keys if key in owner
        )

    def _drain(self) -> None:
        """Write the objects that were referred to, and those they refer to."""
        while self._queue:
            ref = self._queue.pop()
            number = self._numbers[ref.idnum, ref.generation]
            found = ref.get_object()
            # pypdf keeps what it has read; a source may be one file of 300 MB
            self._reader.resolved_objects.pop((ref.generation, ref.idnum), None)
            if isinstance(found, StreamObject):
                self._sink.put_stream(number, self._entries(found, _NOT_CARRIED), found._data)
            else:
                self._sink.put(number, self._spelled(found))

    def _entries(self, owner: DictionaryObject, without: frozenset[str]) -> bytes:
        """Spell the entries of a dictionary."""
        spelled = self._spelled
        return b"".join(
            [_name(key) + b" " + spelled(value) for key, value in owner.items() if key not in without]
        )

    def _spelled(self, value: object) -> bytes:
        """Spell a value as it will stand in the new file."""
        kind = type(value)
        if kind is NameObject:
            return _name(cast("NameObject", value))
        if kind is IndirectObject:
            return self._referred(cast("IndirectObject", value))
        if kind is NumberObject or kind is FloatObject:
            return repr(value).encode()
        if isinstance(value, ArrayObject):
            return b"[" + b" ".join([self._spelled(item) for item in value]) + b"]"
        if isinstance(value, DictionaryObject):
            off_page = value.get("/Type") in _OFF_PAGE
            return b"null" if off_page else b"<<" + self._entries(value, _NOTHING) + b">>"
        if isinstance(value, (TextStringObject, ByteStringObject)):
            return literal(value.original_bytes)
        if isinstance(value, BooleanObject):
            return b"true" if value.value else b"false"
        return b"null"

    def _referred(self, ref: IndirectObject) -> bytes:
        """Point at the copy of an object, which is written when its turn comes."""
        key = (ref.idnum, ref.generation)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = self._sink.allot()
            self._queue.append(ref)
        return reference(number)

    @contextmanager
    def _readable(self) -> Iterator[None]:
        """Name the source where it cannot be read."""
        try:
            yield
        except (PyPdfError, RecursionError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise OutputError(
                f"the prepared pages of {self._name} cannot be read",
                fix="delete the folder .asylum-packet in the case folder and build again",
            ) from error


@lru_cache(maxsize=4096)
def _name(name: NameObject) -> bytes:
    """Spell a name; the same few dozen come on every page."""
    return name.renumber()


def _size(page: PageObject) -> tuple[float, float]:
    """Measure a page in points."""
    return (float(page.mediabox.width), float(page.mediabox.height))


def _opened(path: Path, name: str) -> BytesIO:
    """Open a file for reading."""
    try:
        return path.open("rb")  # type: ignore[return-value]  # pypdf asks for any binary stream
    except OSError as error:
        raise OutputError(f"the prepared pages of {name} cannot be opened", fix="build again") from error
