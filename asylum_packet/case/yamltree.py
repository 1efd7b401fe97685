"""YAML read as text with its place: every scalar stays what was typed, every key knows its line and column.

No YAML 1.1 guessing (02134, NO and 012345678 stay as they are) and none of the parts of YAML that a case file
has no use for: anchors, aliases, tags, several documents. The tree is built from the parser's events, one by
one, so that nesting and size are bounded before anything recurses.

    load_text(text, file)   the tree, or CaseFileError with every finding      (for files we ship)
    parse(data, file)       the tree and its findings, nothing raised           (for files people write)
    plain(node)             nested dict, list and str
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Final

import yaml

from asylum_packet.case.codes import found
from asylum_packet.case.syntax import explain
from asylum_packet.errors import CaseFileError
from asylum_packet.findings import Finding, Source, has_errors
from asylum_packet.values import Struct, field

MAX_BYTES: Final = 5_000_000
MAX_NODES: Final = 200_000
MAX_DEPTH: Final = 40
MAX_FINDINGS: Final = 200

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CURLY = re.compile("“[^“”]+”|„[^„“”]+[“”]|«[^«»]+»|‘[^‘’]+’")

_OPENERS = ("[", "(", "{", "“")

Plain = str | list["Plain"] | dict[str, "Plain"]


class Text(Struct, frozen=True, kw_only=True):
    """A value as it was typed; "" where a key has none.

    `run_on` holds the first words of the further lines of a value that runs on without quotes, with line and
    column: a line that lost its colon is swallowed by the value above it.
    """

    text: str
    file: str
    line: int
    column: int
    run_on: tuple[tuple[str, int, int], ...] = ()


class Items(Struct, frozen=True, kw_only=True):
    """A list."""

    items: tuple[Node, ...]
    file: str
    line: int
    column: int


class Entry(Struct, frozen=True, kw_only=True):
    """A key and what stands under it."""

    key: Text
    value: Node


class Keys(Struct, frozen=True, kw_only=True):
    """A mapping: its entries in the order written, each key once."""

    entries: tuple[Entry, ...]
    file: str
    line: int
    column: int

    def entry(self, name: str) -> Entry | None:
        """Find an entry by its key."""
        return next((entry for entry in self.entries if entry.key.text == name), None)


Node = Text | Items | Keys


class Parsed(Struct, frozen=True, kw_only=True):
    """A file's tree and what is wrong with it; no tree where it cannot be read at all."""

    node: Node | None
    findings: tuple[Finding, ...] = ()


def load_text(text: str, file: str) -> Node:
    """Read YAML text as a tree; an empty text is the empty value.

    Raises:
        CaseFileError: It cannot be read; `findings` says everything that is wrong.
    """
    parsed = _parse_text(text, file)
    if has_errors(parsed.findings) or parsed.node is None:
        raise CaseFileError(
            f"{file} cannot be read", source=parsed.findings[0].source, findings=parsed.findings
        )
    return parsed.node


def parse(data: bytes, file: str) -> Parsed:
    """Read the bytes of a YAML file as a tree, collecting every finding."""
    text, finding = decode(data, file)
    if finding is not None:
        return Parsed(node=None, findings=(finding,))
    return _parse_text(text, file)


def plain(node: Node) -> Plain:
    """Turn a tree into nested dict, list and str."""
    if isinstance(node, Text):
        return node.text
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    return {entry.key.text: plain(entry.value) for entry in node.entries}


def place(node: Node, key: str = "") -> Source:
    """Say where a node stands; `key` is its dotted key as the user wrote it."""
    return Source(file=node.file, line=node.line, column=node.column, field=key)


def places(node: Node, above: str = "") -> Iterator[tuple[str, Source]]:
    """Yield the place of every key and list row, by dotted key ("respondents[0].name")."""
    if isinstance(node, Items):
        for index, item in enumerate(node.items):
            key = f"{above}[{index}]"
            yield key, place(item, key)
            yield from places(item, key)
    elif isinstance(node, Keys):
        for entry in node.entries:
            key = f"{above}.{entry.key.text}" if above else entry.key.text
            yield key, place(entry.value if _says_something(entry.value) else entry.key, key)
            yield from places(entry.value, key)


def texts(node: Node, above: str = "") -> Iterator[tuple[str, Text]]:
    """Yield every text by dotted key."""
    if isinstance(node, Text):
        yield above, node
    elif isinstance(node, Items):
        for index, item in enumerate(node.items):
            yield from texts(item, f"{above}[{index}]")
    else:
        for entry in node.entries:
            yield from texts(entry.value, f"{above}.{entry.key.text}" if above else entry.key.text)


def _says_something(node: Node) -> bool:
    """Say whether a value has a place of its own to point at."""
    return not isinstance(node, Text) or bool(node.text)


def decode(data: bytes, file: str) -> tuple[str, Finding | None]:
    """Read bytes as UTF-8 text, with or without the mark that Windows editors put in front."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data[:200]:
        return "", found(
            "CASE-encoding",
            "the file is not plain text in UTF-8",
            Source(file=file, line=1, column=1),
            "open it in an editor and save it with the encoding UTF-8",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", errors="replace")
        line, column = _line_and_column(before, len(before))
        return "", found(
            "CASE-encoding",
            "a letter here is not stored as UTF-8",
            Source(file=file, line=line, column=column),
            "open it in an editor and save it with the encoding UTF-8",
        )
    return text, None


def _parse_text(text: str, file: str) -> Parsed:
    """Read text as a tree."""
    if finding := _refusal(text, file):
        return Parsed(node=None, findings=(finding,))
    builder = _Builder(file=file, lines=text.splitlines())
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
            if builder.stopped:
                return Parsed(node=None, findings=tuple(builder.findings))
    except yaml.YAMLError as error:
        marks = (getattr(error, "problem_mark", None), getattr(error, "context_mark", None))
        return Parsed(node=None, findings=(*builder.findings, explain(text, file, marks)))
    root = builder.root or Text(text="", file=file, line=1, column=1)
    return Parsed(node=root, findings=tuple(builder.findings))


def _start(event: yaml.Event) -> tuple[int, int]:
    """Say where an event starts, 1-based."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _refusal(text: str, file: str) -> Finding | None:
    """Refuse a text that is too long or holds characters no text has."""
    if len(text) > MAX_BYTES:
        return found(
            "CASE-too-big",
            f"the file is longer than {MAX_BYTES // 1_000_000} MB",
            Source(file=file),
            "move long texts into files of their own",
        )
    if match := _UNPRINTABLE.search(text):
        line, column = _line_and_column(text, match.start())
        return found(
            "CASE-encoding",
            f"a character here (U+{ord(match[0]):04X}) is not text",
            Source(file=file, line=line, column=column),
            "delete it and type the text again",
        )
    return None


def _line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Turn an offset into line and column, both 1-based."""
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


class _Open(Struct):
    """A list or mapping whose end has not come yet; `key` waits for its value."""

    is_list: bool
    line: int
    column: int
    items: list[Node] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    first: dict[str, int] = field(default_factory=dict)
    key: Text | None = None


class _Builder(Struct):
    """Builds the tree from the parser's events, on a stack of its own."""

    file: str
    lines: list[str]
    root: Node | None = None
    findings: list[Finding] = field(default_factory=list)
    stopped: bool = False
    _stack: list[_Open] = field(default_factory=list)
    _nodes: int = 0
    _documents: int = 0

    def take(self, event: yaml.Event) -> None:
        """Take the next event."""
        line, column = _start(event)
        if isinstance(event, yaml.DocumentStartEvent):
            self._begin_document(line, column)
        elif isinstance(event, yaml.AliasEvent):
            self._refuse("a value here starts with '*', an alias", line, column, "put the value in quotes")
            self._place(Text(text="", file=self.file, line=line, column=column))
        elif isinstance(event, yaml.NodeEvent):
            self._begin_node(event, line, column)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._place(self._close(self._stack.pop()))

    def _begin_document(self, line: int, column: int) -> None:
        self._documents += 1
        if self._documents > 1:
            self._refuse("a second document begins", line, column, "delete the line with ---")
            self.stopped = True

    def _begin_node(self, event: yaml.NodeEvent, line: int, column: int) -> None:
        self._nodes += 1
        if len(self._stack) >= MAX_DEPTH or self._nodes > MAX_NODES:
            message = "nested too deeply here" if self._nodes <= MAX_NODES else "more values than a case has"
            self._add("CASE-too-big", message, line, column, "check the brackets and the indentation")
            self.stopped = True
        if event.anchor:
            self._refuse("a value here starts with '&', an anchor", line, column, "put the value in quotes")
        if getattr(event, "tag", None):
            self._refuse("a value here starts with '!', a tag", line, column, "put the value in quotes")
        if isinstance(event, yaml.ScalarEvent):
            self._doubt_quotes(event, line, column)
            run_on = self._run_on(event)
            self._place(Text(text=event.value, file=self.file, line=line, column=column, run_on=run_on))
        else:
            is_list = isinstance(event, yaml.SequenceStartEvent)
            self._stack.append(_Open(is_list=is_list, line=line, column=column))

    def _doubt_quotes(self, event: yaml.ScalarEvent, line: int, column: int) -> None:
        """Report quotes that a word processor made and marks without their pair: both are letters to YAML."""
        above = self._stack[-1] if self._stack else None
        is_key = above is not None and not above.is_list and above.key is None
        if not event.style and not is_key and _CURLY.fullmatch(event.value):
            message = "the value stands in curly quotes, which would be printed with it"
            self._add("CASE-curly-quotes", message, line, column, "type straight quotes, or none")
        elif not event.style and not is_key and _ends_alone(event.value):
            message = "the value ends in a mark without its pair, which would be printed with it"
            self._add("CASE-stray-mark", message, line, column, "take it out, or write the other one too")

    def _run_on(self, event: yaml.ScalarEvent) -> tuple[tuple[str, int, int], ...]:
        """Give the first words of the further lines of a value without quotes, each with line and column."""
        if event.style or not event.start_mark or not event.end_mark:
            return ()
        first, last = event.start_mark.line + 1, event.end_mark.line + 1
        further = enumerate(self.lines[first:last][:MAX_FINDINGS], start=first + 1)
        words = ((line.split(maxsplit=1)[0], number, line) for number, line in further if line.strip())
        return tuple((word, number, line.index(word) + 1) for word, number, line in words)

    def _close(self, opened: _Open) -> Node:
        """Finish a list or mapping."""
        if opened.is_list:
            return Items(items=tuple(opened.items), file=self.file, line=opened.line, column=opened.column)
        return Keys(entries=tuple(opened.entries), file=self.file, line=opened.line, column=opened.column)

    def _place(self, node: Node) -> None:
        """Put a finished node where it belongs: the root, a list, a key or the value of a key."""
        if not self._stack:
            self.root = self.root or node
        elif (above := self._stack[-1]).is_list:
            above.items.append(node)
        elif above.key is None:
            above.key = self._as_key(node)
        else:
            self._place_value(above, above.key, node)
            above.key = None

    def _place_value(self, above: _Open, key: Text, node: Node) -> None:
        """Enter a value under its key, unless the key stands there already."""
        if key.text in above.first:
            self._add(
                "CASE-duplicate-key",
                f"'{_short(key.text)}' is already on line {above.first[key.text]}",
                key.line,
                key.column,
                "keep one of the two and delete the other",
                key.text,
            )
            return
        above.first[key.text] = key.line
        above.entries.append(Entry(key=key, value=node))

    def _as_key(self, node: Node) -> Text:
        """Take a node as a key; a list or mapping cannot be one."""
        if isinstance(node, Text):
            return node
        self._refuse("a list or mapping stands where a key is due", node.line, node.column, "type one word")
        return Text(text="", file=self.file, line=node.line, column=node.column)

    def _refuse(self, message: str, line: int, column: int, fix: str) -> None:
        self._add("CASE-yaml-feature", message, line, column, fix)

    def _add(self, code: str, message: str, line: int, column: int, fix: str, key: str = "") -> None:
        if len(self.findings) < MAX_FINDINGS:
            source = Source(file=self.file, line=line, column=column, field=_short(key))
            self.findings.append(found(code, message, source, fix))


def _ends_alone(value: str) -> bool:
    """Say whether a value ends in a mark that opens, or in one that nothing opened; 5'4" is inches."""
    return value.endswith(_OPENERS) or (
        value.endswith('"') and value.count('"') % 2 == 1 and not value[:-1].rstrip()[-1:].isdigit()
    )


def _short(text: str) -> str:
    """Cut a key for a message; keys are short, whatever a broken file says."""
    return text if len(text) <= 60 else f"{text[:57]}..."
