"""What the review page is made of, and the small questions its sections ask of it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from asylum_packet.case.model import Case, LeftOut
from asylum_packet.facts import Facts
from asylum_packet.findings import Finding, Severity
from asylum_packet.law.agenda import Deadline
from asylum_packet.packet.cut import UploadFile
from asylum_packet.pages import PageRange
from asylum_packet.report.review_html import Html, address, link, tag, text
from asylum_packet.sequence import Cite, Packet
from asylum_packet.sheets import SignatureSlot
from asylum_packet.values import Struct, field


class Review(Struct, frozen=True, kw_only=True, dict=True):
    """A finished build, to be looked over.

    `file` is the packet's name in the output folder, where the page lies too. `thumbnails` are JPEG pictures
    by document id. `to_sign` are the names of the sheets to sign, without extension. `kept` is older output
    that a DRAFT left in place.
    """

    case: Case
    packet: Packet
    facts: Facts
    findings: tuple[Finding, ...]
    draft: bool
    file: str
    size_bytes: int
    deadlines: tuple[Deadline, ...] = ()
    uploads: tuple[UploadFile, ...] = ()
    thumbnails: Mapping[str, bytes] = field(default_factory=dict)
    to_sign: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

    def count(self, severity: Severity) -> int:
        """Count the findings of a weight."""
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def unsigned(self) -> tuple[SignatureSlot, ...]:
        """The slots that still need a hand, in packet order; those signed before the last change too."""
        done = {slot.name for slot in self.facts.signed if not slot.stale}
        missing = (slot for slot in self.facts.slots if slot.name not in done)
        return tuple(sorted(missing, key=lambda slot: slot.page))

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """The files of the folder that are not in the packet."""
        return (*self.case.left_out, *self.case.unfiled)

    def cites_of(self, document_id: str) -> tuple[Cite, ...]:
        """List the cites that point at a document or a part of it."""
        return tuple(self._cites.get(document_id, ()))

    @cached_property
    def _cites(self) -> Mapping[str, list[Cite]]:
        """The cites of every document or part of it."""
        found: dict[str, list[Cite]] = {}
        for cite in self.facts.cites:
            found.setdefault(cite.id.partition("/")[0], []).append(cite)
        return found

    def page_link(self, page: int, words: str = "", *, label: str = "") -> Html:
        """Link to a page by its number; a page of an earlier filing is not in this file, and only named."""
        if page not in self.packet.pages:
            return text(words or str(page))
        return link(words or str(page), self.page_address(page), label=label)

    def page_address(self, page: int) -> str:
        """Spell where a page is: the packet, opened there; viewers count sheets, not what is printed."""
        return address(self.file, f"page={page - self.packet.pages.first + 1}")

    def pages_link(self, pages: PageRange) -> Html:
        """Link to a range of pages."""
        return tag("span", self.page_link(pages.first, str(pages), label=spoken(pages)), attrs=_WHOLE)


_WHOLE = {"class": "whole"}


def spoken(pages: PageRange) -> str:
    """Say a range of pages in words, for screen readers."""
    return f"page {pages.first}" if len(pages) == 1 else f"pages {pages.first} to {pages.last}"
