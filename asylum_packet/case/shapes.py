"""The shape a file must have, read from its pydantic model, and what a tree has that does not fit it.

Keys, lists and missing values are judged here on the tree itself, so that every finding has its line and is
in our own words; pydantic then only turns texts into values (`values_of`).
"""

from __future__ import annotations

import collections.abc
import types
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache
from itertools import islice
from typing import Annotated, Any, Final, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from asylum_packet.case.codes import found
from asylum_packet.case.derived import derived_reason
from asylum_packet.case.spelling import nearest_words
from asylum_packet.case.yamltree import MAX_FINDINGS, Entry, Items, Keys, Node, Plain, Text, place
from asylum_packet.findings import Finding, Source, spoken
from asylum_packet.values import Struct

M = TypeVar("M", bound=BaseModel)
_NONE_WORDS: Final = frozenset({"none", "no", "0"})


class Kind(Enum):
    """What stands under a key."""

    KEYS = "keys"
    LIST = "list"
    TEXTS = "texts by name"
    TEXT = "text"


class Shape(Struct, frozen=True, kw_only=True):
    """What a key takes: keys of a model, rows of a list, texts by names of the user's own, or one text.

    `choices` are words that a text may be; the only ones where `only_choices` is set.
    """

    kind: Kind
    model: type[BaseModel] | None = None
    row: Shape | None = None
    choices: tuple[str, ...] = ()
    only_choices: bool = False
    required: bool = False


@cache
def fields_of(model: type[BaseModel]) -> Mapping[str, Shape]:
    """Give the shape of every key of a model, by the name people type."""
    return {
        info.alias or name: _shape(info.annotation, required=info.is_required())
        for name, info in model.model_fields.items()
    }


def _shape(annotation: Any, *, required: bool = False) -> Shape:
    """Read the shape off a type."""
    options = tuple(_options(annotation))
    for option in options:
        origin = get_origin(option)
        if isinstance(option, type) and origin is None and issubclass(option, BaseModel):
            return Shape(kind=Kind.KEYS, model=option, required=required)
        if origin is tuple:
            return Shape(kind=Kind.LIST, row=_shape(get_args(option)[0]), required=required)
        if origin is collections.abc.Mapping:
            return Shape(kind=Kind.TEXTS, row=_shape(get_args(option)[1]), required=required)
    literals = [option for option in options if get_origin(option) is Literal]
    return Shape(
        kind=Kind.TEXT,
        choices=tuple(word for option in literals for word in get_args(option) if word),
        only_choices=bool(literals) and len(literals) == sum(o is not type(None) for o in options),
        required=required,
    )


def _options(annotation: Any) -> Iterator[Any]:
    """Yield the types a union or an annotated type stands for."""
    if get_origin(annotation) in (Union, types.UnionType):
        for option in get_args(annotation):
            yield from _options(option)
    elif get_origin(annotation) is Annotated:
        yield from _options(get_args(annotation)[0])
    else:
        yield annotation


def is_blank(node: Node) -> bool:
    """Say whether a node answers nothing: empty text, keys that are all blank, a list of blank rows."""
    if isinstance(node, Text):
        return not node.text.strip()
    if isinstance(node, Keys):
        return all(is_blank(entry.value) for entry in node.entries)
    return bool(node.items) and all(is_blank(item) for item in node.items)


def without_blank_rows(node: Node) -> Node:
    """Drop list rows in which nothing is filled in; a list of such rows only becomes an empty value."""
    if isinstance(node, Keys):
        entries = tuple(Entry(key=e.key, value=without_blank_rows(e.value)) for e in node.entries)
        return Keys(entries=entries, file=node.file, line=node.line, column=node.column)
    if isinstance(node, Items):
        if is_blank(node):
            return Text(text="", file=node.file, line=node.line, column=node.column)
        rows = tuple(without_blank_rows(item) for item in node.items if not is_blank(item))
        return Items(items=rows, file=node.file, line=node.line, column=node.column)
    return node


def misfits(node: Node, shape: Shape, key: str, root: type[BaseModel]) -> Iterator[Finding]:
    """Yield what does not fit the shape: unknown, derived and missing keys, texts for lists and the like.

    Args:
        node: The tree, with blank rows dropped.
        shape: What it should be.
        key: Its dotted key, "" at the root.
        root: The model of the whole file, searched for where a misplaced key belongs.
    """
    if isinstance(node, Text) and (not node.text.strip() or shape.kind is Kind.TEXT):
        return
    if shape.kind is Kind.KEYS and isinstance(node, Keys) and shape.model is not None:
        yield from _misfit_keys(node, shape.model, key, root)
    elif shape.kind is Kind.LIST and isinstance(node, Items) and shape.row is not None:
        for index, item in enumerate(node.items):
            yield from misfits(item, shape.row, f"{key}[{index}]", root)
    elif shape.kind is Kind.TEXTS and isinstance(node, Keys):
        for entry in node.entries:
            yield from misfits(entry.value, _below(shape, entry.key.text), f"{key}.{entry.key.text}", root)
    elif not (shape.kind is Kind.LIST and _is_none_word(node)):
        yield from _wrong_kind(node, shape, key)


def _is_none_word(node: Node) -> bool:
    """Say whether a text stands for an empty list."""
    return isinstance(node, Text) and node.text.strip().casefold() in _NONE_WORDS


def _misfit_keys(node: Keys, model: type[BaseModel], above: str, root: type[BaseModel]) -> Iterator[Finding]:
    """Yield the unknown and the missing keys of a mapping, and what is wrong under the known ones."""
    known = fields_of(model)
    for entry in node.entries:
        key = f"{above}.{entry.key.text}" if above else entry.key.text
        if shape := known.get(entry.key.text):
            yield from _swallowed(entry, key, known)
            yield from misfits(entry.value, shape, key, root)
        else:
            yield _unknown(entry.key, key, model, above, root)
    for name, shape in known.items():
        entry_there = node.entry(name)
        if shape.required and (entry_there is None or _says_nothing(entry_there.value)):
            yield _missing(name, f"{above}.{name}" if above else name, entry_there, node)


def _swallowed(entry: Entry, dotted: str, known: Mapping[str, Shape]) -> Iterator[Finding]:
    """Yield the keys that lost their colon, and so became part of the value above them."""
    if isinstance(entry.value, Text):
        for word, line, column in entry.value.run_on:
            if word in known:
                at = Source(file=entry.value.file, line=line, column=column, field=dotted)
                message = f"'{word}' has no colon here, and was read as part of '{entry.key.text}'"
                fix = f"write '{word}: ', or put the text of '{entry.key.text}' in quotes"
                yield found("CASE-missing-colon", message, at, fix)


def _says_nothing(node: Node) -> bool:
    """Say whether a required key is left blank, an empty list included."""
    return is_blank(node) or (isinstance(node, Items) and not node.items)


def _unknown(key: Text, dotted: str, model: type[BaseModel], above: str, root: type[BaseModel]) -> Finding:
    """Make the finding of a key that is not there to be written."""
    source = place(key, _short(dotted))
    name = _short(key.text)
    if told := derived_reason(dotted):
        return found("CASE-derived-key", f"'{name}' {told[0]}", source, told[1])
    owner = above or key.file
    known = fields_of(model)
    fix = _meant(key.text, known, root)
    return found("CASE-unknown-key", f"'{name}' is not a key of {_short(owner)}", source, fix)


def _meant(name: str, known: Mapping[str, Shape], root: type[BaseModel]) -> str:
    """Guess the key a person meant: here, or elsewhere in the file."""
    if near := nearest_words(name, known):
        return f"did you mean {near[0]}?"
    by_name = {path.rpartition(".")[2]: path for path in reversed(paths_of(root))}
    if near := nearest_words(name, by_name):
        return f"did you mean {by_name[near[0]]}?"
    return f"its keys are {', '.join(known)}" if len(known) <= _MOST_KEYS_TOLD else "see asylum-packet schema"


def _missing(name: str, dotted: str, entry: Entry | None, node: Keys) -> Finding:
    """Make the finding of a key that must be given."""
    at = place(entry.key if entry else node, dotted)
    what = "has no value" if entry else "is missing"
    return found("CASE-missing-key", f"'{name}' {what}", at, f"type {_EXAMPLES.get(name, name + ': ...')}")


_EXAMPLES: Final = {
    "court": "court: {city: Baltimore, state: MD}",
    "city": "city: Baltimore",
    "state": "state: MD",
    "respondents": "respondents: and under it a row that starts with '- name:'",
    "name": "name: and the name after it",
    "last": "last: and the family name",
    "a_number": "a_number: and its 8 or 9 digits",
    "attorney": "attorney: {name: ...}, or use a firm file with --firm",
}


def _wrong_kind(node: Node, shape: Shape, key: str) -> Iterator[Finding]:
    """Yield the finding of a list, text or mapping where another is due."""
    if shape.kind is Kind.LIST and isinstance(node, Keys):
        yield from _derived_keys(node, key)
    given = {Text: "one text", Items: "a list", Keys: "keys"}[type(node)]
    takes, fix = _due(shape)
    name = key.rpartition(".")[2] or node.file
    thing = f"'{_short(name)}'" if spoken(name) == name else spoken(name)
    message = f"{thing} {takes}, not {given}"
    yield found("CASE-wrong-type", message, place(node, _short(key)), fix)


def _due(shape: Shape) -> tuple[str, str]:
    """Say what a shape takes, and how that is written."""
    if shape.model is not None:
        names = list(fields_of(shape.model))
        keys = ", ".join(f"{name}:" for name in names[:6])
        return "is made of keys with their values", f"write each key in a line of its own, such as {keys}"
    if shape.kind is Kind.TEXTS:
        return "is made of lines with a name each", "write one line for each under it, indented: NAME: text"
    if shape.kind is Kind.LIST:
        none = "" if shape.required else ", or write [] for none"
        return "is a list", f"start each of its rows with '- '{none}"
    return "takes one text", "write the text behind the colon, in quotes where it starts with [ or {"


def _derived_keys(node: Keys, above: str) -> Iterator[Finding]:
    """Yield the derived keys written where a list is due (children.total)."""
    for entry in node.entries:
        dotted = f"{above}.{entry.key.text}"
        if told := derived_reason(dotted):
            message = f"'{entry.key.text}' {told[0]}"
            yield found("CASE-derived-key", message, place(entry.key, dotted), told[1])


def _short(text: str) -> str:
    """Cut a key for a message."""
    return text if len(text) <= 80 else f"{text[:77]}..."


@cache
def paths_of(model: type[BaseModel]) -> tuple[str, ...]:
    """List the dotted keys of a model, those of list rows with empty brackets."""
    return tuple(_paths(model, ""))


def _paths(model: type[BaseModel], above: str) -> Iterator[str]:
    for name, shape in fields_of(model).items():
        key = f"{above}.{name}" if above else name
        yield key
        below = shape.row or shape
        if below.model is not None:
            mark = {Kind.LIST: "[]", Kind.TEXTS: ".*"}.get(shape.kind, "")
            yield from _paths(below.model, f"{key}{mark}")


def _below(shape: Shape, name: str) -> Shape:
    """Give the shape of what stands under a key; under names that a person chooses, all are of one shape."""
    if shape.kind is Kind.TEXTS and shape.row is not None:
        return shape.row
    known = fields_of(shape.model) if shape.model is not None else {}
    return known.get(name, Shape(kind=Kind.TEXT))


def filled(node: Node, shape: Shape) -> Plain:
    """Give the plain values for pydantic: blank keys left out, "none" as an empty list, choices as spelt."""
    if isinstance(node, Text):
        if shape.kind is Kind.LIST and _is_none_word(node):
            return []
        return next((w for w in shape.choices if w.casefold() == node.text.strip().casefold()), node.text)
    if isinstance(node, Items):
        return [filled(item, shape.row or shape) for item in node.items]
    return {
        entry.key.text: filled(entry.value, _below(shape, entry.key.text))
        for entry in node.entries
        if not is_blank(entry.value)
    }


def values_of(model: type[M], node: Node, key: str = "") -> M | tuple[Finding, ...]:
    """Turn a tree without blank rows into the values of a model, or say everything that is wrong with it.

    Args:
        model: The model of the file, or of one entry of it.
        node: Its tree.
        key: What stands before every dotted key, "" at the root.
    """
    shape = Shape(kind=Kind.KEYS, model=model)
    if isinstance(node, Text) and not node.text.strip():
        node = Keys(entries=(), file=node.file, line=node.line, column=node.column)
    findings = list(islice(misfits(node, shape, key, model), MAX_FINDINGS))
    try:
        values = model.model_validate(filled(node, shape))
    except ValidationError as error:
        for problem in error.errors(include_url=False, include_input=False)[:MAX_FINDINGS]:
            if problem["type"] not in _SHAPE_PROBLEMS:
                finding = _wrong_value(problem, node, shape, key)
                if not _is_told(finding, findings):
                    findings.append(finding)
        return tuple(findings)
    return tuple(findings) or values


_MOST_KEYS_TOLD: Final = 24
"""As many as an entry of exhibits.yaml has."""

_SHAPE_PROBLEMS: Final = frozenset({"missing", "extra_forbidden", "too_short"})


def _is_told(finding: Finding, findings: list[Finding]) -> bool:
    """Say whether a finding stands already at this key or at one above it."""
    key = finding.source.field if finding.source else ""
    told = {other.source.field for other in findings if other.source}
    return any(key == field or key.startswith((f"{field}.", f"{field}[")) for field in told)


def _wrong_value(problem: ErrorDetails, node: Node, shape: Shape, key: str) -> Finding:
    """Put what pydantic found into our words, at the place of the value."""
    at, shape, dotted = _follow(problem["loc"], node, shape, key)
    words = _either(shape.choices) if shape.choices else ""
    if problem["type"] == "value":
        reason, fix = f"is {problem['msg']}", str(problem["ctx"]["fix"])
        if words and not any(word in fix for word in shape.choices):
            fix = f"{fix}, or {words}"
    elif words:
        reason, fix = "is none of its choices", f"type {words}"
    elif problem["type"].startswith(("int_", "greater_than", "less_than")):
        reason, fix = "is not a page number", "type a whole number from 1 to 99999"
    else:
        reason, fix = "cannot be read", "type it again, in quotes"
    name = dotted.rpartition(".")[2] or at.file
    value = f"the value of '{_short(name)}'" if spoken(name) == name else spoken(name)
    return found("CASE-wrong-value", f"{value} {reason}", place(at, _short(dotted)), fix)


def _either(words: tuple[str, ...]) -> str:
    """Join words: a, b or c."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _follow(loc: tuple[str | int, ...], node: Node, shape: Shape, key: str) -> tuple[Node, Shape, str]:
    """Follow the steps of an error as far as the tree goes."""
    for step in loc:
        if isinstance(node, Keys) and isinstance(step, str) and (entry := node.entry(step)):
            node = entry.value
            key = f"{key}.{step}" if key else step
            shape = _below(shape, step)
        elif isinstance(node, Items) and isinstance(step, int) and step < len(node.items):
            node, shape, key = node.items[step], shape.row or shape, f"{key}[{step}]"
        else:
            break
    return node, shape, key
