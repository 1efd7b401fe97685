"""`asylum-packet templates`: what the built-in papers are made of, to read or to replace."""

from __future__ import annotations

import re
from pathlib import Path

import click

from asylum_packet.errors import OutputError


@click.group()
def templates() -> None:
    """List the built-in templates, or copy them to change."""


@templates.command(name="list")
def list_() -> None:
    """Print the built-in templates and what each one makes."""
    from asylum_packet.cli.output import results
    from asylum_packet.papers.templating import BUILT_IN, built_in_names
    from asylum_packet.report.tables import table

    texts = {name: (BUILT_IN / name).read_text(encoding="utf-8") for name in built_in_names()}
    results(table(("TEMPLATE", "MAKES"), [(name, _makes(text)) for name, text in texts.items()]))


def _makes(text: str) -> str:
    """Give the first sentence of a template's opening comment."""
    opening = re.match(r"\{#-?\s*(.*?)[.(:]", text, re.S)
    return " ".join(opening[1].split()) if opening else ""


@templates.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def export(folder: Path) -> None:
    """Copy the built-in templates into DIR, to change them.

    CASE/templates serves one case; templates/ beside the firm's file serves all. Keep the files you change
    and delete the others, so that those go on being ours. Nothing in DIR is overwritten.
    """
    from asylum_packet.cli.output import results
    from asylum_packet.papers.templating import BUILT_IN, built_in_names

    names = built_in_names()
    standing = next((name for name in names if (folder / name).exists()), None)
    if standing is not None:
        raise OutputError(
            f"'{(folder / standing).as_posix()}' is there already",
            fix="name another folder, or move your templates away first",
        )
    for name in names:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((BUILT_IN / name).read_bytes())
    results("\n".join((folder / name).as_posix() for name in names))
