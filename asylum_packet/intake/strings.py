"""Small things that annotations and fields say in strings: texts, colours, type sizes."""

from __future__ import annotations

import re

import pikepdf

from asylum_packet.intake.placing import operands

_LONGEST = 50_000
_SIZE = re.compile(rb"([-+]?[\d.]+)\s+Tf")
_COLOUR = re.compile(rb"((?:[\d.]+\s+){1,4})(g|rg|k)\b")
_KINDS = {1: (b"G", b"g"), 3: (b"RG", b"rg"), 4: (b"K", b"k")}


def read_text(value: object) -> str:
    """Read a text string; a stream is read as text too, as some programs keep long ones."""
    if isinstance(value, pikepdf.Stream):
        raw = value.read_bytes()[: 4 * _LONGEST]
        return str(pikepdf.String(raw))[:_LONGEST]
    return str(value)[:_LONGEST] if isinstance(value, pikepdf.String) else ""


def colour_operators(numbers: list[float], *, stroking: bool) -> bytes:
    """Set a colour of one, three or four parts; empty for any other number of parts, which means none."""
    kind = _KINDS.get(len(numbers))
    if kind is None:
        return b""
    return operands(*(min(max(part, 0.0), 1.0) for part in numbers)) + b" " + kind[0 if stroking else 1]


def text_setting(value: object) -> tuple[float, bytes]:
    """Read type size (0: left to the viewer) and colour from a default appearance string."""
    raw = bytes(value) if isinstance(value, pikepdf.String) else b""
    size, colour = _SIZE.search(raw), _COLOUR.search(raw)
    try:
        points = min(abs(float(size[1])), 300.0) if size else 0.0
    except ValueError:
        points = 0.0
    return points, colour[0] if colour else b"0 g"
