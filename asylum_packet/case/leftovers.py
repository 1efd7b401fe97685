"""The files of a case folder that nothing uses, each with its reason: nothing is lost silently."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from asylum_packet.case.codes import found
from asylum_packet.case.folder import Listing
from asylum_packet.case.model import PAPERS, LeftOut
from asylum_packet.case.spelling import nearest_words
from asylum_packet.findings import Finding, Source

_FILES: Final = ("case.yaml", "i589.yaml", "exhibits.yaml", "declaration.md")
_FOLDERS: Final = ("exhibits", "brief", "claim", "i589", "papers", "signed", "templates", "forms", "motions")
_USED_WHOLE: Final = ("templates/", "forms/")
_EVIDENCE: Final = (
    ".pdf",
    ".jpg",
    ".jpeg",
    ".png",
    ".heic",
    ".tif",
    ".tiff",
    ".docx",
    ".doc",
    ".eml",
    ".msg",
)
_REASONS: Final = {
    "claim": "no answer names it",
    "papers": "case.yaml does not name it",
    "brief": "no section of the brief: only .md files directly in brief/ are",
    "i589": "no form: only .yaml files directly in i589/ are",
    "motions": "case.yaml does not name this motion",
    "signed": "no scan of a signed page: .pdf, .jpg and .png directly in signed/ are",
}


_NAMED_IN: Final = {"claim": "i589", "papers": "case.yaml", "motions": "case.yaml"}
"""Where the files of a folder are named: as long as that cannot be read, nobody knows what is used."""


def leftovers(
    listing: Listing, used: frozenset[str], *, unread: frozenset[str] = frozenset()
) -> tuple[tuple[LeftOut, ...], tuple[Finding, ...]]:
    """List what nothing uses, and warn of what looks as if it were meant to be used.

    Args:
        listing: The files of the folder.
        used: Those that something uses.
        unread: Those that could not be read; what they may name is not warned of.
    """
    left_out = [LeftOut(path=path, reason=reason) for path, reason in listing.junk.items()]
    left_out += [LeftOut(path=path, reason=finding.message) for path, finding in listing.refused.items()]
    warnings = list(_capital_folders(listing, used))
    for path in listing.files:
        if path in used or path.startswith(_USED_WHOLE):
            continue
        reason, fix = _judge(path)
        left_out.append(LeftOut(path=path, reason=reason))
        if fix and not _may_be_named(path, unread):
            warnings.append(
                found("CASE-unused-file", f"{path} is not used: {reason}", Source(file=path), fix)
            )
    return tuple(left_out), tuple(warnings)


def _may_be_named(path: str, unread: frozenset[str]) -> bool:
    """Say whether a file that could not be read may name this one."""
    where = _NAMED_IN.get(path.partition("/")[0])
    return where is not None and any(file.startswith(where) for file in unread)


def _capital_folders(listing: Listing, used: frozenset[str]) -> Iterator[Finding]:
    """Yield one finding for each folder of a case in other letters, of which nothing is read.

    One whose files case.yaml names with its capitals is used as it stands.
    """
    known = {path.partition("/")[0] for path in used}
    tops = dict.fromkeys(path.partition("/")[0] for path in listing.files if "/" in path)
    for top in tops:
        meant = top.casefold()
        if top != meant and meant in _FOLDERS and top not in known:
            message = f"the folder {top} is not read: a case has {meant}, in small letters"
            fix = f"move what is in it to {meant}" if meant in tops else f"rename the folder to {meant}"
            yield found("CASE-folder-name", message, Source(file=top), fix)


def _judge(path: str) -> tuple[str, str]:
    """Say why a file is not used, and what to do where it looks as if it should be."""
    top, slash, rest = path.partition("/")
    if not slash:
        return "no file of a case has this name", _meant_file(path)
    if top in _REASONS:
        return _REASONS[top], _meant_inside(top, rest)
    near = nearest_words(top, _FOLDERS) if top.casefold() not in _FOLDERS else ()
    return "no folder of a case has this name", f"did you mean {near[0]}/{rest}?" if near else ""


def _meant_file(name: str) -> str:
    """Say what a file at the root was probably meant to be, "" where nobody can tell."""
    stem, _, extension = name.casefold().rpartition(".")
    if extension in {"yaml", "yml", "md", "txt"}:
        if near := nearest_words(name, _FILES):
            return f"did you mean {near[0]}?"
        if stem in {"brief", "argument", "facts", "introduction", "conclusion", "statement-of-facts"}:
            return f"did you mean brief/{name}?"
    if f".{extension}" in _EVIDENCE:
        return f"did you mean exhibits/{name}, or papers/{name} named in case.yaml?"
    return ""


def _meant_inside(folder: str, rest: str) -> str:
    """Say what to do about an unused file in a folder we know."""
    if folder == "claim":
        return f"write explanation: {{file: claim/{rest}}} at its question, or delete it"
    if folder == "papers":
        keys = f"{', '.join(PAPERS[:-1])} or {PAPERS[-1]}"
        return f"write {keys}: papers/{rest} in case.yaml"
    if folder == "brief":
        return "write it as a .md file in brief/, or move it to exhibits/"
    if folder == "motions":
        return (
            f"write motions: [{rest.removesuffix('.md')}] in case.yaml; there are late-filing and page-limit"
        )
    if folder == "signed":
        return "name it signed/SLOT.pdf; asylum-packet sign CASE lists the slots"
    if folder == "i589":
        return "name it i589/NAME.yaml"
    return ""
