"""One file becomes pages, or an answer why not: what a worker does, in this process or in its own."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from asylum_packet.intake.kinds import HEAD_BYTES, Kind, recognise
from asylum_packet.intake.values import Outcome, Refusal, Remark, Task


def convert(task: Task) -> Outcome:
    """Turn one file into pages at `task.target`; never raises for what is in the file."""
    try:
        kind = _kind(task)
    except Refusal as refusal:
        return Outcome(kind="unknown", remarks=(refusal.remark,))
    try:
        return _prepare(kind)(task)
    except Refusal as refusal:
        _forget(task)
        locked = refusal.remark.code == "FILE-locked"
        return Outcome(kind=kind.name, remarks=(refusal.remark,), lasting=not locked)
    except _library_errors():
        _forget(task)
        damaged = Remark(code="FILE-damaged", text=f"is damaged: it cannot be read as {kind.words}")
        return Outcome(kind=kind.name, remarks=(damaged,))


def _kind(task: Task) -> Kind:
    """Recognise a file by content, and refuse what does not become pages."""
    with Path(task.source).open("rb") as file:
        head = file.read(HEAD_BYTES)
    if not head:
        raise Refusal("FILE-empty", "is empty")
    kind = recognise(head)
    if kind is None:
        raise Refusal("FILE-kind", "is of a kind that is not known here")
    if not kind.taken:
        raise Refusal("FILE-kind", f"is {kind.words}, which does not become pages here")
    return kind


def _prepare(kind: Kind) -> Callable[[Task], Outcome]:
    """Find who prepares a kind; the libraries are imported only now."""
    if kind.name == "pdf":
        from asylum_packet.intake.pdf import prepare_pdf

        return prepare_pdf
    from asylum_packet.intake import images

    return {"jpeg": images.prepare_jpeg, "png": images.prepare_png}[kind.name]


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
        MemoryError,
    )


def _forget(task: Task) -> None:
    """Take away what was half written."""
    with contextlib.suppress(OSError):
        Path(task.target).unlink(missing_ok=True)
