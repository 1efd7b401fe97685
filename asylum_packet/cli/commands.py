"""The table of commands, in the order of the work; `--help` prints them so."""

from __future__ import annotations

import click

import asylum_packet
from asylum_packet.cli.authorities import authorities
from asylum_packet.cli.brief import brief
from asylum_packet.cli.build import build
from asylum_packet.cli.check import check
from asylum_packet.cli.cites import cites
from asylum_packet.cli.clean import clean
from asylum_packet.cli.deadlines import deadlines
from asylum_packet.cli.demo import demo
from asylum_packet.cli.exhibits import exhibits
from asylum_packet.cli.form import form
from asylum_packet.cli.new import new
from asylum_packet.cli.reduce import reduce
from asylum_packet.cli.rules import rules
from asylum_packet.cli.schema import schema
from asylum_packet.cli.sign import sign
from asylum_packet.cli.templates import templates
from asylum_packet.cli.verify import verify
from asylum_packet.cli.watch import watch

COMMANDS: tuple[click.Command, ...] = (
    demo,
    new,
    check,
    build,
    watch,
    verify,
    sign,
    exhibits,
    reduce,
    cites,
    authorities,
    brief,
    deadlines,
    form,
    templates,
    rules,
    schema,
    clean,
)


class _InOrder(click.Group):
    """A group that lists its commands as the table does."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Keep the order of the table."""
        return list(self.commands)


@click.group(
    cls=_InOrder,
    commands=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 clean, 1 errors found, 2 usage, 3 case file, 4 exhibit, 5 form, 6 template, "
    "7 output, 70 a bug, 130 interrupted.",
)
@click.version_option(asylum_packet.__version__, prog_name="asylum-packet")
def cli() -> None:
    """Turn a case folder into the packet the immigration court receives.

    Nothing leaves this machine. Start with: asylum-packet demo my-first-packet
    """
