"""`asylum-packet watch CASE`: build again whenever a file is saved, in one process that stays warm."""

from __future__ import annotations

import contextlib
import gc
import importlib.util
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from asylum_packet.cli import options as take
from asylum_packet.cli.ahead import copied_ahead
from asylum_packet.errors import ExitCode
from asylum_packet.values import Struct

if TYPE_CHECKING:
    from asylum_packet.built import Built
    from asylum_packet.findings import Finding
    from asylum_packet.options import Options
    from asylum_packet.progress import Progress
    from asylum_packet.watching.looking import Watched
    from asylum_packet.watching.turns import Turn

MISSING = "watching needs one more library; type: pip install watchfiles"


class _SavedAgainError(Exception):
    """Something was saved while the upload set was being cut: the edit goes first."""


@click.command()
@take.case_argument
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to write.  [default: CASE/out]",
)
@take.only_option
@take.firm_option
@take.blank_option
@take.jobs_option
@take.ocr_option
@take.limit_option
@take.format_option
def watch(
    case: Path,
    out: Path | None,
    only: str | None,
    firm: Path | None,
    blank: Path | None,
    jobs: int,
    *,
    ocr: bool,
    limits: dict[str, int],
    style: str,
) -> int:
    """Build again whenever a file of the case is saved.

    Each time it says what was saved, how long the new packet took, every error, and what else is new, by file
    and line. A packet that stands is replaced by a good one only: while the text has an error, the last good
    one stays. The upload set is cut when nothing was saved for two seconds.

    Ctrl-C ends it, with exit code 0: what lies in the output folder is whole.
    """
    if importlib.util.find_spec("watchfiles") is None:
        raise click.ClickException(MISSING)
    from asylum_packet.watching.looking import Watched

    options, place = take.build_options(blank, jobs, ocr=ocr, limits=limits), out or case / "out"
    beside = (firm, firm and firm.parent / "templates", blank)
    watched = Watched(folder=case, out=place, beside=tuple(one for one in beside if one))
    desk = _Desk(case=case, out=place, only=only, firm=firm, options=options, style=style)
    try:
        _sit(desk, watched)
    except KeyboardInterrupt:
        desk.say("stopped watching; what was built last stands")
    return ExitCode.CLEAN


def _sit(desk: _Desk, watched: Watched) -> None:
    """Build once, then whenever there is a reason to, until somebody presses Ctrl-C."""
    from asylum_packet.watching.turns import turns
    from asylum_packet.watching.waking import Waker

    with Waker(watched) as waker:
        for turn in turns(watched.look, waker):
            desk.take(turn, lambda: waker.is_called)


class _Desk(Struct, kw_only=True):
    """Where one case is built again and again: how, and what was found the last time."""

    case: Path
    out: Path
    only: str | None
    firm: Path | None
    options: Options
    style: str
    found: tuple[Finding, ...] | None = None
    is_open: bool = False
    owes_uploads: bool = False

    def say(self, text: str) -> None:
        """Say something that is no result."""
        click.echo(f"{time.strftime('%H:%M:%S')}  {text}", err=self.style == "json")

    def take(self, turn: Turn, called: Callable[[], bool]) -> None:
        """Build for a reason; whatever goes wrong with it, the next save is a new chance."""
        from asylum_packet.cli.edge import say
        from asylum_packet.report.watched import changes_text

        if turn.is_gone:
            self.say(f"{self.case.as_posix()} is gone; waiting for it to come back")
            return
        if turn.changes:
            self.say(changes_text(turn.changes))
        try:
            if not self.is_open or turn.changes:
                self._build(turn)
            elif self.owes_uploads:
                self._cut(called)
        except click.exceptions.Exit:  # whoever read what we print has gone
            raise
        except Exception as error:  # noqa: BLE001 (the edge of each build)
            say(error, self.case.as_posix())
            self.say("not built: what was built last stands")
        if not self.is_open:
            self._open()

    def _open(self) -> None:
        """Settle down after the first build."""
        self.is_open = True
        gc.collect()
        gc.freeze()  # looking through all that is loaded now would cost every build a tenth of its time
        self.say(f"watching {self.case.as_posix()}; Ctrl-C ends it")

    def _build(self, turn: Turn) -> None:
        """Build the packet and say what is new; its upload set can wait, but for the first one."""
        from asylum_packet.cli.output import results
        from asylum_packet.progress import silent
        from asylum_packet.report.watched import News, news_json, news_text

        start = time.perf_counter()
        built = self._built(silent, cuts=False) if self.is_open else self._first()
        seconds = time.perf_counter() - start
        news = News(changes=turn.changes, seconds=seconds, built=built, before=self.found)
        self.found = built.findings
        self.owes_uploads = built.manifest is not None and not built.draft and not built.uploads
        text = news_json(news) if self.style == "json" else news_text(news, folder=self.case.as_posix())
        results(text)

    def _first(self) -> Built:
        """Build for the first time, with progress shown; passwords typed for locked exhibits are kept."""
        from asylum_packet.cli.output import progress_bar
        from asylum_packet.cli.passwords import unlocking

        def work(options: Options) -> Built:
            self.options = options
            with progress_bar() as progress:
                return self._built(progress, cuts=True)

        return unlocking(work, self.options, lambda built: built.findings)

    def _cut(self, called: Callable[[], bool]) -> None:
        """Build the whole once more, upload set and all, and let go of it where something is saved."""

        def listening(*_: object, **__: object) -> None:
            if called():
                raise _SavedAgainError

        with contextlib.suppress(_SavedAgainError):
            built = self._built(listening, cuts=True)
            self.owes_uploads = False
            from asylum_packet.report.tables import counted

            self.say(f"upload set cut: {counted(len(built.uploads), 'file')} in {self.out.as_posix()}/efile")

    def _built(self, progress: Progress, *, cuts: bool) -> Built:
        """Read the case and build it."""
        from asylum_packet import building
        from asylum_packet.case.reading import read_case

        if self.only is not None:
            case = read_case(self.case, firm=self.firm)
            return building.build_only(case, self.out, self.only, options=self.options, progress=progress)
        with copied_ahead(self.case, self.out, uploads=cuts) as ahead:
            case, options = (
                read_case(self.case, firm=self.firm),
                replace(self.options, cuts=cuts, ahead=ahead),
            )
            return building.build(case, self.out, options=options, progress=progress)
