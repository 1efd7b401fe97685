"""The seal of a Word file: a hash of all its parts, by which one that somebody saved again is known.

Firms edit these files, and a build writes them anew: what holds a person's work must not be written over.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from asylum_packet.word.archive import MOST_BYTES

CORE = "docProps/core.xml"
_SEAL = re.compile(rb"<dc:identifier>sha256:([0-9a-f]{64})</dc:identifier>")
_CORE_XML = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier>sha256:{sha256}</dc:identifier></cp:coreProperties>
"""


def sealed(entries: Mapping[str, bytes]) -> bytes:
    """Write the core properties of a document: the hash of its other parts, and nothing of anybody."""
    return _CORE_XML.format(sha256=_sha256(entries)).encode()


def _sha256(entries: Mapping[str, bytes]) -> str:
    """Hash every part but the one that holds the hash."""
    total = hashlib.sha256()
    for name in sorted(entries):
        if name != CORE:
            total.update(hashlib.sha256(name.encode()).digest() + hashlib.sha256(entries[name]).digest())
    return total.hexdigest()


def is_untouched(path: Path) -> bool:
    """Say whether a file is one of ours that nobody has saved since."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            if sum(info.file_size for info in infos) > MOST_BYTES:
                return False
            entries = {info.filename: archive.read(info) for info in infos}
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError, EOFError, zlib.error):
        return False
    match = _SEAL.search(entries.get(CORE, b""))
    return match is not None and match[1].decode() == _sha256(entries)
