"""What a brief cites in full, for its short forms: cases by name and volume, codes by section."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from asylum_packet.papers.authorities_names import called, folded, possible
from asylum_packet.papers.authorities_values import Authority, Group, Hit, What
from asylum_packet.values import Struct, field

_CODE = re.compile(r"(?P<code>INA |\d+ (?:USC|CFR) (?:pt\. )?)(?P<number>[\w.]+(?:-\d\w*)?)")
_NUMBER = re.compile(r"[\w.]+(?:-\d\w*)?")


class Book(Struct):
    """The full citations of a brief: `primary` leads from parallel citations to the first one."""

    cases: dict[str, Authority] = field(default_factory=dict)
    primary: dict[str, str] = field(default_factory=dict)
    keys: dict[str, list[str]] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=dict)
    volumes: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    others: dict[str, Authority] = field(default_factory=dict)

    def full(self, hit: Hit) -> Authority | None:
        """Give the authority of a full citation; None for a case that nothing names."""
        if hit.what is What.CASE:
            found = next((key for key in _keys(hit) if key in self.primary), None)
            return self.cases[self.primary[found]] if found else None
        return self.others.get(hit.key) or Authority(key=hit.key, group=hit.group, label=hit.label)

    def short(self, hit: Hit) -> tuple[Authority, ...]:
        """Give the authorities that a short form may mean."""
        if " FR at " in hit.key:
            return self._notice(hit.key)
        if hit.label:
            return (self.others[hit.key],) if hit.key in self.others else ()
        named = self._named(hit.name)
        if hit.what is not What.SHORT_CASE:
            return tuple(self.cases[key] for key in named)
        volume, _, page = hit.key.rpartition(" ")
        in_volume = [(first, key) for first, key in self.volumes.get(volume, []) if first <= _number(page)]
        both = [pair for pair in in_volume if pair[1] in named]
        if both or not named:
            nearest = max(both or in_volume, default=None)
            return (self.cases[nearest[1]],) if nearest else ()
        return tuple(self.cases[key] for key in named)

    def _notice(self, key: str) -> tuple[Authority, ...]:
        """Give the notice of the Federal Register that a page of its volume belongs to."""
        volume, _, page = key.partition(" FR at ")
        begun = ((one.partition(" FR ")[2], one) for one in self.others if one.startswith(f"{volume} FR "))
        first = max(
            (pair for pair in ((_number(p), one) for p, one in begun) if pair[0] <= _number(page)),
            default=None,
        )
        return (self.others[first[1]],) if first else ()

    def _named(self, name: str) -> list[str]:
        """Look a name up, with fewer and fewer of its words."""
        return next((self.names[words] for words in possible(name) if words in self.names), [])

    def code_of(self, section: str, last: Authority | None, *, surely: bool) -> str | None:
        """Name the code of a section: one in which the brief cites it, or that of the authority before."""
        match = _NUMBER.match(section)
        number = match[0] if match else section
        before = _CODE.match(last.key) if last else None
        if before and before["number"] == number:
            return before["code"]
        if number in self.codes:
            return self.codes[number]
        if before and surely:
            # Behind "8 C.F.R. pt. 1003" a section of those rules has a point in its number.
            code = before["code"].removesuffix("pt. ")
            if ("." in before["number"] or code != before["code"]) == ("." in number):
                return code
        return None

    def add_other(self, hit: Hit) -> None:
        """Enter what is neither a decision nor a code; the longest of its labels is the line of the table."""
        before = self.others.get(hit.key)
        if before is None or len(hit.label) > len(before.label):
            self.others[hit.key] = Authority(key=hit.key, group=hit.group, label=hit.label)

    def add_case(self, hit: Hit, name: str) -> None:
        """Enter a full citation, or what an earlier one of the same decision left out."""
        keys = _keys(hit)
        first = next((self.primary[key] for key in keys if key in self.primary), keys[0])
        for key in keys:
            if key not in self.primary:
                self.primary[key] = first
                volume, _, page = key.rpartition(" ")
                self.volumes.setdefault(volume, []).append((_number(page), first))
        before = self.cases.get(first)
        label = before.label if before else hit.label
        label += f" ({hit.court})" if hit.court and "(" not in label else ""
        label += hit.fate if hit.fate and hit.fate not in label else ""
        self.cases[first] = Authority(
            key=first, group=Group.CASES, label=label, name=before.name if before else name
        )
        for short in (*called(name), *filter(None, (folded(hit.alias),))):
            known = self.names.setdefault(short, [])
            if first not in known:
                known.append(first)


def book_of(passages: Iterable[Sequence[Hit]]) -> Book:
    """Enter every full citation; those without a name take the one before them in the paragraph."""
    book = Book()
    read = list(passages)
    for hits in read:
        for hit in hits:
            if hit.what is What.CASE and hit.name:
                book.add_case(hit, hit.name)
            elif hit.what is What.SECTION:
                match = _CODE.match(hit.key)
                if match:
                    book.codes[match["number"]] = match["code"]
            elif hit.what is What.OTHER:
                book.add_other(hit)
    for hits in read:
        _add_nameless(book, hits)
    return book


def _add_nameless(book: Book, hits: Sequence[Hit]) -> None:
    """Give a citation that no name stands before the last name of a case in its paragraph."""
    name = ""
    for hit in hits:
        if hit.what is What.NAME and hit.key == "named":
            name = hit.name if not book.names.get(folded(hit.name)) else ""
        elif hit.what is What.CASE and not hit.name and book.full(hit) is None and name:
            book.add_case(hit, name)
            name = ""


def _keys(hit: Hit) -> tuple[str, ...]:
    """Give the citations of a decision; one whose page is still blank is told by its name."""
    return tuple(f"{key} ({folded(hit.name)})" if key.endswith("___") else key for key in hit.keys)


def _number(page: str) -> int:
    """Read a page; what is no number comes first."""
    digits = page.lstrip("*")
    return int(digits) if digits.isdecimal() else 0
