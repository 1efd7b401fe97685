"""What an import may have to say, each with its remedy; docs/errors.md prints the table."""

from __future__ import annotations

from asylum_packet.values import Struct
from asylum_packet.word.prose import Loss


class WordCode(Struct, frozen=True, kw_only=True):
    """A code: what it means, and what to do."""

    code: str
    means: str
    fix: str


_NOTHING = "nothing, as a rule"

CODES = tuple(
    WordCode(code=code, means=means, fix=fix)
    for code, means, fix in (
        ("WORD-picture", "a picture, chart, shape or embedded object is left out",
         "file it as an exhibit and cite it"),
        ("WORD-text-box", "the words of a text box stand as a paragraph behind the one they were anchored to",
         "move them where they belong"),
        ("WORD-comment", "a comment is left out", "read it in Word; what is settled needs no comment"),
        ("WORD-tracked", "a tracked change is carried over as if it had been accepted",
         "look whether it should be; the Word file still has both"),
        ("WORD-hidden", "hidden text is left out", "show hidden text in Word and type what should print"),
        ("WORD-field", "a field stands as the words it showed, and will not change by itself any more",
         "type it as text, or as a cite"),
        ("WORD-cite", "a pin cite was edited in Word, so it stands as the words it shows now",
         "type the cite again: `[@id 3]`"),
        ("WORD-cite-text", "cites of exhibits stand as plain text", "type them as pin cites: `[@id 3]`"),
        ("WORD-equation", "an equation stands as its letters in a row", "write it as text"),
        ("WORD-symbol", "a letter of a symbol font cannot be told", "type the letter that is meant"),
        ("WORD-mark", "highlighting, striking out or raised letters are not carried over; the words are",
         "settle what was marked; delete what was struck out"),
        ("WORD-list-marks", "a list prints with marks of its own instead of those it had in Word",
         "look whether the text speaks of them"),
        ("WORD-table", "merged cells, lists or tables inside a table are taken apart; every word stands",
         "look at the table"),
        ("WORD-running", "the headers and footers of the Word file are left out; the packet has its own",
         _NOTHING),
        ("WORD-made", "contents, tables and pages that the packet makes by itself are left out",
         _NOTHING),
        ("WORD-opening", "text in front of the first heading is kept in a file of its own",
         "delete what the packet's cover page, caption and title say again"),
        ("WORD-signature", "a signature block or proof of service is kept as text; the packet has its own",
         "delete it, and what follows it, if it would print twice"),
        ("WORD-heading", "a paragraph was taken for a heading by its looks, or a heading lost a typed number",
         "look whether it is right"),
        ("WORD-link", "a link that leads nowhere on paper stands as its words", "cite the document instead"),
        ("WORD-note", "an endnote prints as a footnote, or an empty footnote is left out",
         "look at the place"),
        ("WORD-unknown", "something of Word's that is not known here is left out, or stands as its words",
         "look at the place in Word"),
        ("WORD-break", "page and column breaks are left out", _NOTHING),
        ("WORD-face", "the faces of these words are left out, as Markdown cannot write them",
         "look at the place"),
        ("WORD-beside", "another text stands in the same folder, and will print between those imported",
         "delete it, or rename it so that the order is right"),
    )
)  # fmt: skip
_BY_CODE = {one.code: one for one in CODES}


def loss(code: str, message: str) -> Loss:
    """Make a loss with the remedy of its code."""
    fix = _BY_CODE[code].fix
    return Loss(code=code, message=message, fix="" if fix == _NOTHING else fix)
