"""Kinds that are made into a PDF first, and then treated like any PDF: pages chosen, scaled, looked at."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from asylum_packet.intake.drafts import ending
from asylum_packet.intake.pdf import prepare_pdf
from asylum_packet.intake.values import Outcome, Remark, Task
from asylum_packet.values import replace

_ABOUT_PDF = frozenset({"FILE-attachments", "FILE-comments", "FILE-scaled"})
"""What is said of the PDF in between, and tells nothing about the file itself."""


_MAY_CHANGE = frozenset({"FILE-signs"})
"""What another font on the machine would change."""


@contextlib.contextmanager
def workroom(task: Task) -> Iterator[Path]:
    """Make a folder beside the result that only its owner may enter, gone afterwards."""
    with tempfile.TemporaryDirectory(
        dir=Path(task.target).parent, prefix=".room-", suffix=ending(), ignore_cleanup_errors=True
    ) as folder:
        yield Path(folder)


def as_pages(task: Task, kind: str, made: Path, remarks: tuple[Remark, ...]) -> Outcome:
    """Take the PDF that a file was made into for the file itself."""
    outcome = prepare_pdf(replace(task, source=str(made), passwords=()))
    told = tuple(remark for remark in outcome.remarks if remark.code not in _ABOUT_PDF)
    lasting = outcome.lasting and not any(remark.code in _MAY_CHANGE for remark in remarks)
    return replace(outcome, kind=kind, remarks=(*remarks, *told), lasting=lasting, removed=())
