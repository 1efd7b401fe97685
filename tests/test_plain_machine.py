"""A plain machine has Python and pip: a test that starts another program asks first whether it is there."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent


def unasked_programs(text: str) -> Iterator[str]:
    """Yield the programs that a module starts by name without looking for them."""
    for call in ast.walk(ast.parse(text)):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.args):
            continue
        command = call.args[0]
        if call.func.attr not in {"run", "Popen", "check_output"} or not isinstance(command, ast.List):
            continue
        program = getattr(command.elts[0], "value", None)
        if isinstance(program, str) and f'which("{program}")' not in text:
            yield program


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('subprocess.run(["qpdf", "--check", path])', ["qpdf"]),
        ('needs = shutil.which("qpdf")\nsubprocess.run(["qpdf", "--check", path])', []),
        ("subprocess.run([sys.executable, path])", []),
    ],
)
def test_a_program_that_nobody_looked_for_is_found(text, found):
    assert list(unasked_programs(text)) == found


def test_no_test_needs_a_program_that_may_be_absent():
    modules = TESTS.rglob("*.py")
    unasked = {
        str(path.relative_to(TESTS)): found
        for path in modules
        if (found := list(unasked_programs(path.read_text(encoding="utf-8"))))
    }
    assert unasked == {}
