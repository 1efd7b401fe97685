"""Measure whole builds and print them beside the budgets: `python benchmarks/run.py [--huge] [--folder DIR]`.

Each build runs in a process of its own, imports included, through the command line that people type. Times
are medians; a machine's speed is told by the ratio to copying the finished packet with `cp` in the same run,
and how busy it is by the seconds of CPU beside those of the clock.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.corpus import HUGE, LARGE, SMALL, Size, edit_brief, lengthen_brief, make_case  # noqa: E402

_MEASURED = """
import json, resource, sys, time
start = time.perf_counter()
from asylum_packet.cli import main
code = main(sys.argv[2:])
peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
cpu = sum(one.ru_utime + one.ru_stime for one in used)
told = {"seconds": time.perf_counter() - start, "peak_mb": peak / 1024, "code": code, "cpu": cpu}
open(sys.argv[1], "w").write(json.dumps(told))
"""
_ALONE = """
import contextlib, io, json, sys, time
from asylum_packet.cli import main
import asylum_packet.building, asylum_packet.cli.build
start, used = time.perf_counter(), time.process_time()
with contextlib.redirect_stdout(io.StringIO()):
    code = main(["build", sys.argv[2], "--only", "brief"])
told = {"seconds": time.perf_counter() - start, "cpu": time.process_time() - used, "code": code}
open(sys.argv[1], "w").write(json.dumps(told))
"""
_STAGES = """
import contextlib, io, json, resource, sys, time
from asylum_packet.cli import main
import asylum_packet.cli.build
from asylum_packet import building
from asylum_packet.packet import finishing
spent = {}
def timed(module, name):
    real = getattr(module, name)
    def run(*given, **named):
        start, used = time.perf_counter(), time.thread_time()
        try:
            return real(*given, **named)
        finally:
            spent[name] = spent.get(name, 0) + time.perf_counter() - start
            spent[name + " cpu"] = spent.get(name + " cpu", 0) + time.thread_time() - used
    setattr(module, name, run)
timed(building, "lay_out")
timed(building, "judge")
for name in ("assemble", "prove", "cut"):
    timed(finishing, name)
used = time.process_time()
with contextlib.redirect_stdout(io.StringIO()):
    main(["build", sys.argv[2]])
helped = resource.getrusage(resource.RUSAGE_CHILDREN)
spent["build cpu"] = time.process_time() + helped.ru_utime + helped.ru_stime
spent["after imports cpu"] = spent["build cpu"] - used
open(sys.argv[1], "w").write(json.dumps(spent))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One run: wall and CPU seconds of all its processes, peak memory of the largest, exit code."""

    seconds: float
    cpu: float
    peak_mb: float
    code: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the table."""

    what: str
    seconds: float
    times_cp: float | None = None
    cpu: float | None = None
    peak_mb: float | None = None
    budget: str = ""
    kept: bool | None = None


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print; exit 1 where a budget is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, help="where the cases are kept and used again")
    parser.add_argument("--huge", action="store_true", help="also 5,000 pages")
    parser.add_argument("--small", action="store_true", help="only 60 pages: to see that it works")
    parser.add_argument("--repeat", type=int, default=3, help="how often each run is repeated (3)")
    given = parser.parse_args(argv)
    home = given.folder or Path(tempfile.gettempdir()) / "asylum-packet-benchmarks"
    rows = [_pace(given.repeat), _help(given.repeat)]
    if given.small:
        rows += _builds(home, SMALL, given.repeat, cold=5.0, warm=1.2, whole=2.5)
    else:
        rows += _example(home, given.repeat)
        rows += _builds(home, LARGE, given.repeat, cold=5.0, warm=1.2, whole=2.5)
    if given.huge:
        rows += _builds(home, HUGE, given.repeat, cold=None, warm=3.0, whole=None)
    _print(rows)
    return 1 if any(row.kept is False for row in rows) else 0


def _builds(
    home: Path, size: Size, repeat: int, *, cold: float | None, warm: float, whole: float | None
) -> list[Row]:
    """Measure a case: cold, after an edit of the brief, and what the proof costs."""
    case = make_case(home / size.name, size)
    shutil.rmtree(case / ".asylum-packet", ignore_errors=True)
    shutil.rmtree(case / "out", ignore_errors=True)
    _warm_page_cache(case)
    first = _built(case)
    again = _median(lambda turn: _edited(case, turn), repeat)
    stages = [_stages(case) for _ in range(repeat)]
    alone = _median(lambda turn: _edited(case, repeat + turn, "--packet-only"), repeat)
    spent = {name: statistics.median(stage.get(name, 0.0) for stage in stages) for name in stages[0]}
    packet = next(path for path in (case / "out").glob("packet*.pdf"))
    copy = _cp(packet, repeat)
    label = f"{size.name} ({size.pages:,} pages, {packet.stat().st_size / 1e6:.0f} MB)"
    if "cut" not in stages[0]:
        label += " DRAFT"
    at_first = _stages(case, from_nothing=True)
    share = at_first["prove cpu"] / at_first["build cpu"]
    again_share, after = (spent["prove cpu"] / spent[cpu] for cpu in ("build cpu", "after imports cpu"))
    return [
        Row(what=f"{label}: cp of the packet", seconds=copy, times_cp=1),
        _row(f"{label}: cold, with upload set", first, copy, cold),
        _row(f"{label}: after an edit, packet", alone, copy, warm),
        _row(f"{label}: after an edit, with upload set", again, copy, whole),
        *_watched(label, case, repeat, copy, limit_s=1.0 if size is LARGE else None),
        *([_alone(label, case, repeat)] if size is LARGE else []),
        *(
            Row(
                what=f"    of it {name}",
                seconds=spent[name],
                times_cp=spent[name] / copy,
                peak_mb=None,
                budget="",
                kept=None,
            )
            for name in ("lay_out", "judge", "assemble", "prove", "cut")
            if name in spent
        ),
        Row(
            what=f"    proof: {share:.0%} of a first build's CPU",
            seconds=at_first["prove cpu"],
            times_cp=None,
            peak_mb=None,
            budget="15 %",
            kept=share <= 0.15,
        ),
        Row(
            what=f"    proof: {again_share:.0%} of an edit's, {after:.0%} of it after imports",
            seconds=spent["prove cpu"],
        ),
    ]


def _watched(label: str, case: Path, repeat: int, copy: float, *, limit_s: float | None) -> list[Row]:
    """Measure how long after a save of the brief the new packet stands, while the case is watched."""
    if importlib.util.find_spec("watchfiles") is None:
        return []
    command = [sys.executable, "-m", "asylum_packet", "watch", str(case), "--format", "json"]
    with subprocess.Popen(
        command, cwd=ROOT, env=_as_installed(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as watching:
        told = watching.stdout
        assert told is not None, "the output is a pipe"
        told.readline()
        spent = []
        for turn in range(repeat + 1):
            time.sleep(0.5)
            start = time.perf_counter()
            edit_brief(case, time.monotonic_ns() + turn)
            told.readline()
            spent.append(time.perf_counter() - start)
        watching.terminate()
    seconds = statistics.median(spent[1:])
    budget, kept = ("", None) if limit_s is None else (f"{limit_s:g} s", seconds <= limit_s)
    what = f"{label}: watched, after a save"
    return [Row(what=what, seconds=seconds, times_cp=seconds / copy, budget=budget, kept=kept)]


def _alone(label: str, case: Path, repeat: int) -> Row:
    """Measure a brief of 25 pages alone after an edit, each time in a new process and after its imports."""
    lengthen_brief(case, paragraphs=80)
    runs = []
    for _ in range(repeat):
        edit_brief(case, time.monotonic_ns())
        runs.append(_told(_ALONE, str(case)))
    with pikepdf.open(case / "out" / "brief.pdf") as brief:
        pages = len(brief.pages)
    return Row(
        what=f"{label}: the brief alone, {pages} pages, after imports",
        seconds=(seconds := statistics.median(run["seconds"] for run in runs)),
        cpu=statistics.median(run["cpu"] for run in runs),
        budget="0.6 s",
        kept=seconds <= 0.6,
    )


def _example(home: Path, repeat: int) -> list[Row]:
    """Measure the example case from nothing."""
    source = ROOT / "examples" / "reyes"
    if not (source / "case.yaml").exists():
        return []

    def once(_: int) -> Measured:
        case = home / "reyes"
        shutil.rmtree(case, ignore_errors=True)
        shutil.copytree(source, case, ignore=shutil.ignore_patterns("out", ".asylum-packet"))
        return _built(case)

    found = _median(once, repeat)
    kept = found.seconds <= 1.5
    return [
        Row(
            what="example: cold",
            seconds=found.seconds,
            times_cp=None,
            cpu=found.cpu,
            peak_mb=found.peak_mb,
            budget="1.5 s",
            kept=kept,
        )
    ]


def _pace(repeat: int) -> Row:
    """Time ten million additions: they tell how fast Python is here and now."""
    spent = []
    for _ in range(repeat):
        start, total = time.perf_counter(), 0
        for number in range(10_000_000):
            total += number
        spent.append(time.perf_counter() - start)
    return Row(what="Python: ten million additions", seconds=statistics.median(spent))


def _help(repeat: int) -> Row:
    """Measure how soon the command line answers."""
    spent = []
    for _ in range(repeat + 2):
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "asylum_packet", "--help"],
            check=True,
            capture_output=True,
            cwd=ROOT,
            env=_as_installed(),
        )
        spent.append(time.perf_counter() - start)
    seconds = statistics.median(spent)
    return Row(what="--help", seconds=seconds, budget="0.2 s", kept=seconds <= 0.2)


def _edited(case: Path, turn: int, *how: str) -> Measured:
    """Change the brief and build again."""
    edit_brief(case, turn)
    return _built(case, *how)


def _built(case: Path, *how: str) -> Measured:
    """Build a case in a process of its own."""
    start = time.perf_counter()
    told = _told(_MEASURED, "build", str(case), *how)
    seconds = time.perf_counter() - start
    if told["code"] not in (0, 1):
        raise SystemExit(f"the build of {case.name} ended with exit code {told['code']:.0f}")
    return Measured(seconds=seconds, cpu=told["cpu"], peak_mb=told["peak_mb"], code=int(told["code"]))


def _stages(case: Path, *, from_nothing: bool = False) -> dict[str, float]:
    """Build a case in a process of its own, after an edit or from nothing, and say what each stage took."""
    edit_brief(case, time.monotonic_ns())
    if from_nothing:
        shutil.rmtree(case / ".asylum-packet", ignore_errors=True)
        shutil.rmtree(case / "out", ignore_errors=True)
    return _told(_STAGES, str(case))


def _told(program: str, *argv: str) -> dict[str, float]:
    """Run a program and read what it wrote down."""
    with tempfile.TemporaryDirectory() as folder:
        note = Path(folder) / "told.json"
        done = subprocess.run(
            [sys.executable, "-c", program, str(note), *argv],
            cwd=ROOT,
            env=_as_installed(),
            capture_output=True,
            text=True,
            check=False,
        )
        if not note.exists():
            raise SystemExit(done.stderr[-2000:])
        told: dict[str, float] = json.loads(note.read_text())
        return told


def _as_installed() -> dict[str, str]:
    """Let Python keep its compiled modules, as every installation does: compiling them costs 0.2 s a run."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _median(once: Callable[[int], Measured], repeat: int) -> Measured:
    """Repeat a run; take the median time and the highest memory."""
    runs = [once(turn) for turn in range(1, repeat + 1)]
    return Measured(
        seconds=statistics.median(run.seconds for run in runs),
        cpu=statistics.median(run.cpu for run in runs),
        peak_mb=max(run.peak_mb for run in runs),
        code=runs[-1].code,
    )


def _cp(packet: Path, repeat: int) -> float:
    """Time `cp` of the packet to a new file."""
    spent = []
    for _ in range(max(repeat, 3)):
        copy = packet.with_name("copy.tmp")
        start = time.perf_counter()
        subprocess.run(["cp", packet, copy], check=True)
        spent.append(time.perf_counter() - start)
        copy.unlink()
    return statistics.median(spent)


def _warm_page_cache(case: Path) -> None:
    """Read the evidence once, so that the disk is not what is measured."""
    for path in (case / "exhibits").rglob("*.pdf"):
        path.read_bytes()


def _row(what: str, found: Measured, copy: float, budget: float | None) -> Row:
    """Make a line for a build; memory has a budget of 400 MB."""
    kept = None if budget is None else found.seconds <= budget and found.peak_mb <= 400
    return Row(
        what=what,
        seconds=found.seconds,
        times_cp=found.seconds / copy,
        cpu=found.cpu,
        peak_mb=found.peak_mb,
        budget="" if budget is None else f"{budget:g} s, 400 MB",
        kept=kept,
    )


def _print(rows: Sequence[Row]) -> None:
    """Print the table."""
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}")
    print(f"{'':58}{'s':>7}{'x cp':>7}{'CPU s':>7}{'MB':>6}  {'budget':15}")
    for row in rows:
        ratio = f"{row.times_cp:.1f}" if row.times_cp is not None else ""
        peak = f"{row.peak_mb:.0f}" if row.peak_mb is not None else ""
        cpu = f"{row.cpu:.2f}" if row.cpu is not None else ""
        mark = "" if row.kept is None else "ok" if row.kept else "BROKEN"
        print(f"{row.what:58}{row.seconds:7.2f}{ratio:>7}{cpu:>7}{peak:>6}  {row.budget:15}{mark}")


if __name__ == "__main__":
    sys.exit(main())
