"""Every authority of the brief with each place where it is used, so that a person can proof the table."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from asylum_packet.facts import AuthorityUse
from asylum_packet.findings import Finding
from asylum_packet.law.authorities import Known, Status, find
from asylum_packet.papers.authorities_values import PASSIM_FROM
from asylum_packet.report.tables import counted, table

UNPLACED = "CITE-authority-unplaced"
_HEAD = ("", "", "", "")


def authorities_text(uses: Sequence[AuthorityUse], findings: Iterable[Finding]) -> str:
    """Print the authorities in the order of the table, what became of them, and what could not be placed."""
    lost = _unplaced(findings)
    if not uses and not lost:
        return "no authorities: the brief cites no decision, statute or regulation"
    parts = [_part(group, lines) for group, lines in _groups(uses)]
    if lost:
        lines = [f"  {one.source}  {one.message}\n      fix: {one.fix}" for one in lost]
        parts.append(
            "\n".join(["NOT PLACED: read these, and correct them or leave them as they are", *lines])
        )
    cited = len({(use.group, use.citation) for use in uses})
    total = f"{counted(len(uses), 'place')} of {cited} {'authority' if cited == 1 else 'authorities'}"
    return "\n\n".join([*parts, f"{total}, {len(lost)} not placed"])


def _groups(uses: Sequence[AuthorityUse]) -> Iterator[tuple[str, list[list[AuthorityUse]]]]:
    """Yield the parts of the table, each with the uses of its lines."""
    for group, inside in groupby(uses, key=lambda use: use.group):
        yield group, [list(one) for _, one in groupby(inside, key=lambda use: use.citation)]


def _part(group: str, lines: Iterable[Sequence[AuthorityUse]]) -> str:
    """Print one part of the table."""
    return "\n\n".join([group.upper(), *(_line(uses) for uses in lines)])


def _line(uses: Sequence[AuthorityUse]) -> str:
    """Print one authority, what became of it, and its places."""
    first = uses[0]
    rows = [(f"{use.file}:{use.line}", _page(use), use.form, use.text) for use in uses]
    places = "\n".join(f"    {row}" for row in table(_HEAD, rows).splitlines()[1:])
    warning = _warning(find(first.key))
    return "\n".join([f"{first.citation}  [{_pages(uses)}]", *warning, places])


def _page(use: AuthorityUse) -> str:
    """Print the page of a place."""
    return f"page {use.packet_page}" if use.packet_page else "on no page"


def _pages(uses: Iterable[AuthorityUse]) -> str:
    """Print the pages as the table does."""
    pages = sorted({use.packet_page for use in uses if use.packet_page})
    return "passim" if len(pages) >= PASSIM_FROM else ", ".join(str(page) for page in pages)


def _warning(known: Known | None) -> list[str]:
    """Say what became of an authority that is not simply good."""
    if known is None or known.status is Status.GOOD:
        return []
    instead = find(known.replaced_by)
    told = f"; see {instead.citation}" if instead else ""
    return [f"    ! {known.status}, checked {known.checked}: {known.why}{told}"]


def authorities_json(uses: Sequence[AuthorityUse], findings: Iterable[Finding]) -> str:
    """Print the same as JSON: `{"authorities": [...], "unplaced": [...]}`."""
    listed = [_entry(one) for _, lines in _groups(uses) for one in lines]
    lost = [
        {
            "file": one.source.file if one.source else "",
            "line": one.source.line if one.source else 0,
            "message": one.message,
            "fix": one.fix,
        }
        for one in _unplaced(findings)
    ]
    return json.dumps({"authorities": listed, "unplaced": lost}, indent=2, ensure_ascii=False)


def _entry(uses: Sequence[AuthorityUse]) -> dict[str, object]:
    """Give one authority; `standing` is null where it is not among those we know."""
    first, known = uses[0], find(uses[0].key)
    pages = sorted({use.packet_page for use in uses if use.packet_page})
    return {
        "citation": first.citation,
        "key": first.key,
        "group": first.group,
        "pages": pages,
        "passim": len(pages) >= PASSIM_FROM,
        "standing": known
        and {
            "status": known.status,
            "why": known.why,
            "replaced_by": known.replaced_by,
            "confidence": known.confidence,
            "checked": known.checked.isoformat(),
        },
        "places": [
            {
                "file": use.file,
                "line": use.line,
                "page": use.packet_page or None,
                "form": use.form,
                "text": use.text,
            }
            for use in uses
        ],
    }


def _unplaced(findings: Iterable[Finding]) -> list[Finding]:
    """Pick out what looks like a citation and is not in the table."""
    return [one for one in findings if one.code == UNPLACED]
