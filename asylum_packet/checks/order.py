"""Which submissions are made, in which order: nothing is announced without material, or left out unsaid."""

from __future__ import annotations

from collections.abc import Iterator

from asylum_packet.case.model import PAPERS, SUBMISSIONS, Case
from asylum_packet.checks.brief import MOST_PAGES
from asylum_packet.checks.rule import Remark, rule
from asylum_packet.facts import Facts
from asylum_packet.findings import Severity, Source
from asylum_packet.law.due import filed_late

_MATERIAL = {
    "application": "no i589.yaml",
    "brief": "no brief/*.md",
    "exhibits": "nothing in exhibits/",
    "witnesses": "no witnesses in case.yaml",
    "motions": "no motions in case.yaml",
}
_LEFT = {
    "application": "i589.yaml is there",
    "brief": "brief/ has text",
    "exhibits": "exhibits/ has documents",
    "witnesses": "case.yaml names witnesses",
    "motions": "case.yaml names motions",
}


def _submission(case: Case, name: str, *, has_material: bool) -> Iterator[Remark]:
    """Compare what filing.submissions says of one submission with what the folder holds."""
    chosen = case.filing.submissions
    if chosen is None:
        return
    place = case.at("filing.submissions")
    if name in chosen and not has_material:
        yield Remark(
            place,
            f"'{name}' is to be filed, but the folder has {_MATERIAL[name]}",
            f"add it, or take {name} out of filing.submissions",
            Severity.ERROR,
        )
    if name not in chosen and has_material:
        yield Remark(
            place,
            f"{_LEFT[name]}, but '{name}' is not among filing.submissions",
            f"add {name} to filing.submissions, unless it is filed another time",
            Severity.NOTE,
        )
    if chosen.count(name) > 1:
        yield Remark(place, f"'{name}' stands twice in filing.submissions", "delete one of the two")


@rule("ICPM-3.3-order-application")
def application_in_order(case: Case, _facts: Facts) -> Iterator[Remark]:
    """The application is there when it is to be filed, and the submissions come in the usual order."""
    yield from _submission(case, "application", has_material=bool(case.applications))
    yield from _no_application(case)
    chosen = tuple(dict.fromkeys(case.filing.submissions or ()))
    usual = tuple(name for name in SUBMISSIONS if name in chosen)
    if chosen != usual:
        yield Remark(
            case.at("filing.submissions"),
            "the submissions are not in the usual order",
            f"write them as [{', '.join(usual)}]",
        )


def _no_application(case: Case) -> Iterator[Remark]:
    """Say that the form is not there, where nobody said that it should not be."""
    if case.applications or case.filing.submissions is not None:
        return
    papers = [name for name in PAPERS if getattr(case, name)]
    if papers:
        yield Remark(
            case.at(papers[0]),
            f"{papers[0]} is named, but the folder has no i589.yaml, so neither is in the packet",
            "put i589.yaml back, or choose what is filed: filing.submissions: [brief, exhibits]",
            Severity.ERROR,
        )
    else:
        yield Remark(
            Source(file="i589.yaml"),
            "the folder has no i589.yaml, so the packet holds no application",
            "add it, or say so: filing.submissions: [brief, exhibits]",
        )


@rule("ICPM-4.19-order-brief")
def brief_in_order(case: Case, _facts: Facts) -> Iterator[Remark]:
    """The brief is there when it is to be filed."""
    yield from _submission(case, "brief", has_material=bool(case.brief))


@rule("ICPM-3.3-order-exhibits")
def exhibits_in_order(case: Case, _facts: Facts) -> Iterator[Remark]:
    """Exhibits are there when they are to be filed."""
    yield from _submission(case, "exhibits", has_material=case.has_exhibits)


@rule("ICPM-3.3g-witness-list")
def witnesses_in_order(case: Case, _facts: Facts) -> Iterator[Remark]:
    """The witness list is there when it is to be filed, and says of each witness what it must."""
    yield from _submission(case, "witnesses", has_material=bool(case.papers.witnesses))
    for index, witness in enumerate(case.papers.witnesses):
        missing = [key for key in ("testimony", "time", "language") if not getattr(witness, key)]
        if missing:
            yield Remark(
                case.at(f"witnesses[{index}]"),
                f"the witness list does not say of witness {index + 1}: {', '.join(missing)}",
                f"type {missing[0]}: under that witness; a blank line is printed until then",
            )
        if witness.expert == "yes" and not witness.records:
            yield Remark(
                case.at(f"witnesses[{index}].expert"),
                f"witness {index + 1} is an expert without a curriculum vitae",
                "add it to exhibits/ and name its id under records",
            )


@rule("ICPM-3.3-order-motion")
def motions_in_order(case: Case, facts: Facts) -> Iterator[Remark]:
    """The motions are there when they are to be filed."""
    yield from _submission(case, "motions", has_material=bool(case.papers.motions))
    names = {motion.name for motion in case.papers.motions}
    if "late-filing" in names and case.filing.date is not None and filed_late(case) is None:
        yield Remark(
            case.at("motions"),
            "the motion asks to accept an untimely filing, but by its dates the filing is not late",
            "correct filing.date or filings_due, or take late-filing out of motions",
        )
    if "page-limit" in names and facts.brief_body is not None and len(facts.brief_body) <= MOST_PAGES:
        yield Remark(
            case.at("motions"),
            f"the motion asks for more than {MOST_PAGES} pages, but the brief has {len(facts.brief_body)}",
            "take page-limit out of motions",
        )


@rule("ICPM-5.2-position")
def motions_state_the_position_of_dhs(case: Case, _facts: Facts) -> Iterator[Remark]:
    """Each motion states the position of DHS, in case.yaml or among its reasons."""
    filed = "motions" in (case.filing.submissions or SUBMISSIONS)
    for motion in case.papers.motions if filed else ():
        if not (motion.position or motion.tells_position):
            yield Remark(
                case.at("motions"),
                f"the motion {motion.name} does not state the position of DHS; a line is left for it",
                f"ask opposing counsel and write dhs_position: {{{motion.name}: ...}} in case.yaml:"
                " the answer, or when and how you asked",
            )


@rule("ICPM-3.3-tabs-continue")
def tabs_go_on_with_pages(case: Case, _facts: Facts) -> Iterator[Remark]:
    """A filing whose pages go on from an earlier one has tabs that go on as well."""
    filing = case.filing
    if filing.first_page > 1 and filing.first_tab == "A" and case.tabs:
        yield Remark(
            case.at("filing.first_page"),
            "the pages go on from an earlier filing, but the tabs start again at A",
            "set filing.first_tab to the first letter not used yet, if the earlier filing had tabs",
        )
