"""What is wrapped around a picture or a content without loss is taken off: ISO 32000-1, 7.4."""

from __future__ import annotations

import base64
import math
import zlib
from collections.abc import Sequence

import pikepdf

_LONG = {
    "/A85": "/ASCII85Decode",
    "/AHx": "/ASCIIHexDecode",
    "/LZW": "/LZWDecode",
    "/Fl": "/FlateDecode",
    "/RL": "/RunLengthDecode",
    "/DCT": "/DCTDecode",
}
"""Short names of filters (table 94), which viewers take everywhere."""

_CLEAR, _END, _WIDEST = 256, 257, 12
_END_OF_RUNS = 128
_GROWTH = {
    "/ASCII85Decode": 4,
    "/ASCIIHexDecode": 1,
    "/FlateDecode": 1_032,
    "/RunLengthDecode": 64,
    "/LZWDecode": 3_640,
}
"""How many times as large what comes out can be; LZW gives runs of 4,095 bytes for 9 bits."""


def filters_of(kind: object) -> tuple[str, ...]:
    """List the filters of a stream by their long names; nothing where they cannot be read."""
    listed = list(kind) if isinstance(kind, pikepdf.Array) else [kind]
    if not all(isinstance(one, pikepdf.Name) for one in listed):
        return ()
    return tuple(_LONG.get(str(one), str(one)) for one in listed)


def parms_of(parms: object, count: int) -> tuple[object, ...]:
    """List what a stream says of each of its filters, None where it says nothing."""
    listed = list(parms) if isinstance(parms, pikepdf.Array) else [None] * (count - 1) + [parms]
    return tuple(listed[at] if at < len(listed) else None for at in range(count))


def unwrapped(
    raw: bytes | memoryview, around: Sequence[str], parms: Sequence[object], *, most_bytes: int
) -> bytes | memoryview | None:
    """Take off what is wrapped around something; None where that cannot be done, or gives too much.

    Args:
        raw: The packed bytes.
        around: The filters by their long names, the outermost first.
        parms: What is said of each of them.
        most_bytes: What it may unpack to.
    """
    for one, told in zip(around, parms, strict=True):
        if one not in _WAYS or _number(told, "/Predictor", 1) != 1:
            return None
        try:
            raw = _WAYS[one](bytes(raw), most_bytes, _number(told, "/EarlyChange", 1))
        except (ValueError, IndexError, zlib.error):
            return None
        if len(raw) > most_bytes:
            return None
    return raw


def most_unwrapped(packed_bytes: float, around: Sequence[str]) -> float:
    """Say how many bytes there can be at most once filters are taken off so many."""
    for one in around:
        packed_bytes *= _GROWTH.get(one, math.inf)
    return packed_bytes


def _number(told: object, key: str, usual: int) -> int:
    """Read a number of what is said of a filter."""
    found = told.get(key) if isinstance(told, pikepdf.Dictionary) else None
    return found if isinstance(found, int) else usual


def _without_85(raw: bytes, _most: int, _early: int) -> bytes:
    """Read letters of which five make four bytes."""
    return base64.a85decode(b"".join(raw.partition(b"~>")[0].split()).removeprefix(b"<~"))


def _without_hex(raw: bytes, _most: int, _early: int) -> bytes:
    """Read digits of which two make a byte."""
    text = b"".join(raw.partition(b">")[0].split())
    return bytes.fromhex((text + b"0" * (len(text) % 2)).decode("ascii"))


def _without_flate(raw: bytes, most_bytes: int, _early: int) -> bytes:
    """Inflate, to one byte more than it may be."""
    return zlib.decompressobj().decompress(raw, most_bytes + 1)


def _without_runs(raw: bytes, most_bytes: int, _early: int) -> bytes:
    """Read bytes as they are, or one so many times (7.4.5)."""
    found, at = bytearray(), 0
    while at < len(raw) and raw[at] != _END_OF_RUNS and len(found) <= most_bytes:
        count = raw[at]
        if count < _END_OF_RUNS:
            found += raw[at + 1 : at + 2 + count]
            at += 2 + count
        else:
            found += raw[at + 1 : at + 2] * (257 - count)
            at += 2
    return bytes(found)


def _without_lzw(raw: bytes, most_bytes: int, early: int) -> bytes:
    """Read codes of 9 to 12 bits for runs of bytes that came before (7.4.4)."""
    fresh = [*(bytes((byte,)) for byte in range(256)), b"", b""]
    found, table, before = bytearray(), list(fresh), b""
    held = bits = 0
    width = 9
    for byte in raw:
        held, bits = held << 8 | byte, bits + 8
        if bits < width:
            continue
        bits -= width
        code, held = held >> bits, held & (1 << bits) - 1
        if code == _END or len(found) > most_bytes:
            break
        if code == _CLEAR:
            table, before, width = list(fresh), b"", 9
            continue
        run = table[code] if code < len(table) else before + before[:1]
        if not run or code > len(table):
            raise ValueError("a code for nothing")
        found += run
        if before and len(table) < 1 << _WIDEST:
            table.append(before + run[:1])
        before = run
        width = min(_WIDEST, max(9, (len(table) + early).bit_length()))
    return bytes(found)


_WAYS = {
    "/ASCII85Decode": _without_85,
    "/ASCIIHexDecode": _without_hex,
    "/FlateDecode": _without_flate,
    "/RunLengthDecode": _without_runs,
    "/LZWDecode": _without_lzw,
}
