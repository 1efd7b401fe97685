"""The first part of the review page: the state of the packet, and the findings by who must act. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from asylum_packet.findings import Finding, Severity
from asylum_packet.report.built import older_text
from asylum_packet.report.review_html import Html, items, join, link, tag
from asylum_packet.report.review_values import Review
from asylum_packet.report.review_who import Who, by_who
from asylum_packet.report.tables import counted

_MOST_REASONS = 6
_HEADINGS = {
    Who.ATTORNEY: "The attorney",
    Who.PARALEGAL: "The paralegal",
    Who.CLIENT: "The client",
    Who.TRANSLATOR: "The translator or interpreter",
    Who.NOBODY: "Nobody: for information",
}


def state(review: Review) -> Html:
    """Say whether the packet can be filed, and why."""
    if review.draft:
        tone, words, why = "error", "DRAFT: not to be filed", _why_draft(review)
    elif review.unsigned:
        tone, words, why = "warning", "Ready to sign: no error stands", _before_upload(review)
    else:
        tone, words, why = "good", "Ready to file: no error stands", _before_upload(review)
    heading = tag("h2", words, attrs={"id": "state-heading"})
    attrs = {"class": f"state tone-{tone}", "aria-labelledby": "state-heading"}
    return tag("section", heading, *why, attrs=attrs)


def _why_draft(review: Review) -> Iterator[Html]:
    """List the errors that keep the packet a draft."""
    places: dict[Finding, int] = {}
    for place, one in enumerate(_numbered(review), start=1):
        if one.severity is Severity.ERROR:
            places.setdefault(one, place)
    errors = list(places)
    stand = "stands" if len(errors) == 1 else "stand"
    yield tag("p", f"{counted(len(errors), 'error')} {stand} against filing it:")
    yield items(link(one.message, f"#finding-{places[one]}") for one in errors[:_MOST_REASONS])
    if len(errors) > _MOST_REASONS:
        yield tag("p", "and ", link(f"{len(errors) - _MOST_REASONS} more", "#findings"))
    yield from (tag("p", tag("strong", f"{line}.")) for line in older_text(review.kept))


def _before_upload(review: Review) -> Iterator[Html]:
    """Say what is still to be done with a packet that is ready."""
    pages = len({slot.page for slot in review.unsigned})
    warnings = review.count(Severity.WARNING)
    todo = []
    if warnings:
        todo.append(tag("li", link(f"read {counted(warnings, 'warning')}", "#findings")))
    if pages:
        todo.append(tag("li", link(f"have {counted(pages, 'page')} signed", "#signatures")))
    todo.append(tag("li", link("go through what only a person can judge", "#checklist")))
    yield tag("p", "Before it is uploaded:")
    yield tag("ul", *todo)


def _numbered(review: Review) -> tuple[Finding, ...]:
    """Give the findings in the order of the page; their place in it is their number."""
    return tuple(finding for group in _groups(review).values() for finding in group)


def _groups(review: Review) -> dict[Who, tuple[Finding, ...]]:
    """Sort the findings by who must act."""
    return by_who(review.findings, (slot.name for slot in review.facts.slots))


def findings(review: Review) -> Html:
    """List every finding under the one who must act."""
    groups = _groups(review)
    if not groups:
        return tag("p", "No rule has anything to say.")
    made, number = [], 1
    for who, group in groups.items():
        rows = [_finding(place, one) for place, one in enumerate(group, start=number)]
        made.append(_group(who, group, tag("ol", *rows, attrs={"class": "findings"})))
        number += len(group)
    return join(made)


def _group(who: Who, group: tuple[Finding, ...], rows: Html) -> Html:
    """Put one person's findings under their name; those that ask nothing of anybody are folded away."""
    heading = tag("h3", f"{_HEADINGS[who]} ({len(group)})")
    if who is Who.NOBODY:
        return tag("details", tag("summary", heading), rows)
    return tag("section", heading, rows)


def _finding(number: int, finding: Finding) -> Html:
    """Print one finding: weight and message, place, what to do, whose rule it is."""
    tone = str(finding.severity)
    parts = [tag("p", badge(tone, tone), finding.message)]
    if finding.fix:
        parts.append(tag("p", tag("strong", "Do: "), finding.fix))
    parts.append(tag("p", join(_where(finding), " · "), attrs={"class": "quiet small"}))
    return tag("li", *parts, attrs={"id": f"finding-{number}", "class": f"tone-{tone}"})


def _where(finding: Finding) -> Iterable[Html]:
    """Yield the place in the folder, the authority and the code."""
    if finding.source is not None:
        yield tag("code", str(finding.source))
        if finding.source.field:
            yield tag("code", finding.source.spoken)
    if finding.authority:
        yield tag("span", finding.authority)
    yield tag("span", finding.code)


def badge(tone: str, words: str) -> Html:
    """Make a small label in a colour; the words say the same as the colour."""
    return tag("span", words, attrs={"class": f"badge tone-{tone}"})
