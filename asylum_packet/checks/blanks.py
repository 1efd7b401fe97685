"""Items of Form I-589 without an answer, a few findings a form: the court may treat it as incomplete.

"None", "N/A" and "Unknown" are answers. Items that ask about somebody or something that does not exist here
(a spouse, a mailing address) are not asked. Small items (a middle name, an apartment) only earn a warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from asylum_packet.case.answers import FamilyMember, Part, leaves
from asylum_packet.case.asking import ONLY_IN_THE_US
from asylum_packet.case.model import Application, Case
from asylum_packet.case.questions import question
from asylum_packet.checks.rule import Remark, rule
from asylum_packet.checks.words import listed
from asylum_packet.facts import Facts
from asylum_packet.findings import Severity, spoken

SMALL = frozenset(
    {"middle_name", "other_names", "apt", "uscis_account_number", "previous_arrival_date", "province"}
)
"""Last words of keys whose blanks are more of a risk than a defect."""

_ELSEWHERE = frozenset(
    {"applicant.court_proceedings", "applicant.dob", "applicant.birth_place", "applicant.last_name"}
)
_RESIDENCE = tuple(f"applicant.residence.{name}" for name in ("street", "city", "state", "zip"))
_REQUIRED_OF_APPLICANT = ("applicant.last_name", *_RESIDENCE, "applicant.dob", "applicant.birth_place")
_REQUIRED_YES_NO = (
    *(
        f"claim.{name}.answer"
        for name in ("past_harm", "feared_harm", "accused_abroad", "groups", "groups_continuing", "torture")
    ),
    *(
        f"bars.{name}.answer"
        for name in (
            "prior_applications",
            "third_country_transit",
            "third_country_status",
            "persecutor",
            "returned",
            "one_year",
            "crimes_us",
        )
    ),
)


def blank_keys(part: Part, above: str) -> tuple[str, ...]:
    """List the keys below a group that have no answer."""
    return tuple(key for key, text in leaves(part, above) if not text)


def blank_of_member(member: FamilyMember, above: str) -> tuple[str, ...]:
    """List the keys of a spouse or child without an answer, as far as the form asks them.

    Somebody who is not in the U.S. has a location and no entry; somebody who is has it the other way round.
    """
    unasked = {"yes": frozenset({"location"}), "no": ONLY_IN_THE_US}.get(member.in_us, ONLY_IN_THE_US)
    return tuple(key for key in blank_keys(member, above) if last_word(key) not in unasked)


def last_word(key: str) -> str:
    """Give the last word of a dotted key."""
    return key.rpartition(".")[2]


def blank_remarks(application: Application, keys: Iterable[str], what: str) -> Iterator[Remark]:
    """Say which items of a block are blank: one remark for those that matter, one for the small ones."""
    missing = tuple(keys)
    for weight, group in (
        (None, [key for key in missing if last_word(key) not in SMALL]),
        (Severity.WARNING, [key for key in missing if last_word(key) in SMALL]),
    ):
        if group:
            items = "1 item has" if len(group) == 1 else f"{len(group)} items have"
            yield Remark(
                application.at(group[0]),
                f"{what}: {items} no answer: {listed([spoken(key) for key in group])}",
                "answer each one; where nothing applies, type None, N/A or Unknown",
                weight,
            )


@rule("I589-uscis-required-list")
def required_items_answered(case: Case, _facts: Facts) -> Iterator[Remark]:
    """Name, address, birth and every yes-or-no question of Parts B and C are answered."""
    for application in case.applications:
        told = dict(leaves(application.answers))
        keys = [key for key in (*_REQUIRED_OF_APPLICANT, *_REQUIRED_YES_NO) if not told[key]]
        if keys:
            first = question(keys[0]).label
            count = "1 answer is missing" if len(keys) == 1 else f"{len(keys)} answers are missing"
            yield Remark(
                application.at(keys[0]),
                f"{count} that nobody may leave out: {listed(keys)}; the first is {first}",
                "answer each one",
            )


@rule("I589-no-blanks")
def applicant_items_answered(case: Case, _facts: Facts) -> Iterator[Remark]:
    """Every other item about the applicant in Part A.I has an answer."""
    for application in case.applications:
        applicant = application.answers.applicant
        no_mail = not any(text for _, text in leaves(applicant.mailing))
        keys = [
            key
            for key in blank_keys(applicant, "applicant")
            if key not in _ELSEWHERE
            and key not in _RESIDENCE
            and not (no_mail and key.startswith("applicant.mailing."))
        ]
        yield from blank_remarks(application, keys, "Part A.I")
