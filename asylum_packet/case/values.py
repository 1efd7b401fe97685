"""The kinds of value a case file holds: days, form dates, yes or no, A-numbers, tab letters.

YAML gives us text only (`yamltree.py`), so that 02134, NO and 012345678 stay what was typed; here each
text becomes its value, or an error that says what to type instead.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from asylum_packet.tabs import tab_number

_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_US_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_ISO_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_US_MONTH = re.compile(r"(\d{1,2})/(\d{4})")
_YEAR = re.compile(r"(?:19|20)\d{2}")


def wrong(message: str, fix: str) -> PydanticCustomError:
    """Make the error of a value: what is wrong with it and what to type instead."""
    return PydanticCustomError("value", message, {"fix": fix})


def _day(text: str) -> dt.date | None:
    """Read an ISO or mm/dd/yyyy day; None where the text has neither shape; ValueError for 31 June."""
    if match := _ISO_DAY.fullmatch(text):
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    if match := _US_DAY.fullmatch(text):
        return dt.date(int(match[3]), int(match[1]), int(match[2]))
    return None


def read_day(value: Any) -> Any:
    """Read a calendar day."""
    if not isinstance(value, str):
        return value
    try:
        day = _day(value.strip())
    except ValueError:
        raise wrong("not a day in the calendar", "type a date such as 2027-03-10 or 03/10/2027") from None
    if day is None:
        raise wrong("not a date", "type a date such as 2027-03-10 or 03/10/2027")
    return day


Day = Annotated[dt.date, BeforeValidator(read_day), WithJsonSchema({"type": "string", "format": "date"})]


@dataclass(frozen=True, slots=True)
class FormDate:
    """A date on the form: what is printed, and the first and last day it can mean.

    Months print as mm/yyyy, days as mm/dd/yyyy (Form I-589, items); words ("Present") print as typed,
    and have no days.
    """

    printed: str
    first: dt.date | None = None
    last: dt.date | None = None

    def __str__(self) -> str:
        """Print it as the form wants it."""
        return self.printed


def read_form_date(value: Any) -> Any:
    """Read a day, a month, or words."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    try:
        if (day := _day(text)) is not None:
            return FormDate(f"{day:%m/%d/%Y}", day, day)
        if match := _ISO_MONTH.fullmatch(text) or _US_MONTH.fullmatch(text):
            year, month = sorted((int(match[1]), int(match[2])), reverse=True)
            first = dt.date(year, month, 1)
            following = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
            return FormDate(f"{month:02d}/{year}", first, following - dt.timedelta(days=1))
        if _YEAR.fullmatch(text):
            return FormDate(text, dt.date(int(text), 1, 1), dt.date(int(text), 12, 31))
    except (ValueError, OverflowError):
        raise wrong("not a day in the calendar", "type 2013-02-28, 02/28/2013, 2013-02 or words") from None
    if re.fullmatch(r"[\d/.\-]+", text):
        raise wrong(
            "not a date the form can print",
            "type 2013-02-28, 02/28/2013, 2013-02, 02/2013, or words such as Present",
        )
    return FormDate(text)


AnyDate = Annotated[
    FormDate,
    BeforeValidator(read_form_date),
    WithJsonSchema({"type": "string", "description": "2013-02-28, 02/28/2013, 2013-02, 02/2013, or words"}),
]


def read_yes_no(value: Any) -> Any:
    """Read yes or no in the ways people type it."""
    if isinstance(value, str):
        word = {"y": "yes", "n": "no", "true": "yes", "false": "no"}.get(value.strip().lower())
        value = word or value.strip().lower()
        if value not in {"yes", "no"}:
            raise wrong("neither yes nor no", "type yes or no")
    return value


YesNo = Annotated[Literal["yes", "no"], BeforeValidator(read_yes_no)]


_A_NUMBER = re.compile(r"(?:A[\s.\-]*)?#?[\s.\-]*([0-9]{8,9}|[0-9]{2,3}[\s.\-]+[0-9]{3}[\s.\-]+[0-9]{3})")
_LIKE_A_NUMBER = re.compile(r"A?[\s#.\-]*(?:[0-9][\s.\-]*){6,12}")


def read_a_number(value: Any) -> Any:
    """Read an A-number as its nine digits: eight are padded with a zero (EOIR convention).

    Where its groups are typed they must be whole, so that a lost digit never makes another person's number.
    """
    if not isinstance(value, str):
        return value
    text, fix = value.strip().upper(), "type its 8 or 9 digits, such as 212-345-678"
    match = _A_NUMBER.fullmatch(text)
    if match is None and _LIKE_A_NUMBER.fullmatch(text):
        raise wrong("not an A-number: a digit is missing or too many", fix)
    digits = re.sub("[^0-9]", "", match[1]) if match else ""
    if not digits.strip("0"):
        raise wrong("not an A-number", fix)
    return digits.zfill(9)


ANumber = Annotated[str, BeforeValidator(read_a_number)]


_NO_NAME = frozenset({"none", "n/a", "na", "n.a.", "not applicable", "unknown", "nmn", "-", "--"})


def joined_name(*parts: str) -> str:
    """Join the parts of a name: "None" and "N/A" answer a question, but are no part of a name."""
    said = [part for part in parts if part and part.strip().casefold() not in _NO_NAME]
    return " ".join(said)


def spaced_a_number(digits: str) -> str:
    """Print nine digits as the court's papers show them: A 212-345-678."""
    return f"A {digits[:3]}-{digits[3:6]}-{digits[6:]}"


def read_tab_label(value: Any) -> Any:
    """Read a tab letter."""
    if isinstance(value, str):
        value = value.strip().upper()
        try:
            tab_number(value)
        except ValueError:
            raise wrong("not a tab letter", "type A to Z, then AA, BB, CC") from None
    return value


TabLabel = Annotated[str, BeforeValidator(read_tab_label)]
