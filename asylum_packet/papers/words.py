"""From the inline part of Markdown to words: emphasis, cites, footnote calls, blanks, links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from asylum_packet.findings import Finding, Severity, Source
from asylum_packet.fonts.faces import describe, what_to_install
from asylum_packet.fonts.text import tidy
from asylum_packet.papers.blocks import Blank, Inline, LineBreak, NoteCall, Span
from asylum_packet.papers.cites import Citing
from asylum_packet.papers.citesentences import mark_behind
from asylum_packet.papers.damaged import damaged_cites
from asylum_packet.papers.grammar import PIECE
from asylum_packet.papers.letters import Cut, unprintable
from asylum_packet.papers.origins import Traced
from asylum_packet.papers.tree import Node
from asylum_packet.papers.typography import typeset
from asylum_packet.sequence import Cite
from asylum_packet.sheets import Target
from asylum_packet.values import Struct, field, replace

_UNDERSCORE_PT = 6.0
"""A blank is as wide as its underscores would be."""
_CALL = re.compile(r"\[\^[^\]\s]+\]")
_STRUCK = re.compile(r"(?<![\\~`])~~(?=[^~\s])[^~\n`]*[^~\s\\]~~(?!~)")
_NEW_LINE = re.compile(r"<br ?/?>")
_WEB = ("http://", "https://", "mailto:")

HTML = "what stands between < and > is read as HTML, which does not print"
HTML_FIX = (
    "to print the signs themselves, type \\< for <; formatting is written as Markdown,"
    " and a remark to yourself goes between {# and #}"
)


class _At(Struct):
    """The line (0-based) we are on while reading words that were typed as `typed`."""

    traced: Traced
    line: int
    typed: str

    def source(self) -> Source:
        """Where that line was written."""
        return self.traced.at(self.line) or Source(file="")


_NO_WORDS = Span(text="")
_MOST_NAMED = 6
"""So many letters, and lines, are named in one message."""


def _first(names: Sequence[str], between: str) -> str:
    """Name the first ones, and how many more there are."""
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return between.join(names[:_MOST_NAMED]) + more


class Words(Struct):
    """Reads words, and gathers cites and findings while it does."""

    citing: Citing
    cites: list[Cite] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    called_at: dict[int, int] = field(default_factory=dict)
    lost: dict[tuple[str, str], list[tuple[Source | None, str]]] = field(default_factory=dict)

    def read(self, node: Node, traced: Traced, line: int, *, bold: bool) -> Iterator[Inline]:
        """Read the words of an inline node that begins on `line`."""
        self._check_cites(node.content, traced, line)
        self._check_strikes(node.content, traced, line)
        for word in _joined(self._children(node, _NO_WORDS, _At(traced, line, node.content))):
            if isinstance(word, Span):
                self._check_letters(word, traced, line, bold=bold)
            yield word

    def letters_lost(self) -> Iterator[Finding]:
        """Say which letters no font has: once for all that one font to install would mend in a file."""
        for (_, fix), places in self.lost.items():
            letters = tuple(dict.fromkeys(describe(cluster) for _, cluster in places))
            lines = sorted({source.line for source, _ in places if source is not None})
            told = (
                f"{len(letters)} letters: {_first(letters, ', ')}"
                if letters[1:]
                else f"the letter {letters[0]}"
            )
            if len(lines) > 1:
                told += f" (lines {_first([str(line) for line in lines], ', ')})"
            yield Finding(
                code="FONT-missing-letter",
                severity=Severity.ERROR,
                message=f"no font we can embed has {told}",
                source=places[0][0],
                fix=fix,
            )

    def _check_letters(self, span: Span, traced: Traced, line: int, *, bold: bool) -> None:
        """Find letters that no font has."""
        if span.text.isascii():
            return
        for cluster in unprintable(span.text, Cut(span.bold or bold, span.italic, span.mono)):
            source = traced.at(line)
            kind = (source.file if source else "", what_to_install(cluster))
            self.lost.setdefault(kind, []).append((source, cluster))

    def _check_cites(self, text: str, traced: Traced, line: int) -> None:
        """Find cites that would print as typed, in texts that people write; templates hold no ids."""
        for below, typed, right in damaged_cites(text, self.citing.ids):
            source = traced.at(line + below)
            if source is not None and source.file.endswith(".md"):
                self._fault(
                    "CITE-syntax", f"'{typed}' is no cite and prints as typed", source, f"type {right}"
                )

    def _check_strikes(self, text: str, traced: Traced, line: int) -> None:
        """Find words that were to be struck out, which would print with the signs around them."""
        for match in _STRUCK.finditer(text) if "~~" in text else ():
            source = traced.at(line + text.count("\n", 0, match.start()))
            fix = "delete the words; to print the signs themselves, type \\~\\~"
            self._fault("TEXT-unsupported", "nothing is struck out here: ~~ prints as typed", source, fix)

    def _fault(self, code: str, message: str, source: Source | None, fix: str) -> None:
        """Record a finding of severity error, once."""
        found = Finding(code=code, severity=Severity.ERROR, message=message, source=source, fix=fix)
        if found not in self.findings:
            self.findings.append(found)

    def _children(self, node: Node, style: Span, at: _At) -> Iterator[Inline]:
        """Read the children of a node in the style around it."""
        for index, child in enumerate(node.children):
            if child.type == "cite":
                yield from self._cite(child, style, at, mark_behind(node.children, index))
            else:
                yield from self._one(child, style, at)

    def _one(self, node: Node, style: Span, at: _At) -> Iterator[Inline]:
        """Read one inline node."""
        match node.type:
            case "text":
                self._check_notes(node.content, at)
                yield style.saying(tidy(node.content), ((0, at.source()),))
            case "softbreak":
                at.line += 1
                yield style.saying(" ")
            case "hardbreak":
                at.line += 1
                yield LineBreak()
            case "em":
                yield from self._children(node, replace(style, italic=not style.italic), at)
            case "strong":
                yield from self._children(node, replace(style, bold=True), at)
            case "smallcaps":
                yield from self._children(node, replace(style, small_caps=True), at)
            case "underline":
                yield from self._children(node, replace(style, underline=True), at)
            case "code_inline":
                yield replace(style, text=node.content, mono=True)
            case "blank":
                yield Blank(width_pt=len(node.content) * _UNDERSCORE_PT)
            case "footnote_ref":
                number = int(node.meta["id"]) + 1
                self.called_at.setdefault(number, at.line)
                yield NoteCall(number=number)
            case "footnote_anchor":
                return
            case "html_inline" if _NEW_LINE.fullmatch(node.content):
                yield LineBreak()
            case "link":
                yield from self._link(node, style, at)
            case _:
                yield from self._refused(node, style, at)

    def _check_notes(self, text: str, at: _At) -> None:
        """Find calls of footnotes that nobody wrote; what has a backslash, as values have, calls none."""
        for match in _CALL.finditer(text):
            if match[0] not in at.typed.replace("\\[", ""):
                continue
            self.findings.append(
                Finding(
                    code="TEXT-footnote",
                    severity=Severity.WARNING,
                    message=f"there is no footnote {match[0]}",
                    source=at.source(),
                    fix=f"write it on a line of its own: {match[0]}: text",
                )
            )

    def _cite(self, node: Node, style: Span, at: _At, mark: str) -> Iterator[Inline]:
        """Print a pin cite, and the mark that ends it where it is a sentence."""
        resolved = self.citing.resolve(node.content, at.source())
        at.line += node.content.count("\n")
        self.cites += resolved.cites
        self.findings += [finding for finding in resolved.findings if finding not in self.findings]
        for said in resolved.said:
            yield replace(style, text=said.text, target=said.target, cite=node.content)
        if mark and not resolved.findings and not self.citing.ends_itself:
            yield replace(style, text=mark)

    def _link(self, node: Node, style: Span, at: _At) -> Iterator[Inline]:
        """Read a link: to a piece of the packet, or to the web, whose address is printed."""
        href = str(node.attrs.get("href", ""))
        if href.startswith(PIECE):
            key, _, page = href.removeprefix(PIECE).partition("?page=")
            target = Target(piece=key, page=int(page) if page.isdigit() else 1)
            yield from self._children(node, replace(style, target=target), at)
            return
        linked = replace(style, link=href) if href.startswith(_WEB) else style
        yield from self._children(node, linked, at)
        if node.attrs.get("title"):
            self._fault("TEXT-unsupported", "the title of a link does not print", at.source(), "leave it out")
        if not href.startswith(_WEB):
            fix = "cite the document instead: [@its-id 3]"
            self._fault("TEXT-unsupported", f"a link to '{href}' leads nowhere on paper", at.source(), fix)
        elif href.removeprefix("mailto:") not in _plain(node):
            yield replace(linked, text=f" ({href})")

    def _refused(self, node: Node, style: Span, at: _At) -> Iterator[Inline]:
        """Refuse what does not print, and print it as it was typed."""
        if node.type == "image":
            fix = "file the picture as an exhibit and cite it: [@its-id 1]"
            self._fault("TEXT-unsupported", "a picture does not print here", at.source(), fix)
            yield replace(style, text=f"[{node.content}]")
            return
        if node.type == "html_inline":
            self._fault("TEXT-unsupported", HTML, at.source(), HTML_FIX)
        else:
            self._fault("TEXT-unsupported", f"cannot print a {node.type}", at.source(), "write it as text")
        yield replace(style, text=node.content)


def _joined(words: Iterator[Inline]) -> Iterator[Inline]:
    """Join neighbouring words of one style, so that a line end in the source parts no citation."""
    alike: list[Span] = []
    for word in words:
        if isinstance(word, Span) and alike and _are_alike(word, alike[0]):
            alike.append(word)
            continue
        if isinstance(word, NoteCall) and alike:
            alike[-1] = _closed_up(alike[-1])
        if alike:
            yield _typeset(_one_span(alike))
        alike = [word] if isinstance(word, Span) else []
        if not alike:
            yield word
    if alike:
        yield _typeset(_one_span(alike))


def _closed_up(span: Span) -> Span:
    """Take the space off the end of what a footnote is called behind: its number follows without one."""
    text = span.text.rstrip(" ")
    return span if span.mono or len(text) == len(span.text) else span.saying(text, span.written)


def _one_span(alike: Sequence[Span]) -> Span:
    """Make one span of neighbours in one style."""
    if len(alike) == 1:
        return alike[0]
    written: list[tuple[int, Source]] = []
    at = 0
    for span in alike:
        written += ((at + offset, source) for offset, source in span.written)
        at += len(span.text)
    return alike[0].saying("".join(span.text for span in alike), tuple(written))


def _are_alike(a: Span, b: Span) -> bool:
    """Say whether two spans have one style, and lead to one place."""
    return (
        a.looks_like(b)
        and a.target == b.target
        and a.cite == b.cite
        and a.link == b.link
        and a.uses == b.uses
    )


def _typeset(span: Span) -> Span:
    """Put small typography into words; code and cites stay as they are."""
    if span.mono or span.target:
        return span
    text, written = typeset(span.text), span.written
    if len(text) != len(span.text):
        written = tuple((len(typeset(span.text[:offset])), source) for offset, source in written)
    return span if text == span.text else span.saying(text, written)


def _plain(node: Node) -> str:
    """Read the text of a link without its style."""
    return node.content if not node.children else "".join(_plain(child) for child in node.children)
