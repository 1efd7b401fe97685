"""Every answer lands in the printed box it belongs to, in both editions."""

import hashlib
import json
import os
import re
import subprocess
import sys
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asylum_packet.case.answers import Answers, Assistant, Child, EntryToUS, PastAddress, Relative
from asylum_packet.case.model import Application, FormChoices, Name
from asylum_packet.case.values import FormDate
from asylum_packet.errors import FormError
from asylum_packet.fonts.faces import chain
from asylum_packet.form.blanks import read_blank
from asylum_packet.form.derive import written
from asylum_packet.form.fill import fill
from asylum_packet.form.placing import place
from asylum_packet.sheets import OFFICIAL_FORM_STAMP
from tests.support.answers589 import every_answer
from tests.support.formread import FormPages

ISSUED = ("2025-01-20", "2020-08-25")
PART_F_AND_G = 10
MONO = chain("mono")


def application(answers, respondent=0):
    return Application(file="i589.yaml", answers=answers, respondent=respondent)


def changed(part, **values):
    """Change a part of the answers; "a.b" keys reach inside."""
    for path, value in values.items():
        head, _, rest = path.partition("__")
        inner = changed(getattr(part, head), **{rest: value}) if rest else value
        part = part.model_copy(update={head: inner})
    return part


@pytest.fixture(scope="module", params=ISSUED)
def edition(request, blanks):
    """Give a blank and the list of its fields as others measured them, where that is at hand."""
    listed = blanks / f"fields-{request.param}.json"
    fields = json.loads(listed.read_text())["fields"] if listed.is_file() else None
    return read_blank(blanks / f"i-589-{request.param}.pdf"), fields


@pytest.fixture(scope="module")
def blank(edition):
    return edition[0]


@pytest.fixture(scope="module")
def filled(blank):
    return fill(blank, application(every_answer()))


@pytest.fixture(scope="module")
def pages(filled):
    """Give the filled pages, each read and drawn once."""
    return FormPages(filled.sheets.pdf)


def test_every_value_reads_back_from_the_printed_box_it_belongs_to(edition, pages):
    fields = edition[1]
    if fields is None:
        pytest.skip("no field list beside the blanks: boxes cannot be checked independently")
    wrong, seen = [], set()
    texts = dict(written(every_answer()))
    for row in range(2):
        moved = {k: v for k, v in texts.items() if k.startswith(f"children[{row + 4}].")}
        texts.update(
            {k.replace(f"children[{row + 4}]", f"supplement_a.children[{row}]"): v for k, v in moved.items()}
        )
        seen |= set(moved)
    for which in ("supplement_a", "supplement_b"):
        texts[f"{which}.a_number"] = texts["applicant.a_number"]
        names = (texts[f"applicant.{each}_name"] for each in ("first", "middle", "last"))
        texts[f"{which}.applicant_name"] = " ".join(names)
    for each in fields:
        key, value, rect = each["key"], each["value"], each["rect"]
        if (key.startswith("supplement_b.") and key not in texts) or key == "office.barcode":
            continue
        told = texts.get(key, "")
        seen.add(key)
        if each["type"] == "checkbox":
            if (pages.ink(each["page"], rect) > 0.05) != (told == value and bool(told)):
                wrong.append((key, value, told))
        elif not each["leave_empty"]:
            inner = (rect[0] + 0.5, rect[1] + 1, rect[2] - 0.5, rect[3] - 1)
            if pages.text(each["page"], inner).replace(" ", "") != told.replace(" ", ""):
                wrong.append((key, told, pages.text(each["page"], inner)))
    assert wrong == []
    # What has no box of its own stands on Supplement B.
    without = set(texts) - seen
    assert without == {"entries[1].status_expires", "entries[2].status_expires"}
    for key in without:
        assert texts[key] in pages.text(12)


def test_what_others_write_stays_empty(edition, pages):
    fields = edition[1]
    if fields is None:
        pytest.skip("no field list beside the blanks: boxes cannot be checked independently")
    before, after = FormPages(edition[0].pdf), pages
    for each in fields:
        if (each["leave_empty"] or each["leave_for_hand"]) and each["key"] != "office.barcode":
            rect = each["rect"]
            assert after.ink(each["page"], rect) == before.ink(each["page"], rect), each["key"]
            assert after.text(each["page"], rect) == before.text(each["page"], rect), each["key"]
    assert after.text(PART_F_AND_G) == before.text(PART_F_AND_G)


def test_bar_codes_stay_where_they_are(edition, pages):
    blank, _ = edition
    if blank.edition != "01/20/25":
        pytest.skip("this edition has no bar codes")
    for page in range(1, 13):
        assert 0.2 < pages.ink(page, (192, 12, 462, 30)) < 0.8


def test_the_pages_are_finished(filled):
    sheets = filled.sheets
    assert sheets.stamping == OFFICIAL_FORM_STAMP
    with pikepdf.open(BytesIO(sheets.pdf)) as pdf:
        assert len(pdf.pages) == sheets.count == 12
        assert set(pdf.Root.keys()) == {"/Type", "/Pages"}
        for page in pdf.pages:
            assert list(page.mediabox) == [0, 0, 612, 792]
            assert not {"/Annots", "/AA", "/Rotate", "/StructParents", "/Tabs"} & set(page.obj.keys())
        assert pdf.check_pdf_syntax() == []
    assert len(sheets.pdf) < 400_000


def test_the_corner_for_the_stamp_stays_free(pages):
    for page in range(1, 13):
        assert pages.ink(page, (470, 2, 600, 20)) == 0


def test_filling_twice_gives_the_same_bytes_in_any_process(blanks):
    files = [blanks / f"i-589-{issued}.pdf" for issued in ISSUED]
    script = (
        "import sys; from pathlib import Path; from tests.form.test_fill import digest_when_filled;"
        "print(*(digest_when_filled(Path(file)) for file in sys.argv[1:]))"
    )
    elsewhere = subprocess.run(
        [sys.executable, "-c", script, *files],
        env={**os.environ, "PYTHONHASHSEED": "1"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert elsewhere.split() == [digest_when_filled(file) for file in files]


def digest_when_filled(file):
    filled = fill(read_blank(file), application(every_answer(children=7)))
    return hashlib.sha256(filled.sheets.pdf).hexdigest()


def test_unanswered_means_twelve_blank_pages(blank):
    empty = fill(blank, application(Answers()))
    before, after = FormPages(blank.pdf), FormPages(empty.sheets.pdf)
    assert [after.text(page) for page in range(1, 13)] == [before.text(page) for page in range(1, 13)]
    assert [slot.name for slot in empty.sheets.slots] == ["i589-part-d"]


def test_children_five_and_on_go_to_copies_of_supplement_a(blank):
    children = tuple(Child(first_name=f"Child{n}", sex="female" if n % 2 else "male") for n in range(1, 10))
    result = fill(blank, application(Answers(children=children)))
    pages = FormPages(result.sheets.pdf)
    assert result.sheets.count == 14
    for number in range(1, 10):
        expected = 2 if number == 1 else 3 if number <= 4 else 11 + (number - 5) // 2
        assert [page for page in range(1, 15) if f"Child{number}" in pages.text(page)] == [expected]
    assert [slot.page for slot in result.sheets.slots if "supplement-a" in slot.name] == [11, 12, 13]


def test_no_children_ticks_its_box_and_silence_ticks_none(blank):
    boxes = {(r.box.key, r.box.value): r.box for r in blank.boxes}

    def ticked(answers, value):
        box = boxes["children.any", value]
        return FormPages(fill(blank, application(answers)).sheets.pdf).ink(2, box.rect) > 0.05

    assert (ticked(Answers(children=()), "no"), ticked(Answers(children=()), "yes")) == (True, False)
    assert (ticked(Answers(), "no"), ticked(Answers(), "yes")) == (False, False)


@pytest.mark.parametrize("start_in_box", [False, True])
def test_a_long_answer_is_whole_on_the_form_and_supplement_b(blank, start_in_box):
    sentences = [f"Sentence {n} of the story tells what happened that day." for n in range(160)]
    answers = changed(Answers(), claim__past_harm__explanation=" ".join(sentences))
    result = fill(
        blank, application(answers), choices=FormChoices(start_in_box="yes" if start_in_box else "no")
    )
    pages = FormPages(result.sheets.pdf)
    whole = " ".join(pages.text(page) for page in (5, *range(12, len(pages) + 1)))
    for sentence in sentences:
        assert whole.count(sentence) == 1
    assert whole.index(sentences[3]) < whole.index(sentences[90]) < whole.index(sentences[159])
    box = pages.text(5)
    assert "Supplement B, page B-1" in box
    assert (sentences[0] in box) is start_in_box
    assert "(continued from page B-1)" in pages.text(13)
    assert "(continued on page B-2)" in pages.text(12)
    (note,) = result.findings
    assert f"Supplement B, pages B-1 to B-{len(pages) - 11}" in note.message


def test_rows_beyond_the_tables_and_values_beyond_their_lines_go_to_supplement_b(blank):
    answers = changed(
        Answers(),
        residences=tuple(PastAddress(street=f"{n} Elm Row", country=f"Land{n}") for n in range(1, 9)),
        entries=tuple(
            EntryToUS(place=f"Port{n}", status_expires=FormDate(f"0{n}/01/2020")) for n in range(1, 6)
        ),
        applicant__religion="Evangelical Christian (Assemblies of God)",
        signature__assistants=tuple(Assistant(name=f"Helper{n}") for n in range(1, 4)),
        relatives__siblings=tuple(Relative(name=f"Sib{n}", deceased="yes") for n in range(1, 7)),
    )
    long_street = PastAddress(street="1 Elm Row behind the market of San Juan Comalapa")
    result = fill(blank, application(changed(answers, residences=(long_street, *answers.residences[1:]))))
    assert any("residences, rows 1, 6 to 8" in finding.message for finding in result.findings)
    pages = FormPages(fill(blank, application(answers)).sheets.pdf)
    supplement = pages.text(12)
    for words in (
        "8 Elm Row",
        "Land6",
        "Port4",
        "05/01/2020",
        "02/01/2020",
        "Assemblies of God",
        "Helper3",
        "Sib6",
    ):
        assert supplement.count(words) == 1, words
    for words in ("5 Elm Row", "Port3", "Helper2", "Sib4", "01/01/2020"):
        assert words not in supplement
    assert "See Supp. B, B-1" in pages.text(1)


def test_a_comb_takes_one_digit_a_cell(blank):
    answers = changed(Answers(), preparer__uscis_account_number="123456789012")
    pages = FormPages(fill(blank, application(answers)).sheets.pdf)
    box = next(r.box for r in blank.boxes if r.box.key == "preparer.uscis_account_number")
    cell = box.width_pt / 12
    for index, digit in enumerate("123456789012"):
        left = box.rect[0] + index * cell
        assert pages.text(9, (left + 1, box.rect[1], left + cell - 1, box.rect[3])) == digit


@pytest.mark.parametrize(
    "name",
    ["Ñandú Šarić-Ðorđe", "Марта Рейес", "Ελένη", "مارتا", "מרתה", "मार्ता", "მარტა", "Nguyễn Thị Hạnh"],
)
def test_names_in_other_scripts_print_and_extract(blank, name):
    answers = changed(Answers(), signature__native_alphabet_name=name)
    pages = FormPages(fill(blank, application(answers)).sheets.pdf)
    box = next(r.box for r in blank.boxes if r.box.key == "signature.native_alphabet_name")
    assert pages.ink(9, box.rect) > 0
    assert sorted(pages.text(9, box.rect).replace(" ", "")) == sorted(name.replace(" ", ""))


def test_a_letter_that_no_font_has_is_an_error_that_names_it(blank):
    answers = changed(Answers(), applicant__other_names="ab\U000f1234")
    with pytest.raises(FormError) as caught:
        fill(blank, application(answers))
    (finding,) = caught.value.findings
    assert "U+F1234" in finding.message
    assert "Part A.I, item 7" in finding.message
    assert finding.fix
    drafted = fill(blank, application(answers), in_draft=True)
    assert finding in drafted.findings
    assert "ab[U+F1234]" in "".join(FormPages(drafted.sheets.pdf).text(1, (0, 0, 612, 792)).split())


def test_a_foreign_telephone_number_is_not_cut_in_two():
    applicant = Answers().applicant
    answers = changed(Answers(), applicant__residence=changed(applicant.residence, phone="+503 2222 3333"))
    texts = written(answers)
    assert texts["applicant.residence.phone_number"] == "+503 2222 3333"
    assert "applicant.residence.phone_area" not in texts


def test_numbers_typed_with_hyphens_print_as_digits_and_words_as_words():
    assert written(changed(Answers(), applicant__ssn="123-45-6789"))["applicant.ssn"] == "123456789"
    assert written(changed(Answers(), applicant__ssn="None"))["applicant.ssn"] == "None"
    assert written(changed(Answers(), applicant__ssn="12-3"))["applicant.ssn"] == "12-3"


def test_the_unmarried_box_follows_the_marital_status():
    single = changed(Answers(), applicant__marital_status="widowed")
    assert written(single)["spouse.not_married"] == "yes"
    assert "spouse.not_married" not in written(changed(Answers(), applicant__marital_status="married"))


def test_each_applicant_of_a_family_has_slots_of_his_own(blank):
    answers = changed(Answers(), preparer__name="Ana Ejemplo")
    names = [[s.name for s in fill(blank, application(answers, n)).sheets.slots] for n in (0, 1)]
    assert names == [["i589-part-d", "i589-part-e"], ["i589-part-d-2", "i589-part-e-2"]]


def test_no_message_holds_an_answer(blank):
    answers = changed(Answers(), applicant__religion="SECRET " * 12)
    for finding in fill(blank, application(answers)).findings:
        assert not re.search("secret", f"{finding.message}{finding.fix}", re.IGNORECASE)


STORY = st.lists(st.text(alphabet="abcé.!ש", min_size=1, max_size=12), max_size=1500).map(" ".join)


@settings(max_examples=20)
@given(story=STORY, start_in_box=st.booleans())
def test_box_and_supplement_together_give_the_answer_back_to_the_letter(blank, story, start_in_box):
    key = "claim.past_harm.explanation"
    placed = place({key: story} if story else {}, blank.boxes, "", MONO, start_in_box=start_in_box)
    box = next(ready.box for ready in blank.boxes if ready.box.key == key)
    told = [t.fitted for leaf in placed.leaves for t in leaf.texts if t.box in (box, text_box(blank))]
    lines = "".join(line for fitted in told for line in fitted.lines)
    without = re.sub(
        r"\(continued[^)]*\)|(See )?Supplement B, page B-\d+|Part B, item 1.A[^:]*:[^:]*: explanation",
        "",
        lines,
    )
    assert without.replace(" ", "") == story.replace(" ", "")


def text_box(blank):
    return next(ready.box for ready in blank.boxes if ready.box.key == "supplement_b.text")


def test_a_name_too_long_for_the_supplement_is_told_on_it(blank):
    applicant = changed(Answers().applicant, first_name="Maria " * 9, last_name="Reyes " * 12)
    answers = changed(Answers(), applicant=applicant, children=(Child(),) * 5)
    pages = FormPages(fill(blank, application(answers)).sheets.pdf)
    whole = f"{'Maria ' * 9}{'Reyes ' * 12}".strip()
    assert f"Name of the applicant: {whole}" in pages.text(12)


def test_every_page_of_supplement_b_has_a_name_that_its_box_has_no_room_for(blank):
    applicant = changed(Answers().applicant, first_name="Maria " * 9, last_name="Reyes " * 12)
    answers = changed(Answers(), applicant=applicant, claim__past_harm__explanation="It was night. " * 600)
    pages = FormPages(fill(blank, application(answers)).sheets.pdf)
    name = next(r.box for r in blank.boxes if r.box.key == "supplement_b.applicant_name")
    assert len(pages) > 13
    for page in range(12, len(pages) + 1):
        assert f"Name of the applicant: {'Maria ' * 9}{'Reyes ' * 12}".strip() in pages.text(page)
        assert pages.text(page, name.rect) == "See below"


LATIN = FormChoices(ascii_names="yes")


def test_unaccented_latin_prints_where_it_is_chosen_and_the_native_name_stays(blank):
    answers = changed(
        Answers(),
        applicant__first_name="José",
        applicant__last_name="Muñoz Łęcki",
        signature__native_alphabet_name="Хосе Муньос",
        claim__past_harm__explanation="Fui golpeado en Peñón. " * 80,
        children=(Child(),) * 5,
    )
    result = fill(blank, application(answers), choices=LATIN)
    pages = FormPages(result.sheets.pdf)
    whole = " ".join(pages.text(page) for page in range(1, len(pages) + 1))
    assert "Jose Munoz Lecki" in pages.text(9)
    assert "Jose Munoz Lecki" in pages.text(11)
    assert "Jose Munoz Lecki" in pages.text(12)
    assert whole.count("Fui golpeado en Penon.") == 80
    assert not re.search("[áéíóúñłę]", whole.replace("n\u0303", "ñ"))
    assert "Хосе Муньос" in pages.text(9)
    assert [finding.code for finding in result.findings] == ["I589-supplement"]


def test_a_letter_of_another_script_is_an_error_where_latin_is_chosen(blank):
    answers = changed(Answers(), applicant__first_name="Иван", applicant__last_name="Muñoz")
    result = fill(blank, application(answers), choices=LATIN)
    codes = {(finding.code, finding.source.field) for finding in result.findings}
    assert codes == {("I589-script", "applicant.first_name"), ("I589-script", "signature.printed_name")}
    assert all("Latin letters" in finding.fix for finding in result.findings)
    assert fill(blank, application(answers)).findings == ()


@pytest.mark.parametrize("word", ["None", "N/A", "n/a", "Unknown", "NONE", "-"])
def test_a_middle_name_of_none_is_no_part_of_the_name(blank, word):
    answers = changed(
        Answers(),
        applicant__first_name="Marta",
        applicant__middle_name=word,
        applicant__last_name="Reyes",
        children=(Child(),) * 5,
        claim__past_harm__explanation="word " * 400,
    )
    texts = written(answers)
    assert (texts["applicant.middle_name"], texts["signature.printed_name"]) == (word, "Marta Reyes")
    pages = FormPages(fill(blank, application(answers)).sheets.pdf)
    for page in (9, 11, 12):
        assert "Marta Reyes" in pages.text(page)


def test_the_names_none_and_unknown_in_a_caption_are_left_out_too():
    assert Name(first="Marta", middle="None", last="Reyes").full == "Marta Reyes"
    assert Name(first="Noneta", middle="Una", last="Nada").full == "Noneta Una Nada"
