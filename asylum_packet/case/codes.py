"""Every code a finding of reading can carry, with its weight and what it means.

One table, so that messages, tests and the page of the docs cannot drift apart.
"""

from __future__ import annotations

from asylum_packet.findings import Finding, Severity, Source
from asylum_packet.values import Struct


class Code(Struct, frozen=True):
    """One kind of finding that reading a case folder can make."""

    id: str
    severity: Severity
    meaning: str


_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

CODES: tuple[Code, ...] = (
    Code("CASE-syntax", _ERROR, "a line that cannot be read as YAML"),
    Code(
        "CASE-yaml-feature", _ERROR, "an anchor, alias, tag or second document, which case files do not use"
    ),
    Code("CASE-curly-quotes", _ERROR, "a value in curly quotes, which would be printed with it"),
    Code("CASE-stray-mark", _WARNING, "a value that ends in a bracket or quotation mark without its pair"),
    Code("CASE-encoding", _ERROR, "a file that is not plain UTF-8 text"),
    Code("CASE-too-big", _ERROR, "a file or folder too big, or too deeply nested, to be a case"),
    Code("CASE-unknown-key", _ERROR, "a key that this file does not have"),
    Code("CASE-missing-colon", _ERROR, "a key without its colon, read as part of the value above it"),
    Code("CASE-duplicate-key", _ERROR, "a key written twice"),
    Code("CASE-derived-key", _ERROR, "a key that is filled in by itself, or left for the hand"),
    Code("CASE-missing-key", _ERROR, "a key that must be given"),
    Code("CASE-wrong-type", _ERROR, "a text where a list or keys are due, or the other way round"),
    Code("CASE-wrong-value", _ERROR, "a value that cannot be what its key asks for"),
    Code("CASE-missing-file", _ERROR, "a file that is named but not there"),
    Code("CASE-unreadable", _ERROR, "a file or folder that cannot be opened"),
    Code("CASE-path-outside", _ERROR, "a path or link that leaves the case folder"),
    Code("CASE-path-style", _ERROR, "a path not written with forward slashes, relative to the case folder"),
    Code("CASE-file-name", _ERROR, "a file name that cannot be printed"),
    Code("CASE-folder-name", _ERROR, "a folder of a case spelt with capitals, of which nothing is read"),
    Code("CASE-open-comment", _ERROR, "a comment in a text that is opened and never closed"),
    Code("CASE-form-respondent", _ERROR, "a form whose applicant is no respondent, or that has a rival"),
    Code("CASE-earlier-filing", _ERROR, "the manifest of an earlier filing that cannot be read as one"),
    Code("CASE-earlier-id", _ERROR, "a document under the id of another one that was filed before"),
    Code("CASE-earlier-draft", _WARNING, "a filing that goes on from a DRAFT, which cannot have been filed"),
    Code("CASE-earlier-date", _WARNING, "a filing that is not dated after the one it goes on from"),
    Code("CASE-unused-file", _WARNING, "a file that looks as if it were meant to be used, and is not"),
    Code("CASE-placeholder", _ERROR, "an example word of a new case folder that still stands"),
    Code("CASE-gone", _WARNING, "a file of the packet before that is not in the folder any more"),
    Code("CASE-empty-file", _WARNING, "a file that is named but holds no text"),
    Code("CASE-empty-section", _WARNING, "a section of a begun brief in which nothing is written yet"),
    Code("EXHIBITS-id-clash", _ERROR, "two documents with one id, so that a cite may mean either"),
    Code("EXHIBITS-companion-clash", _ERROR, "two files that claim the same place beside one document"),
    Code("EXHIBITS-companion-near", _ERROR, "a file named almost like the translation of another"),
    Code("EXHIBITS-companion-orphan", _ERROR, "a translation or certificate without its document"),
    Code("EXHIBITS-companion-unclear", _ERROR, "a translation or certificate that fits several documents"),
    Code("EXHIBITS-unknown-file", _ERROR, "an entry of exhibits.yaml that matches nothing in exhibits/"),
    Code("EXHIBITS-entry-clash", _ERROR, "two entries of exhibits.yaml about one file or folder"),
    Code("EXHIBITS-wrong-key", _ERROR, "a key of exhibits.yaml that has no meaning for what it names"),
    Code("EXHIBITS-too-many-tabs", _ERROR, "more tabs than there are letters"),
    Code("EXHIBITS-tab-early", _WARNING, "a tab letter before the first tab of this filing"),
    Code("EXHIBITS-language", _WARNING, "a language mark in a file name that cannot be read"),
    Code("EXHIBITS-date", _WARNING, "a file name that starts like a date which cannot be read"),
)

STOPS_NOTHING = frozenset({"CASE-placeholder", "EXHIBITS-id-clash"})
"""Errors with which a folder can still be read and built: they keep the packet a DRAFT."""

_WEIGHT = {code.id: code.severity for code in CODES}


def found(code: str, message: str, source: Source, fix: str = "") -> Finding:
    """Make a finding of one of the codes above, with the weight the table gives it."""
    return Finding(code=code, severity=_WEIGHT[code], message=message, source=source, fix=fix)
