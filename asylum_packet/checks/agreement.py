"""Whether the files of a case tell the same story: languages in case.yaml and form, one family's forms."""

from __future__ import annotations

from collections.abc import Iterator

from asylum_packet.case.model import Application, Case
from asylum_packet.checks.kin import members_agree
from asylum_packet.checks.rule import Remark, rule
from asylum_packet.checks.words import folded, is_none
from asylum_packet.facts import Facts
from asylum_packet.findings import Severity


@rule("PKT-consistency")
def files_agree(case: Case, _facts: Facts) -> Iterator[Remark]:
    """Languages agree in case.yaml and form; forms of one family agree on one another and the address."""
    for application in case.applications:
        yield from _languages(case, application)
        yield from _spouses(case, application)
        yield from _printed_name(application)
    yield from members_agree(case)
    yield from _addresses(case)


def _languages(case: Case, application: Application) -> Iterator[Remark]:
    """Compare what form and case.yaml say about the languages of one person."""
    respondent = case.respondents[application.respondent]
    applicant = application.answers.applicant
    fluent, understands = applicant.fluent_english, respondent.understands_english
    if fluent == "yes" and understands == "no":
        yield Remark(
            application.at("applicant.fluent_english"),
            "the form says fluent in English, case.yaml that the respondent does not understand it",
            "correct one of the two; a certificate of interpretation hangs on it",
        )
    spoken = folded(f"{applicant.native_language} {applicant.other_languages}")
    if respondent.language and applicant.native_language and folded(respondent.language) not in spoken:
        yield Remark(
            application.at("applicant.native_language"),
            "the language that case.yaml gives is none of the languages on the form",
            "correct respondents[].language, or items 23 and 25",
        )


def _printed_name(application: Application) -> Iterator[Remark]:
    """Compare the name printed in Part D with the applicant's: a form begun as a copy keeps the other's."""
    applicant = application.answers.applicant
    printed = folded(application.answers.signature.printed_name).split()
    for name in (applicant.first_name, applicant.last_name):
        if printed and name and not is_none(name) and not set(folded(name).split()) <= set(printed):
            yield Remark(
                application.at("signature.printed_name"),
                "the name printed in Part D is not the applicant's first and last name",
                "correct it, or leave it empty: the name of Part A.I is printed then",
            )
            return


def _spouses(case: Case, application: Application) -> Iterator[Remark]:
    """Compare the marriage of two applicants as each of them tells it."""
    own = case.respondents[application.respondent].a_number
    spouse = application.answers.spouse
    for other in case.applications:
        if other is application or case.respondents[other.respondent].a_number != spouse.a_number:
            continue
        mirrored = other.answers.spouse
        if mirrored.a_number != own:
            yield Remark(
                other.at("spouse.a_number"),
                f"{application.file} names this applicant as spouse, but this form names another or none",
                "give each of the two the other's A-number, and marital_status: married",
            )
        elif str(mirrored.marriage_date) != str(spouse.marriage_date):
            yield Remark(
                other.at("spouse.marriage_date"),
                f"the date of marriage is not that of {application.file}",
                "correct one of the two",
            )


def _addresses(case: Case) -> Iterator[Remark]:
    """Compare the addresses of a family's forms with that of the first."""
    first, *others = case.applications or (None,)
    if first is None:
        return
    home = _home(first)
    for other in others:
        if _home(other) != home:
            yield Remark(
                other.at("applicant.residence"),
                f"the residence is not that of {first.file}",
                "leave it where the two live apart; otherwise correct one of the two",
                Severity.NOTE,
            )


def _home(application: Application) -> tuple[str, ...]:
    """Give the residence of an applicant for comparing."""
    home = application.answers.applicant.residence
    return tuple(folded(part) for part in (home.street, home.apt, home.city, home.state, home.zip))
