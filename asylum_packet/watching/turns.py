"""Whose turn it is: what was saved since the last time, or, after a while of quiet, what is still owed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, Protocol

from asylum_packet.values import Struct
from asylum_packet.watching.looking import Change, How, Look, changes

QUIET_S: Final = 2.0
"""Seconds without a change after which nobody is taken to be typing; so often we look unasked, too."""


class Wakes(Protocol):
    """What `waking.Waker` is here."""

    def wait(self, longest_s: float) -> None:
        """Wait until something happened, or so long."""


_SETTLED_S = 0.3
"""Seconds for which a scan must have stayed as it is: until then somebody is still copying it."""
_MOST_LOOKS = 400
_TEXTS = (".md", ".yaml", ".yml", ".j2")


class Turn(Struct, frozen=True, kw_only=True):
    """A reason to build: files that changed, or none after a while of quiet.

    `is_gone` says that the whole case folder is not there at the moment.
    """

    changes: tuple[Change, ...] = ()
    is_gone: bool = False


def turns(look: Callable[[], Look | None], wakes: Wakes, *, quiet_s: float = QUIET_S) -> Iterator[Turn]:
    """Yield a turn for all that was saved since the last one, and one without changes when quiet returns.

    What is saved while a turn is being worked on comes in the next. The first turn is given at once.
    """
    before = look() or {}
    yield Turn()
    is_gone, is_owed = False, False
    while True:
        wakes.wait(quiet_s)
        now = look()
        if now is None:
            if not is_gone:
                yield Turn(is_gone=True)
            is_gone = True
            continue
        if any(_is_evidence(change) for change in changes(before, now)):
            now = _settled(look, wakes, now)
        is_gone, found = False, changes(before, now)
        before = now
        if found:
            is_owed = True
            yield Turn(changes=found)
        elif is_owed:
            is_owed = False
            yield Turn()


def _is_evidence(change: Change) -> bool:
    """Say whether a file that is there is more than a text, which an editor writes in one go."""
    return change.how is not How.GONE and not change.path.casefold().endswith(_TEXTS)


def _settled(look: Callable[[], Look | None], wakes: Wakes, now: Look) -> Look:
    """Look again until nothing grows any more."""
    for _ in range(_MOST_LOOKS):
        wakes.wait(_SETTLED_S)
        again = look()
        if again is None or again == now:
            break
        now = again
    return now
