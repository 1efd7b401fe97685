import json

from asylum_packet.case.model import (
    Attorney,
    Case,
    Court,
    Document,
    DocumentPart,
    FilingChoices,
    Service,
    Settings,
    Tab,
)
from asylum_packet.findings import Source
from asylum_packet.pages import PageRange
from asylum_packet.report.cites import citables, cites_json, cites_text
from asylum_packet.sequence import Packet, PartKind, Piece, PieceKind, Slot, Submission


def document(name: str, *kinds: PartKind) -> Document:
    return Document(
        id=name,
        title=name.replace("-", " ").capitalize(),
        parts=tuple(DocumentPart(kind=kind, path=f"exhibits/{name}-{kind}.pdf") for kind in kinds),
        where=Source(file=f"exhibits/{name}.pdf"),
    )


def piece(name: str, kind: PartKind, tab: str, first: int, last: int) -> Piece:
    slot = Slot(
        key=f"{name}/{kind}",
        kind=PieceKind.DOCUMENT,
        title=name,
        submission="exhibits",
        tab=tab,
        document=name,
        part=kind,
    )
    return Piece(slot=slot, pages=PageRange(first, last))


def a_case(*tabs: Tab) -> Case:
    return Case(
        folder="/nowhere",
        court=Court(city="Baltimore", state="MD"),
        hearing=None,
        filings_due=None,
        respondents=(),
        attorney=Attorney(name="Ana Ejemplo"),
        filing=FilingChoices(),
        service=Service(),
        settings=Settings(),
        tabs=tabs,
    )


REPORT = document("police-report", *PartKind)
PHOTOS = document("photographs", PartKind.ORIGINAL)
LOST = document("lost", PartKind.ORIGINAL)
CASE = a_case(
    Tab(label="A", title="Police report", documents=(REPORT,)),
    Tab(label="B", title="Photographs", documents=(PHOTOS, LOST)),
)
PACKET = Packet(
    submissions=(
        Submission(
            name="exhibits",
            title="Exhibits",
            stem="Reyes_Exhibits",
            pieces=(
                piece("police-report", PartKind.TRANSLATION, "A", 40, 41),
                piece("police-report", PartKind.CERTIFICATE, "A", 42, 42),
                piece("police-report", PartKind.ORIGINAL, "A", 43, 45),
                piece("photographs", PartKind.ORIGINAL, "B", 46, 46),
            ),
        ),
    )
)


def test_a_document_is_followed_by_its_parts_where_it_has_more_than_one():
    rows = citables(CASE, PACKET)
    assert [(row.id, str(row.pages), str(row.inside)) for row in rows] == [
        ("police-report", "40–45", "1–6"),
        ("police-report/translation", "40–41", "1–2"),
        ("police-report/certificate", "42", "1"),
        ("police-report/original", "43–45", "1–3"),
        ("photographs", "46", "1"),
    ]


def test_the_table_says_how_to_write_a_cite_and_shows_what_can_be_typed():
    lines = cites_text(citables(CASE, PACKET)).splitlines()
    assert "[@ID/original 2]" in lines[0]
    assert lines[3].split() == ["TAB", "ID", "PACKET", "PAGES", "INSIDE", "TITLE"]
    assert lines[4].split() == ["A", "police-report", "40–45", "1–6", "Police", "report"]
    assert lines[7].split() == ["police-report/original", "43–45", "1–3", "original"]


def test_a_case_without_documents_says_what_to_do():
    assert cites_text(()) == "no documents to cite: put files into exhibits/"


def test_json_nests_the_parts_in_their_document():
    read = json.loads(cites_json(citables(CASE, PACKET)))
    report, photographs = read["documents"]
    assert report["id"] == "police-report"
    assert report["tab"] == "A"
    assert report["pages"] == 6
    assert [part["id"] for part in report["parts"]] == [
        "police-report/translation",
        "police-report/certificate",
        "police-report/original",
    ]
    assert report["parts"][2]["first_page"] == 43
    assert photographs["parts"] == []
