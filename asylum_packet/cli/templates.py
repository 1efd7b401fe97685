"""`asylum-packet templates`: what the built-in papers are made of, to read or to replace."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def templates() -> None:
    """The templates of the court papers: list them, or copy them out to change."""


@templates.command(name="list")
def list_() -> None:
    """Print the names of the built-in templates."""


@templates.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def export(folder: Path) -> None:
    """Copy the built-in templates into DIR, to change them for a firm or a case."""
