"""Part A.II and item 5 of Part A.III: spouse, children, parents, siblings; who is included needs proof."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from asylum_packet.case.answers import leaves
from asylum_packet.case.model import Application, Case
from asylum_packet.checks.blanks import blank_keys, blank_of_member, blank_remarks
from asylum_packet.checks.caption import family
from asylum_packet.checks.rule import Remark, rule
from asylum_packet.checks.words import folded, is_none, titles
from asylum_packet.facts import Facts
from asylum_packet.findings import Severity, spoken
from asylum_packet.law.deadlines import anniversary

ADULT = 21
"""Age from which a child cannot be included: 8 CFR 1208.21(b), INA 101(b)(1)."""

_PROOF_OF_FAMILY = ("birth", "marriage", "nacimiento", "matrimonio", "adoption", "family register", "baptism")


@rule("I589-spouse")
def spouse_is_answered(case: Case, _facts: Facts) -> Iterator[Remark]:
    """A married applicant answers every item about the spouse; another has none to describe."""
    for application in case.applications:
        status = application.answers.applicant.marital_status
        told = any(text and not is_none(text) for _, text in leaves(application.answers.spouse, "spouse"))
        if status == "married":
            missing = blank_of_member(application.answers.spouse, "spouse")
            yield from blank_remarks(application, missing, "Part A.II, spouse")
        elif status and told:
            yield Remark(
                application.at("spouse"),
                "a spouse is described, but by applicant.marital_status the box 'not married' is ticked",
                "type marital_status: married, or take out the spouse",
                None if status == "single" else Severity.WARNING,
            )


@rule("I589-children-all")
def children_are_answered(case: Case, _facts: Facts) -> Iterator[Remark]:
    """The question about children is answered, and each child has every item."""
    for application in case.applications:
        children = application.answers.children
        if children is None:
            yield Remark(
                application.at("children"),
                "it does not say whether the applicant has children",
                "list all of them under children:, of any age and anywhere, or type children: []",
            )
        for index, child in enumerate(children or ()):
            key = f"children[{index}]"
            yield from blank_remarks(
                application, blank_of_member(child, key), f"Part A.II, child {index + 1}"
            )


@rule("I589-parents-siblings")
def parents_and_siblings_are_answered(case: Case, _facts: Facts) -> Iterator[Remark]:
    """Mother, father and every sibling have name and birthplace, and a location unless they died."""
    for application in case.applications:
        relatives = application.answers.relatives
        rows = [("relatives.mother", relatives.mother), ("relatives.father", relatives.father)]
        rows += [(f"relatives.siblings[{i}]", sibling) for i, sibling in enumerate(relatives.siblings)]
        missing = [
            key
            for above, relative in rows
            for key in blank_keys(relative, above)
            if not key.endswith(".deceased")
            and not (key.endswith(".location") and (relative.deceased == "yes" or is_none(relative.name)))
            and not (key.endswith(".birth_place") and is_none(relative.name))
        ]
        yield from blank_remarks(application, missing, "Part A.III, item 5")
        if not relatives.siblings:
            yield Remark(
                application.at("relatives.siblings"),
                "no sibling is listed",
                "list every brother and sister, or one row with name: None",
                Severity.WARNING,
            )


@rule("I589-derivatives")
def included_family_can_ride(case: Case, _facts: Facts) -> Iterator[Remark]:
    """Every respondent has a form or is included in one; who is included is here, young, single, proven."""
    yield from _respondents_without_form(case)
    proven = any(word in title for title in titles(case) for word in _PROOF_OF_FAMILY)
    for application in case.applications:
        included = [key for key, member in family(application) if member.include == "yes"]
        if included and not proven:
            yield Remark(
                application.at(f"{included[0]}.include"),
                "no exhibit looks like a birth or marriage certificate of the family included: "
                f"{', '.join(spoken(key) for key in included)}",
                "add proof of each relationship to exhibits/, with its translation",
            )
        yield from _family_elsewhere(application)
        yield from _children_who_cannot_ride(application, case.filing.date)


def _respondents_without_form(case: Case) -> Iterator[Remark]:
    """Yield respondents who neither have a form nor are included in one."""
    if not case.applications:
        return
    applicants = {application.respondent for application in case.applications}
    riders = {
        member.a_number
        for application in case.applications
        for _, member in family(application)
        if member.include == "yes"
    }
    for index, respondent in enumerate(case.respondents):
        if index not in applicants and respondent.a_number not in riders:
            yield Remark(
                case.at(f"respondents[{index}]"),
                f"respondent {index + 1} has no form and is included in none",
                "include this person in a form (include: yes, with the A-number), or add i589/NAME.yaml",
            )


def _family_elsewhere(application: Application) -> Iterator[Remark]:
    """Yield family that is included, but not in the U.S.: items 21 and 24 ask "if in the U.S."."""
    for key, member in family(application):
        if member.include == "yes" and member.in_us == "no":
            yield Remark(
                application.at(f"{key}.include"),
                f"{spoken(key)} is included, but is outside the United States",
                "type include: no (after a grant, family abroad may follow by Form I-730), or mend in_us",
            )


def _children_who_cannot_ride(application: Application, filed: dt.date | None) -> Iterator[Remark]:
    """Yield included children who are married, or 21 when the application is filed (8 CFR 1208.21)."""
    for index, child in enumerate(application.answers.children or ()):
        if child.include != "yes":
            continue
        key = f"children[{index}]"
        born = child.dob.last
        grown = filed is not None and born is not None and anniversary(born, ADULT) <= filed
        married = folded(child.marital_status) in {"married", "m"}
        if grown or married:
            why = f"{ADULT} or older on filing.date" if grown else "married"
            yield Remark(
                application.at(f"{key}.include"),
                f"{spoken(key)} is included, but is {why}",
                "an adult or married child needs a form of their own: i589/NAME.yaml",
            )
