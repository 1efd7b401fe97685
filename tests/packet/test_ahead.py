"""Files are begun as earlier ones did, before anybody knows what they will hold."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from asylum_packet.packet import ahead as looking
from asylum_packet.packet.ahead import Ahead
from asylum_packet.packet.openings import Opening, Openings
from asylum_packet.packet.outputs import clear_leftovers
from asylum_packet.packet.sink import Sink

BODY = b"%PDF-1.7\n" + bytes(range(256)) * 80


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder with a packet and one upload file, each noted with how it begins."""
    folder = tmp_path / "out"
    (folder / "efile").mkdir(parents=True)
    openings = Openings(folder, tmp_path)
    for number, name in enumerate(("packet.pdf", "efile/A.pdf")):
        head = BODY[: 15_000 + number]
        (folder / name).write_bytes(BODY + name.encode())
        openings.note(
            name,
            Opening(key=name, size_bytes=len(head), sha256=hashlib.sha256(head).hexdigest(), offsets=(9,)),
        )
    openings.keep()
    return folder


def ahead_of(out: Path, *, uploads: bool = True) -> Ahead:
    return Ahead(out, Openings(out, out.parent), uploads=uploads)


def left(out: Path) -> list[str]:
    return sorted(path.name for path in out.iterdir())


def test_a_file_is_begun_like_the_one_before_and_goes_on_with_its_sum(out):
    with ahead_of(out) as ahead:
        started = ahead.take("packet.pdf")
        assert started is not None
        with started.file, Sink(started.file, started.opening, started.sum) as sink:
            assert sink.allot() == 2
            sink.put(2, b"null")
            total = sink.finish(catalog=1, info=1)
        content = started.path.read_bytes()
        assert content.startswith(BODY[:15_000] + b"2 0 obj")
        assert total == hashlib.sha256(content).hexdigest()
        assert ahead.was_used
    assert left(out) == ["efile", "packet.pdf"]


def test_a_file_is_taken_once(out):
    with ahead_of(out) as ahead:
        started = ahead.take("packet.pdf")
        assert started is not None
        started.file.close()
        assert not ahead.promises("packet.pdf")
        assert ahead.take("packet.pdf") is None


def test_the_upload_set_is_begun_only_where_it_is_wanted(out):
    with ahead_of(out) as ahead:
        assert ahead.promises("efile/A.pdf")
    with ahead_of(out, uploads=False) as ahead:
        assert ahead.promises("packet.pdf")
        assert not ahead.promises("efile/A.pdf")


def test_a_file_of_the_upload_set_is_read_and_not_copied(out):
    with ahead_of(out) as ahead:
        started = ahead.take("efile/A.pdf")
        assert started is not None
        with started.file:
            assert started.path == out / "efile" / "A.pdf"
            assert started.sum.hexdigest() == hashlib.sha256(BODY[:15_001]).hexdigest()
            assert not started.file.writable()


def test_nothing_is_left_of_what_nobody_took(out):
    with ahead_of(out) as ahead:
        assert ahead.folder.is_dir()
    assert left(out) == ["efile", "packet.pdf"]
    ahead.close()
    assert ahead.take("packet.pdf") is None


@pytest.mark.parametrize("content", [BODY.replace(b"\x07", b"\x08"), BODY[:100]], ids=["changed", "short"])
def test_a_file_that_is_not_what_it_was_is_not_taken(out, monkeypatch, content):
    sha256 = hashlib.sha256(BODY[:15_000]).hexdigest()
    note = Opening(key="k", size_bytes=15_000, sha256=sha256, offsets=(9,))
    (out / "packet.pdf").write_bytes(content)
    monkeypatch.setattr(Openings, "standing", lambda *_, **__: ((out / "packet.pdf", note),))
    with ahead_of(out) as ahead:
        assert ahead.promises("k")
        assert ahead.take("k") is None
        assert not ahead.was_used


def test_what_another_build_cleared_away_is_not_taken(out):
    with ahead_of(out) as ahead:
        ahead._worker.submit(lambda: None).result()  # all that was to be copied is
        clear_leftovers(out)
        assert ahead.take("packet.pdf") is None


def test_what_this_build_has_begun_is_no_leftover(out):
    with ahead_of(out) as ahead:
        ahead._worker.submit(lambda: None).result()
        clear_leftovers(out, own=ahead.folder)
        started = ahead.take("packet.pdf")
        assert started is not None
        started.file.close()


def test_two_processes_of_one_number_take_nothing_from_each_other(out):
    with ahead_of(out) as ahead, ahead_of(out) as other:
        for each in (ahead, other):
            started = each.take("packet.pdf")
            assert started is not None
            started.file.close()


def test_a_disk_that_is_full_is_told_by_whoever_writes_the_file_anew(out, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(looking, "copy_beginning", refuse)
    with ahead_of(out) as ahead:
        assert ahead.take("packet.pdf") is None


def test_a_folder_that_cannot_be_written_to_is_no_trouble(out, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with ahead_of(out) as ahead:
        assert not ahead.promises("packet.pdf")


def test_nothing_is_begun_where_nothing_stands(out):
    shutil.rmtree(out)
    with ahead_of(out) as ahead:
        assert not ahead.promises("packet.pdf")
    assert not out.exists()
