"""PDF portfolios: a cover that says "open in Adobe Reader", and the evidence as files inside it.

The cover is not printed: a list of the files stands in its place, and then each file, as with a message.
"""

from __future__ import annotations

import pikepdf

from asylum_packet.intake.leaving import left_behind
from asylum_packet.intake.letters import Attached, Letter, prepare_letter
from asylum_packet.intake.values import Outcome, Refusal, Task

_MOST_FILES = 300


def prepare_portfolio(task: Task, source: pikepdf.Pdf) -> Outcome:
    """Print the files of a portfolio to `task.target`.

    Raises:
        Refusal: It cannot become pages.
    """
    if len(source.attachments) > _MOST_FILES:
        raise Refusal("FILE-limit", f"has more than {_MOST_FILES} files inside")
    attached = []
    size = 0
    for key, spec in source.attachments.items():
        data = spec.get_file().read_bytes()
        size += len(data)
        if size > task.limits.file_bytes:
            raise Refusal("FILE-limit", f"unpacks to more than {task.limits.file_bytes / 1e6:,.0f} MB")
        attached.append(Attached(name=spec.filename or key, data=data))
    head = (("Portfolio", f"{len(attached)} files, printed one after the other"),)
    left = {*left_behind(source, range(len(source.pages))), "cover of a portfolio"} - {"embedded files"}
    letter = Letter(head=head, body="", attached=tuple(attached), title="What is in it", left=tuple(left))
    return prepare_letter(task, "pdf", letter)


def is_portfolio(source: pikepdf.Pdf) -> bool:
    """Say whether the files inside are what a PDF is about (ISO 32000-1, 12.3.5)."""
    try:
        return "/Collection" in source.Root and len(source.attachments) > 0
    except (pikepdf.PdfError, ValueError, TypeError, KeyError):
        return False
