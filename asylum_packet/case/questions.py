"""The questions of Form I-589 in the form's order: part, item, and what is asked, in our own short words.

Messages, the answer sheet and the rules name a question by these words. Keys of lists are written with empty
brackets here ("children[].dob"); `question` finds them for any row ("children[6].dob").
Items are those printed on editions 08/25/20 and 01/20/25, which number alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from asylum_packet.case.answers import Answers, leaves
from asylum_packet.values import Struct, replace


class Question(Struct, frozen=True, kw_only=True):
    """One thing the form asks.

    `key` is the dotted key, with the row's number once it is known; `part` is "A.I"; `item` is "8" or "19.c";
    `group` names the person or row that the words are about ("child", "entry", "sibling"), "" where there is
    only one; `row` is 1-based, 0 where there are no rows; `order` counts questions in the form's order.
    """

    key: str
    part: str
    item: str
    words: str
    group: str = ""
    row: int = 0
    order: int = 0

    @property
    def place(self) -> str:
        """Where it stands: "Part A.II, item 8, child 2"."""
        item = f", item {self.item}" if self.item else ""
        row = f", {self.group} {self.row}" if self.row else ""
        return f"Part {self.part}{item}{row}"

    @property
    def label(self) -> str:
        """Place and words: "Part A.II, item 8, child 2: date of birth"."""
        return f"{self.place}: {self.words}"

    @property
    def pattern(self) -> str:
        """The key with empty brackets."""
        return _ROW.sub("[]", self.key)


class Asked(Struct, frozen=True, kw_only=True):
    """A question of one application with what is printed as its answer, "" where it is not answered."""

    question: Question
    answer: str


_ROW = re.compile(r"\[(\d*)\]")

_ADDRESS_ABROAD = ("street", "city", "province", "country", "from", "to")
_ADDRESS_ABROAD_WORDS = (
    "number and street",
    "city or town",
    "department, province or state",
    "country",
    "lived there from",
    "lived there to",
)

_APPLICANT = (
    ("a_number", "1", "A-number"),
    ("ssn", "2", "U.S. social security number"),
    ("uscis_account_number", "3", "USCIS online account number"),
    ("last_name", "4", "last name"),
    ("first_name", "5", "first name"),
    ("middle_name", "6", "middle name"),
    ("other_names", "7", "other names used"),
    ("residence.street", "8", "home address in the U.S.: street"),
    ("residence.apt", "8", "home address in the U.S.: apartment"),
    ("residence.city", "8", "home address in the U.S.: city"),
    ("residence.state", "8", "home address in the U.S.: state"),
    ("residence.zip", "8", "home address in the U.S.: ZIP code"),
    ("residence.phone", "8", "home address in the U.S.: telephone"),
    ("mailing.in_care_of", "9", "mailing address in the U.S.: in care of"),
    ("mailing.phone", "9", "mailing address in the U.S.: telephone"),
    ("mailing.street", "9", "mailing address in the U.S.: street"),
    ("mailing.apt", "9", "mailing address in the U.S.: apartment"),
    ("mailing.city", "9", "mailing address in the U.S.: city"),
    ("mailing.state", "9", "mailing address in the U.S.: state"),
    ("mailing.zip", "9", "mailing address in the U.S.: ZIP code"),
    ("sex", "10", "sex"),
    ("marital_status", "11", "marital status"),
    ("dob", "12", "date of birth"),
    ("birth_place", "13", "city and country of birth"),
    ("nationality", "14", "present nationality"),
    ("nationality_at_birth", "15", "nationality at birth"),
    ("ethnic_group", "16", "race, ethnic or tribal group"),
    ("religion", "17", "religion"),
    ("court_proceedings", "18", "immigration court proceedings: never, now, or in the past"),
    ("last_left_country", "19.a", "date of last leaving the home country"),
    ("i94_number", "19.b", "current I-94 number"),
)
_ENTRY = (
    ("date", "19.c", "date of entry into the U.S."),
    ("place", "19.c", "place of entry"),
    ("status", "19.c", "status at entry"),
    ("status_expires", "19.c", "date the status expires"),
)
_APPLICANT_PAPERS = (
    ("passport.country", "20", "country that issued the last passport or travel document"),
    ("passport.number", "21", "passport number"),
    ("travel_document.number", "21", "travel document number"),
    ("passport.expires", "22", "expiration date of the passport or travel document"),
    ("native_language", "23", "native language"),
    ("fluent_english", "24", "fluent in English"),
    ("other_languages", "25", "other languages spoken fluently"),
)
_SPOUSE = (
    ("a_number", "1", "A-number"),
    ("passport_or_id", "2", "passport or ID card number"),
    ("dob", "3", "date of birth"),
    ("ssn", "4", "U.S. social security number"),
    ("last_name", "5", "last name"),
    ("first_name", "6", "first name"),
    ("middle_name", "7", "middle name"),
    ("other_names", "8", "other names used"),
    ("marriage_date", "9", "date of marriage"),
    ("marriage_place", "10", "place of marriage"),
    ("birth_place", "11", "city and country of birth"),
    ("nationality", "12", "nationality"),
    ("ethnic_group", "13", "race, ethnic or tribal group"),
    ("sex", "14", "sex"),
    ("in_us", "15", "in the U.S. now"),
    ("location", "15", "where, if not in the U.S."),
    ("entry_place", "16", "place of last entry into the U.S."),
    ("entry_date", "17", "date of last entry into the U.S."),
    ("i94_number", "18", "I-94 number"),
    ("admission_status", "19", "status when last admitted"),
    ("current_status", "20", "current status"),
    ("status_expires", "21", "date the authorized stay expires"),
    ("in_court", "22", "in immigration court proceedings"),
    ("previous_arrival_date", "23", "date of previous arrival in the U.S."),
    ("include", "24", "to be included in this application"),
)
_CHILD = (
    ("a_number", "1", "A-number"),
    ("passport_or_id", "2", "passport or ID card number"),
    ("marital_status", "3", "marital status"),
    ("ssn", "4", "U.S. social security number"),
    ("last_name", "5", "last name"),
    ("first_name", "6", "first name"),
    ("middle_name", "7", "middle name"),
    ("dob", "8", "date of birth"),
    ("birth_place", "9", "city and country of birth"),
    ("nationality", "10", "nationality"),
    ("ethnic_group", "11", "race, ethnic or tribal group"),
    ("sex", "12", "sex"),
    ("in_us", "13", "in the U.S. now"),
    ("location", "13", "where, if not in the U.S."),
    ("entry_place", "14", "place of last entry into the U.S."),
    ("entry_date", "15", "date of last entry into the U.S."),
    ("i94_number", "16", "I-94 number"),
    ("admission_status", "17", "status when last admitted"),
    ("current_status", "18", "current status"),
    ("status_expires", "19", "date the authorized stay expires"),
    ("in_court", "20", "in immigration court proceedings"),
    ("include", "21", "to be included in this application"),
)
_SCHOOL = (
    ("school", "3", "name of school"),
    ("type", "3", "type of school"),
    ("location", "3", "location of school"),
    ("from", "3", "attended from"),
    ("to", "3", "attended to"),
)
_JOB = (
    ("employer", "4", "name and address of employer"),
    ("occupation", "4", "occupation"),
    ("from", "4", "worked there from"),
    ("to", "4", "worked there to"),
)
_RELATIVE = (
    ("name", "5", "full name"),
    ("birth_place", "5", "city and country of birth"),
    ("deceased", "5", "deceased"),
    ("location", "5", "current location"),
)
_GROUNDS = (
    ("race", "race"),
    ("religion", "religion"),
    ("nationality", "nationality"),
    ("political_opinion", "political opinion"),
    ("particular_social_group", "membership in a particular social group"),
    ("torture_convention", "Torture Convention"),
)
_CLAIM = (
    ("past_harm", "1.A", "harm, mistreatment or threats in the past"),
    ("feared_harm", "1.B", "harm or mistreatment feared on return"),
    ("accused_abroad", "2", "accused, arrested, detained or convicted outside the U.S."),
    ("groups", "3.A", "organizations or groups in the home country"),
    ("groups_continuing", "3.B", "still taking part in these organizations or groups"),
    ("torture", "4", "fear of torture"),
)
_BARS = (
    (
        "prior_applications",
        "1",
        "earlier applications for refugee status, asylum or withholding, family included",
    ),
    ("third_country_transit", "2.A", "travel through or stay in another country on the way"),
    ("third_country_status", "2.B", "lawful status applied for or received in another country"),
    ("third_country", "2", "countries, length of stay, status, reasons for leaving"),
    ("persecutor", "3", "part in harming others"),
    ("returned", "4", "return to the country of harm"),
    ("one_year", "5", "filing more than one year after the last arrival"),
    ("crimes_us", "6", "crimes or arrests in the U.S."),
)
_PART_D = (
    ("printed_name", "complete name, printed"),
    ("native_alphabet_name", "name in the native alphabet"),
    ("family_assisted", "help from spouse, parent or child in completing the form"),
    ("assistants[].name", "name of the person who helped"),
    ("assistants[].relationship", "relationship of the person who helped"),
    ("other_preparer", "prepared by someone other than family"),
    ("given_counsel_list", "given a list of low-cost legal help"),
)
_PART_E = (
    ("name", "name of the preparer"),
    ("phone", "daytime telephone of the preparer"),
    ("street", "address of the preparer: street"),
    ("apt", "address of the preparer: apartment"),
    ("city", "address of the preparer: city"),
    ("state", "address of the preparer: state"),
    ("zip", "address of the preparer: ZIP code"),
    ("g28_attached", "Form G-28 attached"),
    ("bar_number", "attorney's state bar number"),
    ("uscis_account_number", "attorney's USCIS online account number"),
)

TABLES: Mapping[str, str] = {
    "entries": "entries into the U.S.",
    "last_addresses": "last addresses before the U.S.",
    "residences": "residences",
    "education": "schools",
    "employment": "employment",
    "relatives.siblings": "brothers and sisters",
    "signature.assistants": "who helped to complete the form",
}
"""The tables of the form, by their keys, with what their rows are; children have pages of their own."""

_Row = tuple[str, str, str]
_Rows = tuple[_Row, ...]


def _block(part: str, above: str, rows: _Rows, group: str = "") -> Iterator[Question]:
    """Make the questions of one block of the form."""
    for name, item, words in rows:
        yield Question(key=f"{above}.{name}", part=part, item=item, words=words, group=group)


def _abroad(item: str, above: str, group: str) -> Iterator[Question]:
    """Make the questions of a table of addresses."""
    rows = zip(_ADDRESS_ABROAD, _ADDRESS_ABROAD_WORDS, strict=True)
    yield from _block("A.III", above, tuple((name, item, words) for name, words in rows), group)


def _explained(part: str, above: str, rows: _Rows) -> Iterator[Question]:
    """Make the yes-or-no questions of Parts B and C, each with its explanation where it has one."""
    for name, item, words in rows:
        if name != "third_country":
            yield Question(key=f"{above}.{name}.answer", part=part, item=item, words=words)
        if name not in {"third_country_transit", "third_country_status"}:
            told = words if name == "third_country" else f"{words}: explanation"
            yield Question(key=f"{above}.{name}.explanation", part=part, item=item, words=told)


def _all() -> Iterator[Question]:
    """Make every question in the form's order."""
    cat = "withholding of removal under the Convention Against Torture too"
    yield Question(key="application.withholding_cat", part="A.I", item="", words=cat)
    yield from _block("A.I", "applicant", _APPLICANT)
    yield from _block("A.I", "entries[]", _ENTRY, "entry")
    yield from _block("A.I", "applicant", _APPLICANT_PAPERS)
    yield from _block("A.II", "spouse", tuple((n, i, f"spouse: {w}") for n, i, w in _SPOUSE))
    yield Question(key="children", part="A.II", item="", words="children, of any age, anywhere")
    yield from _block("A.II", "children[]", _CHILD, "child")
    yield from _abroad("1", "last_addresses[]", "address")
    yield from _abroad("2", "residences[]", "residence")
    yield from _block("A.III", "education[]", _SCHOOL, "school")
    yield from _block("A.III", "employment[]", _JOB, "employer")
    for person in ("mother", "father"):
        yield from _block(
            "A.III", f"relatives.{person}", tuple((n, i, f"{person}: {w}") for n, i, w in _RELATIVE)
        )
    yield from _block("A.III", "relatives.siblings[]", _RELATIVE, "sibling")
    yield from _block("B", "claim.grounds", tuple((n, "1", f"ground: {w}") for n, w in _GROUNDS))
    yield from _explained("B", "claim", _CLAIM)
    yield from _explained("C", "bars", _BARS)
    yield from _block("D", "signature", tuple((n, "", w) for n, w in _PART_D), "helper")
    yield from _block("E", "preparer", tuple((n, "", w) for n, w in _PART_E))


QUESTIONS: tuple[Question, ...] = tuple(replace(asked, order=n) for n, asked in enumerate(_all()))
"""Every question of the form, in its order, rows with empty brackets."""

_BY_PATTERN = {asked.key: asked for asked in QUESTIONS}


@cache
def question(key: str) -> Question:
    """Find the question of a dotted key, of any row of a list.

    Raises:
        KeyError: The form does not ask this.
    """
    numbers = [int(number) for number in _ROW.findall(key) if number]
    found = _BY_PATTERN[_ROW.sub("[]", key)]
    return replace(found, key=key, row=numbers[-1] + 1 if numbers else 0)


def is_asked(key: str) -> bool:
    """Say whether the form asks this key."""
    return _ROW.sub("[]", key) in _BY_PATTERN


def asked(answers: Answers) -> tuple[Asked, ...]:
    """List every question with its answer in the form's order, one for each row that the lists have.

    A list without rows is listed once, unanswered, by its patterns; `children: []` is answered "none".
    """
    told = dict(leaves(answers))
    told["children"] = "" if answers.children is None else str(len(answers.children) or "none")
    found = [Asked(question=question(key), answer=text) for key, text in told.items()]
    have = {each.question.pattern for each in found}
    skip = () if answers.children is None else ("children[].",)
    rest = (each for each in QUESTIONS if each.key not in have and not each.key.startswith(skip or "\0"))
    found += [Asked(question=each, answer="") for each in rest]
    return tuple(sorted(found, key=_form_order))


def _form_order(asked: Asked) -> tuple[int, int, int]:
    """Order by block, then row by row, then question by question."""
    pattern = asked.question.pattern
    block = pattern.split("[]")[0]
    first = _first_under(block) if "[]" in pattern else asked.question.order
    return (first, asked.question.row, asked.question.order)


@cache
def _first_under(start: str) -> int:
    """Give the place in the form of the first question whose key begins so."""
    return next(each.order for each in QUESTIONS if each.key.startswith(start))
