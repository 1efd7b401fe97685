"""`asylum-packet rules`: every rule with its source, and who judges it."""

from __future__ import annotations

import click

from asylum_packet.cli import options as take


@click.command()
@click.argument("ids", metavar="[ID]...", nargs=-1)
@take.format_option
def rules(ids: tuple[str, ...], style: str) -> None:
    """Print the court's rules, all or those that begin with ID."""
    from asylum_packet.cli.output import results
    from asylum_packet.law.rules import RULES
    from asylum_packet.report.rules import rules_json, rules_text

    unknown = next((start for start in ids if not any(_begins(name, start) for name in RULES)), None)
    if unknown is not None:
        raise click.UsageError(f"no rule begins with '{unknown}': asylum-packet rules lists them")
    wanted = [rule for rule in RULES.values() if not ids or any(_begins(rule.id, start) for start in ids)]
    results(rules_json(wanted) if style == "json" else rules_text(wanted))


def _begins(name: str, start: str) -> bool:
    """Say whether a rule's id begins with what was typed, in capitals or not."""
    return name.lower().startswith(start.lower())
