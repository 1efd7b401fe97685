"""A Word brief as the sections of a case folder: read within bounds, written by our own rules, proofed.

imported = read_brief(path)              nothing is written; WordError where the file is none we can read
write_brief(imported, folder, ...)       brief/*.md, each written beside and then renamed
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from asylum_packet.errors import OutputError, WordError
from asylum_packet.findings import Finding, Severity, Source
from asylum_packet.packet.outputs import replacing
from asylum_packet.values import Struct, field, replace
from asylum_packet.word.archive import Archive, Node
from asylum_packet.word.counting import read_numbering
from asylum_packet.word.importcodes import loss
from asylum_packet.word.inlines import Inlines
from asylum_packet.word.looks import read_styles
from asylum_packet.word.markdown import Lined, Writer, prefixed
from asylum_packet.word.prose import Block, Call, Grid, Loss, Para, Piece, Role, Words, plain
from asylum_packet.word.sections import OPENING, WHOLE, Section, sections, top_level, with_headings
from asylum_packet.word.story import Story

_KINDS = ("footnote", "endnote")
_MOST_SECTION_BYTES = 4_900_000
MOST_LETTERS = 3_000_000
"""About a thousand pages."""
_MOST_PARAGRAPH = 200_000
_ENDS = re.compile(r"respectfully submitted|(?:certificate|proof) of service", re.IGNORECASE)
_CITES = re.compile(r"\b(?:Tab|Exh?\.|Exhibit)[\s\u00a0]+[A-Z0-9]{1,3}\b(?:[\s\u00a0]+at\b|,)")
_RUNNING = re.compile(r"word/(header|footer)\d*\.xml")
_NOTES = {"WORD-made", "WORD-running", "WORD-break", "WORD-note", "WORD-heading"}


class BriefText(Struct, frozen=True, kw_only=True):
    """A section as a file: its name, such as "facts.md", and its text."""

    name: str
    text: str


class Imported(Struct, frozen=True, kw_only=True):
    """The sections of a Word brief, and everything that could not be carried over, by file and line."""

    texts: tuple[BriefText, ...]
    findings: tuple[Finding, ...]


class _Read(Struct, frozen=True, kw_only=True):
    """What stands in a Word file."""

    blocks: tuple[Block, ...]
    notes: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)
    losses: tuple[Loss, ...] = ()


def read_brief(path: Path, *, where: str = "brief") -> Imported:
    """Read a Word brief into sections of Markdown; nothing is written.

    Args:
        path: The Word file; it may come from anywhere.
        where: How findings name the folder of the sections.

    Raises:
        WordError: It is no Word file, is damaged or locked, is larger than any brief, or holds no words.
    """
    with Archive(path) as archive:
        read = _read(archive)
    blocks = with_headings(read.blocks)
    if not any(isinstance(block, Para | Grid) for block in blocks):
        fix = "look whether its words are a picture; text in a scan has to be typed"
        raise WordError(f"{path.name} holds no words of a brief", fix=fix)
    _check_length(path.name, blocks)
    parts = sections(blocks)
    numbered = [b.numbered for b in blocks if isinstance(b, Para) and b.role is Role.HEADING]
    writing = _Writing(read=read, top=top_level(blocks), marks=any(numbered))
    texts, findings = [], [_finding(one, Source(file=path.name)) for one in read.losses]
    for part in parts:
        lines = writing.section(part)
        name = f"{part.name}.md"
        text = "\n".join(line.text for line in lines) + "\n"
        if len(text.encode()) > _MOST_SECTION_BYTES:
            raise WordError(f"a section of {path.name} is longer than a text of a case may be",
                            fix="give it more headings")  # fmt: skip
        texts.append(BriefText(name=name, text=text))
        for number, line in enumerate(lines, start=1):
            findings += [_finding(one, Source(file=f"{where}/{name}", line=number)) for one in line.losses]
    return Imported(texts=tuple(texts), findings=tuple(findings))


def _check_length(name: str, blocks: Sequence[Block]) -> None:
    """Refuse a text that no court would read, before it takes minutes and fills the memory."""
    lengths = [len(block.text) for block in blocks if isinstance(block, Para)]
    lengths += [
        sum(len(plain(cell)) for row in b.rows for cell in row) for b in blocks if isinstance(b, Grid)
    ]
    if sum(lengths) > MOST_LETTERS or max(lengths, default=0) > _MOST_PARAGRAPH:
        fix = "import the brief alone, without what is attached to it; press Enter where paragraphs end"
        raise WordError(f"{name} is longer than any brief, or has a paragraph that is", fix=fix)


def _finding(one: Loss, source: Source) -> Finding:
    """Make a finding of a loss."""
    severity = Severity.NOTE if one.code in _NOTES else Severity.WARNING
    return Finding(code=one.code, severity=severity, message=one.message, source=source, fix=one.fix)


def _read(archive: Archive) -> _Read:
    """Read the text and the notes of a Word file."""
    main = _main_part(archive)
    root = archive.tree(main)
    body = root.find("w:body") if root else None
    if body is None:
        raise WordError(
            f"{archive.name} is no Word document", fix="save it in Word as a Word document (.docx)"
        )
    folder = main.rpartition("/")[0]
    styles = read_styles(archive.tree(f"{folder}/styles.xml"))
    numbering = read_numbering(archive.tree(f"{folder}/numbering.xml"))
    bookmarks = _bookmarks(body)
    inlines = Inlines(styles=styles, links=_links(archive, main), bookmarks=bookmarks)
    story = Story(styles=styles, numbering=numbering, inlines=inlines)
    blocks = tuple(story.read(body))
    losses = list(story.waiting)
    notes: dict[str, tuple[Block, ...]] = {}
    for kind in _KINDS:
        part = f"{folder}/{kind}s.xml"
        links = _links(archive, part)
        for node in (archive.tree(part) or Node("", {})).children:
            inside = Inlines(styles=styles, links=links, bookmarks=bookmarks)
            told = Story(styles=styles, numbering=numbering, inlines=inside)
            notes[f"{kind}:{node.get('w:id')}"] = tuple(told.read(node))
    losses += [*_made(inlines.made), *_running(archive)]
    return _Read(blocks=blocks, notes=notes, losses=tuple(losses))


def _main_part(archive: Archive) -> str:
    """Find the part that holds the text."""
    rels = archive.tree("_rels/.rels")
    for node in rels.children if rels else ():
        if node.get("Type").endswith("/officeDocument"):
            target = node.get("Target").lstrip("/")
            if target in archive.names:
                return target
    return "word/document.xml"


def _links(archive: Archive, part: str) -> dict[str, str]:
    """Give the addresses that a part leads to, by relationship."""
    folder, _, name = part.rpartition("/")
    rels = archive.tree(f"{folder}/_rels/{name}.rels")
    return {
        node.get("Id"): node.get("Target")
        for node in (rels.children if rels else ())
        if node.get("TargetMode") == "External" and node.get("Type").endswith("/hyperlink")
    }


def _bookmarks(body: Node) -> dict[str, str]:
    """Give the footnotes whose calls stand inside bookmarks, by the names of these."""
    found: dict[str, str] = {}
    still_open: dict[str, str] = {}
    waiting = [*reversed(body.children)]
    while waiting:
        node = waiting.pop()
        if node.name == "w:bookmarkStart":
            still_open[node.get("w:id")] = node.get("w:name")
        elif node.name == "w:bookmarkEnd":
            still_open.pop(node.get("w:id"), None)
        elif node.name in {"w:footnoteReference", "w:endnoteReference"}:
            key = f"{node.name[2:].removesuffix('Reference')}:{node.get('w:id')}"
            for name in still_open.values():
                found.setdefault(name, key)
            still_open.clear()
        waiting += reversed(node.children)
    return found


def _made(count: int) -> Iterator[Loss]:
    """Say how much was left out that the packet makes by itself: cover page, contents, signature block."""
    if count:
        paragraphs = "1 paragraph is" if count == 1 else f"{count} paragraphs are"
        yield loss(
            "WORD-made", f"{paragraphs} left out that the packet makes by itself: cover, tables, signature"
        )


def _running(archive: Archive) -> Iterator[Loss]:
    """Say which headers and footers have words; a page number alone is none."""
    said: set[str] = set()
    for name in sorted(archive.names):
        match = _RUNNING.fullmatch(name)
        root = archive.tree(name) if match else None
        pictured = root is not None and any(next(root.below(one), None) for one in ("w:drawing", "w:pict"))
        if match and root and (pictured or re.search(r"[^\W\d_]", root.words())):
            said.add(match[1])
    for kind in sorted(said):
        yield loss("WORD-running", f"the {kind}s of the Word file are left out")


class _Writing(Struct, kw_only=True):
    """Writes sections; footnotes are numbered through all of them."""

    read: _Read
    top: int
    marks: bool
    labels: dict[str, str] = field(default_factory=dict)

    def section(self, part: Section) -> list[Lined]:
        """Write a section and the footnotes that it calls."""
        wanted = self._wanted(part.blocks)
        for name in wanted:
            self.labels.setdefault(name, str(len(self.labels) + 1))
        labels = {name: self.labels[name] for name in wanted}
        writer = Writer(labels=labels, top=self.top, marks_unnumbered=self.marks)
        lines = writer.blocks(_remarked(part, self._prints))
        for name in wanted:
            lines += [Lined(text=""), *self._note(name, labels)]
        return lines

    def _wanted(self, blocks: Sequence[Block]) -> list[str]:
        """Name the footnotes that a section prints: those it calls, then those that these call themselves.

        Word lets nobody put a footnote into another one, but other programs write such files.
        """
        wanted = [name for name in _called(blocks) if self._prints(name)]
        for name in wanted:
            inner = (one for one in _called(self.read.notes[name]) if self._prints(one))
            wanted += (one for one in inner if one not in wanted)
        return wanted

    def _prints(self, name: str) -> bool:
        """Say whether a footnote has words."""
        return any(isinstance(block, Grid) or (isinstance(block, Para) and block.text.strip())
                   for block in self.read.notes.get(name, ()))  # fmt: skip

    def _note(self, name: str, labels: Mapping[str, str]) -> list[Lined]:
        """Write a footnote."""
        blocks = self.read.notes[name]
        lines = Writer(labels=labels, top=self.top).blocks(blocks)
        if any(isinstance(block, Para) and _CITES.search(_typed(block)) for block in blocks):
            lines[0] = _losing(lines[0], loss("WORD-cite-text", "cites of exhibits are plain text here"))
        if name.startswith("endnote"):
            lines[0] = _losing(lines[0], loss("WORD-note", "an endnote prints as a footnote"))
        return prefixed(lines, f"[^{self.labels[name]}]: ", "    ")


def _losing(line: Lined, one: Loss) -> Lined:
    """Note something lost on a line."""
    return replace(line, losses=(*line.losses, one))


def _called(blocks: Sequence[Block]) -> list[str]:
    """Name the footnotes that blocks call, each once, in order."""
    pieces = [piece for block in blocks for piece in _pieces(block)]
    return [*dict.fromkeys(piece.note for piece in pieces if isinstance(piece, Call))]


def _pieces(block: Block) -> Iterator[Piece]:
    """Yield the pieces of a block."""
    if isinstance(block, Para):
        yield from block.pieces
    elif isinstance(block, Grid):
        for row in block.rows:
            for cell in row:
                yield from cell


def _typed(block: Para) -> str:
    """Give the words of a paragraph without the cites that came back."""
    return "".join(piece.text for piece in block.pieces if isinstance(piece, Words))


def _remarked(part: Section, prints: Callable[[str], bool]) -> list[Block]:
    """Say of a section what only its words tell: an opening, a signature block, cites that are plain text."""
    found: list[Block] = []
    opening, cited = part.name.endswith(OPENING), False
    for block in part.blocks:
        losses: list[Loss] = []
        if part.name == WHOLE and not found:
            losses.append(loss("WORD-heading", "there are no headings, so everything stands in this file"))
        elif opening and not found:
            losses.append(loss("WORD-opening", "this file holds what stands in front of the first heading"))
        if isinstance(block, Para):
            if _ENDS.search(block.text):
                losses.append(loss("WORD-signature", "a signature block or proof of service stands here"))
            if not cited and _CITES.search(_typed(block)):
                cited = True
                losses.append(loss("WORD-cite-text", "from here on, cites of exhibits are plain text"))
            if any(isinstance(piece, Call) and not prints(piece.note) for piece in block.pieces):
                losses.append(loss("WORD-note", "an empty footnote is left out"))
        found.append(replace(block, losses=(*block.losses, *losses)) if losses else block)
    return found


def write_brief(imported: Imported, folder: Path, *, overwrite: bool = False) -> tuple[Path, ...]:
    """Write the sections into a folder; files of these names that are there stay, unless asked.

    Raises:
        OutputError: A file of that name is there already, or the folder cannot be written to. Then nothing
            was written.
    """
    paths = [folder / text.name for text in imported.texts]
    there = [path.name for path in paths if path.exists() or path.is_symlink()]
    if there and not overwrite:
        raise OutputError(
            f"in {folder.as_posix()} there is already {', '.join(there)}; nothing was written",
            fix="name another folder after -o, or add --overwrite to write over these files",
        )
    for path, text in zip(paths, imported.texts, strict=True):
        with replacing(path) as beside:
            beside.write_text(text.text, encoding="utf-8", newline="\n")
    return tuple(paths)


def beside(folder: Path, written: Sequence[Path]) -> tuple[Finding, ...]:
    """Name other texts in the folder, which would print among those imported."""
    others = sorted({path.name for path in folder.glob("*.md")} - {path.name for path in written})
    fix = loss("WORD-beside", "").fix
    return tuple(
        Finding(
            code="WORD-beside",
            severity=Severity.WARNING,
            message="it was there before, and prints among the sections imported",
            source=Source(file=f"{folder.name}/{name}"),
            fix=fix,
        )
        for name in others
    )
