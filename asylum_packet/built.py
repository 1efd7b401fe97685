"""What a build wrote, and whether it still stands: values that `building.py` gives and `report/` tells of."""

from __future__ import annotations

from pathlib import Path

from asylum_packet.findings import Finding
from asylum_packet.packet.cut import UploadFile
from asylum_packet.values import Struct


class Built(Struct, frozen=True, kw_only=True):
    """What a build wrote: the packet, and the upload set where no error stands.

    `manifest` is None where a paper was built alone. `kept` names older output that a DRAFT left there: it is
    not of this build; `kept_since` says when the packet among it was finished. `to_sign` are the sheets that
    still need a hand. `review` is the page to look the packet over. `word` are the Word files, `edited` those
    that somebody had edited, under their new names.
    """

    draft: bool
    packet: Path
    uploads: tuple[UploadFile, ...]
    manifest: Path | None
    pages: int
    findings: tuple[Finding, ...]
    kept: tuple[str, ...] = ()
    kept_since: str = ""
    to_sign: tuple[Path, ...] = ()
    review: Path | None = None
    word: tuple[Path, ...] = ()
    edited: tuple[Path, ...] = ()


class Verified(Struct, frozen=True, kw_only=True):
    """Whether what lies in an output folder is what was built, and what the case folder would give now.

    `faults` say what was altered since the build; `older` names finished files of an earlier build; `changes`
    say what is not as it was when the packet was built, None where that is not known.
    """

    draft: bool
    pages: int
    uploads: int
    faults: tuple[str, ...]
    older: tuple[str, ...]
    changes: tuple[str, ...] | None

    @property
    def stands(self) -> bool:
        """Whether building again would give the same."""
        return not self.faults and self.changes == ()
