"""Tasks and outcomes as JSON values: for the cache, and between processes.

Never pickled: a worker has read files that nobody trusts.
"""

from __future__ import annotations

from collections.abc import Mapping

from asylum_packet.facts import Inside, PrivateNumber, Seen
from asylum_packet.intake.values import Handling, Limits, Outcome, Remark, Task
from asylum_packet.pages import PageRange
from asylum_packet.sheets import Heading
from asylum_packet.values import asdict


def write_outcome(outcome: Outcome) -> dict[str, object]:
    """Write an outcome."""
    return {
        "kind": outcome.kind,
        "count": outcome.count,
        "headings": [[h.level, h.title, h.page, h.top_pt] for h in outcome.headings],
        "scaled": list(outcome.scaled),
        "has_text": outcome.has_text,
        "remarks": [[remark.code, remark.text] for remark in outcome.remarks],
        "lasting": outcome.lasting,
        "maker": outcome.maker,
        "seen": asdict(outcome.seen) | {"numbers": [asdict(number) for number in outcome.seen.numbers]},
        "removed": list(outcome.removed),
        "inside": [asdict(one) for one in outcome.inside],
    }


def read_outcome(record: Mapping[str, object]) -> Outcome:
    """Read an outcome back.

    Raises:
        ValueError, LookupError, TypeError: It is not the record of an outcome.
    """
    rows: dict[str, list[list[object]]] = {k: v for k, v in record.items() if isinstance(v, list)}
    return Outcome(
        kind=str(record["kind"]),
        count=int(str(record["count"])),
        headings=tuple(_heading(row) for row in rows["headings"]),
        scaled=tuple(int(str(page)) for page in rows["scaled"]),
        has_text=record["has_text"] is True,
        remarks=tuple(Remark(code=str(code), text=str(text)) for code, text in rows["remarks"]),
        lasting=record["lasting"] is True,
        maker=str(record["maker"]),
        seen=_seen(record["seen"]),
        removed=tuple(str(one) for one in _list(record["removed"])),
        inside=tuple(_inside(one) for one in _list(record["inside"])),
    )


def _inside(record: object) -> Inside:
    """Read back where a file that came with another is printed."""
    if not isinstance(record, dict):
        raise TypeError("not the record of a file inside another")
    return Inside(**record)


def _seen(record: object) -> Seen:
    """Read back what was seen."""
    if not isinstance(record, dict):
        raise TypeError("not the record of what was seen")
    return Seen(
        **{
            key: tuple(record[key])
            for key in (
                *("silent", "blank", "skewed", "cut", "cropped"),
                *("certifies", "unfound", "outside", "bare", "carried"),
            )
        },
        coarse=_pairs(record["coarse"]),
        covered=_pairs(record["covered"]),
        numbers=tuple(PrivateNumber(**number) for number in record["numbers"]),
        language=str(record["language"]),
        words=int(record["words"]),
    )


def _pairs(rows: list[list[int]]) -> tuple[tuple[int, int], ...]:
    """Read pairs of numbers back."""
    return tuple((int(first), int(second)) for first, second in rows)


def _heading(row: list[object]) -> Heading:
    """Read a heading back."""
    level, title, page, top = row
    return Heading(
        level=int(str(level)),
        title=str(title),
        page=int(str(page)),
        top_pt=float(top) if isinstance(top, int | float) else None,
    )


def write_task(task: Task) -> dict[str, object]:
    """Write a task."""
    return {
        "source": task.source,
        "target": task.target,
        "pages": [[part.first, part.last] for part in task.pages],
        "passwords": list(task.passwords),
        "limits": asdict(task.limits),
        "how": asdict(task.how),
        "framed": [list(one) for one in task.framed],
        "per_sheet": task.per_sheet,
        "threads": task.threads,
    }


def read_task(record: Mapping[str, object]) -> Task:
    """Read a task back; it comes from our own parent process."""
    pages, limits, how = record["pages"], record["limits"], record["how"]
    if not isinstance(pages, list) or not isinstance(limits, dict) or not isinstance(how, dict):
        raise TypeError("not the record of a task")
    return Task(
        source=str(record["source"]),
        target=str(record["target"]),
        pages=tuple(PageRange(first, last) for first, last in pages),
        passwords=tuple(str(one) for one in _list(record["passwords"])),
        limits=Limits(**limits),
        how=Handling(**{**how, "highlight": tuple(how["highlight"])}),
        framed=tuple((str(path), str(caption)) for path, caption in _rows(record["framed"])),
        per_sheet=int(str(record["per_sheet"])),
        threads=int(str(record["threads"])),
    )


def _list(value: object) -> list[object]:
    """Insist on a list."""
    if not isinstance(value, list):
        raise TypeError("not the record of a task")
    return value


def _rows(value: object) -> list[list[object]]:
    """Insist on rows."""
    if not isinstance(value, list):
        raise TypeError("not the record of a task")
    return value
