"""Silenced rules: one note with the reason, and nothing silenced by mistake."""

from asylum_packet.case.model import Settings
from asylum_packet.checks import with_settings
from asylum_packet.findings import Finding, Severity, Source
from asylum_packet.law.rules import finding

ORDER = "standing order of 2026-05-01"
BLANK = finding("I589-no-blanks", "one", source=Source(file="i589.yaml", line=3))
OTHER_BLANK = finding("I589-no-blanks", "two")
DAMAGED = Finding(code="FILE-damaged", severity=Severity.ERROR, message="it cannot be opened")


def silenced(*findings, **reasons):
    settings = Settings(silence={code.replace("_", "-"): reason for code, reason in reasons.items()})
    return with_settings(findings, settings)


def test_without_settings_findings_stay_as_they_are():
    assert with_settings((BLANK, DAMAGED), Settings()) == (BLANK, DAMAGED)


def test_a_silenced_rule_is_one_note_with_its_reason_where_it_first_stood():
    note, rest = silenced(BLANK, DAMAGED, OTHER_BLANK, I589_no_blanks=ORDER)
    assert (note.code, note.severity) == ("I589-no-blanks", Severity.NOTE)
    assert note.message == f"2 findings silenced: {ORDER}"
    assert note.source == BLANK.source
    assert rest == DAMAGED


def test_a_silenced_rule_with_nothing_to_say_says_nothing():
    assert silenced(DAMAGED, I589_no_blanks=ORDER) == (DAMAGED,)


def test_a_reason_that_is_no_reason_silences_nothing():
    found = silenced(BLANK, I589_no_blanks="  ")
    assert BLANK in found
    assert [one.code for one in found if one != BLANK] == ["CHECKS-no-reason"]


def test_an_unknown_id_is_an_error_that_names_the_nearest_rule():
    (fault,) = silenced(I589_noblanks=ORDER)
    assert (fault.code, fault.severity) == ("CHECKS-unknown-rule", Severity.ERROR)
    assert "did you mean I589-no-blanks?" in fault.fix
    assert fault.source == Source(file="case.yaml", field="settings.silence.I589-noblanks")


def test_a_file_that_cannot_be_read_is_not_silenced():
    found = silenced(DAMAGED, FILE_damaged=ORDER)
    assert DAMAGED in found
    assert [one.code for one in found if one != DAMAGED] == ["CHECKS-unknown-rule"]


def weighed(*findings, to="warning", reason=ORDER, code="I589-no-blanks"):
    return with_settings(findings, Settings(severity={code: {"to": to, "reason": reason}}))


def test_a_rule_weighs_what_the_settings_say_and_prints_why():
    first, rest, second = weighed(BLANK, DAMAGED, OTHER_BLANK)
    assert [one.severity for one in (first, second)] == [Severity.WARNING] * 2
    assert first.message == f"one (a warning here: {ORDER})"
    assert (first.source, first.authority) == (BLANK.source, BLANK.authority)
    assert rest == DAMAGED


def test_a_weight_it_has_already_changes_no_word():
    assert weighed(BLANK, to="error") == (BLANK,)


def test_a_warning_can_become_an_error():
    note = finding("I589-no-blanks", "small", severity=Severity.WARNING)
    assert weighed(note, to="error")[0].severity is Severity.ERROR


def test_a_weight_without_a_reason_or_without_a_rule_changes_nothing():
    assert [one.code for one in weighed(BLANK, reason=" ")] == ["I589-no-blanks", "CHECKS-no-reason"]
    assert weighed(BLANK, reason=" ")[0] == BLANK
    kept, fault = weighed(DAMAGED, code="FILE-damaged")
    assert (kept, fault.code) == (DAMAGED, "CHECKS-unknown-rule")
    assert fault.source.field == "settings.severity.FILE-damaged"


def test_what_is_silenced_stays_silent_whatever_it_weighs():
    settings = Settings(
        silence={"I589-no-blanks": ORDER}, severity={"I589-no-blanks": {"to": "error", "reason": ORDER}}
    )
    (note,) = with_settings((BLANK,), settings)
    assert (note.severity, note.message) == (Severity.NOTE, f"1 finding silenced: {ORDER}")
