"""Values: what flows from room to room is frozen, and named by its fields.

A value is a `Struct` of msgspec, written as `class Page(Struct, frozen=True, kw_only=True)`. It is made in C:
Python's own data classes compile their methods at each start, 0.7 ms a class with Python 3.11, and a build
has some 300 of them. A struct compares, hashes, copies and prints like a data class with slots.

A field that is left out of comparing or printing asks for a method of its own, or for a data class; so does a
value that pydantic reads.
"""

from msgspec import Struct, field
from msgspec.structs import asdict, fields, replace
from msgspec.structs import force_setattr as settle

__all__ = ["Struct", "asdict", "field", "fields", "replace", "settle"]
