"""Text as it is printed: composed letters, plain spaces, nothing invisible."""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029\v\f]")
# Spaces of other widths print as a space; no-break ones stay no-break.
_SPACES = re.compile("[\t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]")
_NO_BREAK_SPACES = re.compile("[\u2007\u202f]")
# Soft hyphens, zero-width spaces, direction marks, byte order marks, and controls but the line feed. The
# joiners U+200C and U+200D change how Arabic and Indic letters join, so they stay.
_INVISIBLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)


def tidy(text: str) -> str:
    """Make a text ready to print: NFC, lines ended by a line feed, plain spaces, nothing invisible."""
    if text.isascii() and text.isprintable():
        return text
    text = _SPACES.sub(" ", _LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", _NO_BREAK_SPACES.sub("\u00a0", text)))


def in_one_line(text: str) -> str:
    """Make a text ready for a box of one line: line ends become spaces, runs of spaces one."""
    return re.sub("[ \n]+", " ", tidy(text)).strip()
