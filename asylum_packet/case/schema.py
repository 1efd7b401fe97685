"""JSON Schema of the files of a case, made from the models, for editors that complete and check YAML.

Editors read YAML with its guesses: `no` may reach them as false, 21201 as a number, an empty key as null. The
schemas take all of these, because we read every value as the text that was typed. Draft 7, without
references, which every editor's YAML plugin understands.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pydantic import BaseModel

from asylum_packet.case.answers import Answers
from asylum_packet.case.entries import ExhibitChoices
from asylum_packet.case.model import CaseFile
from asylum_packet.case.questions import is_asked, question
from asylum_packet.case.shapes import Kind, Shape, fields_of

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]

_DRAFT: Final = "http://json-schema.org/draft-07/schema#"
_FROM_FIRM: Final = frozenset({"attorney"})
_WORDS: Final[dict[str, str]] = {
    "court": "the immigration court and who sits there",
    "court.city": "the court's city",
    "court.state": "two letters, such as MD",
    "court.judge": "as on the hearing notice",
    "court.detained": "yes prints DETAINED on the cover pages",
    "court.proceedings": "removal, withholding-only or asylum-only, as captions say it",
    "hearing": "the next hearing",
    "hearing.kind": "individual or master",
    "hearing.date": "such as 2027-03-10",
    "hearing.time": "such as 9:00 AM",
    "filings_due": "only where the judge set a date",
    "respondents": "the lead first, then riders",
    "respondents[].name": "as on the court's papers",
    "respondents[].name.first": "first name",
    "respondents[].name.middle": "middle name",
    "respondents[].name.last": "family name",
    "respondents[].a_number": "8 or 9 digits, such as 212-345-678",
    "respondents[].language": "the language spoken best",
    "respondents[].understands_english": "no adds a certificate of interpretation",
    "attorney": "who files; may stand in a firm file",
    "attorney.name": "as it is signed",
    "attorney.firm": "name of the firm or organization",
    "attorney.address": "postal address",
    "attorney.phone": "telephone",
    "attorney.email": "e-mail address",
    "attorney.eoir_id": "EOIR ID number",
    "filing": "how this packet is filed",
    "filing.date": "left empty: a blank line to fill by hand",
    "filing.submissions": "left empty: those the folder has material for",
    "filing.cite": "how a pin cite prints; {tab} and {page} are filled in",
    "filing.first_page": "the number of the packet's first page",
    "filing.first_tab": "the letter of the first tab",
    "filing.continues": "manifest.json of the filing before: pages and tabs go on from it",
    "filing.amends": "the answers or the manifest filed before: the application is called amended",
    "filing.attach_changes": "yes attaches a list of the answers that an amended form changes",
    "form": "how Form I-589 is filled in",
    "form.start_in_box": "yes begins a long answer in its box; no moves it to Supplement B whole",
    "form.ascii_names": "yes prints unaccented Latin letters: Jose Pena for José Peña",
    "service": "how DHS is served",
    "service.method": "ecas or mail",
    "service.date": "left empty: a blank line",
    "service.address": "where DHS is served by mail",
    "service.server": "who serves it",
    "fee_receipt": "a file in the case folder, such as papers/fee-receipt.pdf",
    "hearing_notice": "a file in the case folder",
    "notice_to_appear": "a file in the case folder",
    "annual_fee_receipt": "a file in the case folder; only after an order to pay the annual fee",
    "biometrics": "the appointment notice or receipt: a file in the case folder",
    "claim": "the claim in words that the form and the brief share",
    "claim.groups": "each particular social group, word for word; {groups} in Part B prints them",
    "declaration": "how the declaration is signed",
    "declaration.signed_abroad": "yes adds the words of 28 U.S.C. 1746 for a declaration signed abroad",
    "witnesses": "who testifies besides the respondent; makes a witness list",
    "witnesses[].name": "name of the witness",
    "witnesses[].a_number": "A-number, where the witness has one",
    "witnesses[].testimony": "what the witness will say, in a few sentences",
    "witnesses[].time": "estimated time, such as 30 minutes",
    "witnesses[].language": "language of the testimony",
    "witnesses[].expert": "yes for an expert, whose curriculum vitae goes into exhibits/",
    "witnesses[].records": "statement or curriculum vitae: a document id and pages, as in a cite",
    "criminal_history": "every arrest and conviction; makes the criminal history chart",
    "criminal_history[].arrested": "date of the arrest",
    "criminal_history[].court": "the court",
    "criminal_history[].docket": "its docket number",
    "criminal_history[].charges": "the charges",
    "criminal_history[].disposition": "what became of them, and when",
    "criminal_history[].consequence": "the consequence under immigration law, as the attorney sees it",
    "criminal_history[].records": "the records: a document id and pages, as in a cite",
    "corroboration": "evidence that could not be had; makes a notice of the efforts",
    "corroboration[].evidence": "what is missing",
    "corroboration[].efforts": "what was done to get it, with dates",
    "corroboration[].outcome": "why it could not be had",
    "corroboration[].records": "proof of the efforts: a document id and pages, as in a cite",
    "motions": "late-filing, page-limit: each needs its reasons in motions/NAME.md",
    "dhs_position": "what DHS says to a motion, or how it was asked: {late-filing: DHS does not oppose it.}",
    "certificates": "certificates of translation that name several documents",
    "certificates[].documents": "ids of the documents, all in one language",
    "settings": "choices about the rules",
    "settings.silence": "rules that do not apply here, each with its reason, which is printed",
    "settings.severity": "rules that weigh more or less here: {RULE-ID: {to: warning, reason: ...}}",
    "settings.severity.*.to": "error, warning or note",
    "settings.severity.*.reason": "why; it is printed with every finding of the rule",
}


def schemas() -> dict[str, dict[str, Json]]:
    """Give the schemas by the name of the file they describe."""
    return {
        "case.yaml": _file(CaseFile, "case.yaml: court, people, filing"),
        "i589.yaml": _file(Answers, "i589.yaml: the answers to Form I-589"),
        "exhibits.yaml": _exhibits(),
    }


def _file(model: type[BaseModel], title: str) -> dict[str, Json]:
    """Make the schema of a file whose root is one model."""
    texts = model is Answers
    return {"$schema": _DRAFT, "title": title, **_keys(model, "", by_file=texts)}


def _exhibits() -> dict[str, Json]:
    """Make the schema of exhibits.yaml: by name, or a list whose rows name their file."""
    entry = _keys(ExhibitChoices, "", by_file=False)
    named: dict[str, Json] = dict(entry)
    if isinstance(properties := entry["properties"], dict):
        named["properties"] = {name: value for name, value in properties.items() if name != "file"}
    return {
        "$schema": _DRAFT,
        "title": "exhibits.yaml: what the names in exhibits/ do not say",
        "description": "by file name, folder or document id; or a list whose rows name their file",
        "type": ["object", "array", "null"],
        "additionalProperties": named,
        "items": {**entry, "required": ["file"]},
    }


def _keys(model: type[BaseModel], above: str, *, by_file: bool) -> dict[str, Json]:
    """Make the schema of a model: its keys and no other."""
    properties: dict[str, Json] = {}
    required: list[Json] = []
    for name, shape in fields_of(model).items():
        key = f"{above}.{name}" if above else name
        properties[name] = _described(_value(shape, key, by_file=by_file), model, name, key)
        if shape.required and key not in _FROM_FIRM:
            required.append(name)
    schema: dict[str, Json] = {
        "type": ["object"] if required else ["object", "null"],
        "properties": properties,
        "additionalProperties": False,
    }
    return {**schema, "required": required} if required else schema


def _value(shape: Shape, key: str, *, by_file: bool) -> dict[str, Json]:
    """Make the schema of what stands under a key."""
    if shape.kind is Kind.KEYS and shape.model is not None:
        return _keys(shape.model, key, by_file=by_file)
    if shape.kind is Kind.LIST and shape.row is not None:
        rows = _value(shape.row, f"{key}[]", by_file=by_file)
        return {"anyOf": [{"type": "array", "items": rows}, {"enum": ["none", "no", 0, False, None, ""]}]}
    scalar: dict[str, Json] = {"type": ["string", "number", "boolean", "null"]}
    if shape.kind is Kind.TEXTS:
        rows = _value(shape.row, f"{key}.*", by_file=by_file) if shape.row and shape.row.model else scalar
        return {"type": ["object", "null"], "additionalProperties": rows}
    if shape.choices and shape.only_choices:
        yes_no: list[Json] = [True, False] if "yes" in shape.choices else []
        return {"enum": [*shape.choices, *yes_no, "", None]}
    if not by_file:
        return scalar
    named: dict[str, Json] = {
        "type": "object",
        "properties": {"file": {"type": "string", "description": "a text in the case folder"}},
        "required": ["file"],
        "additionalProperties": False,
    }
    return {"anyOf": [scalar, named]}


def _described(value: dict[str, Json], model: type[BaseModel], name: str, key: str) -> dict[str, Json]:
    """Add what the key asks for, and its default."""
    fields: Mapping[str, str | None] = {i.alias or n: i.description for n, i in model.model_fields.items()}
    words = question(key).label if is_asked(key) else fields.get(name) or _WORDS.get(key, "")
    default = next((i.default for n, i in model.model_fields.items() if (i.alias or n) == name), None)
    if isinstance(default, str | int) and default != "":
        value = {**value, "default": default}
    return {"description": words, **value} if words else value
