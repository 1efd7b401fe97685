from asylum_packet.packet.slots import slots_for
from asylum_packet.papers.faults import faults
from asylum_packet.papers.press import Press
from asylum_packet.values import replace
from tests.support.papers_case import papers_case


def said(case):
    slots = slots_for(case, official=False, forms=len(case.applications))
    return [
        (one.source.file, one.source.line, one.message) for one in faults(Press(case), slots) if one.source
    ]


def with_texts(case, *words):
    return replace(
        case, brief=tuple(replace(text, text=new) for text, new in zip(case.brief, words, strict=False))
    )


def test_a_case_without_fault_says_nothing(tmp_path):
    assert said(papers_case(tmp_path)) == []


def test_every_unknown_name_of_every_text_is_said_at_once(tmp_path):
    facts = "# Facts\n\n{{ court.city }} {{ cuort.city }} {{ leed.name }}\n\n{{ attorny }}\n"
    case = with_texts(papers_case(tmp_path), facts, "# Argument\n\n{{ hearng }}\n")
    assert said(case) == [
        ("brief/01-facts.md", 3, "there is no 'cuort' to print"),
        ("brief/01-facts.md", 3, "there is no 'leed' to print"),
        ("brief/01-facts.md", 5, "there is no 'attorny' to print"),
        ("brief/02-argument.md", 3, "there is no 'hearng' to print"),
    ]


def test_templates_that_fail_are_said_beside_texts_that_fail(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "cover.md.j2").write_text("{{ nobody }}")
    case = with_texts(papers_case(tmp_path), "{{ nothing }}")
    assert {(file, message) for file, _, message in said(case)} == {
        ("templates/cover.md.j2", "there is no 'nobody' to print"),
        ("brief/01-facts.md", "there is no 'nothing' to print"),
    }


def test_a_block_that_is_not_closed_ends_the_search_in_its_text(tmp_path):
    case = with_texts(papers_case(tmp_path), "{% if lead %}\n\nwords\n")
    assert [file for file, _, _ in said(case)] == ["brief/01-facts.md"]
