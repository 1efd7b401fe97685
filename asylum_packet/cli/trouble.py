"""The report of a bug: where in our code it happened and with which versions; no word of the case.

An exception's message may quote what a client answered, and a path may hold a client's name: neither is kept.
"""

from __future__ import annotations

import importlib.metadata
import os
import platform
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path

import asylum_packet

_OURS = Path(asylum_packet.__file__).parent
_LIBRARIES = (
    "click",
    "jinja2",
    "markdown-it-py",
    "pikepdf",
    "Pillow",
    "pydantic",
    "pypdfium2",
    "python-docx",
    "reportlab",
)


def trouble(error: BaseException) -> str:
    """Describe a bug: versions, then each exception of the chain with its frames, the innermost first."""
    lines = [f"asylum-packet {asylum_packet.__version__}"]
    lines.append(f"Python {platform.python_version()} on {platform.system()} {platform.machine()}")
    lines += [f"{name} {_version(name)}" for name in _LIBRARIES]
    for one in _chain(error):
        lines += ["", _kind(one), *_frames(one)]
    return "\n".join(lines)


def save(text: str) -> Path | None:
    """Write a report that only its owner can read; None where there is no room for it."""
    try:
        handle, name = tempfile.mkstemp(prefix="asylum-packet-", suffix=".txt", text=True)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text + "\n")
    except OSError:
        return None
    return Path(name)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and what it came from, at most ten."""
    current: BaseException | None = error
    for _ in range(10):
        if current is None:
            return
        yield current
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)


def _kind(error: BaseException) -> str:
    """Name the type of an exception, and the module that an import did not find."""
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    return f"{kind} ({error.name})" if isinstance(error, ImportError) and error.name else kind


def _frames(error: BaseException) -> Iterator[str]:
    """Yield file, line and function of each frame, without its source line, the innermost first."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        yield f"  {_place(Path(frame.filename))}:{frame.lineno} in {frame.name}"


def _place(file: Path) -> str:
    """Name a source file without the folders of this machine."""
    if file.is_relative_to(_OURS):
        return f"asylum_packet/{file.relative_to(_OURS).as_posix()}"
    parts = file.parts
    if "site-packages" in parts:
        return "/".join(parts[parts.index("site-packages") + 1 :])
    return file.name if file.suffix == ".py" else "(generated)"


def _version(name: str) -> str:
    """Give the installed version of a library."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "is not installed"
