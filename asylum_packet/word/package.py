"""The file around a document: its parts, packed so that the same paper gives the same bytes.

Nothing in it tells who made it, when, or on which machine. It carries a hash of itself by which a file that
nobody has saved since can be told from one that holds somebody's edits.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib.resources import files

import docx
from docx.opc.constants import CONTENT_TYPE as KIND
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.xmlchemy import BaseOxmlElement

from asylum_packet.word.elements import element, filled
from asylum_packet.word.seal import CORE, sealed

_EPOCH = (1980, 1, 1, 0, 0, 0)
_ADDRESS = re.compile(r"[!#-;=?-~]{1,2000}")
_APP_XML = b"""\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">\
<Application>asylum-packet</Application></Properties>
"""


@dataclass(slots=True)
class Parts:
    """The parts of a document while it is written, each with what it leads to."""

    main: Part = field(init=False)
    notes: Part = field(init=False)
    _empty: docx.document.Document = field(init=False)

    def __post_init__(self) -> None:
        self._empty = docx.Document()
        self.main = self._empty.part
        package = self.main.package
        for part in (self.main, package):
            for identifier in [*part.rels]:
                if part.rels[identifier].reltype != RELATION.OFFICE_DOCUMENT:
                    del part.rels[identifier]
        self.notes = self._part("/word/footnotes.xml", KIND.WML_FOOTNOTES)
        package.relate_to(self._part("/docProps/app.xml", KIND.OFC_EXTENDED_PROPERTIES, _APP_XML),
                          RELATION.EXTENDED_PROPERTIES)  # fmt: skip
        package.relate_to(self._part(f"/{CORE}", KIND.OPC_CORE_PROPERTIES), RELATION.CORE_PROPERTIES)
        styles = files("asylum_packet.word").joinpath("styles.xml").read_bytes()
        self._add("/word/styles.xml", KIND.WML_STYLES, RELATION.STYLES, styles)
        self._add("/word/settings.xml", KIND.WML_SETTINGS, RELATION.SETTINGS, serialize_part_xml(_settings()))

    def links(self, addresses: Iterable[str]) -> dict[str, str]:
        """Give the relationships of the text to addresses on the web."""
        return _links(self.main, addresses)

    def note_links(self, addresses: Iterable[str]) -> dict[str, str]:
        """Give the relationships of the footnotes to addresses on the web."""
        return _links(self.notes, addresses)

    def running(self, kind: str, paragraph: BaseOxmlElement) -> str:
        """Add a header or a footer and give its relationship."""
        kinds = {"header": (KIND.WML_HEADER, RELATION.HEADER), "footer": (KIND.WML_FOOTER, RELATION.FOOTER)}
        content_type, relation = kinds[kind]
        root = element("hdr" if kind == "header" else "ftr", paragraph)
        return self._add(f"/word/{kind}1.xml", content_type, relation, serialize_part_xml(root))

    def close(self, notes: Sequence[BaseOxmlElement], numbering: BaseOxmlElement) -> None:
        """Add what is only known when the text is written."""
        self._add(
            "/word/numbering.xml", KIND.WML_NUMBERING, RELATION.NUMBERING, serialize_part_xml(numbering)
        )
        if notes:
            self.notes._blob = serialize_part_xml(_footnotes(notes))
            self.main.relate_to(self.notes, RELATION.FOOTNOTES)

    def fill(self, body: Sequence[BaseOxmlElement]) -> None:
        """Put the text into the document."""
        root = self._empty.element.body
        for child in list(root):
            root.remove(child)
        filled(root, body)

    def save(self, stream: io.BytesIO) -> None:
        """Write the package as the library does, with the time of writing in it."""
        self.main.package.save(stream)

    def _part(self, name: str, content_type: str, blob: bytes = b"") -> Part:
        """Make a part."""
        return Part(PackURI(name), content_type, blob, self.main.package)

    def _add(self, name: str, content_type: str, relation: str, blob: bytes) -> str:
        """Add a part to the document and give its relationship."""
        return self.main.relate_to(self._part(name, content_type, blob), relation)


def _links(part: Part, addresses: Iterable[str]) -> dict[str, str]:
    """Give the relationships of a part to addresses; one that is no plain address stays text."""
    fit = sorted({address for address in addresses if _ADDRESS.fullmatch(address)})
    return {address: part.relate_to(address, RELATION.HYPERLINK, is_external=True) for address in fit}


def _settings() -> BaseOxmlElement:
    """Make the settings: Word of today, tabs at half an inch, the lines above footnotes."""
    mode = element(
        "compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15
    )
    lines = [element("footnote", id=-1), element("footnote", id=0)]
    return element(
        "settings",
        element("defaultTabStop", val=720),
        element("characterSpacingControl", val="doNotCompress"),
        element("footnotePr", *lines),
        element("compat", mode),
    )


def _footnotes(notes: Sequence[BaseOxmlElement]) -> BaseOxmlElement:
    """Make the footnotes, with the two lines that Word draws above them."""
    lines = [
        element("footnote", element("p", element("r", element(kind))), type=kind, id=number)
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    ]
    return element("footnotes", *lines, *notes)


def packed(
    parts: Parts,
    body: Sequence[BaseOxmlElement],
    notes: Sequence[BaseOxmlElement],
    numbering: BaseOxmlElement,
) -> bytes:
    """Pack a document: parts in one order, no time of writing, and the hash of it all."""
    parts.close(notes, numbering)
    parts.fill(body)
    stream = io.BytesIO()
    parts.save(stream)
    with zipfile.ZipFile(stream) as written:
        entries = {name: written.read(name) for name in written.namelist()}
    entries[CORE] = sealed(entries)
    packed_again = io.BytesIO()
    with zipfile.ZipFile(packed_again, "w") as archive:
        for name in sorted(entries, key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            archive.writestr(entry, entries[name], zipfile.ZIP_DEFLATED, 6)
    return packed_again.getvalue()
