"""The package is a building: imports point down, every library has its rooms, no room is too large.

The floors are those of docs/architecture.md. Each rule is a function from a module's text to its faults, so
that a planted fault can prove that the rule sees it.
"""

import ast
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

import asylum_packet

ROOT = Path(asylum_packet.__file__).parent
FLOORS: tuple[frozenset[str], ...] = tuple(
    frozenset(names.split())
    for names in (
        "values disk",
        "findings pages tabs sheets progress memory patterns copies",
        "errors sequence",
        "case fonts facts",
        "law",
        "intake form papers checks packet",
        "signatures proofreading word options",
        "sources",
        "laying built watching",
        "report",
        "building verifying",
        "__init__",
        "cli",
        "__main__",
    )
)
FLOOR = {name: level for level, names in enumerate(FLOORS) for name in names}
LIBRARIES: dict[str, frozenset[str]] = {
    name: frozenset(rooms.split())
    for name, rooms in {
        "click": "cli",
        "rich": "cli",
        "jinja2": "papers",
        "markupsafe": "papers",
        "markdown_it": "papers",
        "mdit_py_plugins": "papers",
        "reportlab": "papers",
        "docx": "word",
        "eyecite": "papers",
        "pypdf": "packet",
        "pikepdf": "fonts intake form packet",
        "pypdfium2": "intake form packet",
        "PIL": "intake",
        "watchfiles": "watching",
        "img2pdf": "intake",
        "filelock": "intake",
        "yaml": "case",
        "pydantic": "case",
        "pydantic_core": "case",
        "fontTools": "fonts",
        "holidays": "law",
        "uharfbuzz": "fonts",
        "msgspec": "values disk",
    }.items()
}
NETWORK = {"socket", "ssl", "http", "urllib", "ftplib", "smtplib", "xmlrpc", "webbrowser"}
MOST_LINES_OF_A_MODULE = 400
MOST_LINES_OF_A_FUNCTION = 60


@cache
def modules() -> Mapping[Path, str]:
    """Read every module of the package."""
    return {path: path.read_text(encoding="utf-8") for path in sorted(ROOT.rglob("*.py"))}


@cache
def trees() -> Mapping[Path, ast.Module]:
    """Parse every module of the package."""
    return {path: ast.parse(text) for path, text in modules().items()}


@cache
def nodes(tree: ast.Module) -> tuple[ast.AST, ...]:
    """List all that stands in a module; several rules go through it."""
    return tuple(ast.walk(tree))


def room_of(path: Path) -> str:
    """Name the top-level module or subpackage that holds a file."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(tree: ast.Module) -> Iterator[tuple[str, ...]]:
    """Yield the dotted name of everything a module imports, as its parts."""
    for node in nodes(tree):
        if isinstance(node, ast.Import):
            yield from (tuple(alias.name.split(".")) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from ((*str(node.module).split("."), alias.name) for alias in node.names)


def upward_imports(room: str, tree: ast.Module) -> Iterator[str]:
    if room not in FLOOR:
        yield f"{room} has no floor"
        return
    for name in imported(tree):
        if name[0] != "asylum_packet" or name[1:2] == (room,):
            continue
        below = name[1] if name[1:] and name[1] in FLOOR else "__init__"
        version_only = below == "__init__" and name[1:] in {(), ("__version__",)}
        if FLOOR[below] >= FLOOR[room] and not version_only:
            yield f"{room} imports {'.'.join(name)}"


def strange_libraries(room: str, tree: ast.Module) -> Iterator[str]:
    for name, *_ in imported(tree):
        if name == "asylum_packet" or name == "__future__" or name in sys.stdlib_module_names - NETWORK:
            continue
        if room not in LIBRARIES.get(name, frozenset()):
            yield f"{room} imports {name}"


def relative_imports(_: str, tree: ast.Module) -> Iterator[str]:
    for node in nodes(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            yield f"line {node.lineno}: relative import"


def prints(_: str, tree: ast.Module) -> Iterator[str]:
    for node in nodes(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            yield f"line {node.lineno}: print"


def broad_excepts(room: str, tree: ast.Module) -> Iterator[str]:
    for node in nodes(tree):
        if isinstance(node, ast.ExceptHandler) and room != "cli":
            names = ast.walk(node.type) if node.type else ()
            caught = {name.id for name in names if isinstance(name, ast.Name)}
            if node.type is None or caught & {"Exception", "BaseException"}:
                yield f"line {node.lineno}: catches everything"


def clocks(room: str, tree: ast.Module) -> Iterator[str]:
    for node in nodes(tree):
        if isinstance(node, ast.Attribute) and node.attr in {"today", "now", "utcnow"} and room != "cli":
            yield f"line {node.lineno}: asks what day it is"


def long_functions(_: str, tree: ast.Module) -> Iterator[str]:
    for node in nodes(tree):
        if isinstance(node, ast.FunctionDef) and node.end_lineno:
            lines = node.end_lineno - node.lineno + 1
            if lines > MOST_LINES_OF_A_FUNCTION:
                yield f"{node.name} has {lines} lines"


@cache
def field_names() -> frozenset[str]:
    """Name every field that some class of the package declares."""
    return frozenset(
        line.target.id
        for tree in trees().values()
        for node in nodes(tree)
        if isinstance(node, ast.ClassDef)
        for line in node.body
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)
    )


def unknown_changes(_: str, tree: ast.Module) -> Iterator[str]:
    """Find `replace(value, name=...)` with a name that no value has: the type checker does not see it."""
    for node in nodes(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "replace":
            for change in node.keywords:
                if change.arg and change.arg not in field_names():
                    yield f"line {node.lineno}: no value has a field {change.arg}"


RULES = (
    upward_imports,
    strange_libraries,
    relative_imports,
    prints,
    broad_excepts,
    clocks,
    long_functions,
    unknown_changes,
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_module_keeps_the_rule(rule):
    faults = {
        str(path.relative_to(ROOT)): found
        for path, tree in trees().items()
        if (found := list(rule(room_of(path), tree)))
    }
    assert not faults


def test_no_module_is_longer_than_a_screenful_of_screens():
    lengths = {str(path.relative_to(ROOT)): len(text.splitlines()) for path, text in modules().items()}
    assert not {name: lines for name, lines in lengths.items() if lines > MOST_LINES_OF_A_MODULE}


PLANTED = (
    (upward_imports, "checks", "from asylum_packet.papers.press import Press"),
    (upward_imports, "case", "from asylum_packet import checks"),
    (upward_imports, "law", "import asylum_packet.building"),
    (upward_imports, "packet", "def late():\n    from asylum_packet import build"),
    (upward_imports, "cellar", ""),
    (strange_libraries, "checks", "import pypdf"),
    (strange_libraries, "cli", "from rich.console import Console\nimport requests"),
    (strange_libraries, "intake", "import urllib.request"),
    (relative_imports, "case", "from . import model"),
    (prints, "cli", "print('hello')"),
    (broad_excepts, "form", "try:\n    pass\nexcept (ValueError, Exception):\n    pass"),
    (broad_excepts, "form", "try:\n    pass\nexcept:\n    pass"),
    (clocks, "papers", "import datetime as dt\nday = dt.date.today()"),
    (unknown_changes, "papers", "replace(span, txet='word')"),
    (long_functions, "cli", "def long():\n" + "    x = 1\n" * MOST_LINES_OF_A_FUNCTION),
)


@pytest.mark.parametrize(("rule", "room", "text"), PLANTED)
def test_a_planted_fault_is_found(rule, room, text):
    assert list(rule(room, ast.parse(text)))


FINE = (
    (upward_imports, "law", "from asylum_packet.case.yamltree import read"),
    (
        upward_imports,
        "cli",
        "from asylum_packet import __version__\nfrom asylum_packet.building import check",
    ),
    (strange_libraries, "papers", "import json\nimport reportlab.platypus"),
    (broad_excepts, "cli", "try:\n    pass\nexcept Exception:\n    pass"),
    (broad_excepts, "form", "try:\n    pass\nexcept ValueError:\n    pass"),
    (long_functions, "cli", "def long():\n" + "    x = 1\n" * (MOST_LINES_OF_A_FUNCTION - 1)),
)


@pytest.mark.parametrize(("rule", "room", "text"), FINE)
def test_what_is_allowed_is_no_fault(rule, room, text):
    assert not list(rule(room, ast.parse(text)))
