"""Templates: where they are looked up, and how a name in them becomes text.

A template is looked for in the case folder, then in the firm's folder, then among ours; `built-in/NAME` is
always ours, so that an override can extend it. The attorney's sections of the brief are templates too, under
their path in the case folder ("brief/facts.md"). Values are escaped, so that a name prints as it was typed.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, MutableMapping
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any

from jinja2 import BaseLoader, Environment, Template
from jinja2.exceptions import (
    SecurityError,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
    UndefinedError,
)
from markupsafe import Markup

from asylum_packet.case.model import Case
from asylum_packet.errors import TemplateError
from asylum_packet.findings import Source
from asylum_packet.papers.compiled import Compiled
from asylum_packet.papers.extending import ExtensionError
from asylum_packet.papers.origins import (
    LineMarks,
    Traced,
    marked,
    number_of,
    printing,
    read_marks,
    without_marks,
)
from asylum_packet.papers.sandbox import MissingNameError, Sandbox
from asylum_packet.values import Struct

_HERE = Path(__file__).parents[1]
BUILT_IN = next(folder for folder in (_HERE / "templates", _HERE.parent / "templates") if folder.is_dir())
"""Our templates: inside the package when installed, beside it in a checkout."""
OURS = "built-in/"
"""What the names of our templates begin with in messages, and wherever ours is meant and no other."""
MOST_TEMPLATE_BYTES = 512_000
MOST_OUTPUT_CHARACTERS = 4_000_000
_TAG = re.compile(r"\{[{%#]")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]*(?:/[A-Za-z0-9][A-Za-z0-9_.\-]*)*")
# Quotes stay as they are, so that they become curly; no Markdown is made of them.
_SPECIAL = re.compile(r"([!#$%&()*+,\-./:;<=>?@\[\\\]^_`{|}~])")

_SPACES = re.compile("[ \t\r\n\f\v\u0085\u2028\u2029]+")

Context = Mapping[str, object]


class Shelf(Struct, frozen=True, kw_only=True):
    """A folder of templates; `shown` is what messages put before a name in it."""

    folder: Path
    shown: str


def escape(value: object) -> str:
    """Escape text so that Markdown prints it as typed; line ends become spaces."""
    text = str(value)
    if not (text.isascii() and text.isprintable()) or "  " in text:
        text = _SPACES.sub(" ", without_marks(text))
    return text if text.replace(" ", "").isalnum() else _SPECIAL.sub(r"\\\1", text)


def _finalize(value: object) -> object:
    """Escape what a template prints, unless it is marked-up text of a template."""
    if value is None:
        return ""
    if isinstance(value, list | tuple | dict):
        raise SecurityError("a list cannot be printed; loop over it, or join it")
    return value if hasattr(value, "__html__") else Markup(escape(value))


def _blank(length: int = 24) -> Markup:
    """Give a line to write on, `length` underscores wide."""
    return Markup("[" + "_" * max(3, min(int(length), 72)) + "]")


class Shelves(BaseLoader):
    """Finds templates in the case folder, the firm's folder and ours, in that order."""

    def __init__(self, shelves: tuple[Shelf, ...], texts: Mapping[str, str]) -> None:
        self.shelves = shelves
        self.texts = texts
        self.used: dict[str, str] = {}

    def load(
        self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None
    ) -> Template:
        """Give a template; a text without a tag is one that prints itself, and is not compiled."""
        text = self.texts.get(name)
        if text is None or _TAG.search(text):
            return super().load(environment, name, globals)
        return printing(environment, name, text, globals if globals is not None else {})

    def get_source(self, _environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Give the text of a template and the name that messages use for it."""
        if template in self.texts:
            return self.texts[template], template, lambda: True
        shelves, name = self.shelves, template
        if template.startswith(OURS):
            shelves, name = self.shelves[-1:], template.removeprefix(OURS)
        if _NAME.fullmatch(name):
            for shelf in shelves:
                if (text := _read(shelf, name)) is not None:
                    self.used[template] = f"{shelf.shown}{name}"
                    return text, f"{shelf.shown}{name}", lambda: True
        raise TemplateNotFound(template)

    def shown(self, template: str) -> str:
        """Give the name that messages use for a template."""
        return self.used.get(template, template)


def _read(shelf: Shelf, name: str) -> str | None:
    """Read a template of a folder; None where there is none.

    Raises:
        TemplateError: It lies outside the folder (a symbolic link), is too large, or is not text.
    """
    path = shelf.folder / name
    if not path.is_file():
        return None
    where = Source(file=f"{shelf.shown}{name}")
    if not path.resolve().is_relative_to(shelf.folder.resolve()):
        raise TemplateError(
            f"template {where} leads out of its folder", fix="copy the file into the folder", source=where
        )
    if path.stat().st_size > MOST_TEMPLATE_BYTES:
        raise TemplateError(
            f"template {where} is larger than {MOST_TEMPLATE_BYTES // 1000} kB",
            fix="a template holds words, not files; shorten it",
            source=where,
        )
    try:
        return path.read_text(encoding="utf-8-sig")
    except (UnicodeDecodeError, OSError) as error:
        raise TemplateError(
            f"template {where} cannot be read as text", fix="save it as UTF-8", source=where
        ) from error


@lru_cache(maxsize=1)
def built_in_names() -> tuple[str, ...]:
    """List our templates."""
    return tuple(sorted(p.relative_to(BUILT_IN).as_posix() for p in BUILT_IN.rglob("*.j2") if p.is_file()))


def _numbers() -> list[int]:
    """Give our templates the same numbers in every process, as compiled ones hold them in their marks."""
    return [number_of(f"{OURS}{name}") for name in built_in_names()]


def _is_ours(shown: str, text: str) -> bool:
    """Say whether a text, under the name that messages use for it, is a template of this package."""
    if not shown.startswith(OURS):
        return False
    return _read(Shelf(folder=BUILT_IN, shown=OURS), shown.removeprefix(OURS)) == text


_COMPILED = Compiled(_is_ours, _numbers)


class Templates:
    """The templates of one case. Rendering is pure: the same context gives the same text."""

    def __init__(self, case: Case, texts: Mapping[str, str], **names: Callable[..., Markup]) -> None:
        shelves = [Shelf(folder=case.folder / "templates", shown="templates/")]
        if case.firm_templates is not None:
            shelves.append(Shelf(folder=case.firm_templates, shown="firm/"))
        shelves.append(Shelf(folder=BUILT_IN, shown=OURS))
        _numbers()
        self.loader = Shelves(tuple(shelves), dict(texts))
        self.environment = Sandbox(
            loader=self.loader,
            extensions=[LineMarks],
            autoescape=True,
            finalize=_finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            bytecode_cache=_COMPILED,
        )
        self.environment.globals |= {"blank": _blank, **names}

    def prose(self, text: str, file: str, first: int = 1) -> Markup:
        """Let a text of the case folder that is Markdown, but no template, stand in a template as it is."""
        return Markup(marked(text, file, first))

    def has_ours(self, name: str) -> bool:
        """Say whether it is our own template that is rendered under a name, and not one that replaces it."""
        return self.loader.get_source(self.environment, name)[1] == f"{OURS}{name}"

    def render(self, name: str, context: Context) -> Traced:
        """Render a template.

        Raises:
            TemplateError: It is missing or ill-formed, asks for an unknown name, or does what it must not.
        """
        self.environment.work = 0
        try:
            template = self.environment.get_template(name)
            parts, size = [], 0
            for part in template.generate(dict(context)):
                parts.append(part)
                size += len(part)
                if size > MOST_OUTPUT_CHARACTERS:
                    raise SecurityError("this template writes far more than any paper needs")
            return read_marks("".join(parts))
        except TemplateNotFound as error:
            raise self._not_found(error, name) from error
        except TemplateSyntaxError as error:
            raise self._ill_formed(error) from error
        except _FAILURES as error:
            raise self._failed(error, name, tuple(context)) from error

    def _not_found(self, error: TemplateNotFound, name: str) -> TemplateError:
        """Say which template is missing."""
        missing = error.name or error.message or name
        known = [*self.loader.texts, *built_in_names()]
        return TemplateError(
            f"there is no template '{missing}'",
            fix=_did_you_mean(str(missing), known) or "asylum-packet templates list shows those there are",
            source=self._place(error, name),
        )

    def _ill_formed(self, error: TemplateSyntaxError) -> TemplateError:
        """Say where a template cannot be read."""
        name = self.loader.shown(error.name or "")
        message = (error.message or "cannot be read").rstrip(".")
        return TemplateError(
            f"{name}: {message[:1].lower()}{message[1:]}",
            fix=error.fix
            if isinstance(error, ExtensionError)
            else "close every {% and {{; asylum-packet templates export DIR writes ours to compare with",
            source=Source(file=name, line=error.lineno),
        )

    def _failed(self, error: BaseException, name: str, names: tuple[str, ...]) -> TemplateError:
        """Say where a template failed, and which name it missed."""
        place = self._place(error, name)
        if isinstance(error, MissingNameError) and error.name:
            known = error.known or names
            return TemplateError(
                f"{place}: there is no '{error.name}' to print",
                fix=_did_you_mean(error.name, known) or f"names there are: {', '.join(sorted(known)[:12])}",
                source=place,
            )
        if isinstance(error, RecursionError):
            return TemplateError(f"{place}: calls itself without end", fix="break the circle", source=place)
        message = str(error).rstrip(".") if isinstance(error, SecurityError) else "cannot be worked out"
        return TemplateError(
            f"{place}: {message[:1].lower()}{message[1:]}",
            fix="print values of the case, with filters such as upper, join and default",
            source=place,
        )

    def _place(self, error: BaseException, name: str) -> Source:
        """Find the last line of a template in a traceback; Jinja writes template lines into it."""
        place = Source(file=self.loader.shown(name))
        shown = {*self.loader.used.values(), *self.loader.texts}
        trace: TracebackType | None = error.__traceback__
        while trace is not None:
            file = trace.tb_frame.f_code.co_filename
            if file in shown:
                place = Source(file=file, line=trace.tb_lineno)
            trace = trace.tb_next
        return place


_FAILURES = (
    UndefinedError,
    SecurityError,
    TemplateRuntimeError,
    RecursionError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    MemoryError,
)
"""What a template's own expressions can raise."""


def _did_you_mean(name: str, known: Any) -> str:
    """Suggest the nearest known name."""
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"did you mean '{near[0]}'?" if near else ""
