"""How to build, apart from what the case says: a value that is at hand before a build is loaded."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from asylum_packet.form.ahead import BlankAhead
from asylum_packet.intake import Limits, Preparing, Spare
from asylum_packet.packet.ahead import Ahead

CACHE = ".asylum-packet"
"""The folder in a case folder that holds what a build remembers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to build, apart from what the case says.

    `blank` is an official blank that wins over the case's own and the installed ones; `data_folder` is where
    `form install` keeps blanks, None for this user's own folder; `jobs` is the number of processes that
    prepare exhibits, 0 to decide by itself; `recognises` makes every scan searchable; `passwords` are tried
    on files that open only with one; `limits` are what one file may ask of the machine, None for ours.
    Where `cuts` is no, the packet comes without its upload set, and the one before is taken away: it would be
    of another packet. `word` also writes Word files of the brief and the exhibit index. `spare` waits for
    exhibits to prepare; `begun` are those with which somebody has begun, see `sources.py`;
    `ahead` are copies of how the files in the output folder begin; `form` is the official blank that somebody
    is reading.
    """

    blank: Path | None = None
    data_folder: Path | None = None
    jobs: int = 0
    recognises: bool = False
    passwords: tuple[str, ...] = field(default=(), repr=False)
    limits: Limits | None = None
    cuts: bool = True
    word: bool = False
    spare: Spare | None = field(default=None, repr=False, compare=False)
    begun: Preparing | None = field(default=None, repr=False, compare=False)
    ahead: Ahead | None = field(default=None, repr=False, compare=False)
    form: BlankAhead | None = field(default=None, repr=False, compare=False)
