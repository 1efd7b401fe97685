"""What the fields of a filled Form I-589 hold: texts and ticks, whichever program wrote them.

Programs write text strings in three encodings, sometimes plain UTF-8 though the format has no such thing;
some put long texts into streams; some set a tick's value but not what is shown, or the other way round. What
cannot be understood is told, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Name, Pdf, Stream, String

from asylum_packet.errors import FormError
from asylum_packet.fonts.text import tidy
from asylum_packet.form.boxes import Box, BoxKind, checks, laid_over, read_boxes
from asylum_packet.form.identity import edition_in, printed_pages
from asylum_packet.values import Struct

_LARGEST_BYTES = 60_000_000
_LONGEST_TEXT = 200_000
_OFF = {"", "/Off", "/0", "Off", "0", "None"}
_LANGUAGE_MARK = re.compile("\x1b[a-zA-Z]{2}(?:[a-zA-Z]{2})?\x1b")
_PICTURE = (
    "it was printed to PDF, flattened or scanned, so there are no fields to read",
    "ask for the file it was filled in with, before it was printed; the answers of a scan are typed by hand",
)


class Held(Struct, frozen=True, kw_only=True):
    """A field with what it holds: `text`, or for a box to tick whether it `is_ticked`.

    `doubt` says what is odd about it, "" where nothing is.
    """

    box: Box
    text: str = ""
    is_ticked: bool = False
    doubt: str = ""


class Holding(Struct, frozen=True, kw_only=True):
    """Every field of a filled form, page by page, and the edition its footers print ("" where none do).

    `missing` names the fields of the edition that the file does not have; `notes` are texts that were laid
    over the pages instead of typed into fields, each with its page.
    """

    name: str
    edition: str
    fields: tuple[Held, ...]
    missing: tuple[str, ...] = ()
    notes: tuple[tuple[int, str], ...] = ()


def read_fields(path: Path) -> Holding:
    """Read the fields of a filled form.

    Raises:
        FormError: It is not a Form I-589 with fields we know; the message says why.
    """
    name = path.name
    data = _bytes(path)
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            fields = read_boxes(pdf)
            if not fields:
                raise FormError(f"{name}: {_PICTURE[0]}", fix=_PICTURE[1])
            edition = next(filter(None, (edition_in(page.text) for page in printed_pages(data, name))), "")
            missing = _missing(fields, edition, name)
            held = tuple(_held(box, widget) for box, widget in fields)
            notes = tuple((page, _note(each)) for page, each in laid_over(pdf))
            _check_answered(held, notes, pdf, name)
    except pikepdf.PasswordError as error:
        raise FormError(f"{name} is locked with a password", fix="save a copy without a password") from error
    except pikepdf.PdfError as error:
        raise FormError(f"{name} is not a PDF file, or is damaged", fix="ask for the file again") from error
    except (KeyError, TypeError, ValueError, AttributeError, RuntimeError) as error:
        raise FormError(
            f"{name} is damaged: a field of it cannot be read", fix="ask for the file again"
        ) from error
    return Holding(name=name, edition=edition, fields=held, missing=missing, notes=notes)


def _note(annotation: Dictionary) -> str:
    """Read what a note or typed text says."""
    return tidy(_text(annotation.get("/Contents"))).strip()[:_LONGEST_TEXT]


def _bytes(path: Path) -> bytes:
    """Read a file of sensible size."""
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise FormError(
                f"{path.name} is too large to be a filled Form I-589", fix="name the form's own file"
            )
        return path.read_bytes()
    except OSError as error:
        raise FormError(f"{path.name} cannot be read: {error.strerror}", fix="look at the path") from error


def _missing(fields: Sequence[tuple[Box, Dictionary]], edition: str, name: str) -> tuple[str, ...]:
    """Name the fields of the edition that are not there; refuse a form whose fields mean something else.

    Names alone carry the meaning: a file that has all names of an edition we learned is read, whatever its
    footer says; one that lacks some (pages left out) only where its footer names that edition.
    """
    present = {box.name for box, _ in fields}
    lacking = {known: tuple(sorted(names.keys() - present)) for known, names in checks().items()}
    nearest = min(lacking, key=lambda known: len(lacking[known]))
    chosen = nearest if not lacking[nearest] or edition not in lacking else edition
    if lacking[chosen] and chosen != edition:
        what = f"edition {edition} of Form I-589" if edition else "a form"
        raise FormError(
            f"{name} is {what} whose fields this program has not learned: "
            f"{len(lacking[chosen])} of the fields of edition {chosen} are not there",
            fix="copy the answers into i589.yaml by hand; asylum-packet new writes an empty one",
        )
    return lacking[chosen]


def _check_answered(held: Sequence[Held], notes: Sequence[tuple[int, str]], pdf: Pdf, name: str) -> None:
    """Refuse a form in which no field holds anything."""
    ours = [each for each in held if each.box.kind is not BoxKind.BAR_CODE]
    if notes and not any(each.text or each.is_ticked for each in ours):
        raise FormError(
            f"{name}: no field holds an answer; what was typed is laid over the pages, not into the fields",
            fix="copy the answers into i589.yaml by hand; asylum-packet new writes an empty one",
        )
    if any(each.text or each.is_ticked or each.doubt for each in ours):
        return
    if "/XFA" in pdf.Root.get("/AcroForm", Dictionary()):
        raise FormError(
            f"{name}: no field holds an answer; it may hold them in the XFA part of the file alone",
            fix="open it in Acrobat, save it again, and read that copy; a blank has nothing to read",
        )
    raise FormError(f"{name}: no field holds an answer", fix="name the form that was filled in, not a blank")


def _held(box: Box, widget: Dictionary) -> Held:
    """Read what one field holds."""
    value = next((each["/V"] for each in _chain(widget) if "/V" in each), None)
    if box.kind is BoxKind.TICK:
        return _held_tick(box, widget, value)
    text = tidy(_text(value)).strip()
    if len(text) > _LONGEST_TEXT:
        return Held(box=box, doubt="it holds more text than any form")
    return Held(box=box, text=text)


def _chain(widget: Dictionary) -> Iterator[Dictionary]:
    """Yield a widget and its parents, no deeper than any real form."""
    each: pikepdf.Object | None = widget
    for _ in range(20):
        if not isinstance(each, Dictionary):
            return
        yield each
        each = each.get("/Parent")


def _held_tick(box: Box, widget: Dictionary, value: pikepdf.Object | None) -> Held:
    """Say whether a box is ticked: what it shows decides; where that is not set, its value."""
    shown = str(widget.get("/AS", ""))
    said = "/" + _text(value).lstrip("/") if value is not None else ""
    state = shown if shown else said
    if state == box.state:
        return Held(box=box, is_ticked=True)
    if state not in _OFF:
        return Held(box=box, doubt="it is set to a state that it does not have, so viewers show it empty")
    if shown and said == box.state:
        return Held(box=box, doubt="its value says ticked, but viewers show it empty")
    return Held(box=box)


def _text(value: pikepdf.Object | None) -> str:
    """Read a text string, a name or a stream (ISO 32000-2 7.9.2.2)."""
    if isinstance(value, Stream):
        return _decoded(value.read_bytes())
    if isinstance(value, String):
        return _decoded(bytes(value))
    if isinstance(value, Name):
        return str(value).removeprefix("/")
    return "" if value is None or isinstance(value, pikepdf.Array | Dictionary) else str(value)


def _decoded(data: bytes) -> str:
    """Decode a text string: by its byte order mark; else as UTF-8 where it can be nothing else."""
    try:
        marked = data.startswith((b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf"))
        text = str(String(data)) if marked else data.decode("utf-8")
    except UnicodeDecodeError:
        text = str(String(data))
    return _LANGUAGE_MARK.sub("", text)
