"""Content that hypothesis draws: operators of every sort with operands of every sort, in any order."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.intake.odd.making import Leaf, Odd, chart, document, fonts

_MANY = 30
_NUMBERS = st.one_of(
    st.integers(-50, 650).map(str),
    st.floats(-700, 700, allow_nan=False).map(lambda value: f"{value:.3f}"),
    st.sampled_from(["0", "1", "-.5", "+3", "0.0001", "30000", "4."]),
)
_PART = st.floats(0, 1).map(lambda value: f"{value:.2f}")


def _operator(name: str, *operands: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*operands).map(lambda given: " ".join([*given, name]))


_PATHS = st.one_of(
    _operator("m", _NUMBERS, _NUMBERS),
    _operator("l", _NUMBERS, _NUMBERS),
    _operator("c", *[_NUMBERS] * 6),
    _operator("re", *[_NUMBERS] * 4),
    _operator("h"),
)
_PAINTS = st.sampled_from(["S", "s", "f", "f*", "B", "b*", "n", "W n", "W* n"])
_STATES = st.one_of(
    _operator("rg", _PART, _PART, _PART),
    _operator("RG", _PART, _PART, _PART),
    _operator("k", _PART, _PART, _PART, _PART),
    _operator("g", _PART),
    _operator("w", st.sampled_from(["0", "0.5", "3", "20"])),
    _operator("J", st.sampled_from(["0", "1", "2"])),
    _operator("cm", *[st.sampled_from(["1", "0", "0.5", "-0.3", "1.2"])] * 4, _NUMBERS, _NUMBERS),
    st.sampled_from(["q", "Q", "[4 2] 0 d", "[] 0 d", "0.5 i", "/Perceptual ri"]),
)
_WORDS = st.one_of(
    _operator("Td", _NUMBERS, _NUMBERS).map(lambda move: f"BT /F 24 Tf {move} (Ejemplo) Tj ET"),
    _operator("Tr", st.sampled_from(["0", "1", "2"])).map(
        lambda mode: f"BT {mode} /F 40 Tf 90 90 Td (Ab) ' ET"
    ),
)
_CONTENT = st.lists(st.one_of(_PATHS, _PATHS, _PAINTS, _STATES, _WORDS), min_size=8, max_size=60)


def drawn() -> Iterator[Odd]:
    """Yield pages of drawn content, the same every time."""
    found: list[bytes] = []

    @seed(Random(589).getrandbits(32))
    @settings(
        max_examples=_MANY,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(steps=_CONTENT)
    def collect(steps: list[str]) -> None:
        found.append(chart() + b"\n" + "\n".join(steps).encode())

    collect()
    for number, content in enumerate(found):
        yield Odd(name=f"drawn-{number:02}", data=document(Leaf(content=content, resources=fonts())))
