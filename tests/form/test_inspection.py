"""An edition we have not learned: all that differs is told, and a person's word is needed to install it."""

import json
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Dictionary, Name, String

from asylum_packet.errors import ExitCode, FormError
from asylum_packet.form.blanks import find_blank, install, installed, read_blank
from asylum_packet.form.boxes import is_left_empty, read_boxes
from asylum_packet.form.fill import fill
from asylum_packet.form.inspection import inspect
from asylum_packet.form.proof import proof
from tests.form.test_blanks import add_a_field
from tests.form.test_fill import application
from tests.support.answers589 import every_answer
from tests.support.filledforms import light, widget
from tests.support.formread import FormPages

OLD, NEW = "01/20/25", "07/28/26"


@pytest.fixture(scope="module")
def official(blanks):
    return blanks / "i-589-2025-01-20.pdf"


def renew(pdf):
    """Make an edition that we have not seen of one we have: other dates, and a box that moved."""
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(b"01/20/2025", b"07/28/2026"))
    for box, field in read_boxes(pdf):
        if box.key == "office.barcode":
            field.V = String(f"I-589|{NEW}|{box.page}")
    for page in pdf.pages:
        page.contents_coalesce()
        data = page.obj.Contents.read_bytes()
        page.obj.Contents = pdf.make_stream(_new_date(data))
    field = widget(pdf, "TextField3[0]")
    field.Rect = pikepdf.Array([float(side) + 6 for side in field.Rect])


def _new_date(data):
    """Change the date of the footer in a page's operators."""
    return data.replace(b"01/20/25)Tj", b"07/28/26)Tj")


@pytest.fixture(scope="module")
def lighter(official):
    return light(official)


@pytest.fixture
def altered(lighter, tmp_path):
    return lambda how: saved(lighter, how, tmp_path / "new.pdf")


def saved(blank, how, path):
    """Save a changed blank."""
    with pikepdf.open(BytesIO(blank)) as pdf:
        how(pdf)
        pdf.save(path, encryption=False)
    return path


@pytest.fixture(scope="module")
def renewed(lighter, tmp_path_factory):
    path = saved(lighter, renew, tmp_path_factory.mktemp("renewed") / "new.pdf")
    found = inspect(path)
    if set(found.footers) != {NEW}:
        pytest.skip("the footers of this blank are drawn in a way this test cannot change")
    return path


def test_the_official_blank_is_told_as_such(official):
    found = inspect(official)
    assert set(found.footers) == {OLD}
    assert set(found.signals) == {("date of issue", OLD), ("bar code", OLD)}
    assert (found.texts, found.ticks, found.bar_codes) == (328, 120, 12)
    assert not found.nearest
    assert (found.refusal, found.obstacle, found.filled_pages) == ("", "", ())


def test_a_new_edition_is_refused_then_accepted_and_marked(renewed, tmp_path):
    with pytest.raises(FormError, match="has not learned") as caught:
        install(renewed, data_folder=tmp_path / "data")
    assert "form inspect new.pdf -o proof.pdf" in caught.value.fix
    found = inspect(renewed)
    assert found.nearest.edition == OLD
    assert found.nearest.changed == ("TextField3[0]",)
    assert (found.obstacle, found.editions) == ("", (NEW,))
    blank = install(renewed, data_folder=tmp_path / "data", accept=True)
    assert (blank.edition, blank.verified) == (NEW, False)
    assert blank.fact.verified is False
    assert installed(tmp_path / "data") == (blank,)


def test_an_accepted_blank_is_filled_where_its_own_boxes_are(renewed, tmp_path):
    blank = install(renewed, data_folder=tmp_path / "data", accept=True)
    box = next(ready.box for ready in blank.boxes if ready.box.key == "applicant.i94_number")
    pages = FormPages(fill(blank, application(every_answer())).sheets.pdf)
    left, bottom, right, top = box.rect
    told = every_answer().applicant.i94_number
    assert pages.text(1, (left + 0.5, bottom + 1, right - 0.5, top - 1)) == told


def test_an_accepted_blank_serves_as_the_cases_own_too(renewed, tmp_path):
    (tmp_path / "case" / "forms").mkdir(parents=True)
    (tmp_path / "case" / "forms" / "new.pdf").write_bytes(renewed.read_bytes())
    with pytest.raises(FormError):
        find_blank(tmp_path / "case", data_folder=tmp_path / "data")
    install(renewed, data_folder=tmp_path / "data", accept=True)
    for explicit in (None, renewed):
        blank = find_blank(tmp_path / "case", explicit=explicit, data_folder=tmp_path / "data")
        assert (blank.edition, blank.verified) == (NEW, False)


def test_a_damaged_acceptance_mends_itself(renewed, tmp_path):
    blank = install(renewed, data_folder=tmp_path / "data", accept=True)
    next((tmp_path / "data").rglob("facts.json")).write_text("{}")
    (again,) = installed(tmp_path / "data")
    assert (again.pdf, again.boxes, again.verified) == (blank.pdf, blank.boxes, False)


def move(pdf):
    widget(pdf, "PBL2_TextField[0]").Rect = pikepdf.Array([10, 10, 200, 60])


def test_a_measured_blank_that_was_altered_needs_the_same_word_and_never_replaces_it(
    official, altered, tmp_path
):
    path = altered(move)
    with pytest.raises(FormError, match="moved or changed: PBL2_TextField"):
        install(path, data_folder=tmp_path / "data")
    install(path, data_folder=tmp_path / "data", accept=True)
    install(official, data_folder=tmp_path / "data", accept=True)
    assert [blank.verified for blank in installed(tmp_path / "data")] == [True, False]
    assert find_blank(tmp_path, data_folder=tmp_path / "data").verified


def rename(pdf):
    widget(pdf, "PBL2_TextField[0]").T = String("Other[0]")


def remove(pdf):
    annots = pdf.pages[4].obj.Annots
    index = next(n for n, each in enumerate(annots) if str(each.get("/T", "")) == "CheckBoxrace[0]")
    del annots[index]


def double(pdf):
    copy = Dictionary({**dict(widget(pdf, "TextField3[0]").items())})
    copy.Rect = pikepdf.Array([40, 40, 90, 52])
    pdf.pages[5].obj.Annots.append(pdf.make_indirect(copy))


def to_another_page(pdf):
    field = widget(pdf, "TextField32[0]")
    annots = pdf.pages[11].obj.Annots
    del annots[next(n for n, each in enumerate(annots) if each.objgen == field.objgen)]
    pdf.pages[6].obj.Annots.append(field)


def into_a_tick(pdf):
    widget(pdf, "TextField3[0]").FT = Name.Btn


HOPELESS = {
    "PBL2_TextField[0] of the nearest edition, 01/20/25, is not there": rename,
    "CheckBoxrace[0] of the nearest edition, 01/20/25, is not there": remove,
    "more than one field claims applicant.i94_number": double,
    "TextField32[0] is on a page of another part": to_another_page,
    "TextField3[0] cannot take the answer asked for": into_a_tick,
}


@pytest.mark.parametrize("reason", HOPELESS)
def test_a_form_that_would_lose_or_misplace_an_answer_is_not_accepted_at_all(altered, tmp_path, reason):
    path = altered(HOPELESS[reason])
    found = inspect(path)
    assert found.refusal
    assert reason in found.obstacle
    with pytest.raises(FormError) as caught:
        install(path, data_folder=tmp_path / "data", accept=True)
    assert reason in caught.value.message
    assert not (tmp_path / "data").exists()


def test_a_new_field_is_told_stays_empty_and_does_not_stop_the_rest(altered, tmp_path):
    path = altered(add_a_field)
    assert inspect(path).nearest.added == ("Extra[0]",)
    with pytest.raises(FormError, match="not known: Extra"):
        read_blank(path)
    blank = install(path, data_folder=tmp_path / "data", accept=True)
    assert len(blank.boxes) == 448
    assert fill(blank, application(every_answer())).sheets.count == 12


def test_what_was_renamed_is_told_by_both_names(altered):
    found = inspect(altered(rename)).nearest
    assert (found.renamed, found.missing, found.added) == ((("PBL2_TextField[0]", "Other[0]"),), (), ())


def type_an_answer(pdf):
    widget(pdf, "TextField3[0]").V = String("12345678901")


def mix(pdf):
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(b"01/20/2025", b"07/28/2026"))


@pytest.mark.parametrize(
    ("how", "message"),
    [
        (type_an_answer, "already filled in (page 1)"),
        (mix, "mixes editions"),
        (lambda pdf: pdf.pages.__delitem__(9), "has 11 pages"),
    ],
)
def test_accepting_an_edition_does_not_accept_anything_else(altered, tmp_path, how, message):
    with pytest.raises(FormError) as caught:
        install(altered(how), data_folder=tmp_path / "data", accept=True)
    assert message in caught.value.message


def label(box):
    if is_left_empty(box.key):
        return f"left empty: {box.key}"
    return f"{box.key} = {box.value}" if box.value else box.key


def test_a_proof_draws_every_key_in_its_box(official):
    drawn = proof(official)
    pages = FormPages(drawn)
    with pikepdf.open(official) as pdf:
        boxes = [box for box, _ in read_boxes(pdf)]
    lacking = [
        box.name
        for box in boxes
        if box.key != "office.barcode"
        and label(box).replace(" ", "") not in pages.text(box.page).replace(" ", "")
    ]
    assert lacking == []
    assert all("PROOF - not for filing" in pages.text(page) for page in range(1, 13))
    with pikepdf.open(BytesIO(drawn)) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert not any("/Annots" in page.obj for page in pdf.pages)


def test_what_is_no_form_at_all_is_told_too(tmp_path):
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "other.pdf")
    found = inspect(tmp_path / "other.pdf")
    assert found.footers == ("",)
    assert "not Form I-589" in found.obstacle
    (tmp_path / "bad.pdf").write_bytes(b"hello")
    with pytest.raises(FormError, match="not a PDF file"):
        inspect(tmp_path / "bad.pdf")


def test_the_command_tells_what_differs_and_writes_the_proof(run, altered, tmp_path, monkeypatch):
    path = altered(add_a_field)
    ran = run("form", "inspect", path, "-o", tmp_path / "proof.pdf")
    assert ran.code == ExitCode.FORM
    assert "Compared with edition 01/20/25, the nearest one that was measured:" in ran.out
    assert "new here (1): Extra[0]" in ran.out
    assert "asylum-packet form install --accept new.pdf" in ran.out
    assert len(FormPages((tmp_path / "proof.pdf").read_bytes())) == 12
    told = json.loads(run("form", "inspect", path, "--format", "json").out)
    assert (told["installable"], told["acceptable"]) == (False, True)
    assert told["nearest"]["added"] == ["Extra[0]"]
    monkeypatch.setenv("ASYLUM_PACKET_DATA", str(tmp_path / "data"))
    assert run("form", "install", path).code == ExitCode.FORM
    ran = run("form", "install", "--accept", path)
    assert ran.code == ExitCode.CLEAN
    assert "not verified" in ran.out
    assert "installed, not verified: look at every filled page" in run("form", "list").out


def test_the_command_is_content_with_the_official_blank(run, official):
    ran = run("form", "inspect", official)
    assert ran.code == ExitCode.CLEAN
    assert "footers         01/20/25 on all 12 pages" in ran.out
    assert "Every field is that of edition 01/20/25." in ran.out
