"""Work in processes: the same results, and one bad file brings down nothing but itself."""

from __future__ import annotations

import json
import os
import platform
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from asylum_packet.intake import Spare, processes, workers
from asylum_packet.intake.record import read_outcome, read_task, write_outcome, write_task
from asylum_packet.intake.values import Limits, Outcome, Remark, Task
from asylum_packet.pages import PageRange
from asylum_packet.sheets import Heading
from tests.intake.makers import compass, pages
from tests.intake.pictures import codes, take_in


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case folder with four exhibits, one of them damaged."""
    for number in range(3):
        (tmp_path / f"{number}.pdf").write_bytes(pages(*[compass()] * (number + 1)))
    (tmp_path / "3.pdf").write_bytes(b"%PDF-1.4 torn")
    return tmp_path


def wicked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, bodies: Mapping[str, str]) -> None:
    """Start workers that misbehave on some files, on each in its way."""
    program = tmp_path / "wicked.py"
    program.write_text(
        "import asylum_packet.intake.worker as worker\n"
        "real = worker.convert\n"
        f"bodies = {dict(bodies)!r}\n"
        "def convert(task):\n"
        "    exec(bodies.get(task.source.rpartition('/')[2], ''))\n"
        "    return real(task)\n"
        "worker.convert = convert\n"
        "worker.main()\n"
    )
    start = subprocess.Popen

    def popen(command: list[str], **options: object) -> object:
        return start([sys.executable, str(program)], **options)  # type: ignore[call-overload]

    monkeypatch.setattr(processes.subprocess, "Popen", popen)


@pytest.mark.skipif(not hasattr(signal, "alarm"), reason="this system wakes nobody")
def test_a_process_that_a_file_keeps_busy_ends_even_where_nobody_is_left_to_end_it(folder: Path) -> None:
    task = Task(source=str(folder / "0.pdf"), target=str(folder / "x"), limits=Limits(seconds=1))
    program = (
        "import asylum_packet.intake.worker as worker\n"
        "worker.GRACE_SECONDS = 0\n"
        "worker.convert = lambda _: [None for _ in iter(int, 1)]\n"
        "worker.main()\n"
    )
    asked = json.dumps(write_task(task)) + "\n"
    done = subprocess.run([sys.executable, "-c", program], input=asked, text=True, stdout=subprocess.PIPE)
    assert done.returncode == -signal.SIGALRM


def test_processes_give_what_one_process_gives_and_leave_nothing_behind(folder: Path) -> None:
    names = [f"{number}.pdf" for number in range(4)]
    done: list[str] = []
    apart = take_in(folder, *names, jobs=2, meanwhile=lambda: done.append("apart"))
    if hasattr(os, "waitpid"):
        with pytest.raises(ChildProcessError):
            os.waitpid(-1, os.WNOHANG)
    whole = [(p.fact, Path(str(p.sheets.pdf)).read_bytes()) for p in apart.prepared.values()]
    from asylum_packet.intake import clean

    clean(folder / ".asylum-packet")
    here = take_in(folder, *names, jobs=1, meanwhile=lambda: done.append("here"))
    assert whole == [(p.fact, Path(str(p.sheets.pdf)).read_bytes()) for p in here.prepared.values()]
    assert apart.findings == here.findings
    assert codes(here.findings) == ["FILE-damaged"]
    assert done == ["apart"], "what can be done meanwhile is done once, and only beside processes"


def test_a_file_that_ends_its_reader_is_a_finding(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ends = {
        "2.pdf": "import os; os.abort()",
        "3.pdf": "import ctypes; ctypes.string_at(0)",
        "4.pdf": "raise SystemExit",
        "5.pdf": "print('noise', flush=True); raise KeyError('x')",
        "6.pdf": "import time; time.sleep(60)",
    }
    for count, name in enumerate(ends, 3):
        (folder / name).write_bytes(pages(*[compass()] * count))
    wicked(monkeypatch, tmp_path, ends)
    names = [f"{number}.pdf" for number in range(7)]
    intake = take_in(folder, *names, jobs=2, limits=Limits(seconds=3))
    said = {finding.message.split("'")[1]: finding.code for finding in intake.findings}
    assert said == dict.fromkeys(ends, "FILE-crashed") | {"6.pdf": "FILE-timeout"}
    assert [want.path for want in intake.prepared] == ["0.pdf", "1.pdf"]
    monkeypatch.undo()
    again = take_in(folder, *names)
    assert len(again.prepared) == 7, "a crash must not be remembered"


def test_a_few_small_files_are_kept_apart_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(workers, "FEWEST_PROCESSES", 1)  # as it is but for tests
    wicked(monkeypatch, tmp_path, {"1.pdf": "import os; os.abort()"})
    intake = take_in(folder, "0.pdf", "1.pdf", "2.pdf")
    assert codes(intake.findings) == ["FILE-crashed"]
    assert len(intake.prepared) == 2
    assert "FEWEST_PROCESSES = 1" in Path(str(workers.__file__)).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("names", "size_bytes", "expected"),
    [
        (("pdf",) * 40 + ("JPG",) * 8, 2_000_000, 1),
        (("pdf",) * 49, 2_000_000, 2),
        (("docx",) * 12, 2_000_000, 1),
        (("docx",) * 13, 2_000_000, 2),
        (("pdf",) * 2, 20_000_001, 2),
    ],
)
def test_a_second_process_is_started_where_there_is_work_for_it(
    names: tuple[str, ...], size_bytes: int, expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "FEWEST_PROCESSES", 1)
    monkeypatch.setattr(workers, "_cores", lambda: 2)
    monkeypatch.setattr(workers, "_size", lambda task: size_bytes if task.source.startswith("0.") else 0)
    work = [(str(n), Task(source=f"{n}.{kind}", target="", limits=Limits())) for n, kind in enumerate(names)]
    assert workers._processes(work, 0, apart=False) == expected
    assert workers._processes(work, 0, apart=False, at_hand=2) == 2
    assert workers._processes(work, 1, apart=False, at_hand=2) == 0


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[str]]:
    """The processes that are started, as on a machine with two cores where nothing is copied."""
    monkeypatch.setattr(workers, "may_copy", lambda: False)
    monkeypatch.setattr(workers, "FEWEST_PROCESSES", 1)
    monkeypatch.setattr(workers, "_cores", lambda: 2)
    start, begun = subprocess.Popen, list[subprocess.Popen[str]]()

    def popen(*given: Any, **options: Any) -> subprocess.Popen[str]:
        begun.append(start(*given, **options))
        return begun[-1]

    monkeypatch.setattr(processes.subprocess, "Popen", popen)
    return begun


def test_a_spare_process_does_the_work_and_no_other_is_started(
    folder: Path, started: list[subprocess.Popen[str]]
) -> None:
    with closing(Spare(0, folder)) as spare:
        assert len(take_in(folder, "0.pdf", "1.pdf", spare=spare).prepared) == 2
        assert len(take_in(folder, "2.pdf", spare=spare).prepared) == 1, "it comes back from its work"
        assert len(started) == 1
        assert spare.take() is started[0]
        assert spare.take() is None
        spare.give(started[0])  # type: ignore[arg-type]
    assert started[0].returncode is not None


def test_a_process_has_its_libraries_loaded_before_the_first_file_comes() -> None:
    code = "import sys; from asylum_packet.intake import worker; worker.main(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], input="", capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["ready"]
    assert {"pikepdf", "pypdfium2", "PIL.Image"} <= set(done.stderr.split())


def test_a_process_that_has_read_files_reads_none_of_another_case(
    folder: Path, started: list[subprocess.Popen[str]]
) -> None:
    with closing(Spare(0, folder)) as spare:
        spare.end_used()
        assert len(take_in(folder, "0.pdf", spare=spare).prepared) == 1
        assert len(started) == 1, "one that has read nothing is spared"
        spare.end_used()
        assert spare.take() is None


@pytest.mark.skipif(os.name == "nt", reason="Windows tells processes of Ctrl-C in another way")
def test_an_interrupt_is_left_to_the_program(tmp_path: Path) -> None:
    process = processes.started()
    assert process is not None
    assert processes.ready(process) is process
    process.send_signal(signal.SIGINT)  # type: ignore[attr-defined]
    assert processes.ask(process, {"read": [], "draw": [], "cache": str(tmp_path)}) == {}
    processes.close(process)


def test_a_spare_process_that_nobody_needs_is_ended(
    folder: Path, started: list[subprocess.Popen[str]]
) -> None:
    Spare(0, folder).close()
    (process,) = started
    assert process.returncode is not None


def test_a_spare_process_that_has_died_is_replaced(
    folder: Path, started: list[subprocess.Popen[str]]
) -> None:
    with closing(Spare(0, folder)) as spare:
        started[0].kill()
        assert len(take_in(folder, "0.pdf", spare=spare).prepared) == 1
    assert len(started) == 2


@pytest.mark.parametrize(("jobs", "fewest", "cores"), [(1, 1, 2), (0, 0, 2), (0, 1, 1)])
def test_there_is_no_spare_process_where_none_would_be_used(
    jobs: int,
    fewest: int,
    cores: int,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    started: list[subprocess.Popen[str]],
) -> None:
    monkeypatch.setattr(workers, "FEWEST_PROCESSES", fewest)
    monkeypatch.setattr(workers, "_cores", lambda: cores)
    assert Spare(jobs, folder).take() is None
    assert started == []


@pytest.mark.parametrize(
    ("jobs", "files", "large_bytes", "copies", "expected"),
    [
        (0, 8, 10, True, 1),
        (0, 9, 10, True, 2),
        (0, 2, 20_000_001, True, 2),
        (2, 1, 10, True, 2),
        (2, 49, 10, False, 1),
    ],
)
def test_there_are_two_copies_where_there_is_work_for_two(
    jobs: int,
    files: int,
    large_bytes: int,
    copies: bool,
    expected: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[object] = []
    monkeypatch.setattr(workers, "FEWEST_PROCESSES", 1)
    monkeypatch.setattr(workers, "_cores", lambda: 2)
    monkeypatch.setattr(workers, "may_copy", lambda: copies)
    monkeypatch.setattr(workers, "copied" if copies else "started", lambda: made.append(1))
    for number in range(files):
        (tmp_path / f"{number}.pdf").touch()
    os.truncate(tmp_path / "0.pdf", large_bytes)
    Spare(jobs, tmp_path).close()
    assert len(made) == expected


_COPIES = """if True:
    import os, subprocess, sys
    from contextlib import closing
    from pathlib import Path
    from asylum_packet.findings import Source
    from asylum_packet.intake import Spare, Wanted, prepare, processes, worker, workers

    class Popen(subprocess.Popen):
        def __init__(self, *given, **options):
            print("fresh")
            super().__init__(*given, **options)

    real, here = worker.convert, os.getpid()
    def convert(task):
        assert os.getpid() != here
        print("noise", flush=True)
        if task.source.endswith("1.pdf"):
            os.abort()
        return real(task)

    processes.subprocess.Popen, worker.convert, workers._cores = Popen, convert, lambda: 2
    folder = Path(sys.argv[1])
    wanted = [Wanted(path=name, where=Source(file=name)) for name in sys.argv[2:]]
    with closing(Spare(2, folder)) as spare:
        intake = prepare(folder, wanted, cache=folder / ".asylum-packet", spare=spare)
    print(*(f"{one.sheets.count} pages" for one in intake.prepared.values()), sep=", ")
    print(*(finding.code for finding in intake.findings))
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        print("nobody left")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is copied here")
@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("0.pdf", "2.pdf", "3.pdf"), ["1 pages, 3 pages", "FILE-damaged"]),
        (("0.pdf", "1.pdf", "2.pdf"), ["1 pages, 3 pages", "FILE-crashed"]),
    ],
)
def test_copies_of_the_program_do_the_work_and_none_stays(
    names: tuple[str, ...], told: list[str], folder: Path
) -> None:
    code = [sys.executable, "-c", _COPIES, str(folder), *names]
    done = subprocess.run(code, capture_output=True, text=True, check=True)
    said = done.stdout.splitlines()
    if "FILE-crashed" in told:
        said = [line for line in said if line != "fresh"]  # which stands in for the copy that ended
    assert said == [*told, "nobody left"]
    assert not done.stderr


_LEFT_ALONE = """if True:
    from asylum_packet.intake import processes
    process = processes.ready(processes.copied())
    process.stdin.close()
    print(process.wait(), process.wait())
    process.kill()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is copied here")
def test_a_copy_ends_when_nobody_can_ask_it_any_more() -> None:
    done = subprocess.run([sys.executable, "-c", _LEFT_ALONE], capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("0 0\n", "")


def test_without_processes_the_work_is_done_here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object, **__: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(processes.subprocess, "Popen", none)
    assert len(take_in(folder, "0.pdf", "1.pdf", jobs=2).prepared) == 2


def test_without_processes_files_are_read_one_after_the_other(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once, most, real = [], [], workers.convert

    def convert(task: Task) -> Outcome:
        at_once.append(task)
        most.append(len(at_once))
        time.sleep(0.02)  # so that another thread would come in between
        at_once.remove(task)
        return real(task)

    monkeypatch.setattr(workers, "started", lambda: None)
    monkeypatch.setattr(workers, "convert", convert)
    take_in(folder, *(f"{number}.pdf" for number in range(4)), jobs=4)
    assert most == [1] * 4


def test_after_a_crash_of_the_whole_program_files_are_read_apart(folder: Path) -> None:
    program = (
        "import os, sys; from pathlib import Path\n"
        "from asylum_packet.findings import Source\n"
        "from asylum_packet.intake import Wanted, prepare, workers\n"
        "workers.convert = lambda task: os.abort()\n"
        "folder = Path(sys.argv[1])\n"
        "want = [Wanted(path='0.pdf', where=Source(file='x'))]\n"
        "prepare(folder, want, cache=folder / '.asylum-packet', jobs=1)\n"
    )
    gone = subprocess.run(
        [sys.executable, "-c", program, str(folder)], check=False, stderr=subprocess.DEVNULL
    )
    assert gone.returncode == -signal.SIGABRT
    from asylum_packet.intake.cache import Cache

    assert Cache(folder / ".asylum-packet").was_interrupted
    assert not workers.Work({}, 0, apart=True).is_elsewhere
    assert len(take_in(folder, "0.pdf", "1.pdf").prepared) == 2


def test_passwords_are_not_seen_in_the_list_of_processes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []
    start = subprocess.Popen

    def popen(command: list[str], **options: object) -> object:
        seen.append([*command, *(str(value) for value in (options.get("env") or {}).values())])  # type: ignore[union-attr]
        return start(command, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(processes.subprocess, "Popen", popen)
    take_in(folder, "0.pdf", jobs=2, passwords=("tortilla",))
    assert seen
    assert not any("tortilla" in word for words in seen for word in words)
    assert "tortilla" not in repr(Task(source="", target="", passwords=("tortilla",)))


def test_few_small_files_start_no_process(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("no process was to be started")

    monkeypatch.setattr(processes.subprocess, "Popen", never)
    assert len(take_in(folder, "0.pdf", "1.pdf").prepared) == 2


def test_what_fails_meanwhile_leaves_no_process_behind(folder: Path) -> None:
    def fail() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take_in(folder, "1.pdf", "2.pdf", jobs=2, meanwhile=fail)
    if hasattr(os, "waitpid"):
        with pytest.raises(ChildProcessError):
            os.waitpid(-1, os.WNOHANG)


@pytest.mark.parametrize("error", [RuntimeError("a bug"), MemoryError(), SystemExit(3)])
def test_an_error_that_nobody_expects_is_raised_where_the_outcomes_are_awaited(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr(workers, "ask", fails)
    raised: list[BaseException] = []

    def wait() -> None:
        try:
            take_in(folder, "0.pdf", "1.pdf", jobs=2)
        except BaseException as told:  # noqa: BLE001 (whatever it is)
            raised.append(told)

    waiting = threading.Thread(target=wait, daemon=True)
    waiting.start()
    waiting.join(timeout=60)
    assert raised == [error]
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_tasks_and_outcomes_come_back_as_they_were_sent() -> None:
    task = Task(
        source="a", target="b", pages=(PageRange(2, 3),), passwords=("x", "y"), limits=Limits(pages=7)
    )
    outcome = Outcome(
        kind="pdf",
        count=3,
        headings=(Heading(level=1, title="Ñ", page=2, top_pt=3.5), Heading(level=2, title="b", page=3)),
        scaled=(1, 2),
        has_text=True,
        remarks=(Remark(code="FILE-scaled", text="é"),),
        lasting=False,
    )
    assert read_task(write_task(task)) == task
    assert read_outcome(write_outcome(outcome)) == outcome


_ASKING = """
import resource
from asylum_packet.memory import keep_freed_memory
keep_freed_memory()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(100):
    pictures = [bytearray(400_000) for _ in range(4)]
    del pictures
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another library hands memory out")
def test_a_worker_asks_for_memory_once_and_not_for_every_picture() -> None:
    told = subprocess.run([sys.executable, "-c", _ASKING], capture_output=True, text=True, check=True)
    assert int(told.stdout) < 5_000  # 100 times 4 pictures are 39,000 pages of memory
