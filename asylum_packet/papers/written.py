"""One paper after it is set: its lines and pages, then what is on them when it is drawn.

Papers without a cite are kept for the process, as no page number changes them.
"""

from __future__ import annotations

from functools import cached_property

from asylum_packet.facts import TypeSeen
from asylum_packet.findings import Finding, in_order
from asylum_packet.pages import PageRange
from asylum_packet.papers.authorities_places import pages_of
from asylum_packet.papers.authorities_values import Use, Used
from asylum_packet.papers.blocks import Paper
from asylum_packet.papers.cites import Citing
from asylum_packet.papers.draw import Found, Laid, found
from asylum_packet.papers.laying import lay
from asylum_packet.papers.measuring import type_seen
from asylum_packet.papers.origins import Traced
from asylum_packet.papers.reading import Read, Reader
from asylum_packet.sequence import Cite
from asylum_packet.sheets import Sheets
from asylum_packet.values import Struct, field, replace

_NO_PAPER = Paper(blocks=())


class Written(Struct, frozen=True, kw_only=True):
    """A paper as pages, the cites on them, and what is wrong with them.

    `body` holds the pages (1-based inside `sheets`) of a brief's body: no tables, no caption (ICPM 4.19(b)).
    `uses` are the uses of authorities in a brief, each with its page inside `sheets`; `type` is how a brief's
    body is set. `paper` is what stands on the pages, with its tables filled.
    """

    sheets: Sheets
    cites: tuple[Cite, ...] = ()
    findings: tuple[Finding, ...] = ()
    body: PageRange | None = None
    uses: tuple[tuple[Use, int], ...] = ()
    paper: Paper = _NO_PAPER
    type: TypeSeen | None = None


class SetPaper(Struct, frozen=True, kw_only=True, dict=True):
    """A paper whose lines and pages stand, before it is drawn."""

    laid: Laid
    read: Read
    body: PageRange | None = None
    more: tuple[Finding, ...] = ()
    used: Used = field(default_factory=Used)

    @cached_property
    def found(self) -> Found:
        """What lies on its pages; worked out once page numbers stand."""
        return found(self.laid)


_UNCITING: dict[tuple[object, ...], SetPaper] = {}
"""Papers without a cite, kept for the process: no page number changes them, in whatever case or build."""
_MOST_KEPT = 256


def set_once(traced: Traced, key: str, first: int, citing: Citing) -> SetPaper:
    """Set a paper, or give what the same text without a cite became before."""
    asked = (traced, key, first, citing.ids)
    made = _UNCITING.get(asked)
    if made is None:
        read = Reader(traced, citing).read()
        laid, body = lay(read.paper, key, first)
        made = SetPaper(laid=laid, read=read, body=body)
        if "[@" not in traced.text:
            if len(_UNCITING) >= _MOST_KEPT:
                _UNCITING.clear()
            _UNCITING[asked] = made
    return made


def written(one: SetPaper, pdf: bytes, skip: int) -> Written:
    """Give a paper as its place in the common file."""
    sheets = Sheets(
        pdf=pdf,
        count=len(one.laid.pages),
        skip=skip,
        headings=one.found.headings,
        links=one.found.links,
        marks=one.found.marks,
        slots=one.found.slots,
    )
    return Written(
        sheets=sheets,
        cites=one.read.cites,
        findings=in_order((*one.read.findings, *one.more)),
        body=one.body,
        uses=pages_of(one.used.uses, one.found.uses),
        paper=replace(one.read.paper, blocks=one.laid.blocks),
        type=type_seen(one.laid.pages[one.body.first - 1 : one.body.last]) if one.body else None,
    )
