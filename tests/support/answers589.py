"""Answers to every question of Form I-589, each different from all others, to see where each one lands."""

import typing
from itertools import count

from asylum_packet.case.answers import Answers, Part
from asylum_packet.case.values import FormDate

ROWS_ON_FORM = {
    "entries": 3,
    "children": 6,
    "last_addresses": 2,
    "residences": 5,
    "education": 4,
    "employment": 3,
    "siblings": 4,
    "assistants": 2,
}
"""Rows that have boxes: children on Supplement A included."""

_FIXED = {"marital_status": "married", "court_proceedings": "now"}


def every_answer(**rows: int) -> Answers:
    """Answer everything, with as many rows as the form has boxes, or as many as asked for."""
    numbers = count(1)
    return _part(Answers, {**ROWS_ON_FORM, **rows}, numbers)


def _part(shape, rows, numbers):
    told = {}
    for name, info in shape.model_fields.items():
        told[info.alias or name] = _answer(shape, name, info.annotation, rows, numbers)
    return shape(**told)


def _answer(shape, name, kind, rows, numbers):
    if isinstance(kind, type) and issubclass(kind, Part):
        return _part(kind, rows, numbers)
    row = _row_of(kind)
    if row is not None:
        return tuple(_part(row, rows, numbers) for _ in range(rows[name]))
    return _leaf(shape, name, str(kind), next(numbers))


def _row_of(kind):
    for option in (kind, *typing.get_args(kind)):
        if typing.get_origin(option) is tuple:
            return typing.get_args(option)[0]
    return None


def _leaf(shape, name, kind, n):
    if "FormDate" in kind:
        month_only = shape.__name__ in {"PastAddress", "School", "Job"}
        day = f"{n % 28 + 1:02d}/"
        return FormDate(f"{n % 12 + 1:02d}/{'' if month_only else day}{1900 + n % 120}")
    if name in _FIXED and "Literal" in kind:
        return _FIXED[name]
    if name == "sex":
        return "male" if n % 2 else "female"
    if "'yes'" in kind:
        return "yes" if n % 2 else "no"
    return {
        "a_number": f"{200_000_000 + n}",
        "ssn": f"9{n:08d}",
        "zip": f"2{n:04d}",
        "phone": f"(410) 555-{n:04d}",
        "apt": f"{n}B",
        "uscis_account_number": f"{100_000_000_000 + n}",
        "i94_number": f"{10_000_000_000 + n}",
        "explanation": f"Told {n}. " + "It happened on the way to the market. " * 15 + f"End {n}.",
    }.get(name, f"{name[:5]} Ñ{n}")
