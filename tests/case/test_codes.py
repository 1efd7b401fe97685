"""The table of codes: complete, sorted by nothing but sense, and true."""

import ast
import re
from pathlib import Path

import asylum_packet.case
from asylum_packet.case.codes import CODES

CODE = re.compile("(CASE|EXHIBITS)-[a-z-]+")
ROOM = Path(asylum_packet.case.__file__).parent


def written_codes():
    """Every text in the room that looks like a code."""
    for path in ROOM.glob("*.py"):
        if path.name != "codes.py":
            nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            texts = (node.value for node in nodes if isinstance(node, ast.Constant))
            yield from (t for t in texts if isinstance(t, str) and CODE.fullmatch(t))


def test_the_table_and_the_code_name_the_same_codes():
    assert {code.id for code in CODES} == set(written_codes())


def test_every_code_stands_once_with_its_meaning():
    assert len({code.id for code in CODES}) == len(CODES)
    assert all(
        code.meaning and code.meaning[0].islower() and not code.meaning.endswith(".") for code in CODES
    )


def test_every_code_has_a_test():
    here = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert [code.id for code in CODES if code.id not in here] == []
