"""docs/rules.md is made from the rules: `python -m tests.law.rules_page` writes it again.

`tests/law/test_rules.py` compares it with what stands in docs/.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from asylum_packet.law.rules import RULES, Confidence, Judged, Rule

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"
_JUDGED = {
    Judged.PROGRAM: "checked by the program",
    Judged.PROVEN: "looked for in every finished file; without it nothing is written",
    Judged.PERSON: "for a person to judge: on the checklist of the review page, with its source",
}
_CONFIDENCE = {
    Confidence.VERIFIED: "read in official text",
    Confidence.SECONDARY: "read in a text that quotes or retells the official one",
    Confidence.OWN_KNOWLEDGE: "from experience; the official text was not seen",
    Confidence.UNSURE: "look it up before relying on it",
}


def page() -> str:
    """Write the page of the docs."""
    return "\n".join((*_introduction(), *_tables(), ""))


def _introduction() -> Iterator[str]:
    """Yield the lines above the tables."""
    rules = tuple(RULES.values())
    yield "# The rules"
    yield ""
    yield "<!-- made by: python -m tests.law.rules_page -->"
    yield f"{len(rules)} rules for a packet in immigration court, sources last read on {rules[0].read}."
    yield "They are engineering, not legal advice; what the judge orders goes first."
    yield "Silence a rule in case.yaml, with the reason that will be printed:"
    yield ""
    yield "```yaml"
    yield 'settings: {silence: {PKT-declaration-form: "standing order of 2026-05-01"}}'
    yield "```"
    yield ""
    yield "Or let it weigh more or less than it does by itself:"
    yield ""
    yield "```yaml"
    yield 'settings: {severity: {I589-PartD-ink: {to: error, reason: "we upload only what is signed"}}}'
    yield "```"
    yield ""
    yield "| judged | how | rules |"
    yield "|---|---|---|"
    for judged, how in _JUDGED.items():
        yield f"| {judged} | {how} | {sum(rule.judged is judged for rule in rules)} |"
    yield ""
    yield "| confidence | what it means | rules |"
    yield "|---|---|---|"
    for confidence, meaning in _CONFIDENCE.items():
        yield f"| {confidence} | {meaning} | {sum(rule.confidence is confidence for rule in rules)} |"


def _tables() -> Iterator[str]:
    """Yield one table a subject."""
    for subject, rules in groupby(RULES.values(), key=lambda rule: rule.subject):
        yield from ("", f"## {subject[0].upper()}{subject[1:]}", "")
        yield "| id | what it asks | severity | judged | authority | confidence |"
        yield "|---|---|---|---|---|---|"
        yield from map(_row, rules)


def _row(rule: Rule) -> str:
    """Write the row of a rule."""
    authority = f"{rule.authority} [{rule.edition}]" if rule.edition else rule.authority
    cells = (f"`{rule.id}`", rule.summary, rule.severity, rule.judged, authority, rule.confidence)
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
