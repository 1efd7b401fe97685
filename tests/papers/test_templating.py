"""Templates: where they are found, how names print, what a hostile one is refused, and where errors point."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from asylum_packet.errors import TemplateError
from asylum_packet.findings import Source
from asylum_packet.papers import grammar
from asylum_packet.papers.templating import Templates, built_in_names, escape
from tests.support.papers_case import papers_case

CONTEXT: Mapping[str, object] = {
    "lead": {"name": "Marta Reyes", "title": "x"},
    "people": [{"name": "A"}, {"name": "B"}],
    "rows": list(range(50)),
}


def templates(folder: Path, texts: Mapping[str, str], *, firm: Path | None = None) -> Templates:
    return Templates(papers_case(folder, firm_templates=firm), texts)


def rendered(text: str, folder: Path = Path("/nowhere")) -> str:
    return templates(folder, {"brief/a.md": text}).render("brief/a.md", CONTEXT).text


def plain(markdown: str) -> str:
    """Give what Markdown prints, without its style."""

    def walk(node):
        yield node
        for child in node.children:
            yield from walk(child)

    root = grammar.parse(markdown).root
    return " ".join(node.content for node in walk(root) if node.type in {"text", "code_inline", "html_block"})


@pytest.mark.parametrize(
    "name",
    [
        "*Smith* & Sons",
        "#1",
        "1. First",
        "- dash",
        "+ plus",
        "a_b_c __d__",
        "[@police-report 3]",
        "[link](http://example.org)",
        "![picture](x.png)",
        "<b>bold</b> <!-- no -->",
        "&amp; &lt;",
        "`code` ~~~ ```",
        "a | b | c",
        "::: box",
        "back\\slash \\*",
        "> quote",
        "===",
        "[^1]: note",
        "^[inline note]",
        "[____]",
        "{{ lead.name }} {% raw %}",
        "http://example.org/a_b",
        "{-}",
    ],
)
def test_a_name_prints_as_it_was_typed(name: str) -> None:
    assert plain(escape(name)) == name
    assert plain(f"| {escape(name)} |\n|---|\n| x |\n").split(" x")[0] == name


def test_line_ends_in_a_value_do_not_make_paragraphs() -> None:
    assert escape("a\n\n    b\n# c") == "a b \\# c"


def test_a_value_is_escaped_wherever_a_template_prints_it(tmp_path: Path) -> None:
    context = {"name": "*A*", "list": ["*B*"]}
    source = (
        "{% macro m(x) %}**{{ x }}**{% endmacro %}{{ name }} {{ m(name) }} {{ m(name) ~ name }} "
        "{{ name ~ name }} {{ name|upper }} {% set y %}_{{ name }}_{% endset %}{{ y }} "
        "{% for l in list %}{{ l }}{% endfor %}"
    )
    text = templates(tmp_path, {"brief/a.md": source}).render("brief/a.md", context).text
    assert text == r"\*A\* **\*A\*** **\*A\***\*A\* \*A\*\*A\* \*A\* _\*A\*_ \*B\*"


def test_case_wins_over_firm_and_firm_over_ours(tmp_path: Path) -> None:
    case, firm = tmp_path / "case", tmp_path / "firm"
    for folder in (case / "templates", firm):
        folder.mkdir(parents=True)
    (case / "templates" / "a.j2").write_text("case")
    (firm / "a.j2").write_text("firm")
    (firm / "b.j2").write_text("firm")
    (firm / "cover.md.j2").write_text("firm's cover")
    made = templates(case, {}, firm=firm)
    assert [made.render(name, {}).text for name in ("a.j2", "b.j2", "cover.md.j2")] == [
        "case",
        "firm",
        "firm's cover",
    ]


def test_an_override_can_extend_ours_block_by_block(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    override = '{% extends "built-in/tab-sheet.md.j2" %}'
    (tmp_path / "templates" / "tab-sheet.md.j2").write_text(override)
    tab = {"label": "A", "title": "T", "pages": "5", "alone": True, "documents": []}
    made = templates(tmp_path, {})
    assert "# T" not in made.render("tab-sheet.md.j2", {"tab": tab}).text
    (tmp_path / "templates" / "service.md.j2").write_text(
        '{% extends "built-in/proof-of-service.md.j2" %}{% block text %}Served by hand.{% endblock %}'
    )
    context = {"respondents": [], "service": {"server": "", "date": ""}, "submission": {"name": "brief"}}
    text = made.render("service.md.j2", context).text
    assert "Served by hand." in text
    assert "PROOF OF SERVICE" in text
    assert "ECAS" not in text


def test_a_template_that_leads_out_of_its_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "case" / "templates"
    folder.mkdir(parents=True)
    (folder / "cover.md.j2").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(TemplateError, match="leads out of its folder"):
        templates(tmp_path / "case", {}).render("cover.md.j2", {})


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/passwd", "a/../../secret.txt", "./x", ""])
def test_a_name_cannot_climb_out_of_the_folder(name: str, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "case" / "templates").mkdir(parents=True)
    made = templates(tmp_path / "case", {"brief/a.md": f'{{% include "{name}" %}}'})
    with pytest.raises(TemplateError, match="no template"):
        made.render("brief/a.md", {})


def test_a_template_that_is_too_large_or_no_text_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "large.j2").write_bytes(b"x" * 600_000)
    (folder / "binary.j2").write_bytes(b"\xff\xfe\x00x")
    made = templates(tmp_path, {})
    with pytest.raises(TemplateError, match="larger than 512 kB"):
        made.render("large.j2", {})
    with pytest.raises(TemplateError, match="cannot be read as text"):
        made.render("binary.j2", {})


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ lead.__class__ }}",
        "{{ lead['__class__'] }}",
        "{{ lead|attr('__class__') }}",
        "{{ lead|map(attribute='__class__')|list }}",
        "{{ people|map(attribute='name.__class__')|list }}",
        "{{ self.__init__.__globals__ }}",
        "{{ blank.__globals__ }}",
        "{{ range.__self__ }}",
        "{{ cycler.__init__.__globals__.os }}",
        "{{ namespace.__init__.__globals__ }}",
        "{{ '{0.__class__}'.format(lead) }}",
        "{{ '{:>999999999}'.format(1) }}",
        "{{ 'x'.ljust(999999999) }}",
        "{{ 'x' * 999999999 }}",
        "{{ [0] * 999999999 }}",
        "{{ 10 ** 999999999 }}",
        "{{ '%0999999999d' % 1 }}",
        "{{ 'x'|center(999999999) }}",
        "{{ 'a'|replace('a', 'b' * 10) }}",
        "{{ lipsum(99999) }}",
        "{{ lead.update({'name': 'x'}) }}",
        "{{ people.append(1) }}",
        "{{ loop.__class__ }}",
        "{{ caller.__code__ }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{% for i in rows recursive %}{{ loop(rows) }}{% endfor %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    ],
)
def test_an_escape_from_the_sandbox_is_refused(attack: str) -> None:
    with pytest.raises(TemplateError):
        rendered(attack)


@pytest.mark.parametrize(
    "attack",
    [
        "{% for a in range(9999) %}{% for b in range(9999) %}{% set x = 1 %}{% endfor %}{% endfor %}",
        "{% for a in range(999999999) %}x{% endfor %}",
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(40) }}",
        "{% set n = namespace(x='xxxx') %}{% for a in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
        "{% set n = namespace(x='xxxx') %}{% for a in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}",
        "{% set n = namespace(x=[1]) %}{% for a in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}",
        "{% set n = namespace(x='x') %}{% for a in range(60) %}{% set n.x = [n.x, n.x]|join %}{% endfor %}",
        "{% set x %}{% for a in range(9999) %}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx{% endfor %}{% endset %}"
        "{% for a in range(9999) %}{{ x }}{% endfor %}",
        "{% for a in range(100000) %}{{ rows|sort|reverse|list|length }}{% endfor %}",
    ],
)
def test_a_template_that_would_never_end_is_stopped_soon(attack: str) -> None:
    began = time.process_time()
    with pytest.raises(TemplateError):
        rendered(attack)
    assert time.process_time() - began < 5.0


def test_what_briefs_do_is_allowed() -> None:
    text = rendered(
        "{% set n = namespace(count=0) %}{% for p in people %}{% set n.count = n.count + 1 %}{{ loop.index }}"
        "{{ p.name|lower }}{{ ', ' if not loop.last }}{% endfor %} {{ n.count }} {{ lead.name.upper() }} "
        "{{ lead.get('none', '-') }} {{ people|map(attribute='name')|join(' and ') }} {{ 7 // 2 }} "
        "{{ 'a' in 'abc' }}"
    )
    assert text == r"1a\, 2b 2 MARTA REYES \- A and B 3 True"


def test_an_unknown_name_says_where_and_what_was_meant(tmp_path: Path) -> None:
    made = templates(tmp_path, {"brief/a.md": "one\n\n{{ lead.nam }}\n"})
    with pytest.raises(TemplateError) as caught:
        made.render("brief/a.md", CONTEXT)
    assert caught.value.source == Source(file="brief/a.md", line=3)
    assert "'nam'" in caught.value.message
    assert caught.value.fix == "did you mean 'name'?"


def test_an_unknown_name_at_the_top_is_looked_up_among_all_names(tmp_path: Path) -> None:
    made = templates(tmp_path, {"brief/a.md": "{{ leed.name }}"})
    with pytest.raises(TemplateError) as caught:
        made.render("brief/a.md", CONTEXT)
    assert caught.value.fix == "did you mean 'lead'?"


def test_an_ill_formed_template_says_where(tmp_path: Path) -> None:
    made = templates(tmp_path, {"brief/a.md": "one\n{% if lead %}\nthree\n"})
    with pytest.raises(TemplateError) as caught:
        made.render("brief/a.md", CONTEXT)
    assert caught.value.source is not None
    assert caught.value.source.file == "brief/a.md"
    assert caught.value.source.line >= 2


def test_an_error_in_an_included_file_names_that_file(tmp_path: Path) -> None:
    made = templates(
        tmp_path, {"brief/a.md": '\n{% include "brief/b.md" %}', "brief/b.md": "\n\n\n{{ oops }}"}
    )
    with pytest.raises(TemplateError) as caught:
        made.render("brief/a.md", CONTEXT)
    assert caught.value.source == Source(file="brief/b.md", line=4)


def test_no_message_holds_a_value_of_the_case(tmp_path: Path) -> None:
    made = templates(tmp_path, {"brief/a.md": "{{ lead.name + 1 }}"})
    with pytest.raises(TemplateError) as caught:
        made.render("brief/a.md", CONTEXT)
    assert "Marta" not in f"{caught.value.message}{caught.value.fix}"


def test_lines_are_known_through_loops_conditions_and_includes(tmp_path: Path) -> None:
    source = (
        "first\n{% for p in people %}\nrow {{ p.name }}\n\n{% if p.name == 'B' %}\nonly B\n{% endif %}\n"
        "{% endfor %}\nlast\n"
    )
    outer = "head\n\n{% include 'brief/a.md' %}\nfoot\n"
    made = templates(tmp_path, {"brief/a.md": source, "brief/o.md": outer})
    traced = made.render("brief/o.md", CONTEXT)
    lines = traced.text.split("\n")
    known = {(text, str(traced.origins[n])) for n, text in enumerate(lines) if text.strip()}
    assert known == {
        ("head", "brief/o.md:1"),
        ("first", "brief/a.md:1"),
        ("row A", "brief/a.md:3"),
        ("row B", "brief/a.md:3"),
        ("only B", "brief/a.md:6"),
        ("last", "brief/a.md:9"),
        ("foot", "brief/o.md:4"),
    }


def test_a_text_cannot_pretend_to_be_a_line_mark(tmp_path: Path) -> None:
    forged = "\ufde0\ufdd0\ufde1\ufdd9\ufde2"
    made = templates(tmp_path, {"brief/a.md": f"one {forged}\n{{{{ x }}}}\n"})
    traced = made.render("brief/a.md", {"x": f"two {forged}"})
    assert traced.text == "one \ntwo \n"
    assert [str(origin) for origin in traced.origins[:2]] == ["brief/a.md:1", "brief/a.md:2"]


def test_every_template_of_ours_is_listed() -> None:
    names = {
        "answer-sheet.md.j2",
        "brief.md.j2",
        "certificate-of-interpretation.md.j2",
        "certificate-of-translation.md.j2",
        "changes.md.j2",
        "cover.md.j2",
        "declaration.md.j2",
        "exhibit-index.md.j2",
        "proof-of-service.md.j2",
        "reading-sheet.md.j2",
        "tab-sheet.md.j2",
        "witness-list.md.j2",
        "criminal-history.md.j2",
        "corroboration.md.j2",
        "motion.md.j2",
        "proposed-order.md.j2",
        "signature-block.md.j2",
        "standards/nexus.md.j2",
    }
    assert names <= set(built_in_names())
    assert list(built_in_names()) == sorted(built_in_names())


def test_a_text_set_from_an_empty_value_is_empty() -> None:
    source = "{% set note %}{{ lead.none|default('') }}{% endset %}{{ 'full' if note else 'empty' }}"
    assert rendered(source) == "empty"


def test_a_list_is_not_printed_as_code() -> None:
    with pytest.raises(TemplateError, match="cannot be printed"):
        rendered("{{ people }}")


EXTENDS = '{% extends "built-in/cover.md.j2" %}\n'


@pytest.mark.parametrize(
    ("text", "line", "message", "fix"),
    [
        (
            f"{EXTENDS}{{% block titel %}}x{{% endblock %}}",
            2,
            "has no block 'titel'",
            "did you mean 'title'?",
        ),
        (
            f"{EXTENDS}{{% block zzz %}}x{{% endblock %}}",
            2,
            "has no block 'zzz'",
            "blocks there are: caption",
        ),
        (f"{EXTENDS}\n\nsome words\n", 4, "outside every block", "put it into one of its blocks"),
        (f"{EXTENDS}{{{{ lead.name }}}}", 2, "outside every block", "put it into one of its blocks"),
    ],
)
def test_what_an_extending_template_would_lose_is_an_error(
    text: str, line: int, message: str, fix: str, tmp_path: Path
) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "cover.md.j2").write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError, match=message) as caught:
        templates(tmp_path, {}).render("cover.md.j2", CONTEXT)
    assert caught.value.source == Source(file="templates/cover.md.j2", line=line)
    assert caught.value.fix.startswith(fix)


@pytest.mark.parametrize("text", ["{% block head %}x{% endblock %}", "some words"])
def test_a_template_without_blocks_is_exported_and_changed(text: str, tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    extends = f'{{% extends "built-in/tab-sheet.md.j2" %}}\n{text}'
    (tmp_path / "templates" / "tab-sheet.md.j2").write_text(extends, encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        templates(tmp_path, {}).render("tab-sheet.md.j2", CONTEXT)
    assert caught.value.fix.startswith("it has no blocks")


def test_remarks_settings_and_blocks_inside_blocks_may_stand_in_an_extending_template(tmp_path: Path) -> None:
    texts = {
        "a": "{% block one %}1{% endblock %} {% block two %}2{% endblock %}",
        "b": '{% extends "a" %}\n{# a remark #}\n{% set x = 3 %}\n\n{% block one %}{% block inner %}{{ x }}'
        "{% endblock %}{% endblock %}\n",
        "c": '{% extends "b" %}{% block inner %}4{% endblock %}{% block two %}5{% endblock %}',
    }
    assert templates(tmp_path, texts).render("c", CONTEXT).text == "4 5"
