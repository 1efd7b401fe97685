"""A filled form becomes i589.yaml again: nothing changed, nothing lost, nothing guessed."""

import datetime as dt
import re

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Name, String

from asylum_packet.case.answers import Answers, Child, EntryToUS, PastAddress, Relative, leaves
from asylum_packet.case.model import Application
from asylum_packet.case.values import FormDate, read_form_date
from asylum_packet.errors import ExitCode, FormError
from asylum_packet.form.blanks import read_blank
from asylum_packet.form.continued import continued_key, without_reference
from asylum_packet.form.fill import fill
from asylum_packet.form.readback import read_filled
from tests.form.test_blanks import lay_over
from tests.form.test_fill import changed
from tests.support.answers589 import every_answer
from tests.support.filledforms import (
    ENCODINGS,
    SUPPLEMENT_A,
    SUPPLEMENT_B,
    copied_page,
    filled_in,
    light,
    texts_of,
    widget,
)

FILES = ("i-589-2025-01-20.pdf", "i-589-2020-08-25.pdf")


@pytest.fixture(scope="module", params=FILES)
def official(request, blanks):
    return blanks / request.param


@pytest.fixture(scope="module")
def form(official):
    """Give the blank without what makes it slow to save, to fill it often."""
    return light(official)


NEWEST = pytest.mark.parametrize("official", FILES[:1], indirect=True)
"""For what is read the same way in every edition: one shows it."""


@pytest.fixture
def read(form, tmp_path):
    """Give a function that fills a blank and reads it back."""

    def fill_and_read(texts, *, blank=form, **how):
        path = tmp_path / "filled.pdf"
        path.write_bytes(filled_in(blank, texts, **how))
        return read_filled(path)

    return fill_and_read


def told(answers):
    return {key: text for key, text in leaves(answers) if text}


def as_boxes_hold(answers):
    """Give answers as boxes can hold them: no "no" in a lone box, no dates that have no box."""
    rows = tuple(
        row if n == 0 else row.model_copy(update={"status_expires": FormDate("")})
        for n, row in enumerate(answers.entries)
    )
    return answers.model_copy(update={"entries": rows})


LONE = (".deceased", "grounds.", "withholding_cat", "g28_attached")


def without_unticked(answers):
    return {
        key: text
        for key, text in told(answers).items()
        if not (text == "no" and any(each in key for each in LONE))
    }


@pytest.mark.parametrize(
    ("official", "encoding"),
    [*((FILES[0], encoding) for encoding in sorted(ENCODINGS)), (FILES[1], "utf16")],
    indirect=["official"],
)
def test_every_answer_comes_back_as_it_was(read, official, encoding):
    answers = as_boxes_hold(every_answer())
    back = read(texts_of(answers), blank=official.read_bytes(), encode=ENCODINGS[encoding])
    expected = without_unticked(answers)
    expected |= {k: phone(v) for k, v in expected.items() if k.endswith(".phone")}
    assert told(back.answers) == expected
    assert len(back.answers.children) == 6
    assert [finding.message for finding in back.findings] == []


def phone(text):
    return text.replace("(", "").replace(") ", "-")


PLAIN = st.text(alphabet="abcñéŁжЯ漢م0123 .,'-:#\"&/()", min_size=1, max_size=30).map(
    lambda text: " ".join(text.split())
)
DATES = st.one_of(
    st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2099, 12, 31)).map(
        lambda day: read_form_date(day.isoformat())
    ),
    st.sampled_from(["Present", "Unknown", "spring 2019"]).map(FormDate),
)
STORY = st.lists(PLAIN, max_size=6).map("\n\n".join).map(str.strip)


@st.composite
def some_answers(draw):
    texts = ("last_name", "first_name", "other_names", "birth_place", "religion", "ssn")
    applicant = {f"applicant__{name}": draw(PLAIN) for name in texts if draw(st.booleans())}
    children = draw(st.none() | st.lists(PLAIN, max_size=6))
    return changed(
        Answers(),
        **applicant,
        applicant__dob=draw(DATES),
        applicant__sex=draw(st.sampled_from(["male", "female", ""])),
        applicant__court_proceedings=draw(st.sampled_from(["never", "now", "past", ""])),
        applicant__residence__phone=draw(st.sampled_from(["410-555-0100", "+503 2222 3333", "None", ""])),
        claim__past_harm__answer=draw(st.sampled_from(["yes", "no", ""])),
        claim__past_harm__explanation=draw(STORY),
        bars__third_country__explanation=draw(STORY),
        children=None if children is None else tuple(Child(first_name=n, sex="male") for n in children),
        entries=tuple(EntryToUS(date=draw(DATES), place=p) for p in draw(st.lists(PLAIN, max_size=3))),
        residences=tuple(
            PastAddress(street=s, **{"from": draw(DATES)}) for s in draw(st.lists(PLAIN, max_size=5))
        ),
        relatives__siblings=tuple(Relative(name=n) for n in draw(st.lists(PLAIN, max_size=4))),
    )


@settings(max_examples=25)
@given(answers=some_answers())
@pytest.mark.parametrize("official", FILES[1:], indirect=True)
def test_any_answers_come_back_unchanged(form, tmp_path_factory, answers):
    if not texts_of(answers):
        return
    path = tmp_path_factory.getbasetemp() / "any.pdf"
    path.write_bytes(filled_in(form, texts_of(answers), encode=ENCODINGS["utf16"]))
    back = read_filled(path)
    assert back.answers == answers
    assert back.findings == ()


@pytest.mark.parametrize("encryption", [pikepdf.Encryption(owner="secret", user=""), False])
@NEWEST
def test_an_owner_password_does_not_stop_reading(read, encryption):
    assert (
        read({"applicant.last_name": "Muñoz"}, encryption=encryption).answers.applicant.last_name == "Muñoz"
    )


@NEWEST
def test_names_streams_and_parents_hold_text_too(read):
    def change(pdf):
        widget(pdf, "PtAILine4_LastName[0]").V = Name("/Reyes")
        widget(pdf, "PBL2_TextField[0]").V = pdf.make_stream("Muñoz\r\nwas here".encode("utf-16"))
        field = widget(pdf, "PtAILine5_FirstName[0]")
        parent = pdf.make_indirect(pikepdf.Dictionary(T=field.T, FT=Name.Tx, V=String("Ana")))
        del field.T
        field.Parent = parent

    answers = read({}, change=change).answers
    assert (answers.applicant.last_name, answers.applicant.first_name) == ("Reyes", "Ana")
    assert answers.claim.accused_abroad.explanation == "Muñoz\nwas here"


@NEWEST
def test_dates_are_read_and_those_that_are_none_stay_beside_their_key(read):
    back = read(
        {
            "applicant.dob": "5/14/1988",
            "applicant.last_left_country": "01/20/85",
            "entries[0].date": "Unknown",
            "entries[0].place": "Laredo",
            "residences[0].from": "2/2013",
            "residences[0].to": "Present",
        }
    )
    answers = back.answers
    assert str(answers.applicant.dob) == "05/14/1988"
    assert str(answers.applicant.last_left_country) == ""
    assert [str(d) for d in (answers.residences[0].from_, answers.residences[0].to)] == ["02/2013", "Present"]
    (finding,) = back.findings
    assert finding.source.field == "applicant.last_left_country"
    assert "85" not in finding.message
    (line,) = [line for line in back.text.splitlines() if "last_left_country:" in line]
    assert 'on the form: "01/20/85"' in line


@NEWEST
def test_rows_close_their_gaps(read):
    back = read(
        {
            "residences[1].street": "1 Elm",
            "residences[4].street": "2 Elm",
            "relatives.siblings[3].name": "Ana",
            "children[2].first_name": "Luis",
            "children[2].a_number": "none yet",
            "supplement_a.children[1].first_name": "Eva",
        }
    )
    assert [row.street for row in back.answers.residences] == ["1 Elm", "2 Elm"]
    assert [row.name for row in back.answers.relatives.siblings] == ["Ana"]
    assert [child.first_name for child in back.answers.children] == ["Luis", "Eva"]
    assert {finding.source.field for finding in back.findings} == {"children[0].a_number"}
    assert re.search(r'- a_number: +# 1\. A-number; on the form: "none yet"\n', back.text)


@pytest.mark.parametrize(
    ("area", "number", "whole"),
    [
        ("410", "555-0100", "410-555-0100"),
        ("(410)", "5550100", "410-555-0100"),
        ("", "+503 2222 3333", "+503 2222 3333"),
        ("None", "None", "None"),
        ("41", "555", "41 555"),
        ("410", "", "410"),
    ],
)
@NEWEST
def test_halves_of_a_telephone_are_joined(read, area, number, whole):
    texts = {"applicant.residence.phone_area": area, "applicant.residence.phone_number": number}
    assert read(texts).answers.applicant.residence.phone == whole


def test_no_children_is_none_and_silence_is_no_answer(read):
    assert read({"children.any": "no"}).answers.children == ()
    assert read({"applicant.last_name": "Reyes"}).answers.children is None


CONTRADICTIONS = {
    "'no children' is ticked, but children are listed": {"children.any": "no", "children[0].dob": "Unknown"},
    "children are said to exist, but none is listed": {"children.any": "yes"},
    "the total number of children is not the number listed": {
        "children.total": "3",
        "children[0].sex": "male",
    },
    "'I am not married' is ticked, but item 11 says married": {
        "spouse.not_married": "yes",
        "applicant.marital_status": "married",
    },
    "'I am not married' is ticked, but item 11 is not answered": {"spouse.not_married": "yes"},
    "the head of Supplement A gives another a number": {
        "applicant.a_number": "212345678",
        "supplement_a.a_number": "212345679",
    },
    "a signature, its date or a box of an office is filled in": {"signature.date": "01/01/2027"},
}


@pytest.mark.parametrize("message", CONTRADICTIONS)
@NEWEST
def test_what_contradicts_itself_is_told(read, message):
    back = read({"applicant.religion": "None", **CONTRADICTIONS[message]})
    assert [message in finding.message for finding in back.findings] == [True]


def test_two_ticks_on_one_question_are_told_and_neither_is_taken(read):
    def change(pdf):
        for name in ("CheckBox4[0]", "CheckBox4[1]"):
            field = widget(pdf, name)
            field.V = field.AS = Name(next(state for state in field.AP.N if state != "/Off"))

    back = read({"applicant.religion": "None"}, change=change)
    assert back.answers.applicant.fluent_english == ""
    assert "two answers are given" in back.findings[0].message
    assert 'on the form: "yes" and "no"' in back.text


@pytest.mark.parametrize(
    ("value", "shown", "told"),
    [("/On", "/On", "a state that it does not have"), ("/Y", "/Off", "viewers show it empty")],
)
@NEWEST
def test_a_tick_that_viewers_do_not_show_is_told(read, value, shown, told):
    def change(pdf):
        field = widget(pdf, "CheckBoxrace[0]")
        field.V, field.AS = Name(value), Name(shown)

    back = read({"applicant.religion": "None"}, change=change)
    assert told in back.findings[0].message
    assert back.answers.claim.grounds.race == ""


@pytest.mark.parametrize(
    ("part", "question", "key"),
    [
        ("B", "1.A", "claim.past_harm.explanation"),
        ("Part B", "Question 1A", "claim.past_harm.explanation"),
        ("b.", "B.1.B.", "claim.feared_harm.explanation"),
        ("", "B 4", "claim.torture.explanation"),
        ("Part B, No. 3.A", "", "claim.groups.explanation"),
        ("C", "2.B", "bars.third_country.explanation"),
        ("C", "Item 6", "bars.crimes_us.explanation"),
        ("B", "1", ""),
        ("B", "1.A, 1.B", ""),
        ("A.III", "2", ""),
        ("C", "B.1.A", ""),
        ("", "1A", ""),
        ("", "", ""),
    ],
)
def test_part_and_question_are_understood_as_people_write_them(part, question, key):
    assert continued_key(part, question) == key


@pytest.mark.parametrize(
    "words",
    [
        "See Supplement B",
        "See Supplement B, page B-2",
        "see supp. B",
        "(continued on Supplement B, page B-3)",
        "Please see attached Supplement B.",
        "See Form I-589 Supplement B",
        "cont. on supplement B",
    ],
)
def test_a_reference_is_no_answer(words):
    assert without_reference(words) == ""
    assert without_reference(f"They came.\n{words}") == "They came."


@pytest.mark.parametrize("words", ["See attached declaration", "See supplement B and my letter", "Supply"])
def test_other_words_stay(words):
    assert without_reference(words) == words


def test_supplement_b_goes_on_where_it_says_and_nothing_of_it_is_lost(read):
    def change(pdf):
        for part, question, text in (
            ("B", "1A", "Third."),
            ("A.III", "2", "9 Elm Row\nLaurel"),
            ("", "", "?"),
        ):
            told = {"part": part, "question": question, "text": text}
            copied_page(pdf, SUPPLEMENT_B, {f"supplement_b.{key}": value for key, value in told.items()})

    back = read(
        {
            "claim.past_harm.explanation": "First.\nSee Supplement B",
            "supplement_b.part": "B",
            "supplement_b.question": "1.A",
            "supplement_b.text": "Second.",
        },
        change=change,
    )
    assert back.answers.claim.past_harm.explanation == "First.\n\nSecond.\n\nThird."
    comments = [line for line in back.text.splitlines() if line.startswith("#")]
    assert comments[-5:] == [
        '# Supplement B, page 14, "Part: A.III", "Question: 2". Move it to its answers:',
        "# 9 Elm Row",
        "# Laurel",
        '# Supplement B, page 15, "Part: ", "Question: ". Move it to its answers:',
        "# ?",
    ]
    assert [finding.message[:21] for finding in back.findings] == [
        "Supplement B, page 14",
        "Supplement B, page 15",
    ]


def test_copies_of_supplement_a_count_on(read):
    def change(pdf):
        copied_page(pdf, SUPPLEMENT_A, {"supplement_a.children[0].first_name": "Seventh"})

    texts = {f"children[{n}].first_name": f"Child{n}" for n in range(4)}
    texts |= {f"supplement_a.children[{n}].first_name": f"Child{n + 4}" for n in range(2)}
    back = read(texts, change=change)
    assert [child.first_name for child in back.answers.children] == [
        *(f"Child{n}" for n in range(6)),
        "Seventh",
    ]


def test_pages_left_out_are_told(read):
    back = read({"applicant.last_name": "Reyes"}, change=lambda pdf: pdf.pages.__delitem__(slice(9, 12)))
    assert "fields of the form are not in the file" in back.findings[0].message
    assert back.answers.applicant.last_name == "Reyes"


def test_fields_of_another_program_are_told_and_kept_as_comments(read):
    def change(pdf):
        extra = widget(pdf, "PtAILine4_LastName[0]")
        copy = pikepdf.Dictionary({**dict(extra.items()), "/T": String("Clinic[0]"), "/V": String("file 7")})
        pdf.pages[0].obj.Annots.append(pdf.make_indirect(copy))

    back = read({"applicant.last_name": "Reyes"}, change=change)
    assert "the field Clinic[0] on page 1 is none of the form's" in back.findings[0].message
    assert "# Field Clinic[0], page 1: file 7" in back.text


def test_text_laid_over_the_form_is_told_and_kept_as_a_comment(read):
    back = read({"applicant.last_name": "Reyes"}, change=lay_over)
    assert "page 2: text or a mark is laid over the form" in back.findings[0].message
    assert "# Laid over page 2: typed over" in back.text


def typed_over(_, form):
    return filled_in(form, {}, change=lay_over)


def flattened(official, _=b""):
    return fill(read_blank(official), Application(file="i589.yaml", answers=every_answer())).sheets.pdf


def locked(_, form):
    return filled_in(form, {"applicant.religion": "x"}, encryption=pikepdf.Encryption(owner="a", user="b"))


def renamed(_, form):
    def change(pdf):
        widget(pdf, "PBL2_TextField[0]").T = String("Other[0]")
        pdf.Root.Metadata.write(b"")
        for page in pdf.pages:
            page.Contents = pdf.make_stream(b"")

    return filled_in(form, {"applicant.religion": "x"}, change=change)


REFUSED = {
    "it was printed to PDF, flattened or scanned": flattened,
    "what was typed is laid over the pages": typed_over,
    "locked with a password": locked,
    "no field holds an answer": lambda official, _: official.read_bytes(),
    "whose fields this program has not learned": renamed,
    "is not a PDF file": lambda *_: b"hello",
    "damaged": lambda official, _: official.read_bytes()[:90_000],
}


@pytest.mark.parametrize("message", REFUSED)
@NEWEST
def test_what_cannot_be_read_is_refused_with_the_reason(official, form, tmp_path, message):
    path = tmp_path / "form.pdf"
    path.write_bytes(REFUSED[message](official, form))
    with pytest.raises(FormError, match=message) as caught:
        read_filled(path)
    assert caught.value.exit_code == ExitCode.FORM
    assert caught.value.fix


def test_no_finding_holds_an_answer(read):
    back = read(
        {"applicant.dob": "99/77/1234", "applicant.a_number": "SECRET", "supplement_b.text": "SECRET"}
    )
    assert len(back.findings) == 3
    for finding in back.findings:
        assert "SECRET" not in f"{finding.message}{finding.fix}"
        assert "1234" not in finding.message
