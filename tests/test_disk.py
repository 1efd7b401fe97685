"""Long copies, and room on the disk."""

import hashlib
import os
import sys

import pytest

from asylum_packet import disk

CONTENT = bytes(range(251)) * 4000


@pytest.fixture(params=[True, False], ids=["sent by the system", "read and written"])
def _way(request, monkeypatch):
    """Both ways of copying, with steps small enough to take several."""
    if request.param and sys.platform != "linux":
        pytest.skip("only Linux sends a file into another")
    monkeypatch.setattr(disk, "_SENDS_TO_FILES", request.param)
    monkeypatch.setattr(disk, "_STEP_BYTES", 1 << 18)


def copied(tmp_path, size_bytes, goes_on=lambda: True):
    (tmp_path / "source").write_bytes(CONTENT)
    with (tmp_path / "source").open("rb", buffering=0) as source, (tmp_path / "copy").open("w+b") as target:
        total = disk.copy_beginning(source, target, size_bytes, goes_on=goes_on)
        if total is not None:
            target.write(b"more")
    return total, (tmp_path / "copy").read_bytes()


@pytest.mark.usefixtures("_way")
@pytest.mark.parametrize("size", [1, 5000, 1 << 18, (1 << 18) + 1, len(CONTENT)])
def test_a_beginning_is_copied_and_summed_and_what_follows_stands_behind_it(tmp_path, size):
    total, content = copied(tmp_path, size)
    assert content == CONTENT[:size] + b"more"
    assert total.digest() == hashlib.sha256(CONTENT[:size]).digest()


@pytest.mark.usefixtures("_way")
def test_a_source_that_is_too_short_gives_nothing(tmp_path):
    assert copied(tmp_path, len(CONTENT) + 1)[0] is None


@pytest.mark.usefixtures("_way")
def test_copying_stops_where_it_is_told_to(tmp_path):
    answers = iter([True, False])
    total, content = copied(tmp_path, len(CONTENT), goes_on=lambda: next(answers))
    assert total is None
    assert content == CONTENT[: 1 << 18]


def test_room_is_set_aside_and_given_back(tmp_path):
    with (tmp_path / "file").open("wb") as file:
        disk.reserve(file, 8_000_000)
        assert (tmp_path / "file").stat().st_size == 0
        file.write(b"x" * 5000)
        disk.let_go(file)
    found = (tmp_path / "file").stat()
    assert found.st_size == 5000
    if hasattr(found, "st_blocks"):
        assert found.st_blocks * 512 < 1_000_000


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux is asked for room")
def test_room_is_asked_for_where_the_disk_has_it(tmp_path):
    with (tmp_path / "file").open("wb") as file:
        disk.reserve(file, 8_000_000)
        blocks = (tmp_path / "file").stat().st_blocks
    if not blocks:
        pytest.skip("this disk sets no room aside")
    assert blocks * 512 >= 8_000_000


def test_a_system_without_the_call_is_no_trouble(tmp_path, monkeypatch):
    import ctypes

    monkeypatch.setattr(ctypes, "CDLL", lambda _: object())
    with (tmp_path / "file").open("wb") as file:
        disk.reserve(file, 1000)


@pytest.mark.usefixtures("_way")
@pytest.mark.parametrize("size", [1, (1 << 18) + 1, len(CONTENT)])
def test_a_beginning_is_summed(tmp_path, size):
    (tmp_path / "source").write_bytes(CONTENT)
    with (tmp_path / "source").open("rb", buffering=0) as source:
        total = disk.sum_beginning(source, size, goes_on=lambda: True)
        assert total.digest() == hashlib.sha256(CONTENT[:size]).digest()
        assert disk.sum_beginning(source, len(CONTENT), goes_on=lambda: True) is None
        source.seek(0)
        assert disk.sum_beginning(source, size, goes_on=lambda: False) is None


def test_a_file_looks_otherwise_once_it_is_written_again_and_only_a_file_has_a_look(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"12")
    os.utime(path, ns=(5, 1_000_000_007))
    assert disk.look_of(path) == [2, 1_000_000_007]
    (tmp_path / "link").symlink_to(path)
    os.mkfifo(tmp_path / "pipe")
    for other in (tmp_path, tmp_path / "link", tmp_path / "pipe", tmp_path / "gone", path / "below"):
        assert disk.look_of(other) is None


@pytest.mark.parametrize("name", ["a\0b", "\ud800", "x" * 5000, "gone", "folder/file"])
def test_a_name_that_no_file_can_have_is_that_of_no_file(tmp_path, name):
    assert disk.look_of(tmp_path / name) is None
    assert disk.identity_of(tmp_path / name) is None


def test_only_short_files_of_their_own_are_read(tmp_path):
    (tmp_path / "file").write_bytes(b"1234")
    assert disk.content_of(tmp_path / "file", most_bytes=4) == b"1234"
    assert disk.content_of(tmp_path / "file", most_bytes=3) is None
    assert disk.content_of(tmp_path, most_bytes=10_000) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_nobody_waits_for_a_pipe(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert disk.content_of(tmp_path / "pipe", most_bytes=10) is None
