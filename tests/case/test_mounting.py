"""Photographs of a folder on common sheets: order, captions, and what does not fit."""

import pytest

from tests.case.test_exhibits import clean, only_document, told

FOLDER = "07 Photographs of the house"
HOUSE = [f"{FOLDER}/IMG_{number}.jpg" for number in (1, 2, 10)]
ASKED = f"""
{FOLDER}:
  per_sheet: 6
  photographs:
    - {{file: IMG_10.jpg, what: The door, who: Marta Reyes, where: Mejicanos, when: 2024-03-02, by: C. Reyes}}
    - {{file: img_2, what: The yard!}}
"""


def test_a_folder_becomes_one_document_in_the_order_of_the_list_and_then_of_names():
    document = only_document(clean(HOUSE, ASKED))
    assert (document.id, document.title) == ("photographs-of-the-house", "Photographs of the house")
    (part,) = document.parts
    assert part.files == tuple(f"exhibits/{HOUSE[at]}" for at in (2, 1, 0))
    assert part.per_sheet == 6


def test_a_caption_is_said_in_sentences_and_knows_what_it_does_not_say():
    (part,) = only_document(clean(HOUSE, ASKED)).parts
    full, short, none = part.photographs
    said = "The door. Shown: Marta Reyes. Mejicanos, March 2, 2024. Photograph by C. Reyes."
    assert (full.caption, full.missing) == (said, ())
    assert (short.caption, short.missing) == ("The yard!", ("who", "where", "when", "by"))
    assert (none.caption, len(none.missing)) == ("", 5)


def test_a_number_on_a_sheet_is_enough_and_four_are_usual():
    assert only_document(clean(HOUSE, f"{FOLDER}: {{per_sheet: 2}}")).parts[0].per_sheet == 2
    listed = f"{FOLDER}: {{photographs: [{{file: IMG_1.jpg, what: A}}]}}"
    assert only_document(clean(HOUSE, listed)).parts[0].per_sheet == 4


def test_a_photograph_that_is_left_out_is_not_on_the_sheet():
    asked = f"{FOLDER}: {{per_sheet: 2}}\n{HOUSE[1]}: {{leave_out: blurred}}"
    result = clean(HOUSE, asked)
    assert only_document(result).parts[0].files == (f"exhibits/{HOUSE[0]}", f"exhibits/{HOUSE[2]}")
    assert [one.path for one in result.left_out] == [f"exhibits/{HOUSE[1]}"]


@pytest.mark.parametrize(
    ("more", "asked", "code", "words"),
    [
        ([], "photographs: [{file: IMG_3.jpg, what: A}]", "EXHIBITS-unknown-file", "did you mean IMG_2.jpg?"),
        ([], "photographs: [{file: IMG_1}, {file: IMG_1.jpg}]", "EXHIBITS-entry-clash", "named twice"),
        ([], "photographs: [{what: A}]", "CASE-missing-key", "file"),
        ([], "per_sheet: 5", "CASE-wrong-value", "per_sheet"),
        ([], "per_sheet: 2, ocr: yes", "EXHIBITS-wrong-key", "ocr"),
        (["IMG_1 - translation.pdf"], "per_sheet: 2", "EXHIBITS-wrong-key", "would not be printed"),
    ],
)
def test_what_does_not_fit_is_a_finding(more, asked, code, words):
    files = [*HOUSE, *(f"{FOLDER}/{name}" for name in more)]
    said = " ".join(told(files, f"{FOLDER}: {{{asked}}}"))
    assert code in said
    assert words in said


def test_sheets_are_asked_for_a_folder_and_not_for_a_file():
    said = " ".join(told(["house.jpg"], "house.jpg: {per_sheet: 1}"))
    assert "EXHIBITS-wrong-key" in said
    assert "put the pictures into a folder" in said
    assert "for the caption of this one alone write what:" in said


DOOR = (
    "08 door.jpg: {what: The front door, who: Marta Reyes, where: Mejicanos, when: 2024-03-02, by: C. Reyes}"
)


def test_a_single_photograph_has_its_caption_under_its_own_name():
    document = only_document(clean(["08 door.jpg", "08 door [es] - translation.pdf"], DOOR))
    assert document.date == "March 2, 2024"
    translation, original = document.parts
    assert (translation.kind, translation.photographs) == ("translation", ())
    assert (original.path, original.files) == ("exhibits/08 door.jpg", ("exhibits/08 door.jpg",))
    said = "The front door. Shown: Marta Reyes. Mejicanos, March 2, 2024. Photograph by C. Reyes."
    assert (original.photographs[0].caption, original.photographs[0].missing) == (said, ())


def test_date_and_author_stand_in_for_when_and_by():
    (part,) = only_document(clean(["2024-03-02 door.jpg"], "door: {what: The door, author: C. Reyes}")).parts
    assert part.photographs[0].missing == ("who", "where")
    assert (
        only_document(clean(["2024-03-02 door.jpg"], "door: {author: C. Reyes}")).parts[0].photographs == ()
    )


@pytest.mark.parametrize(
    ("file", "asked", "words"),
    [
        ("letter.pdf", "what: A", "'what' has no meaning for a file that is no picture"),
        ("door.jpg", "what: A, ocr: yes", "'ocr' has no meaning for a photograph with a caption"),
        (HOUSE[0], "what: A", "'what' has no meaning for a photograph on a sheet"),
    ],
)
def test_a_caption_is_for_a_photograph_by_itself(file, asked, words):
    folder = f"\n{FOLDER}: {{per_sheet: 2}}" if file in HOUSE else ""
    assert words in " ".join(told([file], f"{file}: {{{asked}}}{folder}"))
