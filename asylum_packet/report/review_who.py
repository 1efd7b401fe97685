"""Who must act on a finding: by the rule's subject, by the signature slot it is about, by its code.

A table, so that a firm with other habits has one place to look. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from asylum_packet.findings import Finding, Severity
from asylum_packet.law.rules import RULES
from asylum_packet.report.findings import LONG_RUN


class Who(StrEnum):
    """Who must act; in the order of the page."""

    ATTORNEY = "attorney"
    PARALEGAL = "paralegal"
    CLIENT = "client"
    TRANSLATOR = "translator or interpreter"
    NOBODY = "nobody"
    """It is said for information."""


_SUBJECTS = {
    "sources": Who.ATTORNEY,
    "order of papers": Who.PARALEGAL,
    "cover page": Who.PARALEGAL,
    "pages and tabs": Who.PARALEGAL,
    "brief": Who.ATTORNEY,
    "exhibits": Who.PARALEGAL,
    "translation": Who.TRANSLATOR,
    "signatures": Who.PARALEGAL,
    "service": Who.PARALEGAL,
    "e-filing": Who.PARALEGAL,
    "deadlines": Who.ATTORNEY,
    "one-year rule": Who.ATTORNEY,
    "completeness": Who.ATTORNEY,
    "fees": Who.PARALEGAL,
    "biometrics and evidence": Who.CLIENT,
    "form answers": Who.CLIENT,
    "privacy": Who.PARALEGAL,
    "argument": Who.ATTORNEY,
}
"""Who acts on the rules of a subject."""

_RULES = {
    "I589-PartD-ink": Who.CLIENT,
    "I589-PartD-date": Who.CLIENT,
    "I589-PartD-questions": Who.CLIENT,
    "I589-supp-signature": Who.CLIENT,
    "I589-PartE-preparer": Who.ATTORNEY,
    "ICPM-3.3b-who": Who.ATTORNEY,
    "PKT-consistency": Who.ATTORNEY,
    "I589-withholding-cat-box": Who.ATTORNEY,
    "I589-edition": Who.PARALEGAL,
    "I589-all-pages": Who.PARALEGAL,
    "I589-overflow": Who.PARALEGAL,
    "I589-A18-court": Who.PARALEGAL,
    "I589-dates-format": Who.PARALEGAL,
    "ECAS-mandatory": Who.ATTORNEY,
}
"""Rules that somebody else acts on than on the others of their subject."""

_CODES = {
    "CITE": Who.ATTORNEY,
    "TEXT": Who.ATTORNEY,
}
"""Findings that are no rules, by the first word of their code; the others are the paralegal's."""

_SLOTS = {
    "i589-part-d": Who.CLIENT,
    "i589-part-e": Who.ATTORNEY,
    "i589-supplement": Who.CLIENT,
    "declaration": Who.CLIENT,
    "brief": Who.ATTORNEY,
    "witnesses": Who.ATTORNEY,
    "corroboration": Who.ATTORNEY,
    "motion-": Who.ATTORNEY,
    "certificate-": Who.TRANSLATOR,
    "service-": Who.PARALEGAL,
}
"""Who signs, by how the name of the slot begins."""


def who_act(finding: Finding, slots: Iterable[str] = ()) -> frozenset[Who]:
    """Say who must act on a finding; one about several signatures may be for several people.

    Args:
        finding: The finding.
        slots: The names of the signature slots there are.
    """
    if finding.severity is Severity.NOTE:
        return frozenset({Who.NOBODY})
    if finding.code == "SIGN-stale":  # it begins with the slots on the page, whatever its scan is called
        return frozenset(who_signs(slot) for slot in finding.message.partition(": ")[0].split(", "))
    found = RULES.get(finding.code)
    if found is None:
        return frozenset({_CODES.get(finding.code.partition("-")[0], Who.PARALEGAL)})
    if found.subject == "signatures" and (named := [one for one in slots if f" {one} (" in finding.message]):
        return frozenset(who_signs(one) for one in named)
    return frozenset({_RULES.get(finding.code) or _SUBJECTS.get(found.subject, Who.PARALEGAL)})


def who_signs(slot: str) -> Who:
    """Say who signs a slot, by its name; the paralegal finds out where the table does not know it."""
    return next((who for beginning, who in _SLOTS.items() if slot.startswith(beginning)), Who.PARALEGAL)


def by_who(findings: Iterable[Finding], slots: Iterable[str] = ()) -> dict[Who, tuple[Finding, ...]]:
    """Sort findings by who must act, the heaviest first and long runs that one fix would mend behind others.

    People with nothing to do are left out.
    """
    weight, names = list(Severity), tuple(slots)
    given = tuple(findings)
    alike = Counter((finding.severity, finding.fix) for finding in given if finding.fix)
    listed = sorted(
        given,
        key=lambda finding: (
            weight.index(finding.severity),
            alike[finding.severity, finding.fix] > LONG_RUN,
        ),
    )
    acting = [(one, who_act(one, names)) for one in listed]
    found = {who: tuple(one for one, people in acting if who in people) for who in Who}
    return {who: group for who, group in found.items() if group}
