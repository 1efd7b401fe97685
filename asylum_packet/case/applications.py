"""The answers to Form I-589: i589.yaml, or one file each in i589/, and the respondent each one belongs to.

A long answer may stand in a file of its own: `explanation: {file: claim/past-harm.md}`. A form belongs to the
respondent with its A-number, else with its name, else with the name of its file, else to the lead.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from asylum_packet.case.answers import Answers
from asylum_packet.case.codes import found
from asylum_packet.case.folder import Listing, list_folder, locate, read_bounded
from asylum_packet.case.model import Application, Respondent
from asylum_packet.case.names import bare, slug
from asylum_packet.case.shapes import values_of, without_blank_rows
from asylum_packet.case.texts import read_text, unwrapped
from asylum_packet.case.yamltree import MAX_FINDINGS, Entry, Items, Keys, Node, Text, parse, place, places
from asylum_packet.errors import CaseFileError
from asylum_packet.findings import Finding, Source, in_order
from asylum_packet.values import Struct, field


class Desk(Protocol):
    """What this module needs of the reading that is going on."""

    used: set[str]
    findings: list[Finding]

    @property
    def listing(self) -> Listing:
        """The files of the folder."""

    def tree(self, path: str) -> Node | None:
        """Read a YAML file of the folder as a tree."""


def read_applications(desk: Desk, respondents: tuple[Respondent, ...]) -> tuple[Application, ...]:
    """Read every form, in the order of the respondents."""
    files = (
        *(path for path in desk.listing.files if path == "i589.yaml"),
        *(p for p in desk.listing.under("i589") if p.endswith(".yaml") and p.count("/") == 1),
    )
    applications = []
    for file in files:
        tree = desk.tree(file)
        if tree is None:
            continue
        tree = _with_files(desk, tree, "")
        answers = values_of(Answers, tree)
        if isinstance(answers, Answers):
            where = dict(places(tree))
            index = _respondent(file, answers, respondents)
            applications.append(
                Application(file=file, answers=answers, respondent=max(index, 0), where=where)
            )
            if index < 0:
                desk.findings.append(_stranger(file, where))
        else:
            desk.findings += answers
    desk.findings += _rivals(applications) if respondents else ()
    return tuple(sorted(applications, key=lambda application: application.respondent))


class _OneFile(Struct):
    """A file of answers read by itself: the case folder is only looked at where an answer names a file."""

    root: Path
    used: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    _listing: Listing | None = None

    @property
    def listing(self) -> Listing:
        """The folder's files."""
        if self._listing is None:
            self._listing = list_folder(self.root)
        return self._listing

    def tree(self, path: str) -> Node | None:
        """Read a YAML file as a tree."""
        data = read_bounded(Path(path), Source(file=path))
        if isinstance(data, Finding):
            self.findings.append(data)
            return None
        parsed = parse(data, path)
        self.findings += parsed.findings
        return without_blank_rows(parsed.node) if parsed.node is not None else None


def read_answers(path: Path) -> Answers:
    """Read one file of answers by itself, without a case; long answers in files of its folder included.

    Raises:
        CaseFileError: It cannot be read as answers; `findings` says why.
    """
    folder = path.resolve().parent
    desk = _OneFile(root=folder.parent if folder.name == "i589" else folder)
    tree = desk.tree(path.as_posix())
    answers = values_of(Answers, _with_files(desk, tree, "")) if tree is not None else ()
    if isinstance(answers, Answers) and not desk.findings:
        return answers
    findings = in_order([*desk.findings, *(answers if isinstance(answers, tuple) else ())])
    raise CaseFileError(f"{path.as_posix()} cannot be read as answers", findings=findings)


def _with_files(desk: Desk, node: Node, key: str) -> Node:
    """Put the text of a file where an answer says {file: PATH}."""
    if isinstance(node, Items):
        items = tuple(_with_files(desk, item, f"{key}[{i}]") for i, item in enumerate(node.items))
        return Items(items=items, file=node.file, line=node.line, column=node.column)
    if not isinstance(node, Keys):
        return node
    if key and len(node.entries) == 1 and node.entries[0].key.text == "file":
        return _file_text(desk, node, node.entries[0].value, key)
    entries = tuple(
        Entry(key=e.key, value=_with_files(desk, e.value, f"{key}.{e.key.text}" if key else e.key.text))
        for e in node.entries
    )
    return Keys(entries=entries, file=node.file, line=node.line, column=node.column)


def _file_text(desk: Desk, node: Keys, value: Node, key: str) -> Node:
    """Read the file an answer stands in; the answer keeps its place in i589.yaml."""
    at = place(value, key)
    empty = Text(text="", file=node.file, line=node.line, column=node.column)
    if not isinstance(value, Text) or not value.text.strip():
        desk.findings.append(
            found("CASE-wrong-type", "'file' takes the path of a text", at, "write file: claim/past-harm.md")
        )
        return empty
    if len(desk.findings) >= MAX_FINDINGS:
        return empty
    path = locate(desk.listing, value.text, at)
    text = read_text(desk.listing, path) if isinstance(path, str) else path
    if isinstance(path, str):
        desk.used.add(path)
    if isinstance(text, Finding):
        desk.findings.append(text)
        return empty
    if not text.text.strip():
        message = f"{text.file} holds no text yet"
        desk.findings.append(found("CASE-empty-file", message, at, "write the answer into it"))
    told = unwrapped(text.text) if text.file.casefold().endswith(".md") else text.text
    return Text(text=told.strip(), file=node.file, line=node.line, column=node.column)


def _respondent(file: str, answers: Answers, respondents: tuple[Respondent, ...]) -> int:
    """Find the respondent a form belongs to; -1 where it cannot be told."""
    if not respondents:
        return 0
    applicant = answers.applicant
    name = slug(f"{applicant.first_name} {applicant.last_name}")
    stem = slug(bare(file.rpartition("/")[2]).removesuffix(".yaml"))
    tests: tuple[Callable[[Respondent], bool], ...] = (
        lambda person: person.a_number == applicant.a_number,
        lambda person: slug(f"{person.name.first} {person.name.last}") == name,
        lambda person: stem in _slugs(person),
    )
    for test in tests:
        hits = [index for index, person in enumerate(respondents) if test(person)]
        if len(hits) == 1:
            return hits[0]
    return 0 if file == "i589.yaml" else -1


def _slugs(person: Respondent) -> tuple[str, ...]:
    """Give the file names a respondent can be meant by."""
    name = person.name
    return (
        slug(name.first),
        slug(name.full),
        slug(f"{name.first} {name.last}"),
        slug(f"{name.last} {name.first}"),
    )


def _stranger(file: str, where: dict[str, Source]) -> Finding:
    """Make the finding of a form that is no respondent's."""
    message = "no respondent of case.yaml fits this form, by A-number, name or file name"
    fix = "write applicant.a_number as in case.yaml, or name the file after the first name"
    return found("CASE-form-respondent", message, where.get("applicant.a_number", Source(file=file)), fix)


def _rivals(applications: list[Application]) -> list[Finding]:
    """Report two forms of one respondent."""
    seen: dict[int, str] = {}
    findings = []
    for application in applications:
        if earlier := seen.get(application.respondent):
            number = application.respondent + 1
            message = f"{earlier} and {application.file} are both the form of respondent {number}"
            source = Source(file=application.file)
            fix = "keep one, or write the right applicant.a_number in each"
            findings.append(found("CASE-form-respondent", message, source, fix))
        seen.setdefault(application.respondent, application.file)
    return findings
