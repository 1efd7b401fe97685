"""The evidence of a packet, copied into the new file while our own papers are still being set.

What is copied page by page depends on no page number, and it is nearly all of the file: writing it and
working out its sum go on in other threads while the index and the brief look for their numbers. A packet
therefore holds the drawings of its evidence first, and the file is the same whether or not there was time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from typing import BinaryIO

from asylum_packet.disk import identity_of, let_go, look_of, reserve
from asylum_packet.errors import ProofError
from asylum_packet.packet.ahead import ROOM_BYTES, Ahead, Started
from asylum_packet.packet.copying import Copier, Drawn
from asylum_packet.packet.openings import Opening, Openings, key_of
from asylum_packet.packet.outputs import temporary
from asylum_packet.packet.sink import Sink
from asylum_packet.sheets import Sheets
from asylum_packet.values import Struct

_LONGEST_PT = 20_000


class Prepared(Struct, frozen=True, kw_only=True):
    """Prepared pages of a piece: `pdf` on disk, `count` of its pages after the first `skip`."""

    key: str
    pdf: Path
    skip: int
    count: int


def evidence(keys: Sequence[str], sheets: Mapping[str, Sheets]) -> tuple[Prepared, ...]:
    """List the pieces whose pages lie on disk, in the order of `keys`; the others are ours and come later."""
    return tuple(
        Prepared(key=key, pdf=own.pdf, skip=own.skip, count=own.count)
        for key in keys
        if (own := sheets.get(key)) is not None and isinstance(own.pdf, Path)
    )


class Begun:
    """A packet's file, begun with the drawings of its evidence; a context that closes it, finished or not."""

    def __init__(self, path: Path, wanted: Sequence[Prepared], *, ahead: Ahead | None = None) -> None:
        """Begin a file: start copying, or rely on what was copied ahead, where that is what is wanted.

        Args:
            path: The file, which is replaced; where a copy is taken it has the path of that.
            wanted: What it begins with.
            ahead: Copies of how earlier files begin.

        Raises:
            OSError: The file cannot be opened for writing.
        """
        self.path = path
        self.wanted = tuple(wanted)
        self._ahead = ahead if ahead and ahead.promises(evidence_key(self.wanted)) else None
        self._file: BinaryIO | None = None
        self._sink: Sink | None = None
        self._is_given_up = False
        self._worker = ThreadPoolExecutor(max_workers=1)
        self._copying = None if self._ahead else self._begin_copying()

    def __enter__(self) -> Begun:
        """Give itself."""
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        """Close the file."""
        self.close(is_done=kind is None)

    def close(self, *, is_done: bool = False) -> None:
        """Stop copying, and close the file; where it is done, the disk gets back the room it did not need."""
        self._is_given_up = True
        self._worker.shutdown(wait=True)
        if self._sink is not None:
            self._sink.close()
        file, self._file = self._file, None
        if file is not None:
            with closing(file):
                if is_done:
                    let_go(file)

    def drawn(self) -> tuple[Sink, Mapping[tuple[Path, int], Drawn], Opening | None]:
        """Wait for the copies; give the file to go on with, the drawings, and how it begins where it does.

        Each drawing goes by its file and its place there, from zero.

        Raises:
            OutputError: Prepared pages cannot be read.
            ProofError: A piece asks for more pages than its file has.
            OSError: The file cannot be written.
        """
        sink, drawings = self._taken() or self._copied()
        told = [[one.form, one.entries.decode("latin-1"), *one.size_pt] for one in drawings]
        opening = sink.opening(evidence_key(self.wanted), told) if told else None
        return sink, dict(zip(_places(self.wanted), drawings, strict=True)), opening

    def _taken(self) -> tuple[Sink, Sequence[Drawn]] | None:
        """Take what was copied ahead; nothing where it is not what it was any more."""
        started = self._ahead.take(evidence_key(self.wanted)) if self._ahead else None
        if started is None:
            return None
        opening = started.opening
        drawings = _read_drawings(opening.told, count=len(_places(self.wanted)), highest=len(opening.offsets))
        if not drawings:
            started.file.close()
            return None
        self.path, self._file = started.path, started.file
        self._sink = Sink(started.file, opening, started.sum)
        return self._sink, drawings

    def _copied(self) -> tuple[Sink, Sequence[Drawn]]:
        """Wait for the other thread."""
        return (self._copying or self._begin_copying()).result()

    def _begin_copying(self) -> Future[tuple[Sink, Sequence[Drawn]]]:
        """Open the file, and start copying in the other thread."""
        self._file = self.path.open("wb")
        reserve(self._file, sum((look_of(one) or [0])[0] for one in _by_file(self.wanted)) + ROOM_BYTES)
        self._sink = Sink(self._file)
        return self._worker.submit(self._copy, self._sink)

    def _copy(self, sink: Sink) -> tuple[Sink, Sequence[Drawn]]:
        """Copy page by page; runs in the other thread, and it alone touches the sink until it is done."""
        drawings: list[Drawn] = []
        for file, pieces in _by_file(self.wanted).items():
            with closing(Copier(sink, file, pieces[0].key)) as copier:
                for piece in pieces:
                    if piece.skip + piece.count > copier.count:
                        raise ProofError(f"{piece.key} asks for more pages than its PDF has")
                    for index in range(piece.skip, piece.skip + piece.count):
                        if self._is_given_up:
                            return sink, drawings
                        drawings.append(copier.drawing(index))
        return sink, drawings


def evidence_key(wanted: Sequence[Prepared]) -> str:
    """Name what a file begins with.

    Prepared files are called after the content that they were made of; which files they are tells one that
    was made anew, by another LibreOffice for instance, and a note that came along with the folder.
    """
    return key_of([[one.pdf.name, identity_of(one.pdf), one.skip, one.count] for one in wanted])


def _places(wanted: Sequence[Prepared]) -> list[tuple[Path, int]]:
    """List the pages that are copied, in their order: their file, and their place there from zero."""
    return [
        (file, index)
        for file, pieces in _by_file(wanted).items()
        for piece in pieces
        for index in range(piece.skip, piece.skip + piece.count)
    ]


def _read_drawings(told: object, *, count: int, highest: int) -> list[Drawn]:
    """Read drawings as an opening tells them; nothing where they are not as we write them."""
    if not isinstance(told, list) or len(told) != count:
        return []
    drawings = []
    for one in told:
        match one:
            case [
                int() | None as form,
                str() as entries,
                int() | float() as width,
                int() | float() as height,
            ]:
                if (form is not None and not 0 < form <= highest) or not entries.isascii():
                    return []
                if not (0 < width <= _LONGEST_PT and 0 < height <= _LONGEST_PT):
                    return []
                size = (float(width), float(height))
                drawings.append(Drawn(form=form, entries=entries.encode(), size_pt=size))
            case _:
                return []
    return drawings


class Beginning:
    """Begins a packet's file when its evidence stands; what nobody took into use is gone with the block."""

    def __init__(self, folder: Path, openings: Openings, *, ahead: Ahead | None = None) -> None:
        """Choose the folder of the packet, which is made when it is needed.

        Args:
            folder: The folder.
            openings: How the files begin that stand there; those to come are noted in it.
            ahead: What was copied of them already; it is closed with this block.
        """
        self.openings = openings
        self.ahead = ahead
        self._folder = folder
        self._made = [above for above in (folder, *folder.parents) if not above.exists()]
        self._begun: Begun | None = None

    def __enter__(self) -> Beginning:
        """Give itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Remove what was begun, where it was not taken, and the folders that stayed empty."""
        if self._begun is not None:
            with suppress(OSError):  # what is left of it to write goes nowhere
                self._begun.close()
            with suppress(OSError):
                self._begun.path.unlink(missing_ok=True)
        self.let_go()
        for folder in self._made:
            with suppress(OSError):
                folder.rmdir()

    def begin(self, sheets: Mapping[str, Sheets]) -> None:
        """Begin with the evidence among these pages, in their order.

        A folder that cannot be written to is told when the packet is written in earnest.
        """
        wanted = evidence(tuple(sheets), sheets)
        if wanted and self._begun is None:
            with suppress(OSError):
                self._folder.mkdir(parents=True, exist_ok=True)
                self._look_ahead(evidence_key(wanted))
                self._begun = Begun(temporary(self._folder / "begun.pdf"), wanted, ahead=self.ahead)

    def _look_ahead(self, key: str) -> None:
        """Have earlier files copied where they begin so; stop it where it was begun in vain."""
        if self.ahead is None and any(opening.key == key for _, opening in self.openings.standing()):
            self.ahead = Ahead(self._folder, self.openings)
        if self.ahead is not None and not self.ahead.promises(key):
            self.ahead.close()

    def taken_ahead(self, key: str) -> Started | None:
        """Take a file that begins so, where it was begun ahead."""
        return self.ahead.take(key) if self.ahead else None

    def let_go(self) -> None:
        """Let go of what was begun ahead: Windows gives no file another place that somebody holds open."""
        if self.ahead is not None:
            self.ahead.close()

    def taken(self, wanted: Sequence[Prepared]) -> Begun | None:
        """Give what was begun, where it holds just the evidence that is wanted."""
        return self._begun if self._begun is not None and self._begun.wanted == tuple(wanted) else None


def _by_file(wanted: Sequence[Prepared]) -> Mapping[Path, Sequence[Prepared]]:
    """Group pieces by their file, in the order in which the files first come."""
    found: dict[Path, list[Prepared]] = {}
    for piece in wanted:
        found.setdefault(piece.pdf, []).append(piece)
    return found
