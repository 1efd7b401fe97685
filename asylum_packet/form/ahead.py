"""The official blank, read while the rest of the program loads.

To prove and prepare a blank takes a tenth of a second, and needs nothing of the case. An installed one was
made ready when it was installed, and is read where it is needed.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from asylum_packet.copies import Beside
from asylum_packet.form.blanks import Blank, find_blank
from asylum_packet.values import from_json, to_json


class BlankAhead:
    """The blank of a case, which a copy of this process is reading where one can be had."""

    def __init__(self, case_folder: Path, *, explicit: Path | None, data_folder: Path) -> None:
        """Begin, where a blank has to be made ready. The arguments are those of `find_blank`."""
        self._asked = (case_folder.resolve(), explicit, data_folder)
        self._reading: Beside | None = None
        if explicit is not None or next((case_folder / "forms").glob("*.pdf"), None):
            self._reading = Beside(partial(_read, *self._asked))

    def find(self, case_folder: Path, *, explicit: Path | None, data_folder: Path) -> Blank | None:
        """Find the blank for a case, as `find_blank` does; what a copy could not read is read here and told.

        Raises:
            FormError: A file was named, or lies in `forms/`, and is not an official blank we know.
        """
        if self._reading is not None and self._asked == (case_folder.resolve(), explicit, data_folder):
            told = self._reading.result()
            if told:
                return from_json(told, Blank)
        return find_blank(case_folder, explicit=explicit, data_folder=data_folder)

    def close(self) -> None:
        """End the copy."""
        if self._reading is not None:
            self._reading.close()


def _read(case_folder: Path, explicit: Path | None, data_folder: Path) -> str:
    """Find the blank and write it down; "" where there is none."""
    blank = find_blank(case_folder, explicit=explicit, data_folder=data_folder)
    return to_json(blank) if blank else ""
