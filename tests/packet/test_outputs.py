from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from asylum_packet.errors import OutputError
from asylum_packet.packet import outputs
from asylum_packet.packet.outputs import (
    Change,
    clear_leftovers,
    is_interrupted,
    new_folder,
    publish,
    replace_folder,
    replacing,
    unwritten,
)


def test_a_file_is_the_old_one_until_the_new_one_is_finished(tmp_path):
    path = tmp_path / "packet.pdf"
    path.write_text("old")
    with replacing(path) as beside:
        beside.write_text("half")
        assert path.read_text() == "old"
        beside.write_text("new")
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_an_error_on_the_way_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "packet.pdf"
    path.write_text("old")
    with pytest.raises(UnicodeEncodeError), replacing(path) as beside:
        beside.write_text("half, then a letter that cannot be written \udc80", encoding="utf-8")
    assert [p.read_text() for p in tmp_path.iterdir()] == ["old"]


def test_a_missing_output_folder_is_made(tmp_path):
    with replacing(tmp_path / "out" / "deep" / "m.json") as beside:
        beside.write_text("x")
    assert (tmp_path / "out" / "deep" / "m.json").read_text() == "x"


def test_a_folder_in_the_place_of_the_file_is_an_output_error(tmp_path):
    (tmp_path / "packet.pdf" / "x").mkdir(parents=True)
    with (
        pytest.raises(OutputError, match=r"packet\.pdf cannot be written"),
        replacing(tmp_path / "packet.pdf") as f,
    ):
        f.write_text("new")
    assert [p.name for p in tmp_path.iterdir()] == ["packet.pdf"]


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path):
    (tmp_path / "out").write_text("notes")
    for writing in (replacing(tmp_path / "out" / "packet.pdf"), new_folder(tmp_path / "out" / "efile")):
        with (
            pytest.raises(OutputError, match="cannot be written: out is a file") as refused,
            writing as fresh,
        ):
            fresh.write_bytes(b"new")
        assert refused.value.fix == "give that file another name, and build again"
    assert (tmp_path / "out").read_text() == "notes"


@pytest.mark.parametrize("code", [errno.EACCES, errno.EROFS])
@pytest.mark.parametrize("begin", [new_folder, replacing, clear_leftovers])
def test_a_folder_that_cannot_be_written_to_is_named_and_not_what_was_to_lie_in_it(
    tmp_path, monkeypatch, code, begin
):
    out = tmp_path / "out"
    out.mkdir()
    (out / ".tmp-1-packet.pdf").touch()

    def refuse(*_, **__):
        raise OSError(code, os.strerror(code))

    for name in ("mkdir", "unlink", "write_text"):
        monkeypatch.setattr(Path, name, refuse)

    def write():
        if begin is clear_leftovers:
            clear_leftovers(out)
        else:
            with begin(out / "build") as fresh:
                fresh.write_text("new")

    with pytest.raises(OutputError, match=r"out cannot be written to: ") as refused:
        write()
    assert str(out) in str(refused.value)
    assert refused.value.fix == "allow writing in it, or choose another folder after --out"


def builds_while_another_clears(begin, folder):
    with begin(folder / "packet") as fresh:
        is_folder = fresh.is_dir()
        if not is_folder:
            fresh.write_bytes(b"new")
        clear_leftovers(folder)
        if is_folder:
            (fresh / "packet.pdf").write_bytes(b"new")


@pytest.mark.parametrize("begin", [new_folder, replacing])
def test_another_build_at_the_same_time_is_named(tmp_path, begin):
    with pytest.raises(OutputError, match="another build of this case"):
        builds_while_another_clears(begin, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_build_left_is_cleared_away(tmp_path):
    (tmp_path / ".tmp-123-packet.pdf").write_text("half")
    (tmp_path / ".tmp-123-efile").mkdir()
    (tmp_path / ".tmp-123-efile" / "Reyes_Brief.pdf").write_text("half")
    (tmp_path / ".tmp-7-link").symlink_to(tmp_path)
    (tmp_path / "packet.pdf").write_text("whole")
    clear_leftovers(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["packet.pdf"]
    clear_leftovers(tmp_path / "not-there")


def test_a_set_that_had_stepped_aside_comes_back(tmp_path):
    with new_folder(tmp_path / "efile") as fresh:
        (fresh / "a.pdf").write_text("old")
        replace_folder(fresh, tmp_path / "efile")
    (tmp_path / "efile").rename(tmp_path / ".tmp-old-efile")  # killed between the two renames
    clear_leftovers(tmp_path)
    assert (tmp_path / "efile" / "a.pdf").read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["efile"]


def test_a_set_that_had_stepped_aside_goes_when_the_new_one_stands(tmp_path):
    (tmp_path / ".tmp-old-efile").mkdir()
    (tmp_path / "efile").mkdir()
    clear_leftovers(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["efile"]


def test_a_set_that_cannot_take_its_place_leaves_the_old_one(tmp_path):
    (tmp_path / "efile").mkdir()
    (tmp_path / "efile" / "a.pdf").write_text("old")
    with pytest.raises(OutputError, match="efile cannot be written"):
        replace_folder(tmp_path / "never-made", tmp_path / "efile")
    assert (tmp_path / "efile" / "a.pdf").read_text() == "old"


OLD = {"efile/a.pdf": "old", "packet.pdf": "old", "manifest.json": "old"}
NEW = {"efile/a.pdf": "new", "efile/b.pdf": "new", "packet.pdf": "new", "manifest.json": "new"}


def laid_down(folder: Path, files: dict[str, str]) -> None:
    for name, words in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(words)


def lying(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()
    }


def changes(folder: Path) -> list[Change]:
    fresh = folder / ".tmp-1-build"
    laid_down(fresh, NEW)
    names = ("efile", "packet.pdf", "manifest.json")
    gone = Change(target=folder / "packet-DRAFT.pdf")
    return [gone, *(Change(target=folder / name, fresh=fresh / name) for name in names)]


@pytest.mark.parametrize("before", [{}, OLD, {"packet-DRAFT.pdf": "old", "manifest.json": "old"}])
def test_a_set_is_published_as_a_whole(tmp_path, before):
    laid_down(tmp_path, before)
    publish(changes(tmp_path))
    clear_leftovers(tmp_path)
    assert lying(tmp_path) == NEW


class Killed(BaseException):
    """What no `except` of ours catches, like a signal that cannot be caught."""


def stopped_after(steps: int, error: type[BaseException], monkeypatch: pytest.MonkeyPatch) -> None:
    left = [steps]
    # A disk that knows no second names is no error: hardlink_to is not among what fails for good.
    linking = () if error is OSError else ("hardlink_to",)
    for name in ("rename", "replace", "touch", "unlink", *linking):
        real = getattr(Path, name)

        def counted(self: Path, *given: object, real=real, **named: object) -> object:
            if left[0] == 0:
                left[0] = -1  # one failure; what comes after it works again
                raise error(5, "stopped")
            left[0] -= 1
            return real(self, *given, **named)

        monkeypatch.setattr(Path, name, counted)


@pytest.mark.parametrize("before", [{}, OLD, {"packet-DRAFT.pdf": "old", "manifest.json": "old"}])
@pytest.mark.parametrize("steps", range(12))
def test_a_build_killed_while_it_publishes_leaves_all_old_or_all_new(tmp_path, monkeypatch, before, steps):
    laid_down(tmp_path, before)
    given = changes(tmp_path)
    with monkeypatch.context() as patch:
        stopped_after(steps, Killed, patch)
        try:
            publish(given)
        except Killed:
            half = {k: v for k, v in lying(tmp_path).items() if not k.startswith(".tmp-")}
            if "manifest.json" in half and half != before:
                assert half == NEW
    clear_leftovers(tmp_path)
    assert lying(tmp_path) in (before, NEW)
    assert not is_interrupted(tmp_path)


@pytest.mark.parametrize("steps", range(6))
def test_a_place_that_cannot_be_taken_puts_everything_back(tmp_path, monkeypatch, steps):
    laid_down(tmp_path, OLD)
    given = changes(tmp_path)
    with monkeypatch.context() as patch:
        stopped_after(steps, OSError, patch)
        with pytest.raises(OutputError, match=r"cannot be written: stopped"):
            publish(given)
    assert {k: v for k, v in lying(tmp_path).items() if not k.startswith(".tmp-1-")} == OLD


def test_the_place_of_a_file_is_never_empty(tmp_path, monkeypatch):
    for steps in range(12):
        folder = tmp_path / str(steps)
        laid_down(folder, OLD)
        given = changes(folder)
        with monkeypatch.context() as patch:
            stopped_after(steps, Killed, patch)
            with suppress(Killed):
                publish(given)
        assert (folder / "packet.pdf").read_text() in {"old", "new"}


def test_a_disk_without_second_names_still_gets_all_old_or_all_new(tmp_path, monkeypatch):
    def refused(*_):
        raise PermissionError(1, "not here")

    monkeypatch.setattr(Path, "hardlink_to", refused)
    laid_down(tmp_path, OLD)
    publish(changes(tmp_path))
    clear_leftovers(tmp_path)
    assert lying(tmp_path) == NEW


def test_putting_back_can_itself_be_killed(tmp_path, monkeypatch):
    for steps in range(8):
        folder = tmp_path / str(steps)
        laid_down(folder, OLD)
        given = changes(folder)
        with monkeypatch.context() as patch:
            stopped_after(6, Killed, patch)
            with pytest.raises(Killed):
                publish(given)
        with monkeypatch.context() as patch:
            stopped_after(steps, Killed, patch)
            try:
                outputs.clear_leftovers(folder)
            except Killed:
                assert "manifest.json" not in lying(folder) or lying(folder)["packet.pdf"] == "old"
        clear_leftovers(folder)
        assert lying(folder) == OLD


@pytest.mark.skipif(os.name == "nt", reason="needs signals")
def test_killed_at_any_moment_the_packet_is_the_old_or_the_new_one_never_half(tmp_path):
    from asylum_packet.packet.assemble import assemble
    from tests.packet.paper import small_packet, small_sheets

    packet = small_packet()
    sheets = small_sheets(tmp_path, packet)
    out = tmp_path / "out"
    with replacing(out / "packet.pdf") as beside:
        assemble(packet, sheets, beside, draft=False, title="old")
    old = (out / "packet.pdf").read_bytes()
    program = (
        "import sys; from pathlib import Path\n"
        "from tests.packet.paper import small_packet, small_sheets\n"
        "from asylum_packet.packet.assemble import assemble\n"
        "from asylum_packet.packet.outputs import replacing\n"
        "folder = Path(sys.argv[1]); packet = small_packet(); sheets = small_sheets(folder, packet)\n"
        "print('ready', flush=True)\n"
        "while True:\n"
        "    with replacing(folder / 'out' / 'packet.pdf') as beside:\n"
        "        assemble(packet, sheets, beside, draft=False, title='new')\n"
    )
    new = None
    for wait_s in (0.005, 0.02, 0.045, 0.08):
        run = subprocess.Popen(
            [sys.executable, "-c", program, tmp_path], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
        )
        assert run.stdout is not None
        assert run.stdout.readline() == b"ready\n"
        time.sleep(wait_s)
        run.send_signal(signal.SIGKILL)
        run.wait()
        run.stdout.close()
        left = (out / "packet.pdf").read_bytes()
        if left != old:
            new = new or left
            assert left == new
            assert left.endswith(b"%%EOF\n")
        clear_leftovers(out)
        assert [p.name for p in out.iterdir()] == ["packet.pdf"]


def test_a_file_that_may_not_be_made_is_a_folder_that_cannot_be_written_to(tmp_path):
    path = tmp_path / "packet.pdf"
    refused, full = PermissionError(errno.EACCES, "no"), OSError(errno.ENOSPC, "full")
    assert f"{tmp_path} cannot be written to: no" in str(unwritten(path, refused, called="the packet"))
    assert str(unwritten(path, full, called="the packet")).startswith("the packet cannot be written: full")
    path.touch()
    assert str(unwritten(path, refused, called="the packet")).startswith("the packet cannot be written: no")


def test_what_goes_wrong_with_all_that_is_being_built_has_a_name_that_people_know(tmp_path):
    with (
        pytest.raises(OutputError, match=r"^what is being built cannot be written: full"),
        new_folder(tmp_path / "build"),
    ):
        raise OSError(28, "full")


def test_a_packet_whose_folder_is_gone_was_cleared_away_by_another_build(tmp_path):
    gone = FileNotFoundError(2, "No such file or directory")
    told = str(unwritten(tmp_path / "build" / "packet.pdf", gone, called="the packet"))
    assert told.startswith("another build of this case seems to be running")
    assert str(unwritten(tmp_path / "packet.pdf", gone, called="the packet")).startswith(
        "the packet cannot be"
    )
