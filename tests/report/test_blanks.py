import json

from asylum_packet.facts import BlankFact
from asylum_packet.law.editions import EDITIONS
from asylum_packet.report.blanks import blanks_json, blanks_text

KNOWN = next(edition for edition in EDITIONS if edition.is_known)
HERE = BlankFact(edition=KNOWN.printed, sha256="ab" * 32)


def test_without_a_blank_it_says_how_to_get_one():
    text = blanks_text((), EDITIONS)
    assert text.endswith("asylum-packet form install i-589.pdf")
    assert all(edition.printed in text for edition in EDITIONS)


def test_an_installed_blank_is_marked_and_no_advice_is_given():
    lines = blanks_text((HERE,), EDITIONS).splitlines()
    (line,) = [line for line in lines if line.startswith(KNOWN.printed)]
    assert line.split() == [KNOWN.printed, str(KNOWN.standing), "installed"]
    assert len(lines) == len(EDITIONS) + 1


def test_an_edition_nobody_has_measured_cannot_be_filled():
    unknown = next(edition for edition in EDITIONS if not edition.is_known)
    assert "cannot be filled" in blanks_text((), (unknown,))


def test_json_tells_what_is_installed_and_what_is_heard_of():
    read = json.loads(blanks_json((HERE,), EDITIONS))
    assert read["blanks"] == [{"edition": KNOWN.printed, "sha256": "ab" * 32, "verified": True}]
    assert [one["edition"] for one in read["editions"]] == [edition.printed for edition in EDITIONS]


def test_a_blank_that_was_accepted_unmeasured_is_marked():
    for edition in (KNOWN.printed, "02/03/33"):
        accepted = BlankFact(edition=edition, sha256="ab" * 32, verified=False)
        (line,) = [
            line for line in blanks_text((accepted,), EDITIONS).splitlines() if line.startswith(edition)
        ]
        assert line.endswith("installed, not verified: look at every filled page")
