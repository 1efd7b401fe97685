"""How values are spelled in a PDF file (ISO 32000-2, 7.3): the few kinds that we write ourselves."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

_ESCAPES = {ord("("): r"\(", ord(")"): r"\)", ord("\\"): r"\\"}


@lru_cache(maxsize=1000)
def number(value: float) -> bytes:
    """Spell a number with at most three decimals: finer than any printer.

    Stamps of as many digits lie at one of few places.
    """
    return f"{value:.3f}".rstrip("0").rstrip(".").encode() if value % 1 else b"%d" % value


def numbers(values: Iterable[float]) -> bytes:
    """Spell an array of numbers."""
    return b"[" + b" ".join(number(value) for value in values) + b"]"


def text(value: str) -> bytes:
    """Spell a text string: plain ASCII where it can be, else UTF-16 (7.9.2.2)."""
    if value.isascii() and value.isprintable():
        return b"(" + value.translate(_ESCAPES).encode() + b")"
    return b"<feff" + value.encode("utf-16-be", "replace").hex().encode() + b">"


def reference(number: int) -> bytes:
    """Point at an object of this file."""
    return b"%d 0 R" % number


def array(items: Iterable[bytes]) -> bytes:
    """Spell an array of values that are spelled already."""
    return b"[" + b" ".join(items) + b"]"
