"""Whether what lies in an output folder still stands, and whether the case folder would give the same now."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from asylum_packet import __version__
from asylum_packet.built import Verified
from asylum_packet.case.model import Case
from asylum_packet.errors import OutputError
from asylum_packet.form.blanks import default_data_folder, find_blank
from asylum_packet.options import Options
from asylum_packet.packet.comparing import (
    build_changes,
    hashed_names,
    input_changes,
    older_output,
    other_form,
    output_faults,
    packet_told,
    read_manifest,
    upload_names,
)
from asylum_packet.packet.inputs import inputs
from asylum_packet.papers.templating import BUILT_IN
from asylum_packet.word.writing import NAMES


def verify(out: Path | str, case: Case | None = None, *, options: Options | None = None) -> Verified:
    """Compare an output folder with its manifest, and with the case as it is now where that is given.

    Raises:
        OutputError: There is no manifest in the folder.
    """
    folder = Path(out)
    made = read_manifest(folder)
    pages, draft = packet_told(made)
    return Verified(
        draft=draft,
        pages=pages,
        uploads=len(upload_names(made)),
        faults=output_faults(folder, made),
        older=older_output(folder, made, tuple(NAMES.values())),
        changes=None if case is None else _changes(case, made, folder, options or Options()),
    )


def built_on_another_form(case: Case, *, options: Options | None = None) -> str:
    """Say that the packet in CASE/out was built on another official form than the one in use now; "" if not.

    Page numbers counted with one are not those of the other.
    """
    try:
        made = read_manifest(case.folder / "out")
    except OutputError:
        return ""
    return other_form(made, _blank_in_use(case, options or Options()))


def _changes(case: Case, made: Mapping[str, object], out: Path, options: Options) -> tuple[str, ...] | None:
    """Say what is not as it was when a packet was built."""
    now = inputs(case, {}, out=out, built_in=BUILT_IN, wanted=hashed_names(made))
    changes = input_changes(made, now)
    if changes is None:
        return None
    return (*changes, *build_changes(made, __version__, _blank_in_use(case, options)))


def _blank_in_use(case: Case, options: Options) -> str | None:
    """Give the sha256 of the official blank that would be filled, None where there is none."""
    data_folder = options.data_folder or default_data_folder(os.environ)
    form = find_blank(case.folder, explicit=options.blank, data_folder=data_folder)
    return form.sha256 if form else None
