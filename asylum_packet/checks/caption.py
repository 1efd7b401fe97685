"""What stands on every cover page: who files, for whom, under which numbers, before which judge, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from asylum_packet.case.answers import FamilyMember
from asylum_packet.case.model import Application, Case, Name
from asylum_packet.checks.printed import cover_remark, covers, letters, unsaid
from asylum_packet.checks.rule import Remark, rule
from asylum_packet.checks.words import folded, listed
from asylum_packet.facts import Facts
from asylum_packet.findings import Severity, spoken


def family(application: Application) -> Iterator[tuple[str, FamilyMember]]:
    """Yield the spouse and the children of a form with their keys."""
    yield "spouse", application.answers.spouse
    for index, child in enumerate(application.answers.children or ()):
        yield f"children[{index}]", child


@rule("PKT-anumber-format")
def a_numbers_agree(case: Case, _facts: Facts) -> Iterator[Remark]:
    """Every person has an A-number of their own, and it is the same on the form as in case.yaml."""
    first: dict[str, int] = {}
    for index, respondent in enumerate(case.respondents):
        if (earlier := first.setdefault(respondent.a_number, index)) != index:
            yield Remark(
                case.at(f"respondents[{index}].a_number"),
                f"respondent {index + 1} has the A-number of respondent {earlier + 1}",
                "type the A-number on this person's own notice to appear",
            )
    for application in case.applications:
        yield from _numbers_on(application, case.respondents[application.respondent].a_number)


def _numbers_on(application: Application, expected: str) -> Iterator[Remark]:
    """Compare the A-numbers of a form with the applicant's, and with one another."""
    given = application.answers.applicant.a_number
    if given and given != expected:
        yield Remark(
            application.at("applicant.a_number"),
            "Part A.I, item 1, is not the A-number that case.yaml gives respondent "
            f"{application.respondent + 1}",
            "compare both with the notice to appear and type the right one in both files",
        )
    first = {expected: "the applicant"}
    for key, member in family(application):
        if not member.a_number.isdigit():
            continue
        if (owner := first.setdefault(member.a_number, key)) != key:
            yield Remark(
                application.at(f"{key}.a_number"),
                f"{spoken(key)} has the A-number of {spoken(owner)}",
                "type this person's own A-number, or None",
            )


@rule("ICPM-3.3-cover-names-anumbers")
def caption_names_everyone(case: Case, facts: Facts) -> Iterator[Remark]:
    """The applicant's name is that of the caption; included family in court is in the caption too.

    Every cover page shows the name and the A-number of every respondent.
    """
    people = {
        f"respondent {number}": (one.name.full, one.a_number)
        for number, one in enumerate(case.respondents, start=1)
    }
    yield from _shown(facts, people)
    for application in case.applications:
        respondent = case.respondents[application.respondent]
        applicant = application.answers.applicant
        named = Name(
            first=applicant.first_name, middle=applicant.middle_name, last=applicant.last_name or "?"
        )
        if applicant.last_name and _key_names(named) != _key_names(respondent.name):
            yield Remark(
                application.at("applicant.last_name"),
                "the applicant's name is not the name that case.yaml gives respondent"
                f" {application.respondent + 1}",
                "type it as the notice to appear has it, in both files; other spellings go to other_names",
            )
        yield from _missing_riders(case, application)


def _key_names(name: Name) -> tuple[str, str]:
    """Give first and last name for comparing; middle names may be initials, and None is no name."""
    return folded(name.first), folded(name.last)


def _missing_riders(case: Case, application: Application) -> Iterator[Remark]:
    """Yield family members who are included, in court, and not among the respondents."""
    numbers = {respondent.a_number for respondent in case.respondents}
    for key, member in family(application):
        rides = member.include == "yes" and member.in_court == "yes"
        if rides and member.a_number not in numbers:
            yield Remark(
                application.at(f"{key}.include"),
                f"{spoken(key)} is included and in court, but no respondent has that A-number",
                f"add this person under respondents: in case.yaml, or correct {spoken(f'{key}.a_number')}",
                Severity.WARNING,
            )


@rule("ICPM-3.3-cover-judge-hearing")
def cover_names_judge_and_hearing(case: Case, facts: Facts) -> Iterator[Remark]:
    """The caption has a judge, and a hearing with date and time; every cover page shows them."""
    yield from _hearing_is_given(case)
    day = case.hearing.date if case.hearing else None
    wanted = {
        "the judge": (case.court.judge,),
        "the date of the hearing": (f"{day:%B} {day.day}, {day.year}" if day else "",),
        "the time of the hearing": (case.hearing.time if case.hearing and day else "",),
    }
    yield from _shown(facts, wanted)


def _shown(facts: Facts, wanted: Mapping[str, Sequence[str]]) -> Iterator[Remark]:
    """Say what of the words that are wanted, by what they are called, is not on a cover page."""
    for submission, words in covers(facts):
        if missing := [name for name, values in wanted.items() if unsaid(words, values)]:
            yield cover_remark(submission, listed(missing))


_TIME = re.compile(
    r"(?:(?:0?[1-9]|1[0-2])(?::[0-5]\d)?\s?[ap]\.?m\.?|(?:[01]?\d|2[0-3]):[0-5]\d|(?:12 )?noon)"
    r"(?:\s?[a-z]{2,3}t)?",
    re.IGNORECASE,
)


def _hearing_is_given(case: Case) -> Iterator[Remark]:
    """Say what case.yaml does not tell about judge and hearing."""
    if not case.court.judge:
        yield Remark(
            case.at("court.judge"),
            "no judge is given; the cover pages say As assigned",
            'add "judge: Hon. ..." under court:, or "judge: As assigned" where nobody is',
            Severity.WARNING,
        )
    if case.hearing and case.hearing.time and not _TIME.fullmatch(case.hearing.time.strip()):
        yield Remark(
            case.at("hearing.time"),
            "hearing.time does not look like a time of day, and stands on every cover page",
            "type it like 9:00 AM",
            Severity.WARNING,
        )
    if case.hearing is None:
        yield Remark(
            case.at("hearing"),
            "no hearing is given; the cover pages say None scheduled, and no deadline is counted",
            "add hearing: {kind: individual, date: 2027-03-10, time: 9:00 AM}",
            Severity.WARNING,
        )
        return
    missing = [name for name in ("date", "time") if not getattr(case.hearing, name)]
    if missing:
        yield Remark(
            case.at(f"hearing.{missing[0]}"),
            f"the hearing has no {' and no '.join(missing)}",
            "copy date and time from the hearing notice",
        )


@rule("ICPM-3.3-cover-detained-flag")
def custody_is_stated(case: Case, facts: Facts) -> Iterator[Remark]:
    """Somebody has said whether the respondent is in custody, and every cover page shows it."""
    for submission, words in covers(facts) if case.court.is_detained else ():
        if letters(words).count("detained") <= letters(words).count("nondetained"):
            yield cover_remark(submission, "DETAINED")
    if "court.detained" not in case.where:
        yield Remark(
            case.at("court"),
            "case.yaml does not say whether the respondent is detained; the covers carry no DETAINED flag",
            "add detained: no, or detained: yes, under court:",
            Severity.NOTE,
        )


_SHAPES = {
    "address.zip": (re.compile(r"\d{5}(-\d{4})?"), "a ZIP code", "21201 or 21201-1234"),
    "phone": (re.compile(r"(\D*\d){10,15}\D*(\d{1,6})?"), "a telephone number", "(202) 555-0199"),
    "email": (re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"), "an e-mail address", "name@example.com"),
}
"""What parts of an address look like, what they are called, and an example."""


@rule("ICPM-3.3-cover-filer-topleft")
def filer_is_complete(case: Case, facts: Facts) -> Iterator[Remark]:
    """The corner of the cover has the filer's name, address, telephone, e-mail and EOIR ID."""
    attorney = case.attorney
    given = {
        "address.street": attorney.address.street,
        "address.city": attorney.address.city,
        "address.state": attorney.address.state,
        "address.zip": attorney.address.zip,
        "phone": attorney.phone,
        "email": attorney.email,
        "eoir_id": attorney.eoir_id,
    }
    missing = [name for name, value in given.items() if not value]
    if missing:
        yield Remark(
            case.at(f"attorney.{missing[0]}"),
            f"the corner of the cover pages lacks the filer's {listed(missing)}",
            "add it under attorney:, in case.yaml or in the firm's file",
        )
    for name, value in given.items():
        if value and name in _SHAPES and not _SHAPES[name][0].fullmatch(value.strip()):
            yield Remark(
                case.at(f"attorney.{name}"),
                f"attorney.{name} does not look like {_SHAPES[name][1]}, and stands on every cover page",
                f"type it like {_SHAPES[name][2]}",
                Severity.WARNING,
            )
    for submission, words in covers(facts):
        if unsaid(words, (attorney.name, *given.values())):
            yield cover_remark(submission, "all of the filer's name, address, telephone, e-mail and EOIR ID")
