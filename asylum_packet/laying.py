"""Lay a packet out: make every page, give each its number, and gather the facts the rules ask for.

Nothing is written but the cache. `building.py` tells what happens then.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress

from asylum_packet import checks
from asylum_packet.case.model import Case
from asylum_packet.errors import TemplateError
from asylum_packet.facts import AuthorityUse, BlankFact, Facts
from asylum_packet.findings import Finding, has_errors, in_order
from asylum_packet.form.blanks import Blank, default_data_folder, find_blank
from asylum_packet.form.fill import Filled, fill
from asylum_packet.intake import Intake
from asylum_packet.law.profiles import ecas
from asylum_packet.options import Options
from asylum_packet.packet.dividing import Weight, divided
from asylum_packet.packet.layout import plan, settle
from asylum_packet.packet.slots import slots_for, titles
from asylum_packet.packet.weighing import too_heavy, weights
from asylum_packet.pages import PageRange
from asylum_packet.papers.blocks import Paper
from asylum_packet.papers.faults import faults
from asylum_packet.papers.guessing import index_pages
from asylum_packet.papers.press import Press
from asylum_packet.papers.written import Written
from asylum_packet.progress import Progress, silent
from asylum_packet.proofreading import read_over
from asylum_packet.sequence import Cite, Packet, Piece, PieceKind, Slot
from asylum_packet.sheets import Sheets
from asylum_packet.signatures import Signatures, collect
from asylum_packet.sources import files, preparer
from asylum_packet.values import Struct, field, replace

_BARE = Sheets(pdf=b"", count=1)


class Laid(Struct, frozen=True, kw_only=True):
    """Every page of a packet, made and numbered, before any rule is asked.

    `sheets` maps the key of each piece to its pages. `packet` is None where a source file could not be
    opened: then `findings` say which, and nothing can be built. `signatures` tell who signs where, and whose
    scan is among the sheets. `papers` are what we typeset ourselves, by key, as paragraphs and tables.
    """

    packet: Packet | None = None
    sheets: Mapping[str, Sheets] = field(default_factory=dict)
    facts: Facts = field(default_factory=Facts)
    findings: tuple[Finding, ...] = ()
    signatures: Signatures | None = None
    papers: Mapping[str, Paper] = field(default_factory=dict)


def lay_out(
    case: Case,
    *,
    options: Options | None = None,
    progress: Progress = silent,
    evidence: Callable[[Mapping[str, Sheets]], None] | None = None,
    whole: bool = True,
) -> Laid:
    """Make every page of the packet and give it its number.

    Where exhibits cannot be opened, or templates and texts cannot be printed, there is no packet, and the
    findings say all that is wrong. `evidence` is given the pages that stand before our own papers are set, by
    key and in the order of the packet, so that somebody can begin to copy them. Where the packet itself is
    not wanted (`whole` is no), papers that surely fill one page have it without ink: numbers and findings are
    the same.

    Raises:
        FormError: A blank in the case folder or on the command line is not a form we know.
    """
    options = options or Options()
    wanted = files(case, recognises=options.recognises)
    early: list[_Forms] = []
    intake = preparer(case, options)(
        wanted.values(),
        progress=progress,
        meanwhile=lambda: early.append(_forms_and_words(case, options)),
    )
    blank, forms = early[0] if early else _forms(case, options)
    facts = _facts(blank, forms, intake)
    findings = (*case.warnings, *intake.findings, *(f for form in forms for f in form.findings))
    if has_errors(intake.findings) or not case.submissions:
        slots = slots_for(case, official=blank is not None, forms=len(case.applications))
        return Laid(facts=facts, findings=(*findings, *faults(Press(case), slots)))
    standing = {key: intake.prepared[one].sheets for key, one in wanted.items()}
    standing |= {f"application/form-{number}": form.sheets for number, form in enumerate(forms, start=1)}
    scanned = preparer(case, options)
    slots = slots_for(case, official=blank is not None, forms=len(case.applications))
    if evidence:
        evidence({slot.key: standing[slot.key] for slot in slots if slot.key in standing})
    try:
        return _numbered(case, slots, standing, facts, findings, scanned=scanned, whole=whole)
    except TemplateError as error:
        return Laid(facts=facts, findings=(*findings, *faults(Press(case), slots, error)))


_Forms = tuple[Blank | None, tuple[Filled, ...]]
"""The official blank, where there is one, and what was written on it for each application."""


def _forms(case: Case, options: Options) -> _Forms:
    """Fill the official form for every application."""
    blank = _blank(case, options)
    if blank is None:
        return None, ()
    forms = (fill(blank, one, choices=case.form, in_draft=True) for one in case.applications)
    return blank, tuple(forms)


def _forms_and_words(case: Case, options: Options) -> _Forms:
    """Fill the forms, and have the words of our papers measured, while other processes prepare exhibits.

    What is set here is thrown away, as it knows no page of an exhibit; its words and lines are remembered.
    """
    blank, forms = filled = _forms(case, options)
    slots = slots_for(case, official=blank is not None, forms=len(case.applications))
    counts = {f"application/form-{number}": form.sheets.count for number, form in enumerate(forms, start=1)}
    with suppress(TemplateError):  # told when the paper is set in earnest, below what is wrong with exhibits
        Press(case).lengths(slots, None, counts=counts)
    return filled


def look_over(
    case: Case, *, options: Options | None = None, progress: Progress = silent
) -> tuple[Facts, tuple[Finding, ...]]:
    """Prepare the exhibits alone, and say what was seen in them and what the rules say about it."""
    options = options or Options()
    wanted = [
        one
        for key, one in files(case, recognises=options.recognises).items()
        if not key.startswith("application/")
    ]
    intake = preparer(case, options)(wanted, progress=progress)
    facts = _facts(None, (), intake)
    judged = checks.with_settings(checks.run(case, facts), case.settings)
    return facts, in_order((*case.warnings, *intake.findings, *judged))


def _blank(case: Case, options: Options) -> Blank | None:
    """Find the official form to fill, where the packet holds an application."""
    if "application" not in case.submissions:
        return None
    data_folder = options.data_folder or default_data_folder(os.environ)
    find = options.form.find if options.form else find_blank
    return find(case.folder, explicit=options.blank, data_folder=data_folder)


def _facts(blank: Blank | None, forms: tuple[Filled, ...], intake: Intake) -> Facts:
    """Gather what is known before anything is typeset."""
    return Facts(
        blank=BlankFact(edition=blank.edition, sha256=blank.sha256, verified=blank.verified)
        if blank
        else None,
        overflows=tuple(overflow for form in forms for overflow in form.overflows),
        files={
            fact.path: fact for ready in intake.prepared.values() for fact in (ready.fact, *ready.members)
        },
    )


def _numbered(
    case: Case,
    slots: tuple[Slot, ...],
    standing: Mapping[str, Sheets],
    facts: Facts,
    findings: tuple[Finding, ...],
    *,
    scanned: Callable[..., Intake],
    whole: bool,
) -> Laid:
    """Typeset our own papers until the page numbers they print are the page numbers they have.

    Signed pages come last: they have the size and number of those they replace; `scanned` prepares them.
    """
    press, profile = Press(case), ecas()
    given = {**standing, **({} if whole else dict.fromkeys(press.counted(slots), _BARE))}
    counts = {key: sheets.count for key, sheets in given.items()}
    ours = tuple(slot for slot in slots if slot.key not in counts)
    indexes = tuple(slot for slot in ours if slot.kind is PieceKind.INDEX)
    # An index is counted once there are page numbers to print; until then it is taken for a page.
    counts |= dict.fromkeys((slot.key for slot in indexes), 1)
    counts |= press.lengths(tuple(slot for slot in ours if slot not in indexes), None, counts=counts)

    def attempt(weighed: Mapping[str, Weight]) -> tuple[Packet, Mapping[str, Written], Signatures]:
        packet = _settled(case, slots, press, counts, weighed, ours=ours, indexes=indexes)
        written = press.typeset(ours, packet, counts=counts)
        sheets = given | {key: paper.sheets for key, paper in written.items()}
        return packet, written, collect(case, press, packet, sheets, facts, scanned)

    weighed = weights(standing, profile.aim_bytes)
    packet, written, signatures = attempt(weighed)
    heavier = _replaced(signatures.sheets, given, written)
    if heavier:
        weighed |= weights(heavier, profile.aim_bytes)
        if divided(packet, weighed, profile).parts != packet.parts:
            packet, written, signatures = attempt(weighed)
    learnt = _all_facts(facts, packet, signatures.sheets, written)
    return Laid(
        packet=packet,
        sheets=signatures.sheets,
        facts=read_over(replace(learnt, signed=signatures.slots), case, packet, standing, written),
        findings=(
            *findings,
            *_said(written),
            *signatures.findings,
            *too_heavy(case, packet, standing, weighed),
        ),
        signatures=signatures,
        papers={key: paper.paper for key, paper in written.items()},
    )


def _settled(
    case: Case,
    slots: tuple[Slot, ...],
    press: Press,
    counts: Mapping[str, int],
    weighed: Mapping[str, Weight],
    *,
    ours: tuple[Slot, ...],
    indexes: tuple[Slot, ...],
) -> Packet:
    """Number the pages of a packet; an index is set first, as all that it lists stands behind it."""
    named, first = titles(case), case.filing.first_page

    def in_parts(packet: Packet) -> Packet:
        return divided(packet, weighed, ecas())

    def of_indexes(packet: Packet) -> Mapping[str, int]:
        guessed = {**counts, **{slot.key: index_pages(case, packet) for slot in indexes}}
        likely = in_parts(plan(slots, guessed, submissions=named, first_page=first))
        return press.lengths(indexes, likely, counts=counts)

    settled = settle(
        slots,
        counts,
        lambda packet: press.lengths(ours, packet, counts=counts),
        submissions=named,
        first_page=first,
        divide=in_parts,
        guess=of_indexes,
    )
    return settled.packet


def _said(written: Mapping[str, Written]) -> Iterator[Finding]:
    """Give what is wrong with the papers that we typeset."""
    return (finding for paper in written.values() for finding in paper.findings)


def _replaced(
    sheets: Mapping[str, Sheets], standing: Mapping[str, Sheets], written: Mapping[str, Written]
) -> Mapping[str, Sheets]:
    """Give the papers of which a page was replaced by the scan of a signed one; scans weigh more."""
    before = {**standing, **{key: paper.sheets for key, paper in written.items()}}
    return {key: own for key, own in sheets.items() if own != before.get(key)}


def _all_facts(
    facts: Facts, packet: Packet, sheets: Mapping[str, Sheets], written: Mapping[str, Written]
) -> Facts:
    """Add what only the finished pages can tell: cites, the brief's body, places to sign."""
    return replace(
        facts,
        packet=packet,
        brief_body=_brief_body(packet, written),
        brief_type=written["brief/body"].type if "brief/body" in written else None,
        cites=tuple(cite for piece in packet.pieces for cite in _cites(written, piece.key)),
        authorities=tuple(use for piece in packet.pieces for use in _authorities(written, piece)),
        slots=tuple(
            replace(slot, page=piece.pages.page(slot.page))
            for piece in packet.pieces
            for slot in sheets[piece.key].slots
        ),
        marks={
            piece.slot.document: {mark.name: piece.pages.page(mark.page) for mark in sheets[piece.key].marks}
            for piece in packet.pieces
            if piece.slot.document and sheets[piece.key].marks
        },
    )


def _cites(written: Mapping[str, Written], key: str) -> tuple[Cite, ...]:
    """Give the cites of a paper of ours; evidence has none."""
    return written[key].cites if key in written else ()


def _authorities(written: Mapping[str, Written], piece: Piece) -> Iterator[AuthorityUse]:
    """Yield the uses of authorities in a paper of ours, in the order of its table."""
    if piece.key not in written or not written[piece.key].uses:
        return
    from asylum_packet.papers.authorities import entries

    pages = {use: piece.pages.page(page) if page else 0 for use, page in written[piece.key].uses}
    for line in entries(tuple(pages), tuple(pages.values())):
        for use in line.uses:
            yield AuthorityUse(
                key=use.authority.key,
                citation=use.authority.citation,
                group=use.authority.group.value,
                form=use.form.value,
                text=use.text,
                file=use.source.file,
                line=use.source.line,
                packet_page=pages[use],
            )


def _brief_body(packet: Packet, written: Mapping[str, Written]) -> PageRange | None:
    """Find the pages of the brief's body in the packet."""
    brief = next((piece for piece in packet.pieces if piece.slot.kind is PieceKind.BRIEF), None)
    body = written[brief.key].body if brief else None
    if brief is None or body is None:
        return None
    return PageRange(brief.pages.page(body.first), brief.pages.page(body.last))
