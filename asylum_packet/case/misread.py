"""Names in exhibits/ that nearly say something: read as they stand, and told of.

    police report [es] translation.pdf   a translation without its dash, beside police report [es].pdf
    police report (es).pdf               a language in round brackets
    3-5-2024 letter.pdf                  a day that is not written as 2024-03-05

Nothing is guessed in silence: the file stays a document of its own until its name is changed.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterable, Iterator
from typing import Final

from asylum_packet.case.codes import found
from asylum_packet.case.languages import language_name
from asylum_packet.case.names import bare
from asylum_packet.case.pairing import ExhibitFile
from asylum_packet.findings import Finding
from asylum_packet.sequence import PartKind

_KINDS: Final = {
    **dict.fromkeys(("translation", "translated", "transl", "traduccion"), PartKind.TRANSLATION),
    **dict.fromkeys(("certificate", "certification"), PartKind.CERTIFICATE),
}
_BETWEEN: Final = frozenset({"certified", "english", "of", "accurate", "and", "with", "the"})
_OTHER_WORDS: Final = frozenset({"transaction", "transactions", "transition", "transitions"})
_MOST_WORDS: Final = 4
_SIMILAR: Final = 0.8

_ROUND = re.compile(r"\(([A-Za-z]{2,3}|[A-Za-z' ]{4,20})\)")
_LIKE_A_DAY = re.compile(
    r"""(?:[0-9]{1,2}[-._][0-9]{1,2}[-._](?:19|20)[0-9]{2}    # 3-5-2024
          |[0-9]{1,2}-[0-9]{1,2}-[0-9]{2}                     # 3-5-24; 3.5.24 is an order token
          |(?P<iso>(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2})
          |(?:19|20)[0-9]{2}[-._][0-9]{1,2}[-._][0-9]{1,2}    # 2024-3-5
          |(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9]       # 20240305
         )(?![0-9])""",
    re.VERBOSE,
)
_SPAN = re.compile(r".*[0-9]{4}-[0-9]{2}")


def near_companions(files: Iterable[ExhibitFile], originals: Iterable[ExhibitFile]) -> Iterator[Finding]:
    """Yield a finding for each file that is nearly named as the companion of another.

    Args:
        files: The files that nobody gave a title or id of their own.
        originals: Every document.
    """
    by_id = {(file.folder, file.id): file for file in originals}
    for file in files:
        words = file.id.split("-")
        for count in range(1, min(_MOST_WORDS, len(words) - 1) + 1):
            original = by_id.get((file.folder, "-".join(words[:-count])))
            kind = _kind(words[-count:]) if original else None
            if original and kind:
                yield _near(file, original, kind)
                break


def _kind(words: list[str]) -> PartKind | None:
    """Say what the last words of a name nearly make a file, None where they say something else."""
    kinds = [_nearest(word) for word in words if word not in _BETWEEN]
    if not kinds or None in kinds:
        return None
    bound = PartKind.TRANSLATION in kinds and {"and", "with"} & set(words)
    return PartKind.CERTIFICATE if PartKind.CERTIFICATE in kinds and not bound else PartKind.TRANSLATION


def _nearest(word: str) -> PartKind | None:
    """Give the kind of companion a word, also a mistyped one, stands for."""
    if word in _OTHER_WORDS:
        return None
    near = difflib.get_close_matches(word[:40], _KINDS, n=1, cutoff=_SIMILAR)
    return _KINDS[near[0]] if near else None


def _near(file: ExhibitFile, original: ExhibitFile, kind: PartKind) -> Finding:
    """Make the finding of a companion that stands as a document of its own."""
    name, stem = file.path.rpartition("/")[2], bare(original.path.rpartition("/")[2])
    message = (
        f"this file is named almost like the {kind.value} of '{original.path}', and is a document of its own"
    )
    fix = (
        f'did you mean "{stem} - {kind.value}{name[len(bare(name)) :]}"? '
        f'if not, write in exhibits.yaml "{file.path}": {{title: its title}}'
    )
    return found("EXHIBITS-companion-near", message, file.where, fix)


def round_marks(files: Iterable[ExhibitFile]) -> Iterator[Finding]:
    """Yield a finding for each file with a language in round brackets, which is read as part of the title."""
    for file in files:
        marks = _ROUND.findall(bare(file.path.rpartition("/")[2]))
        mark = next((mark for mark in marks if language_name(mark)), "")
        if mark and not file.name.language:
            message = f"({mark}) in the file name is read as part of the title, not as its language"
            fix = f'did you mean [{mark}]? else write in exhibits.yaml "{file.path}": {{language: its name}}'
            yield found("EXHIBITS-language", message, file.where, fix)


def odd_days(files: Iterable[ExhibitFile]) -> Iterator[Finding]:
    """Yield a finding for each file whose name starts like a day that we cannot read."""
    for file in files:
        stem = bare(file.path.rpartition("/")[2]).strip()
        if not file.name.date and any(_starts_like_a_day(text) for text in (stem, file.name.title)):
            message = "the file name starts like a date that cannot be read, and has it in the title"
            fix = (
                f"write year, month, day and a space, such as 2024-03-05, "
                f'or write in exhibits.yaml "{file.path}": {{date: its date}}'
            )
            yield found("EXHIBITS-date", message, file.where, fix)


def _starts_like_a_day(text: str) -> bool:
    """Say whether a text starts with a day in another shape than ours, or one that is not in the calendar."""
    match = _LIKE_A_DAY.match(text)
    if match is None or not match["iso"]:
        return match is not None
    try:
        dt.date.fromisoformat(match["iso"])
    except ValueError:
        return True
    return not _SPAN.match(text, match.end())
