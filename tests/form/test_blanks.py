"""The official blanks are recognised; anything else is refused with the reason."""

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Dictionary, Name, String

from asylum_packet.errors import FormError
from asylum_packet.form.blanks import default_data_folder, find_blank, install, installed, read_blank
from asylum_packet.form.boxes import BoxKind, places
from tests.support.filledforms import light, widget

FILES = {"01/20/25": "i-589-2025-01-20.pdf", "08/25/20": "i-589-2020-08-25.pdf"}


@pytest.fixture(params=sorted(FILES))
def official(request, blanks):
    return blanks / FILES[request.param]


@pytest.fixture(scope="module")
def lighter(blanks):
    """Give the blanks without what makes them slow to save; they are still the blanks."""
    return {name: light(blanks / name) for name in FILES.values()}


@pytest.fixture
def altered(official, lighter, tmp_path):
    """Give a function that changes an official blank and saves it."""

    def change(how):
        with pikepdf.open(BytesIO(lighter[official.name])) as pdf:
            how(pdf)
            pdf.save(tmp_path / "altered.pdf", encryption=False)
        return tmp_path / "altered.pdf"

    return change


@pytest.mark.parametrize("edition", sorted(FILES))
def test_an_official_blank_is_recognised(blanks, edition):
    blank = read_blank(blanks / FILES[edition])
    assert blank.edition == edition
    assert len(blank.boxes) == 448
    assert {ready.box.key for ready in blank.boxes} <= {place.key for place in places().values()}


def test_every_box_to_tick_has_its_own_drawing_and_every_text_box_none(official):
    for ready in read_blank(official).boxes:
        assert bool(ready.drawing) == (ready.box.kind is BoxKind.TICK)


def test_prepared_pages_carry_no_form_scripts_or_rights(official, tmp_path):
    path = tmp_path / "prepared.pdf"
    path.write_bytes(read_blank(official).pdf)
    with pikepdf.open(path) as pdf:
        assert not pdf.is_encrypted
        assert set(pdf.Root.keys()) == {"/Type", "/Pages"}
        assert "/Info" not in pdf.trailer
        for page in pdf.pages:
            assert not {"/Annots", "/AA", "/StructParents"} & set(page.obj.keys())


def test_preparing_twice_gives_the_same_bytes(official):
    assert read_blank(official) == read_blank(official)


def test_a_file_that_another_program_saved_again_is_still_the_blank(altered):
    assert read_blank(altered(lambda pdf: pdf.remove_unreferenced_resources())).edition in FILES


def add_a_field(pdf):
    extra = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("Extra[0]"), Rect=[1, 1, 9, 9]
    )
    pdf.pages[0].obj.Annots.append(pdf.make_indirect(extra))
    pdf.Root.AcroForm.Fields.append(pdf.pages[0].obj.Annots[-1])


def draw_an_answer(pdf, name):
    widget(pdf, name).AP = Dictionary(N=pdf.make_stream(b"BT [(12) 3 (34)] TJ ET"))


def lay_over(pdf, page=1):
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.FreeText, Contents=String("typed over"), Rect=[9, 9, 99, 30]
    )
    pdf.pages[page].obj.Annots.append(pdf.make_indirect(note))


def swap_pages(pdf, one, other):
    pages = list(pdf.pages)
    pages[one], pages[other] = pages[other], pages[one]
    del pdf.pages[:]
    pdf.pages.extend(pages)


REFUSED = {
    "a field was moved": (
        lambda pdf: setattr(widget(pdf, "PBL2_TextField[0]"), "Rect", pikepdf.Array([10, 10, 200, 60])),
        "moved or changed: PBL2_TextField",
    ),
    "a field was renamed": (
        lambda pdf: setattr(widget(pdf, "PBL2_TextField[0]"), "T", String("Other[0]")),
        "renamed: PBL2_TextField[0] as Other[0]",
    ),
    "a field was removed": (
        lambda pdf: pdf.pages[4].obj.Annots.__delitem__(1),
        "missing: ",
    ),
    "a field was added": (lambda pdf: add_a_field(pdf), "not known: Extra"),
    "a length was changed": (
        lambda pdf: setattr(widget(pdf, "TextField3[0]"), "MaxLen", 30),
        "moved or changed: TextField3",
    ),
    "an answer was typed": (
        lambda pdf: setattr(widget(pdf, "TextField3[0]"), "V", String("12345678901")),
        "already filled in (page 1)",
    ),
    "a box was ticked": (
        lambda pdf: setattr(widget(pdf, "CheckBoxrace[0]"), "AS", Name.Y),
        "already filled in (page 5)",
    ),
    "an answer was drawn": (
        lambda pdf: draw_an_answer(pdf, "TextField3[0]"),
        "already filled in (page 1)",
    ),
    "text was laid over it": (lambda pdf: lay_over(pdf), "text or notes laid over it (page 2)"),
    "a page is missing": (lambda pdf: pdf.pages.__delitem__(9), "has 11 pages"),
    "pages stand in another order": (
        lambda pdf: swap_pages(pdf, 4, 5),
        "page 5 is printed as page 6",
    ),
    "the print was moved under the fields": (
        lambda pdf: pdf.pages[4].contents_add(b"1 0 0 1 9 0 cm ", prepend=True),
        "its print was moved, scaled or cropped (page 5)",
    ),
    "a page was scaled": (
        lambda pdf: pdf.pages[8].contents_add(b".96 0 0 .96 0 20 cm ", prepend=True),
        "its print was moved, scaled or cropped (page 9)",
    ),
    "a page was cropped": (
        lambda pdf: setattr(pdf.pages[1].obj, "MediaBox", pikepdf.Array([0, 0, 612, 700])),
        "not US Letter",
    ),
    "a page was turned": (lambda pdf: pdf.pages[3].rotate(90, relative=True), "turned pages"),
    "it was printed to PDF": (
        lambda pdf: [page.obj.__delitem__("/Annots") for page in pdf.pages],
        "no fields to fill",
    ),
}


BY_WHAT_WAS_MEASURED = ("field was", "length was", "print was moved", "page was scaled")
"""What is compared with the measures of the edition at hand; all else is looked for in any edition alike."""
ALTERED = [
    pytest.param(name, edition, id=f"{name}-{edition}")
    for name in sorted(REFUSED)
    for edition in sorted(FILES)[: 2 if any(what in name for what in BY_WHAT_WAS_MEASURED) else 1]
]


@pytest.mark.parametrize(("case", "official"), ALTERED, indirect=["official"])
def test_an_altered_blank_is_refused_by_name(altered, case):
    how, message = REFUSED[case]
    with pytest.raises(FormError) as caught:
        read_blank(altered(how))
    assert message in caught.value.message
    assert caught.value.fix


@pytest.mark.filterwarnings("ignore:This document has")
def test_pages_of_two_editions_are_refused(blanks, tmp_path):
    with (
        pikepdf.open(blanks / FILES["01/20/25"]) as new,
        pikepdf.open(blanks / FILES["08/25/20"]) as old,
    ):
        new.pages[6] = old.pages[6]
        new.save(tmp_path / "mixed.pdf")
    with pytest.raises(FormError, match="page 1 is 01/20/25, page 7 is 08/25/20"):
        read_blank(tmp_path / "mixed.pdf")


def test_a_date_of_issue_that_contradicts_the_footers_is_refused(official, altered):
    def how(pdf):
        data = pdf.Root.Metadata.read_bytes()
        assert b"/2025" in data or b"/2020" in data
        pdf.Root.Metadata.write(
            data.replace(b"01/20/2025", b"07/28/2026").replace(b"08/25/2020", b"07/28/2026")
        )

    with pytest.raises(FormError, match="date of issue says 07/28/26"):
        read_blank(altered(how))


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"%PDF-1.7\n", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>"]
)
def test_what_is_no_form_is_refused(tmp_path, data):
    path = tmp_path / "thing.pdf"
    path.write_bytes(data)
    with pytest.raises(FormError, match=r"thing\.pdf"):
        read_blank(path)


def test_another_form_is_refused(tmp_path):
    with pikepdf.new() as pdf:
        for _ in range(12):
            pdf.add_blank_page()
        pdf.save(tmp_path / "other.pdf")
    with pytest.raises(FormError, match="not Form I-589"):
        read_blank(tmp_path / "other.pdf")


def test_a_cut_off_file_is_refused_or_whole(official, tmp_path):
    data = official.read_bytes()
    for share in (0.2, 0.6, 0.95):
        path = tmp_path / "cut.pdf"
        path.write_bytes(data[: int(len(data) * share)])
        with pytest.raises(FormError):
            read_blank(path)


def test_an_installed_blank_is_found_and_the_newest_edition_wins(blanks, tmp_path):
    assert find_blank(tmp_path, data_folder=tmp_path / "data") is None
    for name in FILES.values():
        install(blanks / name, data_folder=tmp_path / "data")
    assert [blank.edition for blank in installed(tmp_path / "data")] == ["01/20/25", "08/25/20"]
    assert find_blank(tmp_path, data_folder=tmp_path / "data") == install(
        blanks / FILES["01/20/25"], data_folder=tmp_path / "data"
    )


@pytest.mark.parametrize("victim", ["prepared.pdf", "facts.json"])
def test_a_damaged_installation_mends_itself(blanks, tmp_path, victim):
    install(blanks / FILES["08/25/20"], data_folder=tmp_path)
    (before,) = installed(tmp_path)
    damaged = next(tmp_path.rglob(victim))
    damaged.write_bytes(damaged.read_bytes()[:-100] + b"x" * 100)
    (after,) = installed(tmp_path)
    assert (after.pdf, after.boxes) == (before.pdf, before.boxes)
    assert damaged.read_bytes()[-1:] != b"x"


def test_a_blank_of_the_case_wins_over_the_installed_one_and_a_named_one_over_both(blanks, tmp_path):
    install(blanks / FILES["01/20/25"], data_folder=tmp_path / "data")
    case = tmp_path / "case"
    (case / "forms").mkdir(parents=True)
    (case / "forms" / "blank.pdf").write_bytes((blanks / FILES["08/25/20"]).read_bytes())
    assert find_blank(case, data_folder=tmp_path / "data").edition == "08/25/20"
    named = find_blank(case, explicit=blanks / FILES["01/20/25"], data_folder=tmp_path / "data")
    assert named.edition == "01/20/25"


def test_a_link_out_of_the_case_folder_is_not_followed(blanks, tmp_path):
    (tmp_path / "case" / "forms").mkdir(parents=True)
    (tmp_path / "case" / "forms" / "blank.pdf").symlink_to(blanks / FILES["08/25/20"])
    assert find_blank(tmp_path / "case", data_folder=tmp_path / "data") is None


def test_the_data_folder_follows_the_environment():
    assert default_data_folder({"ASYLUM_PACKET_DATA": "/x/y"}) == Path("/x/y")
    assert default_data_folder({"HOME": "/home/ana"}).is_relative_to("/home/ana")


@pytest.fixture(scope="module")
def plain_text_form(blanks):
    """Give the smaller blank with its objects readable, to damage it where it hurts."""
    with pikepdf.open(blanks / FILES["08/25/20"]) as pdf:
        del pdf.Root.AcroForm.XFA
        written = BytesIO()
        pdf.save(written, encryption=False, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return written.getvalue()


NAMES = re.compile(
    rb"/(?:Rect|Parent|Annots|AP|N|Kids|MaxLen|Ff|FT|Subtype|BBox|Resources|Contents|T|Pages)\b"
)


@settings(max_examples=25)
@given(data=st.data())
def test_a_damaged_blank_is_refused_or_read_and_never_a_crash(plain_text_form, tmp_path_factory, data):
    damaged = bytearray(plain_text_form)
    places = [match.end() for match in NAMES.finditer(plain_text_form)]
    for place in data.draw(st.lists(st.sampled_from(places), min_size=1, max_size=5)):
        damaged[place + data.draw(st.integers(0, 6))] = data.draw(st.sampled_from(b"0129/[]<>() ("))
    path = tmp_path_factory.getbasetemp() / "damaged.pdf"
    path.write_bytes(bytes(damaged))
    refused = None
    try:
        read_blank(path)
    except FormError as error:
        refused = error
    assert refused is None or refused.fix
