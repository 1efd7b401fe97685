"""The files of a case folder: listed once, never left, read within bounds.

A case folder may come from anybody. Links that lead out of it, files that are no ordinary files and names
that cannot be printed are refused here, so that every other module can trust a path it is given.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from asylum_packet.case.codes import found
from asylum_packet.case.names import natural
from asylum_packet.case.spelling import nearest_words
from asylum_packet.case.yamltree import MAX_BYTES
from asylum_packet.findings import Finding, Source
from asylum_packet.values import Struct, field

MAX_FILES: Final = 20_000
MAX_DEPTH: Final = 16
IGNORED: Final = frozenset({"out", ".asylum-packet"})
"""Folders at the root that we write ourselves."""

_JUNK: Final = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db", "icon\r", "__macosx"})
_ODD = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_DRIVE = re.compile(r"[A-Za-z]:")


def junk_reason(name: str) -> str:
    """Say why a file or folder is none of the case's, "" where it is."""
    if name.casefold() in _JUNK or name == ".DS_Store":
        return "made by the operating system"
    if name.startswith(("~$", ".~")):
        return "a lock that an open program left"
    if name.startswith("."):
        return "hidden"
    return ""


class Listing(Struct, frozen=True, kw_only=True):
    """Every file of a case folder by its path (forward slashes, relative), in natural order.

    `junk` are hidden and system files with the reason they do not count; `refused` is what cannot be used, by
    path; `findings` are what stopped the listing itself.
    """

    root: Path
    files: tuple[str, ...] = ()
    junk: Mapping[str, str] = field(default_factory=dict)
    refused: Mapping[str, Finding] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    _by_shape: Mapping[str, str] = field(default_factory=dict)

    def under(self, folder: str) -> tuple[str, ...]:
        """Give the files in a folder and its folders, as paths relative to the case folder."""
        return tuple(path for path in self.files if path.startswith(f"{folder}/"))

    def has(self, path: str) -> str | None:
        """Give the path as the disk spells it, whichever way its accents are stored; None where absent."""
        return self._by_shape.get(unicodedata.normalize("NFC", path))


def list_folder(root: Path) -> Listing:
    """List a case folder; out/ and our own working folder are passed over."""
    walk = _Walk(root=root)
    walk.enter(root, "", depth=0)
    files = tuple(sorted(walk.files, key=natural))
    return Listing(
        root=root,
        files=files,
        junk=dict(sorted(walk.junk.items())),
        refused=dict(sorted(walk.refused.items())),
        findings=tuple(walk.findings),
        _by_shape={unicodedata.normalize("NFC", path): path for path in files},
    )


class _Walk(Struct):
    root: Path
    files: list[str] = field(default_factory=list)
    junk: dict[str, str] = field(default_factory=dict)
    refused: dict[str, Finding] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def enter(self, folder: Path, above: str, *, depth: int) -> None:
        """List one folder and those inside it."""
        try:
            with os.scandir(folder) as entries:
                found_here = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            self._refuse(above.rstrip("/"), "CASE-unreadable", "the folder cannot be opened", _PERMISSION)
            return
        for entry in found_here:
            if not above and entry.name in IGNORED:
                continue
            if len(self.files) + len(self.junk) + len(self.refused) >= MAX_FILES:
                self._too_big(above, f"the folder holds more than {MAX_FILES} files")
                return
            self._take(entry, f"{above}{entry.name}", depth=depth)

    def _take(self, entry: os.DirEntry[str], path: str, *, depth: int) -> None:
        """Sort one entry into files, junk and refused, or go into it."""
        if reason := junk_reason(entry.name):
            self.junk[printable(path)] = reason
        elif _ODD.search(entry.name):
            self._refuse(
                path, "CASE-file-name", "the file name holds letters that cannot be printed", _RENAME
            )
        elif entry.is_symlink():
            self._take_link(path)
        elif entry.is_dir(follow_symlinks=False):
            if depth >= MAX_DEPTH:
                self._too_big(path, "folders are nested too deeply here")
            else:
                self.enter(Path(entry.path), f"{path}/", depth=depth + 1)
        elif entry.is_file(follow_symlinks=False):
            self.files.append(path)
        else:
            self._refuse(
                path, "CASE-unreadable", "this is no ordinary file", "remove it from the case folder"
            )

    def _take_link(self, path: str) -> None:
        """Take a link to a file of the case folder; refuse every other link."""
        try:
            target = (self.root / path).resolve(strict=True)
            mode = target.stat().st_mode
        except (OSError, RuntimeError):
            self._refuse(path, "CASE-missing-file", "the link leads nowhere", _COPY)
            return
        if not target.is_relative_to(self.root):
            self._refuse(path, "CASE-path-outside", "the link leads out of the case folder", _COPY)
        elif not stat.S_ISREG(mode):
            self._refuse(path, "CASE-path-style", "a link to a folder is not followed", _COPY)
        else:
            self.files.append(path)

    def _refuse(self, path: str, code: str, message: str, fix: str) -> None:
        path = printable(path)
        self.refused[path or "."] = found(code, message, Source(file=path or "."), fix)

    def _too_big(self, path: str, message: str) -> None:
        source = Source(file=printable(path.rstrip("/")) or ".")
        self.findings.append(found("CASE-too-big", message, source, "move what is not the case's elsewhere"))


_MOST_COMPARED: Final = 2_000
_PERMISSION = "check who may read it"
_RENAME = "rename it with ordinary letters"
_COPY = "put a copy of what it leads to in its place"


def printable(path: str) -> str:
    """Spell out the letters of a path that cannot be printed."""
    return _ODD.sub(lambda match: f"\\u{ord(match[0]):04x}", path)


def check_path(text: str, source: Source) -> Finding | None:
    """Refuse a path that is absolute, climbs out of the case folder, or is written the Windows way."""
    if "\\" in text:
        return found("CASE-path-style", "the path is written with backslashes", source, "write / for each \\")
    if text.startswith("/") or _DRIVE.match(text) or text.startswith("~"):
        fix = "copy the file into the case folder and write its path from there"
        return found("CASE-path-outside", "the path does not start in the case folder", source, fix)
    if ".." in text.split("/"):
        fix = "copy the file into the case folder and write its path from there"
        return found("CASE-path-outside", "the path leaves the case folder", source, fix)
    return None


def locate(listing: Listing, text: str, source: Source) -> str | Finding:
    """Find the file a person named, or say why it cannot be used."""
    if finding := check_path(text, source):
        return finding
    wanted = "/".join(part for part in text.strip().split("/") if part not in {"", "."})
    if path := listing.has(wanted):
        return path
    for depth in range(wanted.count("/") + 1, 0, -1):
        if refused := listing.refused.get("/".join(wanted.split("/")[:depth])):
            return found(refused.code, refused.message, source, refused.fix)
    near = nearest_words(wanted, listing.files[:_MOST_COMPARED])
    fix = f"did you mean {near[0]}?" if near else "check the name, or put the file there"
    return found("CASE-missing-file", f"there is no file {_short(wanted)}", source, fix)


def _short(path: str) -> str:
    """Cut a path for a message."""
    path = printable(path)
    return path if len(path) <= 120 else f"...{path[-117:]}"


def read_file(listing: Listing, path: str) -> bytes | Finding:
    """Read a file of the listing, up to the size a text of a case may have (5 MB)."""
    return read_bounded(listing.root / path, Source(file=path))


def read_bounded(path: Path, source: Source) -> bytes | Finding:
    """Read an ordinary file, up to the size a text of a case may have (5 MB)."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return found("CASE-unreadable", "this is no ordinary file", source, "name a file")
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return found("CASE-missing-file", "there is no such file", source, "check the name")
    except (OSError, ValueError):
        return found("CASE-unreadable", "the file cannot be opened", source, _PERMISSION)
    if len(data) > MAX_BYTES:
        limit = f"the file is longer than {MAX_BYTES // 1_000_000} MB"
        return found("CASE-too-big", limit, source, "move long texts into files of their own")
    return data
