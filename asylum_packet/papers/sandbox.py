"""A Jinja environment for templates that may be hostile: a case folder travels between people.

Templates see plain values only, reach no attribute beyond a short list, and work on a budget: every turn of a
loop, every call and every filter costs, by the size of what it handles. What a template may do is decided by
lists of what is allowed, never of what is forbidden.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any, NoReturn, cast

from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import SecurityError, TemplateSyntaxError, UndefinedError
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, TemplateReference, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Joiner, Namespace, missing
from markupsafe import Markup

from asylum_packet.papers.extending import check
from asylum_packet.papers.origins import without_marks

MOST_WORK = 400_000
"""What one rendering may cost: about a second of a small machine."""
MOST_TEXT = 2_000_000
"""Characters that one value may have."""
_CHARACTERS_A_UNIT = 256
_UNITS_A_CALL = 10

_FILTERS = (
    "abs", "batch", "capitalize", "count", "d", "default", "dictsort", "first", "float", "groupby",
    "int", "items", "join", "last", "length", "list", "lower", "map", "max", "min", "reject",
    "rejectattr", "reverse", "round", "safe", "select", "selectattr", "slice", "sort", "string", "sum",
    "title", "trim", "unique", "upper", "wordcount",
)  # fmt: skip
_OPEN = (LoopContext, Macro, TemplateReference, BlockReference, Namespace, Cycler, Joiner)
_METHODS: tuple[tuple[type[object], frozenset[str]], ...] = (
    (str, frozenset({"upper", "lower", "title", "strip", "split", "startswith", "endswith"})),
    (dict, frozenset({"items", "keys", "values", "get"})),
)


class MissingNameError(UndefinedError):
    """A template asked for a name that does not exist: `name`, looked up in `known`."""

    def __init__(self, message: str | None, name: str, known: tuple[str, ...]) -> None:
        super().__init__(message)
        self.name = name
        self.known = known


class Missing(StrictUndefined):
    """The value of an unknown name: any use of it is an error that remembers the name."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: Callable[[str], Exception] = UndefinedError,
    ) -> None:
        known = tuple(str(key) for key in obj) if isinstance(obj, dict) else ()

        def error(message: str) -> Exception:
            return exc(message) if exc is SecurityError else MissingNameError(message, name or "", known)

        super().__init__(hint, obj, name, error)  # type: ignore[arg-type]


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment that all our templates run in."""

    intercepted_binops = frozenset({"+", "*", "**", "%", "-", "/", "//"})

    def __init__(self, **options: Any) -> None:
        super().__init__(undefined=Missing, **options)
        self.work = 0
        self.filters = {name: self._priced(self.filters[name]) for name in _FILTERS}
        self.filters["_turns"] = self._turns
        self.filters["_concat"] = self._concat
        self.filters["_blank_is_blank"] = _blank_is_blank
        self.globals = {name: self.globals[name] for name in ("dict", "namespace", "cycler", "joiner")}
        self.globals["range"] = self._range

    def spend(self, cost: int = 1) -> None:
        """Take from the budget.

        Raises:
            SecurityError: It is used up.
        """
        self.work += cost
        if self.work > MOST_WORK:
            raise SecurityError("this template does far more work than any paper needs")

    def _weigh(self, value: object) -> object:
        """Spend what a value is worth, and refuse one that has grown out of all proportion."""
        size = len(value) if isinstance(value, str | list | tuple | dict) else 0
        if size > MOST_TEXT:
            raise SecurityError("this template makes a value far larger than any paper needs")
        self.spend(1 + size // _CHARACTERS_A_UNIT)
        return value

    def _priced(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Let a filter cost by the size of what it takes and gives."""

        @wraps(function)
        def priced(*args: Any, **options: Any) -> Any:
            for value in args:
                self._weigh(value)
            result = function(*args, **options)
            return self._turns(result) if isinstance(result, Iterator) else self._weigh(result)

        return priced

    def _turns(self, values: Iterable[Any]) -> Iterator[Any]:
        """Let every turn of a loop cost."""
        for value in values:
            self.spend()
            yield value

    def _range(self, *bounds: int) -> Iterable[int]:
        """Count, in reason."""
        numbers = range(*bounds)
        if len(numbers) > MOST_WORK:
            raise SecurityError("this template counts further than any paper needs")
        return numbers

    def _concat(self, parts: list[Any]) -> Markup | str:
        """Join with "~"; plain values next to marked-up text are escaped as Markdown."""
        marked = any(hasattr(part, "__html__") for part in parts)
        texts = [str(self.finalize(part) if marked and self.finalize else part) for part in parts]
        joined = "".join(texts)
        self._weigh(joined)
        return Markup(joined) if marked else joined

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Allow a few methods of text and mappings, and what a loop says about itself."""
        if not super().is_safe_attribute(obj, attr, value):
            return False
        for kind, allowed in _METHODS:
            if isinstance(obj, kind):
                return attr in allowed
        return isinstance(obj, _OPEN)

    def wrap_str_format(self, value: Any) -> None:
        """Offer no format(): a width in it can ask for any amount of memory."""

    def call(__self, __context: Context, __obj: Any, *args: Any, **options: Any) -> Any:  # noqa: N805
        """Let every call cost, macros included: it takes as long as many turns of a loop."""
        __self.spend(_UNITS_A_CALL)
        return super().call(__context, __obj, *args, **options)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Calculate with numbers; of text and lists allow sums only."""
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator in {"*", "**", "%"} and not numbers:
            self._refuse_operator(operator, left, right)
        if operator == "**" or (numbers and max(abs(left), abs(right)) > 10**15):
            raise SecurityError(f"templates do not calculate with '{operator}' here")
        return self._weigh(super().call_binop(context, operator, left, right))

    def _refuse_operator(self, operator: str, *values: object) -> NoReturn:
        """Refuse to multiply text; an unknown name is reported as such."""
        for value in values:
            if isinstance(value, Undefined):
                str(value)
        raise SecurityError(f"templates do not calculate with '{operator}' on text or lists")

    def _generate(self, source: nodes.Template, *args: Any, **options: Any) -> str:
        """Compile a template after it was looked over, and its loops and joins were put on the budget."""
        check(source, self, options.get("name") or (args[0] if args else None))
        for node in list(source.find_all((nodes.For, nodes.Concat, nodes.AssignBlock))):
            if isinstance(node, nodes.For):
                if node.recursive:
                    told = "a loop cannot be recursive here"
                    raise TemplateSyntaxError(told, node.lineno, options.get("name"))
                node.iter = _filtered(node.iter, "_turns")
            elif isinstance(node, nodes.Concat):
                node.nodes = [_filtered(nodes.List(node.nodes, lineno=node.lineno), "_concat")]
            elif isinstance(node, nodes.AssignBlock):
                node.filter = nodes.Filter(
                    node.filter, "_blank_is_blank", [], [], None, None, lineno=node.lineno
                )
        return super()._generate(source, *args, **options)


def _blank_is_blank(text: str) -> str:
    """Let a text set by a template be empty, where all it holds are marks of lines."""
    bare = without_marks(text)
    return text if bare.strip() else Markup(bare)


def _filtered(node: nodes.Node, name: str) -> nodes.Filter:
    """Pass an expression through a filter."""
    return nodes.Filter(cast(nodes.Expr, node), name, [], [], None, None, lineno=node.lineno)
