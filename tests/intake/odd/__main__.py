"""Make every odd PDF, prepare all of them as one build does, compare, and print a table."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from asylum_packet.findings import Source
from asylum_packet.intake import Limits, Wanted, prepare
from tests.intake.odd.comparing import Verdict, counted, judged, table
from tests.intake.odd.corpus import everything
from tests.intake.odd.making import Odd


def main() -> int:
    """Run the exercise; 1 where anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, help="where to leave the files and the pictures that differ")
    parser.add_argument("--only", default="", help="a word that the names must hold")
    parser.add_argument("--jobs", type=int, default=2, help="processes that prepare")
    asked = parser.parse_args()
    odds = [odd for odd in everything() if asked.only in odd.name]
    with tempfile.TemporaryDirectory() as name:
        folder = asked.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        started = time.perf_counter()
        verdicts = exercise(odds, folder, jobs=asked.jobs)
        if asked.keep:
            _keep(verdicts, folder)
    say = [table(verdicts)]
    for outcome, count in sorted(counted(verdicts).items(), key=lambda item: -item[1]):
        say.append(f"  {count:4} {outcome}")
    sys.stdout.write("\n".join([*say, f"{time.perf_counter() - started:.0f} seconds", ""]))
    return int(any(one.wrong for one in verdicts))


def exercise(odds: list[Odd], folder: Path, *, jobs: int = 1) -> list[Verdict]:
    """Write the files into a folder, prepare them in one go, and judge each."""
    wants = []
    for odd in odds:
        (folder / f"{odd.name}.pdf").write_bytes(odd.data)
        wants.append(Wanted(path=f"{odd.name}.pdf", where=Source(file=f"{odd.name}.pdf")))
    passwords = tuple(dict.fromkeys(odd.password for odd in odds if odd.password and not odd.code))
    intake = prepare(
        folder,
        wants,
        cache=folder / ".asylum-packet",
        jobs=jobs,
        passwords=passwords,
        limits=Limits(seconds=60),
    )
    return [judged(odd, folder / f"{odd.name}.pdf", intake) for odd in odds]


def _keep(verdicts: list[Verdict], folder: Path) -> None:
    """Write the two pictures of every page that differs side by side."""
    from PIL import Image

    for one in verdicts:
        if one.pair and one.difference > 0:
            first, second = one.pair
            both = Image.new("RGB", (2 * first.width + 10, first.height), "red")
            both.paste(first, (0, 0))
            both.paste(second, (first.width + 10, 0))
            both.save(folder / f"{one.name}.png")


if __name__ == "__main__":
    sys.exit(main())
