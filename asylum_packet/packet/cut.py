"""Cut the upload set: one file for each submission, slices of the packet's own pages.

The pages are taken out of the finished, proven packet as they are, stamps included, so that a file of the
set cannot show anything else than the packet does. Labels go on as in the packet; outline and links are bound
anew and hold what lies inside the file. A link that would leave it is dropped: its words already say tab and
page.

Reading back a file of our own shape is several times faster than a general PDF library (`rereading.py`), and
it leaves those libraries independent to prove the result.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from asylum_packet.errors import OutputError, ProofError
from asylum_packet.packet.binding import Binding, Leaf, bind
from asylum_packet.packet.outputs import new_folder, replace_folder
from asylum_packet.packet.places import label_runs, outline, placed_links
from asylum_packet.packet.rereading import Finished, Pages
from asylum_packet.packet.sink import Sink
from asylum_packet.packet.verify import prove
from asylum_packet.pages import PageRange
from asylum_packet.progress import Progress, silent
from asylum_packet.sequence import Packet, Submission
from asylum_packet.sheets import Sheets

_BUFFER_BYTES = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of a submission that becomes one file: `number` is 0 where the submission is not divided."""

    submission: Submission
    number: int
    pages: PageRange

    @property
    def name(self) -> str:
        """The file's name, as the court shows it: Reyes_Exhibits_Part2.pdf (ECAS upload guideline 1)."""
        return f"{self.submission.stem}{f'_Part{self.number}' if self.number else ''}.pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadFile:
    """A file of the upload set, written and proven. `part` is 0 where the submission is one file."""

    submission: str
    part: int
    path: Path
    pages: PageRange
    sha256: str
    size_bytes: int


def parts_of(packet: Packet) -> tuple[Part, ...]:
    """Say which file holds which pages: one file for each submission."""
    return tuple(
        Part(submission=submission, number=0, pages=submission.pages) for submission in packet.submissions
    )


def cut(
    packet_file: Path,
    packet: Packet,
    sheets: Mapping[str, Sheets],
    folder: Path,
    *,
    parts: tuple[Part, ...] | None = None,
    progress: Progress = silent,
) -> tuple[UploadFile, ...]:
    """Write the upload set to `folder`, which is replaced as a whole once every file is proven.

    Args:
        packet_file: The finished packet.
        packet: Its plan.
        sheets: What was placed, by key: the links and headings of every paper.
        folder: Where the set belongs; nothing in it changes before all files stand.
        parts: Which file holds which pages; one file for each submission if None.
        progress: Told after every file.

    Raises:
        ProofError: A file is not what the plan says; the old set stays.
        OutputError: A file cannot be written; the old set stays.
    """
    parts = parts_of(packet) if parts is None else parts
    written = []
    with closing(Finished(packet_file)) as finished, new_folder(folder) as fresh:
        for done, part in enumerate(parts, start=1):
            written.append(_write(finished, packet, sheets, part, fresh))
            _prove(fresh / part.name, packet, sheets, part)
            progress(done, len(parts), "cutting the upload set")
        replace_folder(fresh, folder)
    return tuple(
        UploadFile(
            submission=part.submission.name,
            part=part.number,
            path=folder / part.name,
            pages=part.pages,
            sha256=sha256,
            size_bytes=(folder / part.name).stat().st_size,
        )
        for part, sha256 in zip(parts, written, strict=True)
    )


def _write(finished: Finished, packet: Packet, sheets: Mapping[str, Sheets], part: Part, folder: Path) -> str:
    """Write one file and return its sha256."""
    binding = Binding(
        pages=part.pages,
        labels=label_runs(packet, part.pages),
        bookmarks=outline(packet, sheets, part.pages),
        links=placed_links(packet, sheets, part.pages),
        title=part.submission.title + (f", part {part.number}" if part.number else ""),
    )
    try:
        with (folder / part.name).open("wb", buffering=_BUFFER_BYTES) as file:
            sink = Sink(file)
            return bind(sink, _leaves(sink, finished, packet, part), binding)
    except OSError as error:
        raise OutputError(
            f"{part.name} cannot be written: {error.strerror or error}",
            fix="make room on the disk and build again",
        ) from error


def _leaves(sink: Sink, finished: Finished, packet: Packet, part: Part) -> Iterator[Leaf]:
    """Yield the packet's pages of a part."""
    pages = Pages(sink, finished)
    for page in part.pages:
        drawn = pages.page(page - packet.pages.first)
        yield Leaf(entries=drawn.entries, height_pt=drawn.size_pt[1])


def _prove(path: Path, packet: Packet, sheets: Mapping[str, Sheets], part: Part) -> None:
    """Refuse a file that is not what the plan says."""
    faults = prove(path, packet, sheets, draft=False, pages=part.pages)
    if faults:
        raise ProofError(f"{part.name} is not what the plan says: {'; '.join(faults[:3])}")
