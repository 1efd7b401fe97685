"""The checklist of the review page: what only a person can judge, by subject, each with its source. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from asylum_packet.law.rules import RULES, Judged, Rule
from asylum_packet.report.review_html import Html, join, tag
from asylum_packet.report.review_values import Review


def checklist(review: Review) -> Html:
    """List the rules that only a person can judge."""
    mine = [rule for rule in RULES.values() if rule.judged is Judged.PERSON]
    subjects = dict.fromkeys(rule.subject for rule in mine)
    return join(
        [
            tag("p", _counts(), attrs={"class": "quiet"}),
            *(
                _group(review, subject.capitalize(), [rule for rule in mine if rule.subject == subject])
                for subject in subjects
            ),
        ]
    )


def _counts() -> str:
    """Say how all rules are accounted for."""
    judged = [rule.judged for rule in RULES.values()]
    return (
        f"Of {len(judged)} rules, {judged.count(Judged.PROGRAM)} were checked for this packet and "
        f"{judged.count(Judged.PROVEN)} are looked for in the finished files. The others are here, "
        "to be ticked on paper: printing opens every list."
    )


def _group(review: Review, heading: str, rules: Iterable[Rule]) -> Html:
    """List the rules of a subject."""
    rows = [_row(review, rule) for rule in rules]
    summary = tag("summary", tag("h3", f"{heading} ({len(rows)})"))
    return tag("details", summary, tag("ul", *rows, attrs={"class": "boxes"}), attrs={"class": "opens"})


def _row(review: Review, rule: Rule) -> Html:
    """Print one rule: what it asks, where that is written, and why a case has set it aside."""
    reason = review.case.settings.silence.get(rule.id, "")
    aside = (tag("p", f"Set aside in this case: {reason}"),) if reason else ()
    source = tag("p", f"{rule.cited} · {rule.id}", attrs={"class": "quiet small"})
    return tag("li", tag("p", rule.summary), *aside, source)
