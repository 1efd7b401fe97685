"""Passwords of locked exhibits: from the environment, or typed unseen on a terminal; kept in no file.

ASYLUM_PACKET_PASSWORDS holds them, one a line; each is tried on every file that opens with none. What is
still locked then is asked for, where somebody sits at the terminal, and the work is done again.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import click

from asylum_packet.errors import PacketError

if TYPE_CHECKING:
    from asylum_packet.findings import Finding
    from asylum_packet.options import Options

VARIABLE = "ASYLUM_PACKET_PASSWORDS"
_LOCKED = frozenset({"FILE-locked", "FILE-locked-inside"})
_MOST_TRIES = 3

T = TypeVar("T")


def given() -> tuple[str, ...]:
    """Read the passwords in the environment."""
    return tuple(line for line in os.environ.get(VARIABLE, "").splitlines() if line)


def unlocking(work: Callable[[Options], T], options: Options, told: Callable[[T], Iterable[Finding]]) -> T:
    """Do some work, and again with the passwords typed where files are locked.

    Args:
        work: What to do, with how to build.
        options: How to build.
        told: Gives the findings of what came of it.
    """
    for _ in range(_MOST_TRIES):
        refused: PacketError | None = None
        try:
            done = work(options)
            found = tuple(told(done))
        except PacketError as error:
            refused, found = error, error.findings
        typed = _typed(found)
        if not typed:
            if refused:
                raise refused
            return done
        options = replace(options, passwords=(*options.passwords, *typed))
    return work(options)


def _typed(found: Iterable[Finding]) -> tuple[str, ...]:
    """Ask for the password of every locked file; Enter leaves one out."""
    locked = tuple(dict.fromkeys(finding.message for finding in found if finding.code in _LOCKED))
    if not locked or not _somebody_is_there():
        return ()
    asked = (
        click.prompt(
            f"{message}. Password (Enter: without it)",
            hide_input=True,
            default="",
            show_default=False,
            err=True,
        )
        for message in locked
    )
    return tuple(dict.fromkeys(password for password in asked if password))


def _somebody_is_there() -> bool:
    """Say whether questions can be asked and answered."""
    return sys.stdin.isatty() and sys.stderr.isatty()
