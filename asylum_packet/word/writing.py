"""Write the Word files of a packet beside it, and keep what somebody edited there.

The library that packs Word files is an extra: it is loaded here, when somebody asks for it.
"""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Mapping
from pathlib import Path

from asylum_packet.case.model import Case
from asylum_packet.errors import OutputError
from asylum_packet.papers.blocks import Paper
from asylum_packet.sequence import Packet, PieceKind
from asylum_packet.values import Struct

NAMES: Mapping[PieceKind, str] = {PieceKind.BRIEF: "brief.docx", PieceKind.INDEX: "exhibit-index.docx"}
"""The papers that are written in Word, and the names of their files."""
_MOST_KEPT = 1000


class WordFile(Struct, frozen=True, kw_only=True):
    """A Word file: its name in the output folder and its sha256 in hex."""

    name: str
    sha256: str


def require_word() -> None:
    """Refuse to go on where the library for Word files is not installed.

    Raises:
        OutputError: It says what to type.
    """
    if importlib.util.find_spec("docx") is None:
        raise OutputError("Word files need one more package", fix="type: pip install python-docx")


def write_word(case: Case, packet: Packet, papers: Mapping[str, Paper], folder: Path) -> tuple[WordFile, ...]:
    """Write the brief and the exhibit index of a packet as Word files into a folder.

    Args:
        case: The case, for the names of the attorney's sections.
        packet: The plan, or the part of it that is wanted.
        papers: The papers as they were typeset, by key.
        folder: Where to write.
    """
    from asylum_packet.word.documents import word_files

    made = []
    for name, content in word_files(packet, papers, [text.file for text in case.brief]).items():
        (folder / name).write_bytes(content)
        made.append(WordFile(name=name, sha256=hashlib.sha256(content).hexdigest()))
    return tuple(made)


def set_aside(folder: Path, names: tuple[str, ...]) -> tuple[Path, ...]:
    """Rename Word files that somebody saved since they were written, so that none is written over.

    Raises:
        OutputError: One cannot be renamed, because a program holds it open.
    """
    from asylum_packet.word.seal import is_untouched  # a build without Word files reads none either

    kept = []
    for name in names:
        path = folder / name
        if path.exists() and not is_untouched(path):
            kept.append(_rename(path))
    return tuple(kept)


def _rename(path: Path) -> Path:
    """Give a file the first name beside its own that is free."""
    for number in range(1, _MOST_KEPT):
        count = "" if number == 1 else f" {number}"
        free = path.with_name(f"{path.stem} (edited{count}){path.suffix}")
        if not free.exists():
            try:
                return path.rename(free)
            except OSError as error:
                fix = "close Word, then build again"
                raise OutputError(f"{path.name} was edited and cannot be renamed", fix=fix) from error
    raise OutputError(f"{path.name} was edited too often", fix=f"move {path.name} to another folder")
