"""case.yaml: every kind of finding, with its place, its words and its remedy."""

import datetime as dt

import pytest

from asylum_packet.case.reading import read_case
from asylum_packet.errors import CaseFileError, ExitCode
from tests.case.folders import CASE, findings, lines, make, read


def only(found):
    """Give the one line that was found."""
    (line,) = lines(found)
    return line


def test_the_smallest_case_reads(tmp_path):
    case = read(tmp_path)
    assert case.folder == tmp_path.resolve()
    assert [person.name.full for person in case.respondents] == ["Marta Elena Reyes", "Daniel Reyes"]
    assert case.lead.a_number == "212345678"
    assert case.submissions == ()
    assert (case.warnings, case.left_out, case.applications, case.tabs) == ((), (), (), ())


def test_every_key_reads(tmp_path):
    case = read(
        tmp_path,
        {"papers/receipt.pdf": "x"},
        case=CASE.replace("state: MD}", "state: MD, judge: Hon. A. Example, detained: yes}")
        + "hearing: {kind: Master, date: 3/10/2027, time: 9:00 AM}\n"
        + "filings_due: 2027-02-08\n"
        + "filing: {date: 2027-02-01, submissions: [Brief], first_page: 12, first_tab: d}\n"
        + "service: {method: MAIL, date: 2027-02-01, address: 1 Main St, server: A. Example}\n"
        + "fee_receipt: papers/receipt.pdf\n"
        + "settings: {silence: {SOME-RULE: standing order}, severity: {A-RULE: {to: Error, reason: ours}}}\n",
    )
    assert case.court.is_detained
    assert (case.hearing.kind, case.hearing.date) == ("master", dt.date(2027, 3, 10))
    assert (case.filing.submissions, case.filing.first_page, case.filing.first_tab) == (("brief",), 12, "D")
    assert case.service.method == "mail"
    assert case.fee_receipt == "papers/receipt.pdf"
    assert case.settings.silence == {"SOME-RULE": "standing order"}
    assert (case.settings.severity["A-RULE"].to, case.settings.severity["A-RULE"].reason) == ("error", "ours")


def test_another_weight_needs_a_word_we_know_and_a_reason(tmp_path):
    found = findings(tmp_path, case=CASE + "settings: {severity: {A-RULE: {to: fatal}}}\n")
    assert [(one.source.field, one.fix) for one in found] == [
        ("settings.severity.A-RULE.reason", "type reason: ..."),
        ("settings.severity.A-RULE.to", "type error, warning or note"),
    ]


def test_a_key_without_a_value_counts_as_left_out(tmp_path):
    case = read(
        tmp_path, case=CASE + "hearing:\n  date:\nfilings_due:\nfiling: {first_page: }\nservice: {}\n"
    )
    assert (case.hearing, case.filings_due, case.filing.first_page) == (None, None, 1)


def test_every_key_knows_its_place(tmp_path):
    case = read(tmp_path)
    assert str(case.at("respondents[1].a_number")) == "case.yaml:6:15"
    assert str(case.at("respondents[1].language")) == "case.yaml:5:5"
    assert str(case.at("court.city")) == "case.yaml:1:15"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (
            "filling: {}\n",
            "case.yaml:8:1 CASE-unknown-key [filling] 'filling' is not a key of case.yaml"
            " | did you mean filing?",
        ),
        (
            "jugde: x\n",
            "case.yaml:8:1 CASE-unknown-key [jugde] 'jugde' is not a key of case.yaml | "
            "did you mean court.judge?",
        ),
        (
            "service: {methode: ecas}\n",
            "case.yaml:8:11 CASE-unknown-key [service.methode] 'methode' is not a key of service | "
            "did you mean method?",
        ),
        (
            "service: {xyzzy: 1}\n",
            "case.yaml:8:11 CASE-unknown-key [service.xyzzy] 'xyzzy' is not a key of service | "
            "its keys are method, date, address, server",
        ),
        (
            "court: {}\n",
            "case.yaml:8:1 CASE-duplicate-key [court] 'court' is already on line 1 | "
            "keep one of the two and delete the other",
        ),
        (
            "filings_due: 2027-02-30\n",
            "case.yaml:8:14 CASE-wrong-value [filings_due] "
            "the value of 'filings_due' is not a day in the calendar | "
            "type a date such as 2027-03-10 or 03/10/2027",
        ),
        (
            "filings_due: soon\n",
            "case.yaml:8:14 CASE-wrong-value [filings_due] the value of 'filings_due' is not a date | "
            "type a date such as 2027-03-10 or 03/10/2027",
        ),
        (
            "filings_due: [2027-02-01]\n",
            "case.yaml:8:14 CASE-wrong-type [filings_due] 'filings_due' takes one text, not a list | "
            "write the text behind the colon, in quotes where it starts with [ or {",
        ),
        (
            "hearing: tomorrow\n",
            "case.yaml:8:10 CASE-wrong-type [hearing] "
            "'hearing' is made of keys with their values, not one text | "
            "write each key in a line of its own, such as kind:, date:, time:",
        ),
        (
            "hearing: {kind: masters}\n",
            "case.yaml:8:17 CASE-wrong-value [hearing.kind] the value of 'kind' is none of its choices | "
            "type individual or master",
        ),
        (
            "filing: {submissions: brief}\n",
            "case.yaml:8:23 CASE-wrong-type [filing.submissions] 'submissions' is a list, not one text | "
            "start each of its rows with '- ', or write [] for none",
        ),
        (
            "filing: {submissions: [brief, exhibit]}\n",
            "case.yaml:8:31 CASE-wrong-value [filing.submissions[1]] "
            "row 2 of submissions is none of its choices | "
            "type application, brief, exhibits, witnesses or motions",
        ),
        (
            "filing: {first_page: 0}\n",
            "case.yaml:8:22 CASE-wrong-value [filing.first_page] "
            "the value of 'first_page' is not a page number | "
            "type a whole number from 1 to 99999",
        ),
        (
            "filing: {first_page: one}\n",
            "case.yaml:8:22 CASE-wrong-value [filing.first_page] "
            "the value of 'first_page' is not a page number | "
            "type a whole number from 1 to 99999",
        ),
        (
            "filing: {first_tab: AB}\n",
            "case.yaml:8:21 CASE-wrong-value [filing.first_tab] "
            "the value of 'first_tab' is not a tab letter | "
            "type A to Z, then AA, BB, CC",
        ),
        (
            "settings: {silence: {A-RULE: }}\n",
            "case.yaml:8:22 CASE-missing-key [settings.silence] A-RULE is silenced without a reason | "
            "write the reason after the colon; it is printed with the findings",
        ),
        (
            "fee_receipt: papers/fee.pdf\n",
            "case.yaml:8:14 CASE-missing-file [fee_receipt] there is no file papers/fee.pdf | "
            "check the name, or put the file there",
        ),
        (
            "fee_receipt: ../fee.pdf\n",
            "case.yaml:8:14 CASE-path-outside [fee_receipt] the path leaves the case folder | "
            "copy the file into the case folder and write its path from there",
        ),
        (
            "fee_receipt: papers/../../fee.pdf\n",
            "case.yaml:8:14 CASE-path-outside [fee_receipt] the path leaves the case folder | "
            "copy the file into the case folder and write its path from there",
        ),
        (
            "fee_receipt: /etc/hostname\n",
            "case.yaml:8:14 CASE-path-outside [fee_receipt] the path does not start in the case folder | "
            "copy the file into the case folder and write its path from there",
        ),
        (
            "fee_receipt: C:/fee.pdf\n",
            "case.yaml:8:14 CASE-path-outside [fee_receipt] the path does not start in the case folder | "
            "copy the file into the case folder and write its path from there",
        ),
        (
            "fee_receipt: papers\\fee.pdf\n",
            "case.yaml:8:14 CASE-path-style [fee_receipt] the path is written with backslashes | "
            "write / for each \\",
        ),
        (
            "a: b: c\n",
            "case.yaml:8:5 CASE-syntax [] a second colon on the line | put the value in quotes",
        ),
    ],
)
def test_a_finding_in_case_yaml(tmp_path, more, expected):
    assert only(findings(tmp_path, case=CASE + more)) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "212-345-678",
            "12345",
            "case.yaml:4:15 CASE-wrong-value [respondents[0].a_number] "
            "the value of 'a_number' is not an A-number | "
            "type its 8 or 9 digits, such as 212-345-678",
        ),
        (
            "{first: Marta, middle: Elena, last: Reyes}",
            "Marta Reyes",
            "case.yaml:3:11 CASE-wrong-type [respondents[0].name] 'name' is made of keys with their values, "
            "not one text | write each key in a line of its own, such as first:, middle:, last:",
        ),
        (
            "{first: Marta, middle: Elena, last: Reyes}",
            "{first: Marta}",
            "case.yaml:3:11 CASE-missing-key [respondents[0].name.last] 'last' is missing | "
            "type last: and the family name",
        ),
        (
            "    a_number: 212-345-678\n",
            "    a_number:\n",
            "case.yaml:4:5 CASE-missing-key [respondents[0].a_number] 'a_number' has no value | "
            "type a_number: and its 8 or 9 digits",
        ),
        (
            "attorney: {name: Ana Ejemplo}\n",
            "",
            "case.yaml:1:1 CASE-missing-key [attorney] 'attorney' is missing | "
            "type attorney: {name: ...}, or use a firm file with --firm",
        ),
        (
            "court: {city: Baltimore, state: MD}",
            "court: {city: Baltimore}",
            "case.yaml:1:8 CASE-missing-key [court.state] 'state' is missing | type state: MD",
        ),
    ],
)
def test_a_finding_about_the_people(tmp_path, old, new, expected):
    assert only(findings(tmp_path, case=CASE.replace(old, new))) == expected


def test_respondents_must_be_a_list_with_somebody_in_it(tmp_path):
    start = CASE.partition("respondents")[0]
    end = "attorney: {name: Ana Ejemplo}\n"
    assert "'respondents' is a list, not keys" in only(
        findings(tmp_path, case=start + "respondents:\n  name: {last: Reyes}\n" + end)
    )
    assert "'respondents' has no value" in only(findings(tmp_path, case=start + "respondents: []\n" + end))


@pytest.mark.parametrize("text", ["hello", "- a\n- b\n"])
def test_a_case_file_without_keys_is_told_so(tmp_path, text):
    assert "CASE-wrong-type [] 'case.yaml' is made of keys" in only(findings(tmp_path, case=text))


def test_an_empty_case_file_lacks_its_three_keys(tmp_path):
    found = findings(tmp_path, case="")
    assert [f.source.field for f in found] == ["attorney", "court", "respondents"]


def test_a_case_file_with_another_name_is_recognised(tmp_path):
    found = findings(tmp_path, {"case.yml": CASE}, case=None)
    assert lines(found)[0] == (
        "case.yaml CASE-missing-file [] the folder has no case.yaml | rename case.yml to case.yaml"
    )


def test_a_misspelt_paper_is_recognised(tmp_path):
    found = findings(
        tmp_path, {"papers/fee-receipt.pdf": "x"}, case=CASE + "fee_receipt: papers/fee-reciept.pdf\n"
    )
    assert found[0].fix == "did you mean papers/fee-receipt.pdf?"


def test_a_file_in_another_encoding_is_told_with_its_place(tmp_path):
    text = CASE.replace("Marta", "Mártá").encode("latin-1")
    assert only(findings(tmp_path, case=text)).startswith("case.yaml:3:20 CASE-encoding")


def test_all_findings_of_all_files_come_at_once(tmp_path):
    with pytest.raises(CaseFileError) as caught:
        read(
            tmp_path,
            {
                "i589.yaml": "aplicant: {}\n",
                "exhibits.yaml": "nothing.pdf: {tab: 1}\n",
                "exhibits/a - translation.pdf": "x",
                "brief/facts.md": b"\xff",
                "declaration.md": "<!-- open",
            },
            case=CASE + "jugde: x\n",
        )
    files = {finding.source.file for finding in caught.value.findings}
    assert files == {
        "case.yaml",
        "i589.yaml",
        "exhibits.yaml",
        "exhibits/a - translation.pdf",
        "brief/facts.md",
        "declaration.md",
    }
    assert caught.value.exit_code is ExitCode.CASE_FILE
    assert caught.value.message == "7 errors stand in the case folder"


def test_no_finding_repeats_what_was_answered(tmp_path):
    secret = "Zyxwvut"
    text = CASE.replace("Baltimore", f"{{a: {secret}}}").replace("212-345-678", secret)
    more = (
        f"hearing: {{kind: {secret}, date: {secret}}}\nservice: {secret}\nfiling: {{first_page: {secret}}}\n"
    )
    answers = f"applicant: {{sex: {secret}, dob: 1/{secret}, residence: {secret}}}\nchildren: {secret}\n"
    found = findings(tmp_path, {"i589.yaml": answers}, case=text + more)
    assert len(found) >= 8
    assert not any(secret in line for line in lines(found))


@pytest.mark.parametrize("name", ["nowhere", "file.txt"])
def test_a_folder_that_is_none_is_told_so(tmp_path, name):
    (tmp_path / "file.txt").write_text("x")
    with pytest.raises(CaseFileError) as caught:
        read_case(tmp_path / name)
    assert (caught.value.findings, caught.value.source) == (
        (),
        None,
    )  # it is told once, and not as a file in itself
    assert caught.value.message.startswith("there is no folder ")
    assert "asylum-packet new" in caught.value.fix


def test_reading_changes_nothing_and_gives_the_same_twice(tmp_path):
    make(tmp_path, {"i589.yaml": "applicant: {sex: m}\n", "exhibits/a.pdf": "x"})
    before = sorted(path for path in tmp_path.rglob("*"))
    assert read_case(tmp_path) == read_case(tmp_path)
    assert sorted(path for path in tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "court:\n  city: Baltimore\n  state: MD\n  judge: Hon. Example\n    detained yes\n",
            "case.yaml:6:5 CASE-missing-colon [court.judge] 'detained' has no colon here, and was read as "
            "part of 'judge' | write 'detained: ', or put the text of 'judge' in quotes",
        ),
        ("court:\n  city: Baltimore\n  state: MD\n  judge: Hon. Example\n    of Example\n", None),
        ('court:\n  city: Baltimore\n  state: MD\n  judge: "Hon. Example\n    detained"\n', None),
    ],
)
def test_a_key_that_lost_its_colon_is_not_swallowed_by_the_value_above(tmp_path, text, expected):
    people = CASE.partition("\n")[2]
    found = lines(findings(tmp_path, case="filings_due:\n" + text + people))
    assert found == ([expected] if expected else [])
