"""Drafts: files that are being written below the case's own folder, named after the process that writes them.

A process that is killed leaves its drafts behind. Whoever comes next takes them away, but none of a process
that lives: two builds may work at once. Where that cannot be told, as of another machine that shares the
folder, their age tells.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import time
from functools import cache
from pathlib import Path

_SUFFIX = ".tmp"
_OWNER = re.compile(r"\.([0-9a-f]{8})-(\d{1,9})\.tmp\Z")
_STALE_SECONDS = 600


def draft_of(place: Path) -> Path:
    """Name the draft of a file that this process writes, beside its place."""
    return place.with_name(f".{place.name}{ending()}")


def ending() -> str:
    """Give the end of the names of all drafts of this process."""
    return f".{_machine()}-{os.getpid()}{_SUFFIX}"


@cache
def _machine() -> str:
    """Tell this machine from others that may work in the same folder."""
    name = os.uname().nodename if hasattr(os, "uname") else ""
    return hashlib.sha256(name.encode()).hexdigest()[:8]


def clear_drafts(folder: Path) -> bool:
    """Delete what nobody writes any more; say whether there were drafts of other processes at all.

    Those of this process are left alone: they may be another thread's.
    """
    drafts = [path for path in folder.glob(f".*{_SUFFIX}") if not path.name.endswith(ending())]
    for path in drafts:
        with contextlib.suppress(OSError):
            if _is_abandoned(path):
                delete(path)
    return bool(drafts)


def delete(path: Path) -> None:
    """Delete a file, or a folder in which one was made."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink()


def _is_abandoned(path: Path) -> bool:
    """Say whether nobody writes a draft any more."""
    owner = _OWNER.search(path.name)
    if owner and owner[1] == _machine() and os.name == "posix" and not _lives(int(owner[2])):
        return True
    return time.time() - path.lstat().st_mtime > _STALE_SECONDS


def _lives(process: int) -> bool:
    """Say whether a process lives. On Windows the same call would end it, so nobody asks there."""
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
