"""How the fields of a file differ from those of the editions we have measured.

Of a measured edition only names and check digits are kept, so a field that changed shows as changed, and one
that was renamed shows as renamed where all else about it stayed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from asylum_packet.form.boxes import Box, BoxKind, check_digits, checks, is_left_empty
from asylum_packet.values import Struct, replace

_SUPPLEMENT_PAGES = {"supplement_a.": 11, "supplement_b.": 12}
_PAGES_BEFORE = 10


class Differences(Struct, frozen=True, kw_only=True):
    """What is different from a measured edition, by names of fields; `renamed` pairs old names with new."""

    edition: str
    renamed: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    @property
    def names(self) -> int:
        """How many fields have another name, or are missing or added."""
        return len(self.renamed) + len(self.missing) + len(self.added)

    def __bool__(self) -> bool:
        """Say whether there is any."""
        return bool(self.names or self.changed)


def compare(boxes: Iterable[Box], edition: str) -> Differences:
    """Compare the fields of a file with those of a measured edition."""
    expected = checks()[edition]
    present = {box.name: box for box in boxes if box.kind is not BoxKind.BAR_CODE}
    missing = sorted(expected.keys() - present.keys())
    added = sorted(present.keys() - expected.keys())
    renamed = dict(_renamed(missing, [present[name] for name in added], expected))
    return Differences(
        edition=edition,
        renamed=tuple(renamed.items()),
        missing=tuple(name for name in missing if name not in renamed),
        added=tuple(name for name in added if name not in renamed.values()),
        changed=tuple(
            name
            for name in sorted(expected.keys() & present.keys())
            if expected[name] != check_digits(present[name])
        ),
    )


def _renamed(
    missing: Sequence[str], added: Sequence[Box], expected: Mapping[str, str]
) -> Iterable[tuple[str, str]]:
    """Yield the fields that only changed their names: under the old one, their check digits are right."""
    free = list(added)
    for name in missing:
        same = [box for box in free if check_digits(replace(box, name=name)) == expected[name]]
        if len(same) == 1:
            free.remove(same[0])
            yield name, same[0].name


def nearest(boxes: Sequence[Box]) -> Differences:
    """Compare with the measured edition that has the fewest names and then the fewest places different."""
    return min(
        (compare(boxes, edition) for edition in checks()),
        key=lambda found: (found.names, len(found.changed)),
    )


def obstacle(boxes: Sequence[Box]) -> str:
    """Say why a form of unknown geometry cannot be filled by the names of its fields; "" where it can.

    Every answer needs exactly one box of its own, and supplements have to stand on pages of their own.
    """
    found = nearest(boxes)
    lost = [*(old for old, _ in found.renamed), *found.missing]
    if lost:
        return f"{_listed(lost)} of the nearest edition, {found.edition}, {_is_are(lost)} not there"
    counted = Counter((box.key, box.value) for box in boxes if box.key and box.kind is not BoxKind.BAR_CODE)
    twice = [_said(key, value) for (key, value), count in counted.items() if count > 1]
    if twice:
        return f"more than one field claims {_listed(twice)}"
    ticks = [box.name for box in boxes if box.key and not _takes_what_it_asks(box)]
    if ticks:
        return f"{_listed(ticks)} cannot take the answer asked for"
    strange = [box.name for box in boxes if box.key and not _stands_well(box)]
    if strange:
        return f"{_listed(strange)} {_is_are(strange)} on a page of another part"
    small = [box.name for box in boxes if box.key == "supplement_b.text" and not _holds_stories(box)]
    return f"{_listed(small)} is too small for the text of Supplement B" if small else ""


def _holds_stories(box: Box) -> bool:
    """Say whether the large box of Supplement B has room for headings with some lines of text."""
    return box.is_multiline and box.width_pt >= 300 and box.height_pt >= 200


def _takes_what_it_asks(box: Box) -> bool:
    """Say whether a box to tick can be ticked, and a box for text is none."""
    if box.value:
        return box.kind is BoxKind.TICK and bool(box.state)
    return box.kind is not BoxKind.TICK or is_left_empty(box.key)


def _stands_well(box: Box) -> bool:
    """Say whether a field stands on a page where its part can stand."""
    page = next((page for start, page in _SUPPLEMENT_PAGES.items() if box.key.startswith(start)), 0)
    if box.kind is BoxKind.BAR_CODE or is_left_empty(box.key):
        return True
    return box.page == page if page else box.page <= _PAGES_BEFORE


def _said(key: str, value: str) -> str:
    """Name what a box asks."""
    return f"{key} = {value}" if value else key


def _listed(names: Sequence[str]) -> str:
    """Name the first few, and how many more there are."""
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return f"{', '.join(names[:3])}{more}"


def _is_are(names: Sequence[str]) -> str:
    """Choose the verb."""
    return "is" if len(names) == 1 else "are"


def told(found: Differences) -> str:
    """Say in one line what is different: "missing: A, B and 3 more; moved or changed: C"."""
    renamed = [f"{old} as {new}" for old, new in found.renamed]
    groups = (
        ("renamed:", renamed),
        ("missing:", found.missing),
        ("not known:", found.added),
        ("moved or changed:", found.changed),
    )
    return "; ".join(f"{words} {_listed(names)}" for words, names in groups if names)
