"""Letters for what lies in exhibits/: pinned ones first, the free ones in order for the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from asylum_packet.case.codes import found
from asylum_packet.case.model import Document, Tab
from asylum_packet.findings import Finding, Source
from asylum_packet.tabs import tab_label, tab_number
from asylum_packet.values import Struct

MOST_TABS: Final = 260


class Unit(Struct, frozen=True, kw_only=True):
    """What takes one letter: a document, or a folder of documents; `tab` is the letter a person pinned."""

    title: str
    documents: Sequence[Document]
    tab: str | None
    where: Source
    is_folder: bool = False


def lettered(units: tuple[Unit, ...], first_tab: str) -> tuple[tuple[Tab, ...], tuple[Finding, ...]]:
    """Give every unit its letter; units pinned to one letter share its tab.

    Args:
        units: In the order of the folder.
        first_tab: The letter to start at; a letter pinned before it is a warning.
    """
    first = tab_number(first_tab)
    under: dict[int, list[Unit]] = {}
    findings = []
    for unit in units:
        if unit.tab:
            under.setdefault(tab_number(unit.tab), []).append(unit)
            if tab_number(unit.tab) < first:
                findings.append(_early(unit, first_tab))
    pinned, following = frozenset(under), first
    for unit in units:
        if unit.tab is None:
            while following in pinned:
                following += 1
            under[following] = [unit]
            following += 1
    over = sorted(number for number in under if number > MOST_TABS)
    if over:
        findings.append(_too_many(under[over[0]][0], len(over)))
    tabs = (_tab(number, under[number]) for number in sorted(under) if number <= MOST_TABS)
    return tuple(tabs), tuple(findings)


def _tab(number: int, units: list[Unit]) -> Tab:
    """Make the tab of a letter."""
    folder = next((unit for unit in units if unit.is_folder), None)
    return Tab(
        label=tab_label(number),
        title=folder.title if folder else "; ".join(unit.title for unit in units),
        documents=tuple(document for unit in units for document in unit.documents),
    )


def _early(unit: Unit, first_tab: str) -> Finding:
    message = f"tab {unit.tab} comes before {first_tab}, the first tab of this filing"
    return found("EXHIBITS-tab-early", message, unit.where, f"pin a letter from {first_tab} on")


def _too_many(unit: Unit, count: int) -> Finding:
    message = f"{count} tabs have no letter: they end at tab {MOST_TABS}"
    fix = "put documents that belong together into folders; a folder is one tab"
    return found("EXHIBITS-too-many-tabs", message, unit.where, fix)
