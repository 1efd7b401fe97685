"""Days as courts print them, from whatever a person typed."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator

from asylum_packet.case.names import us_date
from asylum_packet.case.values import FormDate, read_form_date


def _read_date(text: Any) -> Any:
    """Print a day as courts do; words stay as they are."""
    if not isinstance(text, str):
        return text
    if re.fullmatch(r"\s*[\d/\-]{6,}\s*", text):
        day = read_form_date(text)
        if isinstance(day, FormDate) and day.first is not None and day.first == day.last:
            return us_date(day.first)
        if isinstance(day, FormDate) and day.first is not None:
            return f"{day.first:%B %Y}"
    return text.strip()


PrintedDay = Annotated[str, BeforeValidator(_read_date)]
"""A day or month in words, "March 4, 2019"; other words stay as they are."""
