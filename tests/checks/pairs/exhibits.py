"""The exhibits and their translations."""

from asylum_packet.case.parts import DocumentPart, Photograph
from asylum_packet.facts import FileFact, PrivateNumber, Seen
from asylum_packet.sequence import PartKind
from asylum_packet.values import replace
from tests.checks.pairs.pair import Pair
from tests.support.inline_case import a_document

LETTER = a_document("letter", language="Spanish", parts=("translation", "certificate", "original"))
ARTICLE = a_document(
    "article", url="https://example.org/a", accessed="2027-01-05", source="Example", date="2026"
)
DECLARATION = a_document("declaration", generated=True, parts=("certificate",))
SHARED = DocumentPart(kind=PartKind.CERTIFICATE, path="exhibits/all - certificate.pdf")

TOLD = Photograph(path="exhibits/h/1.jpg", what="The door", who="-", place="-", when="2024", by="A")


def _sheet(*photographs: Photograph) -> DocumentPart:
    """Mount photographs on a sheet."""
    return DocumentPart(kind=PartKind.ORIGINAL, path="exhibits/h", photographs=photographs, per_sheet=4)


def only(*documents: object) -> dict[str, object]:
    """Make the change after which these are the exhibits."""
    return {"documents": list(documents)}


def without(*kinds: str, of: object = LETTER) -> object:
    """Take parts out of a document."""
    return replace(of, parts=tuple(part for part in of.parts if part.kind not in kinds))


def certified(id_: str, path: str) -> object:
    """Make a document with its certificate in a file."""
    part = DocumentPart(kind=PartKind.CERTIFICATE, path=path)
    return replace(a_document(id_), parts=(part,))


def scan(*, has_text: bool) -> dict[str, object]:
    """Make the change after which intake saw one file, with or without text."""
    fact = FileFact(path="exhibits/a.pdf", kind="pdf", count=1, size_bytes=1, sha256="0", has_text=has_text)
    return {"facts": {"files": {"exhibits/a.pdf": fact}}}


def looked(path: str = "exhibits/letter.pdf", sha256: str = "0", **seen: object) -> FileFact:
    """Make what intake saw in a file."""
    return FileFact(path=path, kind="pdf", count=9, size_bytes=1, sha256=sha256, seen=Seen(**seen))


def saw(*facts: FileFact) -> dict[str, object]:
    """Make the change after which intake saw these files."""
    return {"facts": {"files": {fact.path: fact for fact in facts}}}


CERTIFICATE = "exhibits/letter - certificate.pdf"
WHOLE = ("competence", "accuracy", "contact")
ENGLISH = a_document("letter")
SSN, CARD = "social security number", "card number"

PAIRS = (
    Pair("ICPM-3.3-legible", saw(looked(coarse=((2, 120),))), saw(looked(coarse=((2, 200),))), says="page 2"),
    Pair("ICPM-3.3-legible", saw(looked(skewed=(1, 3))), saw(looked()), says="pages 1, 3 crooked"),
    Pair("ICPM-3.3-legible", saw(looked(cut=(4,))), saw(looked()), says="over the edge"),
    Pair("ECAS-300dpi", saw(looked(coarse=((1, 200),))), saw(looked()), at="exhibits/letter.pdf"),
    Pair(
        "ICPM-3.3e-highlight",
        {**only(replace(ENGLISH, highlight=("a", "b"))), **saw(looked(unfound=(2,)))},
        {**only(replace(ENGLISH, highlight=("a", "b"))), **saw(looked())},
        says="passage 2 of highlight for letter",
    ),
    Pair(
        "ICPM-3.3e-highlight",
        {**only(replace(ENGLISH, highlight=("a", "40-41"))), **saw(looked(unfound=(2,)))},
        {**only(replace(ENGLISH, highlight=("a", "1"))), **saw(looked())},
        says="highlight of letter: 40-41 is not among its",
    ),
    Pair(
        "ICPM-3.3e-highlight",
        {**only(ARTICLE), **saw(replace(looked("exhibits/article.pdf"), count=11))},
        {**only(ARTICLE), **saw(replace(looked("exhibits/article.pdf"), count=10))},
        says="no passage is marked",
    ),
    Pair("PII-true-redaction", saw(looked(covered=((3, 12),))), saw(looked()), says="12 letters"),
    Pair(
        "PII-ssn",
        saw(looked(numbers=(PrivateNumber(3, SSN, "89"),))),
        saw(looked(numbers=(PrivateNumber(3, CARD, "11"),))),
        says="page 3 (ends in 89)",
        at="exhibits/letter.pdf",
    ),
    Pair(
        "PII-card-number",
        saw(looked(numbers=(PrivateNumber(2, CARD, "11"),))),
        saw(looked(numbers=(PrivateNumber(2, SSN, "89"),))),
        says="page 2 (ends in 11)",
    ),
    Pair(
        "PKT-same-twice",
        saw(looked("exhibits/a.pdf"), looked("exhibits/b.pdf")),
        saw(looked("exhibits/a.pdf"), looked("exhibits/b.pdf", "1")),
        says="same content as exhibits/a.pdf",
        at="exhibits/b.pdf",
    ),
    Pair(
        "PKT-same-twice",
        only(LETTER, replace(LETTER, id="again")),
        only(LETTER),
        says="is printed in 2 documents: letter, again",
    ),
    Pair(
        "PKT-language-seen",
        {**only(ENGLISH), **saw(looked(language="French", words=90))},
        {**only(replace(ENGLISH, language="French")), **saw(looked(language="French", words=90))},
        says="letter seems to be in French",
    ),
    Pair(
        "PKT-language-seen",
        {**only(LETTER), **saw(looked("exhibits/letter - translation.pdf", language="French"))},
        {**only(LETTER), **saw(looked("exhibits/letter - translation.pdf"))},
        says="not English",
    ),
    Pair(
        "ICPM-3.3a-cert-competence",
        {**only(LETTER), **saw(looked(CERTIFICATE, words=40, certifies=("accuracy", "contact")))},
        {**only(LETTER), **saw(looked(CERTIFICATE, words=40, certifies=WHOLE))},
        says="is competent",
    ),
    Pair(
        "ICPM-3.3a-cert-competence",
        {**only(LETTER), **saw(looked(CERTIFICATE, words=15))},
        {**only(LETTER), **saw(looked(CERTIFICATE, words=14))},
        at=CERTIFICATE,
    ),
    Pair(
        "ICPM-3.3a-cert-contact",
        {**only(LETTER), **saw(looked(CERTIFICATE, words=40, certifies=("competence", "accuracy")))},
        {**only(LETTER), **saw(looked(CERTIFICATE, words=40, certifies=WHOLE))},
        at=CERTIFICATE,
    ),
    Pair(
        "CFR-1003.33-translation",
        only(without("translation", "certificate")),
        only(replace(without("translation", "certificate"), language="English")),
        says="Tab A, letter: in another language",
        at="exhibits/letter.pdf",
    ),
    Pair(
        "CFR-1003.33-translation",
        only(without("original")),
        only(LETTER),
        says="a translation without the document",
    ),
    Pair(
        "ICPM-3.3a-cert-typed-signed-attached",
        only(without("certificate")),
        only(LETTER),
        says="Tab A, letter",
    ),
    Pair(
        "ICPM-3.3a-cert-multi",
        only(certified("a", "exhibits/c.pdf"), certified("b", "exhibits/c.pdf")),
        only(certified("a", "exhibits/c.pdf"), certified("b", "exhibits/d.pdf")),
        says="certifies 2 documents",
    ),
    Pair(
        "ICPM-3.3a-interpretation",
        only(without("certificate", of=DECLARATION)),
        only(DECLARATION),
        says="a blank to sign",
    ),
    Pair(
        "ICPM-3.3a-interpretation",
        {
            **only(DECLARATION),
            "case": "respondents: [{name: {last: Reyes}, a_number: 212345678, language: Spanish}]",
        },
        {
            **only(DECLARATION),
            "case": "respondents: [{name: {last: Reyes}, a_number: 212345678, language: English}]",
        },
        at="respondents[0].understands_english",
    ),
    Pair(
        "ICPM-3.3e-internet", only(replace(ARTICLE, accessed="")), only(ARTICLE), says="the day it was read"
    ),
    Pair(
        "ICPM-3.3e-internet",
        only(replace(ARTICLE, url="report")),
        only(replace(ARTICLE, url="www.example.org/report")),
        says="url is no full address",
    ),
    Pair(
        "ICPM-3.3e-internet",
        only(replace(ARTICLE, url="")),
        only(replace(ARTICLE, url="", accessed="")),
        says="full address",
    ),
    Pair(
        "ICPM-3.3e-publications",
        only(replace(ARTICLE, source="", date="")),
        only(replace(ARTICLE, source="", author="A. Writer", date="undated")),
        says="without source and date",
    ),
    Pair(
        "ICPM-3.3e-publications",
        only(a_document("a", title="Newspaper article on the fire")),
        only(a_document("a", title="Articles of clothing she sells")),
        says="without source and date",
    ),
    Pair(
        "ICPM-3.3e-publications",
        only(a_document("a", title="Country conditions", source="S")),
        only(a_document("a", title="Conditions of her employment")),
        says="published material without date",
    ),
    Pair(
        "ICPM-3.3e-publications",
        only(replace(ARTICLE, url="", accessed="", date="")),
        only(a_document("letter")),
        says="without date",
    ),
    Pair(
        "ICPM-3.3e-state-dept",
        only(a_document("r", title="Country Report on Human Rights 2024")),
        only(a_document("r", title="Country Report on Human Rights 2025")),
        says="more than 2 years old",
    ),
    Pair(
        "ICPM-3.3e-state-dept",
        only(a_document("r", title="Human rights", source="U.S. Department of State")),
        only(a_document("r", title="Human rights", source="U.S. Department of State", date="March 2026")),
        says="without its year",
    ),
    Pair(
        "ICPM-3.3-photographs",
        only(a_document("door", ending="JPG")),
        only(a_document("door", ending="JPG", date="2024")),
        says="door",
    ),
    Pair(
        "ICPM-3.3-photographs",
        only(replace(a_document("house"), parts=(_sheet(Photograph(path="exhibits/h/1.jpg")),))),
        only(replace(a_document("house"), parts=(_sheet(TOLD),))),
        says="without a caption: 1.jpg",
    ),
    Pair(
        "ICPM-3.3-photographs",
        only(replace(a_document("house"), parts=(_sheet(replace(TOLD, by="", when="")),))),
        only(replace(a_document("house"), parts=(_sheet(TOLD),))),
        says="1.jpg (when, by)",
    ),
    Pair(
        "I589-identity-docs",
        only(a_document("letter")),
        only(a_document("id", title="Cédula de identidad")),
    ),
    Pair("ECAS-ocr", scan(has_text=False), scan(has_text=True), at="exhibits/a.pdf"),
    Pair(
        "ECAS-ocr",
        saw(looked(bare=("Calibri", "Helvetica"))),
        saw(looked(bare=())),
        says="does not carry, so another viewer shows others: Calibri, Helvetica",
    ),
)
