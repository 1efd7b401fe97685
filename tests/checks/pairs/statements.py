"""What people state in writing, what is filed apart, and rules about the application as a whole."""

from pathlib import Path

from asylum_packet.case.model import LeftOut
from asylum_packet.facts import FileFact, Seen
from asylum_packet.sheets import SignatureSlot
from asylum_packet.values import replace
from tests.checks.pairs.pair import Pair
from tests.support.inline_case import BRIEF, DOCUMENTS, a_document

LETTER = a_document("letter", language="Spanish", parts=("translation", "certificate", "original"))
SWORN = a_document("declaration", parts=("certificate", "original"))
STORY = (
    "the men came to the house at night and broke the door with a bar of iron while we hid in the kitchen "
    "behind the stove and they shouted that the woman who had spoken would be dead before the feast of the "
    "saint and when they had gone we found that they had taken the book of accounts of the market"
)
OTHER = (
    "I keep a stall beside hers, number twenty-eight, and I saw the window of her house the next morning; "
    "she told me what had been said, and we walked to the police post together, where nobody wrote anything "
    "down although the officer listened for a while and asked who else was there when it happened"
)
OATH = "I declare under penalty of perjury that the foregoing is true and correct. Executed on March 2. "
ONE, TWO = a_document("statement-of-ana"), a_document("statement-of-eva")


def stated(*documents: object, **texts: str) -> dict[str, object]:
    """Make the change after which these are the exhibits and say so; "__" stands for the slash of a key."""
    words = {key.replace("__", "/").replace("_", "-"): text for key, text in texts.items()}
    return {"documents": list(documents), "facts": {"statements": words}}


def words(translation: int, original: int, document: object = LETTER) -> dict[str, object]:
    """Make the change after which a document has so many words in English and in its own language."""
    counts = {"exhibits/letter - translation.pdf": translation, "exhibits/letter.pdf": original}
    files = {
        path: FileFact(path=path, kind="pdf", count=1, size_bytes=1, sha256=path, seen=Seen(words=count))
        for path, count in counts.items()
    }
    return {"documents": [document], "facts": {"files": files}}


def receipt(pages: int, **more: object) -> dict[str, object]:
    """Make the change after which the fee receipt has so many pages."""
    path = "papers/fee-receipt.pdf"
    fact = FileFact(path=path, kind="pdf", count=pages, size_bytes=1, sha256="0")
    return {**more, "facts": {"files": {path: fact}}}


def emptied(*blank: int) -> dict[str, object]:
    """Make the change after which a scan of six pages has these empty."""
    fact = FileFact(
        path="exhibits/a.pdf", kind="pdf", count=6, size_bytes=1, sha256="0", seen=Seen(blank=blank)
    )
    return {"facts": {"files": {"exhibits/a.pdf": fact}}}


def titled(title: str) -> dict[str, object]:
    """Make the change after which one more exhibit has this title."""
    return {"documents": [*DOCUMENTS, a_document("more", title=title)]}


def mailed(day: str) -> dict[str, object]:
    """Make the change after which the filing is mailed on a day of February 2027."""
    return {"case": f"{{service: {{method: mail}}, filing: {{date: 2027-02-{day}}}}}"}


SECOND = (("i589/lucia.yaml", 1, ""),)
CHILD = "{{applicant: {{dob: {}}}, entries: [{{date: 2024-05-20, place: H, status: N, status_expires: N}}]}}"
ARREST = "criminal_history: [{arrested: March 2026}]"
UNSIGNED = SignatureSlot(name="i589-part-d", who="applicant", page=9, by_hand=True)
NOTES = "\n\n[^1]: " + "argued here " * 200

PAIRS = (
    Pair(
        "BIA-similar-declarations",
        stated(
            ONE, TWO, statement_of_ana=f"My name is Ana. {STORY}.", statement_of_eva=f"I am Eva, {STORY}!"
        ),
        stated(ONE, TWO, statement_of_ana=f"My name is Ana. {STORY}.", statement_of_eva=OTHER),
        says="statement-of-eva and statement-of-ana share passages",
    ),
    Pair(
        "BIA-similar-declarations",
        stated(ONE, TWO, statement_of_ana=STORY + OATH, statement_of_eva=STORY + OATH),
        stated(ONE, TWO, statement_of_ana=OATH * 4 + OTHER, statement_of_eva=OATH * 4 + STORY),
    ),
    Pair(
        "CFR-1003.31j-forms-of-signature",
        stated(ONE, statement_of_ana="It was so. /s/ Ana"),
        stated(ONE, statement_of_ana="It was so, and/or so."),
        says="statement-of-ana bears /s/",
    ),
    Pair(
        "CFR-1003.31j-forms-of-signature",
        {"declaration": "1. It was so.\n\n/s/ Marta\n"},
        {"declaration": "1. It was so.\n"},
        says="the declaration bears /s/",
        at="declaration.md",
    ),
    Pair("PKT-translation-complete", words(49, 100), words(50, 100), says="49 words, the original 100"),
    Pair(
        "PKT-translation-complete",
        words(90, 100, replace(LETTER, title="Letter (excerpt)")),
        words(90, 100),
        says="summary or extract",
    ),
    Pair(
        "PKT-translator-not-party",
        stated(LETTER, letter__certificate="I, Ana Ejemplo, am competent to translate"),
        stated(LETTER, letter__certificate="I, Eva Muestra, translated the letter to Ana Ejemplo"),
        says="given by counsel",
        at="exhibits/letter - certificate.pdf",
    ),
    Pair(
        "PKT-translator-not-party",
        stated(LETTER, letter__certificate="I, MARTA ELENA REYES, am competent"),
        stated(LETTER, letter__certificate="I, Eva Muestra, am competent"),
        says="given by a respondent",
    ),
    Pair(
        "PKT-interp-separate",
        stated(LETTER, letter__certificate="I read the letter to her in Spanish and interpreted it"),
        stated(LETTER, letter__certificate="I read the letter and translated it"),
        says="certificate of interpretation where one of translation is due",
    ),
    Pair(
        "PKT-interp-separate",
        stated(SWORN, declaration__certificate="My translation is accurate"),
        stated(SWORN, declaration__certificate="My translation was read back to her in Spanish"),
        says="certificate of translation where one of interpretation is due",
    ),
    Pair("ICPM-3.3-single-sided", emptied(2, 4), emptied(2), says="2 of its 6 pages are empty"),
    Pair("ECAS-eoir28-first", titled("Form EOIR-28"), titled("Form EOIR-33"), says="more"),
    Pair("ECAS-eoir28-first", titled("Notice of Entry of Appearance"), titled("Notice of hearing")),
    Pair("PII-protective", titled("Grand jury notice (sealed)"), titled("Letter with a seal")),
    Pair(
        "ECAS-media",
        {"left_out": (LeftOut(path="exhibits/call.MP3", reason="transcript is Tab D"),)},
        {"left_out": (LeftOut(path="exhibits/call.pdf", reason="a copy"),)},
        at="exhibits/call.MP3",
    ),
    Pair(
        "CFR-1208.6-confidential",
        {"folder": Path("/home/ana/OneDrive - Firm/reyes")},
        {"folder": Path("/home/ana/cases/notes on OneDrive/reyes")},
    ),
    Pair(
        "CFR-1208.3c3-complete",
        {"facts": {"slots": (UNSIGNED,)}},
        {"facts": {"slots": (replace(UNSIGNED, name="brief"),)}},
        says="Part D not signed",
    ),
    Pair("CFR-1208.3c3-complete", {"without": ["applicant.ssn"]}, says="items without an answer"),
    Pair(
        "INA-208a2E-uac",
        {"i589": CHILD.format("2006-05-21")},
        {"i589": CHILD.format("2006-05-20")},
        says="came under 18",
        at="entries",
    ),
    Pair("I589-criminal", {"case": ARREST}, {"case": ARREST, "i589": "bars: {crimes_us: {answer: yes}}"}),
    Pair(
        "I589-criminal", {"case": ARREST}, {"case": ARREST, "i589": "claim: {accused_abroad: {answer: yes}}"}
    ),
    Pair(
        "BIA-M-A-F-new-application",
        {"i589": "bars: {prior_applications: {answer: yes, explanation: In 2020.}}"},
        {
            "i589": "bars: {prior_applications: {answer: yes, explanation: In 2020.}}",
            "case": "filing: {amends: i589-filed.yaml}",
        },
    ),
    Pair(
        "FEE-asylum-100",
        receipt(1, more_forms=SECOND),
        receipt(2, more_forms=SECOND),
        says="1 page, and 2 applications",
    ),
    Pair(
        "DL-count-backward",
        {"case": "hearing: {date: 2027-02-15}"},
        {"case": "hearing: {date: 2027-02-16}"},
        says="a weekend or federal holiday",
    ),
    Pair("DL-receipt-rule", mailed("04"), mailed("03"), says="may reach the court after 2027-02-08"),
    Pair(
        "ICPM-4.19-headings-footnotes",
        {"brief": BRIEF + NOTES},
        {"brief": BRIEF + NOTES.replace("[^1]: ", "")},
        says="in footnotes",
    ),
    Pair("BRIEF-jurisdiction-history", {"brief": BRIEF.replace("notice to appear", "summons")}),
)
