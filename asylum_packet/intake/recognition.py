"""Text recognition for scans, through OCRmyPDF where it is installed: letters are laid behind the picture.

It may be a package beside this one, or a program of the machine (apt, brew).

Pages that have text already are left as they are. It runs as a program of its own, within a time limit.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from asylum_packet.intake.through import workroom
from asylum_packet.intake.values import RECOGNITION_TIMES, Outcome, Remark, Task
from asylum_packet.values import replace

_ARGUMENTS = ("--skip-text", "--output-type", "pdf", "--optimize", "0", "--quiet", "--use-threads")
_SECONDS_AT_FIRST, _SECONDS_A_PAGE = 90.0, 20.0
"""What a slow and busy machine may take: two seconds a page are usual."""

_CODES = {
    "Spanish": "spa",
    "French": "fra",
    "Portuguese": "por",
    "Haitian Creole": "hat",
    "Arabic": "ara",
    "Russian": "rus",
    "Chinese": "chi_sim",
    "Mandarin": "chi_sim",
    "Ukrainian": "ukr",
    "Turkish": "tur",
    "Farsi": "fas",
    "Dari": "fas",
    "Pashto": "pus",
    "Punjabi": "pan",
    "Hindi": "hin",
    "Nepali": "nep",
    "Bengali": "ben",
    "Amharic": "amh",
    "Tigrinya": "tir",
    "Vietnamese": "vie",
    "Korean": "kor",
    "Italian": "ita",
    "German": "deu",
    "Romanian": "ron",
    "Georgian": "kat",
    "Armenian": "hye",
    "Swahili": "swa",
}


def recognise_text(task: Task, outcome: Outcome) -> tuple[Outcome, bool]:
    """Put letters behind the scans at `task.target`; where that fails, say so and leave the pages.

    Returns:
        What came of it, and whether the scans have been read.
    """
    missing = _missing()
    if missing:
        waits = Remark(code="FILE-ocr-missing", text=f"waits for text recognition: {missing}")
        return _with(outcome, waits), False
    languages, remarks = _languages(task.how.language)
    with workroom(task) as room:
        made = room / "recognised.pdf"
        seconds = min(
            _SECONDS_AT_FIRST + _SECONDS_A_PAGE * outcome.count, task.limits.seconds * RECOGNITION_TIMES
        )
        if not _run(task, made, languages, seconds, min(task.threads, outcome.count)):
            failed = Remark(code="FILE-ocr-failed", text="could not be read by text recognition")
            return _with(outcome, failed), False
        from asylum_packet.intake.pdf import prepare_pdf

        again = prepare_pdf(replace(task, source=str(made), pages=(), passwords=()))
    if again.count != outcome.count:
        return outcome, False
    return replace(outcome, has_text=True, remarks=(*outcome.remarks, *remarks)), True


def _with(outcome: Outcome, remark: Remark) -> Outcome:
    """Add a remark that another run may not have."""
    return replace(outcome, remarks=(*outcome.remarks, remark), lasting=False)


def _missing() -> str:
    """Say what is not installed, "" where all is."""
    if not _program():
        return "OCRmyPDF is not installed"
    return "" if shutil.which("tesseract") else "the program tesseract is not installed"


def _program() -> tuple[str, ...]:
    """Find OCRmyPDF: the package, else the program; () where it is neither."""
    if importlib.util.find_spec("ocrmypdf") is not None:
        return (sys.executable, "-m", "ocrmypdf")
    found = shutil.which("ocrmypdf")
    return (found,) if found else ()


def _environment(program: tuple[str, ...]) -> dict[str, str]:
    """Keep our packages away from a program that brings its own; a page is read by one thread alone."""
    ours = {"PYTHONPATH", "PYTHONHOME"} if len(program) == 1 else set()
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return {**kept, "OMP_THREAD_LIMIT": "1"}


def _run(task: Task, made: Path, languages: str, seconds: float, threads: int) -> bool:
    """Run the program on so many pages at once; say whether it made a file."""
    program = _program()
    command = [*program, *_ARGUMENTS, "--jobs", str(threads), "-l", languages]
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        subprocess.run(
            [*command, task.target, str(made)],
            env=_environment(program),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
    return made.is_file()


def _languages(name: str) -> tuple[str, tuple[Remark, ...]]:
    """Choose what tesseract reads: English, and the document's language; say where it cannot read that."""
    code = _CODES.get(name, "")
    if not name or name == "English":
        return "eng", ()
    told = subprocess.run(
        ["tesseract", "--list-langs"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    if code in told.stdout.split():
        return f"{code}+eng", ()
    data = f" ({code})" if code else ""
    text = f"was read as English by text recognition: tesseract has no data for {name}{data} here"
    return "eng", (Remark(code="FILE-ocr-language", text=text),)
