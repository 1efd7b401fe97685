"""Cases written inside a test: a complete, believable case, and what a test changes in it.

    case = a_case("court: {detained: yes}")                       case.yaml with one answer changed
    case = a_case(i589="bars: {one_year: {answer: no}}")          i589.yaml with one answer changed
    case = a_case(without=["hearing.time"])                       a key taken out

Mappings are merged key by key; lists and texts take the place of what was there. Everything is fictional.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from functools import cache
from pathlib import Path

import yaml

from asylum_packet.case.answers import Answers
from asylum_packet.case.court_papers import CourtPapers, Motion
from asylum_packet.case.model import Application, Case, CaseFile, Document, DocumentPart, Tab, TextFile
from asylum_packet.facts import BlankFact, Facts
from asylum_packet.findings import Source
from asylum_packet.pages import PageRange
from asylum_packet.sequence import Cite, Packet, PartKind, Piece, PieceKind, Slot, Submission
from asylum_packet.values import fields, replace

CASE = """
court: {city: Baltimore, state: MD, judge: Hon. Example Judge, detained: no}
hearing: {kind: individual, date: 2027-03-10, time: 9:00 AM}
respondents:
  - name: {first: Marta, middle: Elena, last: Reyes}
    a_number: 212-345-678
    language: Spanish
    understands_english: no
  - name: {first: Lucia, last: Reyes}
    a_number: 212-345-679
    language: Spanish
    understands_english: no
attorney:
  name: Ana Ejemplo
  firm: Example Immigration Law
  address: {street: 1 Main St, city: Baltimore, state: MD, zip: "21201"}
  phone: 410-555-0100
  email: ana@example.com
  eoir_id: AB123456
filing: {date: 2027-02-01}
service: {method: ecas, date: 2027-02-01, server: Ana Ejemplo}
fee_receipt: papers/fee-receipt.pdf
"""

I589 = """
application: {withholding_cat: yes}
applicant:
  a_number: 212-345-678
  ssn: None
  uscis_account_number: None
  last_name: Reyes
  first_name: Marta
  middle_name: Elena
  other_names: None
  residence: {street: 2 Oak Ave, apt: N/A, city: Baltimore, state: MD, zip: "21202", phone: 410-555-0101}
  sex: female
  marital_status: single
  dob: 1990-04-12
  birth_place: Villa Ejemplo, Guatemala
  nationality: Guatemala
  nationality_at_birth: Guatemala
  ethnic_group: Ladina
  religion: Catholic
  court_proceedings: now
  last_left_country: 2026-05-01
  i94_number: None
  passport: {country: Guatemala, number: X0000000, expires: 2029-01-01}
  travel_document: {number: None}
  native_language: Spanish
  fluent_english: no
  other_languages: None
entries:
  - {date: 2026-05-20, place: "Hidalgo, TX", status: Entered without inspection, status_expires: None}
children:
  - a_number: 212-345-679
    passport_or_id: None
    marital_status: single
    ssn: None
    last_name: Reyes
    first_name: Lucia
    middle_name: None
    dob: 2015-08-01
    birth_place: Villa Ejemplo, Guatemala
    nationality: Guatemala
    ethnic_group: Ladina
    sex: female
    in_us: yes
    entry_place: Hidalgo, TX
    entry_date: 2026-05-20
    i94_number: None
    admission_status: Entered without inspection
    current_status: In proceedings
    status_expires: None
    in_court: yes
    include: yes
last_addresses:
  - {street: 5a Calle, city: Villa Ejemplo, province: Jutiapa, country: Guatemala, from: 1990-04, to: 2026-05}
residences:
  - {street: 2 Oak Ave, city: Baltimore, province: MD, country: USA, from: 2026-05, to: Present}
  - {street: 5a Calle, city: Villa Ejemplo, province: Jutiapa, country: Guatemala, from: 1990-04, to: 2026-05}
education:
  - {school: Escuela Ejemplo, type: Primary, location: Villa Ejemplo, from: 1997-01, to: 2003-11}
employment:
  - {employer: Unemployed, occupation: None, from: 2026-05, to: Present}
  - {employer: Panaderia Ejemplo, occupation: Baker, from: 2010-02, to: 2026-04}
relatives:
  mother: {name: Rosa Ejemplo, birth_place: "Jutiapa, Guatemala", location: Guatemala}
  father: {name: Juan Reyes, birth_place: "Jutiapa, Guatemala", deceased: yes}
  siblings: [{name: None}]
claim:
  grounds: {particular_social_group: yes, torture_convention: yes}
  past_harm:
    answer: yes
    explanation: >-
      In March 2024 members of a gang came to my bakery and told me to pay or die. I refused and went to the
      police, who wrote a report and did nothing. In January 2026 the same men beat me because I am a member
      of the particular social group "women who report gang crimes in Guatemala".
  feared_harm:
    answer: yes
    explanation: >-
      If I go back the same men will kill me, because they know that I reported them to the police and they
      said so in their last message. The police told me that they cannot protect me anywhere in the country,
      and my cousin, who reported them as well, was killed in 2025.
  accused_abroad: {answer: no}
  groups: {answer: no}
  groups_continuing: {answer: no}
  torture: {answer: yes, explanation: The police work with the gang and would let them torture me.}
bars:
  prior_applications: {answer: no}
  third_country_transit: {answer: yes}
  third_country_status: {answer: no}
  third_country: {explanation: I crossed Mexico by bus in nineteen days and had no status there.}
  persecutor: {answer: no}
  returned: {answer: no}
  one_year: {answer: no}
  crimes_us: {answer: no}
signature:
  native_alphabet_name: Marta Elena Reyes
  family_assisted: no
  other_preparer: yes
  given_counsel_list: yes
preparer:
  name: Ana Ejemplo
  street: 1 Main St
  city: Baltimore
  state: MD
  zip: "21201"
  phone: 410-555-0100
"""

BRIEF = """# Statement of Facts
The respondent was served with a notice to appear and was beaten in January 2026 ([@declaration ¶2]).

# Argument
The respondent bears the burden of proof under INA § 208(b)(1) and is credible. She suffered past persecution
and has a well-founded fear on account of her membership in the particular social group "women who report gang
crimes in Guatemala", which is immutable. See Matter of Acosta, 19 I&N Dec. 211 (BIA 1985). The police are
unable or unwilling to protect her, she cannot relocate, and she deserves asylum in discretion. In the
alternative she asks for withholding of removal and for protection from torture.

# Conclusion
The application should be granted.
"""

DECLARATION = "1. My name is Marta.\n\n2. I lived in Villa Ejemplo.\n"


def a_document(
    id_: str, title: str = "", *, parts: Iterable[str] = ("original",), ending: str = "pdf", **more: object
) -> Document:
    """Make a document whose parts lie in exhibits/ under its id."""
    kinds = [PartKind(part) for part in parts]
    names = {kind: "" if kind is PartKind.ORIGINAL else f" - {kind.value}" for kind in PartKind}
    document = Document(
        id=id_,
        title=title or id_.replace("-", " ").capitalize(),
        parts=tuple(DocumentPart(kind=k, path=f"exhibits/{id_}{names[k]}.{ending}") for k in kinds),
        where=Source(file=f"exhibits/{id_}.{ending}"),
    )
    return replace(document, **more)


DOCUMENTS = (
    a_document("passport", language="Spanish", parts=("translation", "certificate", "original")),
    a_document("birth-certificate", language="Spanish", parts=("translation", "certificate", "original")),
    a_document("declaration", parts=("certificate",), generated=True),
    a_document(
        "country-report",
        url="https://example.org/report",
        accessed="2027-01-05",
        source="Example Org",
        date="2026",
    ),
    a_document("photo-of-bakery", ending="jpg", date="2024-03-02"),
)


def a_case(
    case: str = "",
    *,
    i589: str | None = "",
    without: Sequence[str] = (),
    more_forms: Sequence[tuple[str, int, str]] = (),
    documents: Sequence[Document] = DOCUMENTS,
    brief: str | None = BRIEF,
    declaration: str | None = DECLARATION,
    **more: object,
) -> Case:
    """Make the complete case with changes.

    Args:
        case: YAML merged into case.yaml.
        i589: YAML merged into i589.yaml; None for a case without a form.
        without: Dotted keys to take out of either file.
        more_forms: Further forms as (file, index of the respondent, YAML merged into i589.yaml).
        documents: The exhibits, one a tab.
        brief: The only section of the brief, None for a case without one.
        declaration: declaration.md, None for a case without one.
        **more: Fields of the case itself that no text of these gives.
    """
    told = merged(_load(CASE), _load(case))
    for key in without:
        _take_out(told, key)
    shape = CaseFile.model_validate(told)
    forms = [] if i589 is None else [("i589.yaml", 0, i589), *more_forms]
    ours = {field.name for field in fields(Case)} - {"declaration"}
    values = {name: getattr(shape, name) for name in CaseFile.model_fields if name in ours}
    papers = CourtPapers(
        groups=shape.claim.groups,
        signed_abroad=shape.declaration.signed_abroad == "yes",
        witnesses=shape.witnesses,
        criminal_history=shape.criminal_history,
        corroboration=shape.corroboration,
        motions=tuple(
            Motion(
                name=name,
                file=f"motions/{name}.md",
                text="Reasons.",
                position=shape.dhs_position.get(name, ""),
            )
            for name in shape.motions
        ),
    )
    made = Case(
        **values,
        papers=papers,
        folder=Path("/case"),
        applications=tuple(_form(*form, without=without) for form in forms),
        brief=(TextFile(file="brief/argument.md", text=brief),) if brief else (),
        declaration=TextFile(file="declaration.md", text=declaration) if declaration else None,
        tabs=tuple(
            Tab(label="ABCDEFGHIJ"[n], title=one.title, documents=(one,)) for n, one in enumerate(documents)
        ),
        where=_where(told, "case.yaml"),
    )
    return replace(made, **more)


def facts(case: Case | None = None, **changes: object) -> Facts:
    """Make the facts of a case that is ready to file: everything cited, nothing left to sign."""
    pieces = tuple(
        Piece(
            slot=Slot(key=f"brief/{name}", kind=kind, title=kind.value, submission="brief"),
            pages=PageRange(page, page),
        )
        for page, (name, kind) in enumerate(
            (("cover", PieceKind.COVER), ("service", PieceKind.PROOF_OF_SERVICE)), start=1
        )
    )
    cited = case.documents if case else ()
    ready = Facts(
        packet=Packet(
            submissions=(Submission(name="brief", title="Brief", stem="Reyes_Brief", pieces=pieces),)
        ),
        blank=BlankFact(edition="07/28/26", sha256="0" * 64),
        brief_body=PageRange(20, 30),
        cites=tuple(
            Cite(file="brief/argument.md", line=2, id=one.id, page=1, packet_page=50, text="Tab A at 50")
            for one in cited
        ),
    )
    return replace(ready, **changes)


def merged(base: object, change: object) -> object:
    """Merge a change into a base: mappings key by key, anything else as a whole."""
    if isinstance(base, dict) and isinstance(change, dict):
        return {**base, **{key: merged(base.get(key), value) for key, value in change.items()}}
    return change


def _load(text: str) -> object:
    """Read YAML as text only, as the case reader does; a copy, because keys are taken out of it."""
    return deepcopy(_read(text))


@cache
def _read(text: str) -> object:
    """Read YAML once for all the tests that ask for it."""
    return yaml.load(text, Loader=yaml.BaseLoader) or {}


def _form(file: str, respondent: int, text: str, without: Sequence[str]) -> Application:
    told = merged(_load(I589), _load(text))
    for key in without:
        _take_out(told, key)
    return Application(
        file=file, answers=Answers.model_validate(told), respondent=respondent, where=_where(told, file)
    )


def _take_out(told: object, key: str) -> None:
    """Delete a dotted key where it is."""
    *above, last = [
        int(word) if word.isdigit() else word for word in re.split(r"[.\[]", key.replace("]", ""))
    ]
    for word in above:
        if not isinstance(told, list) and word not in told:
            return
        told = told[word]
    if isinstance(told, list) or last in told:
        del told[last]


def _where(told: object, file: str) -> dict[str, Source]:
    """Place every key on a line of its own."""
    return {
        key: Source(file=file, line=line, column=1, field=key)
        for line, key in enumerate(_keys(told), start=1)
    }


def _keys(node: object, above: str = "") -> Iterator[str]:
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in pairs:
        name = f"{above}[{key}]" if isinstance(node, list) else f"{above}.{key}" if above else key
        yield name
        yield from _keys(value, name)
