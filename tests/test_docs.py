"""The docs say what the code does: pages made from code are current, every command and code has its place."""

import ast
import re
import shlex
from pathlib import Path

import pytest

from asylum_packet.cli.commands import cli
from asylum_packet.law.rules import RULES
from tests.docs_pages import DOCS, PAGES, commands
from tests.test_architecture import nodes, trees

ROOT = DOCS.parent
PAGES_BY_HAND = sorted({*DOCS.glob("*.md"), ROOT / "README.md"} - {DOCS / name for name in PAGES})
WORDS = [words for words, _ in commands()]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_made_from_the_code_is_current(name):
    written = (DOCS / name).read_text(encoding="utf-8")
    assert written == PAGES[name](), "type: python -m tests.docs_pages"


@pytest.mark.parametrize("words", WORDS)
def test_every_command_has_help(words):
    context = dict(commands())[words]
    assert context.command.help, words


@pytest.mark.parametrize("page", PAGES_BY_HAND, ids=lambda page: page.name)
def test_links_between_pages_lead_to_files(page):
    text = page.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", text)
    missing = [
        one for one in targets if not one.startswith(("http", "mailto")) and not (page.parent / one).exists()
    ]
    assert not missing


CODE = re.compile(r"[A-Z][A-Z0-9]+-[A-Za-z0-9-]*[a-z][A-Za-z0-9-]*")


def codes_in_the_package() -> dict[str, str]:
    """Map every text of the package that looks like a finding's code to the file it stands in."""
    found = {}
    for path, tree in trees().items():
        for node in nodes(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
                found[node.value] = path.relative_to(ROOT).as_posix()
    return found


def test_every_code_is_a_rule_or_has_its_remedy_on_the_errors_page():
    page = (DOCS / "errors.md").read_text(encoding="utf-8")
    codes = codes_in_the_package()
    assert len(codes) > 40
    assert not {code: file for code, file in codes.items() if code not in RULES and f"`{code}`" not in page}


def typed_commands(page: Path) -> list[list[str]]:
    """List every line of a fenced block that calls asylum-packet."""
    blocks = re.findall(r"^```(?:sh|console)\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S)
    lines = [line.removeprefix("$ ") for block in blocks for line in block.splitlines()]
    calls = [line.rpartition("&& ")[2] for line in lines if "asylum-packet " in line]
    return [shlex.split(call, comments=True) for call in calls]


@pytest.mark.parametrize("page", PAGES_BY_HAND, ids=lambda page: page.name)
def test_every_command_typed_on_a_page_exists_with_its_options(page):
    for _, *argv in typed_commands(page):
        command = cli
        while argv and hasattr(command, "commands") and argv[0] in command.commands:
            command = command.commands[argv.pop(0)]
        options = {name for parameter in command.params for name in parameter.opts} | {"--help", "--version"}
        assert command is not cli or argv in (["--help"], ["--version"]), argv
        assert {word for word in argv if word.startswith("-")} <= options, argv


def readme_command(mark: str) -> str:
    """Give the command under a mark of the README, as .ci/run reads it."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(rf"^<!-- command: {mark} -->\n```sh\n(.*?)\n```$", text, re.M | re.S)
    assert found, f"the README has no command marked {mark}"
    return found[1]


@pytest.mark.parametrize("mark", ["demo", "tests"])
def test_the_readme_sets_everything_up_in_one_line(mark):
    command = readme_command(mark)
    assert "\n" not in command
    assert command.startswith("python3 -m venv ")
