"""Drawings inside drawings: counted before anybody draws them, since a few lines can ask for billions."""

from __future__ import annotations

from collections import Counter

import pikepdf

from asylum_packet.intake.layers import Numbers
from asylum_packet.intake.paintables import paintables
from asylum_packet.intake.values import Refusal
from asylum_packet.values import Struct, field

MOST_DRAWINGS = 200_000
_DEEPEST = 20


class Nesting(Struct):
    """Counts what pages draw; forms that pages share are counted once."""

    counted: dict[Numbers, int] = field(default_factory=dict)

    def check(self, page_form: pikepdf.Stream) -> None:
        """Refuse a page that draws itself, or more than anybody could look at.

        Raises:
            Refusal: It does.
        """
        if self._drawn(page_form, (), None) > MOST_DRAWINGS:
            raise Refusal("FILE-limit", "draws pictures inside pictures without end")

    def _drawn(self, form: pikepdf.Stream, above: tuple[Numbers, ...], around: object) -> int:
        """Count the forms that a form paints, and those that they paint in turn.

        A form without resources uses those around it (ISO 32000-1, table 95).
        """
        own = form.stream_dict.get("/Resources")
        resources = around if own is None else own
        inner = _forms(resources)
        if not inner or (own is None and above and not _painted(form)):
            return 0
        if form.objgen in above or len(above) > _DEEPEST:
            return MOST_DRAWINGS + 1
        if form.objgen not in self.counted:
            below = {
                name: 1 + self._drawn(thing, (*above, form.objgen), resources)
                for name, thing in inner.items()
            }
            nests = any(count > 1 for count in below.values())
            times = _painted(form) if nests else Counter(inner.keys())
            self.counted[form.objgen] = sum(times[name] * count for name, count in below.items())
        return self.counted[form.objgen]


def _forms(resources: object) -> dict[str, pikepdf.Stream]:
    """List the forms that can be painted with resources, by name."""
    return {name: thing.stream for name, thing in paintables(resources).items() if thing.is_form}


def _painted(form: pikepdf.Stream) -> Counter[str]:
    """Count how often each name is painted."""
    steps = pikepdf.parse_content_stream(form, "Do")
    return Counter(str(step.operands[0]) for step in steps if step.operands)
