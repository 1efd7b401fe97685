"""Official files that are known to the byte: their fields were read and proven once, and need not be again.

Such a file is known by its sha256, and `known/SHA256.json` lists its fields in their order. What they mean
still comes from `fields.yaml`. `python -m tests.form.make_known FILE...` makes the lists. Any other file, of
the same edition too, is read and proven field by field (`boxes.py`, `identity.py`), which takes four times as
long.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

from asylum_packet.form.boxes import Box, BoxKind, with_meaning
from asylum_packet.values import Struct


class Known(Struct, frozen=True, kw_only=True):
    """The edition of an official file, and all of its fields in their order."""

    edition: str
    boxes: tuple[Box, ...]


def known(sha256: str) -> Known | None:
    """Recall an official file by its sha256 in hex; None where it is not known."""
    kept = files("asylum_packet.form").joinpath("known", f"{sha256}.json")
    if not kept.is_file():
        return None
    told = json.loads(kept.read_bytes())
    return Known(edition=told["edition"], boxes=tuple(map(_box, told["fields"])))


def _box(told: Mapping[str, Any]) -> Box:
    """Make a box of what is kept of it."""
    left, bottom, right, top = told["rect"]
    return with_meaning(
        told["path"].split(".")[::-1],
        page=told["page"],
        rect=(left, bottom, right, top),
        is_tick=told.get("is_tick", False),
        is_multiline=told.get("is_multiline", False),
        cells=told.get("cells", 0),
        max_length=told.get("max_length", 0),
        align=told.get("align", 0),
        state=told.get("state", ""),
    )


def listed(edition: str, boxes: Iterable[Box]) -> str:
    """List the fields of an official file, which has been proven to be of an edition, one a line."""
    fields = ",\n".join(
        json.dumps({key: value for key, value in _told(box).items() if value}) for box in boxes
    )
    return f'{{"edition": {json.dumps(edition)}, "fields": [\n{fields}\n]}}\n'


def _told(box: Box) -> Mapping[str, object]:
    """Give what a file says about a field."""
    return {
        "path": box.path,
        "page": box.page,
        "rect": list(box.rect),
        "is_tick": box.kind is BoxKind.TICK,
        "is_multiline": box.is_multiline,
        "cells": box.cells,
        "max_length": box.max_length,
        "align": box.align,
        "state": box.state,
    }
