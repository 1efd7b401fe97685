"""Editions of Form I-589: how each one is told from the others, and whether the court takes it.

Edition dates are printed in the footer of every page ("Form I-589 Edition 01/20/25"). The facts are dated:
when a new edition appears, a line is added here, and nothing else in the program changes.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from asylum_packet.values import Struct


class Standing(StrEnum):
    """Whether an edition may be filed, as far as we know."""

    CURRENT = "current"
    """The newest edition."""
    ACCEPTED = "accepted"
    """An older edition that is still taken, as far as we know."""
    SUPERSEDED = "superseded"
    """An older edition; expect it to be rejected."""


class Edition(Struct, frozen=True, kw_only=True):
    """One edition of the form.

    `printed` is the date as the footer prints it; `geometry` the fingerprint of its fields (names, pages,
    kinds, sizes and places; see `form.boxes.fingerprint`), "" where no file of it has been measured: then the
    program cannot fill it. `source` says where `standing` comes from, `read` when that was looked at.
    """

    printed: str
    issued: dt.date
    standing: Standing
    geometry: str = ""
    source: str
    read: dt.date

    @property
    def is_known(self) -> bool:
        """Whether its fields have been measured and every box was looked at on paper."""
        return bool(self.geometry)


_READ = dt.date(2026, 11, 22)
_FOOTER = "footer and date of issue inside the form's own file"
_NAMED = "edition dates named in public form lists; no file seen"

_ALL = (
    Edition(
        printed="07/28/26",
        issued=dt.date(2026, 7, 28),
        standing=Standing.CURRENT,
        source="named as current at USCIS by two public field lists (October 2026); no file seen",
        read=_READ,
    ),
    Edition(
        printed="01/20/25",
        issued=dt.date(2025, 1, 20),
        standing=Standing.ACCEPTED,
        geometry="9157569bc833ba23295ba011cc7ac1469560424b0926979856706c02e3eda01a",
        source=f"{_FOOTER}; until when the court takes it was not found: ask the court or uscis.gov/i-589",
        read=_READ,
    ),
    Edition(
        printed="08/25/20",
        issued=dt.date(2020, 8, 25),
        standing=Standing.SUPERSEDED,
        geometry="cf99df0b713d960dd5fdf76931961207e90fc09be1aeee29a884207c47634837",
        source=f"{_FOOTER}; replaced by 10/12/22",
        read=_READ,
    ),
    *(
        Edition(
            printed=f"{day:%m/%d/%y}", issued=day, standing=Standing.SUPERSEDED, source=_NAMED, read=_READ
        )
        for day in (
            dt.date(2023, 3, 1),
            dt.date(2022, 10, 12),
            dt.date(2019, 9, 10),
            dt.date(2019, 4, 9),
            dt.date(2012, 11, 1),
        )
    ),
)
EDITIONS: tuple[Edition, ...] = tuple(sorted(_ALL, key=lambda each: each.issued, reverse=True))
"""Every edition we have heard of, newest first."""


def edition(printed: str) -> Edition | None:
    """Find an edition by the date in its footer ("01/20/25")."""
    return next((each for each in EDITIONS if each.printed == printed), None)


def issued(printed: str) -> dt.date:
    """Give the day of an edition by the date in its footer, whether we have heard of it or not."""
    return dt.datetime.strptime(printed, "%m/%d/%y").date()  # noqa: DTZ007 (a day has no time zone)
