"""Patterns that are compiled when they are first asked."""

import re
import sys

from asylum_packet.checks import claim
from asylum_packet.papers import authorities
from asylum_packet.patterns import Pattern


def test_a_pattern_is_asked_as_a_compiled_one():
    pattern, compiled = Pattern(r"(\w)-(\d)", re.IGNORECASE), re.compile(r"(\w)-(\d)", re.IGNORECASE)
    text = "a-1 b-2"
    for name in ("search", "match", "fullmatch"):
        ours, theirs = (getattr(one, name)(text, 4) for one in (pattern, compiled))
        assert (ours and ours.span()) == (theirs and theirs.span()), name
    assert [one[0] for one in pattern.finditer(text)] == ["a-1", "b-2"]
    assert pattern.sub(r"\2", text) == "1 2"


def test_nothing_is_compiled_before_it_is_asked():
    pattern = Pattern(r"(?P<broken")
    assert "compiled" not in vars(pattern)


def test_every_pattern_of_the_package_compiles():
    assert claim
    assert authorities
    modules = [module for name, module in sys.modules.items() if name.startswith("asylum_packet.")]
    found = [one for module in modules for one in vars(module).values() if isinstance(one, Pattern)]
    assert found
    for pattern in found:
        assert pattern.compiled.pattern == pattern.text
