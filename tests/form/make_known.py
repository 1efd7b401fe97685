"""List the fields of official files anew: `python -m tests.form.make_known FILE...`; see `form/known.py`."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import pikepdf

from asylum_packet.form import known
from asylum_packet.form.boxes import read_boxes
from asylum_packet.form.identity import identify, printed_pages

FOLDER = Path(known.__file__).parent / "known"


def make(official: Path) -> tuple[str, str]:
    """Prove a file to be an unaltered blank; give the name of its list, and the list."""
    data = official.read_bytes()
    with pikepdf.open(official) as pdf:
        fields = read_boxes(pdf)
        found = identify(pdf, fields, tuple(printed_pages(data, official.name)), name=official.name)
    if not found.verified:
        raise SystemExit(f"{official.name} was not looked at on paper")
    boxes = (box for box, _ in fields)
    return f"{hashlib.sha256(data).hexdigest()}.json", known.listed(found.edition, boxes)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for given in sys.argv[1:]:
        name, text = make(Path(given))
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
