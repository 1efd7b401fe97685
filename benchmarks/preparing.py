"""Measure the preparation of exhibits alone: `python benchmarks/preparing.py [--folder DIR]`.

The first time is set beside what cannot be saved, done as plainly as the same libraries allow: reading and
hashing every file, opening every page, reading its text, decoding the scans that are looked at (two of a
file, small), drawing what may lie under the page number, and writing every file again on the same disk, since
prepared pages have to lie there. It opens scans, too, of which the program knows from their content that they
have no text; that is 3 % of it. Nothing is judged, stripped or placed there. Seconds of CPU, since other
programs take the clock; each is measured in turn some times, and the least counts. Both begin with their
libraries loaded: one small file is prepared before. Both keep memory that was freed, as the processes that
prepare exhibits do: to ask for it again and again costs a sixth of the floor, and can be saved. The second
time must open no exhibit at all.

Below stands the same by the clock, as a build does it: in as many processes as there are cores, their start
included, beside the floor in one. That says how long somebody waits, and means something on a quiet machine.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import pikepdf  # noqa: E402
import pypdfium2 as pdfium  # noqa: E402
from PIL import Image  # noqa: E402

from asylum_packet.findings import Source  # noqa: E402
from asylum_packet.intake import Wanted, prepare  # noqa: E402
from asylum_packet.memory import keep_freed_memory  # noqa: E402
from benchmarks.corpus import LARGE, make_exhibits  # noqa: E402

_LOOKED_AT = 2
_BUDGET = 1.2


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--folder", type=Path, help="where to make the exhibits; used again if they are there"
    )
    parser.add_argument("--times", type=int, default=3, help="how often to measure each")
    asked = parser.parse_args()
    keep_freed_memory()
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as name:  # noqa: PTH112
        folder = asked.folder or Path(name)
        if not any(folder.rglob("*.pdf")):
            make_exhibits(folder, LARGE)
        cache = folder / ".asylum-packet"
        files = sorted(path for path in folder.rglob("*.pdf") if cache not in path.parents)
        wanted = [Wanted(path=str(path.relative_to(folder)), where=Source(file=path.name)) for path in files]
        smallest = min(range(len(files)), key=lambda at: files[at].stat().st_size)
        plain = cache / "plain"
        plain.mkdir(parents=True, exist_ok=True)
        _floor(files[smallest], plain)
        prepare(folder, [wanted[smallest]], cache=cache, jobs=1)
        floors, firsts, builds = [], [], []
        for _ in range(asked.times):
            shutil.rmtree(cache, ignore_errors=True)
            plain.mkdir(parents=True)
            floors.append(_spent(lambda: [_floor(path, plain) for path in files]))
            shutil.rmtree(cache)
            firsts.append(_spent(lambda: prepare(folder, wanted, cache=cache, jobs=1)))
            shutil.rmtree(cache)
            builds.append(_spent(lambda: prepare(folder, wanted, cache=cache)))
        floor, first = min(one.cpu for one in floors), min(one.cpu for one in firsts)
        plainly, build = min(one.clock for one in floors), min(one.clock for one in builds)
        noted = _opened(folder)
        again = _spent(lambda: prepare(folder, wanted, cache=cache, jobs=1)).cpu
        opened = tuple(noted)  # the folder itself is opened to be deleted
    size = sum(path.stat().st_size for path in files) / 1e6 if asked.folder else 0
    print(f"{len(files)} exhibits{f', {size:,.0f} MB' if size else ''}; seconds of CPU")
    print(f"what cannot be saved   {floor:6.2f}")
    print(f"the first time         {first:6.2f}   {first / floor:.2f} times as much; budget {_BUDGET}")
    print(f"the second time        {again:6.2f}   exhibits opened: {len(opened)}")
    print(f"by the clock, on {os.cpu_count()} cores")
    print(f"what cannot be saved   {plainly:6.2f}")
    print(f"the first time         {build:6.2f}   {build / plainly:.2f} times as long")
    return int(bool(opened))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spent:
    """Seconds that some work took: of this process's CPU, and by the clock."""

    cpu: float
    clock: float


def _spent(work: Callable[[], object]) -> _Spent:
    """Do some work and say what it took."""
    cpu, clock = time.process_time(), time.perf_counter()
    work()
    return _Spent(cpu=time.process_time() - cpu, clock=time.perf_counter() - clock)


def _floor(path: Path, plain: Path) -> None:
    """Do with a file what any preparation must, and write it into a folder."""
    data = path.read_bytes()
    hashlib.sha256(data)
    looked = 0
    with pdfium.PdfDocument(data) as document:
        for page in document:
            words = page.get_textpage()
            text = words.get_text_range()
            words.close()
            if text.strip():
                page.render(scale=0.5, grayscale=True, crop=(0, 0, 0, page.get_height() - 28))
            elif looked < _LOOKED_AT:
                looked += 1
                _decode(page)
            page.close()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(plain / path.name, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def _decode(page: pdfium.PdfPage) -> None:
    """Decode the scan on a page as small as a JPEG allows."""
    for thing in page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_IMAGE]):
        image = Image.open(io.BytesIO(bytes(thing.get_data(decode_simple=False))))
        image.draft("L", (320, 320))
        image.load()


def _opened(folder: Path) -> list[str]:
    """Note from now on which exhibits are opened."""
    found: list[str] = []

    def note(event: str, given: tuple[object, ...]) -> None:
        path = str(given[0]) if event == "open" and given else ""
        if path.startswith(str(folder)) and ".asylum-packet" not in path:
            found.append(path)

    sys.addaudithook(note)
    return found


if __name__ == "__main__":
    sys.exit(main())
