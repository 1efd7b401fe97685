"""The example case: what the issue asks of it, and that its facts agree with each other everywhere."""

from __future__ import annotations

import datetime as dt
import io
import re
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from asylum_packet.case.answers import leaves
from asylum_packet.case.model import Case, Document
from asylum_packet.case.reading import read_case
from asylum_packet.sequence import PartKind

REYES = Path(__file__).parents[2] / "examples" / "reyes"
MEGABYTE = 1_000_000
_CITE = re.compile(r"\[@(?P<id>[a-z0-9-]+)(?:/(?P<part>[a-z]+))?(?: (?P<place>[^\]]+))?\]")


@cache
def case() -> Case:
    return read_case(REYES)


def written() -> dict[str, str]:
    """Every text a person wrote, by its path."""
    paths = [*REYES.glob("*.yaml"), *REYES.glob("*.md"), *REYES.glob("brief/*.md"), *REYES.glob("claim/*.md")]
    return {path.relative_to(REYES).as_posix(): path.read_text(encoding="utf-8") for path in paths}


@cache
def page_texts(path: str) -> tuple[str, ...]:
    """The text of every page of a file; a picture has one page without text."""
    if not path.endswith(".pdf"):
        return ("",)
    document = pypdfium2.PdfDocument(REYES / path)
    try:
        pages = (document[index].get_textpage().get_text_bounded() for index in range(len(document)))
        return tuple(" ".join(page.split()) for page in pages)
    finally:
        document.close()


def pages_of(document: Document) -> tuple[str, ...]:
    """The text of every page of a document, its parts one after the other."""
    return tuple(page for part in document.parts for page in page_texts(part.path))


def cites() -> list[re.Match[str]]:
    return [match for text in case().brief for match in _CITE.finditer(text.text)]


def test_the_folder_reads_without_a_finding() -> None:
    assert case().warnings == ()
    assert case().left_out == ()


def test_it_has_at_least_fourteen_documents_under_at_least_seven_tabs() -> None:
    assert len(case().documents) >= 14
    assert len(case().tabs) >= 7


def test_it_is_smaller_than_six_megabytes() -> None:
    made = {"out", ".asylum-packet"}  # a build of the example leaves these; git ignores them
    files = [p for p in REYES.rglob("*") if p.is_file() and p.relative_to(REYES).parts[0] not in made]
    assert sum(path.stat().st_size for path in files) < 6 * MEGABYTE


def test_the_brief_is_long_enough_for_eight_pages_and_has_twenty_cites() -> None:
    words = sum(len(_CITE.sub("", text.text).split()) for text in case().brief)
    assert words >= 2600
    assert len(cites()) >= 20


def test_the_declaration_has_numbered_paragraphs_without_a_gap() -> None:
    declaration = case().declaration
    assert declaration is not None
    numbers = [int(number) for number in re.findall(r"(?m)^(\d+)\. ", declaration.text)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert 25 <= len(numbers) <= 35


def test_every_cite_names_a_document_and_a_page_that_exists() -> None:
    declaration = case().declaration
    assert declaration is not None
    for match in cites():
        document = case().document(match["id"])
        assert document is not None, match[0]
        if match["id"] == "declaration":
            assert re.search(rf"(?m)^{(match['place'] or '').removeprefix('¶')}\. ", declaration.text), match[
                0
            ]
        elif match["place"]:
            last = int(match["place"].split("-")[-1])
            assert 1 <= last <= len(pages_of(document)), match[0]


def test_every_document_is_cited() -> None:
    assert {document.id for document in case().documents} == {match["id"] for match in cites()}


# Evidence whose words are typed; a scan has none to compare with.
@pytest.mark.parametrize(
    ("words", "cited", "page"),
    [
        ("This is for being a witness. Reyes is next.", "teresa-paz", 2),
        ("often the only organized body in town apart from the churches", "those-who-speak", 4),
        ("From that day on it was politics, and they were marked.", "news", 1),
        ("We have read your complaint 0147. The boss laughed.", "messages", 1),
        ("We do not forget the witnesses of the market.", "messages", 1),
        ("Because the market is ours and so is the town.", "testimony", 2),
        ("there being none in this department", "dismissal", 1),
        ("The one who does not pay, we charge double.", "those-who-speak", 3),
        ("one testified or one did not", "expert", 2),
        ("cannot undo having testified", "those-who-speak", 6),
        ("given up work and school", "those-who-speak", 7),
        ("in part take a hand in it", "expert", 3),
        ("Nine were killed".lower(), "expert", 2),
        ("All seven complainants were threatened, four of them", "police-bulletin", 1),
        ("104 were found", "those-who-speak", 7),
        ("41 had been threatened", "market-study", 2),
        ("3 of 50", "market-study", 2),
        ("Forty-one of sixty stalls", "those-who-speak", 4),
    ],
)
def test_what_the_brief_quotes_stands_on_the_page_it_cites(words: str, cited: str, page: int) -> None:
    document = case().document(cited)
    assert document is not None
    assert words in pages_of(document)[page - 1].replace("- ", "-")
    places = [match["place"] for match in cites() if match["id"] == cited]
    assert str(page) in places


def test_every_question_of_the_form_is_answered() -> None:
    (application,) = case().applications
    assert [key for key, answer in leaves(application.answers) if not answer] == []
    assert len(application.answers.children or ()) == 2


def test_the_group_is_worded_alike_on_the_form_and_in_the_brief() -> None:
    group = "market women of Valle Sereno who have testified in court against Los Tiznados"
    assert group in case().applications[0].answers.claim.feared_harm.explanation
    brief = " ".join(" ".join(text.text.split()) for text in case().brief)
    assert f"> {group}" in brief


def test_no_other_a_number_stands_anywhere() -> None:
    ours = {"212345678", "212345679"}
    for name, text in written().items():
        found = {re.sub(r"\D", "", number) for number in re.findall(r"\b\d{3}-\d{3}-\d{3}\b", text)}
        assert found <= ours, name
    for document in case().documents:
        for page in () if document.generated else pages_of(document):
            found = {re.sub(r"\D", "", number) for number in re.findall(r"\b\d{3}-\d{3}-\d{3}\b", page)}
            assert found <= ours, document.id


def test_names_and_numbers_of_form_and_case_agree() -> None:
    answers, lead, rider = case().applications[0].answers, case().respondents[0], case().respondents[1]
    applicant, son = answers.applicant, (answers.children or ())[0]
    assert applicant.a_number == lead.a_number
    assert (applicant.first_name, applicant.last_name) == (lead.name.first, lead.name.last)
    assert son.a_number == rider.a_number
    assert (son.first_name, son.last_name) == (rider.name.first, rider.name.last)
    assert son.include == "yes"


def test_the_application_is_filed_in_time() -> None:
    answers, filed, hearing = case().applications[0].answers, case().filing.date, case().hearing
    assert filed is not None
    assert hearing is not None
    assert hearing.date is not None
    arrived = answers.entries[0].date.first
    assert arrived is not None
    assert filed - arrived < dt.timedelta(days=365)
    assert hearing.date - filed >= dt.timedelta(days=30)
    assert answers.bars.one_year.answer == "no"


# The days that several texts tell of, as each of them writes a date.
@pytest.mark.parametrize(
    "day",
    [
        dt.date(2025, 5, 6),
        dt.date(2025, 5, 19),
        dt.date(2025, 6, 3),
        dt.date(2025, 8, 14),
        dt.date(2025, 11, 11),
        dt.date(2025, 12, 13),
        dt.date(2026, 1, 7),
    ],
    ids=str,
)
def test_the_events_bear_the_same_day_on_form_declaration_and_brief(day: dt.date) -> None:
    texts = {name: " ".join(text.split()) for name, text in written().items()}
    assert f"{day:%m/%d/%Y}" in texts["claim/past-harm.md"]
    words = f"{day:%B} {day.day}"
    assert words in texts["declaration.md"]
    assert words in texts["brief/facts.md"]


def test_every_foreign_document_has_its_translation_and_certificate() -> None:
    foreign = [document for document in case().documents if document.is_foreign]
    assert len(foreign) >= 2
    for document in foreign:
        assert {part.kind for part in document.parts} == set(PartKind), document.id


def test_every_typed_page_says_that_it_is_a_sample() -> None:
    for path in (REYES / "exhibits").rglob("*.pdf"):
        for page in page_texts(path.relative_to(REYES).as_posix()):
            assert not page or "SAMPLE" in page, path.name


def opened(name: str) -> pikepdf.Pdf:
    (path,) = (REYES / "exhibits").rglob(name)
    return pikepdf.open(path)


def test_the_bulletin_opens_without_a_password_but_has_an_owners() -> None:
    with opened("03 2026-09-09*.pdf") as pdf:
        assert pdf.is_encrypted


def test_the_newspaper_page_has_highlights_and_sticky_notes() -> None:
    with opened("02 2025-12-15*.pdf") as pdf:
        kinds = [str(note.Subtype) for note in pdf.pages[0].obj.Annots]
    assert kinds.count("/Highlight") == 3
    assert kinds.count("/Text") == 2


def test_the_newspaper_page_runs_into_the_band_of_the_stamp() -> None:
    (path,) = (REYES / "exhibits").rglob("02 2025-12-15*.pdf")
    document = pypdfium2.PdfDocument(path)
    try:
        low = document[0].get_textpage().get_text_bounded(bottom=0, top=28)
    finally:
        document.close()
    assert "example.org" in low


def test_the_report_has_bookmarks_of_its_own() -> None:
    with opened("01 2026-06-15*.pdf") as pdf, pdf.open_outline() as outline:
        assert len(outline.root) == 7
        assert len(pdf.pages) == 8


def test_the_evaluation_has_form_fields_filled_in() -> None:
    with opened("07 *.pdf") as pdf:
        fields = {str(field.T): str(field.V) for field in pdf.Root.AcroForm.Fields if "/V" in field}
    assert fields["total"] == "32"
    assert fields["full_evaluation_called_for"] == "/Yes"


def test_the_hospital_record_has_a_page_stored_on_its_side() -> None:
    with opened("03 2025-08-16*record [[]es].pdf") as pdf:
        assert [int(page.obj.get("/Rotate", 0)) for page in pdf.pages] == [0, 90]


def test_one_paper_is_a4_and_one_lies_across_the_page() -> None:
    with opened("05 2025-10-01*.pdf") as pdf:
        assert [round(float(side)) for side in pdf.pages[0].mediabox[2:4]] == [595, 842]
    with opened("04 2026-03-20*.pdf") as pdf:
        assert [round(float(side)) for side in pdf.pages[0].mediabox[2:4]] == [792, 612]


def test_the_scans_are_pictures_without_text() -> None:
    police = case().document("police-report")
    assert police is not None
    original = police.part(PartKind.ORIGINAL)
    assert original is not None
    assert set(page_texts(original.path)) == {""}


def test_the_photographs_are_turned_and_one_tells_where_it_was_taken() -> None:
    found = {}
    for path in sorted((REYES / "exhibits").rglob("*.jpg")):
        with Image.open(io.BytesIO(path.read_bytes())) as picture:
            exif = picture.getexif()
            found[exif[0x0112]] = bool(exif.get_ifd(0x8825))
    assert found == {6: False, 8: True}
