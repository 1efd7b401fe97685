"""Whatever a case folder says, reading gives a Case or findings, never another exception."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from asylum_packet.case.exhibits import arrange
from asylum_packet.case.model import Case
from asylum_packet.case.names import natural, read_name, slug
from asylum_packet.case.reading import read_case
from asylum_packet.errors import CaseFileError
from tests.case.folders import CASE, make

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

FULL = """\
court: {city: Baltimore, state: MD, judge: Hon. Example Judge, detained: no}
hearing: {kind: individual, date: 2027-03-10, time: 9:00 AM}
filings_due: 2027-02-08
respondents:
  - name: {first: Marta, middle: Elena, last: Reyes}
    a_number: 212-345-678
    language: Spanish
    understands_english: no
attorney:
  name: Ana Ejemplo
  address: {street: 1 Main St, city: Baltimore, state: MD, zip: "21201"}
  phone: 410-555-0100
filing:
  date: 2027-02-01
  submissions: [application, brief, exhibits]
  cite: "Tab {tab} at {page}"
  first_page: 1
service: {method: ecas}
settings: {silence: {SOME-RULE: "standing order of 2026-05-01"}}
"""

_words = st.sampled_from(
    [
        *("court", "city", "respondents", "name", "last", "a_number", "attorney", "filing", "submissions"),
        *("hearing", "date", "applicant", "children", "dob", "claim", "past_harm", "answer", "explanation"),
        *("file", "claim/x.md", "yes", "none", "2027-02-30", "212345678", "entries", "settings", "silence"),
        *("tab", "companions", "pages", "1-3,7", "9-1", "01 a.pdf", "a", "declaration", "leave_out", "id"),
    ]
)
_values = st.recursive(
    _words | st.text(max_size=8) | st.integers() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_words, inner, max_size=4),
    max_leaves=12,
)


def outcome(files, case=CASE):
    """Read a folder; the Case, or its findings."""
    with tempfile.TemporaryDirectory() as folder:
        root = make(Path(folder), files, case=case)
        try:
            return read_case(root)
        except CaseFileError as error:
            found = error.findings
    assert found
    assert all(finding.source is not None and finding.message for finding in found)
    return found


def as_flow(value):
    """Write a value as YAML on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{as_flow(k)}: {as_flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_flow, value)) + "]"
    if isinstance(value, str):
        return "'" + value.replace("'", "''").replace("\n", " ") + "'"
    return "" if value is None else str(value)


@QUICK
@given(name=st.sampled_from(["case.yaml", "i589.yaml", "exhibits.yaml"]), text=st.text(max_size=80))
def test_any_text_in_a_file_gives_a_case_or_findings(name, text):
    files = {name: text.encode("utf-8", "surrogatepass"), "exhibits/01 a.pdf": "x"}
    assert outcome(files, case=None if name == "case.yaml" else CASE)


@QUICK
@given(name=st.sampled_from(["case.yaml", "i589.yaml", "exhibits.yaml"]), value=_values)
@example(name="i589.yaml", value={"applicant": {"dob": {"printed": "x"}}})
@example(name="i589.yaml", value={"children": {"file": ["claim/x.md"]}})
@example(name="case.yaml", value={"filing": {"first_page": "9" * 5000}})
@example(name="exhibits.yaml", value=[{"file": "01 a.pdf", "companions": {"translation": "01 a.pdf"}}])
@example(name="exhibits.yaml", value={"": "", "declaration": {"pages": "1"}})
@example(name="exhibits.yaml", value={"01 a.pdf": {"pages": "1-3,7", "id": "A B"}})
def test_any_tree_in_a_file_gives_a_case_or_findings(name, value):
    files = {name: as_flow(value), "exhibits/01 a.pdf": "x", "declaration.md": "1. I am."}
    assert outcome(files, case=None if name == "case.yaml" else CASE)


def test_the_full_case_file_reads():
    assert isinstance(outcome({}, case=FULL), Case)


@pytest.mark.parametrize("number", range(len(FULL.splitlines())))
@pytest.mark.parametrize(
    "break_line",
    [
        lambda line: "",
        lambda line: line + "\n" + line,
        lambda line: line.replace(":", "", 1),
        lambda line: " " + line,
        lambda line: "\t" + line,
        lambda line: line[: len(line) // 2],
        lambda line: line.replace("{", "[", 1),
        lambda line: line.rstrip("}]\"'"),
        lambda line: line + " '",
        lambda line: line.replace("a", "x", 1),
    ],
    ids=["deleted", "doubled", "no colon", "indented", "tab", "half", "bracket", "unclosed", "quote", "typo"],
)
def test_any_line_broken_gives_a_finding_with_a_line_or_still_reads(number, break_line):
    lines = FULL.splitlines()
    lines[number] = break_line(lines[number])
    result = outcome({}, case="\n".join(lines) + "\n")
    if not isinstance(result, Case):
        assert all(finding.source.line for finding in result if finding.source.file == "case.yaml")
        assert all(finding.fix for finding in result)


_names = st.text(alphabet="ab01 -–._[]es2024/translation certificate", min_size=1, max_size=40)


@QUICK
@given(paths=st.lists(_names, max_size=8, unique=True), tree=_values)
def test_every_file_is_placed_left_out_or_spoken_of(paths, tree):
    arrangement = arrange(tuple(paths), None)
    placed = [part.path for tab in arrangement.tabs for d in tab.documents for part in d.parts]
    spoken_of = [finding.source.file for finding in arrangement.findings]
    left_out = [entry.path for entry in arrangement.left_out]
    assert {f"exhibits/{path}" for path in paths} <= {*placed, *spoken_of, *left_out}
    assert len(placed) == len(set(placed))


@QUICK
@given(name=st.text(max_size=30), siblings=st.integers(1, 500))
def test_every_name_has_a_title_and_an_id(name, siblings):
    read = read_name(name or "x", siblings=siblings)
    assert read.title
    assert slug(read.title)


@QUICK
@given(st.lists(st.text(alphabet="ab12٣/.é", max_size=6), max_size=6))
def test_the_natural_order_is_an_order(names):
    backwards = names[::-1]
    assert sorted(names, key=natural) == sorted(backwards, key=natural)
