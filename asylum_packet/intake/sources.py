"""The wanted files as they lie in the case folder: found, and hashed where they do not look as they did."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from asylum_packet.facts import FileFact
from asylum_packet.intake.cache import Cache
from asylum_packet.intake.files import Look, locate, sha256
from asylum_packet.intake.values import Limits, Refusal, Remark, Wanted
from asylum_packet.values import Struct

_HASHERS = 2
_SMALL_BYTES = 500_000
"""Up to here a file is hashed in the time that two threads need to hand it over and back."""


class Source(Struct, frozen=True, kw_only=True):
    """A wanted file that is there: where, how it looked before it was read, and its content.

    A folder of photographs has `members`, and for its content that of all of them in their order.
    """

    path: Path
    look: Look
    digest: str
    members: tuple[Source, ...] = ()

    @property
    def size_bytes(self) -> int:
        """How large it is."""
        return sum(one.look.size for one in self.members) if self.members else self.look.size

    @property
    def is_unchanged(self) -> bool:
        """Whether it still looks as it did before it was read."""
        try:
            return all(Look.at(one.path) == one.look for one in self.members or (self,))
        except OSError:
            return False


def located(
    folder: Path, paths: Iterable[str], store: Cache, limits: Limits
) -> Mapping[str, Source | Remark]:
    """Find and hash every file; those that look as they did are not read."""
    sources: dict[str, Source | Remark] = {}
    unread: list[_Unread] = []
    for path in paths:
        try:
            real = locate(folder, path, limits)
            look = Look.at(real)
        except Refusal as refusal:
            sources[path] = refusal.remark
            continue
        except OSError:
            sources[path] = Remark(code="FILE-unreadable", text="cannot be opened")
            continue
        digest = store.known_hash(path, look)
        if digest is None:
            unread.append((path, real, look))
        else:
            sources[path] = Source(path=real, look=look, digest=digest)
    for path, look, source in _all_hashed(unread):
        sources[path] = source
        if isinstance(source, Source):
            store.learn_hash(path, look, source.digest)
    return sources


_Unread = tuple[str, Path, Look]


def _all_hashed(unread: Iterable[_Unread]) -> Iterator[tuple[str, Look, Source | Remark]]:
    """Hash files: small ones one after the other, then large ones two at a time."""
    large = []
    for one in unread:
        path, _, look = one
        if look.size > _SMALL_BYTES:
            large.append(one)
        else:
            yield path, look, _hashed(one)
    if large:
        from concurrent.futures import ThreadPoolExecutor  # not for a worker, nor for a case that is known

        with ThreadPoolExecutor(_HASHERS) as pool:
            for (path, _, look), source in zip(large, pool.map(_hashed, large), strict=True):
                yield path, look, source


def _hashed(found: _Unread) -> Source | Remark:
    """Hash one file."""
    _, real, look = found
    try:
        return Source(path=real, look=look, digest=sha256(real))
    except Refusal as refusal:
        return refusal.remark


def source_of(want: Wanted, sources: Mapping[str, Source | Remark]) -> Source | tuple[Remark, ...]:
    """Give the source of a wanted file, or of all photographs together; else what is wrong with them."""
    if not want.framed:
        found = sources[want.path]
        return found if isinstance(found, Source) else (found,)
    members = [(one.path, sources[one.path]) for one in want.framed]
    wrong = tuple(
        one if path == want.path else of_member(path, one) for path, one in members if isinstance(one, Remark)
    )
    if wrong:
        return wrong
    there = tuple(one for _, one in members if isinstance(one, Source))
    told = "".join(one.digest for one in there)
    digest = there[0].digest if len(there) == 1 else hashlib.sha256(told.encode()).hexdigest()
    path = there[0].path if want.framed[0].path == want.path else there[0].path.parent
    return Source(path=path, look=there[0].look, digest=digest, members=there)


def of_member(path: str, remark: Remark) -> Remark:
    """Say of a folder what is to be said of a photograph in it."""
    return Remark(code=remark.code, text=f"holds '{path.rpartition('/')[2]}', which {remark.text}")


def member_facts(want: Wanted, source: Source) -> tuple[FileFact, ...]:
    """Give the facts of the photographs of a sheet: they have no pages of their own.

    One that is a file by itself has been told of already.
    """
    return tuple(
        FileFact(path=one.path, kind="photograph", count=0, size_bytes=member.look.size, sha256=member.digest)
        for one, member in zip(want.framed, source.members, strict=False)
        if one.path != want.path
    )
