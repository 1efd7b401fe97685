"""Our own papers as they are printed, and the plan of the packet."""

from collections.abc import Sequence

from asylum_packet.facts import AuthorityUse, TypeSeen
from asylum_packet.pages import PageRange
from asylum_packet.sequence import Packet, Part, PartKind, Piece, PieceKind, Slot, Submission
from asylum_packet.values import replace
from tests.checks.pairs.pair import Pair
from tests.support.inline_case import DOCUMENTS, a_document

COVER, INDEX, SHEET = PieceKind.COVER, PieceKind.INDEX, PieceKind.TAB_SHEET
DOCUMENT, SERVICE = PieceKind.DOCUMENT, PieceKind.PROOF_OF_SERVICE
Row = tuple[str, PieceKind] | tuple[str, PieceKind, str] | tuple[str, PieceKind, str, PartKind]


def submission(name: str, rows: Sequence[Row], first: int = 1) -> Submission:
    """Make a submission of one-page papers: (key, kind, tab, part)."""
    pieces = []
    for page, (key, kind, *rest) in enumerate(rows, start=first):
        tab, part = (*rest, None, None)[:2]
        document = key.split("/")[0] if part else None
        slot = Slot(key=key, kind=kind, title=key, submission=name, tab=tab, document=document, part=part)
        pieces.append(Piece(slot=slot, pages=PageRange(page, page)))
    return Submission(name=name, title=name, stem=name, pieces=tuple(pieces))


def planned(name: str, *rows: Row, parts: tuple[Part, ...] = (), **learnt: object) -> dict[str, object]:
    """Make the change after which one submission with these papers is the packet."""
    return {"facts": {"packet": Packet(submissions=(submission(name, rows),), parts=parts), **learnt}}


def covered(words: str, name: str = "brief") -> dict[str, object]:
    """Make the change after which the cover page of a submission says these words."""
    return planned(
        name, (f"{name}/cover", COVER), (f"{name}/service", SERVICE), printed={f"{name}/cover": words}
    )


CAPTION = """Ana Ejemplo, Example Immigration Law, 1 Main St, Baltimore, MD 21201, 410-555-0100
ana@example.com AB123456 NON-DETAINED
UNITED STATES DEPARTMENT OF JUSTICE EXECUTIVE OFFICE FOR IMMIGRATION REVIEW IMMIGRATION COURT BALTIMORE, MD
MARTA ELENA REYES A 212-345-678 LUCIA REYES A 212-345-679 Immigration Judge: Hon. Example Judge
Next Hearing: March 10, 2027 at 9:00 AM RESPONDENTS' PRE-HEARING BRIEF"""
EXHIBITS = (
    ("exhibits/cover", COVER),
    ("exhibits/index", INDEX),
    ("exhibits/tab-A", SHEET, "A"),
    ("letter/translation", DOCUMENT, "A", PartKind.TRANSLATION),
    ("letter/certificate", DOCUMENT, "A", PartKind.CERTIFICATE),
    ("letter/original", DOCUMENT, "A", PartKind.ORIGINAL),
    ("exhibits/tab-B", SHEET, "B"),
    ("photo/original", DOCUMENT, "B", PartKind.ORIGINAL),
    ("exhibits/service", SERVICE),
)
LETTER = a_document(
    "letter",
    title="Letter of the parish priest",
    date="March 2, 2026",
    source="Parish Ejemplo",
    language="Spanish",
    parts=("translation", "certificate", "original"),
)
TWO = [LETTER, a_document("photo")]
ROWS = "INDEX A Letter of the parish priest, March 2, 2026 Parish Ejemplo In Spanish 4-6 B Photo 8"
PARTS = (
    Part(submission="exhibits", number=1, pages=PageRange(1, 6)),
    Part(submission="exhibits", number=2, pages=PageRange(7, 9)),
)


def without(key: str) -> tuple[Row, ...]:
    """Take one paper out of the exhibits."""
    return tuple(row for row in EXHIBITS if row[0] != key)


def swapped(one: int, other: int) -> tuple[Row, ...]:
    """Let two papers of the exhibits change places."""
    rows = list(EXHIBITS)
    rows[one], rows[other] = rows[other], rows[one]
    return tuple(rows)


def lettered(label: str) -> tuple[Row, ...]:
    """Give tab B another letter."""
    return tuple((row[0], row[1], label, *row[3:]) if row[2:3] == ("B",) else row for row in EXHIBITS)


def indexed(words: str, parts: tuple[Part, ...] = ()) -> dict[str, object]:
    """Make the change after which the index of two tabs says these words."""
    plan = planned("exhibits", *EXHIBITS, parts=parts, printed={"exhibits/index": words})
    return {"documents": TWO, **plan}


def indexed_behind_long_sheets(words: str) -> dict[str, object]:
    """Make the change after which the sheet of tab B has two pages, and the index says these words."""
    rows = (*EXHIBITS[:7], ("exhibits/tab-B/more", SHEET, "B"), *EXHIBITS[7:])
    return {"documents": TWO, **planned("exhibits", *rows, printed={"exhibits/index": words})}


def brief(tables: str, pages: int) -> dict[str, object]:
    """Make the change after which a brief of so many pages has these tables in front."""
    use = AuthorityUse(
        key="k",
        citation="c",
        group="g",
        form="full",
        text="t",
        file="brief/a.md",
        line=3,
        packet_page=9,
    )
    rows = (("brief/cover", COVER), ("brief/body", PieceKind.BRIEF), ("brief/service", SERVICE))
    body = PageRange(5, 4 + pages)
    return planned("brief", *rows, printed={"brief/body": tables}, authorities=(use,), brief_body=body)


def sets(**changes: float | None) -> dict[str, object]:
    """Make the change after which the brief is set so."""
    usual = TypeSeen(size_pt=12, leading_pt=24, left_pt=72, right_pt=540)
    return {"facts": {"brief_type": replace(usual, **changes)}}


def swears(words: str, case: str = "") -> dict[str, object]:
    """Make the change after which the printed declaration ends so."""
    return {"case": case, "facts": {"printed": {"declaration/original": words}}}


TURKISH = "respondents: [{name: {first: Işık, last: Yılmaz}, a_number: 212345678}]"
OATH = "I declare under penalty of perjury that the foregoing is true and correct."
ABROAD = "I declare under penalty of perjury under the laws of the United States that it is true and correct."
MOTION = "RESPONDENT'S MOTION TO ACCEPT UNTIMELY FILING"

PAIRS = (
    Pair(
        "ICPM-3.3-cover-court",
        {"case": "court: {city: Newark, state: NJ}", **covered(CAPTION)},
        {"case": "court: {city: Newark, state: NJ}", **covered(CAPTION + " Newark, NJ")},
        says="its city and state",
    ),
    Pair(
        "ICPM-3.3-cover-court",
        covered(CAPTION.replace("IMMIGRATION COURT", "")),
        covered(CAPTION.replace("IMMIGRATION COURT", "Immigration\nCourt")),
        says="the cover page of brief does not show Immigration Court",
        at="templates/cover.md.j2",
    ),
    Pair("ICPM-3.3-cover-title", covered(CAPTION.replace("BRIEF", "PAPER")), covered(CAPTION), says="Brief"),
    Pair("ICPM-3.3-cover-title", covered(CAPTION, "application"), covered(CAPTION + " I-589", "application")),
    Pair(
        "ICPM-3.3-cover-special-flags",
        covered(CAPTION + MOTION, "motion-late-filing"),
        covered(CAPTION + "MOTION TO ACCEPT UNTIMELY FILING" + MOTION, "motion-late-filing"),
    ),
    Pair(
        "ICPM-3.3-cover-detained-flag",
        {"case": "court: {detained: yes}", **covered(CAPTION.replace("NON-DETAINED", ""))},
        {"case": "court: {detained: yes}", **covered(CAPTION.replace("NON-DETAINED", "DETAINED"))},
        says="does not show DETAINED",
    ),
    Pair(
        "ICPM-3.3-cover-filer-topleft",
        covered(CAPTION.replace("AB123456", "")),
        covered(CAPTION),
        says="does not show all of the filer",
    ),
    Pair(
        "ICPM-3.3-cover-names-anumbers",
        covered(CAPTION.replace("212-345-679", "")),
        covered(CAPTION.replace("212-345-679", "212 345 679")),
        says="respondent 2",
    ),
    Pair(
        "ICPM-3.3-cover-judge-hearing",
        covered(CAPTION.replace("at 9:00 AM", "")),
        covered(CAPTION),
        says="does not show the time of the hearing",
    ),
    Pair(
        "ICPM-3.3-cover-required",
        planned("brief", ("brief/body", PieceKind.BRIEF), ("brief/service", SERVICE)),
        planned("brief", ("brief/cover", COVER), ("brief/service", SERVICE)),
        says="brief: no cover page at the head",
    ),
    Pair(
        "ICPM-3.2-cert-still-required",
        planned("brief", ("brief/cover", COVER), ("brief/body", PieceKind.BRIEF)),
        planned("brief", ("brief/cover", COVER), ("brief/service", SERVICE)),
        says="brief: no proof of service at the end",
    ),
    Pair(
        "CFR-1003.32-index",
        planned("exhibits", *without("exhibits/index")),
        planned("exhibits", *EXHIBITS),
    ),
    Pair(
        "ICPM-3.3-tabs", planned("exhibits", *lettered("C")), planned("exhibits", *EXHIBITS), says="C after"
    ),
    Pair("ICPM-3.3-tabs", planned("exhibits", *lettered("AA")), planned("exhibits", *lettered("B"))),
    Pair(
        "ICPM-3.3-tabs-position",
        planned("exhibits", *without("exhibits/tab-B")),
        planned("exhibits", *EXHIBITS),
        says="Tab B",
    ),
    Pair(
        "PKT-translation-order",
        planned("exhibits", *swapped(3, 5)),
        planned("exhibits", *swapped(3, 3)),
        says="letter",
    ),
    Pair("ICPM-3.3-toc", indexed(ROWS.replace("B Photo 8", "")), indexed(ROWS), says="Tab B"),
    Pair("ICPM-3.3-toc", indexed(ROWS.replace("4-6", "")), indexed(ROWS.replace("4-6", "3-6")), says="Tab A"),
    Pair(
        "ICPM-3.3-toc",
        indexed_behind_long_sheets(ROWS.replace("Photo 8", "Photo 10")),
        indexed_behind_long_sheets(ROWS.replace("Photo 8", "Photo 9")),
        says="Tab B",
    ),
    Pair("PKT-index-columns", indexed(ROWS.replace("March 2, 2026", "")), indexed(ROWS), says="letter"),
    Pair("PKT-index-columns", indexed(ROWS.replace("Parish Ejemplo", "")), indexed(ROWS), says="letter"),
    Pair("PKT-index-columns", indexed(ROWS.replace("In Spanish", "")), indexed(ROWS), says="letter"),
    Pair(
        "ICPM-3.3-cover-names-anumbers",
        {"case": TURKISH, **covered(CAPTION)},
        {"case": TURKISH, **covered(CAPTION + "IŞIK YILMAZ 212-345-678")},
        says="does not show respondent 1",
    ),
    Pair(
        "PKT-pagination-parts",
        indexed(ROWS + " Part 1 1–6", PARTS),
        indexed(ROWS + " Part 1 1–6 Part 2 7–9", PARTS),
        says="Part 2 7–9",
    ),
    Pair(
        "ICPM-exhibit-marking",
        {"documents": [*DOCUMENTS, a_document("p", title="Exhibit 4: Police report")]},
        {"documents": [*DOCUMENTS, a_document("p", title="Police report about exhibit 4")]},
        says="exhibit number: p",
    ),
    Pair(
        "ICPM-exhibit-marking",
        covered(CAPTION + "RESPONDENT'S EXHIBITS", "exhibits"),
        covered(CAPTION + "RESPONDENT'S PROPOSED EXHIBITS", "exhibits"),
        says="proposed",
    ),
    Pair("PKT-toa", brief("TABLE OF CONTENTS", 11), brief("TABLE OF CONTENTS", 10), says="11 pages"),
    Pair("PKT-toa", brief("TABLE OF CONTENTS", 11), brief("TABLE OF AUTHORITIES", 11)),
    Pair("USC-1746-declaration", swears("All this is so."), swears(OATH), says="penalty of perjury"),
    Pair(
        "USC-1746-declaration",
        swears(OATH, "declaration: {signed_abroad: yes}"),
        swears(ABROAD, "declaration: {signed_abroad: yes}"),
        says="laws of the United States",
    ),
    Pair("ICPM-3.3-type", sets(size_pt=11), sets(size_pt=12), says="11 points"),
    Pair("ICPM-3.3-type", sets(leading_pt=18), sets(leading_pt=22), says="double-spaced"),
    Pair("ICPM-3.3-type", sets(leading_pt=18), sets(leading_pt=None), says="double-spaced"),
    Pair("PKT-margins", sets(right_pt=545), sets(right_pt=540.5)),
    Pair("PKT-margins", sets(left_pt=60), sets(left_pt=71.9)),
)
