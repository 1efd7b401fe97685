"""A case that strains every table and box: each value stands on the form once, and where it belongs."""

import re
import unicodedata
from collections import Counter
from functools import cache

import pytest

from asylum_packet.case.model import Application
from asylum_packet.form.blanks import read_blank
from asylum_packet.form.derive import written
from asylum_packet.form.fill import fill
from tests.support.formread import FormPages
from tests.support.stress589 import stress

CHILDREN_ON_FORM, SUPPLEMENT_A, COPIES_OF_A = 4, 11, 3
FIRST_B = SUPPLEMENT_A + COPIES_OF_A
PAGES = 40


@cache
def texts():
    """Give every answer but the stories."""
    return {key: text for key, text in written(stress()).items() if not key.endswith(".explanation")}


@pytest.fixture(scope="module", params=["2025-01-20", "2020-08-25"])
def strained(request, blanks):
    """Give the pages of the filled form, and its boxes by key and by the answer that ticks them."""
    blank = read_blank(blanks / f"i-589-{request.param}.pdf")
    result = fill(blank, Application(file="i589.yaml", answers=stress()))
    boxes = {(ready.box.key, ready.box.value): ready.box for ready in blank.boxes}
    return FormPages(result.sheets.pdf), boxes


def where(key):
    """Say which box asks a key, and how many pages further back its copy stands."""
    match = re.fullmatch(r"children\[(\d+)\]\.(.+)", key)
    if match is None or int(match[1]) < CHILDREN_ON_FORM:
        return key, 0
    copy, row = divmod(int(match[1]) - CHILDREN_ON_FORM, 2)
    return f"supplement_a.children[{row}].{match[2]}", copy


def as_read(text):
    """Give a text as PDFium reads it: letters that run right to left come in the order seen."""
    is_reversed = any(unicodedata.bidirectional(char) in "RAL" and not char.isascii() for char in text)
    leftward = is_reversed and not any(unicodedata.bidirectional(char) == "L" for char in text)
    return text[::-1] if leftward else text


def squeezed(text):
    return text.replace(" ", "")


def test_what_has_a_box_stands_in_it_and_all_else_on_supplement_b(strained):
    pages, boxes = strained
    supplement = squeezed(" ".join(pages.text(page) for page in range(FIRST_B, PAGES + 1)))
    assert len(pages) == PAGES
    on_supplement, wrong = set(), []
    for key, text in texts().items():
        name, further = where(key)
        if (name, "") in boxes:
            box = boxes[name, ""]
            left, bottom, right, top = box.rect
            read = pages.text(box.page + further, (left + 0.5, bottom + 1, right - 0.5, top - 1))
            if squeezed(read) != squeezed(as_read(text)):
                wrong.append((key, text, read))
        elif not any(known == name for known, _ in boxes):
            on_supplement.add(key)
            if squeezed(as_read(text)) not in supplement:
                wrong.append((key, text))
    assert wrong == []
    rows = {key.rpartition("].")[0] + "]" for key in on_supplement}
    assert rows == {
        *(f"entries[{n}]" for n in (1, 2, 3, 4)),  # rows 2 and 3 for their expiry dates alone
        "last_addresses[2]",
        *(f"residences[{n}]" for n in (5, 6, 7)),
        *(f"education[{n}]" for n in (4, 5, 6)),
        *(f"employment[{n}]" for n in (3, 4, 5)),
        *(f"relatives.siblings[{n}]" for n in range(4, 11)),
        *(f"signature.assistants[{n}]" for n in (2, 3)),
    }


def test_the_right_boxes_are_ticked_and_no_other(strained):
    pages, boxes = strained
    wrong = []
    for key in {key for key, value in boxes if value} - {"children.any"}:
        if not key.startswith(("interview.", "hearing.", "supplement_a")):
            for (name, value), box in boxes.items():
                if name == key and (pages.ink(box.page, box.rect) > 0.05) != (texts().get(key) == value):
                    wrong.append((key, value))
    for n in range(CHILDREN_ON_FORM, 9):
        for field in ("sex", "in_us", "in_court", "include"):
            name, further = where(f"children[{n}].{field}")
            for (known, value), box in boxes.items():
                told = texts()[f"children[{n}].{field}"] == value
                if known == name and (pages.ink(box.page + further, box.rect) > 0.05) != told:
                    wrong.append((f"children[{n}].{field}", value))
    assert wrong == []


def test_every_value_stands_on_the_form_once(strained):
    pages, _ = strained
    whole = " ".join(pages.text(page) for page in range(1, PAGES + 1))
    wanted = {text for key, text in texts().items() if "Ñ" in text and key != "applicant.middle_name"}
    by_number = {text[text.index("Ñ") :]: text for text in wanted}
    assert len(wanted) == len(by_number) > 250
    counted = Counter()
    for found in re.finditer(r"Ñ\d+", whole):
        text = by_number.get(found[0], found[0])
        begins = found.end() - len(text)
        counted[text] += whole.startswith(text, begins) and not whole[begins - 1].isdigit()
    assert {text: counted[text] for text in wanted if counted[text] != 1} == {}


def test_every_sentence_of_every_story_stands_there_once_and_in_order(strained):
    pages, _ = strained
    told = re.findall(r"\bQ(\d+)S(\d+) they", " ".join(pages.text(n) for n in range(FIRST_B, PAGES + 1)))
    asked = [answer for key, answer in written(stress()).items() if key.endswith(".explanation")]
    assert told == [pair for story in asked for pair in re.findall(r"Q(\d+)S(\d+) they", story)]
    assert len(asked) == 12


def test_every_copy_of_a_supplement_carries_name_and_number(strained):
    pages, _ = strained
    for page in range(SUPPLEMENT_A, PAGES + 1):
        assert "Łucja-Nguyễn" in pages.text(page)
        assert texts()["applicant.a_number"] in pages.text(page)
