"""The filing on the review page: deadlines, submissions, signatures, left-out files. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from asylum_packet.law.agenda import Deadline, Kind, Standing
from asylum_packet.law.deadlines import named
from asylum_packet.packet.cut import UploadFile
from asylum_packet.report.review_findings import badge
from asylum_packet.report.review_html import Html, address, grid, items, join, link, sentence, tag
from asylum_packet.report.review_values import Review
from asylum_packet.report.tables import counted, size
from asylum_packet.sequence import PartKind, Piece, PieceKind, Submission
from asylum_packet.sheets import SignatureSlot


def deadlines(review: Review) -> Html:
    """List every deadline: those with a day, then those that wait for something."""
    dated = [row for row in review.deadlines if row.last]
    waiting = [row for row in review.deadlines if not row.last]
    made: list[Html] = []
    if dated:
        heads: tuple[str, ...] = ("What", "Last day", "Safe day", "How it is counted")
        made.append(grid("Deadlines with a day", heads, (_dated(row) for row in dated)))
    if waiting:
        made.append(tag("h3", "No day yet"))
        heads = ("What", "Waits for", "What to do")
        made.append(
            grid(
                "Deadlines without a day",
                heads,
                ((_called(row), sentence(row.when), sentence(row.do)) for row in waiting),
            )
        )
    made.append(tag("p", _CAUTION, attrs={"class": "quiet small"}))
    return join(made)


_CAUTION = (
    "Counted by the rules and by federal holidays; this page asks no clock, so it does not say "
    "what is overdue: asylum-packet deadlines does. A judge's order goes first. An attorney confirms every "
    "day."
)


def _dated(row: Deadline) -> tuple[str, ...]:
    """Give the cells of a deadline with a day."""
    if row.last is None:
        return (_called(row), "", "", row.counted)
    ours = row.kind is Kind.LAST
    day = _day(row.last.day) if ours else join((_day(row.last.day), _note(str(row.kind))))
    safe = _day(row.last.safe) if ours else ""
    return (_called(row), day, safe, join((sentence(row.counted), _note(f"Do: {row.do}"))))


def _day(day: dt.date) -> Html:
    """Print a day that stays on one line."""
    return tag("span", named(day), attrs={"class": "whole"})


def _called(row: Deadline) -> Html:
    """Name a deadline, with the file of its application where there are several; say when a plan is late."""
    late = badge("error", "planned late") if row.standing is Standing.PLANNED_LATE else ""
    return join((sentence(row.name), f" ({row.about}) " if row.about else " ", late))


def _note(words: str) -> Html:
    """Make a quiet second line in a cell."""
    return tag("span", words, attrs={"class": "note"})


def submissions(review: Review) -> Html:
    """List the submissions with their upload files, then the order of papers in each."""
    heads = ("Submission", "Pages", "Upload file", "Size")
    rows = [row for submission in review.packet.submissions for row in _submission(review, submission)]
    whole = review.packet.pages
    packet: tuple[str, ...] = (
        "All in one",
        review.pages_link(whole),
        link(review.file, address(review.file)),
        _size(review.size_bytes),
    )
    made = [grid("Submissions and their upload files", heads, [*rows, packet])]
    if review.draft:
        made.append(tag("p", "The upload files are cut when no error stands.", attrs={"class": "quiet"}))
    made += [_order(review, submission) for submission in review.packet.submissions]
    return join(made)


def _submission(review: Review, submission: Submission) -> list[tuple[str, ...]]:
    """Give the rows of one submission: one for each upload file."""
    files = [upload for upload in review.uploads if upload.submission == submission.name]
    if not files:
        return [(submission.title, review.pages_link(submission.pages), "", "")]
    return [
        (
            _titled(submission, upload),
            review.pages_link(upload.pages),
            _upload(upload),
            _size(upload.size_bytes),
        )
        for upload in files
    ]


def _size(size_bytes: int) -> Html:
    """Print a size that stays on one line."""
    return tag("span", size(size_bytes), attrs={"class": "whole"})


def _titled(submission: Submission, upload: UploadFile) -> str:
    """Name a submission, with the number of its part where it is divided."""
    return f"{submission.title}, part {upload.part}" if upload.part else submission.title


def _upload(upload: UploadFile) -> Html:
    """Link to an upload file."""
    return link(upload.path.name, address(f"{upload.path.parent.name}/{upload.path.name}"))


def _order(review: Review, submission: Submission) -> Html:
    """List the papers of a submission in their order; all documents of a tab are one line."""
    seen: dict[str, tuple[str, Piece]] = {}
    for piece in submission.pieces:
        tab = piece.slot.tab
        seen.setdefault(tab or piece.key, (f"Tab {tab}" if tab else piece.slot.title, piece))
    rows = []
    for words, piece in seen.values():
        pages = review.packet.tab(piece.slot.tab) if piece.slot.tab else piece.pages
        rows.append(join((words, " ", review.pages_link(pages or piece.pages))))
    summary = tag("summary", f"Order of papers: {submission.title}")
    return tag("details", summary, items(rows, "ol"), attrs={"class": "opens"})


def signatures(review: Review) -> Html:
    """List who still has to sign what, and where; then what is signed."""
    made = []
    if review.unsigned:
        heads = ("Paper", "Page", "Who signs", "How", "Sheet to sign")
        made.append(
            grid("Signatures still missing", heads, (_slot(review, slot) for slot in review.unsigned))
        )
        made.append(
            tag(
                "p",
                "A scan of a signed sheet goes into signed/ under the name of its sheet. "
                "Nothing is ever signed or dated by this program.",
                attrs={"class": "quiet small"},
            )
        )
    else:
        made.append(tag("p", "No signature is missing."))
    signed = [slot for slot in review.facts.signed if not slot.stale]
    if signed:
        made.append(tag("p", f"Signed pages in the packet: {len(signed)}."))
        made.append(items((tag("code", slot.file) for slot in signed), css="inline small"))
    return join(made)


def _slot(review: Review, slot: SignatureSlot) -> tuple[str, ...]:
    """Give the cells of a missing signature."""
    stale = any(one.stale and one.name == slot.name for one in review.facts.signed)
    again = badge("error", "signed before the last change") if stale else ""
    how = "in ink, by hand" if slot.by_hand else "by hand or electronically"
    sheet = _sheet(review, slot)
    page = review.page_link(slot.page, label=f"page {slot.page}")
    paper = join((_paper(review, slot.page), " ", again, _note(slot.name)))
    return (paper, page, slot.who, how, sheet)


def _sheet(review: Review, slot: SignatureSlot) -> str:
    """Link to the sheet that holds a slot: one sheet may hold the slots of a whole page."""
    same_page = {other.name for other in review.unsigned if other.page == slot.page}
    name = next((name for name in review.to_sign if name == slot.name), "") or next(
        (name for name in review.to_sign if name in same_page), ""
    )
    return link(f"{name}.pdf", address(f"to-sign/{name}.pdf")) if name else slot.name


def _paper(review: Review, page: int) -> str:
    """Name the paper a page belongs to."""
    piece = next((piece for piece in review.packet.pieces if page in piece.pages), None)
    if piece is None:
        return ""
    part = f", {piece.slot.part}" if piece.slot.part in _CERTIFYING else ""
    if piece.slot.tab:
        return f"Tab {piece.slot.tab}: {piece.slot.title}{part}"
    if piece.slot.kind is PieceKind.PROOF_OF_SERVICE:
        return f"{piece.slot.title} ({piece.slot.submission})"
    return piece.slot.title


_CERTIFYING = frozenset({PartKind.TRANSLATION, PartKind.CERTIFICATE})


def left_out(review: Review) -> Html:
    """List the files that are not in the packet, each with its reason."""
    if not review.left_out:
        return tag("p", "Every file of the folder is in the packet.")
    rows: Iterable[tuple[str, str]] = ((tag("code", left.path), left.reason) for left in review.left_out)
    count = tag("p", f"{counted(len(review.left_out), 'file')} of the folder not in the packet:")
    return join((count, grid("Files left out", ("File", "Why"), rows)))
