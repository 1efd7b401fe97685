from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from asylum_packet.errors import OutputError
from asylum_packet.packet.outputs import clear_leftovers, new_folder, replace_folder, replacing


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
