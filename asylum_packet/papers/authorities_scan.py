"""What looks like a citation in a paragraph, each stretch of text read once; kept by the paragraph's text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache

from asylum_packet.papers.authorities_cases import cases, inner, later, parallel_after
from asylum_packet.papers.authorities_codes import codes
from asylum_packet.papers.authorities_names import name_before
from asylum_packet.papers.authorities_other import known_reporter, others, records, unknown
from asylum_packet.papers.authorities_values import Hit, What, has_any
from asylum_packet.papers.authorities_works import works
from asylum_packet.values import replace

_SPACES = dict.fromkeys(
    (*range(9, 14), *range(28, 32), 0x85, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x3000), " "
)
_PLAIN = _SPACES | {0x2018: "'", 0x2019: "'", 0x2010: "-", 0x2011: "-"}
_RUN = re.compile(" {2,}")
_DASH_OF_INITIALS = re.compile(r"(?<=[\W_][A-Z])–(?=[A-Z][–-]|[\s,;.)&]|$)")
"""Word makes dashes of the hyphens in "Matter of M–E–V–G–"."""
_WORTH_READING = re.compile(
    r"\d|Matter\s+of|In\s+re|\sv[s.]|[Ii]d\.|[Ii]bid|supra|Convention|Protocol|Manual|Handbook|[A-Z][-‐‑–]"
)
_WORTH_LOOKING = (
    *("Matter", "In", "v.", "vs", "id.", "Id.", "bid", "supra", "Convention", "Protocol", "Manual"),
    "Handbook",
    *"-‐‑–",
)
"""One of these stands wherever that pattern, which takes its time, finds something other than a digit."""
_MAY_BE_VOLUME = re.compile(r"\d\s+[A-Z]")
_DIGIT = re.compile(r"\d")
_MAY_REACH_A_NUMBER = ("Tab", "Ex", "Tr.", "R.", "Decl", "Aff", "¶", "§", "Sec", "sec", "Art", "art", "No")
_Stretches = tuple[tuple[int, int], ...]
_CAPITAL = re.compile(r"[A-ZÀ-Þ]\w")
_MAY_BE_INNER = {What.SECTION, What.BARE_SECTION, What.OTHER}
_WEIGHT = {
    What.CASE: 0,
    What.SHORT_CASE: 1,
    What.SECTION: 2,
    What.OTHER: 3,
    What.SUPRA: 4,
    What.ID: 5,
    What.RECORD: 6,
    What.NAME_AT: 7,
    What.NAME: 8,
    What.BARE_SECTION: 9,
    What.UNKNOWN: 10,
}


@lru_cache(maxsize=4096)
def scan(text: str, taken: _Stretches = (), slanted: _Stretches = ()) -> tuple[Hit, ...]:
    """List what looks like a citation, in order, nothing twice.

    `taken` stretches lead to the record; `slanted` ones are in italics, as names of cases are.
    """
    numbered = any(_DIGIT.search(text, start, end) for start, end in taken)
    if not slanted and not numbered and not _may_cite(text):
        return ()
    held = [Hit(start=start, end=end, what=What.RECORD, keys=("record",)) for start, end in taken]
    if numbered and not slanted and not _is_worth_reading(text, taken):
        return tuple(held)
    flat, places = _flat(text)
    hits = [hit for read in (cases, codes, others, works, later, records, unknown) for hit in read(flat)]
    hits = [hit for one in _apart(hits) for hit in _reported(flat, one)]
    placed = (_placed(hit, places) for hit in hits) if places else hits
    named = (
        Hit(start=start, end=end, what=What.NAME, name=text[start:end].removesuffix("’s"))
        for start, end in slanted
        if _CAPITAL.search(text, start, end)
    )
    return _apart([*held, *placed, *named])


def _is_worth_reading(text: str, taken: _Stretches) -> bool:
    """Say whether there may be a citation apart from the stretches that lead to the record.

    What reaches into such a stretch is none, as the record comes first; but a page there may look like a
    volume to the words behind it.
    """
    parts, at = [], 0
    for start, end in taken:
        if _MAY_BE_VOLUME.search(text, start, end + 9):
            return True
        parts.append(text[at:start])
        at = end
    if any(part.rstrip().endswith("at") for part in parts):
        return True
    rest = "\n".join((*parts, text[at:]))
    return has_any(rest, _MAY_REACH_A_NUMBER) or _may_cite(rest)


def _may_cite(text: str) -> bool:
    """Say whether a text holds a sign without which there is no citation in it."""
    if _DIGIT.search(text):
        return True
    return has_any(text, _WORTH_LOOKING) and _WORTH_READING.search(text) is not None


def _flat(text: str) -> tuple[str, list[int]]:
    """Make every run of spaces one space, and signs plain; say where letters stood, if they moved."""
    plain = text if text.isascii() and text.isprintable() else text.translate(_PLAIN)
    plain = _DASH_OF_INITIALS.sub("-", plain) if "–" in plain else plain
    if "  " not in plain:
        return plain, []
    parts: list[str] = []
    places: list[int] = []
    at = 0
    for run in _RUN.finditer(plain):
        parts.append(plain[at : run.start() + 1])
        places += range(at, run.start() + 1)
        at = run.end()
    parts.append(plain[at:])
    places += range(at, len(plain) + 1)
    return "".join(parts), places


def _placed(hit: Hit, places: list[int]) -> Hit:
    """Move a hit to where its letters stand in the text as printed."""
    moved = tuple(
        replace(section, start=places[section.start], end=places[section.end - 1] + 1)
        for section in hit.sections
    )
    return replace(hit, start=places[hit.start], end=places[hit.end - 1] + 1, sections=moved)


def _weight(hit: Hit) -> tuple[int, int, int]:
    """Put a surer hit before a vaguer one, and of two alike the first and the longer."""
    sure = hit.what in {What.RECORD, What.UNKNOWN} and hit.keys
    named = hit.what is What.NAME and not hit.key
    return (-1 if sure else _WEIGHT[hit.what] + (3 if named else 0), hit.start, -hit.end)


def _apart(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Keep the surest of overlapping hits."""
    starts: list[int] = []
    kept: list[Hit] = []
    for hit in sorted(hits, key=_weight):
        index = bisect_left(starts, hit.start)
        if (index and kept[index - 1].end > hit.start) or (index < len(kept) and kept[index].start < hit.end):
            continue
        starts.insert(index, hit.start)
        kept.insert(index, hit)
    return tuple(kept)


def _reported(text: str, hit: Hit) -> Iterator[Hit]:
    """Tell a decision of a reporter that is not among ours; one that nobody knows stays unknown."""
    if hit.what is not What.UNKNOWN:
        yield replace(hit, is_inner=True) if hit.what in _MAY_BE_INNER and inner(text, hit.start) else hit
        return
    name = name_before(text, hit.start)
    parallel, court, end = parallel_after(text, hit.end)
    if name is None:
        if court:
            yield replace(hit, end=end)
        return
    whole = replace(hit, start=name.start, end=end, keys=(hit.key, *parallel))
    if known_reporter(hit.key):
        label = ", ".join(whole.keys)
        yield replace(whole, what=What.CASE, name=name.text, label=label, court=court)
    else:
        yield whole
