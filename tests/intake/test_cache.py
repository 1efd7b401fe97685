"""An unchanged exhibit is not read again, and a changed one never passes for the old one."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from asylum_packet.errors import OutputError
from asylum_packet.intake import cache as cache_module
from asylum_packet.intake import clean, convert, drafts, files, workers
from asylum_packet.intake.cache import Cache
from asylum_packet.intake.values import Framed, Handling, Limits
from asylum_packet.values import replace
from tests.intake.makers import compass, pages
from tests.intake.pictures import difference, one, pdf_of, picture, take_in, wanted


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case folder with one exhibit that was last changed an hour ago."""
    (tmp_path / "a.pdf").write_bytes(pages(compass()))
    age(tmp_path / "a.pdf")
    return tmp_path


def age(path: Path, seconds: float = 3_600) -> None:
    then = time.time() - seconds
    os.utime(path, (then, then))


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a file count as settled at once: its change time cannot be set back."""
    monkeypatch.setattr(cache_module, "_RACY_NS", -3_600_000_000_000)


def forbid(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("this must not happen")

    if "hash" in names:
        monkeypatch.setattr(sys.modules["asylum_packet.intake.sources"], "sha256", never)
    if "convert" in names:
        monkeypatch.setattr(workers, "convert", never)


@pytest.mark.usefixtures("patient")
def test_a_second_run_reads_nothing_of_an_unchanged_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, said = one(folder, "a.pdf")
    forbid(monkeypatch, "hash", "convert")
    again, said_again = one(folder, "a.pdf")
    assert again == first
    assert said_again == said


def test_a_file_changed_just_now_is_hashed_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one(folder, "a.pdf")
    forbid(monkeypatch, "hash")
    with pytest.raises(AssertionError):
        one(folder, "a.pdf")


@pytest.mark.usefixtures("patient")
def test_other_content_under_the_same_name_is_seen(folder: Path) -> None:
    one(folder, "a.pdf")
    before = (folder / "a.pdf").stat()
    other = pages(lambda canvas: canvas.circle(300, 400, 100, fill=1))
    (folder / "a.pdf").write_bytes(other.ljust(before.st_size, b"\n")[: max(before.st_size, len(other))])
    os.utime(folder / "a.pdf", ns=(before.st_atime_ns, before.st_mtime_ns))
    ready, _ = one(folder, "a.pdf")
    assert difference(picture(folder / "a.pdf"), picture(pdf_of(ready))) == 0


def test_a_moved_or_copied_file_is_known_by_its_content(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = one(folder, "a.pdf")
    (folder / "a.pdf").rename(folder / "b.pdf")
    forbid(monkeypatch, "convert")
    again, _ = one(folder, "b.pdf")
    assert again.sheets == first.sheets
    assert again.fact.path == "b.pdf"


@pytest.mark.parametrize("damage", ["shorter", "gone", "other", "record", "record gone", "index"])
def test_a_damaged_entry_is_made_again(folder: Path, damage: str) -> None:
    first, _ = one(folder, "a.pdf")
    file, whole = pdf_of(first), pdf_of(first).read_bytes()
    record = file.with_suffix(".json")
    if damage == "shorter":
        file.write_bytes(whole[:-100])
    elif damage == "gone":
        file.unlink()
    elif damage == "other":
        file.write_bytes(bytes(len(whole)))
    elif damage == "record":
        record.write_text(record.read_text().replace('"count": 1', '"count": 7'))
    elif damage == "record gone":
        record.unlink()
    else:
        (file.parent / "index.json").write_text("{" * 9_000)
    again, _ = one(folder, "a.pdf")
    assert again == first
    assert file.read_bytes() == whole


@pytest.mark.skipif(os.name != "posix", reason="needs pipes among files")
def test_nobody_waits_for_a_pipe_in_the_place_of_a_record(folder: Path) -> None:
    first, _ = one(folder, "a.pdf")
    records = list(pdf_of(first).parent.glob("*.json"))
    for record in records:
        record.unlink()
        os.mkfifo(record)
    assert len(records) == 2
    assert one(folder, "a.pdf")[0] == first


def test_what_cannot_become_pages_is_remembered_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "b.pdf").write_bytes(b"%PDF-1.4 torn")
    first = take_in(folder, "b.pdf")
    forbid(monkeypatch, "convert")
    assert take_in(folder, "b.pdf") == first


def test_other_limits_are_another_entry(folder: Path) -> None:
    assert one(folder, "a.pdf")[0]
    assert not take_in(folder, "a.pdf", limits=Limits(pages=0)).prepared


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_nobody_else_may_look_into_the_cache(folder: Path) -> None:
    (folder / ".asylum-packet").mkdir(mode=0o755)
    ready, _ = one(folder, "a.pdf")
    assert stat.S_IMODE((folder / ".asylum-packet").stat().st_mode) == 0o700
    for path in pdf_of(ready).parent.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name
    assert not list(pdf_of(ready).parent.glob(".*")), "drafts are left over"


def test_a_cache_that_is_a_link_elsewhere_is_refused(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (folder / ".asylum-packet").symlink_to(tmp_path_factory.mktemp("elsewhere"))
    with pytest.raises(OutputError, match="link to another place"):
        take_in(folder, "a.pdf")


def test_a_disk_that_cannot_be_written_is_an_error_of_the_output(folder: Path) -> None:
    (folder / ".asylum-packet").write_text("a file where the folder must be")
    with pytest.raises(OutputError):
        take_in(folder, "a.pdf")


def test_a_list_that_cannot_take_its_place_leaves_nothing_and_is_told_by_the_folder_that_people_see(
    folder: Path,
) -> None:
    prepared = folder / ".asylum-packet" / "prepared"
    (prepared / "index.json").mkdir(parents=True)
    with pytest.raises(OutputError, match=r"^'\.asylum-packet/prepared' cannot be written: "):
        one(folder, "a.pdf")
    assert not list(prepared.glob(".*.tmp"))


def test_a_file_that_changes_while_it_is_read_is_not_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = convert.convert

    def slow(task: object) -> object:
        outcome = real(task)  # type: ignore[arg-type]
        (folder / "a.pdf").write_bytes(pages(compass(), compass()))
        return outcome

    monkeypatch.setattr(workers, "convert", slow)
    intake = take_in(folder, "a.pdf")
    assert [finding.code for finding in intake.findings] == ["FILE-changed"]
    monkeypatch.undo()
    assert one(folder, "a.pdf")[0].sheets.count == 2


def test_the_name_of_an_entry_depends_on_everything_that_changes_its_pages(folder: Path) -> None:
    store = Cache(folder / ".asylum-packet")
    from asylum_packet.pages import PageRange

    whole, framed = wanted("a.pdf"), Framed(path="a.jpg", caption="a")
    wants = (
        whole,
        wanted("a.pdf", PageRange(1, 2)),
        replace(whole, how=Handling(recognises=True)),
        replace(whole, framed=(framed,), per_sheet=1),
        replace(whole, framed=(framed,), per_sheet=2),
        replace(whole, framed=(replace(framed, caption="b"),), per_sheet=2),
    )
    keys = {store.key("0" * 64, want, Limits()) for want in wants}
    keys |= {store.key("1" * 64, whole, Limits()), store.key("0" * 64, whole, Limits(pages=1))}
    assert len(keys) == 8


def test_clean_frees_what_this_room_wrote_and_nothing_else(folder: Path) -> None:
    ready, _ = one(folder, "a.pdf")
    prepared = pdf_of(ready).parent
    (prepared / "mine.txt").write_text("keep")
    assert clean(folder / ".asylum-packet") > 1_000
    assert [path.name for path in prepared.iterdir()] == ["mine.txt"]
    assert clean(folder / ".asylum-packet") == 0
    assert one(folder, "a.pdf")[0].sheets.count == 1


def test_two_builds_at_once_do_no_harm(folder: Path) -> None:
    for number in range(6):
        (folder / f"{number}.pdf").write_bytes(pages(*[compass()] * (number + 1)))
    program = (
        "import sys; from pathlib import Path\n"
        "from asylum_packet.findings import Source\n"
        "from asylum_packet.intake import Wanted, prepare\n"
        "folder = Path(sys.argv[1])\n"
        "want = [Wanted(path=f'{n}.pdf', where=Source(file='x')) for n in range(6)]\n"
        "done = prepare(folder, want, cache=folder / '.asylum-packet', jobs=1)\n"
        "assert [p.sheets.count for p in done.prepared.values()] == [1, 2, 3, 4, 5, 6], done.findings\n"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", program, str(folder)], stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    for process in running:
        _, said = process.communicate(timeout=60)
        assert process.returncode == 0, said.decode()


def test_an_index_entry_of_another_shape_is_ignored(folder: Path) -> None:
    one(folder, "a.pdf")
    index = folder / ".asylum-packet" / "prepared" / "index.json"
    for entry in ([], "x", [1, 2], [None] * 6, {"a": 1}):
        index.write_text(json.dumps({"a.pdf": entry}))
        assert one(folder, "a.pdf")[0].sheets.count == 1


def test_a_record_that_is_right_by_its_own_check_sum_only_is_made_again(folder: Path) -> None:
    one(folder, "a.pdf")
    record = next(
        path for path in (folder / ".asylum-packet/prepared").glob("*.json") if path.stem != "index"
    )
    whole = json.loads(record.read_text())
    for change in ({"kind": 1, "seen": []}, {"headings": [[1]]}, {"inside": [{"name": "a"}]}, {"count": "x"}):
        forged = {**whole["outcome"], **change}
        check = cache_module._check(forged, whole["pdf"])
        record.write_text(json.dumps({**whole, "outcome": forged, "check": check}))
        assert one(folder, "a.pdf")[0].sheets.count == 1


def test_a_warm_run_imports_no_pdf_library(folder: Path) -> None:
    one(folder, "a.pdf")
    program = (
        "import sys; from pathlib import Path\n"
        "from asylum_packet.findings import Source\n"
        "from asylum_packet.intake import Wanted, prepare\n"
        "folder = Path(sys.argv[1])\n"
        "want = [Wanted(path='a.pdf', where=Source(file='x'))]\n"
        "done = prepare(folder, want, cache=folder / '.asylum-packet')\n"
        "assert len(done.prepared) == 1\n"
        "assert not {'pikepdf', 'pypdfium2', 'PIL', 'pypdf', 'reportlab'} & sys.modules.keys()\n"
    )
    subprocess.run([sys.executable, "-c", program, str(folder)], check=True, timeout=60)


def test_hashing_reads_the_whole_file(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"x" * 3_000_000 + b"y")
    import hashlib

    assert files.sha256(tmp_path / "x") == hashlib.sha256(b"x" * 3_000_000 + b"y").hexdigest()


def test_an_interrupted_run_leaves_no_draft(folder: Path) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    (folder / "b.pdf").write_bytes(pages(compass(), compass()))
    with pytest.raises(KeyboardInterrupt):
        take_in(folder, "a.pdf", "b.pdf", progress=interrupt)
    assert not list((folder / ".asylum-packet" / "prepared").glob(".*"))
    assert len(take_in(folder, "a.pdf", "b.pdf").prepared) == 2


def left_by(process: int, folder: Path, name: str) -> Path:
    """Leave a draft as a process of this machine does that is killed while it writes."""
    prepared = folder / ".asylum-packet" / "prepared"
    prepared.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = prepared / drafts.draft_of(prepared / name).name.replace(f"-{os.getpid()}.", f"-{process}.")
    draft.write_text("half")
    return draft


@pytest.mark.skipif(os.name != "posix", reason="elsewhere only their age tells")
def test_the_next_run_takes_away_what_a_killed_one_left_and_nothing_of_a_living_one(folder: Path) -> None:
    killed = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    killed.kill()
    killed.communicate(timeout=60)
    lost, held = left_by(killed.pid, folder, "a"), left_by(os.getppid(), folder, "b")
    room = lost.with_name(lost.name.replace(".a.", ".room-x."))
    room.mkdir()
    (room / "page.pdf").write_text("half")
    elsewhere = lost.with_name(f".c.{'0' * 8}-{killed.pid}.tmp")  # of another machine that shares the folder
    elsewhere.write_text("half")
    assert one(folder, "a.pdf")[0].sheets.count == 1
    assert sorted(path.name for path in lost.parent.glob(".*")) == sorted([held.name, elsewhere.name])


def test_what_cannot_be_told_to_be_left_goes_after_some_time(folder: Path) -> None:
    prepared = left_by(os.getppid(), folder, "a").parent
    odd = [prepared / name for name in (".b.tmp", f".c.{'0' * 8}-1.tmp", f".d.{'0' * 8}-{'9' * 40}.tmp")]
    for path in odd:
        path.write_text("half")
    assert one(folder, "a.pdf")[0].sheets.count == 1
    assert all(path.exists() for path in odd)
    for path in odd:
        os.utime(path, (1, 1))
    assert one(folder, "a.pdf")[0].sheets.count == 1
    assert not any(path.exists() for path in odd)
