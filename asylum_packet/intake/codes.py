"""Every finding about a source file: its code, weight, meaning, and what to do about it.

The documentation's table is made from `CODES`; a code that is not in it cannot be reported.
"""

from __future__ import annotations

from asylum_packet.findings import Finding, Severity, Source
from asylum_packet.intake.values import Remark
from asylum_packet.values import Struct


class Code(Struct, frozen=True):
    """One row of the table."""

    code: str
    severity: Severity
    meaning: str
    fix: str


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

CODES: tuple[Code, ...] = (
    Code("FILE-missing", _E, "the file is not there", "put the file there, or correct its name"),
    Code(
        "FILE-outside",
        _E,
        "the path leads out of the case folder, by itself or through a symbolic link",
        "copy the file into the case folder",
    ),
    Code(
        "FILE-unreadable",
        _E,
        "the file cannot be opened: permissions, a folder, a device",
        "make it an ordinary file that you may read",
    ),
    Code(
        "FILE-changed",
        _E,
        "the file changed while it was being read",
        "wait until it is fully copied or synchronised, then run again",
    ),
    Code(
        "FILE-kind",
        _E,
        "not a kind of file that becomes pages here",
        "open it in its own program and print it to PDF",
    ),
    Code(
        "FILE-archive",
        _E,
        "an archive of other files",
        "unpack it, and put the files that are evidence into exhibits/",
    ),
    Code(
        "FILE-recording",
        _E,
        "a video or sound recording",
        "move it out of exhibits/; file stills with captions and a transcript (translated, if it is not in"
        " English), and ask the court how it takes the recording itself: by motion, or on a disc",
    ),
    Code(
        "FILE-extra",
        _E,
        "a kind of file that becomes pages here only with one more package",
        "install it: pip install pillow-heif; or export the picture as JPEG",
    ),
    Code(
        "FILE-no-photograph",
        _E,
        "a file in a folder of photographs that is no picture",
        "move it out of the folder, so that it is an exhibit of its own",
    ),
    Code(
        "FILE-caption",
        _E,
        "a caption that leaves its photograph no room on the sheet",
        "shorten it, or ask for fewer on a sheet with per_sheet: in exhibits.yaml",
    ),
    Code("FILE-empty", _E, "no bytes, or no pages", "export or scan it again"),
    Code(
        "FILE-locked",
        _E,
        "a PDF that opens only with a password",
        "type it when a command asks for passwords, or set ASYLUM_PACKET_PASSWORDS (one a line)",
    ),
    Code(
        "FILE-sealed",
        _E,
        "an Office file that opens only with a password",
        "open it in its own program, and save it without a password or print it to PDF",
    ),
    Code("FILE-damaged", _E, "cannot be read as the kind of file it is", "export, download or scan it again"),
    Code("FILE-pages", _E, "pages are asked for that the file does not have", "correct the page selection"),
    Code(
        "FILE-too-large",
        _E,
        "more bytes than the limit",
        "split it or scan it at 300 dpi; or type --limit megabytes=4000",
    ),
    Code(
        "FILE-limit",
        _E,
        "more pages, pixels or unpacked content than the limit",
        "split it, scan it again at 300 dpi, or print it to PDF in a viewer; or raise the limit: --limit"
        " pages=20000, megapixels=800, ...; asylum-packet build --help lists them",
    ),
    Code(
        "FILE-letters",
        _E,
        "letters of a script that no font on this machine has",
        "install a Noto font for the script, or type pip install manimgx-fonts (for Chinese, Japanese and"
        " Korean manimgx-fonts-cjk), then run again",
    ),
    Code(
        "FILE-encoding",
        _E,
        "text in an encoding that is not known here",
        "open it in an editor and save it as UTF-8",
    ),
    Code(
        "FILE-office",
        _E,
        "an Office file or web page, and LibreOffice is not installed here",
        "install LibreOffice (libreoffice.org), or open the file in its own program and print it to PDF",
    ),
    Code(
        "FILE-office-failed",
        _E,
        "LibreOffice was asked and made no pages of it",
        "open it in its own program and print it to PDF",
    ),
    Code(
        "FILE-outlook",
        _E,
        "an Outlook message whose text or attachments are only there in Outlook's own form",
        "open it in Outlook and print it to PDF, or save it as .eml",
    ),
    Code(
        "FILE-xfa",
        _E,
        "a dynamic XFA form, which only Adobe Acrobat can show",
        "open it in Adobe Acrobat and print it to PDF",
    ),
    Code("FILE-crashed", _E, "reading it ended the reader", "open it in a viewer and print it to PDF"),
    Code(
        "FILE-timeout",
        _E,
        "reading it took longer than the limit",
        "open it in a viewer and print it to PDF, or give it more time: --limit seconds=600",
    ),
    Code(
        "FILE-unwritten",
        _E,
        "its pages could not be written into the case folder",
        "make room on the disk, or allow writing in the case folder",
    ),
    Code(
        "FILE-extension",
        _W,
        "the content is of another kind than the name says",
        "nothing must be done; rename it to avoid confusion",
    ),
    Code("FILE-repaired", _W, "was damaged and could be repaired", "compare its pages with the original"),
    Code(
        "FILE-small-print",
        _W,
        "a page is so large that on Letter paper it shrinks below half its size",
        "look whether it can still be read; else cut it into several pages or pictures",
    ),
    Code(
        "FILE-attachments",
        _W,
        "other files are attached inside it, and are not printed",
        "save them from a viewer as exhibits of their own",
    ),
    Code(
        "FILE-redaction",
        _W,
        "black-out marks that were never applied: what they should hide is still there",
        "apply the redactions in the program that made them",
    ),
    Code(
        "FILE-outside-text",
        _W,
        "text outside of what a page shows, most often cropped away, can still be copied out of it",
        "print the file to PDF once more, so that only what is seen is in it",
    ),
    Code(
        "FILE-outside-picture",
        _W,
        "a scan or photograph goes on outside of what its page shows, most often cropped away; whoever gets"
        " the packet can bring it back",
        "look whether that part may be seen; if not, crop the picture itself before it becomes a PDF, or"
        " print the page and scan it",
    ),
    Code(
        "FILE-office-parts",
        _W,
        "an Office file has comments, tracked changes, hidden sheets or slides",
        "look whether its pages show what you mean to file; else accept, show or delete them and save it",
    ),
    Code(
        "FILE-unseen",
        _W,
        "a page has letters and shows none: their font is neither in the file nor here",
        "open it where its letters show, and save it as PDF with its fonts embedded, or print and scan it",
    ),
    Code(
        "FILE-elsewhere",
        _W,
        "a web page or letter shows pictures that it does not carry; nothing is fetched, so they are not"
        " printed",
        "open it in a browser or its own program, see that they show, and print it to PDF",
    ),
    Code(
        "FILE-ocr-missing",
        _W,
        "exhibits.yaml asks for text recognition, which is not installed here",
        "type pip install ocrmypdf and install tesseract (or apt install ocrmypdf, brew install ocrmypdf)",
    ),
    Code(
        "FILE-ocr-failed",
        _W,
        "text recognition was asked and could not read the scans",
        "look whether the scans can be read; scan them again at 300 dpi",
    ),
    Code(
        "FILE-ocr-language",
        _W,
        "text recognition has no data for the language of the file",
        "install it (apt install tesseract-ocr-spa for Spanish, brew install tesseract-lang), then type"
        " asylum-packet clean CASE",
    ),
    Code(
        "FILE-ocr-nothing",
        _N,
        "text recognition was asked and found no letter on a page",
        "nothing must be done for a photograph; of a paper, look whether it can be read",
    ),
    Code(
        "FILE-unprinted",
        _W,
        "something attached is not printed; a sheet in its place says what and why",
        "save it from the message, make it a PDF, and put it into exhibits/",
    ),
    Code(
        "FILE-recording-inside",
        _W,
        "a video or sound recording that came with a message or in a portfolio",
        "file stills with captions and a transcript (translated, if it is not in English), and ask the court"
        " how it takes the recording itself: by motion, or on a disc",
    ),
    Code(
        "FILE-archive-inside",
        _W,
        "an archive of other files that came with a message or in a portfolio",
        "save it from there, unpack it, and put the files that are evidence into exhibits/",
    ),
    Code(
        "FILE-locked-inside",
        _W,
        "an attachment of a message that opens only with a password",
        "type it when a command asks for passwords, or set ASYLUM_PACKET_PASSWORDS (one a line)",
    ),
    Code(
        "FILE-signs",
        _W,
        "signs that no font on this machine has are printed as their names in brackets",
        "install the font Noto Emoji or Noto Sans Symbols to print the signs themselves",
    ),
    Code(
        "FILE-encoding-guessed",
        _W,
        "a text file does not say how its letters are written down",
        "look at its accents; if they are wrong, save it as UTF-8",
    ),
    Code(
        "FILE-blank-page",
        _N,
        "empty pages, such as the backs of scans",
        "to leave them out, write blank_pages: leave out under the file in exhibits.yaml; for the whole file,"
        " leave_out: and why",
    ),
    Code("FILE-blank-left-out", _N, "empty pages are left out, as exhibits.yaml asks", ""),
    Code("FILE-outside-removed", _N, "text outside of what a page shows is taken out", ""),
    Code("FILE-moving", _N, "a moving or multiple picture, of which only the first one is printed", ""),
    Code("FILE-scaled", _N, "pages are printed smaller so that the page number covers nothing", ""),
    Code("FILE-comments", _N, "comments and marks of a reader are printed as they show on screen", ""),
    Code(
        "FILE-signature", _N, "a digital signature is printed as its picture and is no longer verifiable", ""
    ),
)
"""In the order a reader would fix them."""

_BY_CODE = {row.code: row for row in CODES}


def finding(remark: Remark, path: str, where: Source) -> Finding:
    """Turn a remark about a file into a finding that names it."""
    row = _BY_CODE[remark.code]
    return Finding(
        code=row.code,
        severity=row.severity,
        message=f"'{path}' {remark.text}",
        source=where,
        fix=row.fix,
    )


def weighs(code: str) -> Severity:
    """Give the severity of a code."""
    return _BY_CODE[code].severity
