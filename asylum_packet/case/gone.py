"""Files that a packet was made of and that have left the case folder since.

A section of the brief or an exhibit that nothing names would be missing from the next packet unseen.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from asylum_packet.case.codes import found
from asylum_packet.case.folder import list_folder
from asylum_packet.findings import Finding, Source


def gone(folder: Path, before: Iterable[str]) -> tuple[Finding, ...]:
    """Tell each file that is not there any more.

    Args:
        folder: The case folder.
        before: What the packet before was made of: paths in the case folder.
    """
    here = frozenset(list_folder(folder).files)
    return tuple(
        found(
            "CASE-gone",
            f"{path} was in the packet built before, and is not in the folder any more",
            Source(file=path),
            "put it back, unless it is left out on purpose",
        )
        for path in before
        if path not in here
    )
