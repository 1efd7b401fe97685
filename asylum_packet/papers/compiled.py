"""Compiled templates: kept for the process, and ours beside the compiled modules of this package too.

To compile our templates takes a tenth of a small build. What Python would run is never taken from a case
folder, which may come from anybody: it lies where Python keeps the compiled modules of this package, and only
for templates that this package brings. Whoever can write there can change the program itself.
"""

from __future__ import annotations

import hashlib
import importlib.util
import marshal
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import jinja2
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from asylum_packet import __version__
from asylum_packet.papers import extending, origins, sandbox

_MOST_KEPT = 256
_LARGEST_FILE = 4_000_000
_HASH_BYTES = 32


def _place() -> Path | None:
    """Name the file that keeps our compiled templates; None where Python keeps no compiled modules."""
    try:
        return Path(importlib.util.cache_from_source(__file__)).with_suffix(".templates")
    except NotImplementedError:
        return None


def _made_by(numbers: Sequence[int]) -> bytes:
    """Sum up what compiles templates: another version of it makes other code.

    `numbers` are those by which marks of lines speak of our templates.
    """
    said = hashlib.sha256(repr((__version__, jinja2.__version__, sys.version, *numbers)).encode())
    for module in (extending, origins, sandbox):
        said.update(Path(str(module.__file__)).read_bytes())
    said.update(Path(__file__).with_name("templating.py").read_bytes())  # which imports this module
    return said.digest()


def _read(place: Path, made_by: bytes) -> dict[str, bytes]:
    """Read what was compiled before; nothing where the file is another version's, or damaged."""
    try:
        with place.open("rb") as file:
            held = file.read(_LARGEST_FILE)
        packed = held[2 * _HASH_BYTES :]
        if held[: 2 * _HASH_BYTES] != made_by + hashlib.sha256(packed).digest():
            return {}
        found = marshal.loads(packed)
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(place: Path, made_by: bytes, kept: dict[str, bytes]) -> None:
    """Write down what was compiled, in one step; where that cannot be done it is compiled again next time."""
    packed = marshal.dumps(kept)
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=place.name)
        beside = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(made_by + hashlib.sha256(packed).digest() + packed)
            beside.chmod(Path(__file__).stat().st_mode & 0o666)  # for all who may read this module
            beside.replace(place)
        except OSError:
            beside.unlink()


class Compiled(BytecodeCache):
    """Keeps compiled templates by name and content.

    `is_ours` says whether a text, under the name that messages use for it, is a template of this package;
    `numbers` gives those by which marks of lines speak of our templates; `place` is the file that keeps ours.
    """

    def __init__(
        self,
        is_ours: Callable[[str, str], bool],
        numbers: Callable[[], Sequence[int]],
        place: Path | None = None,
    ) -> None:
        self.kept: dict[str, bytes] = {}
        self._is_ours, self._numbers = is_ours, numbers
        self._place = place or _place()
        self._ours: dict[str, bytes] | None = None
        self._made_by = b""
        self._missed: set[str] = set()

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """Give a template compiled before; the checksum of its text must agree."""
        key = self.get_cache_key(name, filename)
        bucket = Bucket(environment, key, self.get_source_checksum(source))
        if key in self.kept:
            bucket.bytecode_from_string(self.kept[key])
        if bucket.code is None and self._place and self._is_ours(filename or "", source):
            held = self._from_disk(self._place).get(key)
            if isinstance(held, bytes):
                self.kept[key] = held
                bucket.bytecode_from_string(held)
            if bucket.code is None:
                self._missed.add(key)
        return bucket

    def _from_disk(self, place: Path) -> dict[str, bytes]:
        """Give what was compiled in earlier runs; read once."""
        if self._ours is None:
            try:
                self._made_by = _made_by(self._numbers())
            except OSError:  # a program packed into one file
                self._place, self._ours = None, {}
            else:
                self._ours = _read(place, self._made_by)
        return self._ours

    def load_bytecode(self, bucket: Bucket) -> None:
        """Leave a bucket as it is: `get_bucket` knows what to fill it with."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, ours for the next run too."""
        if len(self.kept) >= _MOST_KEPT:
            self.kept.clear()
        self.kept[bucket.key] = bucket.bytecode_to_string()
        if bucket.key in self._missed and self._place and self._ours is not None:
            self._missed.discard(bucket.key)
            self._ours[bucket.key] = self.kept[bucket.key]
            if not sys.dont_write_bytecode:
                _write(self._place, self._made_by, self._ours)
