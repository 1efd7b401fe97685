"""The list of authorities that a person proofs: places, pages, forms, standing, and what was not placed."""

import json

from asylum_packet.facts import AuthorityUse
from asylum_packet.findings import Finding, Severity, Source
from asylum_packet.report.authorities import authorities_json, authorities_text


def use(citation: str, key: str, page: int, form: str = "full", *, group: str = "Cases", line: int = 1):
    return AuthorityUse(
        key=key,
        citation=citation,
        group=group,
        form=form,
        text=citation if form == "full" else form.capitalize(),
        file="brief/argument.md",
        line=line,
        packet_page=page,
    )


ACOSTA = "Matter of Acosta, 19 I&N Dec. 211 (BIA 1985)"
ARCG = "Matter of A-R-C-G-, 26 I&N Dec. 388 (BIA 2014)"
USES = (
    use(ACOSTA, "19 I&N Dec. 211", 21, line=3),
    use(ACOSTA, "19 I&N Dec. 211", 22, "id.", line=9),
    use(ARCG, "26 I&N Dec. 388", 0),
    use("INA § 208", "INA 208", 21, group="Statutes"),
)
LOST = Finding(
    code="CITE-authority-unplaced",
    severity=Severity.WARNING,
    message="'Id. at 5' is not in the table of authorities: no authority stands before it",
    source=Source(file="brief/facts.md", line=4),
    fix="write which authority is meant",
)
OTHER = Finding(code="CITE-syntax", severity=Severity.ERROR, message="no")


def test_every_place_is_listed_below_its_authority():
    lines = authorities_text(USES, (LOST, OTHER)).splitlines()
    at = lines.index(f"{ACOSTA}  [21, 22]")
    assert lines[0] == "CASES"
    assert lines[at + 1].split()[:4] == ["brief/argument.md:3", "page", "21", "full"]
    assert lines[at + 2].split() == ["brief/argument.md:9", "page", "22", "id.", "Id."]
    assert "STATUTES" in lines


def test_what_was_overruled_says_so_and_names_what_to_see():
    (line,) = [one for one in authorities_text(USES, ()).splitlines() if "!" in one]
    assert "overruled, checked 2026-11-22" in line
    assert line.endswith("see Matter of S-S-F-M-, 29 I&N Dec. 207 (A.G. 2025)")


def test_what_was_not_placed_stands_at_the_end_with_its_fix():
    text = authorities_text(USES, (LOST, OTHER))
    assert "brief/facts.md:4  'Id. at 5'" in text
    assert text.endswith("4 places of 3 authorities, 1 not placed")


def test_five_pages_are_passim():
    text = authorities_text([use(ACOSTA, "19 I&N Dec. 211", page) for page in range(1, 6)], ())
    assert f"{ACOSTA}  [passim]" in text


def test_a_brief_without_authorities_says_so():
    assert authorities_text((), ()).startswith("no authorities")


def test_json_holds_the_same():
    read = json.loads(authorities_json(USES, (LOST, OTHER)))
    acosta, arcg, ina = read["authorities"]
    assert acosta["pages"] == [21, 22]
    assert acosta["standing"]["status"] == "good"
    assert [place["form"] for place in acosta["places"]] == ["full", "id."]
    assert arcg["standing"]["replaced_by"] == "29 I&N Dec. 207"
    assert arcg["places"][0]["page"] is None
    assert ina["standing"] is None
    assert read["unplaced"] == [
        {"file": "brief/facts.md", "line": 4, "message": LOST.message, "fix": LOST.fix}
    ]
