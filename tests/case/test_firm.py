"""The firm file: defaults below case.yaml, each value with the file it came from."""

import pytest

from asylum_packet.case.reading import read_case
from tests.case.folders import CASE, findings, lines, make

FIRM = """\
attorney:
  name: Ana Ejemplo
  firm: Example Immigration Law
  address: {street: 1 Main St, city: Baltimore, state: MD, zip: 21201}
  email: ana@example.com
  eoir_id: AB123456
service: {method: mail, server: A. Example}
filing: {cite: "Exh. {tab} at {page}"}
settings: {silence: {FIRM-RULE: always so}}
"""
ALONE = CASE.partition("attorney")[0]


@pytest.fixture
def firm(tmp_path):
    path = tmp_path / "office" / "firm.yaml"
    path.parent.mkdir()
    path.write_text(FIRM)
    return path


def read_with(root, case, firm):
    return read_case(make(root / "case", {}, case=case), firm=firm)


def test_the_firm_supplies_what_the_case_leaves_out(tmp_path, firm):
    case = read_with(tmp_path, ALONE, firm)
    assert (case.attorney.name, case.attorney.eoir_id) == ("Ana Ejemplo", "AB123456")
    assert case.attorney.address.zip == "21201"
    assert (case.service.method, case.filing.cite) == ("mail", "Exh. {tab} at {page}")
    assert case.firm_templates is None


def test_a_key_of_the_case_wins(tmp_path, firm):
    more = "attorney: {firm: Other, address: {street: 9 Elm St}, phone: }\nservice: {method: ecas}\n"
    case = read_with(tmp_path, ALONE + more + "settings: {silence: {CASE-RULE: an order}}\n", firm)
    assert (case.attorney.name, case.attorney.firm) == ("Ana Ejemplo", "Other")
    assert (case.attorney.address.street, case.attorney.address.city) == ("9 Elm St", "")
    assert (case.service.method, case.service.server) == ("ecas", "A. Example")
    assert case.settings.silence == {"CASE-RULE": "an order", "FIRM-RULE": "always so"}


def test_another_attorney_does_not_get_the_firms_own_email_and_number(tmp_path, firm):
    case = read_with(tmp_path, ALONE + "attorney: {name: Berta Muestra}\n", firm)
    assert (case.attorney.firm, case.attorney.email, case.attorney.eoir_id) == (
        "Example Immigration Law",
        "",
        "",
    )


def test_the_same_attorney_written_again_keeps_them(tmp_path, firm):
    case = read_with(tmp_path, ALONE + "attorney: {name: ana  ejemplo}\n", firm)
    assert case.attorney.eoir_id == "AB123456"


def test_positions_point_to_the_file_a_value_came_from(tmp_path, firm):
    case = read_with(tmp_path, ALONE + "attorney: {phone: 410-555-0100}\n", firm)
    assert str(case.at("attorney.email")) == f"{firm.as_posix()}:5:10"
    assert str(case.at("attorney.phone")) == "case.yaml:7:19"


def test_a_wrong_value_of_the_firm_is_told_at_its_place(tmp_path, firm):
    firm.write_text(FIRM.replace("method: mail", "method: fax").replace("firm:", "frm:"))
    found = lines(findings(tmp_path / "case", case=ALONE, firm=firm))
    assert found == [
        f"{firm.as_posix()}:3:3 CASE-unknown-key [attorney.frm] 'frm' is not a key of attorney | "
        "did you mean firm?",
        f"{firm.as_posix()}:7:19 CASE-wrong-value [service.method] "
        "the value of 'method' is none of its choices | "
        "type ecas or mail",
    ]


def test_what_belongs_to_a_case_is_refused_in_the_firm_file(tmp_path, firm):
    firm.write_text("court: {city: x}\natorney: {}\nservice: {date: 2027-01-01}\n")
    found = lines(findings(tmp_path / "case", firm=firm))
    name = firm.as_posix()
    assert found == [
        f"{name}:1:1 CASE-unknown-key [court] 'court' is not a key of a firm file | "
        "its keys are attorney, service, settings, filing, form",
        f"{name}:2:1 CASE-unknown-key [atorney] 'atorney' is not a key of a firm file | "
        "did you mean attorney?",
        f"{name}:3:11 CASE-unknown-key [service.date] a date belongs to one case, not to the firm | "
        "delete the line here and write it in case.yaml",
    ]


@pytest.mark.parametrize(("text", "code"), [("a: b: c", "CASE-syntax"), ("- x", "CASE-wrong-type")])
def test_a_firm_file_that_is_none_is_told(tmp_path, firm, text, code):
    firm.write_text(text)
    assert [f.code for f in findings(tmp_path / "case", firm=firm)] == [code]


def test_a_missing_firm_file_is_told(tmp_path):
    found = findings(tmp_path / "case", firm=tmp_path / "nowhere.yaml")
    assert [f.code for f in found] == ["CASE-missing-file"]


def test_an_empty_firm_file_is_no_trouble(tmp_path, firm):
    firm.write_text("# nothing yet\n")
    assert read_with(tmp_path, CASE, firm).attorney.name == "Ana Ejemplo"


def test_templates_beside_the_firm_file_are_the_firms(tmp_path, firm):
    (firm.parent / "templates").mkdir()
    assert read_with(tmp_path, ALONE, firm).firm_templates == (firm.parent / "templates").resolve()


def test_a_firm_file_in_the_case_folder_is_used(tmp_path):
    root = make(tmp_path, {"firm.yaml": FIRM}, case=ALONE)
    assert read_case(root, firm=root / "firm.yaml").left_out == ()


def test_the_firm_says_how_the_form_is_filled_and_a_case_says_otherwise(tmp_path, firm):
    firm.write_text("form: {ascii_names: yes, start_in_box: yes}\n")
    assert read_with(tmp_path, CASE, firm).form.ascii_names == "yes"
    form = read_with(tmp_path / "other", f"{CASE}\nform: {{ascii_names: no}}\n", firm).form
    assert (form.ascii_names, form.start_in_box) == ("no", "yes")
