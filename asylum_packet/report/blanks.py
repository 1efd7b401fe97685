"""The blanks of Form I-589: which editions are known, and which are installed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from asylum_packet.facts import BlankFact
from asylum_packet.law.editions import Edition
from asylum_packet.report.tables import table

HOW_TO_INSTALL = """\
Download the blank Form I-589 from www.uscis.gov/i-589, then type:
  asylum-packet form install i-589.pdf"""
_NOT_VERIFIED = "installed, not verified: look at every filled page"


def blanks_text(installed: Sequence[BlankFact], editions: Sequence[Edition]) -> str:
    """Print every edition we have heard of, whether the court takes it, and whether its blank is here."""
    here = {blank.edition: blank.verified for blank in reversed(installed)}
    heard_of = {one.printed for one in editions}
    rows = [(printed, "not heard of", _NOT_VERIFIED) for printed in here if printed not in heard_of]
    rows += [(one.printed, str(one.standing), _state(one, here)) for one in editions]
    listed = table(("EDITION", "STANDING", "BLANK"), rows)
    return listed if here else f"{listed}\n\n{HOW_TO_INSTALL}"


def _state(edition: Edition, here: Mapping[str, bool]) -> str:
    """Say whether an edition can be filled on this machine."""
    if edition.printed in here and not here[edition.printed]:
        return _NOT_VERIFIED
    if not edition.is_known:
        return "not known to this version: it cannot be filled"
    return "installed" if edition.printed in here else "not installed"


def blanks_json(installed: Sequence[BlankFact], editions: Sequence[Edition]) -> str:
    """Print `{"blanks": [{edition, sha256, verified}], "editions": [...]}`."""
    blanks = [
        {"edition": blank.edition, "sha256": blank.sha256, "verified": blank.verified} for blank in installed
    ]
    heard_of = [
        {
            "edition": one.printed,
            "standing": str(one.standing),
            "known": one.is_known,
            "source": one.source,
            "read": one.read.isoformat(),
        }
        for one in editions
    ]
    return json.dumps({"blanks": blanks, "editions": heard_of}, indent=2)
