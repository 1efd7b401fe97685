"""Take pages out of PDF files, object by object, exactly as they are stored.

Streams are never decoded and never re-encoded: a scan stays the scan it was. What does not belong on a page
(metadata, application data, attached files) is not carried over.

Prepared exhibits have the plain shape that can be copied almost without parsing (`plainfile.py`); a PDF of
another shape, such as the papers we typeset, is first brought into it by qpdf.
"""

from __future__ import annotations

import re
import zlib
from collections import deque
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pikepdf

from asylum_packet.errors import OutputError
from asylum_packet.packet.plainfile import NotPlainError, PlainFile, entries_of, renumbered
from asylum_packet.packet.sink import Sink, UnwrittenError
from asylum_packet.packet.syntax import reference
from asylum_packet.values import Struct

_OFF_PAGE = re.compile(rb"/Type ?/(?:Pages?|Catalog)\b")
_NOT_CARRIED = frozenset(
    {
        b"/Length",
        b"/Metadata",
        b"/PieceInfo",
        b"/LastModified",
        b"/AF",
        b"/Ref",
        b"/OPI",
        b"/StructParent",
        b"/StructParents",
        b"/F",
        b"/FFilter",
        b"/FDecodeParms",
    }
)
"""Entries of a stream that describe it to other programs or point out of the file; /Length is told anew."""

_MAY_NOT_BE_CARRIED = re.compile(
    b"|".join(re.escape(key) + rb"(?![A-Za-z0-9])" for key in _NOT_CARRIED - {b"/Length"})
)
_LENGTH = re.compile(rb"/Length \d+ ?")
_NOTHING_ELSE = re.compile(rb"<</Length \d+ ?>>")
_OWN = (b"/MediaBox", b"/CropBox", b"/Rotate", b"/UserUnit", b"/Group")
"""Entries of a page that say how it looks; /Rotate and boxes should be plain, and `verify` sees to it."""

_OUTLINES = re.compile(rb"/FontFile[23]? (\d+) 0 R")

_LEVEL = 6
_BUFFER_BYTES = 1 << 16
"""Read ahead, as each step of its own to the disk costs; not far, as what a page needs lies in several places
of its file, and all that is read ahead for one place is lost at the next."""

_UNREADABLE = (pikepdf.PdfError, ValueError, KeyError, IndexError, OSError)


class Drawn(Struct, frozen=True, kw_only=True):
    """A page's drawing, copied: `form` is the number of a form XObject, None for an empty page.

    `entries` are the page's own entries (boxes, /Rotate, /Group) as bytes; `size_pt` is width and height.
    """

    form: int | None
    entries: bytes
    size_pt: tuple[float, float]


class Copies:
    """The objects of a plain file that were copied into a sink: each one once, with all it refers to.

    `numbers` are their new numbers by their old ones.
    """

    def __init__(self, sink: Sink, file: PlainFile) -> None:
        self._sink = sink
        self._file = file
        self.numbers: dict[int, int] = {}
        self._queue: deque[int] = deque()

    def spelled(self, value: bytes) -> bytes:
        """Spell a value as it will stand in the new file; what it refers to waits for `drain`."""
        return renumbered(value, self._referred)

    def drain(self) -> None:
        """Write the objects that were referred to, and those they refer to."""
        while self._queue:
            number = self._queue.popleft()
            (body, data), own = self._file.parts(number), self.numbers[number]
            if data is not None:
                self._sink.put_stream(own, self.spelled(_carried(body)), data)
            else:
                self._share_outlines(body)
                self._sink.put(own, b"null" if _is_off_page(body) else self.spelled(body))

    def _share_outlines(self, body: bytes) -> None:
        """Let a font use the outlines that another file has brought along, where they are the very same."""
        for found in _OUTLINES.finditer(body):
            old = int(found[1])
            if old not in self.numbers:
                number, is_new = self._sink.shared(self._file.body(old))
                self.numbers[old] = number
                if is_new:
                    self._queue.append(old)

    def _referred(self, old: int) -> bytes:
        """Point at the copy of an object, which is written when its turn comes."""
        number = self.numbers.get(old)
        if number is None:
            number = self.numbers[old] = self._sink.allot()
            self._queue.append(old)
        return reference(number)


class Copier:
    """Copies pages of one PDF into a sink; each object once, however many pages use it."""

    def __init__(self, sink: Sink, pdf: bytes | Path, name: str) -> None:
        """Open a PDF; `name` is what to call it in a message.

        Raises:
            OutputError: It cannot be opened.
        """
        self._sink = sink
        self._name = name
        self._pdf = pdf
        self._stream = _opened(pdf, name)
        self._is_new = False
        try:
            try:
                self._begin(PlainFile(self._stream))
            except NotPlainError:
                self._write_anew()
        except _UNREADABLE as error:
            self.close()
            raise self._unreadable() from error
        self.count = len(self._file.pages)

    def close(self) -> None:
        """Let the file go."""
        self._stream.close()

    def drawing(self, index: int) -> Drawn:
        """Copy the drawing of a page as a form XObject.

        A form keeps its graphics state to itself (ISO 32000-2, 8.10), so that whatever a source leaves
        behind, our stamp lands where we put it; and it brings its own resources, so that no names clash.

        Raises:
            OutputError: The page cannot be read.
            UnwrittenError: The new file cannot be written.
        """
        try:
            try:
                return self._drawing(index)
            except NotPlainError:
                if self._is_new:
                    raise
                self._write_anew()
                return self._drawing(index)
        except UnwrittenError:
            raise
        except _UNREADABLE as error:
            raise self._unreadable() from error

    def _drawing(self, index: int) -> Drawn:
        """Copy the drawing of a page."""
        page = entries_of(self._file.body(self._file.pages[index]))
        if b"/MediaBox" not in page:
            raise NotPlainError("a page that inherits its size")
        box = self._file.resolved(page[b"/MediaBox"])
        if index not in self._forms:
            self._forms[index] = self._form(page, box)
        entries = self._copies.spelled(b"".join(key + b" " + page[key] for key in _OWN if key in page))
        self._copies.drain()
        return Drawn(form=self._forms[index], entries=entries, size_pt=size_of(box))

    def _begin(self, file: PlainFile) -> None:
        """Start copying from a file."""
        self._file = file
        self._copies = Copies(self._sink, file)
        self._forms: dict[int, int | None] = {}

    def _write_anew(self) -> None:
        """Bring the PDF into the plain shape and start again; what was copied before stays where it is."""
        old, self._is_new = self._stream, True
        self._stream = BytesIO(_plain_once(self._pdf) if isinstance(self._pdf, bytes) else _plain(old))
        old.close()
        self._begin(PlainFile(self._stream))

    def _form(self, page: dict[bytes, bytes], box: bytes) -> int | None:
        """Write a page's content as a form XObject; None where it has none."""
        contents = page.get(b"/Contents", b"").strip(b"[ ]")
        if contents in {b"", b"null"}:
            return None
        dictionary, data = self._file.stream(contents)
        kept = entries_of(dictionary)
        entries = b"".join(key + b" " + kept[key] for key in (b"/Filter", b"/DecodeParms") if key in kept)
        entries += b"/Type/XObject/Subtype/Form/BBox" + box
        entries += b"/Resources " + page.get(b"/Resources", b"<<>>")
        number = self._sink.add_stream(self._copies.spelled(entries), data)
        self._copies.drain()
        return number

    def _unreadable(self) -> OutputError:
        """Name the source that cannot be read."""
        return OutputError(
            f"the prepared pages of {self._name} cannot be read",
            fix="delete the folder .asylum-packet in the case folder and build again",
        )


@lru_cache(maxsize=100)
def size_of(box: bytes) -> tuple[float, float]:
    """Measure a page in points."""
    left, bottom, right, top = (float(side) for side in box.strip(b"[] ").split())
    return right - left, top - bottom


def _carried(dictionary: bytes) -> bytes:
    """Give the entries of a stream that go with it, without the brackets around them."""
    if _NOTHING_ELSE.fullmatch(dictionary):
        return b""
    if dictionary.count(b"/Length ") == 1 and not _MAY_NOT_BE_CARRIED.search(dictionary):
        return _LENGTH.sub(b"", dictionary)[2:-2].strip(b" ")
    kept = entries_of(dictionary).items()
    return b"".join(key + b" " + value for key, value in kept if key not in _NOT_CARRIED)


def _is_off_page(body: bytes) -> bool:
    """Say whether an object is a page, the page tree or the catalog: nothing a page can draw with."""
    if not body.startswith(b"<<") or not _OFF_PAGE.search(body):
        return False
    return entries_of(body).get(b"/Type") in {b"/Page", b"/Pages", b"/Catalog"}


@lru_cache(maxsize=2)
def _plain_once(pdf: bytes) -> bytes:
    """Keep the plain shape of our own papers: they are one file, and every sheet to sign is taken from it."""
    return _plain(BytesIO(pdf))


def _plain(stream: BinaryIO) -> bytes:
    """Let qpdf write a PDF anew in the plain shape, each page with one content and its own size."""
    stream.seek(0)
    written = BytesIO()
    with pikepdf.open(stream) as source:
        for page in source.pages:
            contents = page.obj.get("/Contents")
            if isinstance(contents, pikepdf.Array):
                parts = [part.read_bytes() for part in contents if isinstance(part, pikepdf.Stream)]
                packed = zlib.compress(b"\n".join(parts), _LEVEL)
                page.obj.Contents = source.make_stream(packed, Filter=pikepdf.Name.FlateDecode)
        source.save(
            written,
            min_version="1.7",
            static_id=True,
            fix_metadata_version=False,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
    return written.getvalue()


def _opened(pdf: bytes | Path, name: str) -> BinaryIO:
    """Open a PDF for reading."""
    if isinstance(pdf, bytes):
        return BytesIO(pdf)
    try:
        return pdf.open("rb", buffering=_BUFFER_BYTES)
    except OSError as error:
        raise OutputError(f"the prepared pages of {name} cannot be opened", fix="build again") from error
