"""Cut the upload set: a file for each submission or part of one, slices of the packet's own pages.

The pages are taken out of the finished, proven packet as they are, stamps included, so that a file of the
set cannot show anything else than the packet does. Labels go on as in the packet; outline and links are bound
anew and hold what lies inside the file. A link that would leave it is dropped: its words already say tab and
page.

Reading back a file of our own shape is several times faster than a general PDF library (`rereading.py`), and
it leaves those libraries independent to prove the result.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from asylum_packet.errors import OutputError, ProofError
from asylum_packet.law.profiles import Profile, ecas
from asylum_packet.packet.ahead import Started
from asylum_packet.packet.binding import Binding, Leaf, bind
from asylum_packet.packet.dividing import files_of
from asylum_packet.packet.evidence import Beginning
from asylum_packet.packet.openings import Opening, key_of
from asylum_packet.packet.places import label_runs, outline, placed_links
from asylum_packet.packet.proven import ALONE, NAMES, PART_NAMES, SIZE
from asylum_packet.packet.rereading import Finished, Pages
from asylum_packet.packet.sink import Sink
from asylum_packet.packet.sourceproof import Sources
from asylum_packet.packet.twin import Twin
from asylum_packet.packet.verify import prove
from asylum_packet.pages import PageRange
from asylum_packet.progress import Progress, silent
from asylum_packet.sequence import Packet, Part
from asylum_packet.sheets import Sheets
from asylum_packet.values import Struct


class UploadFile(Struct, frozen=True, kw_only=True):
    """A file of the upload set, written and proven. `part` is 0 where the submission is one file."""

    submission: str
    part: int
    path: Path
    pages: PageRange
    sha256: str
    size_bytes: int


def cut(
    packet_file: Path,
    packet: Packet,
    sheets: Mapping[str, Sheets],
    folder: Path,
    *,
    profile: Profile | None = None,
    progress: Progress = silent,
    beginning: Beginning | None = None,
    sources: Sources | None = None,
) -> tuple[UploadFile, ...]:
    """Write the upload set into a folder of its own, each file proven; publishing it is another step.

    Args:
        packet_file: The finished packet.
        packet: Its plan.
        sheets: What was placed, by key: the links and headings of every paper.
        folder: Where to write; made if it is not there.
        profile: What the files may be called; the court's own system if None.
        progress: Told after every file.
        beginning: How the packet was begun, and what is known of the files of the set before.
        sources: How the papers look, where the packet is proven against them, too.

    Raises:
        ProofError: A file is not what the plan says, or over the limit of the system.
        OutputError: A file cannot be written.
    """
    profile, sources = profile or ecas(), sources or Sources(sheets)
    named = tuple(_named(packet, part, profile) for part in files_of(packet))
    _refuse_mixed(packet, named)
    sums = []
    _make(folder)
    with closing(Finished(packet_file)) as finished, _Writer() as writer:
        beginnings = _Beginnings(finished=finished, beginning=beginning, folder=folder)
        waiting = [writer.submit(_write, beginnings, packet, sheets, file) for file in named]
        for done, (file, written) in enumerate(zip(named, waiting, strict=True), start=1):
            sums.append(written.result())
            _prove(folder / file.name, packet, sheets, file, sources)
            _weigh(folder / file.name, file, profile)
            progress(done, len(named), "cutting the upload set")
    return tuple(
        UploadFile(
            submission=file.part.submission,
            part=file.part.number,
            path=folder / file.name,
            pages=file.part.pages,
            sha256=sha256,
            size_bytes=(folder / file.name).stat().st_size,
        )
        for file, sha256 in zip(named, sums, strict=True)
    )


class _Writer(ThreadPoolExecutor):
    """Another thread that writes one file after the other, while those that stand are proven."""

    def __init__(self) -> None:
        super().__init__(max_workers=1)

    def __exit__(self, *_: object) -> None:
        """Begin no further file; where one was refused, there are more to come."""
        self.shutdown(wait=True, cancel_futures=True)


class _Named(Struct, frozen=True, kw_only=True):
    """A file to write: its name, and what a viewer shows as its title."""

    part: Part
    name: str
    title: str


def _named(packet: Packet, part: Part, profile: Profile) -> _Named:
    """Name a file as the court shows it: Reyes_Exhibits_Part2.pdf (ECAS upload guideline 1)."""
    submission = next(each for each in packet.submissions if each.name == part.submission)
    try:
        name = profile.file_name(submission.stem, part.number)
    except ValueError as error:
        raise ProofError(f"an upload file cannot be called so: {error} [{NAMES}]") from error
    title = submission.title + (f", part {part.number}" if part.number else "")
    return _Named(part=part, name=name, title=title)


def _refuse_mixed(packet: Packet, named: Sequence[_Named]) -> None:
    """Refuse a set in which a file holds pages of two submissions, or two files have one name."""
    pages = {submission.name: submission.pages for submission in packet.submissions}
    for file in named:
        own = pages[file.part.submission]
        if file.part.pages.first < own.first or own.last < file.part.pages.last:
            raise ProofError(f"{file.name} would hold pages of another submission [{ALONE}]")
    names = [file.name.lower() for file in named]
    twice = next((name for name in names if names.count(name) > 1), "")
    if twice:
        raise ProofError(f"two files of the upload set would be called {twice} [{PART_NAMES}]")


def _write(beginnings: _Beginnings, packet: Packet, sheets: Mapping[str, Sheets], file: _Named) -> str:
    """Write one file and return its sha256."""
    pages = file.part.pages
    binding = Binding(
        pages=pages,
        labels=label_runs(packet, pages),
        bookmarks=outline(packet, sheets, pages),
        links=placed_links(packet, sheets, pages),
        title=file.title,
    )
    try:
        with Twin(beginnings.folder / file.name) as made:
            sink, copied = beginnings.begin(made, file.name, [page - packet.pages.first for page in pages])
            with sink:
                leaves = (copied.page(page - packet.pages.first) for page in pages)
                return bind(
                    sink, (Leaf(entries=one.entries, height_pt=one.size_pt[1]) for one in leaves), binding
                )
    except OSError as error:
        raise OutputError(
            f"{file.name} cannot be written: {error.strerror or error}",
            fix="make room on the disk and build again",
        ) from error


class _Beginnings(Struct, frozen=True, kw_only=True):
    """Begins the files of a set with the drawings of their evidence, as the packet begins with all of it.

    Where a file of the set before begins with the same, its first bytes are taken over, and where it goes on
    with the same to its end, the file itself.
    """

    finished: Finished
    beginning: Beginning | None
    folder: Path

    def begin(self, made: Twin, name: str, indexes: Sequence[int]) -> tuple[Sink, Pages]:
        """Begin a file that is to hold these pages of the packet."""
        forms = self.finished.evidence(indexes)
        packet = self.beginning.openings.noted(self.finished.name) if self.beginning else None
        if not (forms and self.beginning and packet):
            return self._copied(made, forms)
        key = key_of(packet.key, forms)
        started = self.beginning.taken_ahead(key)
        sink, pages = self._taken_over(made, started, forms) or self._copied(made, forms)
        if opening := sink.opening(key, list(pages.numbers.items())):
            self.beginning.openings.note(f"{self.folder.name}/{name}", opening)
        return sink, pages

    def _copied(self, made: Twin, forms: Sequence[int]) -> tuple[Sink, Pages]:
        """Begin by copying the drawings one by one."""
        sink = Sink(made)
        pages = Pages(sink, self.finished)
        pages.copy(forms)
        return sink, pages

    def _taken_over(
        self, made: Twin, started: Started | None, forms: Sequence[int]
    ) -> tuple[Sink, Pages] | None:
        """Begin as a file of the set before does; nothing where that is not what it was any more."""
        if started is None:
            return None
        numbers = _read_numbers(started.opening)
        if not numbers.keys() >= set(forms):
            started.file.close()
            return None
        made.follow(started.path, started.file, started.opening.size_bytes)
        sink = Sink(made, started.opening, started.sum)
        pages = Pages(sink, self.finished)
        pages.numbers.update(numbers)
        return sink, pages


def _read_numbers(opening: Opening) -> dict[int, int]:
    """Read which object of the packet became which; nothing where that is not told as we write it."""
    told, highest = opening.told, len(opening.offsets)
    if not isinstance(told, list):
        return {}
    numbers = {}
    for pair in told:
        match pair:
            case [int() as old, int() as new] if old > 0 and 0 < new <= highest:
                numbers[old] = new
            case _:
                return {}
    return numbers


def _make(folder: Path) -> None:
    """Make the folder of the set."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"{folder.name} cannot be written: {error.strerror or error}",
            fix="make room on the disk and build again",
        ) from error


def _weigh(path: Path, file: _Named, profile: Profile) -> None:
    """Refuse a file over the limit; a page that is over it alone was told as a finding before."""
    size = path.stat().st_size
    if size > profile.limit_bytes and len(file.part.pages) > 1:
        raise ProofError(
            f"{file.name} has {size:,} bytes, and {profile.name} takes {profile.limit_bytes:,} [{SIZE}]"
        )


def _prove(path: Path, packet: Packet, sheets: Mapping[str, Sheets], file: _Named, sources: Sources) -> None:
    """Refuse a file that is not what the plan says."""
    faults = prove(path, packet, sheets, draft=False, pages=file.part.pages, sources=sources)
    if faults:
        raise ProofError(f"{file.name} is not what the plan says: {'; '.join(faults[:3])}")
