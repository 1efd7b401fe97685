"""What a document is made of: its files, or the photographs that are mounted together on sheets."""

from __future__ import annotations

from asylum_packet.sequence import PartKind
from asylum_packet.values import Struct

ELEMENTS = ("what", "who", "where", "when", "by")
"""What a caption should say (ICPM 3.3(d)(iv)), by the keys of exhibits.yaml."""


class Photograph(Struct, frozen=True, kw_only=True):
    """A picture on a sheet: its path in the case folder, and what its caption says, "" where it does not."""

    path: str
    what: str = ""
    who: str = ""
    place: str = ""
    when: str = ""
    by: str = ""

    @property
    def caption(self) -> str:
        """The caption in sentences: "The front door. Shown: Marta Reyes. Mejicanos, March 2024. ..."."""
        at = ", ".join(part for part in (self.place, self.when) if part)
        told = (
            self.what,
            self.who and f"Shown: {self.who}",
            at,
            self.by and f"Photograph by {self.by}",
        )
        return " ".join(text if text.endswith((".", "!", "?")) else f"{text}." for text in told if text)

    @property
    def missing(self) -> tuple[str, ...]:
        """What the caption does not say, by the keys of exhibits.yaml."""
        told = (self.what, self.who, self.place, self.when, self.by)
        return tuple(name for name, text in zip(ELEMENTS, told, strict=True) if not text)


class DocumentPart(Struct, frozen=True, kw_only=True):
    """One file of a document: the original, its translation, or the certificate of translation.

    Where `photographs` are given, `path` is the folder they lie in, and each is a file of the part; that of a
    single photograph with a caption is the photograph itself.
    """

    kind: PartKind
    path: str
    photographs: tuple[Photograph, ...] = ()
    per_sheet: int = 0

    @property
    def files(self) -> tuple[str, ...]:
        """The files it is made of, by their paths in the case folder."""
        return tuple(one.path for one in self.photographs) or (self.path,)
