"""Text that Markdown and our templates read as text: escaped, in lines of a handy length.

Two letters that no Word file can hold stand for what only the place decides: HARD for a space at which no
line of the file may end, BREAK for a new line.
"""

from __future__ import annotations

import re

HARD, BREAK = "\x00", "\x01"
RAW, END_RAW = "{% raw %}", "{% endraw +%}"
"""What keeps code from a template; the sign in the second keeps the end of the line behind it."""
LONGEST_BLANK = 200
BLANK = re.compile(r"_{3,}")
"""A blank to write on."""
_SPECIAL = re.compile(r"[\\`*_^\[\]<{}]|&(?=#|[A-Za-z][A-Za-z0-9]*;)|~(?=~)|(?<=[{%#])[%#]|(?<=<)!")
_EVERY = re.compile(r"[!-/:-@\[-`{-~]")
_LEADS = re.compile(r"(?:[#>+\-=:~|]|\d{1,9}[.)])")
_JINJA = re.compile(r"\{[{%#]")
_WIDTH = 100


def escaped(text: str, *, table: bool, every: bool) -> str:
    """Put a backslash before signs that Markdown or a template would read as theirs.

    Args:
        text: Words.
        table: Whether they stand in a table, where a line divides cells.
        every: Whether to put one before every sign there is.
    """
    parts: list[str] = []
    at = 0
    for match in BLANK.finditer(text):
        parts += [
            _signs(text[at : match.start()], table=table, every=every),
            f"[{'_' * min(len(match[0]), LONGEST_BLANK)}]",
        ]
        at = match.end()
    return "".join([*parts, _signs(text[at:], table=table, every=every)])


def _signs(text: str, *, table: bool, every: bool) -> str:
    """Put backslashes into text without blanks."""
    text = (_EVERY if every else _SPECIAL).sub(lambda match: "\\" + match[0], text)
    return text.replace("|", "\\|") if table and not every else text


def code(text: str, *, table: bool) -> str:
    """Write words in typewriter letters."""
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    edge = " " if text.startswith("`") or text.endswith("`") or text.strip() != text else ""
    inner = text.replace("|", "\\|") if table else text
    inner = raw(inner)
    return f"{fence}{edge}{inner}{edge}{fence}".replace(" ", HARD)


def needs_raw(text: str) -> bool:
    """Say whether code holds signs that a template would read as its own."""
    return _JINJA.search(text) is not None


def raw(text: str) -> str:
    """Keep the signs of templates inside code from being read as such."""
    if needs_raw(text):
        text = RAW + text.replace("endraw", "end raw") + END_RAW
    return text.replace("<!--", f"<!{RAW}{END_RAW}--")


def wrapped(text: str, width: int = _WIDTH) -> list[str]:
    """Break a text into lines; none begins with a sign that Markdown reads as a block of its own."""
    lines: list[str] = []
    for part in text.split(BREAK):
        words = part.split(" ")
        line = words[0]
        for word in words[1:]:
            if len(line) + 1 + len(word) > width and word and not _LEADS.match(word):
                lines.append(line)
                line = word
            else:
                line += f" {word}"
        lines.append(line + "\\")
    lines[-1] = lines[-1][:-1]
    return [line.replace(HARD, " ") for line in lines]


def guarded(line: str) -> str:
    """Keep the first line of a paragraph from being read as a heading, a list or a quotation."""
    if match := re.match(r"(\d{1,9})([.)])(?=\s|$)", line):
        return f"{match[1]}\\{line[match.end(1) :]}"
    if re.match(r"(?:#{1,6}(?:\s|$)|[+\-](?:\s|$)|>|:|~|=|-{2,}\s*$|\|)", line):
        return "\\" + line
    return line
