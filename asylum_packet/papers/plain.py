"""The values that templates are given: nothing with methods, nothing that can be changed from outside."""

from __future__ import annotations

Plain = str | int | bool | list["Plain"] | dict[str, "Plain"]
