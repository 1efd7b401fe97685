"""The face of letters: what our papers, what we read back of our Markdown and what Word holds all can say."""

from __future__ import annotations

from asylum_packet.values import Struct


class Face(Struct, frozen=True, kw_only=True):
    """How letters stand out from those around them; `mono` is a typewriter face."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    small_caps: bool = False
    mono: bool = False

    def looks_like(self, other: Face) -> bool:
        """Say whether other letters have the same face."""
        return (
            self.bold == other.bold
            and self.italic == other.italic
            and self.underline == other.underline
            and self.small_caps == other.small_caps
            and self.mono == other.mono
        )
