"""What goes into this room and what comes out: wanted files, finished sheets, findings.

Nothing here opens a file or imports a PDF library, so that a run whose files are all in the cache stays
cheap.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from asylum_packet.facts import NOTHING_SEEN, FileFact, Inside, Seen
from asylum_packet.findings import Finding, Source
from asylum_packet.intake.shown import Shown
from asylum_packet.pages import PageRange
from asylum_packet.sheets import Heading, Sheets
from asylum_packet.values import Struct


class Handling(Struct, frozen=True, kw_only=True):
    """What exhibits.yaml asks to be done with a file.

    Attributes:
        leaves_out_blanks: Empty pages are not printed.
        recognises: Scans get text that can be searched.
        language: What the file is written in, by its English name; only text recognition looks at it.
        highlight: Passages to mark in yellow, in their own words, or pages as "3-4".
    """

    leaves_out_blanks: bool = False
    recognises: bool = False
    language: str = ""
    highlight: tuple[str, ...] = ()


AS_IT_IS: Final = Handling()


class Framed(Struct, frozen=True, kw_only=True):
    """A photograph on a sheet of several: its path in the case folder, and the words below it."""

    path: str
    caption: str = ""


class Wanted(Struct, frozen=True, kw_only=True):
    """A file that the packet needs, or photographs on common sheets.

    `path` is relative to the case folder, with forward slashes; `pages` picks pages of it (1-based, in the
    order wanted), () for all; `where` is the place in the case folder that asked for it. Where `framed` names
    photographs, `path` is their folder, or the only one itself, and `per_sheet` of them go on a sheet.
    """

    path: str
    pages: tuple[PageRange, ...] = ()
    how: Handling = AS_IT_IS
    framed: tuple[Framed, ...] = ()
    per_sheet: int = 0
    where: Source

    @property
    def files(self) -> tuple[str, ...]:
        """The files that have to be read for it."""
        return tuple(one.path for one in self.framed) or (self.path,)


class Prepared(Struct, frozen=True, kw_only=True):
    """A file as normal pages, and what was seen in it; of sheets of photographs, the facts of each."""

    sheets: Sheets
    fact: FileFact
    members: tuple[FileFact, ...] = ()


class Intake(Struct, frozen=True, kw_only=True):
    """Every wanted file that became pages, and everything there is to say about all of them."""

    prepared: Mapping[Wanted, Prepared]
    findings: tuple[Finding, ...]


class Limits(Struct, frozen=True, kw_only=True):
    """How much one file may ask of the machine before it is refused by name.

    Attributes:
        pages: Pages of one file.
        pixels: Pixels of one picture (a 600 dpi scan of a Letter page has 34 million).
        file_bytes: Size of one file.
        decoded_bytes: What one compressed stream that must be unpacked may grow to.
        seconds: Time one file may take when it is prepared in a process of its own.
    """

    pages: int = 5_000
    pixels: int = 200_000_000
    file_bytes: int = 2_000_000_000
    decoded_bytes: int = 100_000_000
    seconds: float = 120.0


RECOGNITION_TIMES: Final = 10
"""How many times as long a file may take when its scans are read by text recognition."""


class Remark(Struct, frozen=True, kw_only=True):
    """Something to say about a file, without its name: `text` follows the quoted path in the message."""

    code: str
    text: str


class Outcome(Struct, frozen=True, kw_only=True):
    """What came of one file: `count` pages, or none and the remarks that say why.

    It knows neither path nor place, so that it can be cached by content. `lasting` says that the same content
    will always come to the same outcome; a time limit or a crash may not. `maker` is the look of the other
    program that had to help, "" where none had to. `removed` names what was left behind, `inside` are the
    files that came with it. `shown` is what is known of each page before it is looked at, and `fonts` are
    the names of those not carried and of those with a standard face put in, as long as the file is being
    prepared; neither is kept.
    """

    kind: str
    count: int = 0
    headings: tuple[Heading, ...] = ()
    scaled: tuple[int, ...] = ()
    has_text: bool = False
    remarks: tuple[Remark, ...] = ()
    lasting: bool = True
    maker: str = ""
    seen: Seen = NOTHING_SEEN
    removed: tuple[str, ...] = ()
    inside: tuple[Inside, ...] = ()
    shown: tuple[Shown, ...] = ()
    fonts: tuple[tuple[str, ...], tuple[str, ...]] | None = None


class Task(Struct, frozen=True, kw_only=True):
    """One file to turn into pages: what a worker needs to know. `source` and `target` are absolute paths.

    `passwords` are tried if it is locked. `depth` counts the messages and portfolios that a file lies
    in. `framed` are the photographs of a sheet, each with its caption. Programs that divide their work use
    `threads`.
    """

    source: str
    target: str
    pages: tuple[PageRange, ...] = ()
    passwords: tuple[str, ...] = ()
    limits: Limits = Limits()
    depth: int = 0
    how: Handling = AS_IT_IS
    framed: tuple[tuple[str, str], ...] = ()
    per_sheet: int = 0
    threads: int = 1

    @property
    def seconds(self) -> float:
        """How long it may take: reading scans takes seconds a page."""
        return self.limits.seconds * (RECOGNITION_TIMES if self.how.recognises else 1)

    def __repr__(self) -> str:
        """Print no password."""
        return f"Task(source={self.source!r}, target={self.target!r})"


class Refusal(Exception):  # noqa: N818 - not an error of the program: an answer about a file
    """This file cannot become pages; `remark` says why."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.remark = Remark(code=code, text=text)
