"""Who must act on a finding: by the rule's subject, by the signature slot it is about, by its code.

A table, so that a firm with other habits has one place to look. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import PurePosixPath

from asylum_packet.findings import Finding, Severity
from asylum_packet.law.rules import RULES


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
    "certificate-": Who.TRANSLATOR,
    "service-": Who.PARALEGAL,
}
"""Who signs, by how the name of the slot begins."""


def who_acts(finding: Finding) -> Who:
    """Say who must act on a finding."""
    if finding.severity is Severity.NOTE:
        return Who.NOBODY
    if finding.code.startswith("SIGN-stale") and finding.source is not None:
        return who_signs(PurePosixPath(finding.source.file).stem)
    if finding.code in RULES:
        return _RULES.get(finding.code) or _SUBJECTS.get(RULES[finding.code].subject, Who.PARALEGAL)
    return _CODES.get(finding.code.partition("-")[0], Who.PARALEGAL)


def who_signs(slot: str) -> Who:
    """Say who signs a slot, by its name; the paralegal finds out where the table does not know it."""
    return next((who for beginning, who in _SLOTS.items() if slot.startswith(beginning)), Who.PARALEGAL)


def by_who(findings: Iterable[Finding]) -> dict[Who, tuple[Finding, ...]]:
    """Sort findings by who must act, the heaviest first; those with nothing to do are left out."""
    weight = list(Severity)
    listed = sorted(findings, key=lambda finding: weight.index(finding.severity))
    found = {who: tuple(one for one in listed if who_acts(one) is who) for who in Who}
    return {who: group for who, group in found.items() if group}
