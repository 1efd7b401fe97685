"""A plain machine has Python and pip: a test that starts another program asks first whether it is there."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent


def unasked_programs(text: str) -> Iterator[str]:
    """Yield the programs that a function starts by name without looking for them, itself or above it."""
    for function in ast.walk(ast.parse(text)):
        if isinstance(function, ast.FunctionDef):
            own = "\n".join(map(ast.unparse, (*function.decorator_list, function)))
            yield from (name for name in started(function) if f"which('{name}')" not in own)


def started(function: ast.FunctionDef) -> Iterator[str]:
    """Yield the programs that a function starts by name."""
    for call in ast.walk(function):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.args):
            continue
        command = call.args[0]
        if call.func.attr in {"run", "Popen", "check_output"} and isinstance(command, ast.List):
            program = getattr(command.elts[0], "value", None)
            if isinstance(program, str):
                yield program


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('def test():\n    subprocess.run(["qpdf", path])', ["qpdf"]),
        ('@skipif(which("qpdf"))\ndef one(): ...\ndef two():\n    run.run(["qpdf", path])', ["qpdf"]),
        ('@skipif(shutil.which("qpdf"))\ndef test():\n    subprocess.run(["qpdf", path])', []),
        ('def test():\n    if which("qpdf"):\n        subprocess.run(["qpdf", path])', []),
        ("def test():\n    subprocess.run([sys.executable, path])", []),
    ],
)
def test_a_program_that_nobody_looked_for_is_found(text, found):
    assert list(unasked_programs(text)) == found


def test_no_test_needs_a_program_that_may_be_absent():
    unasked = {
        str(path.relative_to(TESTS)): found
        for path in TESTS.rglob("*.py")
        if (found := list(unasked_programs(path.read_text(encoding="utf-8"))))
    }
    assert unasked == {}
