"""Correspondence as pages: who wrote to whom and when, what they wrote, and then everything attached.

However a message came (e-mail file, Outlook file), it is a `Letter` here. An attachment that cannot become
pages is never skipped: a sheet says in its place what it is and why it is not printed, and so does a finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pikepdf

from asylum_packet.facts import Inside
from asylum_packet.findings import Severity
from asylum_packet.fonts.text import in_one_line
from asylum_packet.intake.codes import weighs
from asylum_packet.intake.convert import convert, guarded
from asylum_packet.intake.kinds import kind_named
from asylum_packet.intake.manuscript import Block, write_manuscript
from asylum_packet.intake.pagemaker import save
from asylum_packet.intake.through import as_pages, workroom
from asylum_packet.intake.values import Outcome, Refusal, Remark, Task
from asylum_packet.pages import pages_of
from asylum_packet.sheets import Heading
from asylum_packet.values import Struct, replace

_MOST_ATTACHED = 300
_DEEPEST = 5
_LONGEST_NAME = 120
_INSIDE = {
    "FILE-locked": "FILE-locked-inside",
    "FILE-recording": "FILE-recording-inside",
    "FILE-archive": "FILE-archive-inside",
}
"""What is said of a message whose attachment was refused for one of these; else that it is unprinted."""

GUESSED = Remark(code="FILE-encoding-guessed", text="holds text that does not say its encoding rightly")


class Attached(Struct, frozen=True, kw_only=True):
    """A file that came with a message, or a message that was sent on; `refused` says why it has neither."""

    name: str
    data: bytes = b""
    letter: Letter | None = None
    refused: Remark | None = None


class Letter(Struct, frozen=True, kw_only=True):
    """A message: its header lines as (label, text), what it says, what is attached; its title as bookmark.

    `left` names what it holds besides.
    """

    head: tuple[tuple[str, str], ...]
    body: str
    attached: tuple[Attached, ...] = ()
    remarks: tuple[Remark, ...] = ()
    title: str = "Message"
    left: tuple[str, ...] = ()


def fuller(plain: str, other: str) -> str:
    """Choose among two versions of one text: the plain one, unless it leaves out half of the other."""
    said, elsewhere = (len("".join(text.split())) for text in (plain, other))
    return plain if said and 2 * said >= elsewhere else other


class _Part(Struct, frozen=True, kw_only=True):
    """An attachment as pages: a PDF and what came of it."""

    name: str
    pdf: Path
    outcome: Outcome


def prepare_letter(task: Task, kind: str, letter: Letter) -> Outcome:
    """Print a message and its attachments to `task.target`.

    Raises:
        Refusal: It cannot become pages.
    """
    if task.depth >= _DEEPEST:
        raise Refusal("FILE-limit", f"is a message inside more than {_DEEPEST} others")
    if len(letter.attached) > _MOST_ATTACHED:
        raise Refusal("FILE-limit", f"has more than {_MOST_ATTACHED} attachments")
    with workroom(task) as room:
        parts = [
            _prepared(attached, number, task, room) for number, attached in enumerate(letter.attached, 1)
        ]
        said = write_manuscript(_blocks(letter, parts), room / "letter.pdf", task.limits)
        slips = [remark for part in parts for remark in _slip(part, task)]
        starts = _join(letter.title, room / "letter.pdf", parts, room / "all.pdf")
        remarks = (*letter.remarks, *said, *(r for part in parts for r in _told(part)), *slips)
        outcome = as_pages(task, kind, room / "all.pdf", remarks)
    removed = {*letter.left, *(name for part in parts for name in part.outcome.removed)}
    inside = tuple(one for part, at in zip(parts, starts, strict=True) for one in _inside(part, at, task))
    return replace(
        outcome,
        removed=tuple(sorted(removed)),
        inside=inside,
        lasting=outcome.lasting and all(part.outcome.lasting for part in parts),
        maker=next((part.outcome.maker for part in parts if part.outcome.maker), ""),
    )


def _inside(part: _Part, before: int, task: Task) -> Iterator[Inside]:
    """Say where an attachment is printed, and what came with it; `before` pages stand before it."""
    order = pages_of(task.pages)
    own = Inside(name=part.name, kind=part.outcome.kind, page=1, count=part.outcome.count)
    for one in (own, *part.outcome.inside):
        first = before + one.page
        there = range(first, first + max(one.count, 1)) if one.page else range(0)
        taken = [number for number, page in enumerate(order, 1) if page in there] if order else there
        yield replace(
            one,
            name=one.name if one is own else f"{part.name} / {one.name}",
            page=taken[0] if taken else 0,
            count=len(taken) if one.count else 0,
        )


def _prepared(attached: Attached, number: int, task: Task, room: Path) -> _Part:
    """Turn one attachment into pages."""
    name = in_one_line(attached.name)[:_LONGEST_NAME] or f"attachment {number}"
    source, target = room / f"{number}.source", room / f"{number}.pdf"
    source.write_bytes(attached.data)
    inner = Task(
        source=str(source),
        target=str(target),
        passwords=task.passwords,
        limits=task.limits,
        depth=task.depth + 1,
    )
    if attached.refused is not None:
        outcome = Outcome(kind="unknown", remarks=(attached.refused,))
    elif attached.letter is None:
        outcome = convert(inner)
    else:
        outcome = guarded(
            inner, kind_named("mail"), partial(prepare_letter, kind="mail", letter=attached.letter)
        )
    source.unlink()
    return _Part(name=name, pdf=target, outcome=outcome)


def _blocks(letter: Letter, parts: list[_Part]) -> list[Block]:
    """Set the head as a table, the names of what is attached below it, then the text."""
    rows = [(label, in_one_line(text)) for label, text in letter.head]
    if parts:
        rows.append(("Attached", "\n".join(f"{part.name} ({_what(part.outcome)})" for part in parts)))
    head = [
        Block(label=label, text=text, is_ruled=number == len(rows))
        for number, (label, text) in enumerate(rows, 1)
    ]
    return [*head, Block(text="\n" + letter.body.strip("\n"))]


def _what(outcome: Outcome) -> str:
    """Say what an attachment is."""
    words = kind_named(outcome.kind).words if outcome.kind != "unknown" else "a file"
    if not outcome.count:
        return f"{words}, not printed"
    return f"{words}, {outcome.count} page{'' if outcome.count == 1 else 's'}"


def _why_not(part: _Part) -> str:
    """Say why an attachment is not printed."""
    return next(
        (r.text for r in part.outcome.remarks if weighs(r.code) is Severity.ERROR), "cannot be printed"
    )


def _slip(part: _Part, task: Task) -> tuple[Remark, ...]:
    """Print a sheet in the place of an attachment that cannot be printed."""
    if part.outcome.count:
        return ()
    blocks = [
        Block(text=f"Attachment: {part.name}", is_bold=True, is_ruled=True),
        Block(text=f"\nThis attachment is not printed: it {_why_not(part)}."),
    ]
    return write_manuscript(blocks, part.pdf, task.limits)


def _told(part: _Part) -> tuple[Remark, ...]:
    """Say of the message what was said of an attachment."""
    if not part.outcome.count:
        text = f"has an attachment that is not printed: '{part.name}' {_why_not(part)}"
        codes = (_INSIDE.get(remark.code, "") for remark in part.outcome.remarks)
        return (Remark(code=next(filter(None, codes), "FILE-unprinted"), text=text),)
    return tuple(
        replace(remark, text=f"has an attachment, '{part.name}', that {remark.text}")
        for remark in part.outcome.remarks
    )


def _join(title: str, letter: Path, parts: list[_Part], target: Path) -> list[int]:
    """Put the pages of all parts behind each other, with an outline; give how many stand before each."""
    starts = []
    with pikepdf.new() as out:
        marks = [Heading(level=1, title=title, page=1)]
        _append(out, letter)
        for part in parts:
            first = len(out.pages)
            starts.append(first)
            marks.append(Heading(level=1, title=part.name, page=first + 1))
            marks += [replace(h, level=h.level + 1, page=first + h.page) for h in part.outcome.headings]
            _append(out, part.pdf)
        write_outline(out, marks)
        save(out, target)
    return starts


def _append(out: pikepdf.Pdf, file: Path) -> None:
    """Append the pages of a file of ours."""
    with pikepdf.open(file) as part:
        out.pages.extend(part.pages)


def write_outline(out: pikepdf.Pdf, headings: list[Heading]) -> None:
    """Give a file an outline, so that the headings come back when it is read."""
    with out.open_outline() as outline:
        above = [outline.root]
        for heading in headings:
            del above[max(heading.level, 1) :]
            item = _outline_item(heading)
            above[-1].append(item)
            above.append(item.children)


def _outline_item(heading: Heading) -> pikepdf.OutlineItem:
    """Make one line of an outline: it shows the whole page where no height is given."""
    if heading.top_pt is None:
        return pikepdf.OutlineItem(heading.title, heading.page - 1, "Fit")
    return pikepdf.OutlineItem(heading.title, heading.page - 1, "XYZ", left=0, top=heading.top_pt)
