"""The pages of docs/ that are made from the code: `python -m tests.docs_pages` writes them again.

`tests/test_docs.py` compares them with what stands in docs/.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from asylum_packet.values import Struct

DOCS = Path(__file__).parent.parent / "docs"
_CLI_HEAD = """\
# Commands

Made from `--help` by `python -m tests.docs_pages`. Results go to stdout, progress and errors to stderr.

| exit code | meaning |
|---|---|
| 0 | clean |
| 1 | findings of severity error: the packet is a DRAFT |
| 2 | the command was typed wrong |
| 3 | the case files cannot be read as a case |
| 4 | an exhibit is locked, damaged, empty, or of a kind that is not taken |
| 5 | the blank of Form I-589 is not one we know |
| 6 | a template is missing or ill-formed |
| 7 | the output cannot be written; what stood there still stands |
| 70 | a bug; a report without any word of the case is saved |
| 130 | interrupted |
"""


def commands() -> Iterator[tuple[str, click.Context]]:
    """Yield every command with the words to type, in the order of the help."""
    from asylum_packet.cli.commands import cli

    settings = {**cli.context_settings, "terminal_width": 100}
    yield from _below(click.Context(cli, info_name="asylum-packet", **settings))


def _below(context: click.Context) -> Iterator[tuple[str, click.Context]]:
    """Yield a command and those below it."""
    yield context.command_path, context
    if isinstance(context.command, click.Group):
        for name in context.command.list_commands(context):
            command = context.command.commands[name]
            yield from _below(click.Context(command, parent=context, info_name=name))


def cli_page() -> str:
    """Make docs/cli.md."""
    parts = [_CLI_HEAD]
    for words, context in commands():
        parts.append(f"## {words}\n```text\n{context.get_help()}\n```\n")
    return "\n".join(parts)


_ERRORS_HEAD = """\
# Every message and its remedy

Made from the code by `python -m tests.docs_pages`.

A message names the file and the line, what is wrong, its code in brackets, and what to type:

```text
reyes/case.yaml:7:9: error: hearing.date: the value of 'date' is not a day in the calendar [CASE-wrong-value]
    fix: type a date such as 2027-03-10 or 03/10/2027
```

An **error** keeps the packet a DRAFT, or stops the build where no page could be made. A **warning** is for
a person to look at. A **note** says what was done. Codes that are not on this page are
[rules of the court](rules.md), each with its source.
"""


_TEXTS = (  # code, what it means, what to do
    (
        "CITE-syntax",
        "a cite that is not written as one",
        "type `[@id]`, `[@id 3]`, `[@id 3-4]`, `[@declaration ¶12]` or `[@declaration#beating]`",
    ),
    (
        "CITE-unknown-id",
        "a cite of a document that is not there",
        "`asylum-packet cites CASE` lists what there is",
    ),
    (
        "CITE-page-beyond",
        "a cite of a page past the end of its document",
        "count pages inside the document, from 1",
    ),
    (
        "CITE-unknown-paragraph",
        "a cite of a paragraph the declaration does not have",
        "look the number up in the packet",
    ),
    (
        "CITE-unknown-passage",
        "a cite of a passage that has no such name",
        "type `{#name}` at the end of the paragraph of declaration.md",
    ),
    (
        "CITE-authority-unplaced",
        "what looks like a citation is not in the table of authorities: a short form, *id.* or a name "
        "without its "
        "full citation",
        "write the citation in full where it first stands; leave what is none as it is",
    ),
    (
        "TEXT-passage",
        "a name of a passage that cannot be cited, or is used twice",
        "begin it with a letter, and give each passage its own",
    ),
    (
        "TEXT-unsupported",
        "something in a text that cannot be printed: HTML, a picture, a link",
        "write it as text",
    ),
    (
        "TEXT-list",
        "a list typed with letters, whose lines run on as one paragraph",
        "number them 1. 2. 3.; four spaces in front print (a) (b) (c)",
    ),
    (
        "TEXT-footnote",
        "a footnote that nothing calls, or a call without its footnote",
        "write both, or neither",
    ),
    (
        "TEXT-template",
        "something in a template, or in braces in a text, that cannot be printed: a name that there is not, "
        "a block that is not closed",
        "write what the message offers",
    ),
    (
        "TEXT-left-out",
        "a text of the brief that its template does not print",
        "print it in the template, or delete it",
    ),
    (
        "FONT-missing-letter",
        "letters that no font on this machine has; once for all of a file that one font would print",
        "install the font that the message names",
    ),
)
_FORM = (
    (
        "I589-letter",
        "a letter of an answer that no font on this machine has",
        "install the font that the message names",
    ),
    (
        "I589-not-carried",
        "something in a filled form that could not be carried over into i589.yaml",
        "look at the paper; the words stand as a comment in the file",
    ),
    (
        "I589-script",
        "a letter of another script where `form.ascii_names` asks for unaccented Latin ones",
        "write the answer in Latin letters, a name as in the passport",
    ),
    (
        "I589-supplement",
        "an answer that does not fit its box and stands on Supplement B",
        "sign and date every page of Supplement B by hand",
    ),
)
_SETTINGS = (
    ("CHECKS-unknown-rule", "`settings.silence` names no rule", "`asylum-packet rules` lists every id"),
    (
        "CHECKS-no-reason",
        "a rule is silenced without a reason, so it still speaks",
        "give the reason to print",
    ),
)


_WORD = """\
`asylum-packet brief import` never drops anything in silence: each of these names the file and the line. A
file that is locked, damaged, no Word document, or larger than any brief is refused by name, and nothing is
written.
"""


def errors_page() -> str:
    """Make docs/errors.md: the codes of every room that reads what people wrote or scanned."""
    from asylum_packet.case import codes as case
    from asylum_packet.intake import codes as intake
    from asylum_packet.packet import signcodes as signing
    from asylum_packet.word import importcodes as word

    parts = [_ERRORS_HEAD]
    parts += ["## The case folder", _codes(("code", "weight", "it means"), case.CODES)]
    parts += ["## Files", _codes(("code", "weight", "it means", "what to do"), intake.CODES)]
    parts += ["## Signed pages", _codes(("code", "weight", "it means", "what to do"), signing.CODES)]
    parts += ["## A brief from Word", _WORD, _codes(("code", "it means", "what to do"), word.CODES)]
    head = "| code | it means | what to do |\n|---|---|---|\n"
    for title, rows in (
        ("## Brief, declaration and other texts", _TEXTS),
        ("## The form", _FORM),
        ("## Settings", _SETTINGS),
    ):
        parts += [title, head + "".join(f"| `{code}` | {means} | {fix} |\n" for code, means, fix in rows)]
    return "\n".join(parts)


def _codes(head: tuple[str, ...], codes: Iterable[Struct]) -> str:
    """Make a table of one room's codes: their fields in order, the code in a typewriter face."""
    lines = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    for code in codes:
        first, *rest = (str(getattr(code, name)) for name in code.__struct_fields__)
        lines.append(f"| `{first}` | {' | '.join(rest)} |")
    return "\n".join(lines) + "\n"


PAGES = {"cli.md": cli_page, "errors.md": errors_page}


def write_pages() -> None:
    """Write every page."""
    for name, make in PAGES.items():
        (DOCS / name).write_text(make(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_pages()
