"""What kind of file something is, told by its first bytes and never by its name."""

from __future__ import annotations

import re
from collections.abc import Callable

from asylum_packet.values import Struct

HEAD_BYTES = 4096
"""How much of a file `recognise` needs to see."""


class Kind(Struct, frozen=True):
    """A kind of file: its name, how people call it, its extensions, and whether it becomes pages here.

    `refusal` is the code of the finding where it does not.
    """

    name: str
    words: str
    extensions: tuple[str, ...]
    matches: Callable[[bytes], bool]
    taken: bool = False
    refusal: str = "FILE-kind"


def _starts(*heads: bytes) -> Callable[[bytes], bool]:
    """Match any of some first bytes."""
    return lambda head: head.startswith(heads)


def _brand(*brands: bytes) -> Callable[[bytes], bool]:
    """Match the brand of an ISO base media file (ISO/IEC 14496-12, `ftyp`)."""
    return lambda head: head[4:8] == b"ftyp" and head[8:12] in brands


def _holds(start: bytes, *words: bytes) -> Callable[[bytes], bool]:
    """Match first bytes, and one of some words a little later."""
    return lambda head: head.startswith(start) and any(word in head for word in words)


_OTHER_HEADS = (
    b"PK",
    b"\xff\xd8\xff",
    b"\x89PNG",
    b"\xd0\xcf\x11\xe0",
    b"Rar!",
    b"7z",
    b"RIFF",
    b"II*",
    b"MM",
)

_OBJECT = re.compile(rb"\s*(?:%[^\r\n]{0,200}[\r\n]+\s*){0,3}\d{1,8} \d{1,5} obj\b")


def _is_pdf(head: bytes) -> bool:
    """Match a PDF: its header may stand anywhere in the first 1,024 bytes (ISO 32000-1, annex H, note 13).

    One that lost its header begins with its first object.
    """
    if head.startswith(b"%PDF-") or _OBJECT.match(head):
        return True
    return b"%PDF-" in head[:1024] and not head.startswith(_OTHER_HEADS)


_MAIL = re.compile(rb"\A(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){3}")


def _is_mail(head: bytes) -> bool:
    """Match a message as text: header lines from the first byte on."""
    return bool(_MAIL.match(head)) and any(
        word in head.lower() for word in (b"\nfrom:", b"from:", b"received:")
    )


_SAVED_BY_WORD = re.compile(
    rb"\A(?:\xef\xbb\xbf)?MIME-Version: 1\.0\r?\nContent-Type: multipart/related;", re.I
)


def _is_saved_page(head: bytes) -> bool:
    """Match a web page that a browser, or Word, saved in the form of a message."""
    by_browser = b"Snapshot-Content-Location:" in head or b"From: <Saved by" in head
    return bool(_SAVED_BY_WORD.match(head) or (by_browser and _MAIL.match(head)))


_PKCS7 = bytes.fromhex("06092a864886f70d0107")


def _is_smime(head: bytes) -> bool:
    """Match signed or encrypted data (RFC 5652): a sequence that begins with the number of its kind."""
    return head[:1] == b"0" and _PKCS7 in head[:20]


_SVG = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>|<!--.*?-->|<!doctype svg[^>]*>|\s)*<svg\b", re.I | re.S
)


def _is_svg(head: bytes) -> bool:
    """Match a drawing of the web: printed as text it would be its own source."""
    return bool(_SVG.match(head))


def _is_mailbox(head: bytes) -> bool:
    """Match messages in one file, each after a line that begins with "From " (RFC 4155)."""
    return bool(re.match(rb"From \S+ .*\d{4}\r?\n[A-Za-z-]+:", head))


def _is_text(head: bytes) -> bool:
    """Match plain text in any usual encoding."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    return bool(head) and not re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", head)


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF16 = "__substg1.0_".encode("utf-16-le")

KINDS: tuple[Kind, ...] = (
    Kind("pdf", "a PDF", (".pdf",), _is_pdf, taken=True),
    Kind("jpeg", "a JPEG picture", (".jpg", ".jpeg", ".jpe", ".jfif"), _starts(b"\xff\xd8\xff"), taken=True),
    Kind("png", "a PNG picture", (".png",), _starts(b"\x89PNG\r\n\x1a\n"), taken=True),
    Kind(
        "heic",
        "a HEIC picture of a phone",
        (".heic", ".heif", ".hif"),
        _brand(b"heic", b"heix", b"hevc", b"hevx", b"mif1", b"msf1", b"heim", b"heis"),
        taken=True,
    ),
    Kind("avif", "an AVIF picture", (".avif",), _brand(b"avif", b"avis"), taken=True),
    Kind(
        "tiff",
        "a TIFF picture",
        (".tif", ".tiff"),
        _starts(b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+"),
        taken=True,
    ),
    Kind(
        "webp",
        "a WebP picture",
        (".webp",),
        lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP",
        taken=True,
    ),
    Kind("gif", "a GIF picture", (".gif",), _starts(b"GIF87a", b"GIF89a"), taken=True),
    Kind(
        "bmp",
        "a BMP picture",
        (".bmp",),
        lambda head: head[:2] == b"BM" and head[6:10] == bytes(4),
        taken=True,
    ),
    Kind(
        "jpeg2000",
        "a JPEG 2000 picture",
        (".jp2", ".jpx"),
        _starts(b"\x00\x00\x00\x0cjP  ", b"\xff\x4f\xff\x51"),
        taken=True,
    ),
    Kind("docx", "a Word document", (".docx", ".docm", ".dotx"), _holds(b"PK\x03\x04", b"word/"), taken=True),
    Kind("xlsx", "an Excel workbook", (".xlsx", ".xlsm"), _holds(b"PK\x03\x04", b"xl/"), taken=True),
    Kind("pptx", "a PowerPoint presentation", (".pptx",), _holds(b"PK\x03\x04", b"ppt/"), taken=True),
    Kind(
        "opendocument",
        "a LibreOffice document",
        (".odt", ".ods", ".odp"),
        _holds(b"PK\x03\x04", b"mimetypeapplication/vnd.oasis.opendocument"),
        taken=True,
    ),
    Kind("pages", "a document of Apple's Pages", (".pages",), _holds(b"PK\x03\x04", b"Index/", b".iwa")),
    Kind(
        "epub",
        "an electronic book (EPUB)",
        (".epub",),
        _holds(b"PK\x03\x04", b"mimetypeapplication/epub+zip"),
    ),
    Kind(
        "archive",
        "an archive",
        (".zip", ".rar", ".7z", ".gz"),
        _starts(b"PK", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"),
        refusal="FILE-archive",
    ),
    Kind("msg", "an Outlook message", (".msg",), _holds(_OLE, _UTF16), taken=True),
    Kind("office97", "an old Office document", (".doc", ".xls", ".ppt", ".msg"), _starts(_OLE), taken=True),
    Kind("rtf", "an RTF document", (".rtf", ".doc"), _starts(b"{\\rtf"), taken=True),
    Kind("postscript", "a PostScript file", (".ps", ".eps"), _starts(b"%!PS", b"\xc5\xd0\xd3\xc6")),
    Kind(
        "video",
        "a video or sound recording",
        (".mp4", ".mov", ".m4a", ".3gp"),
        lambda head: head[4:8] == b"ftyp",
        refusal="FILE-recording",
    ),
    Kind(
        "recording",
        "a video or sound recording",
        (".mp3", ".wav", ".ogg", ".avi", ".mkv", ".webm", ".amr"),
        _starts(b"ID3", b"\xff\xfb", b"RIFF", b"OggS", b"\x1aE\xdf\xa3", b"#!AMR", b"fLaC", b"FLV\x01"),
        refusal="FILE-recording",
    ),
    Kind(
        "tnef",
        "a package of Outlook's own (winmail.dat) in which attachments may lie",
        (".dat",),
        _starts(b"\x78\x9f\x3e\x22"),
        refusal="FILE-outlook",
    ),
    Kind("smime", "a sealed or signed message (S/MIME)", (".p7m", ".p7s"), _is_smime),
    Kind("webarchive", "a web page saved with its pictures", (".mht", ".mhtml"), _is_saved_page),
    Kind("mailbox", "a mailbox of several messages", (".mbox",), _is_mailbox),
    Kind("svg", "a drawing for the web (SVG)", (".svg",), _is_svg),
    Kind("mail", "an e-mail message", (".eml", ".emlx"), _is_mail, taken=True),
    Kind(
        "html",
        "a web page",
        (".html", ".htm", ".xhtml"),
        lambda head: bool(
            re.match(
                rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|head|body|!--)", head, re.I
            )
        ),
        taken=True,
    ),
    Kind("photographs", "photographs on sheets", (), lambda _: False, taken=True),
    Kind("text", "a text file", (".txt", ".md", ".markdown", ".csv", ".log", ".text"), _is_text, taken=True),
)
"""Tried in this order; the first that matches is the kind. "photographs" are several files on sheets."""


def recognise(head: bytes) -> Kind | None:
    """Tell the kind of a file from its first `HEAD_BYTES` bytes; None where it is none we know."""
    return next((kind for kind in KINDS if kind.matches(head)), None)


def kind_named(name: str) -> Kind:
    """Give the row of a kind."""
    return next(kind for kind in KINDS if kind.name == name)
