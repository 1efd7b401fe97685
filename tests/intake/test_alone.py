import errno
import signal
import subprocess
import sys
from functools import partial

import filelock
import pytest

from asylum_packet.errors import OutputError
from asylum_packet.intake.alone import alone

_HOLD = """
import sys, time
from pathlib import Path
from asylum_packet.intake.alone import alone
with alone(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_build_says_who_builds_and_what_to_do(tmp_path):
    waits = []
    told = partial(alone, tmp_path, patience_s=0.1, progress=lambda done, total, what: waits.append(what))
    with alone(tmp_path), pytest.raises(OutputError) as caught, told():
        pass
    assert waits == ["waiting for another build of this case"]
    assert caught.value.message.startswith("another build of this case is running: process ")
    assert ", since " in caught.value.message
    assert "Ctrl-C" in caught.value.fix


def test_a_build_waits_for_one_that_ends_soon(tmp_path):
    with alone(tmp_path):
        pass
    with alone(tmp_path, patience_s=0):
        pass


def test_a_build_that_was_killed_keeps_nobody_waiting(tmp_path):
    holder = subprocess.Popen([sys.executable, "-c", _HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(OutputError), alone(tmp_path, patience_s=0):
        pass
    holder.send_signal(signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
    holder.wait()
    holder.stdout.close()
    with alone(tmp_path, patience_s=2):
        pass


def test_a_failed_build_lets_go(tmp_path):
    with pytest.raises(ZeroDivisionError), alone(tmp_path):
        raise ZeroDivisionError
    with alone(tmp_path, patience_s=0):
        pass


@pytest.mark.parametrize("error", [OSError(errno.ENOLCK, "no locks"), NotImplementedError()])
def test_a_disk_without_locks_is_built_on_all_the_same(tmp_path, monkeypatch, error):
    def none(*_given, **_named):
        raise error

    monkeypatch.setattr(filelock.FileLock, "acquire", none)
    with alone(tmp_path):
        pass


def test_a_folder_that_cannot_be_written_is_told(tmp_path, monkeypatch):
    def refused(*_given, **_named):
        raise PermissionError(errno.EACCES, "not yours")

    monkeypatch.setattr(filelock.FileLock, "acquire", refused)
    with pytest.raises(OutputError, match="cannot be written"), alone(tmp_path):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_what_a_folder_brings_along_under_the_name_of_the_note_is_not_written_through(tmp_path):
    (tmp_path / "theirs").write_text("precious")
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache/building.txt").symlink_to(tmp_path / "theirs")
    with alone(tmp_path / "cache"):
        assert (tmp_path / "cache/building.txt").read_text().startswith("process ")
    assert (tmp_path / "theirs").read_text() == "precious"
