"""Read a case folder as a `Case`, or say everything that is wrong with it at once.

The story: list the folder, read case.yaml (with the firm's file beneath it), the answers, the texts and the
exhibits; whatever each of them finds is collected. Any error, and `CaseFileError` carries all findings of all
files; else the warnings go into `Case.warnings`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from asylum_packet.case.applications import read_applications
from asylum_packet.case.codes import STOPS_NOTHING, found
from asylum_packet.case.continuing import find_amended, go_on, not_again
from asylum_packet.case.court_papers import CourtPapers, Motion
from asylum_packet.case.earlier import Earlier, FiledBefore
from asylum_packet.case.exhibits import Arrangement, arrange
from asylum_packet.case.firm import firm_findings, merged
from asylum_packet.case.folder import Listing, list_folder, locate, read_bounded, read_file
from asylum_packet.case.groups import with_groups
from asylum_packet.case.ids import cited_ids
from asylum_packet.case.leftovers import leftovers
from asylum_packet.case.model import PAPERS, Case, CaseFile, LeftOut, TextFile
from asylum_packet.case.motions import read_motions
from asylum_packet.case.shapes import values_of, without_blank_rows
from asylum_packet.case.signed import read_signed
from asylum_packet.case.spelling import nearest_words
from asylum_packet.case.starters import PLACEHOLDERS
from asylum_packet.case.texts import asks_for_blocks, in_brief_order, is_written, read_text
from asylum_packet.case.yamltree import Keys, Node, Text, parse, place, places, texts
from asylum_packet.errors import CaseFileError
from asylum_packet.findings import Finding, Source, has_errors, in_order
from asylum_packet.values import Struct, field, replace


class Reading(Struct):
    """What has been read so far: the listing, the files used, those that could not be read, every finding."""

    listing: Listing
    used: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    def tree(self, path: str) -> Node | None:
        """Read a YAML file of the folder as a tree; None where it is absent or cannot be read."""
        disk_path = self.listing.has(path)
        if disk_path is None:
            return None
        self.used.add(disk_path)
        data = read_file(self.listing, disk_path)
        return self._parsed(data, path)

    def firm_tree(self, path: Path) -> Node | None:
        """Read the firm's file, wherever it lies."""
        resolved = path.resolve()
        if resolved.is_relative_to(self.listing.root):
            self.used.add(resolved.relative_to(self.listing.root).as_posix())
        return self._parsed(read_bounded(path, Source(file=path.as_posix())), path.as_posix())

    def _parsed(self, data: bytes | Finding, path: str) -> Node | None:
        if isinstance(data, Finding):
            self.findings.append(data)
            self.unread.add(path)
            return None
        parsed = parse(data, path)
        self.findings += parsed.findings
        if parsed.node is None:
            self.unread.add(path)
        return without_blank_rows(parsed.node) if parsed.node is not None else None

    def text(self, path: str, *, begun: bool = False) -> TextFile | None:
        """Read a text; None where it cannot be read or where nothing is written in it yet.

        Where others of its kind are `begun`, blocks that it asks for are enough.
        """
        self.used.add(path)
        text = read_text(self.listing, path)
        if isinstance(text, Finding):
            self.findings.append(text)
            self.unread.add(path)
        elif is_written(text) or (begun and asks_for_blocks(text)):
            return text
        else:
            self.left_out.append(LeftOut(path=path, reason="nothing is written in it yet"))
        return None


def read_case(folder: Path, *, firm: Path | None = None, continues: Path | None = None) -> Case:
    """Read a case folder.

    Args:
        folder: The case folder.
        firm: A file with the firm's defaults; `templates/` beside it becomes `Case.firm_templates`.
        continues: The manifest of the filing before, which wins over `filing.continues`.

    Raises:
        CaseFileError: The folder cannot be read as a case; `findings` holds everything that was found.
    """
    reading = _open(folder)
    case_file, tree = _read_case_file(reading, firm)
    applications = read_applications(reading, case_file.respondents if case_file else ())
    brief, declaration = _read_brief(reading), _read_declaration(reading)
    case_file, earlier = go_on(reading, case_file, continues)
    amended = find_amended(reading, case_file)
    motions = read_motions(reading, case_file) if case_file else ()
    texts = [text.text for text in (*brief, *motions, declaration, *_templates(reading)) if text]
    arrangement = _read_exhibits(reading, case_file, declaration, earlier, texts)
    papers = _find_papers(reading, case_file, tree)
    reading.findings += _unshared(case_file, arrangement) if case_file else ()
    signed, ledger = read_signed(reading)
    _report_refused(reading)
    left_out, warnings = leftovers(reading.listing, frozenset(reading.used), unread=frozenset(reading.unread))
    findings = in_order((*reading.findings, *reading.listing.findings, *arrangement.findings, *warnings))
    stopping = (finding for finding in findings if finding.code not in STOPS_NOTHING)
    if case_file is None or tree is None or has_errors(stopping):
        raise _unreadable(findings)
    case = replace(
        _case(reading, case_file, papers),
        papers=_court_papers(case_file, motions),
        applications=tuple(
            replace(one, answers=with_groups(one.answers, case_file.claim.groups)) for one in applications
        ),
        brief=brief,
        declaration=declaration if _is_kept(arrangement) else None,
        tabs=arrangement.tabs,
        left_out=_sorted((*reading.left_out, *arrangement.left_out, *left_out)),
        warnings=findings,
        signed=signed,
        ledger=ledger,
        earlier=earlier,
        amended=amended,
        where=dict(places(tree)),
        firm_file=firm,
        firm_templates=_firm_templates(firm),
    )
    return replace(case, not_again=not_again(earlier, case))


def _case(reading: Reading, file: CaseFile, papers: Mapping[str, str | None]) -> Case:
    """Make the case of what case.yaml says."""
    return Case(
        folder=reading.listing.root,
        court=file.court,
        hearing=file.hearing,
        filings_due=file.filings_due,
        respondents=file.respondents,
        attorney=file.attorney,
        filing=file.filing,
        service=file.service,
        settings=file.settings,
        form=file.form,
        fee_receipt=papers["fee_receipt"],
        annual_fee_receipt=papers["annual_fee_receipt"],
        hearing_notice=papers["hearing_notice"],
        notice_to_appear=papers["notice_to_appear"],
        biometrics=papers["biometrics"],
    )


def _court_papers(file: CaseFile, motions: tuple[Motion, ...]) -> CourtPapers:
    """Gather what case.yaml says for the papers that not every case needs."""
    return CourtPapers(
        groups=file.claim.groups,
        signed_abroad=file.declaration.signed_abroad == "yes",
        witnesses=file.witnesses,
        criminal_history=file.criminal_history,
        corroboration=file.corroboration,
        motions=motions,
        certificates=tuple(one.documents for one in file.certificates if one.documents),
    )


def _open(folder: Path) -> Reading:
    """List the folder, or stop where there is none."""
    try:
        root = folder.resolve(strict=True)
    except (OSError, RuntimeError, ValueError):
        root = None
    if root is None or not root.is_dir():
        raise CaseFileError(
            f"there is no folder {folder.as_posix()}",
            fix="check the name, or make one with asylum-packet new DIR",
        )
    return Reading(listing=list_folder(root))


def _unreadable(findings: tuple[Finding, ...]) -> CaseFileError:
    """Make the error that carries every finding."""
    errors = sum(finding.severity.value == "error" for finding in findings)
    count = "1 error stands" if errors == 1 else f"{errors} errors stand"
    return CaseFileError(
        f"{count} in the case folder",
        fix="mend them and run it again; nothing was written",
        findings=findings,
    )


def _read_case_file(reading: Reading, firm: Path | None) -> tuple[CaseFile | None, Node | None]:
    """Read case.yaml with the firm's file beneath it."""
    tree = reading.tree("case.yaml")
    if reading.listing.has("case.yaml") is None:
        reading.findings.append(_no_case_file(reading.listing))
    shared = reading.firm_tree(firm) if firm is not None else None
    if shared is not None:
        reading.findings += firm_findings(shared)
    if tree is None:
        return None, None
    tree = merged(tree, shared) if shared is not None else tree
    values = values_of(CaseFile, tree)
    reading.findings += (*_silent_reasons(tree), *_placeholders(tree))
    if isinstance(values, CaseFile):
        return values, tree
    reading.findings += values
    return None, tree


def _no_case_file(listing: Listing) -> Finding:
    """Make the finding of a folder without case.yaml."""
    near = nearest_words("case.yaml", (path for path in listing.files if "/" not in path))
    fix = (
        f"rename {near[0]} to case.yaml" if near else "make a folder to start from with asylum-packet new DIR"
    )
    return found("CASE-missing-file", "the folder has no case.yaml", Source(file="case.yaml"), fix)


def _silent_reasons(tree: Node) -> list[Finding]:
    """Report a rule that is silenced without a reason, which would be dropped as an empty value."""
    settings = tree.entry("settings") if isinstance(tree, Keys) else None
    silence = settings.value.entry("silence") if settings and isinstance(settings.value, Keys) else None
    if silence is None or not isinstance(silence.value, Keys):
        return []
    return [
        found(
            "CASE-missing-key",
            f"{entry.key.text[:60]} is silenced without a reason",
            Source(
                file=entry.key.file, line=entry.key.line, column=entry.key.column, field="settings.silence"
            ),
            "write the reason after the colon; it is printed with the findings",
        )
        for entry in silence.value.entries
        if isinstance(entry.value, Text) and not entry.value.text.strip()
    ]


def _placeholders(tree: Node) -> list[Finding]:
    """Tell of the example words of a new folder that nobody has replaced."""
    values = dict(texts(tree))
    return [
        found(
            "CASE-placeholder",
            f"'{key.rpartition('.')[2]}' still holds the example word of a new folder",
            place(value, key),
            "type what is true of this case",
        )
        for key, word in PLACEHOLDERS.items()
        if (value := values.get(key)) is not None and value.text.strip() == word
    ]


def _read_brief(reading: Reading) -> tuple[TextFile, ...]:
    """Read the sections of the brief in their order."""
    sections = tuple(
        path
        for path in reading.listing.under("brief")
        if path.casefold().endswith(".md") and path.count("/") == 1
    )
    begun = any(
        isinstance(text := read_text(reading.listing, path), TextFile) and is_written(text)
        for path in sections
    )
    texts = {path: reading.text(path, begun=begun) for path in in_brief_order(sections)}
    reading.findings += [
        found(
            "CASE-empty-section",
            "nothing is written in this section, so the brief is printed without it",
            Source(file=path),
            "write it, or delete the file where the brief needs no such section",
        )
        for path, text in texts.items()
        if begun and text is None and path not in reading.unread
    ]
    return tuple(text for text in texts.values() if text is not None)


def _unshared(case_file: CaseFile, arrangement: Arrangement) -> Iterator[Finding]:
    """Find what one certificate of translation cannot name: no document, or two languages."""
    languages = {one.id: one.language.casefold() for tab in arrangement.tabs for one in tab.documents}
    for index, shared in enumerate(case_file.certificates):
        source = Source(file="case.yaml", field=f"certificates[{index}].documents")
        for unknown in (one for one in shared.documents if one not in languages):
            near = nearest_words(unknown, languages)
            fix = f"did you mean {near[0]}?" if near else "asylum-packet cites CASE lists the ids"
            yield found("CASE-wrong-value", f"no document has the id {unknown[:60]}", source, fix)
        if len({languages[one] for one in shared.documents if one in languages}) > 1:
            message = "one certificate names documents in several languages"
            yield found("CASE-wrong-value", message, source, "write a certificate for each language")


def _read_declaration(reading: Reading) -> TextFile | None:
    """Read the declaration that is to be typeset, where there is one."""
    return reading.text("declaration.md") if reading.listing.has("declaration.md") else None


def _read_exhibits(
    reading: Reading,
    case_file: CaseFile | None,
    declaration: TextFile | None,
    earlier: Earlier | None,
    texts: Iterable[str],
) -> Arrangement:
    """Arrange exhibits/ under tabs; `texts` may cite them."""
    tree = reading.tree("exhibits.yaml")
    paths = reading.listing.under("exhibits")
    reading.used |= set(paths)
    name = case_file.respondents[0].name.full if case_file else "the respondent"
    return arrange(
        tuple(path.removeprefix("exhibits/") for path in paths),
        tree,
        first_tab=case_file.filing.first_tab if case_file else "A",
        declaration=f"Declaration of {name}" if declaration or "declaration.md" in reading.unread else "",
        filed=FiledBefore(earlier, reading.listing.root),
        cited=cited_ids(texts, case_file),
    )


def _is_kept(arrangement: Arrangement) -> bool:
    """Say whether the declaration is an exhibit, or was left out by exhibits.yaml."""
    return any(document.generated for tab in arrangement.tabs for document in tab.documents)


def _find_papers(reading: Reading, case_file: CaseFile | None, tree: Node | None) -> dict[str, str | None]:
    """Find the papers that case.yaml names, as the disk spells them."""
    papers: dict[str, str | None] = dict.fromkeys(PAPERS)
    for name in PAPERS if isinstance(tree, Keys) else ():
        entry = tree.entry(name) if isinstance(tree, Keys) else None
        if entry is None or not isinstance(entry.value, Text) or not entry.value.text.strip():
            continue
        value = entry.value
        source = Source(file=value.file, line=value.line, column=value.column, field=name)
        path = locate(reading.listing, value.text, source)
        if isinstance(path, Finding):
            reading.findings.append(path)
        else:
            papers[name] = path
            reading.used.add(path)
    return papers if case_file is not None else dict.fromkeys(PAPERS)


_READ_WHOLE: Final = ("exhibits", "brief", "i589", "motions")
_READ_FILES: Final = ("case.yaml", "i589.yaml", "exhibits.yaml", "declaration.md")


def _report_refused(reading: Reading) -> None:
    """Report what cannot be used where every file counts; elsewhere it is only listed."""
    for path, finding in reading.listing.refused.items():
        if path.partition("/")[0] in _READ_WHOLE or path in _READ_FILES or path == ".":
            reading.findings.append(finding)


def _templates(reading: Reading) -> Iterator[TextFile]:
    """Read the templates of the case; one that cannot be read is told when it is asked for."""
    for path in reading.listing.files:
        if path.startswith("templates/") and path.endswith(".j2"):
            text = read_text(reading.listing, path)
            if isinstance(text, TextFile):
                yield text


def _firm_templates(firm: Path | None) -> Path | None:
    """Give the templates folder beside the firm's file, where there is one."""
    if firm is None:
        return None
    templates = firm.resolve().parent / "templates"
    return templates if templates.is_dir() else None


def _sorted(left_out: tuple[LeftOut, ...]) -> tuple[LeftOut, ...]:
    """List each file once, by path."""
    return tuple(sorted({entry.path: entry for entry in left_out}.values(), key=lambda entry: entry.path))
