"""What lies in a watched case: a quick look at every file, and how two looks differ.

Events of the file system only wake us; two looks say what happened. So a file saved by way of a new file and
a rename counts as one file that changed, a folder that was deleted and came back as what is different in it,
and what editors leave about while they save does not count at all.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from asylum_packet.case.folder import IGNORED, MAX_DEPTH, MAX_FILES, junk_reason
from asylum_packet.case.signed import LEDGER
from asylum_packet.values import Struct, settle

_PASSING = re.compile(
    r"~$"  # the backup of vim, Emacs, gedit
    r"|^#.*#$"  # what Emacs keeps of a text that is not saved yet
    r"|^4913$|^5036$"  # the file with which vim tries whether a folder takes files
    r"|\.sw[a-p]$|\.tmp$|\.temp$|\.part$|\.crdownload$"
    r"|___jb_(?:tmp|old|bak)___$",  # JetBrains
    re.IGNORECASE,
)


class How(StrEnum):
    """What happened to a file."""

    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


class Change(Struct, frozen=True, kw_only=True):
    """A file of the case that is not as it was; `path` is relative to the case folder."""

    path: str
    how: How

    def __str__(self) -> str:
        """Print it: "brief/facts.md changed"."""
        return f"{self.path} {self.how}"


class _Stamp(NamedTuple):
    """By what a file that was written again is known, without reading it."""

    written_ns: int
    bytes: int
    number: int


Look = Mapping[str, _Stamp]
"""Every file that counts, by the path messages use."""


def is_passing(name: str) -> bool:
    """Say whether a name is none of the case's: hidden, a lock, or left by an editor while it saves."""
    return bool(junk_reason(name)) or _PASSING.search(name) is not None


class Watched(Struct, frozen=True, kw_only=True):
    """What is watched: the case folder but for what we write ourselves, and files and folders beside it.

    `out` is where packets are written; `beside` are the firm's file, its templates, a blank: things that a
    build reads and that lie elsewhere.
    """

    folder: Path
    out: Path
    beside: tuple[Path, ...] = ()
    _home: str = ""
    _own: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        home = os.path.realpath(self.folder)
        own = {str(Path(home, name)) for name in (*IGNORED, LEDGER)}
        settle(self, "_home", home)
        settle(self, "_own", frozenset({*own, os.path.realpath(self.out)}))

    @property
    def roots(self) -> tuple[str, ...]:
        """Everything that is watched, without links on the way."""
        return (self._home, *(os.path.realpath(place) for place in self.beside))

    def counts(self, path: str) -> bool:
        """Say whether something that happened at a path can be of the case."""
        if any(path == one or path.startswith(one + os.sep) for one in self._own):
            return False
        return not any(is_passing(part) for part in Path(path.removeprefix(self._home)).parts)

    def look(self) -> Look | None:
        """Take in every file; None while there is no case folder."""
        if not Path(self._home).is_dir():
            return None
        found = dict(self._in(self._home, ""))
        for place in self.beside:
            if place.is_dir():
                found |= self._in(os.path.realpath(place), f"{place.as_posix()}/")
            elif stamp := _stamp(place):
                found[place.as_posix()] = stamp
        return found

    def _in(self, folder: str, above: str) -> Iterator[tuple[str, _Stamp]]:
        """Yield the files of a folder and of those inside it, as many as a case may have."""
        for count, (path, entry) in enumerate(self._entries(folder, above, 0)):
            if count >= MAX_FILES:
                return
            if stamp := _stamp(entry):
                yield path, stamp

    def _entries(self, folder: str, above: str, depth: int) -> Iterator[tuple[str, str]]:
        """Yield path and place of each file; a folder that cannot be opened has none."""
        try:
            with os.scandir(folder) as entries:
                here = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            return
        for entry in here:
            if is_passing(entry.name) or entry.path in self._own:
                continue
            if not entry.is_dir(follow_symlinks=False):
                yield f"{above}{entry.name}", entry.path
            elif depth < MAX_DEPTH:
                yield from self._entries(entry.path, f"{above}{entry.name}/", depth + 1)


def _stamp(path: str | Path) -> _Stamp | None:
    """Look at one file; None where it has gone in the meantime."""
    try:
        told = Path(path).stat()
    except OSError:
        return None
    return _Stamp(told.st_mtime_ns, told.st_size, told.st_ino)


def changes(before: Look, now: Look) -> tuple[Change, ...]:
    """Say how two looks differ, by path."""
    both = sorted({*before, *now})
    return tuple(
        Change(path=path, how=How.NEW if path not in before else How.GONE if path not in now else How.CHANGED)
        for path in both
        if before.get(path) != now.get(path)
    )
