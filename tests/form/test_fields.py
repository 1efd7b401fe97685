"""A filled form that keeps its fields: it looks like the flattened one, and gives every answer back."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pikepdf import String
from PIL import ImageChops

from asylum_packet.case.answers import Answers, Child, PastAddress, Relative
from asylum_packet.case.model import FormChoices
from asylum_packet.form.blanks import read_blank
from asylum_packet.form.boxes import is_left_empty, read_boxes
from asylum_packet.form.carried import carried, joined
from asylum_packet.form.derive import written
from asylum_packet.form.fill import fill, fill_fields
from asylum_packet.form.readback import read_filled
from asylum_packet.form.sections import cell
from asylum_packet.values import replace
from tests.form.test_fill import application, changed
from tests.form.test_readback import without_unticked
from tests.support.stress589 import stress

FORBIDDEN = {"/XFA", "/NeedAppearances", "/SigFlags", "/AA", "/A", "/OpenAction", "/JS", "/Perms", "/Names"}


@pytest.fixture(scope="module", params=["2025-01-20", "2020-08-25"])
def blank(request, blanks):
    return read_blank(blanks / f"i-589-{request.param}.pdf")


@pytest.fixture(scope="module")
def strained(blank):
    """Give a form whose every table and box runs over, with its fields."""
    return fill_fields(blank, application(stress()))


@pytest.fixture
def read(tmp_path):
    def back(pdf):
        (tmp_path / "form.pdf").write_bytes(pdf)
        return read_filled(tmp_path / "form.pdf")

    return back


def test_a_strained_form_gives_every_answer_back(strained, read):
    back = read(strained.pdf)
    told, answers = without_unticked(back.answers), without_unticked(stress())
    wrong = {key for key in told.keys() | answers.keys() if told.get(key) != answers.get(key)}
    assert {key for key in wrong if not key.endswith(".phone")} == set()
    assert written(back.answers) | _lone(stress()) == written(stress()) | _lone(stress())
    assert back.findings == ()


def _lone(answers):
    """Give the boxes that stand alone and are not ticked: unticked and unanswered look the same."""
    return {key: text for key, text in written(answers).items() if key not in without_unticked(answers)}


def test_it_looks_like_the_flattened_form(blank, strained):
    flat = pypdfium2.PdfDocument(fill(blank, application(stress())).sheets.pdf)
    kept = pypdfium2.PdfDocument(strained.pdf)
    kept.init_forms()
    assert len(flat) == len(kept) == strained.count
    for number in (1, 3, 9, 12, 14, 17):
        pictures = [document[number - 1].render(scale=1).to_pil().convert("L") for document in (flat, kept)]
        # Clips of boxes leave a shade of grey at their edges; letters and ticks are far darker.
        assert ImageChops.difference(*pictures).getextrema()[1] < 40, number


def test_nothing_of_scripts_rights_or_the_second_form_is_left(strained):
    with pikepdf.open(BytesIO(strained.pdf)) as pdf:
        keys = {key for each in pdf.objects if isinstance(each, pikepdf.Dictionary) for key in each}
        assert not keys & FORBIDDEN
        assert set(pdf.Root.keys()) == {"/Type", "/Pages", "/AcroForm"}
        assert pdf.check_pdf_syntax() == []


def test_every_field_has_a_name_of_its_own_and_what_others_write_is_empty(strained):
    with pikepdf.open(BytesIO(strained.pdf)) as pdf:
        fields = read_boxes(pdf)
        assert len({box.path for box, _ in fields}) == len(fields) > 448
        for box, widget in fields:
            if is_left_empty(box.key):
                assert int(widget.Ff) & 1
                assert str(widget.get("/V", "/Off")) == "/Off"


WORD = st.sampled_from(["They", "ñandú", "בית", "a.", "(see)"])


def long_text(most):
    """Give texts of up to so many words, with sentence ends here and there."""
    return st.builds(
        lambda word, count: " ".join(f"{word}{n}{'.' if n % 7 == 0 else ''}" for n in range(count)),
        WORD,
        st.integers(0, most),
    )


STORY = st.lists(long_text(500), max_size=4).map("\n\n".join).map(str.strip)
ROW = st.builds(lambda street, country: PastAddress(street=street, country=country), long_text(9), WORD)


@settings(max_examples=6, phases=(Phase.explicit, Phase.generate))
@given(
    story=STORY,
    religion=long_text(60),
    rows=st.lists(ROW, max_size=8),
    names=st.lists(long_text(9), max_size=7),
    begun=st.booleans(),
)
def test_any_answers_come_back_unchanged(blank, tmp_path_factory, story, religion, rows, names, begun):
    answers = changed(
        Answers(),
        applicant__sex="female",
        applicant__religion=religion,
        claim__past_harm__explanation=story,
        bars__crimes_us__explanation=story.replace("1", "2"),
        residences=tuple(rows),
        relatives__siblings=tuple(Relative(name=f"x{name}") for name in names),
        children=tuple(Child(last_name=f"y{name}", sex="male") for name in names) or None,
    )
    path = tmp_path_factory.getbasetemp() / "kept.pdf"
    choices = FormChoices(start_in_box="yes" if begun else "no")
    path.write_bytes(fill_fields(blank, application(answers), choices=choices).pdf)
    back = read_filled(path)
    assert written(back.answers) == written(answers)
    assert back.findings == ()


def test_a_name_too_long_for_its_boxes_comes_back_from_every_copy(blank, read):
    answers = changed(
        Answers(),
        applicant__first_name="María de los Ángeles " * 4 + "Inmaculada",
        applicant__last_name="Xicará de la Cruz y Fernández de Córdoba Montalvo Villanueva",
        claim__past_harm__explanation="They came at night. " * 400,
        children=tuple(Child(first_name=f"Child{n}") for n in range(7)),
    )
    back = read(fill_fields(blank, application(answers)).pdf)
    assert written(back.answers) == written(answers)
    assert back.findings == ()


def test_a_box_too_small_to_say_where_its_answer_stands_is_told(blank):
    answers = changed(Answers(), applicant__religion="Evangelical Christian (Assemblies of God)")
    boxes = tuple(
        replace(ready, box=replace(ready.box, rect=(0, 0, 12, 14)))
        if ready.box.key == "applicant.religion"
        else ready
        for ready in blank.boxes
    )
    (overflow,) = fill(replace(blank, boxes=boxes), application(answers)).overflows
    assert (overflow.key, overflow.page) == ("applicant.religion", "B-1")
    assert "item 17" in overflow.question
    assert fill(blank, application(answers)).overflows == ()


def test_a_supplement_that_somebody_changed_is_left_to_the_reader(blank, read):
    answers = changed(Answers(), claim__past_harm__explanation="They came at night. " * 200)
    kept = fill_fields(blank, application(answers))
    with pikepdf.open(BytesIO(kept.pdf)) as pdf:
        widget = next(w for box, w in read_boxes(pdf) if box.key == "claim.past_harm.explanation")
        widget.V = String("They came by day.")
        changed_pdf = BytesIO()
        pdf.save(changed_pdf)
    back = read(changed_pdf.getvalue())
    told = back.answers.claim.past_harm.explanation
    assert told.startswith("They came by day.")
    assert told.count("They came at night.") == 200


def test_an_answer_that_reads_like_the_name_of_a_cell_is_not_taken_apart():
    page = "Supplement B, page B-1\n\nPart A.III, item 2: residences\nResidence 6: city or town: {}"
    assert carried([page.format("Lima; country: Peru")]) == {
        "residences[5].city": "Lima",
        "residences[5].country": "Peru",
    }
    assert carried([page.format("Lima; country: none; country: Peru")]) is None
    assert carried([page.format(f"{cell('residences', 'Lima; country: Peru')}; country: Peru")]) == {
        "residences[5].city": "Lima; country: Peru",
        "residences[5].country": "Peru",
    }
    assert carried([page.format("“Lima”; country: “Peru”")]) == {
        "residences[5].city": "“Lima”",
        "residences[5].country": "“Peru”",
    }
    assert carried(["What a clinic wrote"]) is None


@pytest.mark.parametrize(
    ("box", "whole"),
    [
        ("", "rest"),
        ("See Supplement B, page B-12", "rest"),
        ("See Supp. B, B-1", "rest"),
        ("B-1", "rest"),
        ("Begun. \n(continued on Supplement B, page B-3)", "Begun. rest"),
        ("Something else", None),
    ],
)
def test_a_box_and_its_supplement_are_one_answer(box, whole):
    assert joined(box, "rest") == whole
