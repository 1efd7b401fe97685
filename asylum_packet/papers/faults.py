"""All that keeps papers from being set, where typesetting itself ends at the first fault."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from asylum_packet.errors import TemplateError
from asylum_packet.findings import Finding, Severity, in_order
from asylum_packet.papers.context import Contexts
from asylum_packet.papers.grounds import cite
from asylum_packet.papers.press import Press
from asylum_packet.papers.templating import Templates
from asylum_packet.sequence import Slot

CODE = "TEXT-template"
_MOST_OF_A_PAPER = 50
_BRACES = re.compile(r"\{\{.*?\}\}")


def faults(press: Press, slots: Iterable[Slot], first: TemplateError | None = None) -> tuple[Finding, ...]:
    """Say of every paper of ours, and of every place in its texts, why it cannot be printed.

    Args:
        press: What sets the papers of the case.
        slots: Papers in packet order; those that are not ours are passed over.
        first: What typesetting raised, in case that only comes with page numbers.
    """
    ours = tuple(slot for slot in slots if press.owns(slot))
    contexts = Contexts(press.case, ours, None)
    errors = [error for slot in ours for error in _faults_of(press, slot, contexts)]
    if first and not errors:
        errors.append(first)
    return in_order({(error.message, error.source): _finding(error) for error in errors}.values())


def _faults_of(press: Press, slot: Slot, contexts: Contexts) -> Iterator[TemplateError]:
    """Render a paper, and again without what fails in a text, piece by piece: there may be more behind it."""
    words = dict(press.templates.loader.texts)
    for _ in range(_MOST_OF_A_PAPER):
        try:
            press.rendered(slot, contexts, Templates(press.case, words, cite=cite))
            return
        except TemplateError as error:
            yield error
            where = error.source
        lines = words.get(where.file, "").split("\n") if where else []
        if where is None or not 0 < where.line <= len(lines) or "{%" in lines[where.line - 1]:
            return
        line = lines[where.line - 1]
        lines[where.line - 1] = _BRACES.sub("", line, count=1) if _BRACES.search(line) else ""
        words[where.file] = "\n".join(lines)


def _finding(error: TemplateError) -> Finding:
    """Make a finding of what stops a paper; its place is told by itself."""
    message = error.message
    if error.source is not None:
        message = message.removeprefix(f"{error.source}: ").removeprefix(f"{error.source.file}: ")
    return Finding(code=CODE, severity=Severity.ERROR, message=message, source=error.source, fix=error.fix)
