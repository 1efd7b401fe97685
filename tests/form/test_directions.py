"""A line of an answer runs the way its whole paragraph runs, whatever word the line begins with."""

from io import BytesIO

import pypdfium2
import pytest

from asylum_packet.case.answers import Answers
from asylum_packet.case.model import Application, FormChoices
from asylum_packet.fonts.faces import chain
from asylum_packet.fonts.shaping import width
from asylum_packet.form.blanks import read_blank
from asylum_packet.form.fill import fill

KEY = "claim.past_harm.explanation"
ENGLISH_THEN = "أحمد saw the gang kill Digna first and then Rosa afterwards."
ARABIC_THEN = "Digna رأت العصابة تقتل أحمد."


@pytest.fixture(scope="module")
def blank(blanks):
    return read_blank(blanks / "i-589-2025-01-20.pdf")


@pytest.fixture(scope="module")
def box(blank):
    return next(ready.box for ready in blank.boxes if ready.box.key == KEY)


def full_line(box, letter):
    """A word after which the next one stands on a new line, at nine points."""
    return letter * int((box.width_pt - 4) * 1000 / 9 / width(letter * 100, chain("mono")) * 100)


def printed(blank, story, *, start_in_box=False):
    """Fill the form with one long answer, and read the letters of every page with PDFium."""
    answers = Answers()
    harm = answers.claim.past_harm.model_copy(update={"explanation": story})
    answers = answers.model_copy(update={"claim": answers.claim.model_copy(update={"past_harm": harm})})
    choices = FormChoices(start_in_box="yes" if start_in_box else "no")
    filled = fill(blank, Application(file="i589.yaml", answers=answers), choices=choices)
    return pypdfium2.PdfDocument(BytesIO(filled.sheets.pdf))


def letters_in(document, page, rect):
    """Give the letters in a rectangle as (left, right, letter), from the left of the paper."""
    told = document[page - 1].get_textpage()
    found = []
    for index in range(told.count_chars()):
        left, bottom, right, top = told.get_charbox(index, loose=True)
        letter = told.get_text_range(index, 1)
        if rect[0] <= left and right <= rect[2] and rect[1] <= bottom and top <= rect[3] and letter.strip():
            found.append((left, right, letter))
    return sorted(found)


def on_paper(letters):
    return "".join(letter for *_, letter in letters)


def right_ends(document, page, word):
    """Give the right end of a word each time it stands on a page, in the order it was written."""
    told = document[page - 1].get_textpage()
    search, found = told.search(word, match_case=True), []
    while at := search.get_next():
        found.append(told.get_charbox(at[0] + at[1] - 1, loose=True)[2])
    return found


def is_arabic(letter):
    return "\u0600" <= letter <= "\u06ff"


def test_a_line_of_an_english_paragraph_that_begins_in_arabic_runs_left_to_right(blank, box):
    story = f"{full_line(box, 'x')} {ENGLISH_THEN}"
    letters = [each for each in letters_in(printed(blank, story), box.page, box.rect) if each[2] != "x"]
    arabic, english = ENGLISH_THEN.split(" ", 1)
    assert on_paper(letters) == arabic[::-1] + english.replace(" ", "")
    assert letters[0][0] == pytest.approx(box.rect[0] + 2, abs=1.5)


def test_a_line_of_an_arabic_paragraph_that_begins_in_latin_runs_right_to_left(blank, box):
    story = f"{full_line(box, 'ض')} {ARABIC_THEN}"
    letters = [each for each in letters_in(printed(blank, story), box.page, box.rect) if each[2] != "ض"]
    latin, arabic = ARABIC_THEN.split(" ", 1)
    assert on_paper(letters) == arabic.replace(" ", "")[::-1] + latin
    assert letters[-1][1] == pytest.approx(box.rect[2] - 2, abs=1.5)


def test_a_new_paragraph_of_an_answer_has_a_direction_of_its_own(blank, box):
    letters = letters_in(printed(blank, f"xx\n{ARABIC_THEN.split(' ', 1)[1]}"), box.page, box.rect)
    assert on_paper(letters[:2]) == "xx"
    # PDFium tells where a stretch of joined letters begins, seen from the left.
    assert min(left for left, _, letter in letters if is_arabic(letter)) > (box.rect[0] + box.rect[2]) / 2


def test_an_english_paragraph_goes_on_left_to_right_on_supplement_b(blank):
    story = "Then we ran. " * 75 + ENGLISH_THEN.strip(".") + " and we wept" * 60
    rect = text_rect(blank)
    letters = letters_in(printed(blank, story, start_in_box=True), 12, rect)
    arabic = [each for each in letters if is_arabic(each[2])]
    assert on_paper(arabic) == "دمحأ"
    assert arabic[0][0] == pytest.approx(rect[0] + 2, abs=1.5)


def test_an_arabic_paragraph_goes_on_right_to_left_on_supplement_b(blank):
    story = "ثم هربنا من هناك. " * 60 + ARABIC_THEN.strip(".") + " ثم هربنا" * 120
    rect = text_rect(blank)
    ends = right_ends(printed(blank, story, start_in_box=True), 12, "Digna")
    assert ends == [pytest.approx(rect[2] - 2, abs=1.5)]


def test_an_arabic_paragraph_keeps_its_direction_from_page_to_page_of_supplement_b(blank):
    rect = text_rect(blank)
    document = printed(blank, "ثم هربنا. " + f"{ARABIC_THEN} " * 400)
    assert len(document) > 12
    for page in range(13, len(document) + 1):
        # Every sentence begins in Latin, so the page does: its first line starts at the right.
        assert right_ends(document, page, "Digna")[0] == pytest.approx(rect[2] - 2, abs=1.5)


def text_rect(blank):
    return next(ready.box.rect for ready in blank.boxes if ready.box.key == "supplement_b.text")


def test_a_line_that_begins_with_a_number_runs_as_its_paragraph_says(blank, box):
    story = f"{full_line(box, 'ض')} 12 - 34 {ARABIC_THEN.split(' ', 1)[1]}"
    letters = [each for each in letters_in(printed(blank, story), box.page, box.rect) if each[2] != "ض"]
    # Behind Arabic letters the two numbers are apart, the first one on the right.
    assert on_paper(letters).endswith("34-12")
    latin = f"{full_line(box, 'ض')} TX 12 - 34 {ARABIC_THEN.split(' ', 1)[1]}"
    letters = [each for each in letters_in(printed(blank, latin), box.page, box.rect) if each[2] != "ض"]
    assert on_paper(letters).endswith("TX12-34")
