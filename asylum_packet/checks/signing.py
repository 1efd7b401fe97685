"""What still has to be signed by a hand, and the parts of the form about who helped and who prepared it.

The tool signs nothing (ICPM 3.3(b)); every place to sign is a warning until a person has signed it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asylum_packet.case.answers import leaves
from asylum_packet.case.model import Application, Case
from asylum_packet.checks.blanks import last_word
from asylum_packet.checks.rule import Remark, rule
from asylum_packet.checks.words import listed
from asylum_packet.facts import Facts
from asylum_packet.findings import Severity, Source
from asylum_packet.sheets import SignatureSlot

_PREPARER = ("name", "phone", "street", "city", "state", "zip")

_IN_INK = (
    "print its sheet from out/to-sign/, have it signed in ink (nothing may be typed there), put the scan"
    " into signed/ under the same name"
)
_SIGNED = "print its sheet from out/to-sign/, have it signed, put the scan into signed/ under that name"

_PART_D, _PART_E, _SUPPLEMENT = "i589-part-d", "i589-part-e", "i589-supplement-"
_SERVICE, _CERTIFICATE = "service-", "certificate-"
"""How the names of signature slots begin; certificates are judged where the scan of one would lie."""


def _unsigned(slots: Sequence[SignatureSlot], source: Source) -> Iterator[Remark]:
    """Name the places that still have to be signed, signer by signer."""
    for who in dict.fromkeys(slot.who for slot in slots):
        own = [slot for slot in slots if slot.who == who]
        yield Remark(
            source,
            f"still to be signed: {listed([f'{slot.name} ({who})' for slot in own])}",
            _IN_INK if any(slot.by_hand for slot in own) else _SIGNED,
            Severity.WARNING,
        )


def _named(facts: Facts, *beginnings: str) -> tuple[SignatureSlot, ...]:
    """List the unsigned signature slots whose names begin so."""
    return tuple(slot for slot in _open(facts) if slot.name.startswith(beginnings))


def _open(facts: Facts) -> tuple[SignatureSlot, ...]:
    """List the signature slots that no scan is in the packet for."""
    signed = {slot.name for slot in facts.signed}
    return tuple(slot for slot in facts.slots if slot.name not in signed)


def _form(case: Case) -> Source:
    """Give the file that findings about the form's signatures point at."""
    return Source(file=case.applications[0].file if case.applications else "i589.yaml")


@rule("I589-PartD-ink")
def part_d_is_signed(case: Case, facts: Facts) -> Iterator[Remark]:
    """The applicant has signed Part D of every form by hand."""
    yield from _unsigned(_named(facts, _PART_D), _form(case))


@rule("I589-PartD-date")
def part_d_is_signed_last(_case: Case, facts: Facts) -> Iterator[Remark]:
    """No answer was changed after Part D was signed."""
    for slot in facts.signed:
        if slot.stale and slot.name.startswith(_PART_D):
            yield Remark(
                Source(file=slot.file),
                f"{slot.name}: signed before the last change of the form's answers",
                f"have out/to-sign/{slot.name}.pdf signed again, and put its scan here",
            )


@rule("I589-PartD-questions")
def part_d_is_answered(case: Case, _facts: Facts) -> Iterator[Remark]:
    """Part D says who helped, whether a list of counsel was given, and the name in the native alphabet."""
    for application in case.applications:
        told = application.answers.signature
        keys = [
            key
            for key, text in leaves(told, "signature")
            if not text and last_word(key) not in {"printed_name", "native_alphabet_name"}
        ]
        if told.family_assisted == "yes" and not told.assistants:
            keys.append("signature.assistants")
        if keys:
            yield Remark(
                application.at(keys[0]),
                f"Part D is not complete: {listed(keys)}",
                "answer each one; whoever helped is named with the relationship",
            )
        if not told.native_alphabet_name:
            yield Remark(
                application.at("signature.native_alphabet_name"),
                "Part D: no name in the native alphabet",
                "type the name as the applicant writes it at home, or the same name again",
                Severity.WARNING,
            )


@rule("I589-PartE-preparer")
def part_e_is_complete(case: Case, facts: Facts) -> Iterator[Remark]:
    """A preparer outside the family is named with address and telephone, and has signed by hand."""
    for application in case.applications:
        yield from _preparer(application)
    if any(application.answers.signature.other_preparer == "yes" for application in case.applications):
        yield from _unsigned(_named(facts, _PART_E), _form(case))


def _preparer(application: Application) -> Iterator[Remark]:
    """Compare Part E with the answer of Part D about another preparer."""
    preparer = application.answers.preparer
    other = application.answers.signature.other_preparer
    if other == "yes":
        missing = [f"preparer.{name}" for name in _PREPARER if not getattr(preparer, name)]
        if missing:
            yield Remark(
                application.at(missing[0]),
                f"Part E is not complete: {listed(missing)}",
                "name who prepared the form, with telephone and full address",
            )
    elif other == "no" and preparer.name:
        yield Remark(
            application.at("signature.other_preparer"),
            "Part E names a preparer, but Part D says that nobody else prepared the form",
            "type other_preparer: yes, or take out preparer",
        )


@rule("ICPM-3.3b-who")
def submissions_are_signed(_case: Case, facts: Facts) -> Iterator[Remark]:
    """The brief, the declaration and every other paper have been signed."""
    own_rule = _named(facts, _PART_D, _PART_E, _SUPPLEMENT, _SERVICE, _CERTIFICATE)
    yield from _unsigned([slot for slot in _open(facts) if slot not in own_rule], Source(file="case.yaml"))


@rule("I589-supp-signature")
def supplements_are_signed(case: Case, facts: Facts) -> Iterator[Remark]:
    """The applicant has signed every supplement page in use by hand."""
    yield from _unsigned(_named(facts, _SUPPLEMENT), _form(case))


@rule("ICPM-3.2-pos-signer")
def proofs_of_service_are_signed(_case: Case, facts: Facts) -> Iterator[Remark]:
    """Whoever serves has signed each proof of service."""
    yield from _unsigned(_named(facts, _SERVICE), Source(file="case.yaml"))
