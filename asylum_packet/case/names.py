"""What the name of an exhibit says: order, date, title, language, and whether it goes beside another file.

    03 2024-03-02 police report [es] - translation.pdf
    order  date   title         language  companion

Names are read, never changed. Everything here is pure and knows no folder.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
import zlib
from typing import Final

from asylum_packet.case.languages import language_name
from asylum_packet.sequence import PartKind
from asylum_packet.values import Struct

_DASH = "-–—"
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_EXTENSIONS: Final = frozenset(
    (
        *("pdf", "jpg", "jpeg", "jfif", "png", "tif", "tiff", "heic"),
        *("heif", "webp", "bmp", "gif", "txt", "md", "rtf", "doc"),
        *("docx", "docm", "odt", "xls", "xlsx", "xlsm", "ods", "csv", "ppt"),
        *("pptx", "odp", "html", "htm", "mht", "mhtml", "eml", "msg"),
        *("mp3", "m4a", "wav", "ogg", "opus", "mp4", "mov", "avi", "mkv", "3gp", "zip"),
        *("rar", "7z", "pages", "numbers", "key"),
    )
)

_NUMBER = r"[0-9]{1,4}(?:\.[0-9]{1,3})*[a-z]?"
_SEPARATED_ORDER = re.compile(
    rf"""(?:{_NUMBER}\s*[.)_]+(?![0-9])\s*           # 2. title
          |{_NUMBER}[{_DASH}](?![0-9])\s*             # 03-title, never 2024-03
          |{_NUMBER}[)_]+                             # 01_2024-03-02 title
          |([A-Z])\1{{0,2}}(?:_+|[.)]\s+)             # C_title  AA. title
          |[a-z][.)]\s+                               # b) title
          |(?:{_NUMBER}|([A-Z])\2{{0,2}})\s*[.)]?\s*[{_DASH}]+\s+    # B - title
         )(?:[{_DASH}]+\s+)?(?=\S)""",
    re.VERBOSE,
)
_SPACED_ORDER = re.compile(r"([0-9]{1,4})((?:\.[0-9]{1,3})*[a-z]?)\s+(?=\S)")
_DAY = re.compile(rf"([0-9]{{4}})-([0-9]{{2}})(?:-([0-9]{{2}}))?(?![0-9])(?:[\s_,.]*[{_DASH}]\s+|[\s_,.]+|$)")
_SPAN = re.compile(rf"(?:to|until|[{_DASH}])?\s*[0-9]{{4}}-[0-9]{{2}}\b")
_COMPANION = re.compile(
    rf"""(?:\s+[{_DASH}]+\s*|\s*[–—]\s*)
         (?P<word>(?:certified\s+|english\s+)?translation(?:\s+(?:and|with)\s+certificate)?
           |(?:certificate|certification)(?:\s+of\s+(?:accurate\s+)?translation)?
           |(?:translation|translator'?s?)\s+(?:certificate|certification))
         \s*$""",
    re.VERBOSE | re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*\[([A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?|[A-Za-z' ]{4,20})\]")
_CODE = re.compile(r"[A-Za-z]{2,3}")


_Word = tuple[tuple[int, int, str], ...]


class ReadName(Struct, frozen=True, kw_only=True):
    """What a file or folder name says.

    `order` is its leading token as written; `date` is printed as it will be printed; `companion` is set for
    what goes beside an original; `odd_mark` is a bracketed code that is no language we know.
    """

    order: str = ""
    date: str = ""
    title: str
    language: str = ""
    companion: PartKind | None = None
    odd_mark: str = ""


def read_name(name: str, *, siblings: int = 1) -> ReadName:
    """Read the name of a file in exhibits/, with or without its extension.

    Args:
        name: The last part of the path.
        siblings: How many names lie beside it; a bare number ("12 letters") counts as order only up to 99,
            or twice that many.
    """
    stem = bare(name)
    rest = _spaced(stem)
    rest, companion, language, odd_mark = _read_end(rest)
    order, rest = _read_order(rest, most=max(99, 2 * siblings))
    date, rest = _read_date(rest)
    title = _capital(" ".join(rest.split())) or date or _capital(stem.strip()) or name
    return ReadName(
        order=order, date=date, title=title, language=language, companion=companion, odd_mark=odd_mark
    )


def bare(name: str) -> str:
    """Take the extension off a file name; a full stop inside a title is none."""
    name = unicodedata.normalize("NFC", name)
    while True:
        stem, dot, extension = name.rpartition(".")
        if not (dot and stem.strip() and extension.casefold() in _EXTENSIONS):
            return name
        name = stem


def _spaced(stem: str) -> str:
    """Turn the underscores of a name that has no spaces into spaces."""
    return stem if " " in stem.strip() else re.sub(r"(?<=..)_+", " ", stem)


def _read_end(rest: str) -> tuple[str, PartKind | None, str, str]:
    """Read the language mark and the companion word, in either order."""
    language = odd_mark = ""
    companion = None
    for match in _BRACKET.finditer(rest):
        if name := language_name(match[1]):
            language = name
            rest = rest.replace(match[0], "", 1)
        elif _CODE.fullmatch(match[1]):
            odd_mark = match[1]
    if end := _COMPANION.search(rest):
        companion = _companion_kind(end["word"].casefold())
        rest = rest[: end.start()]
    return rest.strip(), companion, language, odd_mark


def _companion_kind(word: str) -> PartKind:
    """Tell a translation (also one bound with its certificate) from a certificate."""
    bound = " and " in word or " with " in word
    return PartKind.TRANSLATION if bound or "certificat" not in word else PartKind.CERTIFICATE


def _read_order(rest: str, *, most: int) -> tuple[str, str]:
    """Take a leading order token off."""
    if _read_date(rest)[0]:
        return "", rest
    if match := _SEPARATED_ORDER.match(rest):
        return match[0].strip(), rest[match.end() :]
    match = _SPACED_ORDER.match(rest)
    if match and (match[1].startswith("0") or int(match[1]) <= most):
        return match[0].strip(), rest[match.end() :]
    return "", rest


def _read_date(rest: str) -> tuple[str, str]:
    """Take a leading ISO day or month off, as printed; a span of days stays in the title."""
    match = _DAY.match(rest)
    if match is None or _SPAN.match(rest, match.end()):
        return "", rest
    try:
        day = dt.date(int(match[1]), int(match[2]), int(match[3] or 1))
    except ValueError:
        return "", rest
    return (us_date(day) if match[3] else f"{_MONTHS[day.month - 1]} {day.year}"), rest[match.end() :]


def us_date(day: dt.date) -> str:
    """Print a day as U.S. courts do: March 2, 2024."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def _capital(title: str) -> str:
    """Begin a title with a capital, unless its first word has capitals of its own (iPhone, eSIM)."""
    first = title.split(" ", 1)[0]
    return title[:1].upper() + title[1:] if first == first.lower() else title


def slug(title: str) -> str:
    """Make the id of a title: small letters without accents, digits and hyphens.

    A title in another script keeps nothing; its id is made from a checksum, the same every time.
    """
    flat = unicodedata.normalize("NFKD", title.replace("'", "").replace("’", "")).casefold()
    letters = "".join(c for c in flat if not unicodedata.combining(c)).encode("ascii", "replace").decode()
    words = re.findall(r"[a-z0-9]+", letters)
    if words:
        return "-".join(words)
    return f"document-{zlib.crc32(unicodedata.normalize('NFC', title).encode()):08x}"


def natural(path: str) -> tuple[tuple[_Word, ...], str]:
    """Give the sort key of a path in which 2 comes before 10, folder by folder."""
    return tuple(_natural_word(part) for part in path.split("/")), path


def _natural_word(word: str) -> _Word:
    """Split a name into numbers and words that compare with each other."""
    pieces = re.findall("[0-9]+|[^0-9]+", unicodedata.normalize("NFC", word).casefold())
    return tuple(
        (0, len(number := piece.lstrip("0")), number) if piece[0] in "0123456789" else (1, 0, piece)
        for piece in pieces
    )
