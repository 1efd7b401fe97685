"""What a process does ahead that has prepared all exhibits: it reads words and draws pictures.

Both are kept beside the prepared files, where whoever asks for them finds them (`words.py`, `thumbnails.py`).
What was not done by then is done by whoever asks: nothing depends on these errands but the time.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from pathlib import Path

from asylum_packet.intake.processes import Process, answer, send
from asylum_packet.intake.workers import Spare
from asylum_packet.sheets import Sheets

PATIENCE_S = 60.0


class Errands:
    """The errands of one build, where a process has nothing else to do."""

    def __init__(self, cache: Path, spare: Spare | None = None) -> None:
        """Have them done below `cache`, CASE/.asylum-packet, by a process that is spared."""
        self._cache = cache
        self._spare = spare
        self._running: Process | None = None

    def begin(self, *, words: Iterable[tuple[Sheets, int]], pictures: Iterable[Sheets]) -> None:
        """Begin, where there is somebody.

        Args:
            words: Prepared sheets, and how many of their pages will be read at most.
            pictures: Prepared sheets whose first pages will be shown.
        """
        process = self._spare.take() if self._spare and self._running is None else None
        if process is None:
            return
        told = [[*_place(sheets), min(most, sheets.count)] for sheets, most in words if _is_kept(sheets)]
        drawn = [_place(sheets) for sheets in pictures if _is_kept(sheets)]
        send(process, {"read": told, "draw": drawn, "cache": str(self._cache)})
        self._running = process

    def finish(self) -> None:
        """Wait until they are done, or cannot be done any more."""
        if self._running is not None:
            timer = threading.Timer(PATIENCE_S, self._running.kill)
            timer.start()
            answer(self._running)
            timer.cancel()
        self.close()

    def close(self) -> None:
        """End what nobody waits for any more."""
        if self._running is not None and self._spare is not None:
            self._spare.end(self._running)
        self._running = None


def _is_kept(sheets: Sheets) -> bool:
    """Say whether sheets are prepared files; our own are not kept anywhere."""
    return isinstance(sheets.pdf, Path)


def _place(sheets: Sheets) -> list[object]:
    """Say where pages begin."""
    return [str(sheets.pdf), sheets.skip]


def run(asked: Mapping[str, object]) -> None:
    """Do what `Errands.begin` asks for; words first, as they are needed first."""
    from asylum_packet.intake.thumbnails import thumbnails
    from asylum_packet.intake.words import words_of

    match asked:
        case {"read": list() as told, "draw": list() as drawn, "cache": str() as cache}:
            for pdf, skip, count in told:
                words_of(Sheets(pdf=Path(pdf), skip=skip, count=count), range(1, count + 1))
            sheets = [Sheets(pdf=Path(pdf), skip=skip, count=1) for pdf, skip in drawn]
            thumbnails({str(number): one for number, one in enumerate(sheets)}, Path(cache))
