"""Optional content ("layers"): what a viewer shows when the file is opened, and what stays hidden."""

from __future__ import annotations

from dataclasses import dataclass

import pikepdf


@dataclass(frozen=True, slots=True)
class Layers:
    """The groups that are off when the file is opened, by object number."""

    off: frozenset[tuple[int, int]] = frozenset()

    def shows(self, group: object) -> bool:
        """Say whether content that belongs to `group` (a group, a membership, or None) is shown."""
        return not isinstance(group, pikepdf.Dictionary) or group.objgen not in self.off


def read_layers(pdf: pikepdf.Pdf) -> Layers:
    """Read which layers are hidden when the file is opened."""
    return Layers()
