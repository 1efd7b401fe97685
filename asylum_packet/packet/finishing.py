"""Write the packet and its upload set, each file proven before anybody gets to see it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from asylum_packet.errors import OutputError, ProofError
from asylum_packet.packet.assemble import assemble
from asylum_packet.packet.cut import UploadFile, cut
from asylum_packet.packet.evidence import Beginning
from asylum_packet.packet.sourceproof import Sources
from asylum_packet.packet.verify import prove
from asylum_packet.progress import Progress
from asylum_packet.sequence import Packet
from asylum_packet.sheets import Sheets


def write_pages(
    packet: Packet,
    sheets: Mapping[str, Sheets],
    path: Path,
    *,
    draft: bool,
    title: str,
    uploads: Path | None,
    beginning: Beginning,
    progress: Progress,
) -> tuple[str, tuple[UploadFile, ...]]:
    """Write the packet to `path`, and its upload set into the folder `uploads` where one is wanted.

    Where something goes wrong with files that begin as earlier ones do, they are written anew from the pages.

    Returns:
        The sha256 of the packet, and the files of the set.

    Raises:
        ProofError: A file is not what the plan says.
        OutputError: A file cannot be written, or prepared pages cannot be read.
    """
    write = partial(
        _written, packet, sheets, path, draft=draft, title=title, uploads=uploads, progress=progress
    )
    try:
        return write(begun=beginning)
    except (ProofError, OutputError):
        if not (beginning.ahead and beginning.ahead.was_used):
            raise
        beginning.openings.forget()
        return write()
    finally:
        beginning.let_go()


def _written(
    packet: Packet,
    sheets: Mapping[str, Sheets],
    path: Path,
    *,
    draft: bool,
    title: str,
    uploads: Path | None,
    begun: Beginning | None = None,
    progress: Progress,
) -> tuple[str, tuple[UploadFile, ...]]:
    """Write and prove the files, with what was begun and noted where there is something."""
    sha256 = assemble(packet, sheets, path, draft=draft, title=title, progress=progress, beginning=begun)
    sources = Sources(sheets)
    prove_all(path, packet, sheets, draft=draft, sources=sources)
    if uploads is None:
        return sha256, ()
    return sha256, cut(
        path,
        packet,
        sheets,
        uploads,
        progress=progress,
        beginning=begun,
        sources=sources,
    )


def prove_all(
    path: Path,
    packet: Packet,
    sheets: Mapping[str, Sheets],
    *,
    draft: bool,
    sources: Sources | None = None,
) -> None:
    """Refuse a finished packet that is not what the plan says; what stood in its place stays.

    Raises:
        ProofError: The mismatches, in words.
    """
    faults = prove(path, packet, sheets, draft=draft, sources=sources)
    if faults:
        raise ProofError(f"the finished packet is not what the plan says: {'; '.join(faults)}")
