"""What `form inspect` prints: what a file says of itself, and how it differs from what we know."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from asylum_packet.form.inspection import Inspection

_MOST = 12


def inspection_text(found: Inspection) -> str:
    """Print an inspection for people."""
    return "\n".join([*_facts(found), "", *_differences(found), "", *_verdict(found)])


def _facts(found: Inspection) -> Iterator[str]:
    """Yield what the file says of itself."""
    yield found.name
    yield f"  pages           {found.pages}"
    yield f"  footers         {_footers(found.footers)}"
    for where, date in found.signals:
        yield f"  {where:<15} {date}"
    yield f"  fields          {found.texts} for text, {found.ticks} to tick, {found.bar_codes} bar codes"
    filled = ", ".join(map(str, found.filled_pages))
    yield f"  filled in       {f'on page {filled}' if filled else 'nowhere'}"
    yield f"  encrypted       {'yes' if found.is_encrypted else 'no'}"
    yield f"  XFA part        {'yes' if found.has_xfa else 'no'}"
    yield f"  sha256          {found.sha256}"
    yield f"  names           {found.names[:16]}"
    yield f"  geometry        {found.geometry[:16]}"


def _footers(footers: Sequence[str]) -> str:
    """Say which edition the footers print: "01/20/25 on all 12 pages"."""
    dates = dict.fromkeys(footers)
    if not any(dates):
        return "none of Form I-589"
    if len(dates) == 1:
        return f"{footers[0]} on all {len(footers)} pages"
    pages = {date: [str(n) for n, each in enumerate(footers, 1) if each == date] for date in dates}
    return "; ".join(f"{date or 'none'} on page {', '.join(numbers)}" for date, numbers in pages.items())


def _differences(found: Inspection) -> Iterator[str]:
    """Yield what is different from the nearest edition that was measured."""
    near = found.nearest
    if not near:
        yield f"Every field is that of edition {near.edition}."
        return
    yield f"Compared with edition {near.edition}, the nearest one that was measured:"
    groups = (
        ("renamed", [f"{old} is now {new}" for old, new in near.renamed]),
        ("missing", near.missing),
        ("new here", near.added),
        ("moved or changed", near.changed),
    )
    for words, names in groups:
        if names:
            more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
            yield f"  {words} ({len(names)}): {', '.join(names[:_MOST])}{more}"


def _verdict(found: Inspection) -> Iterator[str]:
    """Yield what can be done with the file."""
    if not found.refusal:
        yield f"This is the blank as we know it. Type: asylum-packet form install {found.name}"
        return
    yield f"form install refuses it: {found.refusal}"
    if found.obstacle:
        if found.obstacle != found.refusal:
            yield f"With --accept too: {found.obstacle}"
        return
    yield "Every answer would find a box by its field's name. If the proof shows each key at its question:"
    yield f"  asylum-packet form install --accept {found.name}"


def inspection_json(found: Inspection) -> str:
    """Print an inspection for programs."""
    near = found.nearest
    return json.dumps(
        {
            "name": found.name,
            "sha256": found.sha256,
            "footers": list(found.footers),
            "signals": [{"where": where, "edition": date} for where, date in found.signals],
            "encrypted": found.is_encrypted,
            "xfa": found.has_xfa,
            "fields": {"text": found.texts, "tick": found.ticks, "bar_code": found.bar_codes},
            "filled_pages": list(found.filled_pages),
            "fingerprints": {"names": found.names, "geometry": found.geometry},
            "nearest": {
                "edition": near.edition,
                "renamed": [{"from": old, "to": new} for old, new in near.renamed],
                "missing": list(near.missing),
                "added": list(near.added),
                "changed": list(near.changed),
            },
            "installable": not found.refusal,
            "acceptable": not found.obstacle,
            "refusal": found.refusal,
        },
        indent=2,
    )
