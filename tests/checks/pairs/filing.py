"""Cover pages, hearing, order of submissions, fee, service, signatures."""

from asylum_packet.facts import BlankFact, Overflow, SignedSlot
from asylum_packet.sheets import SignatureSlot
from tests.checks.pairs.pair import Pair
from tests.support.inline_case import a_document


def unsigned(name: str, who: str = "the applicant", *, by_hand: bool = False) -> dict[str, object]:
    """Make the change after which one place is still to be signed."""
    return {"facts": {"slots": (SignatureSlot(name=name, who=who, page=1, by_hand=by_hand),)}}


def signed(name: str, *, by_hand: bool = False, stale: bool = False) -> dict[str, object]:
    """Make the change after which the scan of one place is in the packet."""
    slot = SignatureSlot(name=name, who="the applicant", page=1, by_hand=by_hand)
    done = SignedSlot(name=name, file=f"signed/{name}.png", stale=stale)
    return {"facts": {"slots": (slot,), "signed": (done,)}}


def blank(edition: str, *, verified: bool = True) -> dict[str, object]:
    """Make the change after which another blank is in use."""
    return {"facts": {"blank": BlankFact(edition=edition, sha256="0" * 64, verified=verified)}}


BOTH_UNSIGNED = {
    "facts": {
        "slots": tuple(
            SignatureSlot(name=name, who=who, page=1)
            for name, who in (("brief", "the attorney"), ("declaration", "the declarant"))
        )
    }
}
TWO = "respondents: [{{name: {{last: A}}, a_number: 12345678}}, {{name: {{last: B}}, a_number: {}}}]"
OVERFLOW = Overflow(
    application="i589.yaml", key="claim.past_harm.explanation", question="Part B, item 1.A", page="B-2"
)

PAIRS = (
    Pair(
        "ICPM-3.3-cover-filer-topleft",
        {"without": ["attorney.eoir_id", "attorney.phone"]},
        says="phone, eoir_id",
        at="attorney.phone",
    ),
    Pair("ICPM-3.3-cover-detained-flag", {"without": ["court.detained"]}, {"case": "court: {detained: no}"}),
    Pair(
        "ICPM-3.3-cover-names-anumbers",
        {"i589": "applicant: {last_name: Rayes}"},
        {"i589": "applicant: {last_name: REYÈS, middle_name: E.}"},
        at="applicant.last_name",
    ),
    Pair(
        "ICPM-3.3-cover-names-anumbers",
        {"without": ["respondents[1]"]},
        {"without": ["respondents[1]", "children[0].in_court"]},
        says="row 1 of children is included and in court",
    ),
    Pair(
        "PKT-anumber-format",
        {"i589": "applicant: {a_number: 212-345-677}"},
        {"i589": "applicant: {a_number: A212345678}"},
        at="applicant.a_number",
    ),
    Pair(
        "PKT-anumber-format",
        {"case": TWO.format("012345678")},
        {
            "case": TWO.format("012345679"),
            "i589": "applicant: {a_number: 12345678}",
        },
        says="respondent 2 has the A-number of respondent 1",
    ),
    Pair(
        "PKT-anumber-format",
        {"i589": "spouse: {a_number: 212-345-679}"},
        {"i589": "spouse: {a_number: None}"},
        says="row 1 of children has the A-number of spouse",
    ),
    Pair(
        "ICPM-3.3-cover-judge-hearing",
        {"without": ["court.judge"]},
        {"case": "court: {judge: As assigned}"},
        at="court.judge",
    ),
    Pair(
        "ICPM-3.3-cover-judge-hearing",
        {"without": ["hearing.time"]},
        says="no time",
        at="hearing.time",
    ),
    Pair("ICPM-3.3-cover-judge-hearing", {"without": ["hearing"]}, says="no hearing"),
    Pair(
        "ICPM-3.3-cover-judge-hearing",
        {"case": "hearing: {time: 25:00 AM}"},
        {"case": "hearing: {time: 1:30 p.m.}"},
        says="does not look like a time of day",
        at="hearing.time",
    ),
    Pair(
        "ICPM-3.3-cover-filer-topleft",
        {"case": "attorney: {email: ana at example}"},
        {"case": "attorney: {email: ana.b@mail.example.org}"},
        says="does not look like an e-mail address",
        at="attorney.email",
    ),
    Pair(
        "ICPM-3.3-cover-filer-topleft",
        {"case": "attorney: {phone: 555-0100}"},
        {"case": "attorney: {phone: (410) 555-0100 ext. 12}"},
        says="does not look like a telephone number",
        at="attorney.phone",
    ),
    Pair(
        "ICPM-3.3-cover-filer-topleft",
        {"case": "attorney: {address: {zip: '2121'}}"},
        {"case": "attorney: {address: {zip: 21201-1234}}"},
        says="does not look like a ZIP code",
        at="attorney.address.zip",
    ),
    Pair(
        "DL-detained-court-sets",
        {"case": "court: {detained: yes}"},
        {"case": "court: {detained: yes}\nfilings_due: 2027-02-08"},
        at="court.detained",
    ),
    Pair(
        "DL-judge-order-controls",
        {"case": "filings_due: 2027-01-31"},
        {"case": "filings_due: 2027-02-01"},
        at="filing.date",
    ),
    Pair(
        "DL-judge-order-controls",
        {"case": "filings_due: 2027-03-11"},
        {"case": "filings_due: 2027-03-10"},
        says="after the hearing",
    ),
    Pair(
        "DL-individual-nondetained-30",
        {"case": "filing: {date: 2027-02-09}"},
        {"case": "filing: {date: 2027-02-08}"},
        says="2027-02-08",
        at="filing.date",
    ),
    Pair(
        "DL-individual-nondetained-30",
        {"case": "filing: {date: 2027-02-09}"},
        {"case": "filing: {date: 2027-02-09}\nfilings_due: 2027-02-20"},
    ),
    Pair(
        "DL-master-15",
        {"case": "hearing: {kind: master}\nfiling: {date: 2027-02-24}"},
        {"case": "hearing: {kind: master}\nfiling: {date: 2027-02-23}"},
        says="15 days",
    ),
    Pair(
        "DL-count-safe",
        {"case": "hearing: {date: 2027-03-17}\nfiling: {date: 2027-02-16}"},
        {"case": "hearing: {date: 2027-03-17}\nfiling: {date: 2027-02-15}"},
        says="2027-02-15, is no business day",
    ),
    Pair(
        "DL-late-motion",
        {"case": "filing: {date: 2027-02-09}"},
        {"case": "filing: {date: 2027-02-08}"},
        says="speaks of a motion",
        at="filing.date",
    ),
    Pair(
        "DL-late-motion",
        {"case": "filings_due: 2027-01-31", "documents": (a_document("motion-to-continue"),)},
        {
            "case": "filings_due: 2027-01-31",
            "documents": (a_document("motion-to-accept-an-untimely-filing"),),
        },
    ),
    Pair(
        "DL-late-motion",
        {"case": "filing: {date: 2027-02-09}", "brief": "# Argument\nThe motion to terminate was denied."},
        {
            "case": "filing: {date: 2027-02-09}",
            "brief": "# Argument\nA motion to accept this\nlate filing is filed with it.",
        },
    ),
    Pair(
        "ICPM-3.3-order-application",
        {"case": "filing: {submissions: [exhibits, application]}"},
        {"case": "filing: {submissions: [application, exhibits]}"},
        says="usual order",
    ),
    Pair(
        "ICPM-3.3-order-application",
        {"case": "filing: {submissions: [application, brief]}", "i589": None},
        {"case": "filing: {submissions: [application, brief]}"},
        says="no i589.yaml",
    ),
    Pair(
        "ICPM-3.3-order-application",
        {"i589": None},
        {"i589": None, "case": "filing: {submissions: [brief, exhibits]}"},
        says="fee_receipt is named",
        at="fee_receipt",
    ),
    Pair(
        "ICPM-3.3-order-application",
        {"i589": None, "without": ["fee_receipt", "hearing_notice", "notice_to_appear"]},
        {
            "i589": None,
            "without": ["fee_receipt", "hearing_notice", "notice_to_appear"],
            "case": "filing: {submissions: [brief, exhibits]}",
        },
        says="holds no application",
        at="i589.yaml",
    ),
    Pair(
        "ICPM-4.19-order-brief",
        {"case": "filing: {submissions: [brief]}", "brief": None},
        {"case": "filing: {submissions: [brief]}"},
        says="no brief/*.md",
    ),
    Pair(
        "ICPM-4.19-order-brief",
        {"case": "filing: {submissions: [brief, brief]}"},
        {"case": "filing: {submissions: [application, brief]}"},
        says="twice",
    ),
    Pair(
        "ICPM-3.3-order-exhibits",
        {"case": "filing: {submissions: [application, brief]}"},
        {"case": "filing: {submissions: [application, brief, exhibits]}"},
        says="exhibits/ has documents",
    ),
    Pair(
        "ICPM-3.3g-witness-list",
        {"case": "witnesses: [{name: Teresa Example, testimony: saw it, language: Spanish}]"},
        {"case": "witnesses: [{name: Teresa, testimony: saw it, language: Spanish, time: 30 minutes}]"},
        says="does not say of witness 1: time",
        at="witnesses[0]",
    ),
    Pair(
        "ICPM-3.3g-witness-list",
        {
            "case": "witnesses: [{name: E, testimony: t, language: Spanish, time: 1 hour, expert: yes}]",
        },
        {
            "case": "witnesses: [{name: E, testimony: t, language: Spanish, time: 1 hour, expert: yes, "
            "records: passport}]",
        },
        says="curriculum vitae",
    ),
    Pair(
        "ICPM-3.3-order-motion",
        {"case": "filing: {submissions: [application, brief, exhibits, motions]}"},
        {"case": "{motions: [page-limit], filing: {submissions: [application, brief, exhibits, motions]}}"},
        says="no motions in case.yaml",
    ),
    Pair(
        "ICPM-5.2-position",
        {"case": "motions: [page-limit]"},
        {"case": "{motions: [page-limit], dhs_position: {page-limit: DHS was asked twice.}}"},
        says="page-limit does not state the position of DHS",
        at="motions",
    ),
    Pair(
        "ICPM-3.3-tabs-continue",
        {"case": "filing: {first_page: 201}"},
        {"case": "filing: {first_page: 201, first_tab: K}"},
    ),
    Pair(
        "FEE-receipt-attached",
        {"without": ["fee_receipt"], "case": "filing: {date: 2025-07-04}"},
        {"without": ["fee_receipt"], "case": "filing: {date: 2025-07-03}"},
        says="$100 for each application",
        at="fee_receipt",
    ),
    Pair(
        "FEE-aaf-amount",
        {"case": "annual_fee_receipt: papers/annual.pdf"},
        {"case": "biometrics: papers/biometrics.pdf"},
        says="$105 from 2026-10-01",
        at="annual_fee_receipt",
    ),
    Pair(
        "FEE-receipt-match",
        {"case": "annual_fee_receipt: papers/fee-receipt.pdf"},
        {"case": "annual_fee_receipt: papers/annual.pdf"},
        at="annual_fee_receipt",
    ),
    Pair("FEE-receipt-attached", {"without": ["fee_receipt"]}, {"without": ["fee_receipt"], "i589": None}),
    Pair(
        "I589-all-pages", {"facts": {"blank": None}}, {"facts": {"blank": None}, "i589": None}, at="i589.yaml"
    ),
    Pair(
        "I589-edition",
        blank("07/28/26", verified=False),
        blank("07/28/26"),
        says="edition 07/28/26 of the form has not been compared",
    ),
    Pair(
        "I589-edition",
        blank("07/28/26") | {"case": "filing: {date: 2026-07-27}"},
        blank("07/28/26") | {"case": "filing: {date: 2026-07-28}"},
        says="was not out yet on filing.date",
    ),
    Pair("I589-edition", blank("08/25/20"), blank("01/20/25"), says="none the court is known to take"),
    Pair("I589-edition", blank("09/09/99"), blank("07/28/26"), says="none the court is known to take"),
    Pair("I589-edition", blank("01/20/25"), blank("07/28/26"), says="has a newer one"),
    Pair(
        "I589-overflow",
        {"facts": {"overflows": (OVERFLOW,)}},
        {"facts": {"overflows": ()}},
        says="Part B, item 1.A: the answer stands on Supplement B, page B-2",
        at="claim.past_harm.explanation",
    ),
    Pair(
        "I589-PartD-ink",
        unsigned("i589-part-d", by_hand=True),
        unsigned("brief", "Attorney for Respondent"),
        says="i589-part-d (the applicant)",
    ),
    Pair("I589-PartD-ink", unsigned("i589-part-d", by_hand=True), signed("i589-part-d", by_hand=True)),
    Pair("ICPM-3.3b-who", unsigned("brief"), signed("brief")),
    Pair(
        "ICPM-3.3b-who",
        BOTH_UNSIGNED,
        signed("brief"),
        says="still to be signed: declaration (the declarant)",
    ),
    Pair(
        "I589-PartD-date",
        signed("i589-part-d-2", stale=True),
        signed("i589-part-d-2"),
        says="i589-part-d-2: signed before the last change",
        at="signed/i589-part-d-2.png",
    ),
    Pair("I589-PartD-date", signed("i589-part-d", stale=True), signed("brief", stale=True)),
    Pair("I589-PartE-preparer", unsigned("i589-part-e", "the preparer"), unsigned("i589-part-d")),
    Pair(
        "I589-PartE-preparer",
        {"without": ["preparer.zip"]},
        {"without": ["preparer.zip"], "i589": "signature: {other_preparer: no}\npreparer: {name: ''}"},
        says="preparer.zip",
    ),
    Pair(
        "I589-PartE-preparer",
        {"i589": "signature: {other_preparer: no}"},
        {"i589": "signature: {other_preparer: yes}"},
        at="signature.other_preparer",
    ),
    Pair("ICPM-3.3b-who", unsigned("brief"), unsigned("certificate-brief", "translator")),
    Pair("ICPM-3.2-pos-signer", unsigned("service-brief"), unsigned("certificate-service-record")),
    Pair("I589-supp-signature", unsigned("i589-supplement-b-1"), unsigned("i589-part-d")),
    Pair(
        "I589-PartD-questions",
        {"without": ["signature.given_counsel_list"]},
        says="signature.given_counsel_list",
    ),
    Pair(
        "I589-PartD-questions",
        {"i589": "signature: {family_assisted: yes}"},
        {"i589": "signature: {family_assisted: yes, assistants: [{name: Rosa, relationship: mother}]}"},
        says="signature.assistants",
    ),
    Pair(
        "ICPM-3.2-recipient",
        {"case": "service: {address: Immigration Court, method: mail}"},
        {"case": "service: {address: Office of the Principal Legal Advisor, method: mail}"},
        at="service.address",
    ),
    Pair("CFR-1003.32c-paper", {"case": "service: {method: mail}"}, {"case": "service: {method: ecas}"}),
    Pair("ICPM-3.2-pos-contents", {"without": ["service.server"]}, {"case": "service: {server: Sam}"}),
    Pair("ICPM-3.2-pos-truth", {"without": ["service.date"]}, at="service"),
    Pair(
        "ICPM-3.2-pos-truth",
        {"case": "service: {date: 2027-01-31}"},
        {"case": "service: {date: 2027-02-01}"},
        says="service.date is not filing.date",
    ),
    Pair("ECAS-mandatory", {"case": "service: {method: mail}"}, {"case": "service: {method: ecas}"}),
)
