"""The plain texts that the example's papers are typed from.

A text begins with settings, one a line, up to the first empty line. Then, line by line:

    # words            a title, centred            !sign NAME | ROLE      a signature over a name
    ## words           a heading                   !stamp WORDS | DATE    a rubber stamp
    > words            a passage set in            !hand words            a note by hand
    - words            a list item                 !seal WORDS            a round seal
    label :: value     a line of a printed form    !gap 20                space, in points
    | a | b |          a row of a table            ---                    a new page
"""

from __future__ import annotations

from asylum_packet.values import Struct


class Block(Struct, frozen=True, kw_only=True):
    """One block of a text: its kind, and its words; a table has rows."""

    kind: str
    words: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


class Text(Struct, frozen=True, kw_only=True):
    """A text as it was written: settings and blocks in order."""

    settings: dict[str, str]
    blocks: tuple[Block, ...]


_STARTS = (("## ", "heading"), ("# ", "title"), ("> ", "quote"), ("- ", "item"))


def read_text(source: str) -> Text:
    """Read a text."""
    head, _, body = source.partition("\n\n")
    pairs = (line.partition(":") for line in head.splitlines())
    settings = {name.strip(): value.strip() for name, _, value in pairs}
    blocks: list[Block] = []
    for chunk in body.split("\n\n"):
        blocks.extend(_blocks(chunk.strip("\n").splitlines()))
    return Text(settings=settings, blocks=tuple(blocks))


def _blocks(lines: list[str]) -> list[Block]:
    """Read the lines between two empty ones: a table, special lines, or one paragraph."""
    if not lines:
        return []
    if lines[0].startswith("|"):
        rows = tuple(tuple(cell.strip() for cell in line.strip()[1:-1].split("|")) for line in lines)
        return [Block(kind="table", rows=rows)]
    found: list[Block] = []
    for line in lines:
        block = _block(line.strip())
        if block.kind == "paragraph" and found and found[-1].kind in {"paragraph", "quote", "item"}:
            last = found.pop()
            found.append(Block(kind=last.kind, words=f"{last.words} {block.words}"))
        else:
            found.append(block)
    return found


def _block(line: str) -> Block:
    """Read one line."""
    if line == "---":
        return Block(kind="page")
    if line.startswith("!"):
        kind, _, words = line[1:].partition(" ")
        return Block(kind=kind, words=words)
    for start, kind in _STARTS:
        if line.startswith(start):
            return Block(kind=kind, words=line[len(start) :])
    if " :: " in line:
        return Block(kind="field", words=line)
    return Block(kind="paragraph", words=line)
