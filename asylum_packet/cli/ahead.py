"""What is begun before the program is loaded: files that begin as those of the last build did."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asylum_packet.packet.ahead import Ahead

_CACHE = ".asylum-packet"


@contextmanager
def copied_ahead(case: Path, out: Path, *, uploads: bool) -> Iterator[Ahead | None]:
    """Copy how the files begin that were built before, in another thread; nothing where none were.

    Args:
        case: The case folder.
        out: The output folder.
        uploads: Whether the upload set will be wanted, too.
    """
    from asylum_packet.packet.openings import NOTE, Openings

    if not (case / _CACHE / NOTE).exists():
        yield None
        return
    from asylum_packet.packet.ahead import Ahead

    with Ahead(out, Openings(out, case / _CACHE), uploads=uploads) as ahead:
        yield ahead
