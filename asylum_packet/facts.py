"""What a build learned about a case beyond its text: the facts that rules are judged by.

Rules (`checks/`) open no files. Intake, form and papers find these facts; `build.py` hands them over.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from asylum_packet.pages import PageRange
from asylum_packet.sequence import Cite, Packet
from asylum_packet.sheets import SignatureSlot
from asylum_packet.values import Struct, field


class PrivateNumber(Struct, frozen=True, order=True):
    """A number that should be masked: its page (1-based), what it looks like, its last two digits."""

    page: int
    kind: str
    ending: str


class Seen(Struct, frozen=True, kw_only=True):
    """What can be seen on the finished pages of a source file; page numbers are 1-based in its sheets.

    Attributes:
        silent: Pages with ink but without a letter that can be searched.
        blank: Pages with next to nothing on them.
        coarse: Scanned pages under 300 dots per inch, as (page, dots per inch).
        skewed: Scanned pages that stand crooked, as far as looked at.
        cut: Scanned pages whose writing runs over the edge, as far as looked at.
        cropped: Pages whose scan goes on outside of what they show.
        covered: Pages on which text lies under a black box, as (page, letters that show through).
        numbers: Social security and card numbers.
        language: What the text seems to be written in, by its English name; "" for English or not certain.
        words: How many words its text has.
        unfound: Passages to be highlighted that are not there, by their number in exhibits.yaml (from 1).
        outside: Pages that hold text outside of what they show.
        certifies: What its text says of a translation: "competence", "accuracy", "contact".
        bare: Fonts that it names and does not carry.
        carried: Fonts that its source names and does not carry, for which its pages got a standard face.
    """

    silent: tuple[int, ...] = ()
    blank: tuple[int, ...] = ()
    coarse: tuple[tuple[int, int], ...] = ()
    skewed: tuple[int, ...] = ()
    cut: tuple[int, ...] = ()
    cropped: tuple[int, ...] = ()
    covered: tuple[tuple[int, int], ...] = ()
    numbers: tuple[PrivateNumber, ...] = ()
    language: str = ""
    words: int = 0
    unfound: tuple[int, ...] = ()
    outside: tuple[int, ...] = ()
    certifies: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()


NOTHING_SEEN: Final = Seen()


class Inside(Struct, frozen=True, kw_only=True):
    """A file that came inside another, with a message or in a portfolio.

    `page` is its first page (1-based) in the sheets of the file it came with, 0 where its pages were not
    chosen. `count` is how many it has, 0 where it could not be printed and a sheet in its place says why.
    """

    name: str
    kind: str
    page: int
    count: int


class FileFact(Struct, frozen=True, kw_only=True):
    """What intake saw in one source file.

    `scaled` lists the pages (1-based) that were scaled down to free the stamp band; `size_bytes` is the
    source's size; `sha256` its content in hex. `removed` names what it held besides what its pages show;
    `inside` are the files that came with it.
    """

    path: str
    kind: str
    count: int
    size_bytes: int
    sha256: str
    scaled: tuple[int, ...] = ()
    has_text: bool = True
    seen: Seen = NOTHING_SEEN
    removed: tuple[str, ...] = ()
    inside: tuple[Inside, ...] = ()


class BlankFact(Struct, frozen=True, kw_only=True):
    """The official blank in use: edition as printed in its footer ("01/20/25") and the file's sha256."""

    edition: str
    sha256: str
    verified: bool = True


class Overflow(Struct, frozen=True, kw_only=True):
    """An answer on Supplement B whose box is too small to say so: `page` is where it stands ("B-2").

    `application` is the file the answers come from; `question` names the box in the form's words.
    """

    application: str
    key: str
    question: str
    page: str


class SignedSlot(Struct, frozen=True, kw_only=True):
    """A signature slot whose signed page is in the packet: `file` is its scan.

    `stale` says that what was signed has been changed since; the slot is not signed any more.
    """

    name: str
    file: str
    stale: bool = False


class AuthorityUse(Struct, frozen=True, kw_only=True):
    """One place where the brief uses an authority, in the order of its table.

    `key` names it in `law/authorities.yaml` ("26 I&N Dec. 227"), `citation` is its line in the table, `group`
    the part of the table it stands in, `form` how it is named here: full, short, id. or supra. `text` are the
    words at `file` and `line`; `packet_page` is 0 where they came to lie on no page.
    """

    key: str
    citation: str
    group: str
    form: str
    text: str
    file: str
    line: int
    packet_page: int


class TypeSeen(Struct, frozen=True, kw_only=True):
    """How the body of the brief is set, in points.

    `size_pt` is the size of most letters, `leading_pt` the distance of most lines from the one above,
    None where no line runs on to the next;
    `left_pt` and `right_pt` are the outermost ink, from the left edge of the page.
    """

    size_pt: float
    leading_pt: float | None
    left_pt: float
    right_pt: float


class Facts(Struct, frozen=True, kw_only=True):
    """Everything a rule may look at besides the case itself; None or empty where it is not known.

    `brief_body` holds the pages of the brief's body inside the packet, without its cover, tables and
    proof of service (ICPM 4.19(b)). `texts` are the words on pages that are quoted from, by packet page, ""
    on a picture. `marks` give the packet page of every numbered paragraph and named passage ("¶12",
    "#beating") by the id of its document. `printed` are the words on papers of ours whose template a firm may
    have changed, by key of the piece; `statements` those of declarations, letters and certificates that came
    as files: a document's by its id, a certificate's by the key of its piece.
    """

    packet: Packet | None = None
    blank: BlankFact | None = None
    brief_body: PageRange | None = None
    cites: tuple[Cite, ...] = ()
    authorities: tuple[AuthorityUse, ...] = ()
    overflows: tuple[Overflow, ...] = ()
    slots: tuple[SignatureSlot, ...] = ()
    signed: tuple[SignedSlot, ...] = ()
    marks: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    files: Mapping[str, FileFact] = field(default_factory=dict)
    texts: Mapping[int, str] = field(default_factory=dict)
    printed: Mapping[str, str] = field(default_factory=dict)
    statements: Mapping[str, str] = field(default_factory=dict)
    brief_type: TypeSeen | None = None
