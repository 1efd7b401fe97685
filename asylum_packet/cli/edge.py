"""The outermost edge: runs one command, turns what happened into an exit code and a message on stderr.

Here every exception is caught; when several cases are built, each is caught by itself and said here too. A
tired paralegal sees what is wrong, where, and what to type; a bug shows an apology and the name of a report
that holds no word of the case.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import io
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from asylum_packet.cli.commands import cli
from asylum_packet.cli.options import Place
from asylum_packet.errors import CLEAN_AND_TRY, ExitCode, PacketError
from asylum_packet.memory import keep_freed_memory

_VALUES_BETWEEN_LOOKS = 500_000
"""A build makes many small values that live to its end; looking for lost ones took a tenth of its time."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code (errors.py has the table)."""
    _stand_in_for_closed_streams()
    _print_any_script()
    _look_for_lost_values_seldom()
    keep_freed_memory()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # nobody else's code sees what a case holds
    place = Place()
    try:
        return int(cli(argv, prog_name="asylum-packet", standalone_mode=False, obj=place) or 0)
    except click.ClickException as error:
        error.show()
        return ExitCode.USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted: nothing was replaced", err=True)
        return ExitCode.INTERRUPTED
    except Exception as error:  # noqa: BLE001 (nothing may end in a traceback)
        return say(error, place.folder)


def run() -> NoReturn:
    """Run the command line as a program of its own, and end it at once.

    Python would let go of all that was loaded piece by piece, 12 ms of CPU after a small build, before the
    system takes it back as a whole. What has to be closed is closed by then: files, locks, other processes.
    """
    code = main()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(
            OSError, ValueError, AttributeError
        ):  # whoever read it has gone, or never was
            stream.flush()
    os._exit(code)


def _look_for_lost_values_seldom() -> None:
    """Spare Python most of its searches for lost values, and the last one, of all there is, at the end.

    The last one alone kept people waiting for 0.2 s after a packet of 1,000 pages stood.
    """
    gc.set_threshold(_VALUES_BETWEEN_LOOKS, *gc.get_threshold()[1:])
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)


def say(error: Exception, folder: str) -> int:
    """Say what ended a command, or one case of several, and give its exit code.

    `folder` is the case folder as the user typed it.
    """
    if isinstance(error, PacketError):
        return _refuse(error, folder)
    return _unusable(error) if isinstance(error, OSError) else _apologise(error, folder)


def _stand_in_for_closed_streams() -> None:
    """Let no file of ours take the number of a stream that is closed: libraries in C would print into it."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            nothing = os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, os.fdopen(nothing, "w" if number else "r", encoding="utf-8"))


def _print_any_script() -> None:
    """Let a terminal that cannot show a letter show its code instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _refuse(error: PacketError, folder: str) -> int:
    """Print an error of ours with everything it carries."""
    from asylum_packet.report.errors import error_text

    click.echo(error_text(error, folder=folder), err=True)
    return error.exit_code


def _unusable(error: OSError) -> int:
    """Name the file that the system would not let us read or write."""
    named = f"'{error.filename}': " if isinstance(error.filename, str) else ""
    click.echo(f"error: {named}{(error.strerror or type(error).__name__).lower()}", err=True)
    click.echo("    fix: check that the folder exists, is yours to write in, and has room", err=True)
    return ExitCode.OUTPUT


def _apologise(error: Exception, folder: str) -> int:
    """Own up to a bug and leave a report that is safe to send."""
    from asylum_packet.cli.trouble import save, trouble

    text = trouble(error)
    kept = save(text)
    click.echo("this is a bug in asylum-packet, not in your case; finished files were not replaced", err=True)
    if kept is None:
        click.echo(text, err=True)
    else:
        click.echo(f"    a report without any word of the case is in {kept}", err=True)
        first = f"{CLEAN_AND_TRY}; if it stays, " if folder else ""
        click.echo(f"    fix: {first}read it, then send it with the command you typed", err=True)
    return ExitCode.BUG
