"""Whose turn it is: everything saved since the last turn at once, and one more when quiet returns."""

from asylum_packet.watching.looking import _Stamp
from asylum_packet.watching.turns import turns


class Asleep:
    """Wakes at once, and counts how often it was asked to."""

    def __init__(self):
        self.waits = []

    def wait(self, longest_s):
        self.waits.append(longest_s)


def looks(*seen):
    """Give one look after the other: each maps paths to a number that stands for a content."""
    found = iter(seen)

    def look():
        files = next(found)
        return files and {path: _Stamp(number, number, 1) for path, number in files.items()}

    return look


def told(*seen, count):
    turn = turns(looks(*seen), Asleep())
    return [next(turn) for _ in range(count)]


def test_a_scan_that_is_being_copied_comes_when_it_is_whole():
    scan = "exhibits/a.pdf"
    found = told({"a.md": 1}, *({"a.md": 1, scan: size} for size in (1, 2, 3, 3)), count=2)
    assert [str(change) for change in found[1].changes] == [f"{scan} new"]
    grown = turns(
        looks({}, *({scan: size} for size in (1, 2, 3, 3)), {scan: 3}, {scan: 4}, {scan: 4}), Asleep()
    )
    assert [len(next(grown).changes) for _ in range(4)] == [0, 1, 0, 1]


def test_the_first_turn_comes_without_waiting():
    asleep = Asleep()
    assert next(turns(looks({"a.md": 1}), asleep)).changes == ()
    assert asleep.waits == []


def test_what_was_saved_comes_together_then_what_is_owed_once():
    quiet = {"a.md": 2, "b.md": 2}
    found = told({"a.md": 1, "b.md": 1}, quiet, quiet, quiet, {"a.md": 3, "b.md": 2}, count=4)
    assert [len(turn.changes) for turn in found] == [0, 2, 0, 1]


def test_waking_for_nothing_gives_no_turn():
    same = {"a.md": 1}
    found = told(same, same, same, {"a.md": 2}, count=2)
    assert [str(change) for change in found[1].changes] == ["a.md changed"]


def test_a_folder_that_is_gone_is_told_once_and_compared_when_it_is_back():
    found = told({"a.md": 1, "b.md": 1}, None, None, None, {"a.md": 1, "b.md": 2}, count=3)
    assert [turn.is_gone for turn in found] == [False, True, False]
    assert [str(change) for change in found[2].changes] == ["b.md changed"]
