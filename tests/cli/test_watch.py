"""`asylum-packet watch`: a real process that builds again for each save, and what it says."""

import contextlib
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from asylum_packet.cli.watch import _Desk
from asylum_packet.options import Options
from asylum_packet.watching.looking import Change, How
from asylum_packet.watching.turns import Turn
from tests.support.mini import write_brief_case, write_case_without_form

SAVED = Turn(changes=(Change(path="brief/01 facts.md", how=How.CHANGED),))


@pytest.fixture
def case(tmp_path) -> Path:
    """A case with exhibits against which nothing stands."""
    return write_case_without_form(tmp_path / "mini")


@pytest.fixture
def brief(tmp_path) -> Path:
    """A brief alone."""
    return write_brief_case(tmp_path / "brief")


class Watching:
    """A process that watches, and the lines it has printed so far."""

    def __init__(self, case: Path, log: Path):
        self.log = log
        with log.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "asylum_packet", "watch", str(case)],
                stdout=out,
                stderr=subprocess.STDOUT,
                env=os.environ | {"PYTHONUNBUFFERED": "1"},
            )

    def until(self, *words: str) -> str:
        """Wait until all words were said since the last time, and give what was said."""
        start = time.monotonic()
        while time.monotonic() - start < 30 and self.process.poll() is None:
            said = self.log.read_text(encoding="utf-8")
            if all(word in said for word in words):
                self.log.write_bytes(b"")
                return said
            time.sleep(0.02)
        raise AssertionError(self.log.read_text(encoding="utf-8"))

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=20)


@pytest.fixture
def watching(case, tmp_path):
    started = Watching(case, tmp_path / "said.txt")
    yield started
    with contextlib.suppress(ProcessLookupError):
        started.process.kill()
    started.process.wait()


@pytest.mark.skipif(sys.platform == "win32", reason="sends the signal that Ctrl-C sends elsewhere")
def test_an_evening_with_a_brief(case, watching):
    facts = sorted((case / "brief").glob("*.md"))[0]
    good = facts.read_text(encoding="utf-8")
    packet = case / "out" / "packet.pdf"
    watching.until("packet in", "watching ")
    last_good = packet.read_bytes()

    # an error: it is named by file and line, and the packet that stands is the last good one
    line = len(good.rstrip().splitlines()) + 2
    facts.write_text(f"{good.rstrip()}\n\nThis is new. [@polise-report]\n", encoding="utf-8")
    said = watching.until("DRAFT", "1 error")
    assert f"brief/{facts.name} changed" in said
    assert f"{facts.as_posix()}:{line}" in said
    assert "did you mean 'police-report'" in said
    assert packet.read_bytes() == last_good

    # a template error: nothing is built, and it goes on watching
    facts.write_text(f"{good}\n{{{{ cuort.city }}}}\n", encoding="utf-8")
    assert "did you mean 'court'" in watching.until("not built: what was built last stands")
    assert packet.read_bytes() == last_good

    # mended, saved by a rename as editors do
    fresh = facts.with_name(f".{facts.name}.swp")
    fresh.write_text(f"{good.rstrip()}\n\nThis is new. [@police-report]\n", encoding="utf-8")
    fresh.rename(facts)
    assert "ready" in watching.until("packet in", "mended", "upload set cut")
    assert packet.read_bytes() != last_good
    assert (case / "out" / "efile").is_dir()

    # the whole case goes away and comes back
    shutil.move(case, case.with_name("away"))
    watching.until("is gone; waiting for it to come back")
    facts_away = case.with_name("away") / "brief" / facts.name
    facts_away.write_text(good, encoding="utf-8")
    shutil.move(case.with_name("away"), case)
    watching.until(f"brief/{facts.name} changed", "ready")

    assert watching.stop() == 0
    assert "stopped watching" in watching.log.read_text(encoding="utf-8")
    assert not [left for left in (case / "out").iterdir() if left.name.startswith(".tmp-")]


def desk(case: Path, style: str = "text") -> _Desk:
    options = Options(data_folder=case)
    return _Desk(
        case=case, out=case / "out", only=None, firm=None, options=options, style=style, is_open=True
    )


def test_an_upload_set_is_let_go_of_for_a_new_save_and_cut_later(brief, capsys):
    sitting = desk(brief)
    sitting.take(SAVED, lambda: False)
    assert not (brief / "out" / "efile").exists()
    sitting.take(Turn(), lambda: True)
    assert (brief / "out" / "packet.pdf").exists()
    assert not (brief / "out" / "efile").exists()
    sitting.take(Turn(), lambda: False)
    assert "upload set cut: 1 file" in capsys.readouterr().out
    assert json.loads((brief / "out" / "manifest.json").read_bytes())["packet"]["draft"] is False
    assert len(list((brief / "out" / "efile").iterdir())) == 1


def test_a_build_without_its_upload_set_takes_the_old_one_away(brief):
    sitting = desk(brief)
    sitting.owes_uploads = True
    sitting.take(Turn(), lambda: False)
    assert (brief / "out" / "efile").exists()
    sitting.take(SAVED, lambda: False)
    assert not (brief / "out" / "efile").exists()


def test_only_what_is_new_is_told_in_full_and_errors_always(brief, capsys):
    sitting = desk(brief)
    sitting.take(SAVED, lambda: False)
    first = capsys.readouterr().out
    assert "ICPM-3.3b-who" in first
    (brief / "brief/09 more.md").write_text("# More\n\nThis is new. [@no-such]\n", encoding="utf-8")
    for _ in range(2):
        sitting.take(SAVED, lambda: False)
        said = capsys.readouterr().out
        assert "CITE-unknown-id" in said
        assert "ICPM-3.3b-who" not in said


def test_each_build_is_one_line_of_json(brief, capsys):
    sitting = desk(brief, "json")
    sitting.take(SAVED, lambda: False)
    said = capsys.readouterr()
    (line,) = said.out.splitlines()
    told = json.loads(line)
    assert told["changes"] == [{"path": "brief/01 facts.md", "how": "changed"}]
    assert (told["draft"], told["uploads"]) == (False, [])
    assert {"code", "message", "source"} <= told["findings"][0].keys()
    assert "brief/01 facts.md changed" in said.err


def test_without_its_library_it_says_in_one_line_what_to_type(run, brief, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    ran = run("watch", brief)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err == "Error: watching needs one more library; type: pip install watchfiles\n"


def test_it_ends_when_nobody_reads_it_any_more(brief, monkeypatch):
    def gone(_: str) -> None:
        raise click.exceptions.Exit(141)

    monkeypatch.setattr("asylum_packet.cli.output.results", gone)
    with pytest.raises(click.exceptions.Exit):
        desk(brief).take(SAVED, lambda: False)
