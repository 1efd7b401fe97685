"""Foreign-language documents with translation and certificate; declarations read back to who signs them."""

from __future__ import annotations

from collections.abc import Iterator

from asylum_packet.case.model import Case, Document
from asylum_packet.checks.rule import Remark, rule
from asylum_packet.facts import Facts
from asylum_packet.findings import Severity
from asylum_packet.sequence import PartKind


def _tab(case: Case, document: Document) -> str:
    """Name the tab of a document."""
    tab = case.tab_of(document.id)
    return f"Tab {tab.label}" if tab else "no tab"


def _stem(document: Document) -> str:
    """Give the path of the original without its ending, as its companions are named."""
    original = document.part(PartKind.ORIGINAL)
    return original.path.rpartition(".")[0] if original and original.path else f"exhibits/{document.id}"


def _is_signed(document: Document, facts: Facts) -> bool:
    """Say whether the certificate that we printed for a document is in the packet, signed."""
    return any(slot.name == f"certificate-{document.id}" for slot in facts.signed)


@rule("CFR-1003.33-translation")
def foreign_documents_are_translated(case: Case, _facts: Facts) -> Iterator[Remark]:
    """A document in another language has a translation, and a translation has its original."""
    for document in case.documents:
        translation = document.part(PartKind.TRANSLATION)
        if document.is_foreign and translation is None:
            yield Remark(
                document.where,
                f"{_tab(case, document)}, {document.id}: in another language, without a translation",
                f"add {_stem(document)} - translation.pdf",
            )
        if translation is not None and document.part(PartKind.ORIGINAL) is None and not document.generated:
            yield Remark(
                document.where,
                f"{_tab(case, document)}, {document.id}: a translation without the document it is made from",
                "add the original beside it, under the same name",
            )


@rule("ICPM-3.3a-cert-typed-signed-attached")
def translations_are_certified(case: Case, facts: Facts) -> Iterator[Remark]:
    """A translation has the translator's signed certificate."""
    for document in case.documents:
        if _is_signed(document, facts):
            continue
        if document.part(PartKind.TRANSLATION) and not document.part(PartKind.CERTIFICATE):
            yield Remark(
                document.where,
                f"{_tab(case, document)}, {document.id}: no signed certificate of translation;"
                " the packet holds a blank one",
                f"have the translator sign out/to-sign/certificate-{document.id}.pdf and put its scan into"
                f" signed/, or add {_stem(document)} - certificate.pdf",
            )


@rule("ICPM-3.3a-cert-multi")
def shared_certificates_name_each(case: Case, _facts: Facts) -> Iterator[Remark]:
    """A certificate used for several documents has to name each; only a person can see whether it does."""
    users: dict[str, list[Document]] = {}
    for document in case.documents:
        if certificate := document.part(PartKind.CERTIFICATE):
            users.setdefault(certificate.path, []).append(document)
    for path, documents in users.items():
        if len(documents) > 1 and path:
            yield Remark(
                documents[0].where,
                f"{path} certifies {len(documents)} documents",
                f"look whether it names each one: {', '.join(document.id for document in documents)}",
                Severity.WARNING,
            )


@rule("ICPM-3.3a-interpretation")
def declaration_was_interpreted(case: Case, facts: Facts) -> Iterator[Remark]:
    """A declaration in English by somebody who does not understand it has a certificate of interpretation."""
    own = next((document for document in case.documents if document.is_declaration), None)
    if own is None or own.is_foreign or own.part(PartKind.TRANSLATION):
        return
    understands = case.lead.understands_english
    is_blank = own.part(PartKind.CERTIFICATE) is None and not _is_signed(own, facts)
    if understands == "no" and is_blank:
        yield Remark(
            own.where,
            f"{_tab(case, own)}, {own.id}: the certificate of interpretation is a blank to sign",
            "have the declaration read to the respondent and the interpreter sign"
            f" out/to-sign/certificate-{own.id}.pdf, and put its scan into signed/"
            + ("" if own.generated else f", or add {_stem(own)} - certificate.pdf"),
            Severity.WARNING,
        )
    if understands is None and _speaks_another_language(case):
        yield Remark(
            case.at("respondents[0].understands_english"),
            "the declaration is in English, and it is not said whether the respondent understands English",
            "type understands_english: no for a certificate of interpretation, or understands_english: yes",
        )


def _speaks_another_language(case: Case) -> bool:
    """Say whether the lead respondent's language is given and is not English."""
    return case.lead.language.strip().lower() not in {"", "en", "english"}
