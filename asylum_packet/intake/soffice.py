"""Where LibreOffice is on this machine, and which one; nothing is started to find out."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
)


def find_office() -> Path | None:
    """Find LibreOffice: on the path, or where it is usually installed."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return Path(found)
    return next((path for path in map(Path, _USUAL_PLACES) if path.is_file()), None)


def office_look() -> str:
    """Tell one installation of LibreOffice from another without starting it; "" where there is none."""
    office = find_office()
    if office is None:
        return ""
    with contextlib.suppress(OSError):
        real = office.resolve()
        beside = real.with_name("versionrc")
        look = (beside if beside.is_file() else real).stat()
        return f"{real.name}-{look.st_size}-{look.st_mtime_ns}"
    return "?"
