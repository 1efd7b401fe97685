"""The questions in the client's language, for reading a form back before it is signed.

Each language is a file of its own beside this one, `questions-XX.yaml`; a new file is a new language. Words
that are asked of several people ("spouse: date of birth") are put together from their parts.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from asylum_packet.case.questions import Question
from asylum_packet.case.yamltree import load_text, plain
from asylum_packet.values import Struct

_START, _END = "questions-", ".yaml"


class Translation(Struct, frozen=True, kw_only=True):
    """The words of one language, by our English ones.

    `language` is its name in English, `own_name` in itself; `sheet` holds the words around the questions,
    `groups` the names of rows, `words` the parts of questions, `asked` whole questions by their keys;
    `colon` is how the language sets one.
    """

    language: str
    own_name: str
    sheet: Mapping[str, str]
    groups: Mapping[str, str]
    words: Mapping[str, str]
    asked: Mapping[str, str]
    colon: str = ": "

    def question(self, asked: Question) -> str:
        """Ask a question, in whole where it is told so; a part that is not translated stays English."""
        if asked.pattern in self.asked:
            return self.asked[asked.pattern]
        return self.colon.join(self.words.get(part, part) for part in asked.words.split(": "))

    def group(self, asked: Question) -> str:
        """Name the row that a question is about, without its number; "" outside lists."""
        return self.groups.get(asked.group, asked.group) if "[]" in asked.pattern else ""

    def said(self, words: str) -> str:
        """Give words of the sheet itself."""
        return self.sheet.get(words, words)


def languages() -> tuple[str, ...]:
    """List the languages there are, by their two letters."""
    names = (file.name for file in files(__package__).iterdir())
    return tuple(
        sorted(
            n.removeprefix(_START).removesuffix(_END)
            for n in names
            if n.startswith(_START) and n.endswith(_END)
        )
    )


@cache
def translation(code: str) -> Translation:
    """Read the words of a language.

    Raises:
        KeyError: There is no such language; `languages` lists them.
    """
    if code not in languages():
        raise KeyError(code)
    name = f"{_START}{code}{_END}"
    told = plain(load_text(files(__package__).joinpath(name).read_text(encoding="utf-8"), name))
    assert isinstance(told, dict)
    return Translation(
        language=str(told["language"]),
        own_name=str(told["own_name"]),
        sheet=_texts(told["sheet"]),
        groups=_texts(told["groups"]),
        words=_texts(told["words"]),
        asked=_texts(told["asked"]),
        colon=str(told.get("colon", ": ")),
    )


def _texts(told: object) -> Mapping[str, str]:
    """Take a mapping of texts."""
    assert isinstance(told, dict)
    return {str(key): str(value) for key, value in told.items()}
