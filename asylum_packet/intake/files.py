"""Source files of a case folder: found inside it and hashed; never written, never followed out of it."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path, PurePosixPath

from asylum_packet.intake.values import Limits, Refusal
from asylum_packet.values import Struct

_CHUNK = 1 << 20


class Look(Struct, frozen=True):
    """What the file system says of a file: enough to know it again without reading it."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int

    @staticmethod
    def at(path: Path) -> Look:
        """Look at a file now."""
        found = path.stat()
        return Look(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def locate(folder: Path, name: str, limits: Limits) -> Path:
    """Find a file of the case folder and make sure that it may be read.

    Raises:
        Refusal: It is not there, lies outside, is no ordinary file, or is too large.
    """
    relative = PurePosixPath(name)
    if relative.is_absolute() or ".." in relative.parts or not relative.parts or "\x00" in name:
        raise Refusal("FILE-outside", "leads out of the case folder")
    root = folder.resolve()
    path = root.joinpath(*relative.parts)
    try:
        real = path.resolve(strict=True)
        if not real.is_relative_to(root):
            raise Refusal("FILE-outside", "is a link that leads out of the case folder")
        found = real.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise Refusal("FILE-missing", "is not there") from None
    except (OSError, RuntimeError):
        raise Refusal("FILE-unreadable", "cannot be opened") from None
    if not stat.S_ISREG(found.st_mode):
        what = "is a folder" if stat.S_ISDIR(found.st_mode) else "is not an ordinary file"
        raise Refusal("FILE-unreadable", what)
    if not os.access(real, os.R_OK):
        raise Refusal("FILE-unreadable", "may not be read by you")
    if found.st_size > limits.file_bytes:
        raise Refusal(
            "FILE-too-large",
            f"has {found.st_size / 1e6:,.0f} MB, more than {limits.file_bytes / 1e6:,.0f} MB",
        )
    return real


def sha256(path: Path) -> str:
    """Hash a file in hex.

    Raises:
        Refusal: It cannot be read.
    """
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError:
        raise Refusal("FILE-unreadable", "cannot be read to its end") from None
    return digest.hexdigest()
