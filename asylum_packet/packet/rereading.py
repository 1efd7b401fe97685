"""Read a packet that our own sink wrote, and copy its pages to other files.

A file of our own has the plain shape of `plainfile.py`: its pages are copied object by object, nothing is
parsed beyond references. What comes of it is proven by another library.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import BinaryIO

from asylum_packet.errors import OutputError
from asylum_packet.packet.copying import Copies, Drawn, size_of
from asylum_packet.packet.plainfile import PlainFile
from asylum_packet.packet.sink import Sink

_BUFFER_BYTES = 1 << 20
_PAGE = re.compile(rb"<</Type/Page/Parent \d+ 0 R(.*?)(?:/Annots \d+ 0 R)?>>", re.DOTALL)
_BOX = re.compile(rb"/MediaBox *(\d+ 0 R|\[[^]]*\])")


class Finished:
    """A finished packet, open for copying its pages; read once for all files of the upload set."""

    def __init__(self, path: Path) -> None:
        """Open a packet.

        Raises:
            OutputError: The file is gone, or not one that we wrote.
        """
        self.name = path.name
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


class Pages:
    """Copies pages of a finished packet into one file; what pages share is copied once."""

    def __init__(self, sink: Sink, finished: Finished) -> None:
        self._finished = finished
        self._copies = Copies(sink, finished.plain)

    def page(self, index: int) -> Drawn:
        """Copy a page as it is, its links left behind.

        Raises:
            OutputError: The page is not one that we wrote.
        """
        plain = self._finished.plain
        try:
            leaf = _PAGE.fullmatch(plain.body(plain.pages[index]))
            box = _BOX.search(leaf[1]) if leaf else None
            if leaf is None or box is None:
                raise ValueError("not a page")
            entries = self._copies.spelled(leaf[1])
            self._copies.drain()
            return Drawn(form=None, entries=entries, size_pt=size_of(plain.resolved(box[1])))
        except (ValueError, KeyError, IndexError, OSError) as error:
            raise OutputError(
                f"page {index + 1} of {self._finished.name} cannot be read", fix="build again"
            ) from error
