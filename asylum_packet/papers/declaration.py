"""The declaration: its title and its text, taken apart for the template."""

from __future__ import annotations

import re

from asylum_packet.case.model import TextFile
from asylum_packet.papers.templating import Templates

_TITLE = re.compile(r"\A(?P<before>\s*)#[ \t]+(?P<title>[^\n]+?)[ \t]*#*[ \t]*(?:\n|\Z)")


def parts_of_declaration(text: TextFile, templates: Templates) -> tuple[str, str]:
    """Give the title a declaration begins with, "" where it has none, and its text as Markdown.

    The text is no template: braces in it print as typed.
    """
    match = _TITLE.match(text.text)
    if match is None:
        return "", templates.prose(text.text, text.file)
    line = match[0].count("\n") + 1
    return match["title"], templates.prose(text.text[match.end() :], text.file, line)
