"""YAML as text with line and column."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asylum_packet.case.yamltree import MAX_BYTES, MAX_NODES, Text, load_text, parse, places, plain
from asylum_packet.errors import CaseFileError
from tests.case.folders import CASE, findings


def only_finding(data: bytes | str):
    parsed = parse(data if isinstance(data, bytes) else data.encode(), "case.yaml")
    (finding,) = parsed.findings
    return finding


def test_every_scalar_stays_what_was_typed():
    tree = load_text("zip: 02134\nstate: NO\nno: no\na: 012345678\nx: ~\ny: null\nd: 2027-02-01\n", "a.yaml")
    assert plain(tree) == {
        "zip": "02134",
        "state": "NO",
        "no": "no",
        "a": "012345678",
        "x": "~",
        "y": "null",
        "d": "2027-02-01",
    }


def test_a_key_without_a_value_holds_the_empty_text():
    assert plain(load_text("a:\nb: ''\n", "a.yaml")) == {"a": "", "b": ""}


def test_an_empty_file_is_the_empty_value():
    assert load_text("# nothing yet\n", "a.yaml") == Text(text="", file="a.yaml", line=1, column=1)


def test_every_key_and_list_row_knows_its_place():
    tree = load_text("a: 1\nb:\n  - x: 2\n    y:\n  - z\n", "a.yaml")
    assert {key: (place.line, place.column) for key, place in places(tree)} == {
        "a": (1, 4),
        "b": (3, 3),
        "b[0]": (3, 5),
        "b[0].x": (3, 8),
        "b[0].y": (4, 5),
        "b[1]": (5, 5),
    }


def test_load_text_raises_with_every_finding():
    with pytest.raises(CaseFileError) as caught:
        load_text("a: 1\na: 2\nb: 1\nb: 2\n", "rules.yaml")
    assert [str(finding.source) for finding in caught.value.findings] == ["rules.yaml:2:1", "rules.yaml:4:1"]


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("a: b: c", 1, 5, "a second colon on the line"),
        ("a:\n\tb: 1", 2, 1, "a tab is used to indent"),
        ("a: 1\nb: [1, 2\nc: 3", 2, 4, "a square bracket is opened here and not closed"),
        ("a: {x: 1\nb: 2", 1, 4, "a brace is opened here and not closed"),
        ('a: "x\nb: 1\n', 1, 4, "a quotation mark is opened here and not closed"),
        ("a: 'don't'", 1, 9, "a quotation mark ends before its text does"),
        ("a: @x", 1, 4, "a value cannot start with @"),
        ("x: 2\na\nb: 1", 2, 1, "a key without its colon, or a text outside its key"),
        ("key:value\nb: 2", 2, 2, "the line above has no colon with a space after it"),
        ("a: 1\n b: 2", 2, 3, "the line does not fit the lines above it"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_in_plain_words(text, line, column, message):
    finding = only_finding(text)
    assert (finding.code, finding.source.line, finding.source.column) == ("CASE-syntax", line, column)
    assert finding.message == message
    assert finding.fix


@pytest.mark.parametrize(
    ("text", "line", "column", "word"),
    [
        ("a: &x 1", 1, 4, "anchor"),
        ("b: *x", 1, 4, "alias"),
        ("b: !date 1", 1, 4, "tag"),
        ("b: !!str 1", 1, 4, "tag"),
        ("a: 1\n---\nb: 2", 2, 1, "second document"),
        ("? [a]\n: 1", 1, 3, "where a key is due"),
    ],
)
def test_parts_of_yaml_that_a_case_has_no_use_for_are_refused(text, line, column, word):
    finding = only_finding(text)
    assert (finding.code, finding.source.line, finding.source.column) == ("CASE-yaml-feature", line, column)
    assert word in finding.message


def test_a_duplicate_key_names_the_first_line():
    finding = only_finding("a: 1\nb: 2\na: 3\n")
    assert (finding.code, str(finding.source)) == ("CASE-duplicate-key", "case.yaml:3:1")
    assert finding.message == "'a' is already on line 1"


def test_a_thousand_brackets_are_refused_before_anything_recurses():
    assert only_finding("a: " + "[" * 500).code == "CASE-too-big"
    # PyYAML 6.0.4 stops at a depth of its own before it says anything of the first forty
    assert only_finding("a: " + "[" * 100_000).code in {"CASE-too-big", "CASE-syntax"}
    assert only_finding("a:\n" + "".join(" " * 2 * n + "- a:\n" for n in range(100))).code == "CASE-too-big"


def test_a_huge_file_is_refused():
    assert only_finding(b"a" * (MAX_BYTES + 1)).code == "CASE-too-big"
    assert only_finding("- a\n" * (MAX_NODES + 1)).code == "CASE-too-big"


def test_the_mark_that_windows_editors_put_in_front_is_no_letter():
    parsed = parse(b"\xef\xbb\xbfcity: 1\n", "case.yaml")
    assert plain(parsed.node) == {"city": "1"}


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        ("a: é".encode("utf-16"), 1, 1),
        ("a: é".encode("utf-16-le"), 1, 1),
        ("a: 1\nname: Jos\xe9".encode("latin-1"), 2, 10),
        (b"a: 1\r\nb: \x01", 2, 4),
        (b"a: \xed\xa0\x80", 1, 4),
    ],
)
def test_bytes_that_are_no_text_are_found_with_their_place(data, line, column):
    finding = only_finding(data)
    assert (finding.code, finding.source.line, finding.source.column) == ("CASE-encoding", line, column)
    assert "UTF-8" in finding.fix or "delete" in finding.fix


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab:- \n\t[]{}'\"&*!|>#%@,?\\\x00\x85é", max_size=60) | st.text(max_size=40))
def test_any_text_gives_a_tree_or_findings(text):
    parsed = parse(text.encode("utf-8", "surrogatepass"), "case.yaml")
    assert parsed.node is not None or parsed.findings
    for finding in parsed.findings:
        assert finding.source.line >= 1
        assert finding.source.column >= 1


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_give_a_tree_or_findings(data):
    parsed = parse(data, "case.yaml")
    assert parsed.node is not None or parsed.findings


@pytest.mark.parametrize("value", ["“Baltimore”", "„Baltimore“", "„Baltimore”", "«Baltimore»", "‘Baltimore’"])
def test_a_value_in_curly_quotes_is_refused_at_its_place(value):
    finding = only_finding(f"court:\n  city: {value}\n")
    assert (finding.code, finding.source.line, finding.source.column) == ("CASE-curly-quotes", 2, 9)
    assert finding.message == "the value stands in curly quotes, which would be printed with it"
    assert finding.fix == "type straight quotes, or none"
    assert only_finding(f"- {value}\n").code == "CASE-curly-quotes"


@pytest.mark.parametrize(
    "value",
    ["'“Baltimore”'", '"«Baltimore»"', "the “Star”", "“Yes” and “No”", "“Yes” he said", "‘Isa", "O’Neil’s"],
)
def test_curly_quotes_that_belong_to_a_value_stay(value):
    assert parse(f"a: {value}\n".encode(), "case.yaml").findings == ()


@pytest.mark.parametrize("file", ["case.yaml", "i589.yaml", "exhibits.yaml"])
def test_curly_quotes_are_found_in_every_file_of_a_case(tmp_path, file):
    text = {
        "case.yaml": CASE.replace("Baltimore", "“Baltimore”"),
        "i589.yaml": "applicant: {city_of_birth: “Santa Rosa”}\n",
        "exhibits.yaml": "a.pdf: {title: “A letter”}\n",
    }
    found = findings(tmp_path, {"exhibits/a.pdf": "x", file: text[file]})
    assert [(f.code, f.source.file) for f in found if f.code == "CASE-curly-quotes"] == [
        ("CASE-curly-quotes", file)
    ]


@pytest.mark.parametrize("value", ['Baltimore "', "Honduras [", 'the "ab" and "', "North (", "said “"])
def test_a_mark_without_its_pair_at_the_end_of_a_value_is_told(value):
    finding = only_finding(f"key: x\nother: {value}\n")
    assert (finding.code, finding.source.line, finding.source.column) == ("CASE-stray-mark", 2, 8)
    assert value not in finding.message


@pytest.mark.parametrize("value", ['he said "no"', "5'4\"", '5 ft 4 "', "'he said \"'", "North (Yoro)", "O'"])
def test_marks_that_belong_to_a_value_are_not_told(value):
    assert parse(f"key: {value}\n".encode(), "case.yaml").findings == ()
