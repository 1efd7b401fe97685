"""What content can paint by a name: the pictures and forms that its resources list, each read once."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import NamedTuple

import pikepdf

from asylum_packet.intake.boxes import read_number

_FORM, _IMAGE = pikepdf.Name.Form, pikepdf.Name.Image
_NOTHING: Mapping[str, Paintable] = {}


class Paintable(NamedTuple):
    """A stream that can be painted: its entries, their names, and whether it says that it is one of these."""

    stream: pikepdf.Stream
    entries: pikepdf.Dictionary
    names: Set[str]
    is_form: bool
    is_picture: bool

    def number(self, key: str) -> float | None:
        """Read a number among the entries; None where there is none."""
        return read_number(self.entries[key]) if key in self.names else None

    @property
    def pixels(self) -> int:
        """How many it has by its own words; 0 where it does not say."""
        width, height = self.number("/Width"), self.number("/Height")
        return int(width * height) if width and height else 0

    @property
    def resources(self) -> pikepdf.Object | None:
        """Its own resources, None where it has none."""
        return self.entries["/Resources"] if "/Resources" in self.names else None


def paintables(resources: object) -> Mapping[str, Paintable]:
    """List what can be painted with resources, by name; what is no stream is left out."""
    if not isinstance(resources, pikepdf.Dictionary) or "/XObject" not in resources:
        return _NOTHING
    things = resources["/XObject"]
    if not isinstance(things, pikepdf.Dictionary):
        return _NOTHING
    return {
        name: _paintable(thing)
        for name in things.keys()  # noqa: SIM118 - no plain dict
        if isinstance(thing := things[name], pikepdf.Stream)
    }


def _paintable(thing: pikepdf.Stream) -> Paintable:
    """Read what a stream says it is."""
    entries = thing.stream_dict
    names = entries.keys()
    kind = entries["/Subtype"] if "/Subtype" in names else None
    return Paintable(thing, entries, names, kind == _FORM, kind == _IMAGE)
