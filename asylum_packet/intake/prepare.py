"""Every wanted file as normal pages, and everything that is wrong with any of them, at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from pathlib import Path, PurePosixPath

from asylum_packet.facts import FileFact
from asylum_packet.findings import Finding, in_order
from asylum_packet.findings import Source as Place
from asylum_packet.intake.cache import Cache
from asylum_packet.intake.codes import finding
from asylum_packet.intake.kinds import kind_named
from asylum_packet.intake.soffice import office_look
from asylum_packet.intake.sources import Source, located, member_facts, source_of
from asylum_packet.intake.values import Intake, Limits, Outcome, Prepared, Remark, Task, Wanted
from asylum_packet.intake.workers import Spare, Work
from asylum_packet.progress import Progress, silent
from asylum_packet.sheets import Sheets
from asylum_packet.values import Struct, replace

_ANYBODY = Place(file="")


class _Answer(Struct, frozen=True, kw_only=True):
    """What came of one choice; source and pages are there where it became pages."""

    outcome: Outcome
    source: Source | None = None
    pdf: Path | None = None


class Preparing:
    """Files of a case folder that are being prepared; where other processes do it, they are at it already."""

    def __init__(
        self,
        folder: Path,
        wanted: Iterable[Wanted],
        *,
        cache: Path,
        jobs: int = 0,
        passwords: tuple[str, ...] = (),
        limits: Limits | None = None,
        spare: Spare | None = None,
    ) -> None:
        """Find the files, and begin with those that the cache does not know. See `prepare` for the arguments.

        Raises:
            OutputError: The cache cannot be written.
        """
        self._asked = tuple(dict.fromkeys(wanted))
        self._choices = tuple(dict.fromkeys(_choice(want) for want in self._asked))
        self._given = (folder, cache, passwords, limits or Limits())
        self._is_over = False
        store = Cache(cache)
        paths = sorted({path for choice in self._choices for path in choice.files})
        sources = located(folder, paths, store, limits or Limits())
        self._run = _Run(sources=sources, store=store, limits=limits or Limits(), passwords=passwords)
        self._answers: dict[Wanted, _Answer] = {}
        self._waiting: dict[str, list[Wanted]] = {}
        for choice in self._choices:
            known = self._run.recall(choice)
            if isinstance(known, str):
                self._waiting.setdefault(known, []).append(choice)
            else:
                self._answers[choice] = known
        self._tasks = {key: self._run.task(key, same) for key, same in self._waiting.items()}
        self._work = Work(self._tasks, jobs, apart=store.was_interrupted, spare=spare)

    def is_of(
        self,
        folder: Path,
        wanted: Iterable[Wanted],
        *,
        cache: Path,
        passwords: tuple[str, ...],
        limits: Limits | None,
    ) -> bool:
        """Say whether this is the preparation of these files, as they are wanted, and not yet over."""
        given = (folder, cache, passwords, limits or Limits())
        return not self._is_over and self._given == given and self._asked == tuple(dict.fromkeys(wanted))

    @property
    def is_elsewhere(self) -> bool:
        """Whether other processes are at it, so that this one may do something else meanwhile."""
        return self._work.is_elsewhere

    def finish(self, progress: Progress = silent) -> Intake:
        """Wait for all files, and tell after every one.

        Raises:
            OutputError: The cache cannot be written.
        """
        with closing(self):
            for key, outcome in self._work.outcomes():
                self._answer(key, outcome)
                progress(len(self._answers), len(self._choices), self._waiting[key][0].path)
        self._run.store.close()
        return _told(self._asked, self._answers)

    def close(self) -> None:
        """End what is still being done, and take away what was half written."""
        self._is_over = True
        self._work.close()
        for task in self._tasks.values():
            Path(task.target).unlink(missing_ok=True)

    def _answer(self, key: str, outcome: Outcome) -> None:
        """Keep what came of a task, for all the choices that share it."""
        source = source_of(self._waiting[key][0], self._run.sources)
        if isinstance(source, Source):
            kept = _kept(key, self._tasks[key], source, outcome, self._run.store)
            made = _Answer(outcome=kept, source=source, pdf=self._run.store.pdf(key))
            self._answers |= dict.fromkeys(self._waiting[key], made)


def prepare(
    folder: Path,
    wanted: Iterable[Wanted],
    *,
    cache: Path,
    jobs: int = 0,
    progress: Progress = silent,
    passwords: tuple[str, ...] = (),
    limits: Limits | None = None,
    meanwhile: Callable[[], object] = lambda: None,
    spare: Spare | None = None,
    begun: Preparing | None = None,
) -> Intake:
    """Turn files of a case folder into normal pages; what cannot be is a finding, never an exception.

    Args:
        folder: The case folder; its files are only read.
        wanted: The files, with the pages wanted of each. The same file may be wanted more than once.
        cache: CASE/.asylum-packet, made if it is not there.
        jobs: How many processes may work; 0 decides by the work there is, 1 works in this process.
        progress: Told after every file.
        passwords: Tried in turn on files that open only with one; never written down.
        limits: What one file may ask of the machine.
        meanwhile: Called once while other processes work on the files; not at all where there are none.
        spare: A process that waits for work, see `workers.py`.
        begun: What somebody has begun; it is taken where it is just this, and left alone otherwise.

    Raises:
        OutputError: The cache cannot be written.
    """
    asked = tuple(wanted)
    if begun is None or not begun.is_of(folder, asked, cache=cache, passwords=passwords, limits=limits):
        begun = Preparing(
            folder, asked, cache=cache, jobs=jobs, passwords=passwords, limits=limits, spare=spare
        )
    with closing(begun):
        if begun.is_elsewhere:
            meanwhile()
        return begun.finish(progress)


def _told(asked: Iterable[Wanted], answers: Mapping[Wanted, _Answer]) -> Intake:
    """Give every file that became pages, and all there is to say."""
    prepared = {}
    for want in asked:
        ready = _prepared(want, answers[_choice(want)])
        if ready is not None:
            prepared[want] = ready
    findings = (say for want in asked for say in _findings(want, answers[_choice(want)]))
    return Intake(prepared=prepared, findings=in_order(findings))


def _choice(want: Wanted) -> Wanted:
    """Give what is wanted of a file, whoever wants it: that is done once."""
    return replace(want, where=_ANYBODY)


class _Run(Struct, frozen=True, kw_only=True):
    """What one run knows: the files it found, its cache, and what it was given."""

    sources: Mapping[str, Source | Remark]
    store: Cache
    limits: Limits
    passwords: tuple[str, ...]

    def recall(self, choice: Wanted) -> _Answer | str:
        """Answer a choice without work, or name the entry of the cache that has to be made."""
        source = source_of(choice, self.sources)
        if not isinstance(source, Source):
            return _Answer(outcome=Outcome(kind="unknown", remarks=source))
        key = self.store.key(source.digest, choice, self.limits)
        outcome = self.store.find(key)
        if outcome is None or (outcome.maker and outcome.maker != office_look()):
            return key
        return _Answer(outcome=outcome, source=source, pdf=self.store.pdf(key))

    def task(self, key: str, same: list[Wanted]) -> Task:
        """Say what a worker has to do for choices that share content and pages."""
        choice = same[0]
        source = source_of(choice, self.sources)
        members = source.members if isinstance(source, Source) else ()
        captions = (one.caption for one in choice.framed)
        return Task(
            source=str(source.path) if isinstance(source, Source) else "",
            target=str(self.store.draft(key)),
            pages=choice.pages,
            passwords=self.passwords,
            limits=self.limits,
            how=choice.how,
            framed=tuple(zip((str(one.path) for one in members), captions, strict=False)),
            per_sheet=choice.per_sheet,
        )


def _kept(key: str, task: Task, source: Source, outcome: Outcome, store: Cache) -> Outcome:
    """Keep an outcome, unless the file changed while it was read."""
    draft = Path(task.target)
    if not source.is_unchanged:
        draft.unlink(missing_ok=True)
        changed = Remark(code="FILE-changed", text="changed while it was being read")
        return Outcome(kind=outcome.kind, remarks=(changed,), lasting=False)
    store.store(key, draft, outcome)
    return outcome


def _prepared(want: Wanted, answer: _Answer) -> Prepared | None:
    """Give a choice its sheets and facts."""
    outcome, source = answer.outcome, answer.source
    if not outcome.count or source is None or answer.pdf is None:
        return None
    fact = FileFact(
        path=want.path,
        kind=outcome.kind,
        count=outcome.count,
        size_bytes=source.size_bytes,
        sha256=source.digest,
        scaled=outcome.scaled,
        has_text=outcome.has_text,
        seen=outcome.seen,
        removed=outcome.removed,
        inside=outcome.inside,
    )
    sheets = Sheets(pdf=answer.pdf, count=outcome.count, headings=outcome.headings)
    return Prepared(sheets=sheets, fact=fact, members=member_facts(want, source))


def _findings(want: Wanted, answer: _Answer) -> Iterable[Finding]:
    """Say everything about one wanted file."""
    for remark in answer.outcome.remarks:
        yield finding(remark, want.path, want.where)
    if answer.outcome.count and not want.framed:
        kind = kind_named(answer.outcome.kind)
        if PurePosixPath(want.path).suffix.lower() not in kind.extensions:
            other = Remark(code="FILE-extension", text=f"is {kind.words}, whatever its name says")
            yield finding(other, want.path, want.where)
