import json

import pytest

from asylum_packet.errors import ExhibitError, TemplateError
from asylum_packet.findings import Finding, Severity, Source
from asylum_packet.report.errors import error_text
from asylum_packet.report.findings import finding_text, findings_json, findings_text, grouped_text, summary
from asylum_packet.values import replace

ERROR = Finding(
    code="CASE-DATE",
    severity=Severity.ERROR,
    message="not a date",
    source=Source(file="case.yaml", line=7, column=3, field="hearing.date"),
    fix="type a date such as 2027-03-10",
    authority="ICPM 3.1(b)",
)
WARNING = Finding(
    code="UNCITED", severity=Severity.WARNING, message="never cited", source=Source(file="exhibits/b.pdf")
)
NOTE = Finding(code="N-1", severity=Severity.NOTE, message="no brief")


def test_a_finding_reads_place_weight_field_message_code_then_fix_and_authority():
    assert finding_text(ERROR, folder="cases/reyes/") == (
        "cases/reyes/case.yaml:7:3: error: hearing.date: not a date [CASE-DATE]\n"
        "    fix: type a date such as 2027-03-10\n"
        "    see: ICPM 3.1(b)"
    )


def test_a_finding_without_a_line_names_the_file_alone():
    assert finding_text(WARNING) == "exhibits/b.pdf: warning: never cited [UNCITED]"


def test_a_finding_about_nothing_in_particular_starts_with_its_weight():
    assert finding_text(NOTE, folder="reyes") == "note: no brief [N-1]"


def test_the_current_folder_is_not_written_before_a_file():
    assert finding_text(WARNING, folder=".").startswith("exhibits/b.pdf: ")


def test_findings_come_by_file_and_end_with_a_count():
    lines = findings_text([WARNING, ERROR, NOTE, ERROR]).splitlines()
    assert [line for line in lines if not line.startswith(" ")] == [
        "note: no brief [N-1]",
        "case.yaml:7:3: error: hearing.date: not a date [CASE-DATE]",
        "exhibits/b.pdf: warning: never cited [UNCITED]",
        "1 error, 1 warning, 1 note",
    ]


def test_no_findings_is_said():
    assert findings_text([]) == "no findings"


def test_the_summary_counts_in_order_of_weight():
    assert summary([NOTE, WARNING, WARNING]) == "2 warnings, 1 note"


def test_groups_put_errors_first_and_leave_out_empty_headings():
    text = grouped_text([NOTE, ERROR])
    assert text.index("Errors:") < text.index("CASE-DATE") < text.index("Notes") < text.index("N-1")
    assert "Warnings" not in text


def _alike(count: int, severity: Severity = Severity.WARNING) -> list[Finding]:
    """Make findings that one fix would mend."""
    return [
        Finding(
            code=f"BRIEF-{number}",
            severity=severity,
            message=f"does not speak of {number}",
            source=Source(file="brief/argument.md"),
            fix="add it",
            authority="ICPM 4.19" if number % 2 else "ICPM 4.20",
        )
        for number in range(count)
    ]


UNSIGNED = Finding(
    code="SIGN", severity=Severity.WARNING, message="unsigned", source=Source(file="signed/a.pdf"), fix="sign"
)


def test_what_one_fix_would_mend_in_one_file_comes_together_with_the_fix_once():
    text = findings_text([*_alike(3), UNSIGNED])
    assert text.count("fix of these 3: add it") == 1
    assert text.count("see: ICPM 4.20; ICPM 4.19") == 1
    assert all(f"does not speak of {number} [BRIEF-{number}]" in text for number in range(3))
    assert "    fix: sign" in text


def test_a_check_tells_all_of_a_long_run():
    assert all(f"[BRIEF-{number}]" in findings_text(_alike(11)) for number in range(11))


def test_a_long_run_of_warnings_comes_behind_the_others_and_is_told_by_its_first_ones():
    text = grouped_text([*_alike(11), UNSIGNED])
    assert text.index("unsigned") < text.index("BRIEF-0")
    assert "and 7 more like these" in text
    assert "BRIEF-5" not in text


def test_every_error_is_told_however_many_there_are():
    assert all(f"[BRIEF-{n}]" in grouped_text(_alike(11, Severity.ERROR)) for n in range(11))


def test_json_holds_every_part_of_a_finding_and_the_counts():
    read = json.loads(findings_json([NOTE, ERROR]))
    assert read["errors"] == 1
    assert read["warnings"] == 0
    assert read["notes"] == 1
    assert read["findings"][0]["source"] is None
    assert read["findings"][1] == {
        "code": "CASE-DATE",
        "severity": "error",
        "message": "not a date",
        "source": {"file": "case.yaml", "line": 7, "column": 3, "field": "hearing.date"},
        "fix": "type a date such as 2027-03-10",
        "authority": "ICPM 3.1(b)",
    }


def test_an_error_prints_its_findings_its_place_and_its_fix():
    error = ExhibitError(
        "needs a password",
        fix="save a copy without one",
        source=Source(file="exhibits/a.pdf"),
        findings=(WARNING, NOTE),
    )
    assert error_text(error, folder="reyes") == (
        "reyes/exhibits/b.pdf: warning: never cited [UNCITED]\n"
        "1 warning\n"
        "reyes/exhibits/a.pdf: error: needs a password\n"
        "    fix: save a copy without one"
    )


def test_a_template_of_ours_is_not_looked_for_in_the_case_folder():
    error = TemplateError(
        "built-in/cover.md.j2:4: no name", source=Source(file="built-in/cover.md.j2", line=4)
    )
    assert error_text(error, folder="reyes") == "built-in/cover.md.j2:4: error: no name"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (Source(file="i589.yaml", field="employment[0].from"), "from in row 1 of employment"),
        (Source(file="i589.yaml", field="children[1]"), "row 2 of children"),
        (Source(file="case.yaml", field="respondents[0].name.first"), "name.first in row 1 of respondents"),
        (Source(file="case.yaml", field="hearing.date"), "hearing.date"),
        (Source(file="exhibits.yaml", field="photographs[2].file"), "file in row 3 of photographs"),
        (Source(file="exhibits.yaml", field="photo[1].jpg.pages"), "photo[1].jpg.pages"),
    ],
)
def test_rows_are_counted_as_people_count(source, said):
    assert source.spoken == said
    assert f" {said}: " in finding_text(replace(ERROR, source=source))


def test_a_long_list_of_authorities_folds():
    authority = "; ".join(f"8 CFR 1003.{number}(a)" for number in range(60))
    lines = finding_text(replace(ERROR, authority=authority)).splitlines()
    assert max(map(len, lines[2:])) <= 110
    assert " ".join(line.strip() for line in lines[2:]) == f"see: {authority}"
