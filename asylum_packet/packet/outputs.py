"""Put files into `out/` so that they are all the old ones or all the new ones, whatever happens in between.

What is being written has a name that starts with ".tmp-"; only a finished file or folder gets its real name.
Packet, upload set and manifest take their places together (`publish`): the manifest leaves first and comes
last, so that while it is away nothing pretends to be of one build. A build that was killed leaves ".tmp-"
names behind; the next build puts back what had stepped aside and clears the rest away.

The bytes are not forced onto the disk first: that would cost more than the whole build, everything here can
be made again, and `asylum-packet verify` would tell after a power cut.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from asylum_packet.errors import OutputError
from asylum_packet.values import Struct

_PREFIX = ".tmp-"
_OLD = ".tmp-old-"
_NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}
_WAS, _NEW = ".tmp-was-", ".tmp-new-"
"""What stepped aside while a set is published, and the places that were empty before."""


class Change(Struct, frozen=True, kw_only=True):
    """A finished file or folder and its place; without `fresh` the place is to be empty afterwards."""

    target: Path
    fresh: Path | None = None


def temporary(path: Path) -> Path:
    """Name the place beside `path` where this process writes what is to become it."""
    return path.with_name(f"{_PREFIX}{os.getpid()}-{path.name}")


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a file beside `path` to write to; it takes the place of `path` when the block ends well.

    Raises:
        OutputError: The folder cannot be written to, or the old file is held open by another program.
    """
    beside = temporary(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield beside
        beside.replace(path)
    except OSError as error:
        raise _refused(path, error, beside) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """Give an empty folder beside `path`; what is left of it when the block ends is removed."""
    fresh = temporary(path)
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        yield fresh
    except OSError as error:
        raise _refused(path, error, fresh, called="what is being built") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def replace_folder(fresh: Path, path: Path) -> None:
    """Put a finished folder in the place of `path`: the old one steps aside first and is then removed.

    No system call swaps folders everywhere; a build killed between the two renames leaves the old set under
    its ".tmp-old-" name, and `clear_leftovers` puts it back.
    """
    aside = path.with_name(f"{_OLD}{path.name}")
    try:
        shutil.rmtree(aside, ignore_errors=True)
        if path.exists():
            path.rename(aside)
        try:
            fresh.rename(path)
        except OSError:
            if aside.exists():
                aside.rename(path)
            raise
    except OSError as error:
        raise _refused(path, error) from error
    shutil.rmtree(aside, ignore_errors=True)


def publish(changes: Sequence[Change]) -> None:
    """Put finished files and folders into their places together; only renames happen here.

    The last change is the manifest, which says what the others are: it leaves its place first and comes last.

    Raises:
        OutputError: One of them cannot be put there; all old ones are in their places again.
    """
    folder = changes[-1].target.parent
    try:
        for change in reversed(changes):
            if not change.target.exists():
                change.target.with_name(_NEW + change.target.name).touch()
            elif change is changes[-1] or change.fresh is None:
                change.target.rename(_aside(change.target))
            else:
                _step_aside(change.target)
        for change in changes:
            if change.fresh is not None:
                change.fresh.replace(change.target)
    except OSError as error:
        _put_back(folder, last=changes[-1].target.name)
        raise _refused(change.target, error) from error
    _forget(folder)


def _aside(path: Path) -> Path:
    """Name the place where an old file or folder waits until the new set stands."""
    return path.with_name(_WAS + path.name)


def _step_aside(path: Path) -> None:
    """Keep an old file under a second name, so that its place is never empty; folders have to leave it.

    So do files on a disk that knows no second names.
    """
    if path.is_file():
        with suppress(OSError, NotImplementedError):
            _aside(path).hardlink_to(path)
            return
    path.rename(_aside(path))


def _put_back(folder: Path, *, last: str) -> None:
    """Undo a publication that was not finished; what comes `last` in one is put back last, too."""
    entries = [entry for entry in sorted(folder.iterdir()) if entry.name.startswith((_WAS, _NEW))]
    for entry in sorted(entries, key=lambda entry: entry.name.endswith(last)):
        home = folder / entry.name.removeprefix(_WAS).removeprefix(_NEW)
        if home.is_dir() or entry.name.startswith(_NEW):
            _remove(home)
        if entry.name.startswith(_WAS):
            entry.replace(home)
        entry.unlink(missing_ok=True)  # renaming a file's second name to its first does nothing


def _forget(folder: Path) -> None:
    """Remove what stepped aside for a set that stands; the next build removes what resists."""
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith((_WAS, _NEW)):
            with suppress(OSError):
                _remove(entry)


def _remove(path: Path) -> None:
    """Remove a file or a folder, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def is_interrupted(folder: Path) -> bool:
    """Say whether a build was killed here while it put its files into their places."""
    return any(entry.name.startswith((_WAS, _NEW)) for entry in folder.iterdir())


def clear_leftovers(folder: Path, *, last: str = "manifest.json", own: Path | None = None) -> None:
    """Remove what a killed build left in the output folder; an old set that stepped aside comes back.

    `last` is what is published last: where it stands, the whole new set does. `own` is what this build has
    begun already.

    Raises:
        OutputError: The folder cannot be read or written to.
    """
    if not folder.is_dir():
        return
    try:
        if is_interrupted(folder) and not (folder / last).exists():
            _put_back(folder, last=last)
        for entry in sorted(folder.iterdir()):
            if not entry.name.startswith(_PREFIX) or entry == own:
                continue
            home = folder / entry.name.removeprefix(_OLD)
            if entry.name.startswith(_OLD) and not home.exists():
                entry.rename(home)
            else:
                _remove(entry)
    except OSError as error:
        raise _closed(folder, error) from error


def unwritten(path: Path, error: OSError, *, called: str) -> OutputError:
    """Say that a file cannot be written, or its folder; a person knows the file as `called`."""
    if error.errno in _NOT_ALLOWED and not path.exists():
        return _closed(path.parent, error)
    if isinstance(error, FileNotFoundError) and not path.parent.exists():
        return _cleared_away()
    return OutputError(
        f"{called} cannot be written: {error.strerror or error}",
        fix="make room on the disk, close viewers that hold the file, and build again",
    )


def _closed(folder: Path, error: OSError) -> OutputError:
    """Name a folder that cannot be written to."""
    return OutputError(
        f"the folder {folder.as_posix()} cannot be written to: {error.strerror or type(error).__name__}",
        fix="allow writing in it, or choose another folder after --out",
    )


def _cleared_away() -> OutputError:
    """Say that what was begun is gone, as happens where two builds of a case cannot tell of each other."""
    return OutputError(
        "another build of this case seems to be running: it cleared away what this one had begun",
        fix="wait until it is done, or stop asylum-packet watch, and build again",
    )


def _refused(path: Path, error: OSError, fresh: Path | None = None, *, called: str = "") -> OutputError:
    """Say what cannot be written and why; another build clears away what is `fresh` as a leftover.

    A person knows the file by its name, or as `called`.
    """
    called = called or path.name
    if fresh and isinstance(error, FileNotFoundError) and not fresh.exists():
        return _cleared_away()
    if file := next((above for above in path.parents if above.is_file()), None):
        return OutputError(
            f"{called} cannot be written: {file.name} is a file, and a folder of this name is needed",
            fix="give that file another name, and build again",
        )
    if fresh and error.errno in _NOT_ALLOWED and not fresh.exists():
        return _closed(path.parent, error)
    return OutputError(
        f"{called} cannot be written: {error.strerror or type(error).__name__}",
        fix="close programs that show the old file, make room on the disk, and build again",
    )
