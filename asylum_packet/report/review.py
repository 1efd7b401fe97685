"""The page that looks a finished packet over: `review_page(review)` gives out/review.html.

One file that asks nothing of the network, of a script or of a clock: same packet, same bytes. It is for the
office: titles and names of the case stand on it, answers of the form do not.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator

from asylum_packet import __version__
from asylum_packet.findings import Severity
from asylum_packet.law.deadlines import named
from asylum_packet.report.review_checklist import checklist
from asylum_packet.report.review_exhibits import exhibits
from asylum_packet.report.review_filing import deadlines, left_out, signatures, submissions
from asylum_packet.report.review_findings import findings, state
from asylum_packet.report.review_html import Html, join, link, sentence, tag
from asylum_packet.report.review_style import style
from asylum_packet.report.review_values import Review
from asylum_packet.report.tables import counted

_SECTIONS = (
    ("findings", "What to do", "What to do", findings),
    ("signatures", "Signatures", "Signatures still missing", signatures),
    ("deadlines", "Deadlines", "Deadlines", deadlines),
    ("submissions", "Uploads", "Submissions and upload files", submissions),
    ("exhibits", "Exhibits", "Exhibits", exhibits),
    ("left-out", "Left out", "Left out", left_out),
    ("checklist", "Checklist", "What only a person can judge", checklist),
)


def review_page(review: Review) -> str:
    """Print the review page of a finished build."""
    body = tag(
        "body",
        link("Skip to the content", "#content"),
        tag("header", *_head(review)),
        tag("main", state(review), _facts(review), *_sections(review), attrs={"id": "content"}),
        tag("footer", *_foot()),
    )
    skipping = body.replace('<a href="#content">', '<a class="skip" href="#content">', 1)
    page = tag("html", _meta(review), Html(f"\n{skipping}\n"), attrs={"lang": "en"})
    return f"<!doctype html>\n{page}\n"


def _meta(review: Review) -> Html:
    """Make the head: nothing may be loaded, sent or run."""
    css = style()
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    return tag(
        "head",
        tag("meta", attrs={"charset": "utf-8"}),
        tag("meta", attrs={"http-equiv": "Content-Security-Policy", "content": policy}),
        tag("meta", attrs={"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        tag("meta", attrs={"name": "referrer", "content": "no-referrer"}),
        tag("meta", attrs={"name": "color-scheme", "content": "light dark"}),
        tag("title", f"{_state(review)}: {_called(review)}"),
        tag("style", Html(css)),
    )


def _state(review: Review) -> str:
    """Say in a word or three how far the packet is."""
    if review.draft:
        return "DRAFT"
    return "Ready to sign" if review.unsigned else "Ready to file"


def _called(review: Review) -> str:
    """Name the case as the office does: by the lead respondent."""
    return f"review of the packet of {review.case.lead.name.full}"


def _head(review: Review) -> Iterator[Html]:
    """Name the packet, and list the sections."""
    riders = len(review.case.respondents) - 1
    names = review.case.lead.name.full + (f" and {counted(riders, 'rider')}" if riders else "")
    yield tag("h1", f"Packet of {names}")
    yield tag(
        "p",
        link(review.file, review.page_address(review.packet.pages.first)),
        f", {counted(len(review.packet.pages), 'page')}, numbered {review.packet.pages}",
        attrs={"class": "quiet"},
    )
    contents = (tag("li", link(_counted(review, key, words), f"#{key}")) for key, words, *_ in _SECTIONS)
    yield tag("nav", tag("ul", *contents), attrs={"aria-label": "Sections"})


def _counted(review: Review, key: str, words: str) -> str:
    """Name a section, with the number of things in it where that helps to decide what to read."""
    many = {
        "findings": review.count(Severity.ERROR) + review.count(Severity.WARNING),
        "signatures": len(review.unsigned),
        "left-out": len(review.left_out),
    }.get(key)
    return words if many is None else f"{words} ({many})"


def _facts(review: Review) -> Html:
    """Say for which court and hearing the packet is."""
    case, hearing = review.case, review.case.hearing
    rows = [("Court", f"{case.court.city}, {case.court.state}" + (", detained" * case.court.is_detained))]
    if case.court.judge:
        rows.append(("Judge", case.court.judge))
    if hearing:
        day = named(hearing.date) if hearing.date else "no date yet"
        rows.append(("Hearing", f"{hearing.kind}, {day}{f', {hearing.time}' if hearing.time else ''}"))
    rows += _due(review)
    rows.append(
        ("Filing date", named(case.filing.date) if case.filing.date else "blank, to be filled in by hand")
    )
    cells = (cell for head, words in rows for cell in (tag("dt", head), tag("dd", words)))
    return tag("dl", *cells, attrs={"class": "facts"})


def _due(review: Review) -> list[tuple[str, str]]:
    """Say by when the packet must be filed."""
    row = next((row for row in review.deadlines if row.key == "filing"), None)
    if row is None:
        return []
    if row.last is None:
        return [("File by", sentence(row.when))]
    safe = "" if row.last.safe == row.last.day else f"; safe day {named(row.last.safe)}"
    return [("File by", named(row.last.day) + safe)]


def _sections(review: Review) -> Iterator[Html]:
    """Print every section under its heading."""
    for key, _, words, printed in _SECTIONS:
        heading = tag("h2", words, attrs={"id": key})
        yield join((tag("section", heading, printed(review), attrs={"aria-labelledby": key}), "\n"))


def _foot() -> Iterator[Html]:
    """Say what the page is and is not."""
    yield tag(
        "p", f"Made by asylum-packet {__version__} with the packet beside it. For the office, not for filing."
    )
    yield tag(
        "p", "Page links open the packet in this folder. Nothing on this page is loaded from elsewhere."
    )
