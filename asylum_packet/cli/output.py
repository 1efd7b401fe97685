"""What a command says: results on stdout, progress on stderr and only on a terminal."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator

import click

from asylum_packet.progress import Progress, silent

PIPE_CLOSED = 141
"""128 + SIGPIPE, what the shell itself reports when `| head` has seen enough."""


def results(text: str) -> None:
    """Print results; stop quietly where the reader of the pipe has gone."""
    try:
        click.echo(text)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise click.exceptions.Exit(PIPE_CLOSED) from None


@contextlib.contextmanager
def progress_bar() -> Iterator[Progress]:
    """Show steps on stderr while they run, gone when they are done; nothing where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading the case", total=None)

        def show(done: int, total: int, what: str) -> None:
            bar.update(task, description=what, completed=done, total=total)

        yield show
