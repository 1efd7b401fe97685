"""A complete small case, written in milliseconds: the folder most tests start from.

It has no error of its own. A test breaks it by one change and looks at what is said about that:

    write_mini_case(tmp_path)
    write_mini_case(tmp_path, replace={"case.yaml": {"Baltimore": ""}})       a text replaced
    write_mini_case(tmp_path, files={"exhibits/05 torn.pdf": b"%PDF-1.4 torn"})   a file added or overwritten
    write_mini_case(tmp_path, files={"papers/fee-receipt.pdf": None})         a file left out

Everyone and everything in it is fictional.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tests.support.mini_evidence import (
    landscape_chart,
    locked_bulletin,
    text_pdf,
    turned_photograph,
)
from tests.support.mini_texts import (
    BRIEF,
    CASE,
    DECLARATION,
    EXHIBITS,
    FEE_RECEIPT,
    I589,
    PASSPORT,
    POLICE_REPORT,
    REPORT_PAGES,
    TRANSLATED_REPORT,
    TRANSLATOR,
)

POLICE = "exhibits/01 2026-03-02 police report [es]"


@cache
def mini_files() -> Mapping[str, bytes]:
    """Give every file of the mini case: path relative to the folder, and content."""
    texts = {
        "case.yaml": CASE,
        "i589.yaml": I589,
        "exhibits.yaml": EXHIBITS,
        "declaration.md": DECLARATION,
        **{f"brief/{name}": text for name, text in BRIEF.items()},
    }
    return {path: text.encode() for path, text in texts.items()} | {
        f"{POLICE}.pdf": text_pdf([POLICE_REPORT]),
        f"{POLICE} - translation.pdf": text_pdf([TRANSLATED_REPORT]),
        f"{POLICE} - certificate.pdf": text_pdf([TRANSLATOR]),
        "exhibits/02 Threats/01 2026-02-20 farm gate.jpg": turned_photograph(),
        "exhibits/02 Threats/02 chart of calls.pdf": landscape_chart(),
        "exhibits/03 Country conditions/01 2025-11-05 country report.pdf": text_pdf(REPORT_PAGES),
        "exhibits/03 Country conditions/02 2026-05-04 radio bulletin.pdf": locked_bulletin(),
        "exhibits/04 passport.pdf": text_pdf([PASSPORT]),
        "papers/fee-receipt.pdf": text_pdf([FEE_RECEIPT]),
    }


def write_mini_case(
    folder: Path,
    *,
    files: Mapping[str, str | bytes | None] | None = None,
    replace: Mapping[str, Mapping[str, str]] | None = None,
) -> Path:
    """Write the mini case into `folder` and give the folder back.

    Args:
        folder: Where to write; made if it is not there.
        files: More files or other contents by path in the case folder; None leaves a file out.
        replace: By path, words to look for in a text and what to put in their place, everywhere in it.

    Raises:
        ValueError: A file to leave out or a text to replace is not in the mini case: the test is out of date.
    """
    wanted: dict[str, bytes] = dict(mini_files())
    for path, words in (replace or {}).items():
        for old, new in words.items():
            wanted[path] = _replaced(path, wanted[path], old, new)
    for path, content in (files or {}).items():
        if content is None:
            if path not in wanted:
                raise ValueError(f"the mini case has no file {path}")
            del wanted[path]
        else:
            wanted[path] = content.encode() if isinstance(content, str) else content
    for path, data in wanted.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return folder


_NO_RECEIPT = {"case.yaml": {"fee_receipt: papers/fee-receipt.pdf\n": ""}}
_APPLICATION = ("i589.yaml", "papers/fee-receipt.pdf")
_SHORT_ARGUMENT = """\
# Argument

He is credible. INA § 208(b)(1).

# Conclusion

Grant the application.
"""


def write_case_without_form(folder: Path, *, files: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Write the mini case without its application: brief and exhibits, against which nothing stands."""
    left_out = dict.fromkeys(_APPLICATION)
    return write_mini_case(folder, files={**left_out, **(files or {})}, replace=_NO_RECEIPT)


def write_brief_case(folder: Path, *, files: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Write a brief alone, against which nothing stands: three pages, built in a moment."""
    asides = ("exhibits", "papers", "i589", "declaration", "brief/01")
    left_out = dict.fromkeys(path for path in mini_files() if path.startswith(asides))
    brief = {"brief/02-argument.md": _SHORT_ARGUMENT}
    return write_mini_case(folder, files={**left_out, **brief, **(files or {})}, replace=_NO_RECEIPT)


def _replaced(path: str, data: bytes, old: str, new: str) -> bytes:
    """Replace words in a text of the mini case."""
    if old.encode() not in data:
        raise ValueError(f"{path} of the mini case does not say {old!r}")
    return data.replace(old.encode(), new.encode())
