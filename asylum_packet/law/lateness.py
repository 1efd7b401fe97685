"""What may excuse an application that comes after its year, one ground at a time, with the evidence for it.

The grounds are those of 8 CFR 1208.4(a)(4) and (5) and INA 208(a)(2)(E), in our own words; which of them is
true, and whether it is enough, is for the attorney.
"""

from __future__ import annotations

from asylum_packet.law.agenda import Question

_CHANGED, _EXTRAORDINARY = "CFR-1208.4a4-changed", "CFR-1208.4a5-extraordinary"

EXCEPTIONS = (
    Question(
        rule=_CHANGED,
        asks="changed circumstances: did the country change, or its law, in a way that makes the danger new "
        "or greater?",
        evidence="country reports and news with dates, before and after the change",
    ),
    Question(
        rule=_CHANGED,
        asks="changed circumstances: did the applicant change (faith, politics, family, what is known of "
        "them at home), or lose a place on a spouse's or parent's application?",
        evidence="baptism, membership or marriage papers, posts, witnesses; the divorce decree or the "
        "birthday that ended the place",
    ),
    Question(
        rule=_EXTRAORDINARY,
        asks="extraordinary circumstances: serious illness or disability, also from the harm itself, in the "
        "first year?",
        evidence="medical or psychological evaluation that speaks of that year",
    ),
    Question(
        rule=_EXTRAORDINARY,
        asks="extraordinary circumstances: under 18, or otherwise unable to act for themselves, in the first "
        "year?",
        evidence="birth certificate, guardianship papers",
    ),
    Question(
        rule=_EXTRAORDINARY,
        asks="extraordinary circumstances: lawful status, TPS or parole until shortly before the filing?",
        evidence="approval notices, I-94, with first and last day",
    ),
    Question(
        rule=_EXTRAORDINARY,
        asks="extraordinary circumstances: bad advice or failure of an earlier representative?",
        evidence="declaration about what was agreed, notice to that representative and the answer, complaint "
        "to the bar or the reason for none (Matter of Lozada)",
    ),
    Question(
        rule=_EXTRAORDINARY,
        asks="extraordinary circumstances: filed in time once, sent back for a defect, and soon filed again?",
        evidence="the rejection notice and proof of both days",
    ),
    Question(
        rule=_EXTRAORDINARY,
        asks="extraordinary circumstances: death or serious illness of the representative or a close "
        "relative?",
        evidence="death certificate, medical records",
    ),
    Question(
        rule="INA-208a2E-uac",
        asks="found to be an unaccompanied child? Then the year does not run",
        evidence="the finding, and where the first application went",
    ),
)
"""Asked in this order of an application that is late or about to be."""
