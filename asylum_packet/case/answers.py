"""The answers to Form I-589 as frozen values, in the form's order and under the form's keys.

An empty text means that the question is not answered; "None", "N/A" and "Unknown" are answers. Lists have no
length limit. What can be derived (children.total, the halves of a telephone number, the supplements) is no
key here; what only others write (office use, interview, hearing, signatures and their dates) is none either.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from asylum_packet.case.values import ANumber, AnyDate, FormDate, YesNo, wrong

MaybeYesNo = YesNo | Literal[""]


def _read_tick(value: Any) -> Any:
    """Read a box that stands alone: yes ticks it."""
    if isinstance(value, str):
        word = value.strip().lower()
        value = {"y": "yes", "true": "yes", "n": "no", "false": "no"}.get(word, word)
        if value not in {"yes", "no", ""}:
            raise wrong("neither yes nor no", "type yes to tick the box, no to leave it")
    return value


Tick = Annotated[Literal["yes", "no", ""], BeforeValidator(_read_tick)]
Sex = Annotated[
    Literal["male", "female", ""],
    BeforeValidator(
        lambda v: (
            {"m": "male", "f": "female"}.get(v.strip().lower(), v.strip().lower())
            if isinstance(v, str)
            else v
        )
    ),
]
AnswerANumber = ANumber | Literal["None", "N/A", "Unknown", ""]
_NO_DATE = FormDate("")


class Part(BaseModel):
    """A group of answers: frozen, and no key that the form does not have."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Residence(Part):
    """Part A.I item 8: where the applicant lives in the U.S."""

    street: str = ""
    apt: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""
    phone: str = ""


class Mailing(Residence):
    """Part A.I item 9: the mailing address, where it differs."""

    in_care_of: str = ""


class Passport(Part):
    """Part A.I items 20 to 22."""

    country: str = ""
    number: str = ""
    expires: AnyDate = _NO_DATE


class TravelDocument(Part):
    """Part A.I item 21, second box."""

    number: str = ""


class Applicant(Part):
    """Part A.I: information about the applicant."""

    a_number: AnswerANumber = ""
    ssn: str = ""
    uscis_account_number: str = ""
    last_name: str = ""
    first_name: str = ""
    middle_name: str = ""
    other_names: str = ""
    residence: Residence = Residence()
    mailing: Mailing = Mailing()
    sex: Sex = ""
    marital_status: Literal["single", "married", "divorced", "widowed", ""] = ""
    dob: AnyDate = _NO_DATE
    birth_place: str = ""
    nationality: str = ""
    nationality_at_birth: str = ""
    ethnic_group: str = ""
    religion: str = ""
    court_proceedings: Literal["never", "now", "past", ""] = ""
    last_left_country: AnyDate = _NO_DATE
    i94_number: str = ""
    passport: Passport = Passport()
    travel_document: TravelDocument = TravelDocument()
    native_language: str = ""
    fluent_english: MaybeYesNo = ""
    other_languages: str = ""


class Application589(Part):
    """The note above Part A.I: the box for withholding under the Convention Against Torture."""

    withholding_cat: Tick = ""


class EntryToUS(Part):
    """Part A.I item 19.c: one entry into the U.S., most recent first."""

    date: AnyDate = _NO_DATE
    place: str = ""
    status: str = ""
    status_expires: AnyDate = _NO_DATE


class FamilyMember(Part):
    """What Part A.II asks of a spouse and of each child alike."""

    a_number: AnswerANumber = ""
    passport_or_id: str = ""
    dob: AnyDate = _NO_DATE
    ssn: str = ""
    last_name: str = ""
    first_name: str = ""
    middle_name: str = ""
    birth_place: str = ""
    nationality: str = ""
    ethnic_group: str = ""
    sex: Sex = ""
    in_us: MaybeYesNo = ""
    location: str = ""
    entry_place: str = ""
    entry_date: AnyDate = _NO_DATE
    i94_number: str = ""
    admission_status: str = ""
    current_status: str = ""
    status_expires: AnyDate = _NO_DATE
    in_court: MaybeYesNo = ""
    include: MaybeYesNo = ""


class Spouse(FamilyMember):
    """Part A.II: the spouse."""

    other_names: str = ""
    marriage_date: AnyDate = _NO_DATE
    marriage_place: str = ""
    previous_arrival_date: AnyDate = _NO_DATE


class Child(FamilyMember):
    """Part A.II: one child, of any age, anywhere."""

    marital_status: str = ""


class PastAddress(Part):
    """Part A.III items 1 and 2: one address with its months."""

    street: str = ""
    city: str = ""
    province: str = ""
    country: str = ""
    from_: Annotated[AnyDate, Field(alias="from")] = _NO_DATE
    to: AnyDate = _NO_DATE


class School(Part):
    """Part A.III item 3: one school."""

    school: str = ""
    type: str = ""
    location: str = ""
    from_: Annotated[AnyDate, Field(alias="from")] = _NO_DATE
    to: AnyDate = _NO_DATE


class Job(Part):
    """Part A.III item 4: one employment, or a time without one."""

    employer: str = ""
    occupation: str = ""
    from_: Annotated[AnyDate, Field(alias="from")] = _NO_DATE
    to: AnyDate = _NO_DATE


class Relative(Part):
    """Part A.III item 5: a parent or sibling."""

    name: str = ""
    birth_place: str = ""
    location: str = ""
    deceased: Tick = ""


class Relatives(Part):
    """Part A.III item 5."""

    mother: Relative = Relative()
    father: Relative = Relative()
    siblings: tuple[Relative, ...] = ()


class Grounds(Part):
    """Part B.1: why the applicant applies; yes ticks a box."""

    race: Tick = ""
    religion: Tick = ""
    nationality: Tick = ""
    political_opinion: Tick = ""
    particular_social_group: Tick = ""
    torture_convention: Tick = ""


class Explained(Part):
    """A yes-or-no question with room to explain."""

    answer: MaybeYesNo = ""
    explanation: str = ""


class YesNoOnly(Part):
    """A yes-or-no question that shares its room to explain with another."""

    answer: MaybeYesNo = ""


class Explanation(Part):
    """The room that C.2.A and C.2.B share."""

    explanation: str = ""


class Claim(Part):
    """Part B: the claim."""

    grounds: Grounds = Grounds()
    past_harm: Explained = Explained()
    feared_harm: Explained = Explained()
    accused_abroad: Explained = Explained()
    groups: Explained = Explained()
    groups_continuing: Explained = Explained()
    torture: Explained = Explained()


class Bars(Part):
    """Part C: additional information."""

    prior_applications: Explained = Explained()
    third_country_transit: YesNoOnly = YesNoOnly()
    third_country_status: YesNoOnly = YesNoOnly()
    third_country: Explanation = Explanation()
    persecutor: Explained = Explained()
    returned: Explained = Explained()
    one_year: Explained = Explained()
    crimes_us: Explained = Explained()


class Assistant(Part):
    """Part D: a spouse, parent or child who helped."""

    name: str = ""
    relationship: str = ""


class SignaturePart(Part):
    """Part D, without the signature and its date, which are written by hand."""

    printed_name: str = ""
    native_alphabet_name: str = ""
    family_assisted: MaybeYesNo = ""
    assistants: tuple[Assistant, ...] = ()
    other_preparer: MaybeYesNo = ""
    given_counsel_list: MaybeYesNo = ""


class Preparer(Part):
    """Part E, without the signature."""

    name: str = ""
    street: str = ""
    apt: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""
    phone: str = ""
    bar_number: str = ""
    g28_attached: Tick = ""
    uscis_account_number: str = ""


class Answers(Part):
    """The shape of i589.yaml: every answer of Form I-589. Keys left out are not answered.

    `children` is None where the question is not answered and () where there are none.
    """

    application: Application589 = Application589()
    applicant: Applicant = Applicant()
    entries: tuple[EntryToUS, ...] = ()
    spouse: Spouse = Spouse()
    children: tuple[Child, ...] | None = None
    last_addresses: tuple[PastAddress, ...] = ()
    residences: tuple[PastAddress, ...] = ()
    education: tuple[School, ...] = ()
    employment: tuple[Job, ...] = ()
    relatives: Relatives = Relatives()
    claim: Claim = Claim()
    bars: Bars = Bars()
    signature: SignaturePart = SignaturePart()
    preparer: Preparer = Preparer()


def leaves(part: Part, above: str = "") -> Iterator[tuple[str, str]]:
    """Yield every answer as (dotted key, printed text), in the form's order; "" where not answered.

    Lists yield only the rows they have: "children[0].dob", "children[1].dob".
    """
    for name, info in type(part).model_fields.items():
        key = f"{above}.{info.alias or name}" if above else (info.alias or name)
        value = getattr(part, name)
        if isinstance(value, Part):
            yield from leaves(value, key)
        elif isinstance(value, tuple):
            for index, row in enumerate(value):
                yield from leaves(row, f"{key}[{index}]")
        else:
            yield key, str(value) if value is not None else ""
