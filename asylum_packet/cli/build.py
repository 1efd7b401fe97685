"""`asylum-packet build CASE...`: packet, upload set, manifest, review page; exit 1 while an error stands."""

from __future__ import annotations

import dataclasses
import json
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from asylum_packet.cli import options as take
from asylum_packet.cli.ahead import copied_ahead
from asylum_packet.errors import ExitCode
from asylum_packet.values import Struct, replace

if TYPE_CHECKING:
    from asylum_packet.built import Built
    from asylum_packet.form.ahead import BlankAhead
    from asylum_packet.intake import Spare
    from asylum_packet.options import Options
    from asylum_packet.packet.ahead import Ahead
    from asylum_packet.progress import Progress
    from asylum_packet.report.several import Outcome


class _Wish(Struct, frozen=True, kw_only=True):
    """How to build, as it was typed."""

    out: Path | None
    only: str | None
    firm: Path | None
    continues: Path | None
    options: Options

    def build(self, case: Path, progress: Progress) -> Built:
        """Build one case."""
        from asylum_packet.case.reading import read_case
        from asylum_packet.sources import ahead

        place, read = self.out or case / "out", read_case(case, firm=self.firm, continues=self.continues)
        with ahead(read, self.options, progress=progress) as options:
            from asylum_packet import building

            if self.only is None:
                return building.build(read, place, options=options, progress=progress)
            return building.build_only(read, place, self.only, options=options, progress=progress)

    def build_unlocked(self, case: Path) -> Built:
        """Build one case with its progress shown; passwords of locked exhibits are asked for."""
        from asylum_packet.cli.output import progress_bar
        from asylum_packet.cli.passwords import unlocking

        def work(options: Options) -> Built:
            with progress_bar() as progress:
                return replace(self, options=options).build(case, progress)

        return unlocking(work, self.options, lambda built: built.findings)


@click.command()
@take.cases_argument
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to write; for one case only.  [default: CASE/out]",
)
@take.only_option
@click.option(
    "--packet-only",
    is_flag=True,
    help="Write the packet without its upload set, to read while the brief is being written; the set before "
    "is taken away.",
)
@click.option(
    "--continue",
    "continues",
    type=take.FILE,
    metavar="MANIFEST",
    help="Go on from this filing, by its manifest.json: next page, next tab, only what is new.",
)
@click.option(
    "--docx",
    "word",
    is_flag=True,
    help="Also write the brief and the exhibit index as Word files, to circulate. Needs python-docx.",
)
@take.firm_option
@take.blank_option
@take.jobs_option
@take.ocr_option
@take.limit_option
@take.format_option
def build(
    cases: tuple[Path, ...],
    out: Path | None,
    only: str | None,
    continues: Path | None,
    firm: Path | None,
    blank: Path | None,
    jobs: int,
    *,
    packet_only: bool,
    word: bool,
    ocr: bool,
    limits: dict[str, int],
    style: str,
) -> int:
    """Turn case folders into their packets.

    The packet is called packet-DRAFT.pdf, and says so on every page, while an error stands; then the exit
    code is 1. The packet before stays until the new one is proven. review.html beside it is a page to look
    it over.

    With several cases one that fails does not stop the others; a table tells what came of each, and the
    exit code is the worst.
    """
    if word and only == "form":
        raise click.UsageError("--docx writes the brief and the index; of the form there is no Word file")
    if len(cases) > 1 and out is not None:
        raise click.UsageError("--out is for one case; of several, each writes into its own folder out/")
    if len(cases) > 1 and continues is not None:
        raise click.UsageError("--continue is for one case; write filing.continues into each case.yaml")
    uploads = not packet_only
    with (
        _spare(cases[0], jobs) as spare,
        _form(cases[0], blank, jobs) as form,
        _ahead(cases, out, only, uploads=uploads) as ahead,
    ):
        options = take.build_options(blank, jobs, ocr=ocr, word=word, limits=limits, uploads=uploads)
        options = dataclasses.replace(options, spare=spare, form=form, ahead=ahead)
        wish = _Wish(out=out, only=only, firm=firm, continues=continues, options=options)
        return _one(cases[0], wish, style) if len(cases) == 1 else _several(cases, wish, style)


@contextmanager
def _spare(case: Path, jobs: int) -> Iterator[Spare | None]:
    """Start a process for the exhibits of a case that was never built: it loads while we do."""
    if not (case / "exhibits").is_dir() or (case / ".asylum-packet" / "prepared").exists():
        yield None
        return
    from asylum_packet.intake import Spare

    with closing(Spare(jobs, case / "exhibits")) as spare:
        yield spare


@contextmanager
def _form(case: Path, blank: Path | None, jobs: int) -> Iterator[BlankAhead | None]:
    """Have the official blank read while we load."""
    if jobs == 1:
        yield None
        return
    from asylum_packet.form.ahead import BlankAhead

    with closing(BlankAhead(case, explicit=blank, data_folder=take.data_folder())) as form:
        yield form


def _ahead(
    cases: tuple[Path, ...], out: Path | None, only: str | None, *, uploads: bool
) -> AbstractContextManager[Ahead | None]:
    """Begin the files of the packet while we load, where it is one packet that is wanted."""
    if only is not None or len(cases) > 1:
        return nullcontext()
    return copied_ahead(cases[0], out or cases[0] / "out", uploads=uploads)


def _one(case: Path, wish: _Wish, style: str) -> int:
    """Build one case and print what came of it."""
    from asylum_packet.cli.output import results
    from asylum_packet.findings import has_errors

    built = wish.build_unlocked(case)
    from asylum_packet.report.built import alone_json, built_text  # loaded while others prepare exhibits

    if style == "text":
        results(built_text(built, size_bytes=built.packet.stat().st_size, folder=case.as_posix()))
    elif built.manifest is not None:
        results(json.dumps(json.loads(built.manifest.read_bytes()), indent=2))
    else:
        results(alone_json(built))
    return ExitCode.FINDINGS if has_errors(built.findings) else ExitCode.CLEAN


def _several(cases: tuple[Path, ...], wish: _Wish, style: str) -> int:
    """Build case after case and print a table; what made one fail is said on stderr."""
    from asylum_packet.cli.output import results
    from asylum_packet.report.several import several_json, several_text, worst

    outcomes = [_outcome(case, wish) for case in cases]
    results(several_json(outcomes) if style == "json" else several_text(outcomes))
    return worst(outcomes)


def _outcome(case: Path, wish: _Wish) -> Outcome:
    """Build one of several cases; whatever goes wrong with it stays with it."""
    from asylum_packet.cli.edge import say
    from asylum_packet.errors import PacketError
    from asylum_packet.findings import has_errors
    from asylum_packet.report.several import Outcome, State

    folder, start = case.as_posix(), time.perf_counter()
    try:
        built = wish.build_unlocked(case)
    except Exception as error:  # noqa: BLE001 (the edge of each of several cases)
        click.echo(f"{folder} is not built:", err=True)
        told = error if isinstance(error, PacketError) else None
        return Outcome(
            case=folder,
            state=State.FAILED,
            code=say(error, folder),
            seconds=time.perf_counter() - start,
            findings=told.findings if told else (),
            error=told.message if told else type(error).__name__,
        )
    draft = has_errors(built.findings)
    return Outcome(
        case=folder,
        state=State.DRAFT if draft else State.READY,
        code=ExitCode.FINDINGS if draft else ExitCode.CLEAN,
        seconds=time.perf_counter() - start,
        pages=built.pages,
        packet=built.packet,
        manifest=built.manifest,
        to_sign=len(built.to_sign),
        findings=built.findings,
    )
