"""The motions that case.yaml names: the attorney's reasons, and what DHS says to each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from asylum_packet.case.codes import found
from asylum_packet.case.court_papers import Motion
from asylum_packet.case.model import CaseFile
from asylum_packet.findings import Finding, Source

if TYPE_CHECKING:
    from asylum_packet.case.reading import Reading


def read_motions(reading: Reading, case_file: CaseFile) -> tuple[Motion, ...]:
    """Read the reasons in motions/NAME.md; a file that cannot be read is told once, as what it is."""
    motions = []
    for index, name in enumerate(dict.fromkeys(case_file.motions)):
        path = f"motions/{name}.md"
        text = reading.text(path) if reading.listing.has(path) else None
        if text is not None:
            position = case_file.dhs_position.get(name, "")
            motions.append(Motion(name=name, file=text.file, text=text.text, position=position))
        elif path not in reading.unread:
            reading.findings.append(
                found(
                    "CASE-missing-file",
                    f"the motion '{name}' has no reasons: {path} is missing or empty",
                    Source(file="case.yaml", field=f"motions[{index}]"),
                    f"write in {path} why the court should grant it, or take it out of motions",
                )
            )
    reading.findings += _positions_of_nothing(case_file)
    return tuple(motions)


def _positions_of_nothing(case_file: CaseFile) -> Iterator[Finding]:
    """Find what DHS says to a motion that is not there."""
    for name in case_file.dhs_position:
        if name not in case_file.motions:
            yield found(
                "CASE-wrong-value",
                "a position of DHS stands under a name that motions does not have",
                Source(file="case.yaml", field="dhs_position"),
                f"write it under {' or '.join(case_file.motions)}"
                if case_file.motions
                else "name the motion in motions: late-filing or page-limit",
            )
