"""A family of three, each with a claim of his or her own: one form each, in one application."""

from io import BytesIO

import pikepdf
import pytest

from asylum_packet import build, read_case
from asylum_packet.findings import Severity
from tests.support.formread import FormPages
from tests.support.mini import mini_files, write_mini_case

PEOPLE = (
    # first, middle, last name, A-number, sex, birth
    ("Luis", "Alberto", "Molina", "213-456-789", "male", "1990-08-15"),
    ("Eva", "None", "Paz Molina", "213-456-790", "female", "1992-03-04"),
    ("Ana", "Rosa", "Molina", "213-456-791", "female", "2012-01-30"),
)
FORM_PAGES = 12
STORY = "The child saw it all and told nobody. "


def case_yaml():
    text = mini_files()["case.yaml"].decode()
    riders = "".join(
        f"  - name: {{first: {first}, middle: {middle}, last: {last}}}\n    a_number: {number}\n"
        "    language: Spanish\n    understands_english: no\n"
        for first, middle, last, number, _, _ in PEOPLE[1:]
    )
    return text.replace("attorney:\n", f"{riders}attorney:\n", 1)


def form_yaml(person):
    first, middle, last, number, sex, born = person
    words = {
        "213-456-789": number,
        "last_name: Molina": f"last_name: {last}",
        "first_name: Luis": f"first_name: {first}",
        "middle_name: Alberto": f"middle_name: {middle}",
        "printed_name: Luis Alberto Molina": "printed_name:",
        "sex: male": f"sex: {sex}",
        "dob: 1990-08-15": f"dob: {born}",
        "explanation: >-\n": f"explanation: >-\n      {STORY * 60}{first}.\n",
    }
    text = mini_files()["i589.yaml"].decode()
    for old, new in words.items():
        assert old in text
        text = text.replace(old, new, 1)
    return text


@pytest.fixture(scope="module")
def family(options, tmp_path_factory):
    """Build the family's packet."""
    folder = tmp_path_factory.mktemp("family") / "molina"
    forms = {f"i589/{person[0].lower()}.yaml": form_yaml(person) for person in PEOPLE}
    write_mini_case(folder, files={**forms, "case.yaml": case_yaml(), "i589.yaml": None})
    case = read_case(folder)
    return case, build(case, folder / "out", options=options)


@pytest.fixture(scope="module")
def packet(family):
    return FormPages(family[1].packet.read_bytes())


def forms_in(packet):
    """Give the pages of each form: they follow one another, 12 with Supplement B each."""
    first = next(n for n in range(1, len(packet) + 1) if "START HERE" in packet.text(n))
    return [range(first + n * FORM_PAGES, first + (n + 1) * FORM_PAGES) for n in range(len(PEOPLE))]


def test_each_form_belongs_to_its_respondent_in_the_order_of_the_caption(family):
    case, _ = family
    assert [(one.file, one.respondent) for one in case.applications] == [
        ("i589/luis.yaml", 0),
        ("i589/eva.yaml", 1),
        ("i589/ana.yaml", 2),
    ]


def test_every_cover_names_all_three_with_their_numbers(family, packet):
    names = ("LUIS ALBERTO MOLINA", "EVA PAZ MOLINA", "ANA ROSA MOLINA")
    covers = [packet.text(n) for n in range(1, len(packet) + 1) if "In the Matter of" in packet.text(n)]
    covers = [text for text in covers if "Next Hearing" in text]
    assert len(covers) == len(family[0].submissions)
    for text in covers:
        assert [name for name in names if name not in text] == []
        assert [person[3] for person in PEOPLE if person[3] not in text] == []


def test_each_form_and_its_supplement_carry_the_applicants_own_name_and_number(packet):
    for person, pages in zip(PEOPLE, forms_in(packet), strict=True):
        number = person[3].replace("-", "")
        middle = "" if person[1] == "None" else f"{person[1]} "
        name = f"{person[0]} {middle}{person[2]}"
        supplement = packet.text(pages[-1])
        assert number in packet.text(pages[0])
        assert (number in supplement, name in supplement) == (True, True)
        assert name in packet.text(pages[8])
        assert f"{STORY}{person[0]}." in supplement
        others = [other[3].replace("-", "") for other in PEOPLE if other is not person]
        assert not any(other in packet.text(page) for other in others for page in pages)


def test_each_applicant_signs_for_himself(family):
    _, built = family
    sheets = {path.stem for path in (built.packet.parent / "to-sign").glob("*.pdf")}
    for suffix in ("", "-2", "-3"):
        assert {f"i589-part-d{suffix}", f"i589-supplement-b-1{suffix}"} <= sheets


def test_the_forms_are_filled_alone_too(family, run, blanks, tmp_path):
    case, _ = family
    blank = blanks / "i-589-2025-01-20.pdf"
    ran = run("form", "fill", case.folder, "--blank", blank, "-o", tmp_path / "form.pdf")
    assert "form-3.pdf: 12 pages" in ran.out
    for number, person in enumerate(PEOPLE, 1):
        pages = FormPages((tmp_path / f"form-{number}.pdf").read_bytes())
        assert person[3].replace("-", "") in pages.text(1)


def test_what_the_forms_say_of_one_another_is_compared(options, tmp_path):
    luis = form_yaml(PEOPLE[0]).replace(
        "children: []",
        "spouse: {a_number: 213-456-790, last_name: Paz Molina, first_name: Eva, dob: 1992-03-05}\n"
        "children: [{a_number: 213-456-791, first_name: Anna, last_name: Molina}]",
    )
    assert "213-456-791" in luis
    forms = {"i589/luis.yaml": luis} | {f"i589/{p[0].lower()}.yaml": form_yaml(p) for p in PEOPLE[1:]}
    write_mini_case(tmp_path / "molina", files={**forms, "case.yaml": case_yaml(), "i589.yaml": None})
    from asylum_packet.building import check

    found = check(read_case(tmp_path / "molina"), options=options)
    told = {
        (one.source.file, one.source.field)
        for one in found
        if one.code == "PKT-consistency" and one.severity is not Severity.NOTE
    }
    assert told == {
        ("i589/luis.yaml", "spouse.dob"),
        ("i589/luis.yaml", "children[0].first_name"),
        ("i589/eva.yaml", "spouse.a_number"),
        ("i589/eva.yaml", "children"),
    }


def test_the_outline_leads_to_each_form(family):
    with pikepdf.open(BytesIO(family[1].packet.read_bytes())) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root[0].children]
    forms = [title for title in titles if title.startswith("Form I-589")]
    assert [title.rpartition(" (")[2] for title in forms] == ["1 of 3)", "2 of 3)", "3 of 3)"]
    people = [family[0].respondents[one.respondent].name.full for one in family[0].applications]
    assert all(name in title for name, title in zip(people, forms, strict=True))
