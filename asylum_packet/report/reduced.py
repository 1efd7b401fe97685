"""What making a file smaller did to each of its pages, as a table. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from asylum_packet.intake.reducing import Look, Reduced


def reduced_text(pages: Sequence[Reduced], before_bytes: int, after_bytes: int, name: str) -> str:
    """Print a line a page, and the sizes of both files."""
    lines = [f"page {one.page}: {_told(one.before)} -> {_told(one.after)}" for one in pages]
    if not lines:
        lines = ["no picture in it can be made smaller so; ask for fewer dots or a lower quality"]
    lines.append(f"wrote {name}: {_size(after_bytes)}, from {_size(before_bytes)}")
    lines.append("look at every page of it before it takes the place of the original")
    return "\n".join(lines)


def _told(look: Look) -> str:
    """Print how a picture is stored."""
    quality = f"JPEG quality {look.quality}" if look.quality else "without loss"
    return f"{look.dpi} dpi, {quality}, {_size(look.size_bytes)}"


def _size(size: int) -> str:
    """Print bytes as kB or MB of a thousand."""
    return f"{size / 1e6:.1f} MB" if size >= 1_000_000 else f"{round(size / 1000)} kB"
