"""Read a packet that our own sink wrote, and copy its pages to other files.

A file of our own has the plain shape of `plainfile.py`: its pages are copied object by object, nothing is
parsed beyond references. What comes of it is proven by another library.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from asylum_packet.errors import OutputError
from asylum_packet.packet.copying import Copies, Drawn, size_of
from asylum_packet.packet.plainfile import PlainFile
from asylum_packet.packet.sink import Sink, UnwrittenError
from asylum_packet.packet.syntax import reference

_BUFFER_BYTES = 1 << 20
_UNREADABLE = (ValueError, KeyError, IndexError, OSError)
_PAGE = re.compile(rb"<</Type/Page/Parent \d+ 0 R")
_LINKS = re.compile(rb"/Annots \d+ 0 R>>")
_EVIDENCE = re.compile(rb"/P (\d+) 0 R")
_BOX = re.compile(rb"/MediaBox *(\d+ 0 R|\[[^]]*\])")


class Finished:
    """A finished packet, open for copying its pages; read once for all files of the upload set."""

    def __init__(self, path: Path) -> None:
        """Open a packet.

        Raises:
            OutputError: The file is gone, or not one that we wrote.
        """
        self.name = path.name
        self._bodies: dict[int, bytes] = {}
        try:
            self._file: BinaryIO = path.open("rb", buffering=_BUFFER_BYTES)
        except OSError as error:
            raise OutputError(f"{path.name} cannot be opened", fix="build again") from error
        try:
            self.plain = PlainFile(self._file)
        except (ValueError, KeyError, OSError) as error:
            self.close()
            raise OutputError(f"{path.name} is not a packet of ours", fix="build again") from error

    def close(self) -> None:
        """Let the file go."""
        self._file.close()

    def evidence(self, indexes: Iterable[int]) -> tuple[int, ...]:
        """List the drawings of evidence on these pages: forms that were written before the tree of pages.

        Raises:
            OutputError: A page cannot be read.
        """
        tree, found = min(self.plain.nodes), []
        for index in indexes:
            form = _EVIDENCE.search(self.page(index))
            if form and int(form[1]) < tree:
                found.append(int(form[1]))
        return tuple(dict.fromkeys(found))

    def page(self, index: int) -> bytes:
        """Read a page.

        Raises:
            OutputError: It cannot be read.
        """
        try:
            if index not in self._bodies:
                self._bodies[index] = self.plain.body(self.plain.pages[index])
            return self._bodies[index]
        except _UNREADABLE as error:
            raise self.unreadable(index) from error

    def unreadable(self, index: int) -> OutputError:
        """Name a page that cannot be read."""
        return OutputError(f"page {index + 1} of {self.name} cannot be read", fix="build again")


class Pages:
    """Copies pages of a finished packet into one file; what pages share is copied once."""

    def __init__(self, sink: Sink, finished: Finished) -> None:
        self._finished = finished
        self._copies = Copies(sink, finished.plain)

    @property
    def numbers(self) -> dict[int, int]:
        """What was copied: the new numbers of objects by their numbers in the packet."""
        return self._copies.numbers

    def copy(self, forms: Iterable[int]) -> None:
        """Copy drawings, and all that they refer to; a page that is asked for later finds them copied.

        Raises:
            OutputError: One of them is not as we write it.
        """
        for form in forms:
            try:
                self._copies.spelled(reference(form))
                self._copies.drain()
            except UnwrittenError:
                raise
            except (ValueError, KeyError, OSError) as error:
                raise OutputError(
                    f"a drawing in {self._finished.name} cannot be read", fix="build again"
                ) from error

    def page(self, index: int) -> Drawn:
        """Copy a page as it is, its links left behind.

        Raises:
            OutputError: The page is not one that we wrote.
        """
        own = _own_entries(self._finished.page(index))
        box = _BOX.search(own)
        if box is None:
            raise self._finished.unreadable(index)
        try:
            entries = self._copies.spelled(own)
            self._copies.drain()
            return Drawn(form=None, entries=entries, size_pt=size_of(self._finished.plain.resolved(box[1])))
        except UnwrittenError:
            raise
        except _UNREADABLE as error:
            raise self._finished.unreadable(index) from error


def _own_entries(page: bytes) -> bytes:
    """Give a page's entries but /Parent and, at its end, /Annots; nothing where it is no page of ours."""
    head, links = _PAGE.match(page), page.rfind(b"/Annots ")
    end = links if links > 0 and _LINKS.fullmatch(page, links) else len(page) - len(b">>")
    return page[head.end() : end] if head and page.endswith(b">>") else b""
