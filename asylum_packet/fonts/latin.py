"""Unaccented Latin: what the form's own typing rules admit, for offices whose systems take nothing else.

Only Latin letters and common punctuation change; letters of other scripts are left as they are, because
spelling a name in Latin letters is for a person to decide, with the passport in hand.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from asylum_packet.fonts.faces import clusters

_BASE_LETTER = re.compile(
    r"LATIN (?:SMALL|CAPITAL) LETTER (?:OPEN |DOTLESS |AFRICAN |LONG )?([A-Z]{1,2})(?: .*)?"
)
_NOT_BY_NAME: Final = {
    "ß": "ss",
    "ẞ": "SS",
    "Þ": "Th",
    "þ": "th",
    "ð": "d",
    "Ð": "D",
    "Ŋ": "N",
    "ŋ": "n",
    "Œ": "OE",
    "œ": "oe",
    "ĸ": "k",
    "Ə": "A",
    "ə": "a",
    "Ɣ": "G",
    "ɣ": "g",
    "Ʊ": "U",
    "ʊ": "u",
    "Ɩ": "I",
    "ɩ": "i",
    "Ʃ": "Sh",
    "ʃ": "sh",
    "Ʒ": "Zh",
    "ʒ": "zh",
    "Ǝ": "E",
    "ǝ": "e",
}
_PUNCTUATION: Final = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʹʻʼʽˈʾʿ′`´", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
        "\u00a0": " ",
        "¿": "",
        "¡": "",
        "·": "-",
        "º": "o",
        "ª": "a",
        "№": "No.",
    }
)


def unaccented(text: str) -> str:
    """Write Latin letters without accents, and punctuation as a typewriter has it; all else stays."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFC", text).translate(_PUNCTUATION)
    return "".join(cluster if cluster.isascii() else _plain(cluster) for cluster in clusters(plain))


@lru_cache(maxsize=1024)
def _plain(cluster: str) -> str:
    """Write one letter with its marks in unaccented Latin, or leave it where it is not Latin."""
    letter = cluster[0]
    if letter.isascii():
        return letter if letter.isalpha() else cluster
    if letter in _NOT_BY_NAME:
        return _NOT_BY_NAME[letter]
    apart = "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c))
    if apart.isascii():
        return apart
    match = _BASE_LETTER.fullmatch(unicodedata.name(letter, ""))
    if match is None:
        return cluster
    return match[1] if letter.isupper() else match[1].lower()


def other_letters(text: str) -> tuple[str, ...]:
    """List the letters of other scripts, with their marks, each once."""
    if text.isascii():
        return ()
    strange = (cluster for cluster in clusters(text) if not cluster[0].isascii())
    return tuple(dict.fromkeys(c for c in strange if unicodedata.category(c[0])[0] in "LM"))
