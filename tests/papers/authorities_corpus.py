"""The corpus of citations: title, text and what the table makes of it, each after a line with a single dot.

Paragraphs are parted by blank lines and numbered as if each stood on a page of its own; "[note]" makes one a
footnote, called at "[^]" or else at the end of the paragraph above it. A line of the result is a citation and
its uses, "full 1, id. 2"; a line with "?" is a warning.
`python -m tests.papers.authorities_corpus` writes the results again: read the difference before keeping it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from asylum_packet.papers.authorities import entries, used
from asylum_packet.papers.authorities_values import Passage, Use
from asylum_packet.values import replace

CORPUS = Path(__file__).parent / "golden" / "authorities.txt"


@dataclass(frozen=True)
class Sample:
    title: str
    text: str
    expected: str
    line: int


def samples(text: str) -> Iterator[Sample]:
    """Read the corpus; every part of a sample ends with a line that is a single dot."""
    title, parts, line = "", [[]], 0
    for number, one in enumerate(text.splitlines(), start=1):
        if one == ".":
            parts.append([])
        elif len(parts) == 1 and one:
            title, line = one, number
        elif len(parts) > 1:
            parts[-1].append(one)
        if len(parts) == 4:
            yield Sample(title, "\n".join(parts[1]), "\n".join(parts[2]), line)
            parts = [[]]


def result(text: str) -> str:
    """Say what the table makes of a text."""
    numbered = list(enumerate(text.split("\n\n"), start=1))
    body = [(page, one) for page, one in numbered if not one.startswith("[note] ")]
    notes = [(page, one) for page, one in numbered if one.startswith("[note] ")]
    waiting = {place: number for number, (place, _) in enumerate(notes, start=1)}
    passages = [
        *(_passage(one, [waiting[n] for n in _below(page, waiting)]) for page, one in body),
        *(
            Passage(text=one.removeprefix("[note] "), is_note=True, note=number)
            for number, (_, one) in enumerate(notes, start=1)
        ),
    ]
    pages = [page for page, _ in (*body, *notes)]
    found = used(passages)
    uses = [replace(use, passage=pages[use.passage] - 1) for use in found.uses]
    found = replace(found, uses=tuple(uses))
    lines = entries(found.uses, [use.passage + 1 for use in found.uses])
    told = [f"{line.authority.citation} | {_places(line.uses)}" for line in lines]
    return "\n".join([*told, *(f"? {stray.text} | {stray.why}" for stray in found.strays)])


def _below(page: int, notes: Mapping[int, int]) -> list[int]:
    """List the footnotes that stand right below a paragraph."""
    places = []
    while (page := page + 1) in notes:
        places.append(page)
    return places


def _passage(text: str, notes: list[int]) -> Passage:
    """Call footnotes at the signs for them, those left over at the end."""
    marked = [match.start() for match in re.finditer(r"\[\^\]", text)]
    offsets = [at - 2 * index for index, at in enumerate(marked)] + [len(text)] * len(notes)
    return Passage(text=text.replace("[^]", " "), calls=tuple(zip(offsets, notes, strict=False)))


def _places(uses: tuple[Use, ...]) -> str:
    return ", ".join(f"{use.form} {use.passage + 1}" for use in uses)


def rewritten(text: str) -> str:
    """Write the corpus with the results as they are now."""
    return "\n".join(
        f"{one.title}\n.\n{one.text}\n.\n{result(one.text)}\n.\n".replace(".\n\n.", ".\n.")
        for one in samples(text)
    )


if __name__ == "__main__":
    CORPUS.write_text(rewritten(CORPUS.read_text(encoding="utf-8")), encoding="utf-8")
