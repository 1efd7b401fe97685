"""One file becomes pages, or an answer why not: what a worker does, in this process or in its own."""

from __future__ import annotations

import contextlib
import importlib
import logging
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from asylum_packet.facts import NOTHING_SEEN, Seen
from asylum_packet.intake.containers import CONTAINERS, look_inside
from asylum_packet.intake.kinds import HEAD_BYTES, Kind, kind_named, recognise
from asylum_packet.intake.values import Outcome, Refusal, Remark, Task
from asylum_packet.pages import PageRange, pages_of
from asylum_packet.values import replace

_MAY_PASS = frozenset(
    {"FILE-locked", "FILE-letters", "FILE-extra", "FILE-office", "FILE-office-failed", "FILE-timeout"}
)
"""Refusals that another password, font, package or program would change."""


def convert(task: Task) -> Outcome:
    """Turn one file into pages at `task.target`; never raises for what is in the file."""
    try:
        kind = _kind(task)
    except Refusal as refusal:
        return Outcome(kind="unknown", remarks=(refusal.remark,))
    except OSError:
        return Outcome(kind="unknown", remarks=(_refused_by_system(task),), lasting=False)
    if not kind.taken:
        said = Remark(code=kind.refusal, text=f"is {kind.words}, which does not become pages here")
        return Outcome(kind=kind.name, remarks=(said,))
    with _quiet():
        return _converted(task, kind)


def _converted(task: Task, kind: Kind) -> Outcome:
    """Turn a file of a kind that is taken into pages."""
    outcome = guarded(task, kind, _prepare(kind))
    if not outcome.count or (task.depth and kind.name != "pdf"):
        return outcome
    try:
        return _within(task, outcome) if task.depth else _finished(task, kind, outcome)
    except OSError:
        _forget(task)
        return Outcome(kind=kind.name, remarks=(_refused_by_system(task),), lasting=False)
    except _library_errors():
        _forget(task)
        said = Remark(code="FILE-damaged", text=f"is damaged: its pages cannot be looked at as {kind.words}")
        return Outcome(kind=kind.name, remarks=(said,), lasting=False)


def _finished(task: Task, kind: Kind, outcome: Outcome) -> Outcome:
    """Do with finished pages what exhibits.yaml asks, and add what they show."""
    from asylum_packet.intake.barefonts import font_names, unseen_pages
    from asylum_packet.intake.looking import look
    from asylum_packet.intake.pdf import pages_text

    target = Path(task.target)
    outcome, seen = _trimmed(target, outcome)
    if task.how.leaves_out_blanks and 0 < len(seen.blank) < outcome.count:
        asked = pages_of(task.pages) or range(1, outcome.count + 1)
        kept = tuple(PageRange(page, page) for n, page in enumerate(asked, 1) if n not in seen.blank)
        text = f"is printed without its empty {pages_text(seen.blank)}"
        outcome = guarded(replace(task, pages=kept), kind, _prepare(kind))
        outcome, seen = _trimmed(target, _saying(outcome, "FILE-blank-left-out", text))
    elif seen.blank:
        outcome = _saying(outcome, "FILE-blank-page", f"has next to nothing on {pages_text(seen.blank)}")
    if seen.cropped:
        text = f"keeps what was cropped away of a scan or photograph on {pages_text(seen.cropped)}"
        outcome = _saying(outcome, "FILE-outside-picture", text)
    if task.how.recognises and seen.silent:
        from asylum_packet.intake.recognition import recognise_text

        outcome, is_read = recognise_text(task, outcome)
        outcome = replace(outcome, fonts=None)
        seen = look(target, outcome.kind)
        if is_read and seen.silent:
            text = f"has no letter that text recognition could read on {pages_text(seen.silent)}"
            outcome, seen = _saying(outcome, "FILE-ocr-nothing", text), replace(seen, silent=())
    if task.how.highlight:
        from asylum_packet.intake.marking import mark

        seen = replace(seen, unfound=mark(target, task.how.highlight))
    if len(seen.silent) + len(seen.blank) < outcome.count:  # a font without a letter shows nothing
        bare, carried = font_names(target, outcome.fonts)
        seen = replace(seen, bare=bare, carried=carried)
        if bare and (unseen := unseen_pages(target)):
            text = f"shows nothing of its letters on {pages_text(unseen)}: it does not carry their font"
            outcome = _saying(outcome, "FILE-unseen", text)
    return replace(outcome, seen=seen)


def _saying(outcome: Outcome, code: str, text: str) -> Outcome:
    """Add a remark to an outcome."""
    return replace(outcome, remarks=(*outcome.remarks, Remark(code=code, text=text)))


def _within(task: Task, outcome: Outcome) -> Outcome:
    """Trim an attachment, which cannot be done any more in the pages of the message around it."""
    return _trimmed(Path(task.target), outcome)[0]


def _trimmed(target: Path, outcome: Outcome) -> tuple[Outcome, Seen]:
    """Look at finished pages; take out text that lies outside of what they show, and say so."""
    from asylum_packet.intake.looking import look

    seen = outcome.seen
    if seen is NOTHING_SEEN:
        seen = look(target, outcome.kind, outcome.shown)
    if not seen.outside:
        return outcome, seen
    from asylum_packet.intake.pdf import pages_text
    from asylum_packet.intake.trimming import trim

    if trim(target, seen.outside):
        text = f"had text outside of what the page shows, taken out, on {pages_text(seen.outside)}"
        removed = tuple(sorted({*outcome.removed, "text outside of the page"}))
        outcome = replace(_saying(outcome, "FILE-outside-removed", text), removed=removed)
        seen = look(target, outcome.kind, outcome.shown)
    if seen.outside:
        text = f"has text outside of what the page shows, which can be copied, on {pages_text(seen.outside)}"
        outcome = _saying(outcome, "FILE-outside-text", text)
    return outcome, seen


def guarded(task: Task, kind: Kind, prepare: Callable[[Task], Outcome]) -> Outcome:
    """Prepare a file of a known kind; whatever is wrong with it becomes an answer."""
    try:
        with _quiet():
            return prepare(task)
    except Refusal as refusal:
        _forget(task)
        lasting = refusal.remark.code not in _MAY_PASS
        return Outcome(kind=kind.name, remarks=(refusal.remark,), lasting=lasting)
    except MemoryError:
        _forget(task)
        much = Remark(code="FILE-limit", text="needs more memory than there is")
        return Outcome(kind=kind.name, remarks=(much,), lasting=False)
    except OSError:
        _forget(task)
        return Outcome(kind=kind.name, remarks=(_refused_by_system(task),), lasting=False)
    except _library_errors():
        _forget(task)
        damaged = Remark(code="FILE-damaged", text=f"is damaged: it cannot be read as {kind.words}")
        return Outcome(kind=kind.name, remarks=(damaged,))


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep what the libraries grumble about a file off the terminal: findings say it in our words."""
    log = logging.getLogger("pikepdf")
    level = log.level
    if level > logging.CRITICAL:  # it is quiet already; to set a level costs as much as reading a page
        yield
        return
    log.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.setLevel(level)


def _kind(task: Task) -> Kind:
    """Recognise a file by content, and refuse what is nothing that is known."""
    if task.framed:
        return kind_named("photographs")
    with Path(task.source).open("rb") as file:
        head = file.read(HEAD_BYTES)
    if not head:
        raise Refusal("FILE-empty", "is empty")
    kind = recognise(head)
    if kind is not None and kind.name in CONTAINERS:
        kind = kind_named(look_inside(Path(task.source)))
    if kind is None:
        raise Refusal("FILE-kind", "is of a kind that is not known here")
    return kind


def _prepare(kind: Kind) -> Callable[[Task], Outcome]:
    """Find who prepares a kind; the libraries are imported only now."""
    if kind.name in _PREPARED_BY:
        module, function = _PREPARED_BY[kind.name]
        prepare: Callable[[Task], Outcome] = getattr(
            importlib.import_module(f"asylum_packet.intake.{module}"), function
        )
        return prepare
    if kind.name in OFFICE:
        from asylum_packet.intake.office import prepare_office

        return partial(prepare_office, kind.name)
    from asylum_packet.intake.images import prepare_picture

    return partial(prepare_picture, kind.name)


_PREPARED_BY = {
    "pdf": ("pdf", "prepare_pdf"),
    "text": ("plaintext", "prepare_text"),
    "mail": ("mail", "prepare_mail"),
    "msg": ("outlook", "prepare_msg"),
    "photographs": ("mounting", "prepare_sheets"),
}
"""Module and function by kind; every other kind that is taken is a picture."""

OFFICE = frozenset({"docx", "xlsx", "pptx", "opendocument", "office97", "rtf", "html"})
"""Kinds that LibreOffice makes into pages."""


def _library_errors() -> tuple[type[Exception], ...]:
    """List what the libraries raise about a file that no check before has caught."""
    import pikepdf
    import pypdfium2

    return (
        pikepdf.PdfError,
        pypdfium2.PdfiumError,
        RuntimeError,  # a C++ exception that pikepdf has no name for; RecursionError
        ValueError,
        TypeError,
        AttributeError,
        LookupError,
        ArithmeticError,
    )


def _refused_by_system(task: Task) -> Remark:
    """Say on which side the system refused: reading the source, or writing its pages."""
    try:
        with Path(task.source).open("rb") as file:
            file.read(1)
    except OSError:
        return Remark(code="FILE-unreadable", text="cannot be read")
    return Remark(code="FILE-unwritten", text="was read, but its pages cannot be written: is the disk full?")


def _forget(task: Task) -> None:
    """Take away what was half written."""
    with contextlib.suppress(OSError):
        Path(task.target).unlink(missing_ok=True)
