"""Every error this package raises, and the exit code each one means.

    PacketError        exit
    |- CaseFileError      3   the case folder cannot be read as a case; `findings` says why
    |- ExhibitError       4   a source file is locked, damaged, empty or of a kind we do not take
    |- WordError          4   a Word file to import is locked, damaged, or no brief
    |- FormError          5   a Form I-589 is not one we know, or an answer has no place on it
    |- TemplateError      6   a template is missing, ill-formed, or asks for an unknown name
    |- OutputError        7   the output cannot be written
    `- ProofError        70   the finished file is not what the plan says: our bug, nothing is replaced

No message ever holds the value of a case field: file names, tabs, page numbers and codes only.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from asylum_packet.findings import Finding, Source


class ExitCode(IntEnum):
    """What the command line tells the shell."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    CASE_FILE = 3
    EXHIBIT = 4
    FORM = 5
    TEMPLATE = 6
    OUTPUT = 7
    BUG = 70
    INTERRUPTED = 130


CLEAN_AND_TRY = (
    "asylum-packet clean with the case folder takes away all that is remembered of exhibits, "
    "which may be damaged; then type the same again"
)
"""What to do about a mistake of ours: the one thing that a user can mend is what was kept of exhibits."""


class PacketError(Exception):
    """Stop the build: going on would be wrong.

    Args:
        message: What is wrong and where, lower case, no full stop.
        fix: What the reader can type or do; printed on its own line.
        source: Where in the case folder it stands, where that is known.
        findings: Everything that was found, where there is more than one thing to say.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.BUG
    usual_fix: ClassVar[str] = ""
    """What to do where nothing else is said."""

    def __init__(
        self,
        message: str,
        *,
        fix: str = "",
        source: Source | None = None,
        findings: tuple[Finding, ...] = (),
    ) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix or self.usual_fix
        self.source = source
        self.findings = findings


class CaseFileError(PacketError):
    """The case folder cannot be read as a case; `findings` says why, all of it."""

    exit_code = ExitCode.CASE_FILE


class ExhibitError(PacketError):
    """A source file cannot become pages: locked, damaged, empty, or of a kind we do not take."""

    exit_code = ExitCode.EXHIBIT


class WordError(PacketError):
    """A Word file cannot be imported: locked, damaged, or larger than any brief. Nothing was written."""

    exit_code = ExitCode.EXHIBIT


class FormError(PacketError):
    """A Form I-589 is not one we know, or an answer has no place on it."""

    exit_code = ExitCode.FORM


class TemplateError(PacketError):
    """A template is missing, ill-formed, or asks for a name that does not exist."""

    exit_code = ExitCode.TEMPLATE


class OutputError(PacketError):
    """The output cannot be written; what stood there before still stands."""

    exit_code = ExitCode.OUTPUT


class ProofError(PacketError):
    """The finished file differs from its plan: a bug of ours. Nothing was replaced."""

    exit_code = ExitCode.BUG
    usual_fix = f"nothing was replaced; {CLEAN_AND_TRY}"
