from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest

from asylum_packet.errors import OutputError, ProofError
from asylum_packet.packet import evidence
from asylum_packet.packet import sink as sinking
from asylum_packet.packet.assemble import assemble
from asylum_packet.packet.copying import Copier, Drawn
from asylum_packet.packet.evidence import Beginning
from asylum_packet.packet.openings import Openings
from asylum_packet.packet.outputs import clear_leftovers
from asylum_packet.packet.rereading import Finished, Pages
from asylum_packet.packet.sink import Sink, UnwrittenError
from asylum_packet.packet.turns import quick_turns
from asylum_packet.packet.verify import prove
from asylum_packet.sheets import Sheets
from asylum_packet.values import replace
from tests.packet.paper import small_packet, small_sheets

PACKET = small_packet()


@pytest.fixture
def sheets(tmp_path: Path) -> dict[str, Sheets]:
    (tmp_path / "cache").mkdir()
    return dict(small_sheets(tmp_path / "cache", PACKET))


def written(sheets: dict[str, Sheets], path: Path, beginning: Beginning | None = None) -> bytes:
    assemble(PACKET, sheets, path, draft=False, title="", beginning=beginning)
    assert prove(path, PACKET, sheets, draft=False) == ()
    return path.read_bytes()


def beginning_in(out: Path) -> Beginning:
    return Beginning(out, Openings(out, out.parent))


def test_a_packet_is_the_same_file_whether_its_evidence_was_copied_early_or_not(tmp_path, sheets):
    with beginning_in(tmp_path / "out") as beginning:
        beginning.begin(sheets)
        early = written(sheets, tmp_path / "out" / "packet.pdf", beginning)
    assert early == written(sheets, tmp_path / "late.pdf")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["packet.pdf"]


def test_evidence_comes_before_our_own_papers_in_the_file(tmp_path, sheets):
    drawings = written(sheets, tmp_path / "packet.pdf")
    assert drawings.index(b"/Subtype/Form") < drawings.index(b"/Type/Page/")


def test_what_was_begun_with_other_pages_is_left_and_the_packet_is_written_anew(tmp_path, sheets):
    other = sheets | {"letter/original": sheets["police-report/certificate"]}
    with beginning_in(tmp_path) as beginning:
        beginning.begin(other)
        assert written(sheets, tmp_path / "packet.pdf", beginning) == written(sheets, tmp_path / "late.pdf")
    assert not list(tmp_path.glob(".tmp-*"))


def test_nothing_is_left_of_a_packet_that_is_not_built(tmp_path, sheets):
    with beginning_in(tmp_path / "new" / "out") as beginning:
        beginning.begin(sheets)
    assert not (tmp_path / "new").exists()
    (tmp_path / "out").mkdir()
    with beginning_in(tmp_path / "out") as beginning:
        beginning.begin(sheets)
    assert list((tmp_path / "out").iterdir()) == []


def test_copying_stops_where_the_build_does(tmp_path, sheets, monkeypatch):
    entered, leaves = threading.Event(), threading.Event()
    copied = []

    class Slow(Copier):
        def drawing(self, index: int) -> Drawn:
            copied.append(index)
            entered.set()
            leaves.wait(10)
            return super().drawing(index)

    monkeypatch.setattr(evidence, "Copier", Slow)
    with beginning_in(tmp_path / "out") as beginning:
        beginning.begin(sheets)
        entered.wait(10)
        threading.Timer(0.05, leaves.set).start()
    assert len(copied) == 1


def test_what_a_killed_build_had_begun_is_cleared_away(tmp_path, sheets):
    beginning = beginning_in(tmp_path)
    beginning.begin(sheets)
    assert list(tmp_path.glob(".tmp-*"))
    clear_leftovers(tmp_path)
    assert not list(tmp_path.glob(".tmp-*"))
    beginning.__exit__()


def test_nothing_is_left_of_what_could_not_be_written_to_its_end(tmp_path, sheets):
    with beginning_in(tmp_path) as beginning:
        beginning.begin(sheets)
        begun = beginning._begun
        assert begun is not None

        def refuse() -> None:
            raise OSError(28, "No space left on device")

        begun._copying.result()
        begun._file.close()
        begun._file = SimpleNamespace(close=refuse)  # what it held back does not fit on the disk
    assert not list(tmp_path.glob(".tmp-*"))


def test_a_file_in_which_a_number_has_no_object_is_no_beginning_for_others(tmp_path):
    with (tmp_path / "some.pdf").open("wb") as file, Sink(file) as sink:
        sink.add(b"null")
        assert sink.opening("key", None) is not None
        sink.allot()
        assert sink.opening("key", None) is None


def test_two_builds_of_one_process_may_take_the_same_room(monkeypatch):
    class Taken(list):
        def __bool__(self) -> bool:
            return True

    monkeypatch.setattr(sinking, "_spare", Taken())
    with Sink(BytesIO()) as sink:
        sink.add(b"null")
        sink.finish(catalog=1, info=1)


def test_pages_that_cannot_be_read_are_told_when_the_packet_is_written(tmp_path, sheets):
    own = sheets["letter/original"].pdf
    assert isinstance(own, Path)
    own.write_bytes(b"%PDF-1.7\nnothing")
    with beginning_in(tmp_path) as beginning:
        beginning.begin(sheets)
        with pytest.raises(OutputError, match="letter/original cannot be read"):
            written(sheets, tmp_path / "packet.pdf", beginning)
    assert not list(tmp_path.glob("*.pdf"))


def test_more_pages_than_there_are_is_our_mistake(tmp_path, sheets):
    sheets["letter/original"] = replace(sheets["letter/original"], skip=1)
    with pytest.raises(ProofError, match="letter/original asks for more pages"):
        written(sheets, tmp_path / "packet.pdf")


def test_a_folder_that_cannot_be_written_is_told_when_the_packet_is_written(tmp_path, sheets):
    (tmp_path / "out").write_text("a file", "utf-8")
    with beginning_in(tmp_path / "out") as beginning:
        beginning.begin(sheets)
        with pytest.raises(OutputError, match="cannot be written"):
            written(sheets, tmp_path / "out" / "packet.pdf", beginning)
    assert (tmp_path / "out").read_text("utf-8") == "a file"


class Full:
    """A file on a disk that is full after the first stretch."""

    def __init__(self) -> None:
        self.calls = 0

    def write(self, data: bytes) -> int:
        self.calls += 1
        if self.calls > 1:
            raise OSError(28, "No space left on device")
        return len(data)


def test_a_full_disk_is_told_by_the_thread_that_fills_it():
    def fill() -> None:
        with Sink(Full()) as sink:  # type: ignore[arg-type]
            for _ in range(8):
                sink.add_stream(b"", bytes(3_000_000))
            sink.finish(catalog=1, info=1)

    with pytest.raises(OSError, match="No space"):
        fill()


def test_a_full_disk_is_no_fault_of_the_pages_that_are_copied(tmp_path, sheets, monkeypatch):
    monkeypatch.setattr(sinking, "_STRETCH_BYTES", 100)
    monkeypatch.setattr(sinking, "_MOST_WAITING", 1)  # the pages are few
    own = sheets["letter/original"].pdf
    packet = tmp_path / "packet.pdf"
    written(sheets, packet)
    with Sink(Full()) as sink, closing(Copier(sink, own, "letter/original")) as copier:  # type: ignore[arg-type]
        assert refused(lambda: list(map(copier.drawing, range(copier.count))))
    with Sink(Full()) as sink, closing(Finished(packet)) as finished:  # type: ignore[arg-type]
        pages, every = Pages(sink, finished), range(len(finished.plain.pages))
        assert refused(lambda: pages.copy(finished.evidence(every)))
        assert refused(lambda: list(map(pages.page, every)))


def refused(copy: Callable[[], object]) -> bool:
    """Say whether the disk, and nothing else, ends the copying."""
    try:
        copy()
    except UnwrittenError as error:
        return error.strerror == "No space left on device"
    return False


@pytest.fixture
def usual_turns() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(0.005)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("usual_turns")
def test_turns_are_quick_only_while_a_packet_is_written():
    with suppress(ProofError), quick_turns():
        assert sys.getswitchinterval() < 0.005
        raise ProofError("ours")
    assert sys.getswitchinterval() == pytest.approx(0.005)
