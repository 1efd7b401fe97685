"""What a packet was made of: every file of the case folder with its hash."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterator, Mapping
from pathlib import Path, PurePosixPath

from asylum_packet.case.folder import list_folder
from asylum_packet.case.model import Case

_TEXTS = {".yaml", ".yml", ".md", ".j2"}
_USED = ("signed/", "forms/")
_OURS = "signed/ledger.json"
"""What a build itself writes into the folder; no input."""

_CHUNK_BYTES = 1 << 20


def inputs(
    case: Case, known: Mapping[str, str], *, out: Path, built_in: Path, wanted: Container[str] = ()
) -> dict[str, str | None]:
    """Give the sha256 of everything that the packet is made of, by path in the case folder.

    Files that nothing is made of (left out, or of a kind we do not read) are listed without a hash: that they
    are there is part of the answer, what is in them is not. What lies outside the folder comes under names
    in angle brackets: "<firm>", "<firm>/NAME", "<templates>".

    Args:
        case: The case.
        known: Hashes that intake has worked out.
        out: The output folder, which is passed over where it lies in the case folder.
        built_in: The folder of our own templates.
        wanted: Paths whose hash is worked out in any case.
    """
    found: dict[str, str | None] = {}
    place = out.resolve()
    for path in list_folder(case.folder).files:
        whole = case.folder / path
        if path == _OURS or whole.resolve().is_relative_to(place):
            continue
        used = PurePosixPath(path).suffix.lower() in _TEXTS or path.startswith(_USED) or path in wanted
        found[path] = known.get(path) or (_sha256(whole) if used else None)
    found |= dict(_outside(case, built_in))
    return found


def _outside(case: Case, built_in: Path) -> Iterator[tuple[str, str | None]]:
    """Yield what does not lie in the case folder."""
    if case.firm_file is not None:
        yield "<firm>", _sha256(case.firm_file)
    if case.firm_templates is not None:
        for path in sorted(case.firm_templates.rglob("*.j2")):
            yield f"<firm>/{path.relative_to(case.firm_templates).as_posix()}", _sha256(path)
    ours = hashlib.sha256()
    for path in sorted(built_in.rglob("*.j2")):
        ours.update(path.relative_to(built_in).as_posix().encode() + b"\0" + path.read_bytes())
    yield "<templates>", ours.hexdigest()


def _sha256(path: Path) -> str | None:
    """Hash a file; None where it is gone or not ours to read."""
    total = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK_BYTES):
                total.update(chunk)
    except OSError:
        return None
    return total.hexdigest()
