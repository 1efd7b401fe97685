"""Values: what flows from room to room is frozen, and named by its fields.

A value is a `Struct` of msgspec, written as `class Page(Struct, frozen=True, kw_only=True)`. It is made in C:
Python's own data classes compile their methods at each start, 0.7 ms a class with Python 3.11, and a build
has some 300 of them. A struct compares, hashes, copies and prints like a data class with slots.

A field that is left out of comparing or printing asks for a method of its own, or for a data class; so does a
value that pydantic reads.
"""

from typing import TypeVar

from msgspec import Struct, field
from msgspec.json import decode, encode
from msgspec.structs import asdict, fields, replace
from msgspec.structs import force_setattr as settle

__all__ = ["Struct", "asdict", "field", "fields", "from_json", "replace", "settle", "to_json"]

T = TypeVar("T", bound=Struct)


def to_json(value: Struct) -> str:
    """Write a value down for another process of ours; its bytes become Base64."""
    return encode(value).decode()


def from_json(told: str, kind: type[T]) -> T:
    """Read a value back."""
    return decode(told, type=kind)
