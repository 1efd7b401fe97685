"""Case folders for tests: the smallest valid one, and ways to change it."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from asylum_packet.case.model import Case
from asylum_packet.case.reading import read_case
from asylum_packet.errors import CaseFileError
from asylum_packet.findings import Finding

NO_FILES: Mapping[str, str | bytes] = MappingProxyType({})

CASE = """\
court: {city: Baltimore, state: MD}
respondents:
  - name: {first: Marta, middle: Elena, last: Reyes}
    a_number: 212-345-678
  - name: {first: Daniel, last: Reyes}
    a_number: 212-345-679
attorney: {name: Ana Ejemplo}
"""


def make(root: Path, files: Mapping[str, str | bytes], *, case: str | bytes | None = CASE) -> Path:
    """Write a case folder."""
    written = dict(files) if case is None else {"case.yaml": case, **files}
    root.mkdir(parents=True, exist_ok=True)
    for name, text in written.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def read(root: Path, files: Mapping[str, str | bytes] = NO_FILES, *, case: str | bytes | None = CASE) -> Case:
    """Write a case folder and read it."""
    return read_case(make(root, files, case=case))


def findings(
    root: Path,
    files: Mapping[str, str | bytes] = NO_FILES,
    *,
    case: str | bytes | None = CASE,
    firm: Path | None = None,
) -> tuple[Finding, ...]:
    """Write a case folder, read it, and give whatever was found."""
    make(root, files, case=case)
    try:
        return read_case(root, firm=firm).warnings
    except CaseFileError as error:
        return error.findings


def lines(found: tuple[Finding, ...]) -> list[str]:
    """Print findings the way a person sees them."""
    return [
        f"{f.source} {f.code} [{f.source.field if f.source else ''}] {f.message} | {f.fix}" for f in found
    ]
