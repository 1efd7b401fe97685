"""Compare what lies in the output folder with its manifest, and the manifest with what the folder holds now.

Answers are lists of differences in words; an empty one means that nothing differs. Names and page numbers
only, never what is written in a file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

import pikepdf

from asylum_packet.errors import OutputError
from asylum_packet.packet.outputs import is_interrupted

MANIFEST = "manifest.json"
_CHUNK_BYTES = 1 << 20

Entry = Mapping[str, object]


def read_manifest(folder: Path) -> Entry:
    """Read the manifest of an output folder.

    Raises:
        OutputError: There is none, or it is not one of ours.
    """
    again = "build again: asylum-packet build CASE"
    if folder.is_dir() and is_interrupted(folder) and not (folder / MANIFEST).exists():
        raise OutputError(f"a build was stopped while it put its files into {folder.as_posix()}", fix=again)
    try:
        made = json.loads((folder / MANIFEST).read_bytes())
    except FileNotFoundError as error:
        raise OutputError(f"there is no {MANIFEST} in {folder.as_posix()}", fix=again) from error
    except (OSError, ValueError, RecursionError) as error:
        raise OutputError(f"{MANIFEST} cannot be read", fix=again) from error
    if not isinstance(made, dict) or not isinstance(made.get("packet"), dict):
        raise OutputError(f"{MANIFEST} is not the manifest of a packet", fix=again)
    return made


def output_faults(folder: Path, made: Entry) -> tuple[str, ...]:
    """Say what in the output folder is not as it was built: files, their pages, the packet's numbers."""
    from asylum_packet.packet.audit import audit_faults  # a build only asks for the manifest before

    packet = _entry(made["packet"])
    faults = tuple(_file_faults(folder, packet, None))
    if not faults:
        faults = audit_faults(folder / str(packet.get("file")), made)
    return (*faults, *_upload_faults(folder, made))


def older_output(folder: Path, made: Entry, word_names: Sequence[str] = ()) -> tuple[str, ...]:
    """Name finished output in the folder that is not of the build that the manifest tells of.

    `word_names` are those that Word files may have; their words are not compared, as people edit them.
    """
    told = {*upload_names(made), str(_entry(made["packet"]).get("file"))}
    told |= {str(entry.get("file")) for entry in map(_entry, _list(made.get("word")))}
    names = [path.name for path in sorted(folder.glob("packet*.pdf"))]
    names += [f"{path.parent.name}/{path.name}" for path in sorted(folder.glob("efile/*"))]
    names += [name for name in word_names if (folder / name).is_file()]
    return tuple(name for name in names if name not in told)


def inputs_of(made: Entry) -> tuple[str, ...]:
    """List the files of the case folder that a packet was made of."""
    told = made.get("inputs")
    entries = map(_entry, told if isinstance(told, list) else ())
    paths = (str(entry.get("path")) for entry in entries if entry.get("sha256"))
    return tuple(path for path in paths if not path.startswith("<"))


def input_changes(made: Entry, now: Mapping[str, str | None]) -> tuple[str, ...] | None:
    """Say what changed since a packet was built; None where the manifest does not tell what of."""
    told = made.get("inputs")
    if not isinstance(told, list):
        return None
    before = {str(entry.get("path")): entry.get("sha256") for entry in map(_entry, told)}
    words = []
    for path in sorted(before.keys() | now.keys()):
        if path not in now:
            words.append(f"{_called(path)} is gone")
        elif path not in before:
            words.append(f"{_called(path)} is new")
        elif before[path] != now[path]:
            words.append(f"{_called(path)} has changed")
    return tuple(words)


def build_changes(made: Entry, version: str, blank: str | None) -> tuple[str, ...]:
    """Say what would be built otherwise although no file of the folder changed: program, official form."""
    words = []
    if made.get("version") != version:
        words.append(f"asylum-packet was version {made.get('version')} then and is {version} now")
    if other := other_form(made, blank):
        words.append(other)
    return tuple(words)


def other_form(made: Entry, blank: str | None) -> str:
    """Say that a packet was built on another official form than `blank`, its sha256; "" where it was not."""
    form = made.get("form")
    if not isinstance(form, dict) or form.get("blank_sha256") == blank:
        return ""
    if form.get("blank_sha256") is None:
        return "it was built on answer sheets, and the official Form I-589 is at hand now"
    built_on = f"it was built on a blank Form I-589 of edition {form.get('edition')}"
    here = "which is not the one in use now" if blank else "and none is installed"
    return f"{built_on}, {here}: if build was given it, type --blank with the same file here"


def packet_told(made: Entry) -> tuple[int, bool]:
    """Give the pages of the packet, and whether it is a DRAFT, as the manifest tells."""
    told = _entry(made.get("packet"))
    pages = told.get("pages")
    return pages if isinstance(pages, int) else 0, told.get("draft") is True


def hashed_names(made: Entry) -> frozenset[str]:
    """Name the inputs whose content was taken down."""
    return frozenset(
        str(entry.get("path")) for entry in map(_entry, _list(made.get("inputs"))) if entry.get("sha256")
    )


def upload_names(made: Entry) -> tuple[str, ...]:
    """Name the files of the upload set."""
    return tuple(str(file.get("file")) for file in _uploads(made))


def _called(path: str) -> str:
    """Name an input as the reader knows it."""
    if path == "<firm>":
        return "the firm's file"
    if path == "<templates>":
        return "the set of built-in templates"
    return (
        f"the firm's template {path.removeprefix('<firm>/')}" if path.startswith("<firm>/") else f"'{path}'"
    )


def _upload_faults(folder: Path, made: Entry) -> Iterator[str]:
    """Yield what is wrong with the upload set: its files, and whether they hold every page once, in order."""
    for submission in map(_entry, _list(made.get("submissions"))):
        files = [_entry(file) for file in _list(submission.get("files"))]
        for file in files:
            yield from _file_faults(folder, file, _count(file))
        ranges = [(file.get("first_page"), file.get("last_page")) for file in files]
        if files and not _follow(ranges, submission):
            yield f"the files of {submission.get('name')} do not hold its pages once and in order"


def _file_faults(folder: Path, told: Entry, pages: int | None) -> Iterator[str]:
    """Yield what is wrong with a file."""
    name = str(told.get("file"))
    parts = PurePosixPath(name).parts
    if not parts or ".." in parts or PurePosixPath(name).is_absolute():
        yield "the manifest names a file outside its folder"
        return
    path = folder / name
    if not path.is_file():
        yield f"{name} is missing"
        return
    if _sha256(path) != told.get("sha256"):
        yield f"{name} is not the file that was built"
        return
    expected = told.get("pages") if pages is None else pages
    if _pages_of(path) != expected:
        yield f"{name} does not have the {expected} pages that the manifest tells of"


def _follow(ranges: list[tuple[object, object]], submission: Entry) -> bool:
    """Say whether page ranges follow one another from a submission's first page to its last."""
    at = submission.get("first_page")
    for first, last in ranges:
        if first != at or not isinstance(last, int):
            return False
        at = last + 1
    return isinstance(at, int) and at - 1 == submission.get("last_page")


def _count(file: Entry) -> int | None:
    """Count the pages that a file of the upload set should have."""
    first, last = file.get("first_page"), file.get("last_page")
    return last - first + 1 if isinstance(first, int) and isinstance(last, int) else None


def _uploads(made: Entry) -> Iterator[Entry]:
    """Yield the entries of the upload files."""
    for submission in map(_entry, _list(made.get("submissions"))):
        yield from map(_entry, _list(submission.get("files")))


def _pages_of(path: Path) -> int | None:
    """Count the pages of a file; None where it cannot be opened."""
    try:
        with pikepdf.open(path) as pdf:
            return len(pdf.pages)
    except (pikepdf.PdfError, OSError, ValueError):
        return None


def _sha256(path: Path) -> str:
    """Hash a file."""
    total = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            total.update(chunk)
    return total.hexdigest()


def _entry(value: object) -> Entry:
    """Take a mapping of the manifest; what is none counts as an empty one."""
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    """Take a list of the manifest; what is none counts as an empty one."""
    return value if isinstance(value, list) else []
