"""Every wanted file as normal pages, and everything that is wrong with any of them, at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from asylum_packet.facts import FileFact
from asylum_packet.findings import Finding, in_order
from asylum_packet.intake.cache import Cache
from asylum_packet.intake.codes import finding
from asylum_packet.intake.files import Look, locate, sha256
from asylum_packet.intake.kinds import kind_named
from asylum_packet.intake.soffice import office_look
from asylum_packet.intake.values import (
    Handling,
    Intake,
    Limits,
    Outcome,
    Prepared,
    Refusal,
    Remark,
    Task,
    Wanted,
)
from asylum_packet.intake.workers import run
from asylum_packet.pages import PageRange
from asylum_packet.progress import Progress, silent
from asylum_packet.sheets import Sheets

_HASHERS = 2

Choice = tuple[str, tuple[PageRange, ...], Handling]
"""A file, the pages wanted of it, and what to do with them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """A wanted file that is there: where, how it looked before it was read, and its content."""

    path: Path
    look: Look
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """What came of one choice; source and pages are there where it became pages."""

    outcome: Outcome
    source: _Source | None = None
    pdf: Path | None = None


def prepare(
    folder: Path,
    wanted: Iterable[Wanted],
    *,
    cache: Path,
    jobs: int = 0,
    progress: Progress = silent,
    passwords: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    meanwhile: Callable[[], object] = lambda: None,
) -> Intake:
    """Turn files of a case folder into normal pages; what cannot be is a finding, never an exception.

    Args:
        folder: The case folder; its files are only read.
        wanted: The files, with the pages wanted of each. The same file may be wanted more than once.
        cache: CASE/.asylum-packet, made if it is not there.
        jobs: How many processes may work; 0 decides by the work there is, 1 works in this process.
        progress: Told after every file.
        passwords: By path, for files that open only with one; never written down.
        limits: What one file may ask of the machine.
        meanwhile: Called once while other processes work on the files; not at all where there are none.

    Raises:
        OutputError: The cache cannot be written.
    """
    asked = tuple(dict.fromkeys(wanted))
    choices = tuple(dict.fromkeys((want.path, want.pages, want.how) for want in asked))
    store, given = Cache(cache), limits or Limits()
    sources = _located(folder, sorted({path for path, _, _ in choices}), store, given)
    this = _Run(sources=sources, store=store, limits=given, passwords=passwords or {})
    answers = _answers(choices, this, jobs=jobs, progress=progress, meanwhile=meanwhile)
    store.close()
    prepared = {}
    for want in asked:
        ready = _prepared(want, answers[want.path, want.pages, want.how])
        if ready is not None:
            prepared[want] = ready
    findings = (say for want in asked for say in _findings(want, answers[want.path, want.pages, want.how]))
    return Intake(prepared=prepared, findings=in_order(findings))


def _located(folder: Path, paths: list[str], store: Cache, limits: Limits) -> Mapping[str, _Source | Remark]:
    """Find and hash every file; those that look as they did are not read."""
    sources: dict[str, _Source | Remark] = {}
    unread: list[tuple[str, Path, Look]] = []
    for path in paths:
        try:
            real = locate(folder, path, limits)
            look = Look.at(real)
        except Refusal as refusal:
            sources[path] = refusal.remark
            continue
        except OSError:
            sources[path] = Remark(code="FILE-unreadable", text="cannot be opened")
            continue
        digest = store.known_hash(path, look)
        if digest is None:
            unread.append((path, real, look))
        else:
            sources[path] = _Source(path=real, look=look, digest=digest)
    if unread:
        with ThreadPoolExecutor(_HASHERS) as pool:
            for (path, _, look), source in zip(unread, pool.map(_hashed, unread), strict=True):
                sources[path] = source
                if isinstance(source, _Source):
                    store.learn_hash(path, look, source.digest)
    return sources


def _hashed(found: tuple[str, Path, Look]) -> _Source | Remark:
    """Hash one file."""
    _, real, look = found
    try:
        return _Source(path=real, look=look, digest=sha256(real))
    except Refusal as refusal:
        return refusal.remark


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """What one run knows: the files it found, its cache, and what it was given."""

    sources: Mapping[str, _Source | Remark]
    store: Cache
    limits: Limits
    passwords: Mapping[str, str]

    def recall(self, choice: Choice) -> _Answer | str:
        """Answer a choice without work, or name the entry of the cache that has to be made."""
        path, pages, how = choice
        source = self.sources[path]
        if isinstance(source, Remark):
            return _Answer(outcome=Outcome(kind="unknown", remarks=(source,)))
        key = self.store.key(source.digest, pages, self.limits, how)
        outcome = self.store.find(key)
        if outcome is None or (outcome.maker and outcome.maker != office_look()):
            return key
        if outcome.needs_password and path not in self.passwords:
            locked = Remark(code="FILE-locked", text="opens only with a password")
            return _Answer(outcome=Outcome(kind=outcome.kind, remarks=(locked,)))
        return _Answer(outcome=outcome, source=source, pdf=self.store.pdf(key))

    def task(self, key: str, same: list[Choice]) -> Task:
        """Say what a worker has to do for choices that share content and pages."""
        path, pages, how = same[0]
        source = self.sources[path]
        return Task(
            source=str(source.path) if isinstance(source, _Source) else "",
            target=str(self.store.draft(key)),
            pages=pages,
            password=next((self.passwords[p] for p, _, _ in same if p in self.passwords), ""),
            limits=self.limits,
            how=how,
        )


def _answers(
    choices: tuple[Choice, ...],
    this: _Run,
    *,
    jobs: int,
    progress: Progress,
    meanwhile: Callable[[], object],
) -> Mapping[Choice, _Answer]:
    """Answer every choice: from the cache, or by preparing it; equal choices share the work."""
    answers: dict[Choice, _Answer] = {}
    waiting: dict[str, list[Choice]] = {}
    for choice in choices:
        known = this.recall(choice)
        if isinstance(known, str):
            waiting.setdefault(known, []).append(choice)
        else:
            answers[choice] = known
    tasks = {key: this.task(key, same) for key, same in waiting.items()}
    try:
        with closing(run(tasks, jobs, apart=this.store.was_interrupted, meanwhile=meanwhile)) as work:
            for key, outcome in work:
                source = this.sources[waiting[key][0][0]]
                if isinstance(source, _Source):
                    kept = _kept(key, tasks[key], source, outcome, this.store)
                    made = _Answer(outcome=kept, source=source, pdf=this.store.pdf(key))
                    answers |= dict.fromkeys(waiting[key], made)
                progress(len(answers), len(choices), waiting[key][0][0])
    finally:
        for task in tasks.values():
            Path(task.target).unlink(missing_ok=True)
    return answers


def _kept(key: str, task: Task, source: _Source, outcome: Outcome, store: Cache) -> Outcome:
    """Keep an outcome, unless the file changed while it was read."""
    draft = Path(task.target)
    try:
        same = Look.at(source.path) == source.look
    except OSError:
        same = False
    if not same:
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
        size_bytes=source.look.size,
        sha256=source.digest,
        scaled=outcome.scaled,
        has_text=outcome.has_text,
        seen=outcome.seen,
    )
    return Prepared(sheets=Sheets(pdf=answer.pdf, count=outcome.count, headings=outcome.headings), fact=fact)


def _findings(want: Wanted, answer: _Answer) -> Iterable[Finding]:
    """Say everything about one wanted file."""
    for remark in answer.outcome.remarks:
        yield finding(remark, want.path, want.where)
    if answer.outcome.count:
        kind = kind_named(answer.outcome.kind)
        if PurePosixPath(want.path).suffix.lower() not in kind.extensions:
            other = Remark(code="FILE-extension", text=f"is {kind.words}, whatever its name says")
            yield finding(other, want.path, want.where)
