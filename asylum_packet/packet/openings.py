"""How the files of an output folder begin: what the next build may take from them instead of making it anew.

Every file of ours begins with the drawings of its evidence (`evidence.py`), and after an edit of the brief
these bytes are the very same. They are copied from the file that stands there in a few long reads, and must
have the sum that was noted when they were written; a file that was changed since is not used.

    CASE/.asylum-packet/openings.json      file -> how it looked, which evidence it begins with, its objects

The note holds no word of the case. A damaged one is as good as none.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from asylum_packet import __version__
from asylum_packet.disk import content_of, look_of
from asylum_packet.values import Struct, field

VERSION = 1
"""Raise it whenever the same evidence would be written in other bytes than before."""

NOTE = "openings.json"
_DRAFT = f".{NOTE}.tmp"
"""One name for all processes: what a killed one leaves is taken away by the next. No two write at once."""

_DIGEST_LETTERS = 64
_HEX = re.compile("[0-9a-f]{64}")
_NAME = re.compile(r"[^./\\:][^/\\:]*(?:/[^./\\:][^/\\:]*)?")
"""A file of the folder, or of a folder in it."""

_MOST_BYTES = 10_000_000
"""A page takes about 100 bytes in it; more than this is not read, as memory may take 40 times as much."""


class Opening(Struct, frozen=True, kw_only=True):
    """The first bytes of a file, and the objects in them.

    `offsets` are those of the objects 1, 2, 3, ...; `shared` are the numbers of objects that several files
    bring along, by their sum; `told` is what else its writer has to know of it, as JSON has it.
    """

    key: str
    size_bytes: int
    sha256: str
    offsets: tuple[int, ...]
    shared: Mapping[str, int] = field(default_factory=dict)
    told: object = None


def key_of(*things: object) -> str:
    """Name what a file begins with: equal names mean equal bytes."""
    return hashlib.sha256(json.dumps([__version__, VERSION, *things]).encode()).hexdigest()


class Openings:
    """The openings of the files in an output folder: of those that stand there, and of those to come."""

    def __init__(self, out: Path, cache: Path) -> None:
        """Read the note in `cache`, CASE/.asylum-packet, about the files in `out`."""
        self._out = out
        self._note = cache / NOTE
        self._known = _read(self._note)
        self._made: dict[str, Opening] = {}

    def standing(self, *, uploads: bool = True) -> tuple[tuple[Path, Opening], ...]:
        """List the files that stand in the folder and are as they were noted, those of `uploads` last."""
        return tuple(
            (self._out / name, opening)
            for name, (look, opening) in sorted(self._known.items(), key=lambda entry: "/" in entry[0])
            if (uploads or "/" not in name) and look_of(self._out / name) == look
        )

    def note(self, name: str, opening: Opening) -> None:
        """Take down how a file begins that is being written; `name` is its name in the folder."""
        self._made[name] = opening

    def noted(self, name: str) -> Opening | None:
        """Give what was taken down about a file that is being written."""
        return self._made.get(name)

    def keep(self) -> None:
        """Write the note, now that the new files stand in the folder; without it all is written anew."""
        entries = {
            name: (look, one.key, one.size_bytes, one.sha256, one.offsets, one.shared, one.told)
            for name, one in self._made.items()
            if (look := look_of(self._out / name))
        }
        draft = self._note.with_name(_DRAFT)
        with suppress(OSError):
            draft.unlink(missing_ok=True)
            with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
                body = json.dumps(entries)
                file.write(json.dumps({"check": _check(body), "files": body}))
            draft.replace(self._note)
        with suppress(OSError):
            draft.unlink(missing_ok=True)

    def forget(self) -> None:
        """Believe the note no more: a file that was begun by it is not what it should be.

        `keep` writes another; where it does not come to that, as on a full disk, the note may be right.
        """
        self._known, self._made = {}, {}


def _read(path: Path) -> Mapping[str, tuple[list[int], Opening]]:
    """Read a note; whatever in it is not as we write it is left out."""
    told = content_of(path, most_bytes=_MOST_BYTES)
    if told is None:
        return {}
    try:
        content = json.loads(told)
        body = content["files"]
        files = json.loads(body) if content["check"] == _check(body) else {}
        named = {name: value for name, value in files.items() if _NAME.fullmatch(name)}
        return {name: entry for name, value in named.items() if (entry := _entry(value)) is not None}
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return {}


def _check(body: str) -> str:
    """Make the check sum of a note."""
    return hashlib.sha256(body.encode()).hexdigest()


def _entry(value: object) -> tuple[list[int], Opening] | None:
    """Read what a note says of one file."""
    if not isinstance(value, list) or len(value) != 7:
        return None
    look, key, size, sha256, offsets, shared, told = value
    if not (_are_numbers(look) and isinstance(key, str) and _are_numbers([size]) and _are_numbers(offsets)):
        return None
    if not (isinstance(sha256, str) and len(sha256) == _DIGEST_LETTERS and isinstance(shared, dict)):
        return None
    if not (len(look) == 2 and size <= look[0]):
        return None
    if not (offsets and min(offsets) > 0 and max(offsets) < size and _are_numbers(list(shared.values()))):
        return None
    if not all(_HEX.fullmatch(digest) and 0 < number <= len(offsets) for digest, number in shared.items()):
        return None
    opening = Opening(
        key=key, size_bytes=size, sha256=sha256, offsets=tuple(offsets), shared=shared, told=told
    )
    return look, opening


def _are_numbers(values: object) -> bool:
    """Say whether something is a list of whole numbers from zero on."""
    return isinstance(values, list) and all(type(value) is int and value >= 0 for value in values)
