"""Put files into `out/` so that each is either the old one or the new one, whatever happens in between.

What is being written has a name that starts with ".tmp-"; only a finished file or folder gets its real name.
A build that was killed leaves such names behind, and the next build clears them away.

The bytes are not forced onto the disk first: that would cost more than the whole build, everything here can
be made again, and `asylum-packet verify` would tell after a power cut.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from asylum_packet.errors import OutputError

_PREFIX = ".tmp-"
_OLD = ".tmp-old-"


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a file beside `path` to write to; it takes the place of `path` when the block ends well.

    Raises:
        OutputError: The folder cannot be written to, or the old file is held open by another program.
    """
    beside = path.with_name(f"{_PREFIX}{os.getpid()}-{path.name}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield beside
        beside.replace(path)
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """Give an empty folder beside `path`; what is left of it when the block ends is removed."""
    fresh = path.with_name(f"{_PREFIX}{os.getpid()}-{path.name}")
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        yield fresh
    except OSError as error:
        raise _refused(path, error) from error
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


def clear_leftovers(folder: Path) -> None:
    """Remove what a killed build left in the output folder; an old set that stepped aside comes back."""
    if not folder.is_dir():
        return
    for entry in sorted(folder.iterdir()):
        if not entry.name.startswith(_PREFIX):
            continue
        home = folder / entry.name.removeprefix(_OLD)
        if entry.name.startswith(_OLD) and not home.exists():
            entry.rename(home)
        elif entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry, ignore_errors=True)
        else:
            entry.unlink(missing_ok=True)


def _refused(path: Path, error: OSError) -> OutputError:
    """Say what cannot be written and why."""
    return OutputError(
        f"{path.name} cannot be written: {error.strerror or type(error).__name__}",
        fix="close programs that show the old file, make room on the disk, and build again",
    )
