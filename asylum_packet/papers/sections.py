"""The attorney's sections of the brief: footnotes of several files kept apart, and none left out unseen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import PurePosixPath

from asylum_packet.case.model import Case
from asylum_packet.findings import Finding, Severity, Source
from asylum_packet.papers.origins import Traced

_DEFINED = re.compile(r"(?m)^ {0,3}\[\^([^\]\s]+)\]:")


def texts(case: Case) -> Mapping[str, str]:
    """Give sections, and reasons for motions, by path; footnote labels that two sections use made unlike."""
    reasons = {motion.file: motion.text for motion in case.papers.motions}
    counted = Counter(label for text in case.brief for label in set(_DEFINED.findall(text.text)))
    twice = {label for label, count in counted.items() if count > 1}
    return reasons | {
        text.file: _apart(text.text, PurePosixPath(text.file).stem, twice) for text in case.brief
    }


def _apart(text: str, stem: str, labels: set[str]) -> str:
    """Put the name of the file before the labels of its footnotes."""
    prefix = re.sub(r"\s+", "-", stem)
    for label in sorted(labels):
        text = text.replace(f"[^{label}]", f"[^{prefix}:{label}]")
    return text


def left_out(case: Case, traced: Traced) -> tuple[Finding, ...]:
    """Find sections that the brief's template leaves out."""
    seen = {origin.file for origin in traced.origins if origin is not None}
    return tuple(
        Finding(
            code="TEXT-left-out",
            severity=Severity.ERROR,
            message=f"{text.file} is not in the brief: its template leaves it out",
            source=Source(file=text.file),
            fix="loop over `sections` in templates/brief.md.j2, as ours does",
        )
        for text in case.brief
        if text.text.strip() and text.file not in seen
    )
