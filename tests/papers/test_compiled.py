"""Compiled templates: ours are kept beside the package's compiled modules, never any of a case folder."""

import marshal
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from asylum_packet.papers import compiled, templating
from asylum_packet.papers.compiled import Compiled
from asylum_packet.papers.sandbox import Sandbox
from asylum_packet.papers.templating import BUILT_IN, Templates
from tests.support.papers_case import papers_case

TAB = {"tab": {"label": "A", "title": "Country conditions", "pages": "3", "alone": True, "documents": []}}


@pytest.fixture
def place(tmp_path, monkeypatch) -> Path:
    """Give the place of the file, where this process may write it."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "__pycache__" / "kept.templates"


def shelf(place: Path) -> Compiled:
    """Begin a new process, as far as compiled templates go."""
    return Compiled(templating._is_ours, templating._numbers, place)


def render(place: Path, name: str = "tab-sheet.md.j2", *, folder: Path = Path("/nowhere"), **texts: str):
    templates = Templates(papers_case(folder), texts)
    templates.environment.bytecode_cache = shelf(place)
    return templates.render(name, TAB)


@pytest.fixture
def compiling(monkeypatch) -> list[str]:
    """Count what is compiled."""
    done = []
    real = Sandbox.compile

    def compile_(self, source, name=None, *given, **named):
        done.append(name)
        return real(self, source, name, *given, **named)

    monkeypatch.setattr(Sandbox, "compile", compile_)
    return done


def test_a_template_of_ours_is_compiled_once_for_all_runs(place, compiling):
    first = render(place)
    assert compiling == ["tab-sheet.md.j2"]
    assert render(place) == first
    assert compiling == ["tab-sheet.md.j2"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_whoever_may_read_the_program_may_read_what_was_compiled(place):
    render(place)
    assert place.stat().st_mode & 0o777 == Path(compiled.__file__).stat().st_mode & 0o666


def test_a_template_of_the_case_is_never_written_down(place, tmp_path, compiling):
    own = tmp_path / "templates"
    own.mkdir()
    (own / "tab-sheet.md.j2").write_text("{{ tab.label }}, our own")
    assert render(place, folder=tmp_path).text == "A, our own"
    assert not place.exists()
    assert render(place, folder=tmp_path).text == "A, our own"
    assert compiling == ["tab-sheet.md.j2"] * 2


def test_a_text_that_takes_the_name_of_one_of_ours_is_not_written_down(place):
    assert render(place, "built-in/tab-sheet.md.j2", **{"built-in/tab-sheet.md.j2": "{{ tab.label }}!"}).text
    assert not place.exists()


def test_nothing_is_written_where_python_may_not_write_compiled_modules(place, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    render(place)
    assert not place.exists()


@pytest.mark.parametrize(
    "damage",
    [
        lambda held: b"",
        lambda held: held[:-7],
        lambda held: held[:100] + bytes([held[100] ^ 1]) + held[101:],
        lambda held: bytes(64) + held[64:],
        lambda held: held[:32] + compiled.hashlib.sha256(marshal.dumps([1])).digest() + marshal.dumps([1]),
    ],
)
def test_a_damaged_or_foreign_file_is_made_anew(place, compiling, damage):
    first = render(place)
    held = place.read_bytes()
    place.write_bytes(damage(held))
    assert render(place) == first
    assert place.read_bytes() == held
    assert len(compiling) == 2


def test_another_version_of_what_compiles_is_another_file(place, compiling, monkeypatch):
    render(place)
    monkeypatch.setattr(compiled, "__version__", "0.0.0")
    render(place)
    assert len(compiling) == 2


def test_a_folder_that_cannot_be_written_costs_time_and_nothing_else(tmp_path, place):
    place.parent.write_text("a file where the folder should be")
    assert render(place).text


def test_a_file_that_cannot_take_its_place_leaves_nothing_behind(place):
    place.mkdir(parents=True)
    assert render(place).text
    assert [path.name for path in place.parent.iterdir()] == [place.name]


def test_every_template_of_ours_is_known_to_be_ours():
    for name in templating.built_in_names():
        text = (BUILT_IN / name).read_text(encoding="utf-8")
        assert templating._is_ours(f"built-in/{name}", text)
        assert not templating._is_ours(f"built-in/{name}", text + " ")
        assert not templating._is_ours(f"templates/{name}", text)


LETTERS = st.text(st.sampled_from("a \t\n\r{}%#-\x0b\x0c\x85\u2028\ufdd0\ufde0é*"), max_size=30)


@given(LETTERS)
@example("a\r\nb\rc\n\n")
@example("{ {% raw %}")
def test_a_text_without_tags_prints_as_if_it_were_compiled(text):
    if templating._TAG.search(text):
        return
    told = Templates(
        papers_case(Path("/nowhere")), {"brief/a.md": text, "b.md": "{% include 'brief/a.md' %}"}
    )
    code = told.environment.compile(text, "brief/a.md", "brief/a.md")
    root = told.environment.template_class.from_code(told.environment, code, {})
    assert told.render("brief/a.md", {}).marked == root.render()
    assert told.render("b.md", {}).text == told.render("brief/a.md", {}).text
