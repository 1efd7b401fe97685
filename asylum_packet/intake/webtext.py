"""HTML reduced to its text: paragraphs, lists, cells; addresses and names of pictures in brackets.

For the bodies of messages, which are letters. Nothing is fetched and nothing is run.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from asylum_packet.intake.elsewhere import is_elsewhere

_APART = frozenset(
    (
        *("address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "fieldset"),
        *("figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main"),
        *("nav", "ol", "p", "pre", "section", "table", "tr", "ul"),
    )
)
_KEPT = "\x00"
"""Stands for a blank that counts until the text is put together."""

_UNSEEN = frozenset({"script", "style", "head", "title", "template", "noscript"})


def text_of_html(page: str) -> str:
    """Reduce HTML to text."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    """Collects text as the tags go by."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.unseen = 0
        self.exact = 0
        self.link: tuple[str, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin lines, remember addresses, name pictures."""
        told = {name: value or "" for name, value in attrs}
        if tag in _UNSEEN:
            self.unseen += 1
        elif tag == "br":
            self.out.append("\n")
        elif tag == "img":
            name = told.get("alt", "").strip() or ("not in this file" if is_elsewhere(told) else "")
            if name:
                self.out.append(f"[picture: {name}]")
        elif tag == "a" and told.get("href"):
            self.link = (told["href"], len(self.out))
        elif tag in _APART:
            self.exact += tag == "pre"
            self.out.append("\n- " if tag == "li" else "\n")
        elif tag in {"td", "th"}:
            self.out.append("\v")

    def handle_endtag(self, tag: str) -> None:
        """End lines and print addresses that the words do not tell."""
        if tag in _UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag == "a" and self.link:
            self._address(*self.link)
            self.link = None
        elif tag in _APART:
            self.exact = max(0, self.exact - (tag == "pre"))
            self.out.append("\n\n" if tag == "p" else "\n")

    def _address(self, address: str, since: int) -> None:
        """Print where a link leads, unless its words say so."""
        words = "".join(self.out[since:]).strip()
        bare = address.removeprefix("mailto:")
        if words and bare.rstrip("/") not in words and not address.startswith(("#", "cid:", "javascript:")):
            self.out.append(f" <{bare}>")

    def handle_data(self, data: str) -> None:
        """Take text; runs of blanks are one, as browsers do."""
        if not self.unseen:
            self.out.append(data.replace(" ", _KEPT) if self.exact else re.sub(r"[ \t\r\n\f\v]+", " ", data))

    def text(self) -> str:
        """Join what was collected: at most one empty line, cells of a row side by side."""
        joined = "".join(self.out)
        lines = [
            " | ".join(cell.strip() for cell in line.strip("\v ").split("\v")) for line in joined.split("\n")
        ]
        return (
            re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip().replace(_KEPT, " ")
        )
