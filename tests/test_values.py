"""Values behave as the frozen dataclasses of the standard library do."""

import copy
import pickle
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, is_dataclass, replace

import pytest

from asylum_packet.values import frozen


def made(decorated):
    """Make some classes with a decorator."""

    class Page:
        number: int
        words: str = ""
        notes: tuple[str, ...] = ()
        marks: dict[str, int] = field(default_factory=dict)
        where: str = field(default="", compare=False, repr=False)

        @property
        def label(self) -> str:
            return f"page {self.number}"

    class Bare:
        """Nothing at all."""

    class Named:
        name: str

        def __hash__(self) -> int:
            return 7

        def __repr__(self) -> str:
            return "somebody"

    return {one.__name__: decorated(one) for one in (Page, Bare, Named)}


OURS = made(frozen)
THEIRS = made(dataclass(frozen=True, slots=True, kw_only=True))
GIVEN = (
    ("Page", {"number": 3}),
    ("Page", {"number": 3, "words": "a", "notes": ("b",), "marks": {"c": 1}, "where": "d"}),
    ("Bare", {}),
    ("Named", {"name": "Marta"}),
)


@frozen
class Kept:
    """A value that a module holds, as pickle wants it."""

    number: int
    marks: tuple[int, ...] = ()


@pytest.mark.parametrize(("name", "given"), GIVEN)
def test_a_value_is_told_compared_and_copied_as_a_frozen_dataclass_is(name, given):
    ours, theirs = OURS[name](**given), THEIRS[name](**given)
    assert is_dataclass(ours)
    assert asdict(ours) == asdict(theirs)
    assert repr(ours) == repr(theirs)
    assert [each.name for each in fields(ours)] == [each.name for each in fields(theirs)]
    assert type(ours).__match_args__ == type(theirs).__match_args__
    assert ours == OURS[name](**given)
    assert ours != theirs
    assert copy.deepcopy(ours) == ours
    assert not hasattr(ours, "__dict__")


def test_a_copy_differs_where_it_is_told_to():
    page = OURS["Page"](number=3, words="a")
    assert replace(page, number=4) == OURS["Page"](number=4, words="a")
    assert page != replace(page, words="b")
    assert page.label == "page 3"


def test_fields_that_are_not_compared_change_neither_equality_nor_hash():
    one = OURS["Page"](number=3, marks=(), where="x")
    other = replace(one, where="y")
    assert one == other
    assert hash(one) == hash(other)
    assert one != OURS["Page"](number=4, marks=())


def test_every_value_has_a_default_of_its_own():
    assert OURS["Page"](number=1).marks is not OURS["Page"](number=1).marks


def test_what_a_class_says_itself_stays():
    assert hash(OURS["Named"](name="Marta")) == 7
    assert repr(OURS["Named"](name="Marta")) == "somebody"


def test_a_value_does_not_change():
    page = OURS["Page"](number=3)
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'number'"):
        page.number = 4
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'number'"):
        del page.number
    with pytest.raises(FrozenInstanceError):
        page.other = 4


@pytest.mark.parametrize("given", [((3,), {}), ((), {}), ((), {"number": 3, "unknown": 4})])
def test_fields_are_given_by_name_and_none_is_made_up(given):
    with pytest.raises(TypeError, match=r"Page\.__init__\(\)"):
        OURS["Page"](*given[0], **given[1])


def test_a_value_survives_a_pickle():
    assert pickle.loads(pickle.dumps(Kept(number=3))) == Kept(number=3)


def test_what_makes_fields_of_its_own_is_left_to_the_standard_decorator():
    class Made:
        number: int = field(init=False, default=3)

    class Finished:
        number: int

        def __post_init__(self) -> None:
            """Look at what was given."""

    for one in (Made, Finished):
        with pytest.raises(TypeError, match="more than it is given"):
            frozen(one)
