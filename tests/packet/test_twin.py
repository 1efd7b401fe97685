from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest

from asylum_packet.packet.twin import Twin

WHOLE = b"evidence that is the same, and what comes after it"
EVIDENCE = WHOLE[:26]


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    (tmp_path / "earlier.pdf").write_bytes(WHOLE)
    return tmp_path / "earlier.pdf"


def made(earlier: Path, *parts: bytes, begins: int = len(EVIDENCE)) -> Path:
    """Make a file that begins as the earlier one does, and goes on with these parts."""
    path = earlier.with_name("new.pdf")
    with Twin(path) as twin:
        twin.follow(earlier, earlier.open("rb", buffering=0), begins)
        for part in parts:
            assert twin.write(memoryview(part)) == len(part)
    return path


def test_what_is_the_same_to_its_end_is_the_file_itself(earlier):
    path = made(earlier, WHOLE[26:30], b"", WHOLE[30:])
    assert path.samefile(earlier)


@pytest.mark.parametrize(
    "parts",
    [
        (b"something else",),
        (WHOLE[26:40], b"#", WHOLE[41:]),
        (WHOLE[26:-1],),
        (WHOLE[26:], b"!"),
        (WHOLE[26:] + b"!",),
        (),
    ],
)
def test_what_differs_is_written(earlier, parts):
    path = made(earlier, *parts)
    assert path.read_bytes() == EVIDENCE + b"".join(parts)
    assert earlier.read_bytes() == WHOLE
    assert not path.samefile(earlier)


def test_what_stands_in_its_place_is_replaced_and_never_written_into(earlier):
    for parts in ((b"other",), (WHOLE[26:],)):
        path = earlier.with_name("new.pdf")
        path.unlink(missing_ok=True)
        path.hardlink_to(earlier)
        assert made(earlier, *parts).read_bytes() == EVIDENCE + b"".join(parts)
        assert earlier.read_bytes() == WHOLE


def test_a_file_that_follows_none_is_written(tmp_path):
    with Twin(tmp_path / "new.pdf") as twin:
        twin.write(WHOLE)
    assert (tmp_path / "new.pdf").read_bytes() == WHOLE
    with Twin(tmp_path / "empty.pdf"):
        pass
    assert (tmp_path / "empty.pdf").read_bytes() == b""


@pytest.mark.parametrize("error", [OSError, NotImplementedError])
def test_a_disk_without_second_names_gets_a_copy(earlier, monkeypatch, error):
    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    path = made(earlier, WHOLE[26:])
    assert path.read_bytes() == WHOLE
    assert not path.samefile(earlier)


def test_a_file_that_takes_the_place_of_the_earlier_one_meanwhile_is_not_taken_for_it(earlier):
    path = earlier.with_name("new.pdf")
    with Twin(path) as twin:
        twin.follow(earlier, earlier.open("rb", buffering=0), len(WHOLE))
        other = earlier.with_name("other.pdf")
        other.write_bytes(b"x" * len(WHOLE))
        other.replace(earlier)
    assert path.read_bytes() == WHOLE


def test_a_file_that_becomes_shorter_meanwhile_is_told(earlier):
    with Twin(earlier.with_name("new.pdf")) as twin:
        twin.follow(earlier, earlier.open("rb", buffering=0), len(WHOLE))
        os.truncate(earlier, 5)
        with pytest.raises(OSError, match="shorter"):
            twin.write(b"more")


def test_what_goes_wrong_leaves_no_second_name(earlier):
    path = earlier.with_name("new.pdf")
    with suppress(ValueError), Twin(path) as twin:
        twin.follow(earlier, earlier.open("rb", buffering=0), len(WHOLE))
        raise ValueError
    assert not path.exists()
