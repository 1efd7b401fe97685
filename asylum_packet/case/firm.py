"""The firm file: what every case of a firm shares, so that case.yaml need not repeat it.

It may hold attorney, service, settings, filing and form. A key of case.yaml wins over the firm's, one by one;
an address is taken whole. Where case.yaml names another attorney, the firm's e-mail and EOIR ID are not
taken: they are the other person's. Dates belong to a case and are refused here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from asylum_packet.case.codes import found
from asylum_packet.case.shapes import is_blank
from asylum_packet.case.spelling import nearest_words
from asylum_packet.case.yamltree import Entry, Keys, Node, Text, place
from asylum_packet.findings import Finding

FIRM_KEYS: Final = ("attorney", "service", "settings", "filing", "form")
_WHOLE: Final = frozenset({"address"})
_PERSONAL: Final = frozenset({"email", "eoir_id"})


def firm_findings(firm: Node) -> Iterator[Finding]:
    """Yield the keys of a firm file that belong to a case."""
    if not isinstance(firm, Keys):
        if not is_blank(firm):
            fix = f"write the keys {', '.join(FIRM_KEYS)}"
            yield found("CASE-wrong-type", "the firm file holds keys, not a list or a text", place(firm), fix)
        return
    for entry in firm.entries:
        if entry.key.text not in FIRM_KEYS:
            near = nearest_words(entry.key.text, FIRM_KEYS)
            fix = f"did you mean {near[0]}?" if near else f"its keys are {', '.join(FIRM_KEYS)}"
            message = f"'{entry.key.text[:60]}' is not a key of a firm file"
            yield found("CASE-unknown-key", message, place(entry.key, entry.key.text[:60]), fix)
        elif isinstance(entry.value, Keys) and (date := entry.value.entry("date")):
            message, key = "a date belongs to one case, not to the firm", f"{entry.key.text}.date"
            fix = "delete the line here and write it in case.yaml"
            yield found("CASE-unknown-key", message, place(date.key, key), fix)


def merged(case: Node, firm: Node) -> Node:
    """Fill in what case.yaml leaves out from the firm file."""
    if isinstance(case, Text) and is_blank(case):
        case = Keys(entries=(), file=case.file, line=case.line, column=case.column)
    if not isinstance(case, Keys) or not isinstance(firm, Keys):
        return case
    shared = tuple(entry for entry in firm.entries if entry.key.text in FIRM_KEYS)
    return _merged_keys(case, tuple(_without_strangers(case, entry) for entry in shared))


def _merged_keys(case: Keys, firm: tuple[Entry, ...]) -> Keys:
    """Merge two mappings: the case's entries first, then those only the firm has."""
    given = {entry.key.text: entry for entry in firm}
    entries = tuple(_merged_entry(entry, given.pop(entry.key.text, None)) for entry in case.entries)
    return Keys(entries=(*entries, *given.values()), file=case.file, line=case.line, column=case.column)


def _merged_entry(case: Entry, firm: Entry | None) -> Entry:
    """Choose between two values of one key, or merge them where both hold keys."""
    if firm is None or is_blank(case.value):
        return firm or case
    if isinstance(case.value, Keys) and isinstance(firm.value, Keys) and case.key.text not in _WHOLE:
        return Entry(key=case.key, value=_merged_keys(case.value, firm.value.entries))
    return case


def _without_strangers(case: Keys, firm: Entry) -> Entry:
    """Drop what belongs to the firm's own attorney where the case names somebody else."""
    ours = case.entry("attorney")
    if firm.key.text != "attorney" or ours is None:
        return firm
    if not isinstance(firm.value, Keys) or not isinstance(ours.value, Keys):
        return firm
    here, there = ours.value.entry("name"), firm.value.entry("name")
    if here is None or is_blank(here.value) or (there is not None and _same(here.value, there.value)):
        return firm
    kept = tuple(entry for entry in firm.value.entries if entry.key.text not in _PERSONAL)
    value = Keys(entries=kept, file=firm.value.file, line=firm.value.line, column=firm.value.column)
    return Entry(key=firm.key, value=value)


def _same(one: Node, other: Node) -> bool:
    """Compare two names without minding spaces and capitals."""
    if not isinstance(one, Text) or not isinstance(other, Text):
        return False
    return one.text.casefold().split() == other.text.casefold().split()
