"""`asylum-packet schema`: the JSON Schema of the files of a case, for editors that complete and check."""

from __future__ import annotations

import json

import click


@click.command()
@click.argument("name", required=False, metavar="[FILE]")
def schema(name: str | None) -> None:
    """Print the JSON Schema of the files of a case.

    With FILE (case.yaml, i589.yaml), the schema of that file alone, for an editor that completes and checks.
    """
    from asylum_packet.case.schema import schemas
    from asylum_packet.cli.output import results

    known = schemas()
    if name is not None and name not in known:
        raise click.UsageError(f"no schema of '{name}': there are {', '.join(known)}")
    results(json.dumps(known if name is None else known[name], indent=2))
