"""What changed between two sets of answers, question by question, in the form's order.

Rows of a list are matched by what they say, not by their number: a child put in between is one row added,
and a residence that only moved is told as moved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

from asylum_packet.case.answers import Answers, Part, leaves
from asylum_packet.case.questions import QUESTIONS, Question, question
from asylum_packet.case.values import joined_name
from asylum_packet.values import Struct

_LEAST_ALIKE = 0.4
_MOST_PAIRS = 40_000
_NAMES = {"first_name", "last_name", "name", "dob", "street", "school", "employer", "date", "a_number"}
"""What tells one row from another: counts three times."""
Row = Mapping[str, str]


class Kind(StrEnum):
    """What happened to an answer or a row."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


class Change(Struct, frozen=True, kw_only=True):
    """One difference.

    A question whose answer changed has `before` and `after`, "" where it was not answered. A row that was
    added, removed or moved has its answers in `row` by question, and its number (1-based) `old_row` and
    `new_row`,
    0 where it has none; `question` is then the first question of the row.
    """

    kind: Kind
    question: Question
    before: str = ""
    after: str = ""
    old_row: int = 0
    new_row: int = 0
    row: tuple[tuple[Question, str], ...] = ()


def compare(old: Answers, new: Answers) -> tuple[Change, ...]:
    """Compare two sets of answers."""
    changes = [*_single(old, new), *_children(old, new)]
    for path in _LISTS:
        changes += _list(path, _rows(old, path), _rows(new, path))
    return tuple(sorted(changes, key=_form_order))


_LISTS = (
    "entries",
    "children",
    "last_addresses",
    "residences",
    "education",
    "employment",
    "relatives.siblings",
    "signature.assistants",
)


def _form_order(change: Change) -> tuple[int, int, int]:
    """Order changes by block, row and question."""
    pattern = change.question.pattern
    block = pattern.split("[]")[0]
    first = next(asked.order for asked in QUESTIONS if asked.key.startswith(block))
    return (first, change.new_row or change.old_row or change.question.row, change.question.order)


def _single(old: Answers, new: Answers) -> Iterator[Change]:
    """Yield the changed answers outside lists."""
    before, after = (dict(_outside_lists(answers)) for answers in (old, new))
    for key in dict.fromkeys([*before, *after]):
        if not _prints_alike(key, before.get(key, ""), after.get(key, "")):
            yield Change(
                kind=Kind.CHANGED,
                question=question(key),
                before=before.get(key, ""),
                after=after.get(key, ""),
            )


def _outside_lists(answers: Answers) -> Iterator[tuple[str, str]]:
    """Yield the answers that stand in no list; the printed name is the applicant's where none is given."""
    applicant = answers.applicant
    name = joined_name(applicant.first_name, applicant.middle_name, applicant.last_name)
    for key, text in leaves(answers):
        if "[" not in key and key != "children":
            yield key, text or (name if key == "signature.printed_name" else "")


_LONE_BOX = re.compile(
    r"application\.withholding_cat|(?:.*\.)?deceased|claim\.grounds\..*|preparer\.g28_attached"
)
_DIGITS = re.compile(r"(?:.*\.)?(?:phone|ssn|uscis_account_number)")


def _prints_alike(key: str, before: str, after: str) -> bool:
    """Say whether two answers make the same form: a lone box left alone is a no, digits stay digits."""
    if _LONE_BOX.fullmatch(key):
        return (before == "yes") == (after == "yes")
    if _DIGITS.fullmatch(key):
        return re.sub(r"[\s().-]", "", before) == re.sub(r"[\s().-]", "", after)
    return before == after


def _children(old: Answers, new: Answers) -> Iterator[Change]:
    """Yield that the question for children was answered "none", or is not answered any more."""
    before, after = (_said(answers) for answers in (old, new))
    if before != after and "none" in {before, after}:
        yield Change(kind=Kind.CHANGED, question=question("children"), before=before, after=after)


def _said(answers: Answers) -> str:
    """Say how the question for children is answered."""
    if answers.children is None:
        return ""
    return str(len(answers.children) or "none")


def _rows(answers: Answers, path: str) -> list[Row]:
    """Give the rows of a list, each as its answers by name."""
    part: object = answers
    for step in path.split("."):
        part = getattr(part, step)
    rows = part if isinstance(part, tuple) else ()
    return [{name: text for name, text in leaves(row) if text} for row in rows if isinstance(row, Part)]


def _list(path: str, old: Sequence[Row], new: Sequence[Row]) -> Iterator[Change]:
    """Yield the changes of a list."""
    pairs = _matched(old, new)
    lone_old = [index for index in range(len(old)) if index not in dict(pairs)]
    lone_new = [index for index in range(len(new)) if index not in {now for _, now in pairs}]
    for was in list(lone_old):
        now = next((n for n in lone_new if _alike(old[was], new[n]) >= 2 * _LEAST_ALIKE), None)
        if now is not None:
            lone_old.remove(was)
            lone_new.remove(now)
            yield _row(Kind.MOVED, path, new[now], old_row=was + 1, new_row=now + 1)
            pairs.append((was, now))
    for was, now in pairs:
        yield from _within(path, old[was], new[now], was, now)
    for was in lone_old:
        yield _row(Kind.REMOVED, path, old[was], old_row=was + 1)
    for now in lone_new:
        yield _row(Kind.ADDED, path, new[now], new_row=now + 1)


def _row(kind: Kind, path: str, row: Row, *, old_row: int = 0, new_row: int = 0) -> Change:
    """Make the change of a whole row."""
    keys = [f"{path}[{(new_row or old_row) - 1}].{name}" for name in row]
    told = tuple((question(key), text) for key, text in zip(keys, row.values(), strict=True))
    first = next(asked.key for asked in QUESTIONS if asked.key.startswith(f"{path}[]."))
    asked = question(first.replace("[]", f"[{(new_row or old_row) - 1}]"))
    return Change(kind=kind, question=asked, old_row=old_row, new_row=new_row, row=told)


def _within(path: str, old: Row, new: Row, was: int, now: int) -> Iterator[Change]:
    """Yield the changed answers of a row that stayed."""
    for name in dict.fromkeys([*old, *new]):
        if not _prints_alike(name, old.get(name, ""), new.get(name, "")):
            yield Change(
                kind=Kind.CHANGED,
                question=question(f"{path}[{now}].{name}"),
                before=old.get(name, ""),
                after=new.get(name, ""),
                old_row=was + 1,
                new_row=now + 1,
            )


def _matched(old: Sequence[Row], new: Sequence[Row]) -> list[tuple[int, int]]:
    """Pair the rows that are the same or much alike, in order: the pairing with the most in common."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    middle_old, middle_new = old[start : len(old) - end], new[start : len(new) - end]
    if len(middle_old) * len(middle_new) > _MOST_PAIRS:
        pairs = _same(middle_old, middle_new)
    else:
        pairs = _best(middle_old, middle_new)
    return [
        *((n, n) for n in range(start)),
        *((was + start, now + start) for was, now in pairs),
        *((len(old) - n, len(new) - n) for n in range(end, 0, -1)),
    ]


def _same(old: Sequence[Row], new: Sequence[Row]) -> list[tuple[int, int]]:
    """Pair the rows that did not change, for lists too long to weigh every pair."""
    blocks = SequenceMatcher(
        None, [tuple(row.items()) for row in old], [tuple(row.items()) for row in new], autojunk=False
    ).get_matching_blocks()
    return [(b.a + n, b.b + n) for b in blocks for n in range(b.size)]


def _best(old: Sequence[Row], new: Sequence[Row]) -> list[tuple[int, int]]:
    """Pair rows in order so that they have the most in common (Needleman and Wunsch, without a gap cost)."""
    alike = [[_alike(row, other) for other in new] for row in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            paired = alike[i][j] + best[i + 1][j + 1] if alike[i][j] >= _LEAST_ALIKE else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if alike[i][j] >= _LEAST_ALIKE and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _alike(old: Row, new: Row) -> float:
    """Weigh what two rows have in common: 1 where they are the same, 0 where nothing is."""
    names = dict.fromkeys([*old, *new])
    weights = {name: 3 if name in _NAMES else 1 for name in names}
    total = sum(weights.values())
    same = sum(
        weights[name]
        for name in names
        if _prints_alike(name, old.get(name, "").casefold(), new.get(name, "").casefold())
    )
    return same / total if total else 1.0
