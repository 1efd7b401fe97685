"""Options and arguments that several commands share, and what a command hands to the edge."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from asylum_packet.values import Struct

if TYPE_CHECKING:
    from asylum_packet.case.model import Case
    from asylum_packet.options import Options

Command = Callable[..., Any]
FOLDER = click.Path(exists=True, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
ONLY = ("brief", "form", "index")
"""What `building.ONLY` knows, without loading it for `--help`."""


class Place(Struct):
    """The case folder as the user typed it, for messages that name a file in it."""

    folder: str = ""


def _remember(context: click.Context, _: click.Parameter, folder: Path) -> Path:
    """Keep the case folder for the edge's messages."""
    folder = _folder(folder)
    if isinstance(context.obj, Place):
        context.obj.folder = folder.as_posix()
    return folder


def _remember_all(
    context: click.Context, parameter: click.Parameter, folders: tuple[Path, ...]
) -> tuple[Path, ...]:
    """Take several case folders, each once; the edge speaks of one alone.

    One of several that is not there fails by itself, as one that cannot be built does.
    """
    if len(folders) == 1:
        FOLDER.convert(folders[0], parameter, context)
    there = [_folder(folder) if folder.exists() else folder for folder in folders]
    found = tuple({folder.resolve(): folder for folder in there}.values())
    return (_remember(context, parameter, found[0]),) if len(found) == 1 else found


def _folder(folder: Path) -> Path:
    """Take case.yaml for the folder it lies in."""
    if folder.name == "case.yaml":
        folder = folder.parent
    if not folder.is_dir():
        raise click.BadParameter(
            f"'{folder.as_posix()}' is a file; name the case folder, the one with case.yaml"
        )
    return folder


def data_folder() -> Path:
    """Give the folder of this user's installed blanks."""
    from asylum_packet.form.blanks import default_data_folder

    return default_data_folder(os.environ)


def build_options(
    blank: Path | None,
    jobs: int = 0,
    *,
    ocr: bool = False,
    word: bool = False,
    limits: Mapping[str, int] | None = None,
    uploads: bool = True,
) -> Options:
    """Gather how to build from the command line and the environment."""
    from asylum_packet.cli.passwords import given
    from asylum_packet.intake import Limits
    from asylum_packet.options import Options

    return Options(
        blank=blank,
        data_folder=data_folder(),
        jobs=jobs,
        recognises=ocr,
        passwords=given(),
        limits=Limits(**limits) if limits else None,
        word=word,
        cuts=uploads,
    )


def case_argument(command: Command) -> Command:
    """Take the case folder."""
    return click.argument("case", type=FOLDER, callback=_remember)(command)


def cases_argument(command: Command) -> Command:
    """Take one case folder or several."""
    return click.argument(
        "cases",
        metavar="CASE...",
        nargs=-1,
        required=True,
        type=click.Path(path_type=Path),
        callback=_remember_all,
    )(command)


def firm_option(command: Command) -> Command:
    """Take the firm's file: the attorney of every case, the firm's templates."""
    return click.option(
        "--firm",
        type=FILE,
        envvar="ASYLUM_PACKET_FIRM",
        show_envvar=True,
        help="The firm's file: its attorney and templates serve every case.",
    )(command)


def warn_of_another_form(case: Case, options: Options) -> None:
    """Say on stderr where the packet in CASE/out counts its pages with another official form."""
    from asylum_packet.verifying import built_on_another_form

    if told := built_on_another_form(case, options=options):
        click.echo(f"warning: page numbers are not those of the packet in out/: {told}", err=True)


def blank_option(command: Command) -> Command:
    """Take the official blank to fill."""
    return click.option(
        "--blank",
        type=FILE,
        envvar="ASYLUM_PACKET_BLANK",
        show_envvar=True,
        help="The official blank Form I-589 to fill, instead of the installed one.",
    )(command)


def only_option(command: Command) -> Command:
    """Take the one paper to write."""
    return click.option(
        "--only",
        type=click.Choice(ONLY),
        help="Write this paper alone, with the page numbers it has in the packet; nothing to file.",
    )(command)


def output_option(command: Command) -> Command:
    """Take the file to write."""
    return click.option(
        "-o",
        "--output",
        "out",
        type=click.Path(dir_okay=False, path_type=Path),
        required=True,
        help="The PDF to write.",
    )(command)


def jobs_option(command: Command) -> Command:
    """Take the number of processes."""
    return click.option(
        "--jobs",
        type=click.IntRange(min=0, max=64),
        default=0,
        help="Processes that prepare exhibits; 0 decides by itself.",
        show_default=True,
    )(command)


def ocr_option(command: Command) -> Command:
    """Take whether scans get text that can be searched."""
    return click.option(
        "--ocr",
        is_flag=True,
        help="Make the text of every scan searchable; exhibits.yaml can ask for single files.",
    )(command)


LIMITS = {
    "pages": ("pages", 1),
    "megapixels": ("pixels", 1_000_000),
    "megabytes": ("file_bytes", 1_000_000),
    "unpacked": ("decoded_bytes", 1_000_000),
    "seconds": ("seconds", 1),
}
"""What `--limit` calls the fields of `Limits`, and how many of their units one is."""


def limit_option(command: Command) -> Command:
    """Take what one file may ask of the machine."""
    return click.option(
        "--limit",
        "limits",
        multiple=True,
        metavar="NAME=NUMBER",
        callback=_limits,
        help="Let one file have more: pages=20000, megapixels=800, megabytes=4000, unpacked=500 (MB on a"
        " page), seconds=600. May be given several times.",
    )(command)


def _limits(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> dict[str, int]:
    """Read limits as the fields of `Limits`."""
    found = {}
    for text in given:
        name, _equals, number = text.partition("=")
        if name not in LIMITS or not number.isdecimal() or not 0 < int(number) < 10**9:
            known = ", ".join(f"{one}=NUMBER" for one in LIMITS)
            raise click.BadParameter(f"'{text}' is no limit; write one of {known}")
        field, unit = LIMITS[name]
        found[field] = int(number) * unit
    return found


def format_option(command: Command) -> Command:
    """Take the format of the results on stdout."""
    return click.option(
        "--format",
        "style",
        type=click.Choice(["text", "json"]),
        default="text",
        help="How to print the results.",
        show_default=True,
    )(command)
