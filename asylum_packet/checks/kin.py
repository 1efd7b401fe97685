"""Whether the forms of one family tell the same family: each person as all the others describe them.

Riders with claims of their own have forms of their own (8 CFR 1208.3(a)). Who is meant is told by the
A-number; family members without one cannot be compared.
"""

from __future__ import annotations

from collections.abc import Iterator

from asylum_packet.case.answers import Child, FamilyMember
from asylum_packet.case.model import Application, Case
from asylum_packet.checks.caption import family
from asylum_packet.checks.rule import Remark
from asylum_packet.checks.words import folded, is_none, listed
from asylum_packet.findings import Severity, spoken

_TOLD_TWICE = (
    "last_name",
    "first_name",
    "middle_name",
    "sex",
    "dob",
    "birth_place",
    "nationality",
    "ethnic_group",
)
"""What Part A.II says of a family member, and Part A.I of that person's own form too."""


def members_agree(case: Case) -> Iterator[Remark]:
    """Compare what each form says of its family with the forms and the words of these people themselves."""
    own = {case.respondents[one.respondent].a_number: one for one in case.applications}
    for application in case.applications:
        for key, member in family(application):
            other = own.get(member.a_number)
            if other is not None and other is not application:
                yield from _described_alike(application, key, member, other)
                if key != "spouse":
                    yield from _parent_named(application, key, other)
        yield from _children_of_both(application, own)
        yield from _listed_by_parents(application, case.applications)


def _described_alike(
    application: Application, key: str, member: FamilyMember, other: Application
) -> Iterator[Remark]:
    """Say where a form describes a person otherwise than that person's own form."""
    applicant = other.answers.applicant
    unlike = [
        name for name in _TOLD_TWICE if _differ(str(getattr(member, name)), str(getattr(applicant, name)))
    ]
    if unlike:
        yield Remark(
            application.at(f"{key}.{unlike[0]}"),
            f"{spoken(key)} is not as {other.file} has it: {listed(unlike)}",
            "compare both with the passport or birth certificate, and correct the one that is wrong",
        )
    if isinstance(member, Child) and _differ(member.marital_status, applicant.marital_status):
        yield Remark(
            application.at(f"{key}.marital_status"),
            f"{spoken(key)} is not as {other.file} has it: marital_status",
            "correct one of the two; a married child cannot be included",
        )


def _differ(one: str, other: str) -> bool:
    """Say whether two answers contradict each other; a blank one and a None say nothing."""
    return bool(one and other) and folded(one) != folded(other) and not (is_none(one) and is_none(other))


def _parent_named(application: Application, key: str, other: Application) -> Iterator[Remark]:
    """Look for the applicant among the parents that the child's own form names."""
    applicant, relatives = application.answers.applicant, other.answers.relatives
    parents = [folded(parent.name).split() for parent in (relatives.mother, relatives.father) if parent.name]
    first = folded(applicant.first_name).split()
    if parents and first and not any(first[0] in names for names in parents):
        yield Remark(
            other.at("relatives"),
            f"{application.file} lists this applicant as {spoken(key)},"
            " but neither parent here has that first name",
            "correct Part A.III, item 5 here, or Part A.II there; leave it for an adopted or stepchild",
            Severity.NOTE,
        )


def _listed_by_parents(application: Application, forms: tuple[Application, ...]) -> Iterator[Remark]:
    """Look for the applicant among the children of a parent who has a form too, known by the name."""
    applicant, relatives = application.answers.applicant, application.answers.relatives
    for which, parent in (("mother", relatives.mother), ("father", relatives.father)):
        named = set(folded(parent.name).split())
        for other in forms:
            if other is application or not _is_called(other, named) or _lists(other, application):
                continue
            if applicant.first_name and other.answers.children is not None:
                yield Remark(
                    other.at("children"),
                    f"{application.file} names this applicant as {which}, but is not among the children here",
                    "list every child, of any age and anywhere; leave it where two people share a name",
                    Severity.WARNING,
                )


def _is_called(other: Application, named: set[str]) -> bool:
    """Say whether a parent's name has the first and the last name of an applicant."""
    applicant = other.answers.applicant
    first, last = folded(applicant.first_name).split(), folded(applicant.last_name).split()
    return bool(first and last) and {first[0], last[0]} <= named


def _lists(other: Application, application: Application) -> bool:
    """Say whether a form lists the applicant of another among the children."""
    applicant = application.answers.applicant
    own = {("number", applicant.a_number), (folded(applicant.first_name), str(applicant.dob))}
    return any(own & set(_shapes(child)) for child in other.answers.children or ())


def _children_of_both(application: Application, own: dict[str, Application]) -> Iterator[Remark]:
    """Compare the children that two spouses list, each on a form of their own."""
    other = own.get(application.answers.spouse.a_number)
    if other is None or other is application:
        return
    known = {shape for child in other.answers.children or () for shape in _shapes(child)}
    missing = [
        spoken(f"children[{index}]")
        for index, child in enumerate(application.answers.children or ())
        if not known & set(_shapes(child))
    ]
    if missing:
        yield Remark(
            other.at("children"),
            f"{application.file}, the form of the spouse, also lists {listed(missing)}",
            "list every child of either parent that is this applicant's; leave a stepchild out on purpose",
            Severity.WARNING,
        )


def _shapes(child: Child) -> Iterator[tuple[str, str]]:
    """Yield by what a child can be known on another form."""
    if child.a_number.isdigit():
        yield "number", child.a_number
    if child.first_name:
        yield folded(child.first_name), str(child.dob)
