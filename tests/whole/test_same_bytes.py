"""Same inputs, same bytes; and whatever happens, what stands in out/ is whole."""

import shutil
import signal
import subprocess
import sys
import time

import pikepdf
import pytest

from asylum_packet import build, read_case
from asylum_packet.errors import ProofError
from tests.support.mini import write_mini_case
from tests.whole.conftest import digests


def test_two_builds_give_the_same_bytes(whole, tmp_path, request):
    options = request.getfixturevalue("options" if whole.built.uploads else "no_blank")
    elsewhere = shutil.copytree(whole.folder, tmp_path / "copy", ignore=shutil.ignore_patterns("out", ".*"))
    build(read_case(elsewhere), tmp_path / "second", options=options)
    assert digests(tmp_path / "second") == digests(whole.out)


def test_the_sources_are_never_touched(tmp_path, no_blank):
    folder = write_mini_case(tmp_path / "mini")
    before = digests(folder)
    build(read_case(folder), tmp_path / "out", options=no_blank)
    after = {
        path: digest for path, digest in digests(folder).items() if not path.startswith(".asylum-packet/")
    }
    assert after == before


def test_a_draft_leaves_the_last_good_packet_alone_and_names_it(tmp_path, options, no_blank):
    folder, out = write_mini_case(tmp_path / "mini"), tmp_path / "out"
    build(read_case(folder), out, options=options)
    good = digests(out)
    drafted = build(read_case(folder), out, options=no_blank)
    assert drafted.kept == ("packet.pdf", "efile")
    now = digests(out)
    filed = [path for path in good if path == "packet.pdf" or path.startswith("efile/")]
    assert len(filed) > 1
    assert {path: now[path] for path in filed} == {path: good[path] for path in filed}
    build(read_case(folder), out, options=options)
    assert digests(out) == good


def test_a_file_that_fails_its_proof_replaces_nothing(tmp_path, no_blank, monkeypatch):
    from asylum_packet import building

    folder, out = write_mini_case(tmp_path / "mini"), tmp_path / "out"
    build(read_case(folder), out, options=no_blank)
    before = digests(out)
    monkeypatch.setattr(building, "prove", lambda *_, **__: ("page 3 bears the stamp of page 4",))
    write_mini_case(folder, replace={"case.yaml": {"Baltimore": "Hyattsville"}})
    with pytest.raises(ProofError):
        build(read_case(folder), out, options=no_blank)
    assert digests(out) == before


KILL_AFTER_S = (0.5, 0.7, 0.8, 0.9, 1.0, 1.2)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are of Unix")
def test_a_build_killed_at_any_moment_leaves_no_half_written_packet(tmp_path):
    folder, out = write_mini_case(tmp_path / "mini"), tmp_path / "mini/out"
    for delay in KILL_AFTER_S:
        child = subprocess.Popen(
            [sys.executable, "-m", "asylum_packet", "build", str(folder)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(delay)
        child.send_signal(signal.SIGKILL)
        child.wait()
        for path in out.rglob("*.pdf") if out.exists() else ():
            if not any(part.startswith(".tmp-") for part in path.parts):
                with pikepdf.open(path) as pdf:
                    assert len(pdf.pages) > (10 if path.parent == out else 0)
    done = subprocess.run(
        [sys.executable, "-m", "asylum_packet", "build", str(folder)], capture_output=True, check=False
    )
    assert done.returncode in {0, 1}
    assert not list(out.rglob(".tmp-*"))
