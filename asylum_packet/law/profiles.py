"""What a court's e-filing system takes: how large a file may be, what it may be called.

`ecas.yaml` holds the facts with their source and the day they were read; this is the only reader
of its twin (`tables.py`).
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from asylum_packet.law.tables import mapping, table
from asylum_packet.values import Struct


class Profile(Struct, frozen=True, kw_only=True):
    """The limits of an e-filing system.

    No file may be over `limit_bytes`; files are cut to stay under `aim_bytes`. `suffix` is added to the names
    of parts and holds "{number}"; `characters` is the inside of a character class that names keep to,
    `longest` the length of a name with its extension. `scan_dpi` is what scans need, and all they need.
    """

    name: str
    read: dt.date
    limit_bytes: int
    aim_bytes: int
    suffix: str
    characters: str
    longest: int
    scan_dpi: int

    def file_name(self, stem: str, part: int) -> str:
        """Name an upload file; `part` is 0 for a submission that is one file.

        Raises:
            ValueError: The system may not take the name.
        """
        name = f"{stem}{self.suffix.format(number=part) if part else ''}.pdf"
        if not re.fullmatch(f"[{self.characters}]+", name.removesuffix(".pdf")):
            raise ValueError(f"'{name}' holds characters that {self.name} may not take")
        if len(name) > self.longest:
            raise ValueError(f"'{name}' is longer than {self.longest} characters")
        return name


@cache
def ecas() -> Profile:
    """Give the limits of the court's e-filing system."""
    tree = table("ecas")
    size, parts, names, scans = (mapping(tree[key]) for key in ("size", "parts", "names", "scans"))
    return Profile(
        name=str(tree["name"]),
        read=dt.date.fromisoformat(str(tree["read"])),
        limit_bytes=int(str(size["limit_bytes"])),
        aim_bytes=int(str(size["aim_bytes"])),
        suffix=str(parts["suffix"]),
        characters=str(names["characters"]),
        longest=int(str(names["longest"])),
        scan_dpi=int(str(scans["dpi"])),
    )
