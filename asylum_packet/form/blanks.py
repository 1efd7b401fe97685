"""The blank Form I-589: where it is found, what it is, and where it is kept.

USCIS publishes the form; this project does not carry it. A person downloads it and installs it once, or puts
it into the case's own `forms/` folder. Whatever is used has been proven to be an unaltered blank of an
edition we know (`identity.py`; a file known to the byte was once, `known.py`) and made plain (`prepare.py`).
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Dictionary, Pdf

from asylum_packet.errors import FormError, OutputError
from asylum_packet.facts import BlankFact
from asylum_packet.form.boxes import Box, BoxKind, read_boxes, widgets
from asylum_packet.form.known import known
from asylum_packet.form.prepare import Ready, prepare
from asylum_packet.law.editions import issued
from asylum_packet.values import Struct, asdict

_LARGEST_BYTES = 30_000_000
_PREPARATION = 4
"""Raise it when `prepare` changes: blanks installed by an older program are prepared again."""


class Blank(Struct, frozen=True, kw_only=True):
    """A blank ready to be written on.

    `sha256` is that of the official file, `name` its file name; `pdf` holds the prepared pages. `verified`
    says that every box of its edition was looked at on paper.
    """

    name: str
    edition: str
    sha256: str
    pdf: bytes
    boxes: tuple[Ready, ...]
    verified: bool = True

    @property
    def fact(self) -> BlankFact:
        """What the rules and the manifest say about it."""
        return BlankFact(edition=self.edition, sha256=self.sha256, verified=self.verified)


def default_data_folder(environ: Mapping[str, str]) -> Path:
    """Give the folder for installed blanks: ASYLUM_PACKET_DATA, else where the system keeps such files.

    Args:
        environ: The environment, read by the caller.
    """
    if environ.get("ASYLUM_PACKET_DATA"):
        return Path(environ["ASYLUM_PACKET_DATA"]).expanduser()
    home = Path(environ.get("HOME") or environ.get("USERPROFILE") or Path.home())
    if sys.platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "asylum-packet"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "asylum-packet"
    return Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "asylum-packet"


def read_blank(path: Path, *, accepted: frozenset[str] = frozenset()) -> Blank:
    """Read a file as the official blank.

    Args:
        path: The file.
        accepted: The sha256 of files that were accepted though their edition was never measured.

    Raises:
        FormError: It is not one, or not one we know; the message says why and what to do.
    """
    data = _bytes(path)
    return _read(data, path.name, accept=bool(accepted) and hashlib.sha256(data).hexdigest() in accepted)


def _bytes(path: Path) -> bytes:
    """Read a file of sensible size."""
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise FormError(f"{path.name} is too large to be the blank Form I-589", fix=_INSTALL)
        return path.read_bytes()
    except OSError as error:
        raise FormError(f"{path.name} cannot be read: {error.strerror}", fix=_INSTALL) from error


_INSTALL = "download Form I-589 from uscis.gov/i-589, then type: asylum-packet form install i-589.pdf"


@lru_cache(maxsize=4)
def _read(data: bytes, name: str, *, accept: bool = False) -> Blank:
    """Prove and prepare the bytes of a blank; `accept` takes one that is only known by its fields' names.

    Kept for the process: several cases, or one that is watched, are filled from the same blank.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            edition, fields, verified = _recalled(pdf, sha256) or _proven(pdf, data, name, accept=accept)
            # Fields without a meaning stay blank paper.
            prepared, boxes = prepare(pdf, [(box, widget) for box, widget in fields if box.key])
    except pikepdf.PasswordError as error:
        raise FormError(f"{name} is locked with a password", fix=_INSTALL) from error
    except pikepdf.PdfError as error:
        raise FormError(f"{name} is not a PDF file, or is damaged", fix=_INSTALL) from error
    except (KeyError, TypeError, ValueError, AttributeError, RuntimeError) as error:
        # RuntimeError is what qpdf's own C++ exceptions become, RecursionError included.
        raise FormError(f"{name} is damaged: a field of it cannot be read", fix=_INSTALL) from error
    return Blank(
        name=name,
        edition=edition,
        sha256=sha256,
        pdf=prepared,
        boxes=boxes,
        verified=verified,
    )


_Proven = tuple[str, Sequence[tuple[Box, Dictionary]], bool]
"""The edition of a file, its fields, and whether every box was looked at on paper."""


def _recalled(pdf: Pdf, sha256: str) -> _Proven | None:
    """Give what is known of a file by its bytes; None where nothing is."""
    recalled = known(sha256)
    if recalled is None:
        return None
    there = (widget for _, widget in widgets(pdf))
    return recalled.edition, tuple(zip(recalled.boxes, there, strict=True)), True


def _proven(pdf: Pdf, data: bytes, name: str, *, accept: bool) -> _Proven:
    """Read the fields of a file, and prove that it is an unaltered blank."""
    from asylum_packet.form.identity import identify, printed_pages  # an installed blank was proven before

    fields = read_boxes(pdf)
    found = identify(pdf, fields, tuple(printed_pages(data, name)), name=name, accept=accept)
    return found.edition, fields, found.verified


def install(path: Path, *, data_folder: Path, accept: bool = False) -> Blank:
    """Keep a blank for all cases of this user; one of the same edition is replaced.

    Args:
        path: The blank.
        data_folder: Where blanks are kept.
        accept: Take an edition known only by the names of its fields: somebody has looked at its proof.

    Raises:
        FormError: The file is not an official blank we know.
        OutputError: The folder cannot be written.
    """
    data = _bytes(path)
    blank = _read(data, path.name, accept=accept)
    folder = _folder(data_folder, blank.edition, verified=blank.verified)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / "official.pdf", data)
        _keep(folder, blank)
    except OSError as error:
        raise OutputError(
            f"the blank cannot be kept in {folder}: {error.strerror}",
            fix="name another folder in the environment variable ASYLUM_PACKET_DATA",
        ) from error
    return blank


_UNVERIFIED = "-unverified"
"""Ends the name of a folder whose blank was accepted after looking at its proof."""


def _folder(data_folder: Path, edition: str, *, verified: bool) -> Path:
    """Give the folder of an edition: blanks/2025-01-20."""
    name = issued(edition).isoformat()
    return data_folder / "blanks" / (name if verified else f"{name}{_UNVERIFIED}")


def _keep(folder: Path, blank: Blank) -> None:
    """Write the prepared pages and the facts about them."""
    facts = {
        "preparation": _PREPARATION,
        "name": blank.name,
        "edition": blank.edition,
        "sha256": blank.sha256,
        "prepared_sha256": hashlib.sha256(blank.pdf).hexdigest(),
        "boxes": blank.boxes,
    }
    _write(folder / "prepared.pdf", blank.pdf)
    _write(folder / "facts.json", json.dumps(facts, indent=1, default=asdict).encode())


def _write(path: Path, data: bytes) -> None:
    """Write a file at once or not at all."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=path.suffix)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise


def installed(data_folder: Path) -> tuple[Blank, ...]:
    """List the installed blanks, newest edition first; of one edition, the verified one first."""
    found = [
        _load(official.parent)
        for official in sorted((data_folder / "blanks").glob("????-??-??*/official.pdf"))
        if official.is_file()
    ]
    return tuple(sorted(found, key=_rank))


def _accepted(data_folder: Path) -> frozenset[str]:
    """Give the sha256 of the installed files that were accepted after looking at their proof."""
    files = (data_folder / "blanks").glob(f"*{_UNVERIFIED}/official.pdf")
    return frozenset(hashlib.sha256(_bytes(path)).hexdigest() for path in files if path.is_file())


def _rank(blank: Blank) -> tuple[int, bool]:
    """Order blanks: the newest edition first, a verified one before one that is not."""
    return -issued(blank.edition).toordinal(), not blank.verified


def _load(folder: Path) -> Blank:
    """Open an installed blank; prepare it again where an older program did, or where a file was damaged."""
    blank = _kept(folder)
    if blank is None:
        official = folder / "official.pdf"
        blank = _read(_bytes(official), official.name, accept=folder.name.endswith(_UNVERIFIED))
        try:
            _keep(folder, blank)
        except OSError:
            return blank  # A folder that cannot be written still serves: it is only slower.
    return blank


def _kept(folder: Path) -> Blank | None:
    """Read prepared pages back; None unless they are what was written, by this program."""
    try:
        facts = json.loads((folder / "facts.json").read_bytes())
        pdf = (folder / "prepared.pdf").read_bytes()
        if facts["preparation"] != _PREPARATION:
            return None
        if facts["prepared_sha256"] != hashlib.sha256(pdf).hexdigest():
            return None
        return Blank(
            name=str(facts["name"]),
            edition=str(facts["edition"]),
            sha256=str(facts["sha256"]),
            pdf=pdf,
            boxes=tuple(_ready(each) for each in facts["boxes"]),
            verified=not folder.name.endswith(_UNVERIFIED),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _ready(told: Mapping[str, Any]) -> Ready:
    """Make a box of what was written about it."""
    box = dict(told["box"])
    box["kind"], box["rect"] = BoxKind(box["kind"]), tuple(box["rect"])
    across, up, right, high = told["matrix"]
    return Ready(box=Box(**box), drawing=str(told["drawing"]), matrix=(across, up, right, high))


def find_blank(case_folder: Path, *, explicit: Path | None = None, data_folder: Path) -> Blank | None:
    """Find the blank for a case: the one named, else one in its `forms/` folder, else the newest installed.

    Raises:
        FormError: A file was named, or lies in `forms/`, and is not an official blank we know.
    """
    accepted = _accepted(data_folder)
    if explicit is not None:
        return read_blank(explicit, accepted=accepted)
    root = case_folder.resolve()
    own = sorted(
        p for p in (root / "forms").glob("*.pdf") if p.resolve().is_relative_to(root) and p.is_file()
    )
    here = tuple(read_blank(path, accepted=accepted) for path in own) or installed(data_folder)
    return min(here, key=_rank, default=None)
