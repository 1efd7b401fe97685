"""Prepared files kept beside the case, so that an unchanged exhibit is never opened again.

    CASE/.asylum-packet/prepared/index.json      path -> how it looked, when, and its sha256
    CASE/.asylum-packet/prepared/KEY.pdf         the pages in normal form
    CASE/.asylum-packet/prepared/KEY.json        what came of it, with a check sum of itself

KEY is made of the content, the pages wanted, the limits, and the versions of this room and of its libraries.
The folder holds what the case holds, so only its owner may look into it. A file whose entry is damaged, or
changed since, is prepared again; two builds at once write the same bytes under the same names, each by
renaming.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from asylum_packet.disk import content_of, look_of
from asylum_packet.errors import OutputError
from asylum_packet.intake.drafts import clear_drafts, delete, draft_of
from asylum_packet.intake.files import Look
from asylum_packet.intake.record import read_outcome, write_outcome
from asylum_packet.intake.values import AS_IT_IS, Limits, Outcome, Wanted
from asylum_packet.values import asdict

VERSION = 34
"""Raise it whenever the same source would give other pages than before."""

_RACY_NS = 2_000_000_000
"""A file changed less than this before it was read may change again within the same tick of its clock."""

_MOST_BYTES = 100_000_000
"""More than this is not read of a record or of the list of looks, which take some bytes a page or file."""

_LIBRARIES = ("pikepdf", "Pillow", "pypdfium2")


class Cache:
    """The prepared files of one case."""

    def __init__(self, folder: Path) -> None:
        """Open the cache below `folder`, CASE/.asylum-packet; made if it is not there.

        Raises:
            OutputError: The folder cannot be made or is a link to another place.
        """
        self.folder = folder / "prepared"
        make_private(folder)
        make_private(self.folder)
        self._versions = _versions()
        self._index = _read_json(self.folder / "index.json")
        self._seen: dict[str, object] = {}
        self.was_interrupted = clear_drafts(self.folder)
        """Whether another process works here now, or a file brought an earlier one down."""

    def known_hash(self, path: str, look: Look) -> str | None:
        """Give the sha256 of a file that looks as it did when last read; None where that is not certain."""
        entry = self._index.get(path)
        if not isinstance(entry, list) or len(entry) != 6:
            return None
        *looked, when, digest = entry
        if looked != [look.size, look.mtime_ns, look.ctime_ns, look.inode]:
            return None
        if not isinstance(when, int) or max(look.mtime_ns, look.ctime_ns) + _RACY_NS > when:
            return None
        return digest if isinstance(digest, str) and len(digest) == 64 else None

    def learn_hash(self, path: str, look: Look, digest: str) -> None:
        """Remember the sha256 of a file; `look` was taken before it was read."""
        self._seen[path] = [look.size, look.mtime_ns, look.ctime_ns, look.inode, time.time_ns(), digest]

    def key(self, digest: str, want: Wanted, limits: Limits) -> str:
        """Name the entry of a content, what is wanted of it, and the settings."""
        pages = [[part.first, part.last] for part in want.pages]
        asked: list[object] = [digest, pages, asdict(limits), self._versions]
        asked += [asdict(want.how)] if want.how != AS_IT_IS else []
        asked += [want.per_sheet, [one.caption for one in want.framed]] if want.framed else []
        return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:40]

    def pdf(self, key: str) -> Path:
        """Give the place of an entry's pages."""
        return self.folder / f"{key}.pdf"

    def draft(self, key: str) -> Path:
        """Give a place beside it to write them at first, private to this process."""
        draft = draft_of(self.folder / key)
        with output_errors(self.folder):
            draft.unlink(missing_ok=True)
            os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        return draft

    def find(self, key: str) -> Outcome | None:
        """Give what is known of an entry, if it is whole and its pages are as they were written."""
        record = _read_json(self.folder / f"{key}.json")
        body = record.get("outcome")
        if not isinstance(body, dict) or record.get("check") != _check(body, record.get("pdf")):
            return None
        try:
            outcome = read_outcome(body)
        except (ValueError, LookupError, TypeError):  # whoever made the check sum did not make the rest
            return None
        if outcome.count and record.get("pdf") != look_of(self.pdf(key)):
            return None
        return outcome

    def store(self, key: str, draft: Path, outcome: Outcome) -> None:
        """Keep an entry: first its pages, then what is said of them.

        Raises:
            OutputError: The disk is full, or the folder cannot be written.
        """
        with output_errors(self.folder):
            if outcome.count:
                draft.chmod(0o600)
                draft.replace(self.pdf(key))
            else:
                draft.unlink(missing_ok=True)
            if outcome.lasting:
                body = write_outcome(outcome)
                pdf = look_of(self.pdf(key)) if outcome.count else None
                record = {"outcome": body, "pdf": pdf, "check": _check(body, pdf)}
                self._write_json(f"{key}.json", record)

    def close(self) -> None:
        """Write down what was learnt about how files look."""
        if self._seen:
            on_disk = _read_json(self.folder / "index.json")
            self._write_json("index.json", {**on_disk, **self._seen})

    def _write_json(self, name: str, content: Mapping[str, object]) -> None:
        """Write a file of the cache whole or not at all."""
        draft = draft_of(self.folder / name)
        with output_errors(self.folder):
            draft.unlink(missing_ok=True)
            try:
                with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
                    file.write(json.dumps(content))  # dump() itself takes ten times as long
                draft.replace(self.folder / name)
            except OSError:
                draft.unlink(missing_ok=True)
                raise


def clean(folder: Path) -> int:
    """Delete the prepared files below `folder`, CASE/.asylum-packet, and say how many bytes that freed.

    Nothing is touched that this room did not write.

    Raises:
        OutputError: A file cannot be deleted.
    """
    prepared = folder / "prepared"
    if folder.is_symlink() or prepared.is_symlink() or not prepared.is_dir():
        return 0
    freed = 0
    with output_errors(prepared):
        for path in sorted(prepared.iterdir()):
            if not path.is_symlink() and path.suffix in {".pdf", ".json", ".tmp"}:
                freed += path.stat().st_size
                delete(path)
        with contextlib.suppress(OSError):  # something of somebody else lies in it
            prepared.rmdir()
    return freed


@cache
def _versions() -> Mapping[str, str]:
    """List the versions that pages depend on."""
    from importlib.metadata import PackageNotFoundError, version  # a worker starts without it

    found = {"intake": str(VERSION)}
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "?"
    return found


def make_private(folder: Path) -> None:
    """Make a folder that only its owner may enter."""
    if folder.is_symlink():
        raise OutputError(
            f"'{folder.name}' in the case folder is a link to another place",
            fix="delete it; it is made again",
        )
    with output_errors(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix" and folder.stat().st_mode & 0o077:
            folder.chmod(0o700)


@contextlib.contextmanager
def output_errors(path: Path) -> Iterator[None]:
    """Turn what the system says about writing into our error."""
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"'{path.parent.name}/{path.name}' cannot be written: {error.strerror or 'unknown reason'}",
            fix="make room on the disk, or allow writing in the case folder",
        ) from error


def _read_json(path: Path) -> dict[str, object]:
    """Read a file of the cache; empty where there is none, it is damaged, or is no file but a pipe."""
    told = content_of(path, most_bytes=_MOST_BYTES)
    try:
        content = {} if told is None else json.loads(told)
    except (ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def _check(body: Mapping[str, object], pdf: object) -> str:
    """Make the check sum of a record."""
    return hashlib.sha256(json.dumps([body, pdf], sort_keys=True).encode()).hexdigest()
