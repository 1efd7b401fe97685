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
from asylum_packet.intake.workers import Spare, run
from asylum_packet.progress import Progress, silent
from asylum_packet.sheets import Sheets
from asylum_packet.values import Struct, replace

_ANYBODY = Place(file="")


class _Answer(Struct, frozen=True, kw_only=True):
    """What came of one choice; source and pages are there where it became pages."""

    outcome: Outcome
    source: Source | None = None
    pdf: Path | None = None


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

    Raises:
        OutputError: The cache cannot be written.
    """
    asked = tuple(dict.fromkeys(wanted))
    choices = tuple(dict.fromkeys(_choice(want) for want in asked))
    store, given = Cache(cache), limits or Limits()
    sources = located(folder, sorted({path for choice in choices for path in choice.files}), store, given)
    this = _Run(sources=sources, store=store, limits=given, passwords=passwords)
    answers = _answers(choices, this, jobs=jobs, progress=progress, meanwhile=meanwhile, spare=spare)
    store.close()
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


def _answers(
    choices: tuple[Wanted, ...],
    this: _Run,
    *,
    jobs: int,
    progress: Progress,
    meanwhile: Callable[[], object],
    spare: Spare | None,
) -> Mapping[Wanted, _Answer]:
    """Answer every choice: from the cache, or by preparing it; equal choices share the work."""
    answers: dict[Wanted, _Answer] = {}
    waiting: dict[str, list[Wanted]] = {}
    for choice in choices:
        known = this.recall(choice)
        if isinstance(known, str):
            waiting.setdefault(known, []).append(choice)
        else:
            answers[choice] = known
    tasks = {key: this.task(key, same) for key, same in waiting.items()}
    try:
        apart = this.store.was_interrupted
        with closing(run(tasks, jobs, apart=apart, meanwhile=meanwhile, spare=spare)) as work:
            for key, outcome in work:
                source = source_of(waiting[key][0], this.sources)
                if isinstance(source, Source):
                    kept = _kept(key, tasks[key], source, outcome, this.store)
                    made = _Answer(outcome=kept, source=source, pdf=this.store.pdf(key))
                    answers |= dict.fromkeys(waiting[key], made)
                progress(len(answers), len(choices), waiting[key][0].path)
    finally:
        for task in tasks.values():
            Path(task.target).unlink(missing_ok=True)
    return answers


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
