"""A packet for the immigration court from one case folder: four verbs.

    case = read_case("cases/reyes")      CaseFileError with every finding
    findings = check(case)               what the rules and the files say
    packet = plan(case)                  every page number; nothing written
    built = build(case, "cases/reyes/out")

Each verb imports what it needs when it is called, so that the command line answers at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asylum_packet.built import Built
    from asylum_packet.case.model import Case
    from asylum_packet.findings import Finding
    from asylum_packet.options import Options
    from asylum_packet.sequence import Packet

__version__ = "0.1.0"
__all__ = ["build", "check", "plan", "read_case"]


def read_case(folder: Path | str, *, firm: Path | None = None, continues: Path | None = None) -> Case:
    """Read a case folder; raise CaseFileError with every finding where it cannot be read.

    `continues` is the manifest of a filing that this one goes on from.
    """
    from asylum_packet.case import reading

    return reading.read_case(Path(folder), firm=firm, continues=continues)


def check(case: Case, *, options: Options | None = None) -> tuple[Finding, ...]:
    """Say everything that a build would find."""
    from asylum_packet import building

    return building.check(case, options=options)


def plan(case: Case, *, options: Options | None = None) -> Packet:
    """Give the page numbers of the packet without writing it."""
    from asylum_packet import building

    return building.plan(case, options=options)


def build(case: Case, out: Path | str, *, options: Options | None = None) -> Built:
    """Build the packet into a folder; what stood there stays until the new one is proven."""
    from asylum_packet import building

    return building.build(case, out, options=options)
