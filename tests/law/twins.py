"""The twins of law's tables, read instead of them: `python -m tests.law.twins` writes them again.

`tests/law/test_tables.py` compares each with its table.
"""

from __future__ import annotations

import json
from pathlib import Path

from asylum_packet.case.yamltree import load_text, plain
from asylum_packet.law.tables import FOLDER


def tables() -> list[Path]:
    """List the tables, by name."""
    return sorted(FOLDER.glob("*.yaml"))


def twin(table: Path) -> str:
    """Write what a table says in JSON."""
    told = plain(load_text(table.read_text(encoding="utf-8"), table.name))
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    for each in tables():
        each.with_suffix(".json").write_text(twin(each), encoding="utf-8", newline="\n")
